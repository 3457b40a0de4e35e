"""What `manage.py check --deploy` says about the settings of signing in."""

import pytest

from inspections.signing_in.checks import signing_in

ENTRA = {
    "OIDC_ISSUER": "https://login.microsoftonline.com/tenant/v2.0",
    "OIDC_TENANT": "tenant",
    "OIDC_GROUPS": {"loaders": "a", "publishers": "b"},
    "OIDC_APP": {"client_id": "c", "secret": "s"},
}
PROXIED = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.fixture
def ids(settings):
    """The ids of what is said with these settings."""

    def found(**values):
        for name, value in values.items():
            setattr(settings, name, value)
        return [message.id for message in signing_in()]

    return found


def test_nothing_is_said_of_good_settings(ids):
    assert ids() == []
    assert ids(**ENTRA, SECURE_PROXY_SSL_HEADER=PROXIED, TRUSTED_PROXIES=["127.0.0.1/32"]) == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"SECOND_FACTOR_REQUIRED": False}, "inspections.W001"),
        ({"SECURE_PROXY_SSL_HEADER": PROXIED, "TRUSTED_PROXIES": []}, "inspections.W002"),
        (ENTRA | {"OIDC_ISSUER": "http://login.example"}, "inspections.E001"),
        (ENTRA | {"OIDC_APP": {"client_id": "c", "secret": ""}}, "inspections.E002"),
        (ENTRA | {"OIDC_GROUPS": {}}, "inspections.E003"),
        (ENTRA | {"OIDC_GROUPS": {"publisher": "b"}}, "inspections.E003"),
        (ENTRA | {"OIDC_TENANT": ""}, "inspections.W003"),
    ],
)
def test_each_gap_is_named(ids, values, expected):
    assert ids(**values) == [expected]


def test_message_names_what_to_set(ids, settings):
    ids(**ENTRA | {"OIDC_APP": {"client_id": "", "secret": ""}, "OIDC_GROUPS": {"publisher": "b"}})

    said = " ".join(message.msg for message in signing_in())

    assert "without OIDC_CLIENT_ID and OIDC_CLIENT_SECRET" in said
    assert "OIDC_GROUPS names publisher. The groups are loaders, publishers, administrators." in said
