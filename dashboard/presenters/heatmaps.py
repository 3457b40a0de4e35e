"""The heatmap of a programme: councils × judgements, each cell a grade or a state.

The columns are the judgements of the framework of most of the inspections shown. Grades of another framework are
shown if the two judgements compare fairly; otherwise the cell says that there was no separate judgement. The
judgements of all frameworks together would be half empty, and those of the latest alone would hide overall judgements
that most councils still have. `?framework=` shows one framework's own judgements and councils.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any

from dashboard.selections.group import CouncilGroup
from dashboard.selections.programme import ProgrammeSelection
from inspections.frameworks.definitions import Framework, Judgement, ScaleGrade
from inspections.statistics.comparable import result_under
from inspections.statistics.ranking import Ranking, rank
from inspections.statistics.similarity import by_similarity
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, InspectionRow, Result, Standing, State
from inspections.wording.absences import coverage_sentence
from inspections.wording.frameworks import judgement_name
from inspections.wording.groups import region_name
from inspections.wording.heatmaps import (
    SIMILARITY,
    best_and_worst_sentence,
    columns_sentence,
    grid_words,
    only_framework_sentence,
)
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.rankings import base_sentence
from inspections.wording.results import provenance_words, state_words
from inspections.wording.words import rank_words

from .evidence import WeakEvidence, weak_evidence
from .groups import group_heading, group_phrase
from .links import version

STATE_MARKS = {
    State.NOT_JUDGED: "n",
    State.NO_SUCH_JUDGEMENT: "–",
    State.NO_OVERALL: "×",
    State.NOT_ON_RECORD: "?",
    State.NOT_COUNTED_YET: "~",
    State.NO_REPORT_YET: "…",
    State.WITHDRAWN: "w",
    State.NEVER_INSPECTED: "/",
}


def letter_or_mark(result: Result) -> str:
    """The grade's letter with the mark of its provenance, or the mark of the state."""
    if result.grade is None:
        return STATE_MARKS[result.state]
    return result.grade.letter + PROVENANCE_MARKS[result.provenance or "report"]


UNRANKED = "not ranked"
# From more columns on, those that few councils have on record are narrow.
MOST_WIDE = 8


@dataclass(frozen=True)
class HeatmapRow:
    """A council and its results in the order of the columns. `inspection` is None if none counts."""

    council: CouncilRow
    rank: str
    marked: bool
    inspection: InspectionRow | None
    versions: str
    results: tuple[Result, ...]
    is_first_of_rank: bool = False


@dataclass(frozen=True)
class ColumnCounts:
    """How many of the councils shown have each grade on one judgement, and how many have none."""

    name: str
    grades: Counter[ScaleGrade]
    ungraded: int

    @property
    def base(self) -> int:
        """Number of councils with a grade on it."""
        return self.grades.total()


