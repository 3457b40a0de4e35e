"""What the search finds: councils by any name, paragraphs by their words, and only what is public."""

from datetime import date

import pytest

from inspections import actions
from inspections.models import CouncilAlias, Report
from tests.builders.factories import make_council, make_inspection, make_report, make_user
from tests.builders.pages import address_of, addresses, ids, markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.usefixtures("today")]


def headings(response) -> list[str]:
    """The paragraphs found, by the words of their links, in order."""
    parts = markup(response).split("<h3><a href=")[1:]
    return [part.partition(">")[2].partition("</a>")[0] for part in parts]


def search(client, q: str, **filters: str):
    return client.get("/search/", {"q": q, **filters}, follow=True)


@pytest.fixture
def testshire():
    """An inspection of Testshire whose report says two things."""
    inspection = make_inspection()
    make_report(inspection, "Missing children are found <quickly>.", "Care leavers do well.")
    return inspection


class TestCouncils:
    @pytest.fixture(autouse=True)
    def councils(self):
        council = make_council("sampleford-upon-test", ofsted_name="City of Sampleford")
        CouncilAlias.objects.create(council=council, name="SUT")
        make_council("testshire")
        make_council("old-testshire", short_name="Testshire", valid_to=date(2019, 3, 31))
        make_council("intestshire")

    @pytest.mark.parametrize(
        "q", ["sampleford", "SUT", "City of Sampleford", "sampleford-upon-test", "upon SAMPLEFORD"]
    )
    def test_a_council_is_found_by_any_of_its_names(self, client, q):
        assert "/councils/sampleford-upon-test/" in addresses(search(client, q))

    def test_the_council_of_the_name_comes_first_and_those_of_other_words_not_at_all(self, client):
        page = words(search(client, "testshire"))
        assert page.index("County council, South East") < page.index("Testshire (to 2019)")
        assert "Intestshire" not in page

    def test_letters_within_words_find_a_council_where_no_word_begins_so(self, client):
        assert "Intestshire" in words(search(client, "ntestsh"))

    def test_a_misspelt_name_has_suggestions(self, client):
        page = search(client, "Samplefrd upon Test")
        assert "Did you mean Sampleford Upon Test?" in words(page)
        assert "/councils/sampleford-upon-test/" in addresses(page)

    def test_a_council_among_other_words_is_offered_as_a_filter(self, client):
        page = search(client, "missing children in SUT")
        assert "Reports on Sampleford Upon Test alone: search them for “missing children”" in words(page)
        assert "/search/?q=missing+children&amp;council=sampleford-upon-test" in page.content.decode()

    def test_a_council_is_shown_with_its_latest_grade_and_report(self, client):
        make_inspection(grades={"whole.overall_effectiveness": "outstanding"})
        page = words(search(client, "Testshire"))
        assert "Latest: ILACS 2023, 25 January 2024" in page
        assert "Outstanding" in page

    def test_one_of_many_councils_are_shown_and_the_rest_linked(self, client):
        for number in range(12):
            make_council(f"manyford-{number}")
        page = search(client, "manyford")
        assert "2 more councils" in words(page)
        assert "/councils/?q=manyford&abolished=1" in addresses(page)


