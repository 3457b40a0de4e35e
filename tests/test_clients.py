"""Whose request it is, behind none, one and several proxies."""

from ipaddress import ip_network

import pytest

from inspections.clients import client_address, client_network

PROXIES = [ip_network("10.0.0.0/8"), ip_network("::1/128")]


@pytest.fixture(autouse=True)
def proxies(settings):
    settings.TRUSTED_PROXIES = PROXIES


def address(remote, forwarded=None):
    said = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_address({"REMOTE_ADDR": remote, **said})


def test_server_asked_directly():
    assert address("192.0.2.7") == "192.0.2.7"


def test_header_of_a_stranger_not_believed():
    assert address("192.0.2.7", "203.0.113.1") == "192.0.2.7"


def test_nobody_believed_unless_named(settings):
    settings.TRUSTED_PROXIES = []

    assert address("10.0.0.1", "203.0.113.1") == "10.0.0.1"


@pytest.mark.parametrize(
    ("remote", "forwarded", "client"),
    [
        ("10.0.0.1", "203.0.113.1", "203.0.113.1"),
        ("::1", "203.0.113.1", "203.0.113.1"),
        ("::ffff:10.0.0.1", "203.0.113.1", "203.0.113.1"),
        ("10.0.0.1", "203.0.113.1, 10.0.0.2", "203.0.113.1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
    ],
)
def test_proxies_seen_through(remote, forwarded, client):
    assert address(remote, forwarded) == client


def test_what_the_client_wrote_itself_not_believed():
    assert address("10.0.0.1", "6.6.6.6, 203.0.113.1, 10.0.0.2") == "203.0.113.1"


@pytest.mark.parametrize("forwarded", ["203.0.113.1:4711", "[2001:db8::1]:4711"])
def test_ports_left_out(forwarded):
    assert address("10.0.0.1", forwarded) in {"203.0.113.1", "2001:db8::1"}


@pytest.mark.parametrize("forwarded", ["", "unknown", "203.0.113.1, <script>"])
def test_proxy_itself_where_it_says_nothing_usable(forwarded):
    assert address("10.0.0.1", forwarded) == "10.0.0.1"


def test_request_from_within_the_trusted_network():
    assert address("10.0.0.1", "10.0.0.9") == "10.0.0.9"


def test_no_address_where_the_server_gives_none():
    assert address("") == ""


@pytest.mark.parametrize(
    ("remote", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
    ],
)
def test_with_ipv6_a_client_is_a_network_in_which_it_can_take_any_address(remote, network):
    assert client_network({"REMOTE_ADDR": remote}) == network
