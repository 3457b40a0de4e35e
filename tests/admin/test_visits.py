"""Visits on the staff side: entered, checked against their letter, published, corrected and withdrawn."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.intake.drafting import store_report
from inspections.models import Council, Edition, Report, Visit, VisitArea
from inspections.record.register import council_register
from inspections.reports.pipeline import read_report
from tests.builders.factories import make_visit
from tests.builders.forms import fields_of, words
from tests.builders.letters import MadeLetter, letter_text

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LIST = "/admin/inspections/visit/"
NAMELESS = MadeLetter(
    title="Focused visit to children’s services",
    summary="This letter summarises the findings of the focused visit to children’s services on 23 and 24 April 2024.",
)


def url(visit: Visit, page: str = "change") -> str:
    return reverse(f"admin:inspections_visit_{page}", args=[visit.pk])


def opened(client: Client, address: str) -> dict[str, str]:
    return fields_of(client.get(address).content.decode())


def sent(client: Client, address: str, **typed: str) -> str:
    """Open a form, type into it and send it; the text of the page that follows."""
    return words(client.post(address, opened(client, address) | typed, follow=True).content.decode())


LETTER = MadeLetter()


def letter(by: Any, made: MadeLetter = LETTER) -> Report:
    text = letter_text(made).encode()
    report = store_report(text, "letter.txt", read_report(text, council_register().councils), by=by).report
    assert report
    return report


@pytest.fixture
def draft(council: Council) -> Visit:
    return make_visit(council, published=False, theme="Front door")


@pytest.fixture
def visit(council: Council, publisher: Any) -> Visit:
    return actions.publish(make_visit(council, published=False, theme="Front door"), by=publisher)


def test_a_loader_enters_a_visit_by_hand(as_loader: Client, council: Council):
    typed = {"council": str(council.pk), "theme": "Care leavers", "visited_from": "2024-11-05", "note": "On paper"}
    assert "This field is required." in sent(as_loader, f"{LIST}add/", **typed)
    typed["provenance"] = "report"
    assert "is a draft now" in sent(as_loader, f"{LIST}add/", **typed)
    draft = Visit.objects.get()
    assert (draft.status, draft.theme, draft.created_by.username) == ("draft", "Care leavers", "lena")
    assert not Edition.objects.exists()
    points = {"areas-TOTAL_FORMS": "1", "areas-0-kind": "improvement", "areas-0-order": "1", "areas-0-text": "Plans."}
    sent(as_loader, url(draft), **points)
    assert draft.areas.get().text == "Plans."


def test_a_loader_may_not_publish_correct_or_withdraw(as_loader: Client, visit: Visit, draft: Visit):
    for page in ("publish", "withdraw", "restore"):
        assert as_loader.get(url(visit, page)).status_code == 403
    assert "Only publishers can correct it." in words(as_loader.get(url(visit)).content.decode())
    as_loader.post(url(visit), {"theme": "Care leavers", "reason": "Misread"})
    visit.refresh_from_db()
    assert visit.theme == "Front door"


def test_a_publisher_publishes_what_was_seen(as_publisher: Client, draft: Visit):
    page = words(as_publisher.get(url(draft, "publish")).content.decode())
    assert "Theme: Front door." in page
    assert "is published." in sent(as_publisher, url(draft, "publish"))
    draft.refresh_from_db()
    assert (draft.status, draft.published_by.username) == ("published", "paul")


def test_a_draft_changed_meanwhile_is_not_published(as_publisher: Client, as_loader: Client, draft: Visit):
    form = opened(as_publisher, url(draft, "publish"))
    sent(as_loader, url(draft), theme="Care leavers")
    page = words(as_publisher.post(url(draft, "publish"), form, follow=True).content.decode())
    assert "The draft has been changed since you opened this page." in page


def test_a_correction_needs_a_reason_and_is_public(as_publisher: Client, visit: Visit):
    VisitArea.objects.create(visit=visit, kind="improvement", order=1, text="Plns.")
    assert "Say why" in sent(as_publisher, url(visit), theme="Care leavers")
    typed = {"theme": "Care leavers", "reason": "Misread", "areas-0-text": "Plans."}
    assert "the correction is public." in sent(as_publisher, url(visit), **typed)
    visit.refresh_from_db()
    assert (visit.theme, visit.areas.get().text) == ("Care leavers", "Plans.")
    edition = Edition.objects.first()
    assert (edition.kind, edition.reason) == ("correct", "Misread")
    assert sorted(change.field for change in edition.changes.all()) == ["improvement 1", "theme"]


def test_a_correction_that_is_refused_keeps_what_was_typed(as_publisher: Client, visit: Visit):
    page = as_publisher.post(
        url(visit), opened(as_publisher, url(visit)) | {"visited_from": "", "reason": "Misread"}, follow=True
    ).content.decode()
    assert "first day on site" in words(page)
    assert "Misread" in page
    visit.refresh_from_db()
    assert visit.visited_from == date(2024, 11, 5)


def test_a_visit_is_withdrawn_and_restored_with_a_reason(as_publisher: Client, visit: Visit):
    assert "is withdrawn" in sent(as_publisher, url(visit, "withdraw"), reason="Of another council")
    visit.refresh_from_db()
    assert visit.status == "withdrawn"
    assert "is public again" in sent(as_publisher, url(visit, "restore"), reason="It was of this one")
    visit.refresh_from_db()
    assert visit.status == "published"


def test_a_published_visit_is_not_deleted(as_publisher: Client, as_loader: Client, visit: Visit, draft: Visit):
    assert as_loader.post(url(visit, "delete"), {"post": "yes"}).status_code == 403
    as_loader.post(url(draft, "delete"), {"post": "yes"})
    assert list(Visit.objects.all()) == [visit]


def test_a_draft_that_was_published_into_another_says_so(as_publisher: Client, visit: Visit, council: Council):
    draft = make_visit(council, published=False, replaces=visit, theme="Front door")
    address = url(draft)
    sent(as_publisher, url(draft, "publish"))
    for page in (address, f"/admin/inspections/visit/{draft.pk}/publish/"):
        response = as_publisher.get(page)
        assert response.status_code == 404
        assert "into the visit that was on record" in words(response.content.decode())
    again = as_publisher.get(url(visit, "publish"), follow=True)
    assert "is published already." in words(again.content.decode())


def test_the_list_finds_visits_by_council_and_theme(as_loader: Client, visit: Visit, draft: Visit):
    page = words(as_loader.get(f"{LIST}?q=front").content.decode())
    assert "2 visits" in page
    assert "0 visits" in words(as_loader.get(f"{LIST}?q=nothing+like+it").content.decode())


def test_its_history_tells_what_changed(as_publisher: Client, visit: Visit):
    sent(as_publisher, url(visit), theme="Care leavers", reason="Misread")
    page = words(as_publisher.get(url(visit, "history")).content.decode())
    assert "Front door" in page
    assert "Misread" in page


def test_the_start_page_lists_drafts_of_visits_with_what_is_open(as_loader: Client, loader: Any, council: Council):
    report = letter(loader)
    report.problems.create(kind="theme_doubtful", severity="warning", detail="Two themes")
    page = words(as_loader.get("/admin/").content.decode())
    assert "Drafts of visits to review" in page
    assert "Testshire, focused visit, 23 April 2024" in page
    assert "to settle" in page


def test_what_is_doubtful_in_a_letter_is_closed_on_its_visits_page(as_loader: Client, loader: Any, council: Council):
    report = letter(loader)
    problem = report.problems.create(kind="theme_doubtful", severity="warning", detail="Two themes", page=1)
    page = words(as_loader.get(url(report.visit)).content.decode())
    assert "Two themes" in page
    assert "Read from letter.txt" in page
    sent(as_loader, url(report.visit), **{f"close-{problem.pk}": "Looked it up"})
    problem.refresh_from_db()
    assert problem.closed_because == "Looked it up"
    another = report.problems.create(kind="theme_doubtful", severity="warning", detail="Three themes")
    assert "Saved, and closed what you chose." in sent(as_loader, url(report.visit), close_with=f"{another.pk}|checked")


def test_what_a_draft_changes_on_record_is_shown_before_it_is_published(
    as_publisher: Client, visit: Visit, council: Council
):
    draft = make_visit(council, published=False, replaces=visit, theme="Care leavers")
    page = words(as_publisher.get(url(draft, "publish")).content.decode())
    assert "Front door Care leavers" in page
    assert 'value="Publish"' in as_publisher.get(url(draft, "publish")).content.decode()
    draft.visited_from = None
    draft.save()
    page = as_publisher.get(url(draft, "publish")).content.decode()
    assert "The first day on site is missing." in page
    assert 'value="Publish"' not in page


def test_a_letter_without_a_council_asks_for_it(as_loader: Client, loader: Any, council: Council):
    report = letter(loader, NAMELESS)
    assert report.visit is None
    assert "letter.txt" in words(as_loader.get("/admin/").content.decode())
    page = sent(as_loader, reverse("admin:complete_report", args=[report.pk]), council=str(council.pk))
    assert "is a draft now. Check it below." in page
    assert Visit.objects.get().council == council


def test_lists_of_reports_problems_and_editions_name_visits(
    as_publisher: Client, loader: Any, visit: Visit, council: Council
):
    report = letter(loader)
    report.problems.create(kind="theme_doubtful", severity="warning", detail="Two themes")
    for name in ("report", "reportproblem"):
        page = words(as_publisher.get(f"/admin/inspections/{name}/").content.decode())
        assert "Testshire, focused visit, 23 April 2024" in page
    edition = Edition.objects.get()
    assert "Testshire, focused visit, 5 November 2024" in words(
        as_publisher.get(f"/admin/inspections/edition/{edition.pk}/change/").content.decode()
    )