@pytest.mark.usefixtures("testshire")
class TestParagraphs:
    def test_a_paragraph_stands_with_its_report_date_number_grade_and_licence(self, client):
        page = search(client, "missing child")
        assert "1 paragraph in the one report searched." in words(page)
        assert headings(page) == ["Testshire, paragraph 1"]
        assert "ILACS 2023, published 25 January 2024. Overall effectiveness: GGood" in words(page)
        assert "ILACS: Crown copyright, Open Government Licence v3." in words(page)

    def test_the_words_found_are_marked_and_the_text_is_escaped(self, client):
        assert (
            "<mark>Missing children</mark> are found &lt;quickly&gt;."
            in search(client, "missing child").content.decode()
        )

    def test_the_link_leads_to_the_paragraph_on_the_scorecard(self, client):
        assert "/councils/testshire/2024-01-25/#paragraph-2" in addresses(search(client, "leaver"))
        assert "paragraph-2" in ids(client.get("/councils/testshire/2024-01-25/"))

    def test_a_paragraph_without_a_number_is_linked_to_as_well(self, client):
        other = make_inspection(make_council("otherford"))
        make_report(other, "First.", "A bridge.", is_numbered=False)
        page = search(client, "bridge")
        assert headings(page) == ["Otherford, page 1"]
        assert "/councils/otherford/2024-01-25/#passage-2" in addresses(page)
        assert "passage-2" in ids(client.get("/councils/otherford/2024-01-25/"))

    def test_a_number_printed_twice_leads_to_each_of_its_paragraphs(self, client):
        other = make_inspection(make_council("otherford"))
        make_report(other, "A ferry.", "A ferry.").paragraphs.update(number=5)
        page = search(client, "ferry").content.decode()
        assert "#paragraph-5" in page
        assert "#passage-2" in page

    def test_words_that_no_report_says_are_named(self, client):
        page = words(search(client, "missing zebras"))
        assert "No paragraph was found in the 1 report searched." in page
        assert "None of them says “zebras”." in page

    def test_words_that_no_paragraph_says_together(self, client):
        assert "None of their paragraphs says all these words together" in words(search(client, "missing leavers"))

    def test_what_holds_no_word_is_told(self, client):
        assert "There is no word in “!?” to search for." in words(search(client, "!?"))

    def test_without_a_question_the_page_says_what_is_searched(self, client):
        assert "1 report, while the grades of 1 inspection are on record" in words(client.get("/search/"))


class TestWithoutReports:
    def test_a_site_without_reports_says_so(self, client):
        make_inspection()
        assert "No report’s text is loaded here yet, so only councils can be found." in words(search(client, "care"))

    @pytest.mark.usefixtures("testshire")
    def test_no_report_of_this_kind(self, client):
        page = words(search(client, "leavers", framework="slac"))
        assert "No report of this kind is loaded here" in page
        assert "Searched: under SLAC." in page


def test_a_file_without_a_question_is_refused(client):
    answer = client.get("/search.csv")
    assert (answer.status_code, "Nothing is asked for" in answer.content.decode()) == (400, True)


class TestWhatIsPublic:
    """Rule 12: a draft never leaks, not in a result, a count, a file or a hint of which words it says."""

    SECRET = "Zebedee is a secret."

    def nothing_of_it(self, client) -> None:
        for address in ("/search/", "/search.json", "/search.csv"):
            content = client.get(address, {"q": "zebedee secret"}).content.decode()
            assert "is a secret" not in content
            assert "Otherford" not in content
        assert "None of them says “zebedee” and “secret”" in words(search(client, "zebedee secret"))

    @pytest.fixture
    def other(self, testshire):
        return make_council("otherford")

    def test_a_draft_is_not_found(self, client, other):
        make_report(make_inspection(other, published=False), self.SECRET)
        self.nothing_of_it(client)

    def test_a_draft_about_an_inspection_on_record_is_not_found(self, client, other):
        on_record = make_inspection(other)
        draft = make_inspection(other, published=False, replaces=on_record)
        make_report(draft, self.SECRET)
        self.nothing_of_it(client)
        actions.publish(draft, by=make_user())
        assert headings(search(client, "zebedee secret")) == ["Otherford, paragraph 1"]

    def test_a_draft_is_found_when_it_has_been_published(self, client, other):
        draft = make_inspection(other, published=False)
        make_report(draft, self.SECRET)
        actions.publish(draft, by=make_user())
        assert headings(search(client, "zebedee secret")) == ["Otherford, paragraph 1"]

    def test_what_was_withdrawn_is_not_found(self, client, other):
        inspection = make_inspection(other)
        make_report(inspection, self.SECRET)
        actions.withdraw(inspection, by=make_user(), reason="It was of another council.")
        self.nothing_of_it(client)

    def test_a_report_without_an_inspection_is_not_found(self, client, other):
        report = make_report(make_inspection(other), self.SECRET)
        Report.objects.filter(pk=report.pk).update(inspection=None)
        self.nothing_of_it(client)

    def test_of_several_reports_of_an_inspection_only_the_one_that_is_quoted_is_found(self, client, other):
        inspection = make_inspection(other)
        make_report(inspection, self.SECRET)
        make_report(inspection, "The page quotes this.")
        self.nothing_of_it(client)
        assert headings(search(client, "page quotes")) == ["Otherford, paragraph 1"]


