"""A stand-in for Ofsted's site, and a client of it that notes its pauses instead of waiting."""

import pytest

from inspections.ofsted.client import PoliteClient
from tests.builders.ofsted.server import address_of, serving
from tests.builders.ofsted.site import OfstedSite


@pytest.fixture
def site():
    return OfstedSite()


@pytest.fixture
def server(site):
    with serving(site) as server:
        yield server


@pytest.fixture
def pauses():
    """How long the client would have slept, in order."""
    return []


@pytest.fixture
def client(server, pauses):
    """A client in whose world no time passes."""
    made = PoliteClient(
        "a test (contact: test@example.org)", stand_in=address_of(server), sleep=pauses.append, clock=lambda: 0.0
    )
    yield made
    made.close()
