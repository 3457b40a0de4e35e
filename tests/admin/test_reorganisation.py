"""A council to be abolished and its successors: pages say so ahead, and follow by themselves on the day."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from inspections import actions
from inspections.models import Council, Edition, StatisticalNeighbour
from tests.builders.forms import change_url, fields_of, opened, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_data")]

BEFORE, AFTER = date(2026, 12, 1), date(2027, 4, 2)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Set the day on which the site is read."""
    return lambda day: monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: day)


def abolish_url(council: Council) -> str:
    return reverse("admin:reorganise", args=[council.pk])


def split_form(client: Client, surrey: Council) -> dict[str, str]:
    """What an editor enters: East and West Surrey take over on 1 April 2027."""
    form = fields_of(client.get(abolish_url(surrey)).content.decode())
    form |= {"first_day": "01/04/2027", "reason": "Reorganised by order"}
    for number, name in enumerate(("East Surrey", "West Surrey")):
        form |= {f"new-{number}-short_name": name, f"new-{number}-official_name": f"{name} Council"}
    return form


@pytest.fixture
def surrey_split(as_publisher: Client, set_clock: Callable[[date], None]) -> None:
    """Surrey is to give way to East and West Surrey on 1 April 2027, entered in one step."""
    set_clock(BEFORE)
    surrey = Council.objects.get(slug="surrey")
    response = as_publisher.post(abolish_url(surrey), split_form(as_publisher, surrey) | {"_save": "1"})
    assert response.status_code == 302, words(response.content.decode())


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


