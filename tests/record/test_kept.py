"""What follows from an edition is read once, and never stays when the record has changed."""

from datetime import date

import pytest
from django.test.utils import CaptureQueriesContext

from inspections import actions
from inspections.frameworks.loader import programme
from inspections.models import Council
from inspections.record import kept
from inspections.record.as_of_edition import EditionRecord
from inspections.record.current import CurrentRecord
from inspections.record.status import Basis, status_of
from tests.builders.factories import make_council, make_inspection, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ILACS, DAY = programme("ilacs"), date(2024, 6, 1)


@pytest.fixture(autouse=True)
def keeping(monkeypatch):
    """Queries are counted with what is kept."""
    monkeypatch.setattr(CaptureQueriesContext, "__enter__", CaptureQueriesContext.__enter__.__wrapped__)
    kept.forget()
    yield
    kept.forget()


@pytest.fixture
def inspection():
    """Testshire's, published with edition 1: good."""
    return actions.publish(make_inspection(published=False), by=make_user())


def grade(record) -> str:
    return record.programme_as_at(ILACS, DAY).standings["testshire"].result("whole.overall_effectiveness").grade.code


@kept.kept_by_edition
def kept_grade(record) -> str:
    return grade(record)


def test_a_programme_is_read_once_for_an_edition_and_a_day(inspection, django_assert_num_queries):
    first = CurrentRecord().programme_as_at(ILACS, DAY)
    with django_assert_num_queries(1):
        assert CurrentRecord().programme_as_at(ILACS, DAY) is first
    assert CurrentRecord().programme_as_at(ILACS, date(2024, 1, 1)).day == date(2024, 1, 1)


def test_councils_asked_for_are_kept_apart(inspection):
    make_council("sampleshire")
    kept.forget()
    assert len(CurrentRecord().programme_as_at(ILACS, DAY).standings) == 2
    assert [*CurrentRecord().programme_as_at(ILACS, DAY, frozenset(["testshire"])).standings] == ["testshire"]


def test_a_correction_shows_at_once_and_the_edition_before_it_stays(inspection):
    assert grade(CurrentRecord()) == "good"
    grades = {"whole.overall_effectiveness": {"grade": "inadequate"}}
    actions.correct(inspection, by=make_user(), reason="Misread", grades=grades)
    assert grade(CurrentRecord()) == "inadequate"
    assert grade(EditionRecord(1)) == "good"
    assert grade(EditionRecord(2)) == "inadequate"


def test_what_is_read_while_an_edition_is_made_is_not_taken_for_the_edition_before(inspection):
    late = CurrentRecord()
    assert late.edition == 1
    grades = {"whole.overall_effectiveness": {"grade": "inadequate"}}
    actions.correct(inspection, by=make_user(), reason="Misread", grades=grades)
    assert kept_grade(late) == "inadequate"
    assert kept_grade(EditionRecord(1)) == "good"


def test_what_an_edition_is_today_is_read_once_and_anew_after_a_change(inspection, django_assert_num_queries):
    basis = Basis(inspections={inspection.pk}, councils={"testshire"})
    assert status_of(1, basis).is_current
    with django_assert_num_queries(1):
        assert status_of(1, Basis(inspections=[inspection.pk], councils=["testshire"])).is_current
    actions.withdraw(inspection, by=make_user(), reason="Another council's")
    assert status_of(1, basis).withdrawn_by.number == 2
    assert status_of(2, basis).is_current


def test_the_register_is_read_once_and_anew_after_a_correction(inspection, django_assert_num_queries):
    council = CurrentRecord().council("testshire")
    assert CurrentRecord().names.named("Testshire")
    with django_assert_num_queries(1):
        assert CurrentRecord().council("testshire") is council
    before = actions.described(council)
    Council.objects.filter(pk=council.pk).update(short_name="Newshire")
    actions.record_council(council, by=make_user(), before=before, reason="Its name has changed")
    now = CurrentRecord()
    assert now.council("testshire").short_name == "Newshire"
    assert now.names.named("Newshire")
    assert EditionRecord(1).council("testshire").short_name == council.short_name


def test_successors_show_as_soon_as_a_council_is_reorganised(inspection):
    council, other = CurrentRecord().council("testshire"), make_council("sampleshire")
    assert CurrentRecord().successors(council) == []
    reorganised = {"first_day": date(2026, 4, 1), "existing": [other], "reason": "An order"}
    actions.reorganise(council, by=make_user(), **reorganised)
    assert CurrentRecord().successors(council) == [other]
    assert CurrentRecord().predecessors(other) == [council]
    assert EditionRecord(1).successors(council) == []


def test_before_the_first_edition_nothing_is_kept():
    make_inspection()
    CurrentRecord().programme_as_at(ILACS, DAY)
    make_inspection(make_council("sampleshire"))
    assert CurrentRecord().programme_as_at(ILACS, DAY).standings["sampleshire"].is_inspected


def test_inside_a_transaction_nothing_is_kept(inspection, monkeypatch):
    monkeypatch.setattr(kept, "_may_keep", kept._may_keep.__wrapped__)
    assert CurrentRecord().programme_as_at(ILACS, DAY) is not CurrentRecord().programme_as_at(ILACS, DAY)


def test_no_more_is_kept_than_the_limit(inspection, monkeypatch):
    monkeypatch.setattr(kept, "MOST_KEPT", 2)
    days = [date(2024, month, 1) for month in (1, 2, 3)]
    first, second, third = (CurrentRecord().programme_as_at(ILACS, day) for day in days)
    assert CurrentRecord().programme_as_at(ILACS, days[1]) is second
    assert CurrentRecord().programme_as_at(ILACS, days[2]) is third
    assert CurrentRecord().programme_as_at(ILACS, days[0]) is not first


@pytest.mark.parametrize(
    ("page", "queries", "queries_of_edition"),
    [("/", 1, 3), ("/councils/", 1, 3), ("/ranking/ilacs/", 2, 4), ("/national/ilacs/", 2, 4), ("/data/", 5, 5)],
)
@pytest.mark.usefixtures("real_data")
def test_a_page_asks_few_questions_again(client, page, queries, queries_of_edition, django_assert_max_num_queries):
    for address, limit in ((page, queries), (f"{page}?edition=1", queries_of_edition)):
        client.get(address)
        with django_assert_max_num_queries(limit):
            client.get(address)
