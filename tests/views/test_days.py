"""Stepping through the days on which something changed, on the pages of a programme."""

from datetime import date

import pytest

from inspections import actions
from inspections.models import Edition
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import address_of, addresses, words

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("page", ["ranking", "heatmap"])]
DAYS = (date(2024, 1, 25), date(2024, 3, 1), date(2024, 5, 2), date(2024, 7, 4))


@pytest.fixture
def reports():
    """Four councils of two regions, with a report each."""
    names = ("testshire", "sampleshire", "mockshire", "leadshire")
    for name, day, region in zip(names, DAYS, ["London", "South West"] * 2, strict=True):
        make_inspection(make_council(name, region=region), published_on=day)


def test_the_days_before_and_after_are_linked(client, reports, page):
    html = client.get(f"/{page}/ilacs/2024-03-01/").content.decode()
    assert f"/{page}/ilacs/2024-01-25/" in addresses(html, rel="prev")
    assert f"/{page}/ilacs/2024-05-02/" in addresses(html, rel="next")
    assert f'<a href="/{page}/ilacs/2024-07-04/"><span>Last</span> 4 July 2024</a>' in html
    assert "<span>First</span>" not in html


def test_what_changed_on_the_day_is_named_and_linked(client, reports, page):
    response = client.get(f"/{page}/ilacs/2024-03-01/")
    assert "What changed on 1 March 2024: report published: Sampleshire." in words(response)
    assert address_of(response, "Sampleshire") == "/councils/sampleshire/2024-03-01/"


def test_a_day_without_change_says_so_and_what_changed_last(client, reports, page):
    said = words(client.get(f"/{page}/ilacs/2024-04-01/"))
    assert "Nothing changed on 1 April 2024. What changed last, on 1 March 2024: report published: Sampleshire." in said


def test_filters_and_the_marked_council_stay_and_other_regions_days_are_passed_over(client, reports, page):
    html = client.get(f"/{page}/ilacs/2024-05-02/?region=London&council=testshire").content.decode()
    assert f"/{page}/ilacs/2024-01-25/?region=London&council=testshire" in addresses(html, rel="prev")
    assert not addresses(html, rel="next")


def test_a_day_before_every_report_leads_to_the_first(client, reports, page):
    response = client.get(f"/{page}/ilacs/2017-01-01/")
    assert "ILACS inspections began in January 2018, after this day." in words(response)
    assert "No report is on record by 1 January 2017. The first counts from 25 January 2024." in words(response)
    assert f"/{page}/ilacs/2024-01-25/" in addresses(response, rel="next")


def test_an_inspection_dated_by_month_is_not_said_to_be_published(client, page):
    make_inspection(make_council("testshire"), inspected_from="2024-01", published_on=None)
    said = words(client.get(f"/{page}/ilacs/2024-04-30/"))
    assert "counted from then, the day of publication not being on record: Testshire." in said


def test_the_day_on_which_a_council_took_over_is_one(client, reports, page):
    make_council("new-testshire", valid_from=date(2024, 4, 1))
    make_council("old-testshire", valid_to=date(2024, 3, 31))
    said = words(client.get(f"/{page}/ilacs/2024-04-01/"))
    assert "council created: New Testshire; council abolished: Old Testshire (to 2024)." in said


def test_a_draft_makes_no_day_of_change(client, reports, page):
    make_inspection(make_council("secretshire"), published_on=date(2024, 4, 1), published=False)
    response = client.get(f"/{page}/ilacs/2024-03-01/")
    assert f"/{page}/ilacs/2024-05-02/" in addresses(response, rel="next")
    assert "2024-04-01" not in response.content.decode()


def test_an_edition_knows_its_own_days_and_no_later_ones(client, reports, page):
    actions.publish(make_inspection(make_council("addshire"), published_on=DAYS[1], published=False), by=make_user())
    number = Edition.objects.latest("number").number
    actions.publish(
        make_inspection(make_council("lateshire"), published_on=date(2024, 3, 15), published=False), by=make_user()
    )
    html = client.get(f"/{page}/ilacs/2024-03-01/?edition={number}").content.decode()
    assert "2024-03-15" not in html
    assert addresses(client.get(f"/{page}/ilacs/2024-03-01/"), rel="next")
    assert "Addshire" in html


def test_a_day_before_the_register_begins_is_refused(client, page):
    answer = client.get(f"/{page}/slac/0001-01-01/")
    assert answer.status_code == 404
    assert "is before the register of councils, which begins on 1 April 2009" in words(answer)
