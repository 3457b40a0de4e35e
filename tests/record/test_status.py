"""What an edition's page is today: current, superseded or withdrawn, and by which editions."""

from datetime import date

import pytest

from inspections import actions
from inspections.actions import record_council
from inspections.frameworks.loader import programme
from inspections.models import Council, Edition, Inspection
from inspections.record.status import MOST_LISTED, Basis, status_of
from tests.builders.factories import make_council, make_inspection, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ILACS, SLAC = programme("ilacs"), programme("slac")


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def inspection(user) -> Inspection:
    """Testshire's, published with edition 1."""
    return actions.publish(make_inspection(published=False), by=user)


def correct(inspection, user, **fields):
    actions.correct(inspection, by=user, reason="Misread", fields=fields or {"note": f"{Edition.objects.count()}"})


def numbers(status) -> list[int]:
    return [one.edition.number for one in status.later]


def test_what_nobody_changed_is_current(inspection, django_assert_num_queries):
    with django_assert_num_queries(2):
        status = status_of(1, Basis(inspections={inspection.pk}))
    assert status.is_current
    assert (status.later, status.number) == ((), 0)


def test_a_correction_supersedes_and_says_what_and_why(inspection, user):
    grades = {"whole.overall_effectiveness": {"grade": "inadequate"}}
    actions.correct(inspection, by=user, reason="Misread", grades=grades)
    status = status_of(1, Basis(inspections={inspection.pk}))
    assert not status.is_current
    assert status.withdrawn_by is None
    assert status.corrected
    (later,) = status.later
    assert (later.edition.number, later.edition.reason) == (2, "Misread")
    assert [(one.field, one.before, one.after) for one in later.changes] == [
        ("whole.overall_effectiveness", "Good", "Inadequate")
    ]
    assert status_of(2, Basis(inspections={inspection.pk})).is_current


def test_a_withdrawal_says_by_which_edition(inspection, user):
    correct(inspection, user)
    actions.withdraw(inspection, by=user, reason="Another council's")
    status = status_of(1, Basis(inspections={inspection.pk}))
    assert status.withdrawn_by.number == 3
    assert numbers(status) == [3, 2]


def test_a_ranking_is_superseded_by_a_withdrawal_but_not_withdrawn(inspection, user):
    actions.withdraw(inspection, by=user, reason="Another council's")
    status = status_of(1, Basis(programme=ILACS))
    assert not status.is_current
    assert status.withdrawn_by is None


def test_a_report_published_since_supersedes_only_from_the_day_it_counts(inspection, user):
    other = make_inspection(make_council("sampleshire"), published_on=date(2024, 6, 1), published=False)
    actions.publish(other, by=user)
    assert status_of(1, Basis(programme=ILACS, day=date(2024, 5, 31), register=False)).is_current
    status = status_of(1, Basis(programme=ILACS, day=date(2024, 6, 1), register=False))
    assert not status.is_current
    assert status.withdrawn_by is None
    assert not status.corrected


def test_a_report_that_moves_out_of_a_day_supersedes_too(inspection, user):
    correct(inspection, user, published_on=date(2024, 3, 1))
    assert numbers(status_of(1, Basis(programme=ILACS, day=date(2024, 2, 1)))) == [2]


def test_other_programmes_and_councils_do_not_count(inspection, user):
    correct(inspection, user)
    assert status_of(1, Basis(programme=SLAC)).is_current
    assert status_of(1, Basis(councils={"sampleshire"})).is_current
    assert not status_of(1, Basis(councils={"testshire"})).is_current


def test_a_council_renamed_supersedes_the_pages_that_name_it(inspection, user):
    council = Council.objects.get()
    before = actions.described(council)
    council.short_name = "Great Testshire"
    council.save()
    record_council(council, by=user, before=before, reason="Its new name")
    for basis in (Basis(inspections={inspection.pk}), Basis(councils={"testshire"}), Basis(programme=ILACS)):
        (later,) = status_of(1, basis).later
        assert [change.field for change in later.changes] == ["testshire: short_name"]
    assert status_of(1, Basis(programme=ILACS, register=False)).is_current


def test_of_many_editions_the_latest_are_told_and_all_counted(inspection, user, django_assert_num_queries):
    for _ in range(MOST_LISTED + 5):
        correct(inspection, user)
    with django_assert_num_queries(6):
        status = status_of(1, Basis(programme=ILACS))
    assert status.number == MOST_LISTED + 5
    assert numbers(status) == list(range(MOST_LISTED + 6, 6, -1))