class TestFilters:
    @pytest.fixture(autouse=True)
    def reports(self, testshire):
        old = make_inspection(
            make_council("otherford"),
            framework="slac-2010",
            inspected_from="2011-11-28",
            published_on=date(2012, 1, 25),
            grades={"safeguarding.overall_effectiveness": "adequate"},
        )
        make_report(old, "Leavers of old.", service="safeguarding")

    @pytest.mark.parametrize(
        ("filters", "found"),
        [
            ({}, ["Testshire, paragraph 2", "Otherford, paragraph 1"]),
            ({"council": "Otherford"}, ["Otherford, paragraph 1"]),
            ({"framework": "slac"}, ["Otherford, paragraph 1"]),
            ({"framework": "ilacs-2023"}, ["Testshire, paragraph 2"]),
            ({"service": "safeguarding"}, ["Otherford, paragraph 1"]),
            ({"judgement": "whole.overall_effectiveness"}, ["Testshire, paragraph 2"]),
            ({"judgement": "whole.overall_effectiveness", "service": "safeguarding"}, ["Testshire, paragraph 2"]),
            ({"judgement": "whole.care_leavers"}, []),
            ({"grade": "adequate"}, ["Otherford, paragraph 1"]),
            ({"grade": "good", "council": "otherford"}, []),
            ({"from": "2012-01-26"}, ["Testshire, paragraph 2"]),
            ({"from": "2012-01-25", "to": "2012-01-25"}, ["Otherford, paragraph 1"]),
        ],
    )
    def test_a_filter_leaves_what_it_says(self, client, filters, found):
        assert headings(search(client, "leavers", **filters)) == found

    def test_what_is_searched_is_told_with_a_way_back(self, client):
        page = search(client, "leavers", council="otherford", to="2012-12-31", grade="adequate")
        assert (
            "Searched: reports on Otherford; published to 31 December 2012; under a judgement graded adequate."
            in words(page)
        )
        assert address_of(page, "Search every report that is loaded") == "/search/?q=leavers"

    def test_the_form_keeps_what_was_chosen(self, client):
        page = markup(search(client, "leavers", framework="slac", **{"from": "2012-01-25"}))
        assert '<option value="slac" selected>' in page
        assert '<input type="date" id="from" name="from" value="2012-01-25">' in page

    def test_a_search_has_one_address_without_what_was_left_empty(self, client):
        response = client.get("/search/?q=care++leavers&council=otherford&framework=&from=&page=1&service=")
        assert response.status_code == 302
        assert response["Location"] == "/search/?q=care+leavers&council=otherford"

    @pytest.mark.parametrize(
        ("filters", "message"),
        [
            ({"framework": "slack"}, "There is no framework “slack”. Known here: ilacs,"),
            ({"judgement": "being_healthy"}, "There is no judgement “being_healthy”."),
            ({"grade": "fine"}, "There is no grade “fine”."),
            ({"from": "yesterday"}, "“from” takes a day as year, month and day"),
            ({"page": "0"}, "“Page” is a whole number from 1 to 9999, not “0”."),
            ({"council": "Otherfrod"}, "No council is called “Otherfrod”. Names near to it: Otherford."),
            ({"edition": "1"}, "A search is always of what is published here today"),
        ],
    )
    def test_what_is_not_known_is_refused_in_plain_words(self, client, filters, message):
        response = search(client, "leavers", **filters)
        assert response.status_code == 400
        assert message in words(response)


class TestNames:
    """What fields for a council suggest, and where the header's form leads."""

    def test_every_name_says_whose_it_is_and_abolished_councils_are_marked(self, client, real_data):
        names = client.get("/names.json").json()["names"]
        assert ["County Durham"] in names
        assert ["BCP", "Bournemouth, Christchurch and Poole"] in names
        assert ["cumbria-county-council", "Cumbria (to 2023)"] in names
        assert len(client.get("/names.json").content) < 12 * 1024

    @pytest.mark.parametrize("name", ["Durham", "Durham County Council", "county durham"])
    def test_any_name_of_one_council_leads_to_it_from_the_header(self, client, real_data, name):
        assert client.get("/search/", {"q": name, "go": "1"})["Location"] == "/councils/county-durham/"

    def test_other_words_are_searched(self, client, real_data):
        assert client.get("/search/", {"q": "care leavers", "go": "1"})["Location"] == "/search/?q=care+leavers"

    def test_the_searchs_own_form_searches_the_reports_for_a_name(self, client, real_data):
        assert client.get("/search/", {"q": "Durham"}).status_code == 200
