"""A council to be abolished and its successors: pages say so ahead, and follow by themselves on the day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from inspections import actions
from inspections.models import Council
from tests.builders.forms import change_url, opened, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]

LAST_DAY = date(2027, 3, 31)
BEFORE, AFTER = date(2026, 12, 1), date(2027, 4, 2)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Set the day on which the site is read."""
    return lambda day: monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)


@pytest.fixture
def surrey_split(publisher: Any, set_clock: Callable[[date], None]) -> None:
    """Surrey is to give way to East and West Surrey on 1 April 2027."""
    set_clock(BEFORE)
    surrey = Council.objects.get(slug="surrey")
    before = actions.described(surrey)
    new = []
    for name in ("East Surrey", "West Surrey"):
        council = Council.objects.create(
            slug=name.lower().replace(" ", "-"),
            official_name=f"{name} Council",
            short_name=name,
            region="South East",
            type="unitary",
            valid_from=date(2027, 4, 1),
        )
        actions.record_council(council, by=publisher, before={})
        new.append(council)
    surrey.valid_to = LAST_DAY
    surrey.save()
    surrey.successors.set(new)
    actions.record_council(surrey, by=publisher, before=before, reason="Reorganised by order")


@pytest.mark.usefixtures("surrey_split")
class TestAhead:
    def test_the_council_keeps_its_name_and_says_what_will_become_of_it(self, client: Client):
        page = words(client.get("/councils/surrey/").content.decode())
        assert "Surrey (to 2027)" not in page
        assert "This council will be abolished on 31 March 2027. Its area goes to East Surrey and West Surrey" in page
        assert "was abolished" not in page

    def test_a_successor_is_to_come(self, client: Client):
        page = words(client.get("/councils/east-surrey/").content.decode())
        assert "This council is to come: it begins on 1 April 2027." in page
        assert "In being since" not in page
        assert "since 1 April 2027" not in page
        assert "No inspection of East Surrey" not in page

    @pytest.mark.parametrize("address", ["/ranking/ilacs/", "/heatmap/ilacs/", "/map/ilacs/", "/councils/"])
    def test_lists_are_as_they_were(self, client: Client, address: str):
        page = words(client.get(address).content.decode())
        assert "Surrey" in page
        assert "(to 2027)" not in page
        assert "East Surrey" not in page

    def test_nothing_to_come_is_among_the_abolished(self, client: Client):
        assert "East Surrey" not in words(client.get("/councils/?abolished=1").content.decode())


def test_an_editor_previews_it_before_anything_is_public(
    as_publisher: Client, client: Client, set_clock: Callable[[date], None]
):
    set_clock(BEFORE)
    surrey = Council.objects.get(slug="surrey")
    form = opened(as_publisher, surrey) | {"valid_to": "31/03/2027", "reason": "Reorganised by order"}
    response = as_publisher.post(change_url(surrey), form | {"_preview": "1"})
    page = words(response.content.decode())
    assert "Preview, for staff alone: not public yet." in page
    assert "This council will be abolished on 31 March 2027." in page
    surrey.refresh_from_db()
    assert surrey.valid_to is None
    assert "abolished" not in words(client.get("/councils/surrey/").content.decode())
    as_publisher.post(change_url(surrey), form)
    assert "will be abolished on 31 March 2027" in words(client.get("/councils/surrey/").content.decode())


@pytest.mark.usefixtures("surrey_split")
class TestFromTheDayOn:
    @pytest.fixture(autouse=True)
    def _on_2_april(self, surrey_split: None, set_clock: Callable[[date], None]) -> None:
        set_clock(AFTER)

    def test_there_are_154_councils(self, client: Client):
        rows = client.get("/councils.csv").content.decode().splitlines()
        assert sum(",Surrey" in row for row in rows) == 0
        assert "154 councils" in words(client.get("/councils/").content.decode())

    def test_the_history_stays_with_the_council_that_was_inspected(self, client: Client):
        page = words(client.get("/councils/surrey/").content.decode())
        assert "This council was abolished on 31 March 2027." in page
        assert "Surrey (to 2027)" in page
        assert "at its last inspection, in" in page

    @pytest.mark.parametrize("slug", ["east-surrey", "west-surrey"])
    def test_both_successors_tell_whose_grades_those_are(self, client: Client, slug: str):
        page = words(client.get(f"/councils/{slug}/").content.decode())
        assert "Before it came Surrey (to 2027)" in page
        assert "overall at its last inspection, in" in page
        assert "no grade of it is a grade of" in page
        assert "Outstanding overall since" not in page

    def test_the_ranking_has_the_new_councils_without_the_grades_of_the_old(self, client: Client):
        names = client.get("/ranking/ilacs.csv").content.decode()
        assert "East Surrey" in names
        assert "Surrey (to 2027)" not in names

    def test_pages_as_at_a_day_before_have_the_councils_of_that_day(self, client: Client):
        names = client.get("/ranking/ilacs/2027-03-31.csv").content.decode()
        assert "Surrey" in names
        assert "(to 2027)" not in names
        assert "East Surrey" not in names

    def test_new_councils_stand_on_the_map_where_the_old_one_was(self, client: Client):
        page = client.get("/map/ilacs/").content.decode()
        assert "/councils/east-surrey/" in page
        assert "no place on the map yet" not in words(page)

    def test_neighbours_that_are_gone_are_named(self, client: Client):
        page = words(client.get("/councils/hampshire/").content.decode())
        assert "No longer in being: Surrey (to 2027)" in page or "Surrey" not in page

    def test_a_claim_about_it_before_the_day_can_be_checked(self, client: Client):
        answer = client.get(
            "/check/?council=surrey&measure=ilacs.four-outstanding&claim=joint-highest&count=3&as-at=2027-03-31"
        )
        assert answer.status_code == 200
        assert "(to 2027)" not in words(answer.content.decode())

    def test_the_paper_on_its_last_inspection_is_there(self, client: Client):
        council = Council.objects.get(slug="surrey")
        last = council.inspections.published().latest_first()[0]
        assert client.get(f"/papers/surrey/{last.address_date}/").status_code == 200