@dataclass(frozen=True)
class Heatmap:
    """The councils of a selection and the judgements of one framework, in the selected order."""

    selection: ProgrammeSelection
    ranking: Ranking
    group: str
    framework: Framework
    columns: tuple[Judgement, ...]
    rows: tuple[HeatmapRow, ...]
    inspections: Counter[str]
    weak: WeakEvidence | None

    @cached_property
    def counts(self) -> tuple[ColumnCounts, ...]:
        """The grades of each column; empty if no council is shown."""
        services = {column.service for column in self.columns}
        inspected = [row for row in self.rows if row.inspection]
        counts = []
        for n, column in enumerate(self.columns):
            grades = Counter(grade for row in inspected if (grade := row.results[n].grade))
            name = judgement_name(self.framework, column, short=True, services=services)
            counts.append(ColumnCounts(name, grades, len(self.rows) - grades.total()))
        return tuple(counts) if self.rows else ()

    @cached_property
    def wide(self) -> tuple[int, ...]:
        """The places of the columns shown first: all if they are few, else those graded for most of the inspected."""
        if len(self.columns) <= MOST_WIDE:
            return tuple(range(len(self.columns)))
        inspected = sum(row.inspection is not None for row in self.rows)
        most = tuple(n for n, column in enumerate(self.counts) if 2 * column.base > inspected)
        return most if len(most) <= MOST_WIDE else ()

    @cached_property
    def narrow(self) -> tuple[int, ...]:
        """The places of the other columns."""
        return tuple(n for n in range(len(self.columns)) if n not in self.wide)

    @property
    def spans(self) -> list[tuple[str, int]]:
        """The services above the narrow columns, with the number of columns of each."""
        services = groupby(self.narrow, key=lambda n: self.columns[n].service)
        return [(self.framework.service(code).short_name, len(list(members))) for code, members in services]

    @property
    def shows_region(self) -> bool:
        """Whether there is room for the regions, and nothing else says them."""
        return not self.narrow and not self.selection.group.region and self.selection.order != "region"

    @property
    def answer(self) -> str:
        """On which judgement most councils have the best grade and on which fewest; else the size of the table."""
        best = self.framework.scale.grades[0]
        known = [column for column in self.counts if column.base]
        enough = max((column.base for column in known), default=0) / 2
        columns = [(column.name, column.grades[best], column.base) for column in known if column.base > enough]
        return best_and_worst_sentence(columns, best, self.phrase) or grid_words(len(self.rows), len(self.columns))

    @property
    def phrase(self) -> str:
        """Which councils are shown, behind “councils”: `in London`."""
        group = self.selection.group
        is_region_alone = group == CouncilGroup(region=group.region)
        return "" if not group else f"in {region_name(group.region)}" if is_region_alone else "of this group"

    @property
    def states(self) -> list[tuple[str, str]]:
        """The marks of states in single cells, with their words."""
        shown = {result.state for row in self.rows if row.inspection for result in row.results}
        return [(mark, state_words(state)) for state, mark in STATE_MARKS.items() if state in shown]

    @cached_property
    def origins(self) -> dict[str, str]:
        """The marks of grades that were not read from the report itself, with their words."""
        shown = {result.provenance for row in self.rows for result in row.results if result.grade}
        return {mark: provenance_words(kind) for kind, mark in PROVENANCE_MARKS.items() if mark and kind in shown}

    @property
    def marked(self) -> str:
        """The name of the marked council if it has a row, or empty."""
        return next((row.council.name for row in self.rows if row.marked), "")

    @property
    def is_mixed(self) -> bool:
        """Whether it shows councils of more than one framework."""
        return self.selection.framework is None and len(self.inspections) > 1

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the rows and columns are, and what they rest on, in sentences."""
        found = (
            base_sentence(self.ranking),
            coverage_sentence(self.ranking.programme),
            self._of_framework(),
            SIMILARITY if self.selection.order == "similarity" else "",
        )
        return tuple(filter(None, found))

    def _of_framework(self) -> str:
        """The framework of the columns, and what is left out, in a sentence."""
        number, total = self.inspections[self.framework.code], sum(self.inspections.values())
        if not total:
            return ""
        if self.selection.framework:
            return only_framework_sentence(self.framework, number, total)
        return columns_sentence(self.framework, number, total) if self.is_mixed else ""


def heatmap_page(selection: ProgrammeSelection, councils_as_at: CouncilsAsAt) -> Heatmap:
    """Present councils as a heatmap. Ranks are by the selected measure among all of them."""
    councils_as_at = councils_as_at.of_group(group_phrase(selection.group, councils_as_at))
    ranking = rank(councils_as_at, selection.measure_of(councils_as_at))
    counted = Counter(inspection.framework for inspection in councils_as_at.inspections)
    framework = selection.framework or _most_used(selection, counted)
    ranks = {entry.council.slug: rank_words(entry.rank, joint=entry.joint) for entry in ranking.entries}
    ordered = [*ranks, *(entry.council.slug for entry in ranking.not_ranked)]
    standings = [councils_as_at.standings[slug] for slug in ordered]
    if selection.framework:
        standings = [s for s in standings if any(record.framework == framework for record in s.records)]
    standings.sort(key=SORT_KEYS[selection.order])
    columns = _columns(framework, standings)
    rows = [_row(s, ranks.get(s.council.slug, UNRANKED), columns, framework, selection) for s in standings]
    if selection.order == "rank":
        starts = (
            before is not None and row.rank != before.rank for before, row in zip((None, *rows), rows, strict=False)
        )
        rows = [replace(row, is_first_of_rank=start) for row, start in zip(rows, starts, strict=True)]
    if selection.order == "similarity":
        rows = _by_similarity(rows)
    return Heatmap(
        selection=selection,
        ranking=ranking,
        group=group_heading(selection.group, councils_as_at),
        framework=framework,
        columns=columns,
        rows=tuple(rows),
        inspections=counted,
        weak=weak_evidence(selection, councils_as_at),
    )


def _most_used(selection: ProgrammeSelection, counted: Counter[str]) -> Framework:
    """The framework of most inspections, the later one if two have as many."""
    members = selection.programme.frameworks
    return max(reversed(members), key=lambda member: counted[member.code])


def _columns(framework: Framework, standings: list[Standing]) -> tuple[Judgement, ...]:
    """The framework's judgements; group headings, which few reports grade, only if one of these does."""
    graded = {id_ for standing in standings for record in standing.records for id_ in record.grades}
    return tuple(judgement for judgement in framework.judgements if not judgement.optional or judgement.id in graded)


def _by_name(standing: Standing) -> tuple[str, ...]:
    return (standing.council.name.casefold(), standing.council.slug)


# Sort keys. By rank: the councils are in that order already; those that were not inspected come last.
SORT_KEYS: Mapping[str, Callable[[Standing], Any]] = {
    "rank": lambda standing: not standing.is_inspected,
    "name": _by_name,
    "region": lambda standing: (standing.council.region, *_by_name(standing)),
    "similarity": _by_name,
}


def _by_similarity(rows: Sequence[HeatmapRow]) -> list[HeatmapRow]:
    """Councils with similar grades next to each other, then those without an inspection by name."""
    inspected = [row for row in rows if row.inspection]
    graded = [tuple(result.grade.rank if result.grade else None for result in row.results) for row in inspected]
    return [*(inspected[n] for n in by_similarity(graded)), *(row for row in rows if not row.inspection)]


def _row(
    standing: Standing, rank: str, columns: tuple[Judgement, ...], framework: Framework, selection: ProgrammeSelection
) -> HeatmapRow:
    records = standing.records
    return HeatmapRow(
        council=standing.council,
        rank=rank,
        marked=standing.council.slug == selection.council,
        inspection=records[-1].inspection if records else None,
        versions=", ".join(dict.fromkeys(version(record.framework) for record in records)),
        results=tuple(result_under(standing, judgement.id, framework) for judgement in columns),
    )
