"""Feeds as a reader's program takes them: what is new, what was corrected, what was withdrawn, and their rules."""

from datetime import date

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

from inspections import actions
from inspections.models import Council, Edition, Visit
from tests.builders.factories import make_council, make_inspection, make_report, make_user
from tests.builders.feeds import faults_of
from tests.builders.pages import addresses, gzipped, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
KB = 1024
OVERALL, LEADERS = "whole.overall_effectiveness", "whole.leaders"


def read(client, address="/latest.atom"):
    """The feed as feedparser reads it, after RFC 4287 has been asked."""
    answer = client.get(address)
    assert answer.status_code == 200
    assert faults_of(answer.content, f"http://testserver{address}") == []
    found = feedparser.parse(answer.content)
    assert not found.bozo
    return found


def publish(slug, day, grades=None, **fields):
    """A published inspection of the council, by the action that makes its edition."""
    council = Council.objects.filter(slug=slug).first() or make_council(slug, **fields)
    draft = make_inspection(council, published_on=day, grades=grades, published=False)
    return actions.publish(draft, by=make_user())


def refeed(entry) -> str:
    """What an entry says, without markup."""
    return " ".join(fromstring(entry.summary).text_content().split())


class TestReports:
    def test_an_entry_tells_grades_and_change_and_leads_to_the_scorecard(self, client):
        earlier = make_inspection(published_on=date(2023, 1, 25), inspected_from="2022-11-01")
        publish("testshire", date(2025, 5, 13), {OVERALL: "outstanding", LEADERS: "good"})
        [entry] = read(client).entries
        assert entry.title == "Testshire, published 13 May 2025: outstanding overall, 1 up of 1"
        assert "Overall: Outstanding, up" in entry.summary
        assert "Leadership: Good" in entry.summary
        assert entry.link == "http://testserver/councils/testshire/2025-05-13/"
        assert entry.published_parsed[:3] == (2025, 5, 13)
        assert earlier.pk

    def test_a_report_whose_day_is_not_known_has_no_day_of_publication(self, client):
        draft = make_inspection(
            published_on=None,
            inspected_from="2010-06",
            published=False,
            framework="slac-2010",
            grades={"safeguarding.overall_effectiveness": "good"},
        )
        actions.publish(draft, by=make_user())
        [entry] = read(client).entries
        assert "inspected June 2010" in entry.title
        assert "published" not in entry

    def test_a_draft_is_no_news(self, client):
        publish("testshire", date(2025, 5, 13))
        make_inspection(make_council("drafted"), published=False, published_on=date(2026, 2, 1))
        assert "Drafted" not in client.get("/latest.atom").content.decode()

    def test_what_was_published_here_last_comes_first(self, client):
        publish("newer", date(2026, 5, 13))
        publish("older", date(2024, 5, 13))
        assert [entry.title.partition(",")[0] for entry in read(client).entries] == ["Older", "Newer"]

    def test_an_empty_feed_is_one_too(self, client):
        assert read(client).entries == []
        publish("testshire", date(2025, 5, 13))
        feed = read(client, "/latest.atom?region=London")
        assert feed.entries == []
        assert feed.feed.updated_parsed[0] >= 2026

    def test_markup_and_what_xml_cannot_hold_do_no_harm(self, client):
        inspection = publish("testshire", date(2025, 5, 13))
        actions.correct(
            inspection,
            by=make_user(),
            reason="<b>Misread</b> &\x0b odd",
            grades={OVERALL: {"grade": "good", "note": ""}, LEADERS: {"grade": "good"}},
        )
        assert "<b>Misread</b> & odd" in refeed(read(client).entries[0])


class TestStability:
    @pytest.fixture
    def inspection(self):
        publish("sampleshire", date(2026, 1, 13))
        return publish("testshire", date(2025, 5, 13), {OVERALL: "good"})

    @pytest.mark.postgresql
    def test_a_correction_updates_its_entry_and_keeps_its_id(self, client, inspection):
        before = read(client).entries[0]
        publish("later", date(2026, 2, 2))
        actions.correct(
            inspection,
            by=make_user(),
            reason="The day was misread",
            fields={"published_on": date(2025, 5, 14)},
            grades={OVERALL: {"grade": "outstanding"}},
        )
        after = read(client).entries[0]
        assert after.id == before.id
        assert after.updated > before.updated
        assert after.title.startswith("Corrected: Testshire, published 14 May 2025: outstanding overall")
        assert "The day was misread." in refeed(after)
        assert after.link.endswith("/councils/testshire/2025-05-14/")

    def test_evidence_alone_is_no_news(self, client, inspection):
        before = read(client).entries
        make_report(inspection, "Said.")
        actions.correct(inspection, by=make_user(), reason="The page", grades={OVERALL: {"grade": "good", "page": 7}})
        assert Edition.objects.count() == 3
        assert read(client).entries == before

    def test_a_withdrawal_takes_the_grades_out_of_its_entry(self, client, inspection):
        before = read(client).entries[0]
        edition = actions.withdraw(inspection, by=make_user(), reason="Of another council")
        after = read(client).entries[0]
        assert after.id == before.id
        assert after.title == "Withdrawn: Testshire, published 13 May 2025"
        assert "Of another council." in refeed(after)
        assert "Good" not in after.summary
        assert after.link == f"http://testserver/data/editions/{edition.number}/"
        assert [tag.term for tag in after.tags] == ["withdrawal"]
        assert client.get(after.link).status_code == 200


