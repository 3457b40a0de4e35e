"""The staff side under the site's strict content security policy."""

from django.contrib.auth import get_user_model
from playwright.sync_api import expect


def test_staff_sign_in_without_violations(page):
    get_user_model().objects.create_superuser("clerk", password="a long enough pass phrase")
    page.goto("/admin/")
    page.get_by_label("Username").fill("clerk")
    page.get_by_label("Password").fill("a long enough pass phrase")
    page.get_by_role("button", name="Log in").click()

    expect(page.get_by_role("button", name="Log out")).to_be_visible()
