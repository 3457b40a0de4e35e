"""The staff side under the site's strict content security policy."""

from django.contrib.auth import get_user_model


def test_staff_sign_in_without_violations(page):
    get_user_model().objects.create_superuser("clerk", password="a long enough pass phrase")
    page.goto("/admin/")
    page.get_by_label("Username").fill("clerk")
    page.get_by_label("Password").fill("a long enough pass phrase")
    page.get_by_role("button", name="Log in").click()

    page.wait_for_url("**/admin/")

    assert page.get_by_role("link", name="Inspections", exact=True).first.is_visible()
