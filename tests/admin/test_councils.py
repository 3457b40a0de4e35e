"""The register in the admin: a change of what pages show is a public correction."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import Council, CouncilAlias, Edition, NeighbourSet, StatisticalNeighbour
from tests.builders.factories import make_council
from tests.builders.forms import change_url, fields_of, opened, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def changes(edition: Edition) -> list[tuple[str, str, str]]:
    return list(edition.changes.values_list("field", "before", "after"))


def test_corrected_name_makes_an_edition_with_its_reason(as_publisher: Client, publisher: Any, council: Council):
    form = opened(as_publisher, council) | {"short_name": "Test County", "reason": "Renamed by order"}
    as_publisher.post(change_url(council), form)
    edition = Edition.objects.get()
    assert (edition.kind, edition.made_by, edition.reason) == ("correct", publisher, "Renamed by order")
    assert changes(edition) == [("testshire: short_name", "Testshire", "Test County")]


def test_corrected_council_is_in_the_public_list_of_corrections(as_publisher: Client, council: Council, client: Client):
    form = opened(as_publisher, council) | {"valid_to": "31/03/2023", "reason": "Reorganised"}
    as_publisher.post(change_url(council), form)
    page = words(client.get("/data/").content.decode())
    assert "Reorganised" in page
    assert "Testshire (to 2023), in being to: nothing → 31 March 2023" in page


def test_correction_without_a_reason_is_refused(as_publisher: Client, council: Council):
    form = opened(as_publisher, council) | {"short_name": "Test County"}
    page = words(as_publisher.post(change_url(council), form).content.decode())
    assert "Say why: the reason is shown in the public list of corrections." in page
    council.refresh_from_db()
    assert council.short_name == "Testshire"
    assert not Edition.objects.exists()


def test_new_alias_is_a_change_of_the_council(as_publisher: Client, council: Council):
    form = opened(as_publisher, council)
    form |= {"reason": "Reports call it so", "aliases-TOTAL_FORMS": "1", "aliases-0-name": "Testshire CC"}
    as_publisher.post(change_url(council), form | {"aliases-0-council": str(council.pk), "aliases-0-id": ""})
    assert CouncilAlias.objects.get().name == "Testshire CC"
    assert changes(Edition.objects.get()) == [("testshire: aliases", "", "Testshire CC")]


def test_council_saved_as_it_was_makes_no_edition(as_publisher: Client, council: Council):
    as_publisher.post(change_url(council), opened(as_publisher, council) | {"reason": "Looked at it"})
    assert not Edition.objects.exists()


def test_new_council_makes_an_edition(as_publisher: Client):
    address = reverse("admin:inspections_council_add")
    form = fields_of(as_publisher.get(address).content.decode())
    assert "reason" not in form
    form |= {"slug": "newshire", "official_name": "Newshire Council", "short_name": "Newshire"}
    as_publisher.post(address, form | {"region": "South East", "type": "unitary"})
    edition = Edition.objects.get()
    assert (edition.kind, changes(edition)) == ("load", [("newshire", "", "Newshire")])


def test_council_is_nobodys_to_delete(admin_client: Client, council: Council):
    assert admin_client.post(reverse("admin:inspections_council_delete", args=[council.pk])).status_code == 403
    listed = reverse("admin:inspections_council_changelist")
    admin_client.post(listed, {"action": "delete_selected", "_selected_action": [council.pk], "post": "yes"})
    assert Council.objects.filter(pk=council.pk).exists()


def test_loader_cannot_change_a_council(as_loader: Client, as_publisher: Client, council: Council):
    form = opened(as_publisher, council) | {"short_name": "Test County", "reason": "x"}
    assert as_loader.post(change_url(council), form).status_code == 403
    council.refresh_from_db()
    assert council.short_name == "Testshire"


def test_statistical_neighbours_are_looked_up_and_come_from_files_alone(admin_client: Client, council: Council):
    found = NeighbourSet.objects.create(code="2025-05", name="May 2025")
    row = StatisticalNeighbour.objects.create(
        neighbour_set=found, council=council, neighbour=make_council("farland"), rank=1, closeness="close"
    )
    for record in (found, row):
        assert admin_client.get(change_url(record)).status_code == 200
        assert admin_client.post(change_url(record), {"rank": "2", "name": "x"}).status_code == 403
    assert admin_client.get(reverse("admin:inspections_statisticalneighbour_add")).status_code == 403