class TestLetters:
    @pytest.fixture
    def visit(self):
        """A published visit with its letter."""
        visit = Visit.objects.create(
            council=make_council(), visited_from=date(2025, 11, 4), published_on=date(2025, 12, 12), theme="Front door"
        )
        return actions.publish(visit, by=make_user())

    def test_a_letter_is_told_of_with_its_theme_and_without_grades(self, client, visit):
        [entry] = read(client).entries
        assert entry.title == "Testshire, focused visit of 4 November 2025"
        assert refeed(entry) == "Focused visit: front door. A visit gives no grades."
        assert entry.link == "http://testserver/councils/testshire/visits/2025-11-04/"
        assert read(client, "/latest.atom?kind=inspection").entries == []

    def test_its_entry_is_corrected_and_withdrawn_under_one_id(self, client, visit):
        before = read(client).entries[0]
        actions.correct(visit, by=make_user(), reason="Misread", fields={"theme": "Care leavers"})
        corrected = read(client).entries[0]
        actions.withdraw(visit, by=make_user(), reason="Of another council")
        [gone] = read(client).entries
        assert before.id == corrected.id == gone.id
        assert corrected.title.startswith("Corrected: Testshire")
        assert "Focused visit: care leavers" in refeed(corrected)
        assert gone.title == "Withdrawn: Testshire, focused visit of 4 November 2025"
        assert "care leavers" not in gone.summary

    def test_an_inspection_and_a_visit_of_one_key_are_two_entries(self, client, visit):
        inspection = publish("testshire", date(2025, 5, 13))
        ids = {entry.id.rpartition(":")[2] for entry in read(client).entries}
        assert ids == {f"inspections/{inspection.pk}", f"visits/{visit.pk}"}


class TestFilters:
    @pytest.fixture(autouse=True)
    def three(self):
        publish("early", date(2024, 1, 25), region=Council.Region.LONDON)
        publish("middle", date(2025, 1, 25), region=Council.Region.SOUTH_WEST)
        actions.withdraw(publish("late", date(2026, 1, 25), region=Council.Region.LONDON), by=make_user(), reason="No")

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["Late", "Middle", "Early"]),
            ("?region=London", ["Late", "Early"]),
            ("?list=early&list=middle", ["Middle", "Early"]),
            ("?programme=sif", []),
            ("?since=2025-01-01", ["Late", "Middle"]),
        ],
    )
    def test_a_feed_has_what_its_page_shows_and_what_was_withdrawn_from_it(self, client, query, found):
        titles = [entry.title.removeprefix("Withdrawn: ") for entry in read(client, f"/latest.atom{query}").entries]
        assert [title.partition(",")[0] for title in titles] == found

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("?region=Mercia", "Known here: East Midlands"),
            ("?list=nowhere", "nowhere"),
            ("?as-at=2025-01-01", "it can’t be had as of an edition or a day"),
            ("?edition=1", "it can’t be had as of an edition or a day"),
        ],
    )
    def test_nonsense_is_refused_with_what_is_known(self, client, query, message):
        answer = client.get(f"/latest.atom{query}")
        assert answer.status_code == 400
        assert message in words(answer)

    def test_the_pages_of_the_list_have_one_feed(self, client):
        assert client.get("/latest.atom?page=2").url == "/latest.atom"

    @pytest.mark.parametrize(
        ("page", "feed"),
        [
            ("/", "/latest.atom"),
            ("/latest/?region=London", "/latest.atom?region=London"),
            ("/latest/?as-at=2025-06-01", "/latest.atom"),
            ("/councils/early/", "/latest.atom?list=early"),
            ("/compare/?council=early&council=middle", "/latest.atom?list=early&list=middle"),
            ("/ranking/ilacs/?region=London", "/latest.atom?programme=ilacs&region=London"),
            ("/data/corrections/", "/data/corrections.atom"),
        ],
    )
    def test_pages_lead_to_the_feed_of_the_same_councils(self, client, page, feed):
        [link, *_] = fromstring(client.get(page).content).xpath("//link[@type='application/atom+xml']")
        assert link.get("rel") == "alternate"
        assert link.get("href") == feed
        assert read(client, feed).feed.title

    def test_the_page_says_how_to_be_told_by_the_feed_of_its_own_filter(self, client):
        answer = client.get("/latest/?region=London")
        assert "How to be told" in words(answer)
        assert "keeps no e-mail address" in words(answer)
        assert addresses(answer).count("/latest.atom?region=London") >= 3


class TestCorrections:
    def test_corrections_and_withdrawals_have_a_feed_with_their_reasons(self, client):
        inspection = publish("testshire", date(2025, 5, 13), {OVERALL: "good"})
        actions.correct(inspection, by=make_user(), reason="Misread", grades={OVERALL: {"grade": "outstanding"}})
        actions.withdraw(inspection, by=make_user("loader-of-reports"), reason="Not a report")
        gone, corrected = read(client, "/data/corrections.atom").entries
        assert corrected.title == "Correction: Testshire, ILACS 2023, published 13 May 2025"
        assert refeed(corrected).startswith("Misread.")
        assert "Good → Outstanding" in refeed(corrected)
        assert gone.title.startswith("Withdrawal: Testshire")
        assert "loader-of-reports" not in client.get("/data/corrections.atom").content.decode()


@pytest.mark.usefixtures("real_data")
class TestRealData:
    @pytest.mark.parametrize("query", ["", "?neighbours-of=county-durham&set=2025-05", "?programme=slac"])
    def test_it_keeps_within_its_budget(self, client, query):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/latest.atom{query}")
        assert len(asked) <= 13
        assert gzipped(answer) <= 4 * KB
        assert len(read(client, f"/latest.atom{query}").entries) == 30

    def test_a_feed_has_no_private_part(self, client):
        answer = client.get("/latest.atom")
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
