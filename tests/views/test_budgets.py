"""Few bytes and few queries, on all real data."""

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from rcssmin import cssmin

from inspections.models import Council, Inspection
from tests.builders.pages import gzipped

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
KB = 1024
TEN = (
    "county-durham",
    "darlington",
    "derby",
    "lancashire",
    "lincolnshire",
    "norfolk",
    "somerset",
    "stockton-on-tees",
    "sunderland",
    "trafford",
)
# Minified as it is served; 9.4 KB in brotli.
STYLE_SHEET_AT_MOST = 10 * KB


@pytest.mark.parametrize(
    ("address", "queries", "size"),
    [
        ("/", 8, 8 * KB),
        ("/councils/", 4, 8 * KB),
        ("/councils/?abolished=1&sort=-published", 4, 9 * KB),
        ("/councils/?q=shire&grade=good", 5, 4 * KB),
        ("/councils/county-durham/", 10, 12 * KB),
        ("/councils/norfolk/", 10, 12 * KB),
        ("/councils/somerset/", 10, 12 * KB),
        ("/councils/county-durham/visits/2023-11-14/", 9, 4 * KB),
        ("/visits/", 4, 6 * KB),
        ("/compare/", 6, 3 * KB),
        (f"/compare/?{'&'.join(f'council={slug}' for slug in TEN)}", 7, 5 * KB),
        (f"/compare/?programme=slac&{'&'.join(f'council={slug}' for slug in TEN)}", 7, 7 * KB),
        ("/compare/?neighbours-of=county-durham&set=2025-05", 9, 5 * KB),
        ("/councils/county-durham/2012-01-25/", 9, 8 * KB),
        ("/councils/derby/2011-06-27/", 9, 8 * KB),
        ("/councils/lincolnshire/inspected-2010-06/", 9, 8 * KB),
        ("/councils/county-durham/2025-05-13/", 9, 8 * KB),
        ("/data/", 8, 10 * KB),
        ("/search/?q=Durham", 9, 4 * KB),
    ],
)
def test_a_page_keeps_within_its_budget(client, address, queries, size):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert response.status_code == 200
    assert len(asked) <= queries
    assert gzipped(response) <= size


def test_the_style_sheet_keeps_within_its_budget():
    sheet = (settings.BASE_DIR / "static" / "css" / "site.css").read_bytes()
    assert gzipped(HttpResponse(cssmin(sheet.decode()))) <= STYLE_SHEET_AT_MOST


def test_pages_of_councils_and_inspections_of_every_kind_can_be_made(client):
    councils = Council.objects.order_by("pk")[::9]
    inspections = Inspection.objects.select_related("council").order_by("pk")[::29]
    for thing in (*councils, *inspections):
        response = client.get(thing.get_absolute_url())
        assert response.status_code == 200
        council = thing if isinstance(thing, Council) else thing.council
        assert f"<h1>{council.display_name}" in response.content.decode()


def test_no_two_inspections_have_one_address():
    addresses = [inspection.get_absolute_url() for inspection in Inspection.objects.select_related("council")]
    assert len(addresses) == len(set(addresses))


def test_the_latest_of_a_council_is_looked_up_in_an_index():
    looked_up = Council.objects.annotate(latest=Inspection.objects.published().latest_of_council())
    if connection.vendor != "sqlite":
        pytest.skip("the words of a plan are SQLite's own")
    assert "INDEX inspection_council_latest (council_id=? AND status=?)" in looked_up.explain()
