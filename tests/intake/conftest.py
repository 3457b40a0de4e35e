"""Ofsted's site as a stand-in on a real socket, for whatever fetches from it."""

from functools import partial

import pytest

from inspections.ofsted.client import PoliteClient
from inspections.record.register import council_register
from inspections.reports.pipeline import read_report
from inspections.reports.sandbox import Worker
from tests.builders.ofsted.server import address_of, serving
from tests.builders.ofsted.site import OfstedSite


@pytest.fixture
def pauses(monkeypatch):
    """How long was paused, in order. No time passes."""
    noted = []
    monkeypatch.setattr("inspections.intake.fetching.PoliteClient", partial(PoliteClient, sleep=noted.append))
    return noted


@pytest.fixture
def ofsted(settings, tmp_path, pauses, monkeypatch):
    """The stand-in, which the commands ask; files are read in this process."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "reports"
    settings.OFSTED_PAUSE_SECONDS = 1.0
    monkeypatch.setattr(Worker, "read", lambda _worker, data: read_report(data, council_register().councils))
    site = OfstedSite()
    with serving(site) as server:
        settings.OFSTED_STAND_IN = address_of(server)
        yield site
