"""Claims as people make them, checked on all real data, and the form that they are typed into."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dashboard.views.check import EXAMPLES
from inspections.wording.cautions import neighbours_caution
from inspections.wording.comparisons import frameworks_sentence, own_report_sentence
from tests.builders.expected import place_against, ranking_of
from tests.builders.forms import fields_of
from tests.builders.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
DURHAM = {
    "council": "county-durham",
    "measure": "slac.key-outstanding",
    "claim": "joint-highest",
    "count": "3",
    "of": "92",
    "as-at": "2012-01-05",
}
SOUTH_TYNESIDE = {"council": "South Tyneside", "measure": "sif.all-good-or-better", "claim": "one-of", "count": "6"}
NORTH_TYNESIDE = {"council": "North Tyneside", "measure": "ilacs.four-outstanding", "claim": "one-of", "count": "4"}


def verdicts(answer) -> list[tuple[str, str]]:
    """Each day and its verdict, then before now."""
    return re.findall(r"<h2 id=\"\w+\">As at ([^:]+): ([a-z ]+)</h2>", answer.content.decode())


def test_joint_best_of_92_cannot_be_checked_and_the_page_says_why(client):
    answer = client.get("/check/", DURHAM)
    said = words(answer)
    assert verdicts(answer) == [("5 January 2012", "cannot be checked"), ("1 September 2026", "cannot be checked")]
    assert "Lincolnshire" in said
    ranking = ranking_of("slac", date(2012, 1, 5))
    assert own_report_sentence(place_against("county-durham", ranking, date(2012, 1, 25))) in said
    assert "Whether 92 reports had been published cannot be told" in said
    assert frameworks_sentence(ranking) in said
    assert "Of most inspections of 2009 to 2012 only the two overall effectiveness grades are known here" in said
    assert "On County Durham itself: 25 January 2012, SLAC 2010" in said
    assert 'edition=1"' not in said.partition("May be quoted instead")[0]


def test_a_base_of_161_councils_is_wrong(client):
    answer = client.get("/check/", {**SOUTH_TYNESIDE, "number": "25", "of": "161", "as-at": "2018-03-31"}, follow=True)
    assert verdicts(answer)[0] == ("31 March 2018", "does not hold")
    assert "161 is a wrong base: 150 councils can be ranked" in words(answer)


def test_one_of_five_outstanding_in_all_areas_holds_only_with_its_number(client):
    counted = client.get("/check/", {**NORTH_TYNESIDE, "number": "5", "as-at": "2025-02-01"}, follow=True)
    assert verdicts(counted)[0] == ("1 February 2025", "does not hold")
    assert "8 others have as many" in words(counted)
    right = client.get("/check/", {**NORTH_TYNESIDE, "number": "9", "as-at": "2025-02-01"}, follow=True)
    assert verdicts(right) == [("1 February 2025", "holds"), ("1 September 2026", "does not hold")]
    assert "Councils that have reached the same count since: Bracknell Forest" in words(right)


def test_top_fifteen_per_cent_is_a_group_of_ties(client):
    asked = {"council": "northumberland", "measure": "ilacs.overall-outstanding", "claim": "top-percent"}
    answer = client.get("/check/", {**asked, "number": "15", "as-at": "2024-07-31"})
    assert re.search(r"All \d+ share places 1 to \d+ of \d+ \(\d+%\): none comes before another", words(answer))
    assert re.search(r"one of the \d+ of \d+ councils \(\d+%\) that had", words(answer))


def test_a_claim_of_today_is_checked_once(client):
    answer = client.get("/check/", {"council": "county-durham", "claim": "count", "count": "3"}, follow=True)
    assert verdicts(answer) == [("1 September 2026", "holds")]
    assert "Between the two days" not in words(answer)


def test_neighbours_are_labelled_with_their_set(client):
    answer = client.get(
        "/check/", {"council": "derby", "claim": "top", "number": "5", "neighbours-of": "derby"}, follow=True
    )
    said = words(answer)
    assert neighbours_caution("May 2025") in said
    assert "The group is small" in said


def test_the_sentence_to_quote_has_an_address_that_stays(client):
    text = client.get("/check/", DURHAM).content.decode()
    assert (
        "Source: Ofsted’s reports; http://testserver/ranking/slac/2012-01-05/"
        "?measure=key-outstanding&amp;council=county-durham&amp;edition=1" in text
    )


def ruling(answer) -> str:
    """The verdict on the whole sentence."""
    return re.search(r'class="ruling">.*?<strong>([^<]+)</strong>', answer.content.decode(), re.DOTALL)[1]


class TestSentences:
    """A sentence in one box: what is understood becomes the fields, with the words that say it."""

    def asked(self, client, sentence):
        return client.get("/check/", {"sentence": sentence}, follow=True)

    def test_a_sentence_is_checked_as_its_parts_are(self, client):
        answer = self.asked(client, "Durham is joint best of 92 as at 5 January 2012")
        address = answer.redirect_chain[-1][0]
        assert address.startswith(
            "/check/?council=county-durham&measure=slac.key-outstanding&claim=joint-highest&of=92"
        )
        assert verdicts(answer)[0] == ("5 January 2012", "cannot be checked")
        fields = fields_of(answer.content.decode())
        assert fields["sentence"] == "Durham is joint best of 92 as at 5 January 2012"

    def test_what_was_understood_and_what_is_assumed_is_said_at_the_fields(self, client):
        said = words(self.asked(client, "Durham is joint best of 92 as at 5 January 2012"))
        for note in ("“Durham”", "“joint best”", "“of 92”", "“as at 5 January 2012”", "not said; assumed"):
            assert note in said

    def test_a_field_that_was_corrected_says_so(self, client):
        answer = client.get(
            "/check/", {**DURHAM, "of": "93", "sentence": "Durham is joint best of 92 as at 5 January 2012"}
        )
        assert "changed" in words(answer)

    def test_what_is_not_understood_is_named(self, client):
        said = words(self.asked(client, "Durham is joint 18th of 151 for housing"))
        assert "Not understood, and not checked: “housing”." in said

    def test_a_sentence_with_words_not_understood_has_no_verdict(self, client):
        answer = self.asked(client, "Durham is not outstanding")
        assert ruling(answer) == "Cannot be checked"
        assert "Not all of the sentence is understood. The rest, by itself: holds." in words(answer)
        assert "Not understood, and not checked: “not”." in words(answer)
        rest = re.search(r'href="([^"]+)">Check the rest by itself', answer.content.decode())[1]
        assert ruling(client.get(unescape(rest))) == "Holds"

    def test_a_sentence_with_several_meanings_has_none_unless_they_agree(self, client):
        answer = self.asked(client, "Kingston upon Thames is one of the top 20 councils")
        assert ruling(answer) == "Cannot be checked"
        said = words(answer)
        assert "It depends on what is counted, which the sentence does not say." in said
        assert "By four judgements, outstanding: holds" in said
        assert "By overall effectiveness, outstanding: does not hold" in said

    def test_a_day_between_two_programmes_needs_one_to_be_named(self, client):
        sentence = "36% of councils are good or better as at 31 March 2019"
        assert "The sentence has to say which is meant." in words(self.asked(client, sentence))
        assert "has to say which" not in words(self.asked(client, f"{sentence} under SIF"))

    def test_a_share_has_its_base_and_is_about_no_council(self, client):
        answer = self.asked(client, "A third of councils are outstanding overall")
        assert ruling(answer) == "Holds with a correction: 46 of 142 (32%)"
        assert "46 of 142 councils with such a grade on record (32%)" in words(answer)
        assert "May be quoted instead" not in words(answer)
        fields = fields_of(answer.content.decode())
        assert (fields["share"], fields["council"]) == ("1/3", "")

    def test_a_change_is_told_with_its_grades_and_days(self, client):
        answer = self.asked(client, "Durham improved from requires improvement in 2019 to good in 2022")
        assert ruling(answer) == "Holds"
        told = "requires improvement on 21 October 2019 (ILACS 2018) and good on 5 July 2022 (ILACS 2018)"
        assert told in words(answer)

    def test_a_month_means_each_of_its_days(self, client):
        answer = self.asked(client, "Westminster is one of 36 outstanding councils in May 2025")
        assert ruling(answer) == "Cannot be checked"
        assert "It depends on the day, which the sentence does not say." in words(answer)

    def test_a_field_that_was_cleared_stays_clear(self, client):
        sentence = "Durham is joint best of 92 as at 5 January 2012"
        answer = client.get("/check/", {**DURHAM, "of": "", "sentence": sentence}, follow=True)
        assert fields_of(answer.content.decode())["of"] == ""

    def test_a_long_sentence_is_refused_and_never_cut(self, client):
        answer = self.asked(client, "Durham is outstanding. " + "🎉<b>so</b> " * 50 + "Not at all.")
        assert answer.status_code == 400
        assert "longer than 500 characters" in words(answer)
        assert 'maxlength="501"' in re.search(r'<textarea id="sentence"[^>]*>', client.get("/").content.decode())[0]
        assert 'maxlength="501"' in re.search(r'<input id="sentence"[^>]*>', client.get("/check/").content.decode())[0]

    def test_what_is_pasted_is_never_markup(self, client):
        answer = self.asked(client, "<script>alert(1)</script> Durham is outstanding")
        assert ruling(answer) == "Cannot be checked"
        assert "<script>alert" not in answer.content.decode()

    def test_a_sentence_without_a_place_is_refused_with_what_was_understood(self, client):
        answer = self.asked(client, "Durham is nice")
        assert answer.status_code == 400
        assert "The sentence claims nothing that can be checked" in words(answer)
        assert fields_of(answer.content.decode())["council"] == "Durham"

    def test_a_sentence_without_a_council_is_refused(self, client):
        answer = self.asked(client, "We are joint best of 151")
        assert answer.status_code == 400
        assert "Say which council the sentence is about." in words(answer)

    def test_every_example_of_the_page_can_be_checked(self, client):
        for example in EXAMPLES:
            answer = self.asked(client, example)
            assert answer.status_code == 200
            assert "Not understood" not in words(answer)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"council": ""}, "Say which council the sentence is about."),
        ({"council": "Nowhere"}, "No council is called “Nowhere”."),
        ({"claim": "best"}, "There is no claim “best”."),
        ({"measure": "slac.points"}, "There is no measure “slac.points”."),
        ({"claim": "one-of"}, "Say of how many councils it is one."),
        ({"claim": "count", "count": ""}, "Say how many of the 4 judgements"),
        ({"count": "5"}, "“Judgements” is a whole number from 0 to 4, not “5”."),
        ({"of": "many"}, "“Of how many” is a whole number from 1 to 1000"),
        ({"claim": "top-percent", "number": "101"}, "A percentage is at most 100."),
        ({"as-at": "2030-01-01"}, "1 January 2030 has not come yet"),
        ({"as-at": "yesterday"}, "yesterday"),
    ],
)
def test_what_is_wrong_is_said_above_the_form_with_what_was_typed(client, wrong, message):
    answer = client.get("/check/", {**DURHAM, **wrong})
    assert answer.status_code == 400
    assert message in words(answer)
    assert '<option value="slac.key-outstanding" selected>' in answer.content.decode() or "measure" in wrong


def test_a_check_has_one_address(client):
    asked = "/check/?council=County+Durham&measure=slac.key-outstanding&claim=highest&number=3&region=&as-at=2012-01-05"
    answer = client.get(asked)
    assert answer.status_code == 302
    assert answer.url == "/check/?council=county-durham&measure=slac.key-outstanding&claim=highest&as-at=2012-01-05"


def test_the_form_alone_checks_nothing(client):
    answer = client.get("/check/", {"council": "derby", "measure": "slac.key-outstanding"})
    assert answer.status_code == 200
    assert fields_of(answer.content.decode())["council"] == "derby"
    assert verdicts(answer) == []


def test_the_ranking_leads_to_the_check_of_what_it_shows(client):
    text = client.get("/ranking/slac/2012-01-05/?measure=key-good-or-better&region=North+East").content.decode()
    assert "/check/?measure=slac.key-good-or-better&amp;as-at=2012-01-05&amp;region=North+East" in text


def test_a_claim_as_of_an_edition_says_so(client):
    answer = client.get("/check/", {**DURHAM, "edition": "1"})
    assert "Edition 1, made on" in words(answer)
    assert len(verdicts(answer)) == 2


def test_a_check_costs_few_queries(client):
    with CaptureQueriesContext(connection) as asked:
        client.get("/check/", DURHAM)
    assert len(asked) <= 17


def test_a_shared_name_means_the_council_of_the_day(client):
    asked = {"council": "Bournemouth", "measure": "sif.main-outstanding", "claim": "rank", "number": "3"}
    answer = client.get("/check/", {**asked, "as-at": "2019-01-01"}, follow=True)
    said = words(answer).partition("As at 1 September 2026")[0]
    assert "Bournemouth was 3rd" in said
    assert "Bournemouth, Christchurch and Poole" not in said


def test_without_a_measure_the_programme_of_the_day_is_meant(client):
    asked = {"council": "county-durham", "claim": "joint-highest", "as-at": "2012-01-05"}
    answer = client.get("/check/", asked)
    assert answer.status_code == 302
    assert "measure=slac.key-outstanding" in answer.url


def test_a_programme_that_had_not_begun_is_refused(client):
    answer = client.get("/check/", {**DURHAM, "measure": "ilacs.four-outstanding"})
    assert answer.status_code == 400
    assert "ILACS began in 2018. On 5 January 2012: SLAC." in words(answer)


def test_what_holds_may_be_quoted_and_not_instead(client):
    right = {**NORTH_TYNESIDE, "number": "9", "as-at": "2025-02-01"}
    said = words(client.get("/check/", right, follow=True))
    assert re.findall(r"May be quoted(?: instead)?", said) == ["May be quoted", "May be quoted instead"]
