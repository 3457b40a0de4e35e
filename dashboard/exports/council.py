"""One council as files: its inspections, what changed, and its neighbours."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from dashboard.presenters.council import CouncilPage
from dashboard.presenters.council_history import Changes
from dashboard.presenters.council_places import Neighbours, table_name
from dashboard.presenters.timeline import timeline_rows
from dashboard.values.table import (
    COUNCIL,
    COUNTS_FROM,
    FRAMEWORK,
    INSPECTED_FROM,
    JUDGEMENT,
    JUDGEMENT_NAME,
    LICENCE,
    PUBLISHED_ON,
    SERVICE,
    Column,
    DataFile,
    TableMaker,
    ToPeople,
    Value,
    graded,
)
from inspections.models import Council
from inspections.statistics.standings import InspectionRecord, Result
from inspections.wording.results import PROVENANCE, result_words

from .rankings import grade_text

GRADE = Column("grade", "Grade", meaning="The grade, or in words why there is none here. Never empty.")
FROM = Column("provenance", "Where the grade comes from", meaning="Empty where there is none.", words=PROVENANCE)
WHEN = (FRAMEWORK, PUBLISHED_ON, INSPECTED_FROM, COUNTS_FROM)
INSPECTION_COLUMNS = (*WHEN, SERVICE, JUDGEMENT, JUDGEMENT_NAME, GRADE, FROM)


def _about(council: Council, day: date, address: str) -> dict[str, Value]:
    return {"council": council.display_name, "as_at": day, "source": address, "licence": LICENCE}


def _when(record: InspectionRecord) -> list[Value]:
    row = record.inspection
    return [row.framework, row.published_on, str(row.inspected_from), row.counts_from]


def inspections_file(council: Council, records: Sequence[InspectionRecord], day: date, address: str) -> DataFile:
    """Every judgement of every inspection, in order of time; `address` is that of the file itself."""
    rows: list[list[Value]] = []
    for record in records:
        for judgement in record.framework.judgements:
            if judgement.service in record.services and (not judgement.optional or judgement.id in record.grades):
                result = record.result(judgement.id)
                found = [judgement.service, judgement.code, judgement.name, grade_text(result), result.provenance]
                rows.append([*_when(record), *found])
    return DataFile(
        name=f"inspections-{council.slug}-{day}",
        title=f"{council.display_name}: every inspection on record as at {day}",
        about=_about(council, day, address),
        columns=INSPECTION_COLUMNS,
        rows=rows,
    )


def timeline_file(council: Council, records: Sequence[InspectionRecord], day: date, address: str) -> DataFile:
    """The judgements that the time line shows, theme by theme."""
    rows: list[list[Value]] = [
        [row.name, *_when(mark.record), judgement.name, grade_text(result), result.provenance]
        for row in timeline_rows(records)
        for mark in row.marks
        for judgement, result in mark.found
    ]
    return DataFile(
        name=f"timeline-{council.slug}-{day}",
        title=f"{council.display_name}: grades by theme",
        about=_about(council, day, address),
        columns=[Column("theme", "Theme"), *WHEN, JUDGEMENT_NAME, GRADE, FROM],
        rows=rows,
    )


def changes_file(council: Council, changes: Changes, day: date, address: str) -> DataFile:
    """The latest inspection beside the one before."""
    return DataFile(
        name=f"changes-{council.slug}-{day}",
        title=f"{council.display_name}: change since the inspection before",
        about=_about(council, day, address),
        columns=[
            SERVICE,
            JUDGEMENT,
            JUDGEMENT_NAME,
            GRADE,
            Column("before", "Before", meaning="The grade before; several where it was judged in parts."),
            Column("before_framework", "Framework before", words=FRAMEWORK.words),
            Column("direction", "Change", meaning="Improved, the same or lower; otherwise why there is no direction."),
            Column("change", "In words"),
            Column("why", "Caution", to_people=ToPeople.WHERE_ANY),
        ],
        rows=[
            [
                row.change.judgement.service,
                row.change.judgement.code,
                row.change.judgement.name,
                grade_text(row.change.now),
                _before(row.change.before),
                next((one.framework.code for one in row.change.before if one.framework), ""),
                row.change.direction.value,
                row.words,
                row.why,
            ]
            for row in changes.rows
        ],
    )


def _before(results: Sequence[Result]) -> str:
    return "; ".join(map(result_words, results))


def neighbours_file(council: Council, neighbours: Neighbours, day: date, address: str) -> DataFile:
    """The council and the neighbours of one set, with every judgement."""
    keys = [(f"{line.framework.code}.{line.judgement.id}", line.judgement.short_name) for line in neighbours.lines]
    return DataFile(
        name=f"neighbours-{council.slug}-{neighbours.set.code}-{day}",
        title=f"{council.display_name} and its statistical neighbours, set of {neighbours.set.name}",
        about={
            "neighbours_of": council.display_name,
            "neighbour_set": neighbours.set.name,
            "as_at": day,
            "source": address,
            "licence": LICENCE,
        },
        columns=[
            *COUNCIL,
            Column(
                "likeness",
                "Likeness",
                meaning="How close the neighbour is; empty for the council itself.",
                to_people=ToPeople.WHERE_ANY,
            ),
            FRAMEWORK,
            PUBLISHED_ON,
            COUNTS_FROM,
            *(column for key, name in keys for column in graded(key, name)),
        ],
        rows=[
            [
                row.council.slug,
                row.council.name,
                row.closeness,
                row.inspection.framework if row.inspection else "",
                row.inspection.published_on if row.inspection else None,
                row.inspection.counts_from if row.inspection else None,
                *(value for result in row.results for value in (grade_text(result), result.provenance)),
            ]
            for row in neighbours.rows
        ],
    )


def council_tables(page: CouncilPage) -> dict[str, TableMaker]:
    """A council's tables: every inspection, those of the time line, what changed, and each set of neighbours."""
    council, day = page.council, page.councils_as_at.day
    tables: dict[str, TableMaker] = {}
    if page.records:
        tables["inspections"] = partial(inspections_file, council, page.records, day)
        tables["timeline"] = partial(timeline_file, council, page.records, day)
    if page.changes.rows:
        tables["changes"] = partial(changes_file, council, page.changes, day)
    for place, neighbour_set in enumerate(page.neighbour_sets):
        tables[table_name(neighbour_set)] = partial(_neighbours_table, page, place)
    return tables


def _neighbours_table(page: CouncilPage, place: int, address: str) -> DataFile:
    return neighbours_file(page.council, page.neighbours[place], page.councils_as_at.day, address)
