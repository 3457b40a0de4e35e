"""Names of councils in the admin: found in any spelling, and none given to two councils of one day."""

from datetime import date
from operator import attrgetter
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections.models import Council, CouncilAlias, Edition
from tests.builders.factories import make_council, make_inspection, make_report
from tests.builders.forms import change_url, opened, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def alias_form(client: Client, council: Council, name: str) -> dict[str, str]:
    form = opened(client, council) | {"reason": "People say so", "aliases-TOTAL_FORMS": "1", "aliases-0-name": name}
    return form | {"aliases-0-council": str(council.pk), "aliases-0-id": ""}


@pytest.mark.parametrize("name", ["Otherton", "The Borough of OTHERTON"])
def test_a_name_of_another_council_is_refused(as_publisher: Client, council: Council, name: str):
    make_council("otherton")
    page = as_publisher.post(change_url(council), alias_form(as_publisher, council, name)).content.decode()
    assert f"“{name}” is a name of Otherton too, at the same time." in words(page)
    assert not CouncilAlias.objects.exists()
    assert not Edition.objects.exists()


def test_a_usual_name_of_another_council_is_refused(as_publisher: Client, council: Council):
    make_council("otherton")
    form = opened(as_publisher, council) | {"short_name": "Otherton", "reason": "Renamed"}
    page = as_publisher.post(change_url(council), form).content.decode()
    assert "“Otherton” is a name of Otherton too, at the same time." in words(page)


def test_a_name_may_be_that_of_a_council_of_earlier_days(as_publisher: Client, council: Council):
    make_council("otherton", valid_to=date(2019, 3, 31))
    form = alias_form(as_publisher, council, "Otherton") | {"valid_from": "01/04/2019"}
    as_publisher.post(change_url(council), form)
    assert CouncilAlias.objects.get().name == "Otherton"


@pytest.mark.parametrize("named", ["Testers", "TEST-SHIRE", "the county council of Test Shire"])
@pytest.mark.parametrize(
    ("model", "slug"),
    [
        ("council", "slug"),
        ("inspection", "council.slug"),
        ("grade", "inspection.council.slug"),
        ("report", "inspection.council.slug"),
        ("reportparagraph", "report.inspection.council.slug"),
    ],
)
def test_a_council_is_found_by_any_name_in_any_spelling(admin_client: Any, model: str, slug: str, named: str):
    council = make_council(short_name="Test Shire")
    council.aliases.create(name="Testers")
    for one in (council, make_council("otherton")):
        make_report(make_inspection(one), "A paragraph.")
    page = admin_client.get(reverse(f"admin:inspections_{model}_changelist"), {"q": named})
    assert [attrgetter(slug)(record) for record in page.context["cl"].result_list] == ["testshire"]
