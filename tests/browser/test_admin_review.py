"""The work of the staff side in a real browser, under the strict policy (the `page` fixture fails on a violation)."""

from datetime import date

import pytest
from playwright.sync_api import expect

from inspections import actions
from inspections.intake.queue import read_waiting
from inspections.models import AreaForImprovement, Grade, Inspection, Report, ReportProblem
from tests.builders.factories import create_draft, make_council, make_inspection
from tests.builders.readings import load
from tests.builders.reports import slac_text

from .axe import violations

AREAS = (
    "Overall effectiveness\n\nGrade 2 (Good)\n\n2. Services are good.\n\nAreas for improvement\n\n"
    "3. In order to improve, the council should take the following action.\n\n"
    "Within three months:\n\n- write every plan with the child\n"
)


@pytest.fixture
def clerk(django_user_model):
    """May do everything."""
    return django_user_model.objects.create_superuser("clerk", password="a long enough pass phrase")


@pytest.fixture
def admin(page, clerk):
    """A page on which the clerk has signed in."""
    page.goto("/admin/")
    page.get_by_label("Username").fill("clerk")
    page.get_by_label("Password").fill("a long enough pass phrase")
    page.get_by_role("button", name="Log in").click()
    return page


def test_council_is_found_by_typing_and_the_grades_come_next(admin):
    make_council()
    admin.get_by_role("link", name="Enter an inspection by hand").click()
    admin.locator(".field-council .select2-selection").click()
    admin.locator(".select2-search__field").fill("testsh")
    admin.get_by_role("option", name="Testshire").click()
    admin.get_by_label("Framework").select_option("ilacs-2018")
    admin.get_by_label("Inspected from").fill("2019-03-04")
    admin.locator("#id_source").select_option("report")
    admin.get_by_label("Address of the report").fill("https://files.ofsted.gov.uk/v1/file/1")
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.get_by_text("Enter its grades below")).to_be_visible()
    admin.get_by_label("Grade: Overall effectiveness").select_option("requires_improvement")
    admin.get_by_role("button", name="Save and continue editing").click()
    expect(admin.get_by_label("Grade: Overall effectiveness")).to_have_value("requires_improvement")


def test_row_for_an_area_for_improvement_is_added_and_kept(admin, clerk):
    draft = create_draft(
        by=clerk,
        council=make_council(),
        framework="slac-2010",
        inspected_from=date(2011, 11, 28),
        grades=[Grade(service="safeguarding", judgement="overall_effectiveness", grade="good")],
    )
    admin.goto(f"/admin/inspections/inspection/{draft.pk}/change/")
    admin.get_by_role("button", name="Add another Area for improvement").click()
    admin.locator("#id_areas_for_improvement-0-service").select_option("safeguarding")
    admin.locator("#id_areas_for_improvement-0-text").fill("Record every assessment.")
    admin.get_by_role("button", name="Save and continue editing").click()
    expect(admin.locator("#id_areas_for_improvement-0-text")).to_have_value("Record every assessment.")


def test_page_of_the_report_stands_beside_what_has_the_focus(admin, clerk, errors):
    make_council()
    draft = load(clerk).draft
    admin.goto(f"/admin/inspections/inspection/{draft.pk}/change/")
    picture = admin.get_by_role("img", name="Page 1 of the report")
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("picture => picture.naturalWidth") > 100
    admin.locator("tr[data-top] select.grade-choice").first.focus()
    expect(admin.locator("figure.is-source")).to_have_attribute("id", "page-1")
    expect(admin.locator("figure.is-source .source-mark")).to_be_visible()
    assert picture.evaluate("picture => picture.getBoundingClientRect().top") >= 0
    assert violations(admin) == []
    # axe asks for the sheets that Django's import, at addresses of its own making.
    errors.clear()


