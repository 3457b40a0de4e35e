"""What counts as at a day, asked of the database, against the slow obvious way through every inspection."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain

import pytest

from inspections.frameworks.loader import all_programmes
from inspections.models import Inspection
from inspections.record.as_of_edition import EditionRecord
from inspections.record.current import CurrentRecord
from inspections.record.rows import records_of
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord, latest_as_at
from tests.builders.database import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.usefixtures("real_data")]
EVERY = 20
each_record = pytest.mark.parametrize("record", [CurrentRecord(), EditionRecord(1)], ids=["now", "edition"])


def days_followed_by_another(reports: Iterable[tuple[str, date]]) -> Sequence[date]:
    """Every 20th of the days on which a council has a report and a later one, and a day after all reports.

    On these days alone `<` in place of `<=` shows: a council's latest report counts as known of, whatever the day.
    """
    found: dict[str, set[date]] = {}
    for council, day in reports:
        found.setdefault(council, set()).add(day)
    days = sorted(set(chain.from_iterable(sorted(days)[:-1] for days in found.values())))
    return (*days[::EVERY], TODAY)


def latest_by_service(councils: CouncilsAsAt) -> dict[tuple[str, str], int]:
    """The key of each council's latest inspection of each service."""
    return {
        (slug, service): record.inspection.id
        for slug, standing in councils.standings.items()
        for service, record in standing.by_service.items()
    }


@pytest.fixture
def everything() -> list[InspectionRecord]:
    return records_of(Inspection.objects.published().select_related("council").prefetch_related("grades"))


@each_record
@pytest.mark.parametrize("programme", all_programmes(), ids=lambda programme: programme.code)
def test_a_programme_is_that_of_the_slow_obvious_way(record, programme, everything):
    of_programme = {framework.code for framework in programme.frameworks}
    rows = [one.inspection for one in everything if one.inspection.framework in of_programme]
    for day in days_followed_by_another((row.council, row.counts_from) for row in rows):
        found = record.programme_as_at(programme, day)
        wanted = latest_as_at(everything, day, programme)
        assert latest_by_service(found) == {
            key: latest.inspection.id for key, latest in wanted.items() if key[0] in found.standings
        }, day


@each_record
def test_latest_inspections_are_those_of_the_slow_obvious_way(record):
    inspections = list(Inspection.objects.published().select_related("council"))
    for day in days_followed_by_another((one.council_id, one.counts_from) for one in inspections):
        counted = sorted(
            (one for one in inspections if one.counts_from <= day),
            key=lambda one: (one.counts_from, one.inspected_from, one.pk),
        )
        latest = {one.council.slug: one.pk for one in counted}
        assert {slug: one.inspection.id for slug, one in record.latest_records(day).items()} == latest, day


def test_the_days_are_real(everything):
    days = days_followed_by_another((one.inspection.council, one.inspection.counts_from) for one in everything)
    assert len(days) > 10
