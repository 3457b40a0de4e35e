"""The work of the staff side in a real browser, under the strict policy (the `page` fixture fails on a violation)."""

from datetime import date

import pytest
from playwright.sync_api import expect

from inspections import actions
from inspections.models import Grade
from tests.builders.factories import make_council, make_inspection
from tests.builders.readings import load

from .axe import violations


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
    admin.get_by_role("button", name="Save", exact=True).click()
    expect(admin.get_by_text("Enter its grades below")).to_be_visible()
    admin.get_by_label("Grade: Overall effectiveness").select_option("requires_improvement")
    admin.get_by_role("button", name="Save and continue editing").click()
    expect(admin.get_by_label("Grade: Overall effectiveness")).to_have_value("requires_improvement")


def test_row_for_an_area_for_improvement_is_added_and_kept(admin, clerk):
    draft = actions.create_draft(
        by=clerk,
        council=make_council(),
        framework="slac-2010",
        inspected_from=date(2011, 11, 28),
        grades=[Grade(service="safeguarding", judgement="overall_effectiveness", grade="good")],
    )
    admin.goto(f"/admin/inspections/inspection/{draft.pk}/change/")
    admin.get_by_role("button", name="Add another Area for improvement").click()
    admin.locator("#id_areas_for_improvement-0-service").select_option("safeguarding")
    admin.locator("#id_areas_for_improvement-0-order").fill("1")
    admin.locator("#id_areas_for_improvement-0-text").fill("Record every assessment.")
    admin.get_by_role("button", name="Save and continue editing").click()
    expect(admin.locator("#id_areas_for_improvement-0-text")).to_have_value("Record every assessment.")


def test_picture_of_the_page_stands_beside_the_grade(admin, clerk):
    make_council()
    draft = load(clerk).draft
    admin.goto(f"/admin/inspections/inspection/{draft.pk}/change/")
    picture = admin.get_by_role("img", name="Page 1, where the grade stands")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("picture => picture.naturalWidth") > 100


@pytest.mark.parametrize("width", [1280, 375])
def test_review_page_does_not_scroll_sideways(admin, clerk, width):
    make_council()
    draft = load(clerk).draft
    admin.set_viewport_size({"width": width, "height": 800})
    for address in ("/admin/", f"/admin/inspections/inspection/{draft.pk}/change/", "/admin/upload-reports/"):
        admin.goto(address)
        assert admin.evaluate("document.documentElement.scrollWidth") <= width, address


def test_lists_of_records_have_no_violation_that_axe_finds(admin, clerk):
    actions.correct(make_inspection(), by=clerk, reason="Misread", fields={"lead_inspector": "Ada First"})
    wrong = {}
    for name in ("council", "inspection", "grade", "edition", "report"):
        admin.goto(f"/admin/inspections/{name}/")
        if found := violations(admin):
            wrong[name] = found
    assert wrong == {}
