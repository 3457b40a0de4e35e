"""The work of editors in a real browser, under the strict policy (the `page` fixture fails on a violation)."""

import re
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from inspections import actions
from inspections.intake.queue import read_waiting
from inspections.models import Council, Grade, QueuedFile
from tests.builders.factories import create_draft, make_council, make_inspection
from tests.builders.readings import a_pdf

from .axe import OF_COLOUR_AND_SIZE, violations

DROP = """files => {
    const dropped = new DataTransfer();
    for (const [name, size] of files) dropped.items.add(new File([new Uint8Array(size)], name));
    document.dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def clerk(settings):
    """May do everything, and needs no second factor."""
    settings.SECOND_FACTOR_REQUIRED = False
    return get_user_model().objects.create_superuser("clerk", password="a long enough pass phrase")


def sign_in(page):
    page.get_by_label("Username").fill("clerk")
    page.get_by_label("Password").fill("a long enough pass phrase")
    page.get_by_role("button", name="Log in").click()


@pytest.fixture
def staff(page, clerk):
    """A page on which the clerk has signed in."""
    page.goto("/admin/")
    sign_in(page)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    return page


def wrong_here(page):
    """What axe finds on the page as it stands, in light and in dark."""
    wrong = violations(page)
    page.emulate_media(color_scheme="dark")
    wrong += violations(page, OF_COLOUR_AND_SIZE)
    page.emulate_media(color_scheme="light")
    return wrong


def make_draft(by, slug):
    return create_draft(
        by=by,
        council=make_council(slug),
        framework="slac-2010",
        inspected_from=date(2011, 11, 28),
        published_on=date(2012, 1, 25),
        grades=[Grade(service="safeguarding", judgement="overall_effectiveness", grade="good")],
    )


def test_queue_leads_from_one_draft_to_the_next(staff, clerk):
    make_draft(clerk, "testshire")
    make_draft(clerk, "otherham")
    staff.goto("/admin/")
    staff.get_by_role("navigation", name="Staff side").get_by_role("link", name="Ready to publish 2").click()
    staff.get_by_role("link", name="Testshire, 28 November 2011").click()
    # A clean draft takes four clicks: its name, Publish, Publish, the next.
    staff.get_by_role("link", name="Publish", exact=True).click()
    assert wrong_here(staff) == []
    staff.get_by_role("button", name="Publish").click()
    staff.get_by_role("link", name=re.compile("^Next draft: Otherham")).click()
    expect(staff.get_by_role("heading", name=re.compile("Otherham"))).to_be_visible()
    expect(staff.get_by_role("link", name="Ready to publish 1")).to_be_visible()


def test_dropped_files_are_sent_one_by_one_and_one_that_fails_leaves_the_others(staff, settings):
    make_council()
    settings.REPORT_UPLOAD_MAX_BYTES = 5000
    staff.goto("/admin/upload-reports/")
    staff.evaluate(DROP, [["one.pdf", 10], ["big.pdf", 6000], ["two.pdf", 20]])
    expect(staff.get_by_text("2 files still to be read.")).to_be_visible()
    expect(staff.locator("#sending")).to_have_text(
        "big.pdf: larger than 4.9 KB, so it was not sent. Check that it is the right one."
    )
    assert list(QueuedFile.objects.values_list("name", flat=True)) == ["one.pdf", "two.pdf"]
    QueuedFile.objects.filter(name="two.pdf").update(content=b"")
    read_waiting()
    # Without loading the page again.
    expect(staff.get_by_role("row", name=re.compile("two.pdf Not read This file is empty"))).to_be_visible()
    expect(staff.get_by_role("row", name=re.compile("one.pdf Not read"))).to_be_visible()
    assert wrong_here(staff) == []


def test_chosen_file_is_sent_at_once(staff):
    staff.goto("/admin/upload-reports/")
    staff.get_by_label("Reports:").set_input_files(
        {"name": "one.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    )
    expect(staff.get_by_role("row", name=re.compile("one.pdf Waiting"))).to_be_visible()


def test_council_is_abolished_ahead_after_a_look_at_what_follows(staff):
    surrey = make_council("surrey")
    make_inspection(surrey)
    staff.goto(f"/admin/inspections/council/{surrey.pk}/change/")
    staff.get_by_role("link", name="Abolish").first.click()
    staff.get_by_label("The new councils take over on").fill("01/04/2099")
    for number, name in enumerate(("East Surrey", "West Surrey"), 1):
        staff.get_by_label(f"Usual name, council {number}").fill(name)
        staff.get_by_label(f"Official name, council {number}").fill(f"{name} Council")
    staff.get_by_label("Reason").fill("Reorganised by order")
    staff.get_by_role("button", name="See what follows").click()
    expect(staff.get_by_text("From 1 April 2099 the register has 2 councils.")).to_be_visible()
    assert wrong_here(staff) == []
    with staff.context.expect_page() as opened:
        staff.get_by_role("button", name="West Surrey, from 1 April 2099").click()
    expect(opened.value.get_by_text("Before it came")).to_be_visible()
    assert Council.objects.count() == 1
    staff.get_by_role("button", name="Save all of it").click()
    expect(staff.get_by_text("Surrey is to give way")).to_be_visible()
    staff.get_by_role("link", name="Call off the reorganisation").click()
    staff.get_by_label("Reason").fill("The order was withdrawn")
    staff.get_by_role("button", name="Call it off").click()
    expect(staff.get_by_text("The reorganisation of Surrey is called off")).to_be_visible()


def test_entries_come_back_when_the_session_has_ended(staff, clerk, errors):
    draft = make_draft(clerk, "testshire")
    staff.goto(f"/admin/inspections/inspection/{draft.pk}/change/")
    staff.get_by_label("Lead inspector").fill("Ada First")
    staff.context.clear_cookies(name=re.compile("sessionid"))
    staff.get_by_role("button", name="Save", exact=True).click()
    expect(staff.get_by_text("Ada First").first).to_be_visible()
    assert wrong_here(staff) == []
    signing_in = staff.context.new_page()
    signing_in.goto("/admin/")
    sign_in(signing_in)
    expect(signing_in.get_by_role("button", name="Log out")).to_be_visible()
    staff.get_by_role("button", name="Send my entries again").click()
    # Signing in has renewed the token of forms.
    staff.get_by_role("button", name="Save my entries").click()
    expect(staff.get_by_text("was changed successfully")).to_be_visible()
    draft.refresh_from_db()
    assert draft.lead_inspector == "Ada First"
    # A browser reports the two answers that gave the entries back.
    assert [error for error in errors if "403" not in error] == []
    errors.clear()


def test_draft_is_previewed_and_a_withdrawn_one_restored(staff, clerk):
    draft = make_draft(clerk, "testshire")
    staff.goto(f"/admin/inspections/inspection/{draft.pk}/change/")
    staff.get_by_role("link", name="Preview").click()
    expect(staff.get_by_text("Preview, for staff alone: not public yet.")).to_be_visible()
    inspection = actions.publish(draft, by=clerk)
    actions.withdraw(inspection, by=clerk, reason="Of another council")
    staff.goto(f"/admin/inspections/inspection/{inspection.pk}/change/")
    staff.get_by_role("link", name="Restore").click()
    staff.get_by_label("Reason").fill("It is of this council")
    staff.get_by_role("button", name="Restore").click()
    expect(staff.get_by_text("is public again")).to_be_visible()


def test_queue_search_and_invitation_have_no_violation_that_axe_finds(staff, clerk):
    make_draft(clerk, "testshire")
    wrong = {}
    for address in ("/admin/", "/admin/publish/", "/admin/find/?q=testshire", "/admin/people/invite/"):
        staff.goto(address)
        if found := wrong_here(staff):
            wrong[address] = found
    assert wrong == {}


def test_invited_person_chooses_a_password_and_signs_in(staff, settings):
    staff.get_by_role("link", name="People").click()
    staff.get_by_role("link", name="Invite somebody").click()
    for label, text in (("E-mail address", "grace@testshire.example"), ("First name", "Grace"), ("Last name", "Hill")):
        staff.get_by_label(label).fill(text)
    staff.get_by_label("Load, check, publish and correct").check()
    staff.get_by_role("button", name="Invite").click()
    link = staff.get_by_label("The link").input_value()
    staff.context.clear_cookies()
    staff.goto(link)
    assert wrong_here(staff) == []
    for label in ("New password:", "New password confirmation:"):
        staff.get_by_label(label).fill("four words put together")
    staff.get_by_role("button", name="Set the password").click()
    staff.get_by_label("Username").fill("grace@testshire.example")
    staff.get_by_label("Password").fill("four words put together")
    staff.get_by_role("button", name="Log in").click()
    expect(staff.get_by_role("heading", name="Second factor")).to_be_visible()
    settings.EMAIL_URL = "smtp://mail.example"
    staff.goto("/admin/password-forgotten/")
    assert wrong_here(staff) == []
