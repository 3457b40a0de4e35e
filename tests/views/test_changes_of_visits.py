"""Publications, corrections and withdrawals of visits in the public lists of editions."""

from datetime import date

import pytest

from inspections import actions
from inspections.models import VisitArea
from inspections.record.status import Basis, status_of
from tests.builders.factories import make_council, make_user, make_visit
from tests.builders.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def visit(user):
    return actions.publish(make_visit(published=False, theme="Front door"), by=user)


def page(client, address: str) -> str:
    return words(client.get(address))


def test_the_list_of_editions_names_the_visit(client, visit):
    shown = page(client, "/data/")
    assert "Report or letter published" in shown
    assert "Testshire, focused visit of 5 November 2024" in shown
    assert 'href="/councils/testshire/visits/2024-11-05/"' in client.get("/data/").content.decode()


def test_an_edition_of_several_visits_counts_them(client, visit, user):
    others = [
        make_visit(make_council(slug), visited_from=date(2023, 5, 3), published_on=None) for slug in ("ham", "sea")
    ]
    edition = actions.editions.record_edition(
        kind="load", by=user, changes=[actions.RecordChange(other, "visit", "", str(other)) for other in others]
    )
    assert edition.number == 2
    assert "2 visits" in page(client, "/data/")


def test_a_correction_is_told_in_words(client, visit, user):
    area = VisitArea(kind="priority_action", order=1, text="Delays.")
    fields = {"theme": "Care leavers", "has_priority_action": True, "kind": "monitoring_visit"}
    actions.correct(visit, by=user, reason="Misread", fields=fields, parts=[area])
    for address in ("/data/corrections/", "/data/editions/2/"):
        shown = page(client, address)
        assert "Testshire, monitoring visit of 5 November 2024" in shown
        assert "Theme: Front door → Care leavers" in shown
        assert "Areas for priority action: nothing → yes" in shown
        assert "Kind: Focused visit → Monitoring visit" in shown
        assert "Area for priority action, point 1: nothing → Delays." in shown
    assert "It altered no ranking and no sentence about grades" in page(client, "/data/editions/2/")


def test_the_file_of_corrections_names_council_and_day(client, visit, user):
    actions.correct(visit, by=user, reason="Misread", fields={"theme": "Care leavers"})
    (row,) = client.get("/data/corrections.json").json()["rows"]
    assert (row["council"], row["name"], row["visited_from"]) == ("testshire", "Testshire", "2024-11-05")
    assert (row["framework"], row["field"]) == ("", "theme")
    assert (row["before"], row["after"]) == ("Front door", "Care leavers")


def test_a_withdrawal_is_told_without_a_link(client, visit, user):
    actions.withdraw(visit, by=user, reason="Of another council")
    shown = page(client, "/data/corrections/")
    assert "withdrawal: Of another council." in shown
    assert "Testshire, focused visit of 5 November 2024" in shown
    assert "/visits/2024-11-05/" not in client.get("/data/corrections/").content.decode()


@pytest.mark.parametrize(
    ("basis", "concerned"),
    [
        (Basis(visits=None), True),
        (Basis(visits=None, councils={"testshire"}), True),
        (Basis(visits=None, councils={"ham"}), False),
        (Basis(visits=None, day=date(2024, 12, 11)), False),
        (Basis(), False),
        (Basis(inspections=(), register=False), False),
    ],
)
def test_a_page_is_superseded_only_by_visits_that_it_shows(visit, user, basis, concerned):
    actions.correct(visit, by=user, reason="Misread", fields={"theme": "Care leavers"})
    status = status_of(1, basis)
    assert (not status.is_current, status.corrected) == (concerned, concerned)


def test_the_page_of_a_visit_is_withdrawn_with_it(visit, user):
    actions.withdraw(visit, by=user, reason="Of another council")
    own, other = (status_of(1, Basis(inspections=(), visits={key})) for key in (visit.pk, visit.pk + 1))
    assert own.withdrawn_by.number == 2
    assert [change.visit for change in own.later[0].changes] == [visit]
    assert other.is_current


def test_a_restoration_is_told_too(client, visit, user):
    actions.withdraw(visit, by=user, reason="Of another council")
    actions.restore(visit, by=user, reason="It was of this one")
    shown = page(client, "/data/corrections/")
    assert "It was of this one." in shown
    assert "Withdrawn → Published" in shown
    assert 'href="/councils/testshire/visits/2024-11-05/"' in client.get("/data/corrections/").content.decode()
