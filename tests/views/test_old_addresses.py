"""A scorecard's address names a date. A link from before the date was corrected still leads to the scorecard."""

from datetime import date

import pytest

from inspections import actions
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
NEW = "/councils/testshire/2024-01-25/"


@pytest.fixture
def month_only():
    return make_inspection(inspected_from="2023-11", published_on=None)


def correct(inspection, **fields):
    actions.correct(inspection, by=make_user(), reason="The report was found.", fields=fields)


def test_the_address_by_the_month_leads_on_once_the_day_of_publication_is_known(client, month_only):
    old = month_only.get_absolute_url()
    assert old == "/councils/testshire/inspected-2023-11/"
    correct(month_only, published_on=date(2024, 1, 25))
    assert client.get(old)["Location"] == NEW
    assert client.get(NEW).status_code == 200


def test_the_address_by_the_month_leads_on_once_the_whole_date_is_known(client, month_only):
    old = month_only.get_absolute_url()
    correct(
        month_only, published_on=date(2024, 1, 25), inspected_from=date(2023, 11, 27), inspected_from_known_to="day"
    )
    assert client.get(old)["Location"] == NEW


def test_the_address_by_a_corrected_day_of_publication_leads_on(client):
    inspection = make_inspection(published_on=date(2024, 1, 24))
    correct(inspection, published_on=date(2024, 1, 25))
    assert client.get("/councils/testshire/2024-01-24/")["Location"] == NEW
    assert client.get("/councils/testshire/2024-01-24.csv")["Location"] == "/councils/testshire/2024-01-25.csv"


def test_an_address_that_another_inspection_has_now_is_its_own(client):
    inspection = make_inspection(published_on=date(2024, 1, 24))
    correct(inspection, published_on=date(2024, 1, 25))
    make_inspection(framework="ilacs-2018", inspected_from="2022-03-07", published_on=date(2024, 1, 24))
    response = client.get("/councils/testshire/2024-01-24/")
    assert response.status_code == 200
    assert "ILACS 2018" in words(response)


def test_an_old_address_of_what_was_withdrawn_leads_nowhere(client):
    inspection = make_inspection(published_on=date(2024, 1, 24))
    correct(inspection, published_on=date(2024, 1, 25))
    actions.withdraw(inspection, by=make_user(), reason="Not ours.")
    assert client.get("/councils/testshire/2024-01-24/").status_code == 404


def test_an_old_address_of_one_council_is_none_of_another(client):
    make_inspection(make_council("farland"))
    inspection = make_inspection(published_on=date(2024, 1, 24), council=make_council())
    correct(inspection, published_on=date(2024, 1, 25))
    assert client.get("/councils/farland/2024-01-24/").status_code == 404