class TestInOneStep:
    @pytest.fixture(autouse=True)
    def _in_december(self, set_clock: Callable[[date], None]) -> None:
        set_clock(BEFORE)

    @pytest.fixture
    def surrey(self) -> Council:
        return Council.objects.get(slug="surrey")

    def test_preview_says_what_follows_and_changes_nothing(self, as_publisher: Client, surrey: Council):
        editions = Edition.objects.count()
        page = words(as_publisher.post(abolish_url(surrey), split_form(as_publisher, surrey)).content.decode())
        assert "Until 31 March 2027 Surrey keeps its name." in page
        assert "From 1 April 2027 the register has 154 councils. On 31 March 2027 it has 153." in page
        assert "East Surrey has the statistical neighbours of the set May 2025, taken over from Surrey." in page
        assert "On the map from 1 April 2027 on, East Surrey and West Surrey stand where Surrey stood" in page
        assert "ILACS 2023 of 17 March 2025" in page
        assert "stay with Surrey: they are told on the pages of East Surrey and West Surrey." in page
        assert not Council.objects.filter(slug="east-surrey").exists()
        assert Edition.objects.count() == editions

    @pytest.mark.parametrize(
        ("label", "said"),
        [
            ("Surrey, today", "This council will be abolished on 31 March 2027."),
            ("Surrey, from 1 April 2027", "This council was abolished on 31 March 2027."),
            ("East Surrey, today", "This council is to come: it begins on 1 April 2027."),
            ("West Surrey, from 1 April 2027", "no grade of it is a grade of West Surrey"),
            ("Ranking, from 1 April 2027", "West Surrey"),
        ],
    )
    def test_public_pages_are_shown_before_and_after(
        self, as_publisher: Client, client: Client, surrey: Council, label: str, said: str
    ):
        form = split_form(as_publisher, surrey)
        page = as_publisher.post(abolish_url(surrey), form).content.decode()
        number = re.search(rf'value="(\d+)"[^>]*>{label}<', page)
        assert number
        response = as_publisher.post(abolish_url(surrey), form | {"_page": number[1]})
        assert said in words(response.content.decode())
        assert "Preview, for staff alone: not public yet." in words(response.content.decode())
        assert response.headers["Cache-Control"].startswith("no-store")
        assert "abolished" not in words(client.get("/councils/surrey/").content.decode())

    def test_it_is_one_edition_with_one_entry_in_each_history(self, as_publisher: Client, surrey: Council):
        editions, entries = Edition.objects.count(), Council.history.count()
        as_publisher.post(abolish_url(surrey), split_form(as_publisher, surrey) | {"_save": "1"})
        assert Edition.objects.count() == editions + 1
        changed = set(Edition.objects.first().changes.values_list("field", flat=True))
        assert changed == {"east-surrey", "west-surrey", "surrey: valid_to", "surrey: successors"}
        made = Council.history.order_by("-history_id")[: Council.history.count() - entries]
        assert sorted(entry.slug for entry in made) == ["east-surrey", "surrey", "west-surrey"]
        assert {(entry.history_change_reason, entry.history_user.username) for entry in made} == {
            ("Reorganised by order", "paul")
        }

    @pytest.mark.usefixtures("surrey_split")
    def test_new_councils_take_over_the_neighbours_in_a_set_that_says_so(self, surrey: Council):
        taken_over = StatisticalNeighbour.objects.filter(council__slug="east-surrey")
        own = surrey.neighbours.filter(neighbour_set__code="2025-05").values_list("neighbour", flat=True)
        assert list(taken_over.values_list("neighbour", flat=True)) == list(own)
        assert taken_over[0].neighbour_set.name == "May 2025, taken over from Surrey"
        assert surrey.neighbours.filter(neighbour_set__code="2025-05").count() == 10

    @pytest.mark.usefixtures("surrey_split")
    def test_it_can_be_called_off_before_the_day(self, as_publisher: Client, client: Client, surrey: Council):
        address = reverse("admin:call_off", args=[surrey.pk])
        assert address in as_publisher.get(change_url(surrey)).content.decode()
        as_publisher.post(address, {"reason": "The order was withdrawn"})
        surrey.refresh_from_db()
        assert (surrey.valid_to, surrey.successors.count()) == (None, 0)
        assert "abolished" not in words(client.get("/councils/surrey/").content.decode())
        page = words(client.get("/councils/east-surrey/").content.decode())
        assert "The reorganisation that was to bring it has been called off." in page
        assert "9999" not in page
        assert "East Surrey" not in client.get("/data/files/councils.csv").content.decode()
        assert "taken over" not in client.get("/ranking/ilacs/").content.decode()

    @pytest.mark.usefixtures("surrey_split")
    def test_what_was_called_off_can_be_taken_up_with_the_same_councils(
        self,
        as_publisher: Client,
        client: Client,
        publisher: Any,
        surrey: Council,
        set_clock: Callable[[date], None],
    ):
        actions.call_off(surrey, by=publisher, reason="The order was withdrawn")
        east = Council.objects.get(slug="east-surrey")
        form = fields_of(as_publisher.get(abolish_url(surrey)).content.decode())
        form |= {"first_day": "01/04/2028", "reason": "A new order", "existing": str(east.pk), "_save": "1"}
        assert as_publisher.post(abolish_url(surrey), form).status_code == 302
        east.refresh_from_db()
        assert east.valid_from == date(2028, 4, 1)
        set_clock(date(2028, 4, 2))
        assert "Before it came Surrey (to 2028)" in words(client.get("/councils/east-surrey/").content.decode())

    @pytest.mark.usefixtures("surrey_split")
    def test_it_cannot_be_called_off_after_the_day(
        self, as_publisher: Client, surrey: Council, set_clock: Callable[[date], None]
    ):
        set_clock(AFTER)
        response = as_publisher.post(reverse("admin:call_off", args=[surrey.pk]), {"reason": "Too late"})
        assert "No reorganisation of Surrey (to 2027) is to come." in words(response.content.decode())

    @pytest.mark.parametrize(
        ("entered", "said"),
        [
            ({"new-0-short_name": "Kent"}, "Kent"),
            ({"new-0-official_name": ""}, "This field is required."),
            ({"reason": ""}, "Say why: the reason is shown"),
            ({"first_day": ""}, "This field is required."),
            ({"same_area": "on"}, "Only one council can take over exactly the same area."),
            ({"first_day": "01/04/2009"}, "was inspected after that day"),
        ],
    )
    def test_what_cannot_be_is_refused_and_entries_are_kept(
        self, as_publisher: Client, surrey: Council, entered: dict[str, str], said: str
    ):
        editions = Edition.objects.count()
        form = split_form(as_publisher, surrey) | entered | {"_save": "1"}
        response = as_publisher.post(abolish_url(surrey), form)
        assert said in words(response.content.decode())
        assert "West Surrey" in response.content.decode()
        assert Edition.objects.count() == editions
        assert not Council.objects.filter(slug="west-surrey").exists()

    def test_a_council_may_go_on_by_its_name_in_exactly_the_same_area(
        self, as_publisher: Client, client: Client, surrey: Council, set_clock: Callable[[date], None]
    ):
        form = fields_of(as_publisher.get(abolish_url(surrey)).content.decode())
        form |= {"first_day": "01/04/2027", "reason": "One council", "same_area": "on", "_save": "1"}
        form |= {"new-0-short_name": "Surrey", "new-0-official_name": "Surrey Council"}
        assert as_publisher.post(abolish_url(surrey), form).status_code == 302
        set_clock(AFTER)
        page = words(client.get("/councils/surrey-2027/").content.decode())
        assert "the same area: its inspections show below with a mark" in page

    def test_only_who_keeps_the_register_may(self, as_loader: Client, surrey: Council):
        assert as_loader.get(abolish_url(surrey)).status_code == 403
        assert as_loader.post(reverse("admin:call_off", args=[surrey.pk]), {"reason": "No"}).status_code == 403


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
