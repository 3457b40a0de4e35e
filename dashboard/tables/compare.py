"""A comparison: a row for each judgement, two columns for each council; and a row for each inspection compared."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from dashboard.presenters.compare import Comparison
from dashboard.values.columns import FileColumn, Value, graded
from dashboard.values.facts import facts
from dashboard.values.tables import Table
from inspections.statistics.standings import CouncilRow, InspectionRow, Standing
from inspections.wording.words import listed

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
    """A council and an inspection that its grades are from, or None if it has none."""

    council: CouncilRow
    inspection: InspectionRow | None


class ComparedCouncilsTable(Table):
    """The councils compared, with the inspections that their grades are from."""

    heads_row = "name"

    council = council_code_column()
    name = council_name_column()
    framework = framework_column()
    published_on = published_on_column()
    inspected_from = inspected_from_column()
    counts_from = counts_from_column()

    def __init__(self, page: Comparison, address: str) -> None:
        super().__init__(
            [compared for column in page.columns for compared in _inspections(column.standing)],
            name=f"compared-councils-{page.programme.code}-{page.selection.day}",
            title="The inspections compared",
            about=_about(page, address),
        )


def _inspections(standing: Standing) -> list[ComparedInspection]:
    """The inspections of a council, or the council without one."""
    found = [ComparedInspection(standing.council, record.inspection) for record in standing.records]
    return found or [ComparedInspection(standing.council, None)]


def word_tables(page: Comparison) -> Iterator[Table]:
    """The tables of the Word file, each with a few councils side by side."""
    councils = [column.standing.council for column in page.columns]
    for start in range(0, len(councils), BESIDE_EACH_OTHER):
        yield ComparisonTable(page, in_word=councils[start : start + BESIDE_EACH_OTHER])


def _about(page: Comparison, address: str) -> Mapping[str, Value]:
    return facts(
        address,
        {"programme": page.programme.name, "as_at": page.selection.day, "councils": len(page.columns)},
    )
