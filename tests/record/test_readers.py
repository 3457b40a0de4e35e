"""What the record says now and what it says as of the latest edition, which must be the same."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import models

from inspections import actions
from inspections.frameworks.loader import programme
from inspections.models import AreaForImprovement, Grade, NeighbourSet, StatedFigure, StatisticalNeighbour
from inspections.record.as_of_edition import EditionRecord
from inspections.record.current import CurrentRecord, Record
from tests.builders.factories import make_council, make_inspection, make_report, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

ILACS = programme("ilacs")
DAY = date(2024, 6, 1)
QUESTIONS: dict[str, Callable[[Record], Any]] = {
    "edition": lambda record: record.edition,
    "councils": lambda record: record.councils(),
    "council": lambda record: record.council("testshire"),
    "no council": lambda record: record.council("nowhere"),
    "names": lambda record: record.names.councils,
    "successors": lambda record: record.successors(record.council("oldshire")),
    "predecessors": lambda record: record.predecessors(record.council("testshire")),
    "neighbour sets": lambda record: record.neighbour_sets(),
    "neighbours": lambda record: [
        (one.rank, one.neighbour, one.closeness) for one in record.neighbours_of("testshire")
    ],
    "neighbour slugs": lambda record: record.neighbour_slugs("testshire", "2025-05"),
    "programme": lambda record: record.programme_as_at(ILACS, DAY),
    "programme of one": lambda record: record.programme_as_at(ILACS, DAY, frozenset(["testshire"])),
    "history": lambda record: record.history_of("testshire", "sampleshire"),
    "records": lambda record: record.records(),
    "inspections": lambda record: record.inspections(),
    "latest records": lambda record: record.latest_records(DAY),
    "counts": lambda record: record.counts(),
    "change days": lambda record: record.change_days(ILACS),
    "change days of one": lambda record: record.change_days(ILACS, ["testshire"]),
}


@pytest.fixture
def edition() -> int:
    """The latest edition of a small record that has something of everything."""
    user = make_user()
    council, other = make_council(), make_council("sampleshire")
    old = make_council("oldshire", valid_to=date(2020, 3, 31))
    old.successors.add(council)
    council.aliases.create(name="Greater Testshire")
    found = NeighbourSet.objects.create(code="2025-05", name="May 2025")
    StatisticalNeighbour.objects.create(
        neighbour_set=found, council=council, neighbour=other, rank=1, closeness="close"
    )
    inspection = make_inspection(council, published=False)
    Grade.objects.update(note="Read twice", paragraph_first=3, paragraph_last=5, paragraphs_derived=True, page=7)
    AreaForImprovement.objects.create(inspection=inspection, service="whole", order=1, text="Do better", page=9)
    StatedFigure.objects.create(inspection=inspection, order=1, kind="looked_after_children", value=0)
    make_report(inspection, "Leaders know their services.")
    actions.publish(inspection, by=user)
    actions.publish(make_inspection(other, published_on=date(2024, 7, 1), published=False), by=user)
    actions.withdraw(
        actions.publish(
            make_inspection(
                other, framework="sif-2013", inspected_from="2016-02", published_on=date(2016, 5, 1), published=False
            ),
            by=user,
        ),
        by=user,
        reason="Another council's",
    )
    return CurrentRecord().edition


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_latest_edition_answers_as_the_record_does_now(edition, question):
    ask = QUESTIONS[question]
    assert ask(EditionRecord(edition)) == ask(CurrentRecord())


def test_of_inspections_of_one_day_the_later_record_counts_in_an_edition_too():
    user, council = make_user(), make_council()
    earlier, later = (
        make_inspection(council, framework=code, inspected_from="2024-02", published_on=None, published=False)
        for code in ("ilacs-2018", "ilacs-2023")
    )
    actions.publish(later, by=user)
    actions.publish(earlier, by=user)
    for record in (CurrentRecord(), EditionRecord(2)):
        (latest,) = record.programme_as_at(ILACS, DAY).standings["testshire"].records
        assert latest.inspection.id == later.pk, record
        assert record.latest_records(DAY)[council.slug].inspection.id == later.pk, record


def values(record: models.Model) -> dict[str, Any]:
    """The fields of a record but for its key and what pages don't show."""
    return {
        field.attname: getattr(record, field.attname)
        for field in type(record)._meta.concrete_fields
        if field.name != "id"
    }


@pytest.mark.parametrize("part", ["grades", "improvements", "figures", "paragraphs"])
def test_the_latest_edition_has_the_evidence_of_now_down_to_a_figure_of_nought(edition, part):
    def evidence(record: Record) -> list[dict[str, Any]]:
        inspection = next(one for one in record.history_of("testshire").inspections)
        found = getattr(record.evidence_of(inspection), part)
        return [values(one) for one in (found.values() if part == "grades" else found)]

    now = evidence(CurrentRecord())
    assert now
    assert evidence(EditionRecord(edition)) == now
