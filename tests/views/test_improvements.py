"""Areas for improvement across reports and letters, as those see them who look for words."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

from inspections import actions
from inspections.models import AreaForImprovement, Council, Visit, VisitArea
from inspections.record.as_of_edition import EditionRecord
from inspections.record.current import CurrentRecord
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import addresses, csv_rows, gzipped, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
KB = 1024
SG = "safeguarding.overall_effectiveness"


def report(slug: str, day: date, *texts: str, published: bool = True, **fields):
    """A report with these areas, published by its action unless it stays a draft."""
    council = Council.objects.filter(slug=slug).first() or make_council(slug)
    draft = make_inspection(council, published_on=day, published=False, **fields)
    service = "safeguarding" if fields.get("framework") == "slac-2010" else "whole"
    for order, text in enumerate(texts, 1):
        AreaForImprovement.objects.create(
            inspection=draft, service=service, order=order, text=text, page=3, timescale="immediately"
        )
    return actions.publish(draft, by=make_user()) if published else draft


def letter(slug: str, day: date, *texts: str, published: bool = True, kind: str = "improvement", **fields):
    """A letter on a visit with these points."""
    council = Council.objects.filter(slug=slug).first() or make_council(slug)
    visit = Visit.objects.create(council=council, visited_from=day, published_on=day, **fields)
    for order, text in enumerate(texts, 1):
        VisitArea.objects.create(visit=visit, kind=kind, order=order, text=text, page=2, paragraph=12)
    return actions.publish(visit, by=make_user()) if published else visit


def found(client, query=""):
    return [(row["council"], row["text"]) for row in csv_rows(client.get(f"/improvements.csv{query}"))]


@pytest.fixture
def four():
    """Areas of two reports and of two letters."""
    report("early", date(2024, 1, 25), "The quality of plans.", "Supervision of social workers.")
    report(
        "older",
        date(2012, 1, 25),
        "Plans for leavers.",
        framework="slac-2010",
        grades={SG: "good"},
        inspected_from="2011-11-28",
    )
    letter(
        "late",
        date(2026, 5, 1),
        "The timeliness of supervision.",
        theme="Front door",
        letter_url="https://ofsted.test/1",
    )
    letter("later", date(2026, 6, 1), "Care plans of leavers of care.", theme="Care leavers", kind="priority_action")


@pytest.fixture
def make_region(four):
    Council.objects.filter(slug="late").update(region=Council.Region.LONDON)


class TestSearch:
    def test_without_a_question_all_are_listed_the_latest_first(self, client, four):
        assert [slug for slug, _ in found(client)] == ["later", "late", "early", "early", "older"]
        assert "5 areas for improvement in 2 reports and 2 letters" in words(client.get("/improvements/"))

    def test_an_area_has_council_day_exact_words_and_where_it_stands(self, client, four):
        answer = client.get("/improvements/?q=timeliness")
        shown = words(answer)
        assert "Late1 May 2026Letter on a visit" in shown
        assert "The timeliness of supervision.Front door" in shown
        assert "paragraph 12, page 2" in shown
        assert "https://ofsted.test/1" in addresses(answer)
        [marked] = fromstring(answer.content).xpath("//td//mark")
        assert marked.text == "timeliness"

    def test_a_letter_whose_day_is_not_known_is_dated_by_its_visit(self, client):
        visit = Visit.objects.create(council=make_council("undated"), visited_from=date(2025, 3, 4))
        VisitArea.objects.create(visit=visit, kind="improvement", order=1, text="Plans.")
        actions.publish(visit, by=make_user())
        assert "Undatedvisited 4 March 2025" in words(client.get("/improvements/"))

    def test_files_have_every_fact(self, client, four):
        row = next(row for row in csv_rows(client.get("/improvements.csv")) if row["council"] == "older")
        assert (row["theme"], row["timescale"], row["number"], row["page"]) == (
            "Safeguarding services",
            "immediately",
            "1",
            "3",
        )
        assert (row["kind"], row["framework"], row["published_on"]) == ("report", "slac-2010", "2012-01-25")
        assert row["address"] == "http://testserver/councils/older/2012-01-25/#areas"

    @pytest.mark.parametrize(
        ("query", "slugs"),
        [
            ("?q=plan", ["later", "early", "older"]),
            ("?q=plans+leaver", ["later", "older"]),
            ("?q=“care+plans”", ["later"]),
            ("?q=“leavers+care”", []),
            ("?q=“leavers+of+care”", ["later"]),
            ("?theme=front_door", ["late"]),
            ("?theme=safeguarding", ["older"]),
            ("?since=2026-01-01", ["later", "late"]),
            ("?until=2012-12-31", ["older"]),
            ("?kind=report", ["early", "early", "older"]),
            ("?kind=letter", ["late"]),
            ("?kind=priority", ["later"]),
            ("?list=early&list=older", ["early", "early", "older"]),
            ("?as-at=2026-05-15", ["late", "early", "early", "older"]),
        ],
    )
    def test_it_keeps_what_is_asked_for(self, client, four, query, slugs):
        assert [slug for slug, _ in found(client, query)] == slugs

    def test_a_region_is_a_filter(self, client, make_region):
        assert [slug for slug, _ in found(client, "?region=London")] == ["late"]

    def test_what_is_not_found_is_said_with_what_was_searched(self, client, four):
        shown = words(client.get("/improvements/?q=zebras"))
        assert "No area for improvement on record here says “zebras”" in shown
        assert "The words of 2 of 2 reports and of 2 of 2 letters are on record here." in shown

    def test_a_record_without_words_says_so(self, client):
        shown = words(client.get("/improvements/"))
        assert "No area for improvement on record here fits" in shown
        assert "The words of 0 of 0 reports" in shown

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("?theme=back-door", "There is no theme “back-door”. Known here: front_door"),
            ("?kind=song", "Known here: report, letter, priority"),
            ("?since=soon", "“since” takes a day"),
            ("?since=2027-01-01", "No report can be on record since 1 January 2027"),
            ("?since=2026-02-01&until=2025-02-01", "comes after"),
            ("?region=Mercia", "Known here: East Midlands"),
            ("?page=9", "pages 1 to 1"),
        ],
    )
    def test_nonsense_is_refused_with_what_is_known(self, client, four, query, message):
        answer = client.get(f"/improvements/{query}")
        assert answer.status_code == 400
        assert message in words(answer)


class TestTruth:
    def test_neither_a_draft_nor_what_was_withdrawn_is_found(self, client):
        report("drafted", date(2026, 2, 1), "Hidden words.", published=False)
        letter("also-drafted", date(2026, 2, 1), "Hidden words.", published=False)
        actions.withdraw(report("gone", date(2026, 2, 1), "Hidden words."), by=make_user(), reason="No report")
        assert found(client) == []
        assert "Hidden" not in client.get("/improvements/?q=hidden").content.decode().replace("“hidden”", "")

    @pytest.mark.postgresql
    def test_an_edition_shows_what_it_showed(self, client, four):
        before = CurrentRecord().areas()
        number = CurrentRecord().edition
        assert EditionRecord(number).areas() == before
        report("newest", date(2026, 7, 1), "Something else.")
        assert len(CurrentRecord().areas()) == len(before) + 1
        assert EditionRecord(number).areas() == before
        assert len(found(client, f"?edition={number}")) == len(before)

    def test_markup_in_words_stays_words(self, client):
        report("odd", date(2026, 7, 1), "Less <b>than</b> enough & more.")
        assert "Less <b>than</b> enough & more." in words(client.get("/improvements/?q=enough"))

    def test_the_cost_does_not_grow_with_the_areas(self, client, four):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                client.get("/improvements/")
            return len(queries)

        before = asked()
        report("many", date(2026, 7, 1), *(f"Area {n}." for n in range(50)))
        assert asked() == before <= 9
        assert gzipped(client.get("/improvements/")) <= 6 * KB
        assert "Page 1 of 2" in words(client.get("/improvements/"))
        assert len(found(client)) == 55
