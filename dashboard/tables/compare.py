"""A comparison: a row for each judgement, two columns for each council; and a row for each inspection compared."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from dashboard.presenters.compare import ComparedCouncil, Comparison
from dashboard.values.columns import ColumnKind, FileColumn, Value, graded
from dashboard.values.documents import TableBlock
from dashboard.values.facts import facts
from dashboard.values.tables import Table
from inspections.models import Visit
from inspections.statistics.standings import CouncilRow, InspectionRow
from inspections.wording.days import day_words
from inspections.wording.words import capital, listed

from .common import (
    FRAMEWORKS,
    council_code_column,
    council_name_column,
    counts_from_column,
    framework_column,
    inspected_from_column,
    judgement_code_column,
    published_on_column,
    service_column,
)

WORD_WIDTH = 16.0
# The number of councils side by side in a Word table.
BESIDE_EACH_OTHER = 4


class ComparisonTable(Table):
    """The judgements compared, for files. `heat.comparison_table` is the page's table."""

    heads_row = "judgement_name"

    service = service_column("line__judgement__service")
    judgement = judgement_code_column("line__judgement__code")
    judgement_name = FileColumn("Judgement", accessor="line__judgement__name")
    judged_under = FileColumn(
        "Judgement of",
        accessor="line__framework__code",
        meaning="The latest version of the programme in which the judgement is the same thing.",
        words=FRAMEWORKS,
    )
    spread = FileColumn("Spread", meaning="Whether the grades differ, and how far.")

    def __init__(self, page: Comparison, address: str = "", in_word: Sequence[CouncilRow] = ()) -> None:
        """`in_word` are the councils in the Word table."""
        councils = [column.standing.council for column in page.columns]
        columns = [
            graded(council.slug, council.name, accessor="line__results", place=n) for n, council in enumerate(councils)
        ]
        title = f"Grades under {page.programme.short_name} beside each other"
        super().__init__(
            page.rows,
            name=f"compare-{page.programme.code}-{page.selection.day}",
            title=f"{title}: {listed([council.name for council in in_word])}" if in_word else title,
            about=_about(page, address),
            widths={
                "judgement_name": 5.0,
                **{council.slug: (WORD_WIDTH - 5) / len(in_word) for council in in_word},
            },
            extra_columns=list(chain.from_iterable(columns)),
        )


class ComparedInspection(NamedTuple):
    """A council and an inspection that its grades are from, or None if it has none.

    `visits` are those since its last inspection, latest first, or None if it has no inspection.
    """

    council: CouncilRow
    inspection: InspectionRow | None
    visits: Sequence[Visit] | None


class ComparedCouncilsTable(Table):
    """The councils compared, with the inspections that their grades are from."""

    heads_row = "name"

    council = council_code_column()
    name = council_name_column()
    framework = framework_column()
    published_on = published_on_column()
    inspected_from = inspected_from_column()
    counts_from = counts_from_column()
    visits_since = FileColumn(
        "Visits since",
        kind=ColumnKind.NUMBER,
        meaning="Focused and monitoring visits on record since the last inspection compared; empty without one.",
    )
    last_visit = FileColumn("Last visit", kind=ColumnKind.DAY, meaning="The first day of the last of these visits.")

    def __init__(self, page: Comparison, address: str = "") -> None:
        super().__init__(
            [compared for column in page.columns for compared in _inspections(column)],
            name=f"compared-councils-{page.programme.code}-{page.selection.day}",
            title="The inspections compared",
            about=_about(page, address),
            widths={"name": 6.0, "framework": 4.0, "published_on": 6.0},
        )

    def words_published_on(self, record: ComparedInspection) -> str:
        """The day, or when the council was inspected."""
        row = record.inspection
        return capital(day_words(row.published_on, row.inspected_from)) if row else ""

    def value_visits_since(self, record: ComparedInspection) -> int | None:
        return None if record.visits is None else len(record.visits)

    def value_last_visit(self, record: ComparedInspection) -> date | None:
        return record.visits[0].first_day if record.visits else None


def _inspections(column: ComparedCouncil) -> list[ComparedInspection]:
    """The inspections of a council, or the council without one."""
    council, visits = column.standing.council, column.visits
    found = [ComparedInspection(council, record.inspection, visits) for record in column.standing.records]
    return found or [ComparedInspection(council, None, visits)]


def word_sections(page: Comparison) -> Iterator[tuple[str, tuple[TableBlock, ...]]]:
    """The tables of the Word file under their headings: the inspections compared, and a few councils side by side."""
    councils = [column.standing.council for column in page.columns]
    yield "The inspections", (TableBlock(ComparedCouncilsTable(page)),)
    beside = range(0, len(councils), BESIDE_EACH_OTHER)
    tables = [ComparisonTable(page, in_word=councils[start : start + BESIDE_EACH_OTHER]) for start in beside]
    yield "Grades beside each other", tuple(map(TableBlock, tables))


def _about(page: Comparison, address: str) -> Mapping[str, Value]:
    return facts(
        address,
        {"programme": page.programme.name, "as_at": page.selection.day, "councils": len(page.columns)},
    )
