"""How long a council has held its latest overall grade."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspections.frameworks.definitions import Framework

from .standings import OVERALL, InspectionRecord, Result


@dataclass(frozen=True)
class OverallRun:
    """The latest overall grade, and since which report of the programme it has been the same.

    `reports` is the number of reports in the run. `before` is the different grade that an earlier report of the same
    programme gave, if that is on record.
    """

    latest: Result
    since: InspectionRecord
    reports: int
    before: Result | None


def overall_ids(framework: Framework) -> list[str]:
    """The overall judgement of each service that has one."""
    ids = [f"{service.code}.{OVERALL}" for service in framework.services]
    return [id_ for id_ in ids if framework.has(id_)]


def overall_run(records: Sequence[InspectionRecord]) -> OverallRun | None:
    """The run of the latest of these records, the earliest first, or None if its framework has no one overall grade."""
    last = records[-1]
    ids = overall_ids(last.framework)
    if len(ids) != 1:
        return None
    id_ = ids[0]
    latest, since, reports = last.result(id_), last, 0
    for record in reversed(records):
        result = record.result(id_)
        if record.framework.programme != last.framework.programme or result.grade is None:
            break
        if result.grade != latest.grade:
            return OverallRun(latest, since, reports, result)
        since, reports = record, reports + 1
    return OverallRun(latest, since, reports, None)