def test_draft_is_reviewed_by_keyboard_and_two_people_lose_nothing(admin, clerk):
    draft = create_draft(
        by=clerk,
        council=make_council(),
        framework="ilacs-2018",
        inspected_from=date(2019, 3, 4),
        grades=[Grade(service="whole", judgement="overall_effectiveness", grade="good")],
    )
    for order, text in enumerate(("One", "Two"), start=1):
        AreaForImprovement.objects.create(inspection=draft, service="whole", order=order, text=text)
    admin.goto(f"/admin/inspections/inspection/{draft.pk}/change/")
    grades = admin.locator("tr[data-judgement] select.grade-choice")
    admin.keyboard.press("Control+ArrowDown")
    expect(grades.nth(0)).to_be_focused()
    admin.keyboard.press("Control+Enter")
    expect(grades.nth(1)).to_be_focused()
    expect(admin.get_by_text("1 of 4 agreed")).to_be_visible()
    admin.keyboard.press("Control+ArrowUp")
    expect(grades.nth(0)).to_be_focused()
    admin.keyboard.press("o")
    expect(admin.get_by_text("0 of 4 agreed")).to_be_visible()
    # Without Ctrl a letter is only typed.
    second = admin.locator("#id_areas_for_improvement-1-text")
    second.fill("nja")
    expect(second).to_have_value("nja")
    admin.locator("#areas_for_improvement-1").get_by_role("button", name="Move up").press("Enter")
    admin.locator("#areas_for_improvement-1").get_by_role("button", name="Move up").press("ArrowDown")
    admin.locator("#areas_for_improvement-0").get_by_role("button", name="Move down").press("ArrowDown")
    Inspection.objects.filter(pk=draft.pk).update(lead_inspector="Ada First", lock_version=draft.lock_version + 1)
    admin.get_by_role("button", name="Save and continue editing").click()
    expect(admin.get_by_text("saved this inspection at")).to_be_visible()
    expect(grades.nth(0)).to_have_value("outstanding")
    admin.get_by_role("button", name="Save and continue editing").click()
    expect(admin.get_by_text("was changed successfully")).to_be_visible()
    assert list(draft.areas_for_improvement.values_list("order", "text")) == [(1, "nja"), (2, "One")]
    assert draft.grades.count() == 2


@pytest.mark.parametrize("width", [1280, 375])
def test_review_page_does_not_scroll_sideways(admin, clerk, width):
    make_council()
    draft = load(clerk).draft
    admin.set_viewport_size({"width": width, "height": 800})
    for address in ("/admin/", f"/admin/inspections/inspection/{draft.pk}/change/", "/admin/upload-reports/"):
        admin.goto(address)
        assert admin.evaluate("document.documentElement.scrollWidth") <= width, address


@pytest.mark.parametrize(("problem", "most"), [(False, 4), (True, 5)])
def test_report_is_published_in_few_clicks(admin, settings, tmp_path, problem, most):
    settings.SECOND_FACTOR_REQUIRED = False
    settings.MEDIA_ROOT = tmp_path
    make_council()
    # A file that is chosen or dropped is sent at once.
    clicks = ["the file"]

    def click(role, name):
        clicks.append(name)
        admin.get_by_role(role, name=name, exact=name == "Publish").first.click()

    admin.goto("/admin/upload-reports/")
    report = {"name": "testshire.txt", "mimeType": "text/plain", "buffer": slac_text(body=AREAS).encode()}
    admin.locator("input[type=file]").set_input_files(report)
    expect(admin.locator("#uploaded")).to_contain_text("testshire.txt")
    assert read_waiting() == 1
    if problem:
        ReportProblem.objects.create(
            report=Report.objects.get(), kind="label_unusual", severity="warning", detail="Odd"
        )
    click("link", "Check")
    if problem:
        click("button", "Ofsted’s own wording.")
    click("link", "Publish")
    click("button", "Publish")
    expect(admin.get_by_text("is published.")).to_be_visible()
    assert len(clicks) == most
    assert Inspection.objects.get().status == "published"


def test_lists_of_records_have_no_violation_that_axe_finds(admin, clerk):
    actions.correct(make_inspection(), by=clerk, reason="Misread", fields={"lead_inspector": "Ada First"})
    wrong = {}
    for name in ("council", "inspection", "grade", "edition", "report"):
        admin.goto(f"/admin/inspections/{name}/")
        if found := violations(admin):
            wrong[name] = found
    assert wrong == {}


def test_pages_of_what_is_on_record_have_no_violation_that_axe_finds(admin, clerk):
    inspection = make_inspection(by=clerk)
    gone = make_inspection(by=clerk, inspected_from="2022-03-07", published_on=date(2022, 5, 6))
    actions.correct(inspection, by=clerk, reason="Misread", fields={"lead_inspector": "Ada First"})
    withdrawn = actions.withdraw(gone, by=clerk, reason="Loaded twice")
    of_one, of_other = (f"inspections/inspection/{one.pk}" for one in (inspection, gone))
    pages = (f"{of_one}/history/", f"{of_one}/withdraw/", f"{of_one}/merge/", f"{of_other}/restore/")
    wrong = {}
    for path in (*pages, f"inspections/edition/{withdrawn.pk}/change/", "load-grades/", "find/?q=testshire"):
        admin.goto(f"/admin/{path}")
        if found := violations(admin):
            wrong[path] = found
    bad = {"name": "grades.csv", "mimeType": "text/csv", "buffer": b"council,grade\ntestshire,splendid\n"}
    admin.goto("/admin/load-grades/")
    admin.get_by_label("CSV or Excel files").set_input_files(bad)
    admin.get_by_role("button", name="Show what would change").click()
    expect(admin.get_by_role("heading", name="1 problem: nothing can be loaded yet")).to_be_visible()
    assert wrong == {}
    assert violations(admin) == []
