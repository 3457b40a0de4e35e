"""Headers of all answers: what a page may use, and who may load it."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("address", "loaded_by"), [("/", "cross-origin"), ("/admin/login/", "same-origin")])
def test_pages_use_nothing_of_the_device_and_the_staff_side_is_for_this_site_alone(client, address, loaded_by):
    answer = client.get(address)
    assert answer.headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    assert answer.headers["Cross-Origin-Resource-Policy"] == loaded_by
