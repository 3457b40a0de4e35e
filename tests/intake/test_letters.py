"""From a letter on a visit to a draft of it, and from there to the public."""

from dataclasses import replace
from datetime import date

import pytest

from inspections import actions
from inspections.intake.completing import make_visit_draft
from inspections.intake.drafting import store_report
from inspections.intake.listing import Listing
from inspections.models import Report, Visit
from inspections.record.register import council_register
from inspections.reports.letters.findings import LetterReading
from inspections.reports.pipeline import read_report
from tests.builders.factories import make_council, make_user, make_visit
from tests.builders.letters import MadeLetter, letter_text
from tests.builders.pages import words
from tests.builders.reports import slac_text

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LETTER = MadeLetter()


@pytest.fixture
def staff():
    return make_user("clerk")


@pytest.fixture
def testshire():
    return make_council()


def loaded(letter: MadeLetter, staff, **options):
    text = letter_text(letter).encode()
    return store_report(text, "letter.txt", read_report(text, council_register().councils), by=staff, **options)


def problems(report: Report) -> list[str]:
    return [problem.detail for problem in report.problems.blocking()]


def test_a_letter_becomes_a_draft_of_a_visit(staff, testshire):
    result = loaded(LETTER, staff)
    draft = result.visit_draft
    assert (result.outcome, result.draft) == ("loaded", None)
    assert (draft.council, draft.kind, draft.status) == (testshire, "focused_visit", "draft")
    assert (draft.visited_from, draft.visited_to) == (date(2024, 4, 23), date(2024, 4, 24))
    assert (draft.theme, draft.has_priority_action) == ("Care leavers", False)
    assert "Ann Example" in draft.lead_inspectors
    assert [(area.kind, area.order, area.text) for area in draft.areas.all()] == [
        ("improvement", 1, "The quality of pathway plans."),
        ("improvement", 2, "The timeliness of health assessments, so that none waits for long."),
    ]
    assert "2 points" in result.message


def test_its_paragraphs_keep_their_headings(staff, testshire):
    report = loaded(LETTER, staff).report
    headings = list(report.paragraphs.values_list("heading", flat=True))
    assert "Headline findings" in headings
    assert "Main findings" in headings


def test_nothing_of_a_draft_is_public(staff, testshire, client):
    draft = loaded(LETTER, staff).visit_draft
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get("/search.json?q=pathway").json()["rows"] == []
    assert client.get("/visits.json").json()["rows"] == []


def test_publishing_makes_page_points_and_paragraphs_public(staff, testshire, client):
    visit = actions.publish(loaded(LETTER, staff).visit_draft, by=staff)
    page = words(client.get(visit.get_absolute_url()))
    assert "What needs to improve The quality of pathway plans." in page
    assert "Headline findings" in page


def test_a_letter_about_a_visit_on_record_completes_it(staff, testshire):
    on_record = make_visit(
        testshire,
        visited_from=date(2024, 4, 23),
        published_on=None,
        theme="Care leavers",
        provenance="official_statistics",
        source="A list",
        letter_url="https://files.example/1",
    )
    draft = loaded(LETTER, staff).visit_draft
    assert (draft.replaces, draft.letter_url) == (on_record, "https://files.example/1")
    visit = actions.publish(draft, by=staff)
    assert visit == on_record
    assert (visit.provenance, visit.has_priority_action, visit.areas.count()) == ("report", False, 2)
    assert Visit.objects.count() == 1
    assert Report.objects.get().visit == visit


def test_what_differs_from_the_record_has_to_be_settled(staff, testshire):
    make_visit(
        testshire, visited_from=date(2024, 4, 23), published_on=None, theme="Front door", kind="monitoring_visit"
    )
    result = loaded(LETTER, staff)
    assert "Kind: focused visit here, monitoring visit on record" in problems(result.report)
    assert "Theme: Care leavers here, Front door on record" in problems(result.report)
    with pytest.raises(actions.ActionRefusedError, match="Problems are still open"):
        actions.publish(result.visit_draft, by=staff)


def test_ofsteds_word_for_the_theme_is_taken_from_the_record(staff, testshire):
    make_visit(testshire, visited_from=date(2024, 4, 23), published_on=None, theme="Vulnerable adolescents")
    focus = ("Inspectors looked at the local authority’s arrangements for extra-familial harm and missing children.",)
    result = loaded(replace(LETTER, focus=focus), staff)
    assert result.visit_draft.theme == "Vulnerable adolescents"
    assert not [detail for detail in problems(result.report) if detail.startswith("Theme")]


def test_a_letter_without_days_is_a_draft_with_that_problem(staff, testshire):
    summary = "This letter summarises the findings of the focused visit to Testshire children’s services."
    result = loaded(replace(LETTER, summary=summary), staff)
    assert result.visit_draft.visited_from is None
    assert problems(result.report)
    with pytest.raises(actions.ActionRefusedError):
        actions.publish(result.visit_draft, by=staff)


def test_a_letter_to_an_unknown_council_waits_until_staff_name_it(staff):
    result = loaded(LETTER, staff)
    assert (result.outcome, result.visit_draft) == ("loaded", None)
    assert "council not found" in result.message
    with pytest.raises(actions.ActionRefusedError, match="fill in the council"):
        make_visit_draft(result.report, by=staff)
    council = make_council("sampleshire")
    draft = make_visit_draft(result.report, by=staff, council=council)
    assert (draft.council, draft.theme) == (council, "Care leavers")
    with pytest.raises(actions.ActionRefusedError, match="meanwhile"):
        make_visit_draft(result.report, by=staff, council=council)


def test_a_listing_gives_the_address_and_points_out_another_day(staff, testshire):
    listing = Listing("https://files.example/50", testshire, date(2024, 5, 31), "Ofsted’s page")
    result = loaded(LETTER, staff, listing=listing)
    assert (result.visit_draft.letter_url, result.report.address) == (listing.address, listing.address)
    assert any("Ofsted’s page gives 31 May 2024" in detail for detail in problems(result.report))


def test_a_letter_is_recognised_and_read_again(staff, testshire, monkeypatch):
    first = loaded(LETTER, staff)
    again = loaded(LETTER, staff)
    assert (again.outcome, again.differences) == ("known", ())
    text = letter_text(LETTER).encode()
    newer = replace(read_report(text, council_register().councils), theme="Front door", improvements=())
    assert isinstance(newer, LetterReading)
    result = store_report(text, "letter.txt", newer, by=staff)
    assert result.differences == ("theme: Care leavers → Front door", "improvements: 2 → 0")
    reread = store_report(text, "letter.txt", newer, by=staff, reread=True)
    assert (reread.outcome, reread.visit_draft.theme) == ("reread", "Front door")
    assert not Visit.objects.filter(pk=first.report.visit_id).exists()


def test_an_edited_or_published_visit_is_not_read_again(staff, testshire):
    visit = actions.publish(loaded(LETTER, staff).visit_draft, by=staff)
    text = letter_text(LETTER).encode()
    newer = replace(read_report(text, council_register().councils), theme="Front door")
    assert store_report(text, "letter.txt", newer, by=staff, reread=True).outcome == "known"
    visit.refresh_from_db()
    assert visit.theme == "Care leavers"


def test_a_report_of_an_inspection_is_no_visit(staff, testshire):
    text = slac_text().encode()
    result = store_report(text, "report.txt", read_report(text, council_register().councils), by=staff)
    assert result.visit_draft is None
    assert not Visit.objects.exists()
