"""What a heatmap shows: councils × judgements, each cell a grade or the state in its place.

The columns are the judgements of the framework under which most of the inspections shown were made. A grade given
under another version stands in them if the two judgements compare fairly; otherwise the cell says that there was no
separate judgement. A union of all versions would be half empty, and the latest alone would hide overall judgements
that most councils still hold. `?framework=` shows one version's own judgements and its councils alone.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from dashboard.selections.programme import Selection
from inspections.frameworks.definitions import Framework, Judgement
from inspections.statistics.comparable import result_under
from inspections.statistics.ranking import Ranking, rank
from inspections.statistics.similarity import by_similarity
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, InspectionRow, Result, Standing, State
from inspections.wording.comparisons import inspected_sentence
from inspections.wording.results import state_words
from inspections.wording.words import n_of, rank_words

from .groups import group_phrase
from .links import version
from .rankings import coverage_sentence, group_words, is_unknown

STATE_MARKS = {
    State.NOT_JUDGED: "n",
    State.NO_SUCH_JUDGEMENT: "–",
    State.NO_OVERALL: "×",
    State.NOT_ON_RECORD: "?",
    State.NO_REPORT_YET: "…",
    State.NEVER_INSPECTED: "/",
}
UNRANKED = "not ranked"
SIMILARITY = (
    "Councils with like grades stand together: each is put where it adds least to the differences between neighbouring "
    "rows, counted in steps between grades, with one and a half where only one of the two has a grade. The order does "
    "not rank."
)
COLUMNS_UPRIGHT = 12


@dataclass(frozen=True)
class HeatmapRow:
    """A council. `results` are in the columns' order; `inspection` is None where none counts."""

    council: CouncilRow
    rank: str
    marked: bool
    inspection: InspectionRow | None
    versions: str
    results: tuple[Result, ...]


@dataclass(frozen=True)
class Heatmap:
    """The councils of a selection against the judgements of one framework, in the order asked for."""

    selection: Selection
    ranking: Ranking
    group: str
    framework: Framework
    columns: tuple[Judgement, ...]
    rows: tuple[HeatmapRow, ...]
    inspections: Counter[str]

    @property
    def spans(self) -> list[tuple[str, int]]:
        """The services over the columns, with how many columns each has."""
        services = groupby(self.columns, key=lambda judgement: judgement.service)
        return [(self.framework.service(code).short_name, len(list(members))) for code, members in services]

    @property
    def states(self) -> list[tuple[str, str]]:
        """The marks of the states that single cells show, with their words."""
        shown = {result.state for row in self.rows if row.inspection for result in row.results}
        return [(mark, state_words(state)) for state, mark in STATE_MARKS.items() if state in shown]

    @property
    def marked(self) -> str:
        """The name of the marked council where it stands in it; empty where it does not."""
        return next((row.council.name for row in self.rows if row.marked), "")

    @property
    def is_wide(self) -> bool:
        """Whether it has more columns than a sheet of paper takes upright."""
        return len(self.columns) > COLUMNS_UPRIGHT

    @property
    def is_mixed(self) -> bool:
        """Whether councils of more than one framework stand in it."""
        return self.selection.framework is None and len(self.inspections) > 1

    @property
    def sentences(self) -> tuple[str, ...]:
        """What the rows and the columns are, and how much they rest on."""
        found = (
            inspected_sentence(self.ranking),
            coverage_sentence(self.ranking.programme),
            self._of_framework(),
            SIMILARITY if self.selection.order == "similarity" else "",
        )
        return tuple(filter(None, found))

    def _of_framework(self) -> str:
        """Of which framework the columns are, and what its rows or cells leave out."""
        name, total = self.framework.short_name, sum(self.inspections.values())
        if not total:
            return ""
        share = n_of(self.inspections[self.framework.code], total, "inspection" if total == 1 else "inspections")
        if self.selection.framework:
            return f"Only councils inspected under {name} are shown: {share} counted."
        if not self.is_mixed:
            return ""
        return (
            f"The columns are the judgements of {name}, under which {share} counted were made. Grades given under "
            "another version stand in them only where the two judgements compare fairly."
        )


def heatmap_page(selection: Selection, councils_as_at: CouncilsAsAt) -> Heatmap:
    """Present councils as a heatmap; ranks are by the measure asked for, over all of them."""
    councils_as_at = replace(councils_as_at, group=group_phrase(selection, councils_as_at))
    ranking = rank(councils_as_at, selection.measure)
    counted = Counter(inspection.framework for inspection in councils_as_at.inspections)
    chosen = selection.framework or _most_used(selection, counted)
    ranks = {entry.council.slug: rank_words(entry.rank, joint=entry.joint) for entry in ranking.entries}
    ordered = [*ranks, *(entry.council.slug for entry in ranking.not_ranked)]
    standings = [] if is_unknown(councils_as_at) else [councils_as_at.standings[slug] for slug in ordered]
    if selection.framework:
        standings = [s for s in standings if any(record.framework == chosen for record in s.records)]
    standings.sort(key=SORT_KEYS[selection.order])
    columns = _columns(chosen, standings)
    rows = [_row(s, ranks.get(s.council.slug, UNRANKED), columns, chosen, selection) for s in standings]
    if selection.order == "similarity":
        rows = _by_similarity(rows)
    return Heatmap(
        selection=selection,
        ranking=ranking,
        group=group_words(selection, councils_as_at),
        framework=chosen,
        columns=columns,
        rows=tuple(rows),
        inspections=counted,
    )


def _most_used(selection: Selection, counted: Counter[str]) -> Framework:
    """The framework of most of the inspections counted, the later one where two have as many."""
    members = selection.programme.frameworks
    return max(reversed(members), key=lambda member: counted[member.code])


def _columns(chosen: Framework, standings: list[Standing]) -> tuple[Judgement, ...]:
    """The framework's judgements; group headings, which few reports grade, only where one of these does."""
    graded = {id_ for standing in standings for record in standing.records for id_ in record.grades}
    return tuple(judgement for judgement in chosen.judgements if not judgement.optional or judgement.id in graded)


def _by_name(standing: Standing) -> tuple[str, ...]:
    return (standing.council.name.casefold(), standing.council.slug)


# What stands first by rank stays so: behind those that are ranked, the inspected come before the others.
SORT_KEYS: Mapping[str, Callable[[Standing], Any]] = {
    "rank": lambda standing: not standing.is_inspected,
    "name": _by_name,
    "region": lambda standing: (standing.council.region, *_by_name(standing)),
    "similarity": _by_name,
}


def _by_similarity(rows: Sequence[HeatmapRow]) -> list[HeatmapRow]:
    """Councils with like grades beside each other; those without an inspection behind, by name."""
    inspected = [row for row in rows if row.inspection]
    graded = [tuple(result.grade.rank if result.grade else None for result in row.results) for row in inspected]
    return [*(inspected[n] for n in by_similarity(graded)), *(row for row in rows if not row.inspection)]


def _row(
    standing: Standing, rank: str, columns: tuple[Judgement, ...], chosen: Framework, selection: Selection
) -> HeatmapRow:
    records = standing.records
    return HeatmapRow(
        council=standing.council,
        rank=rank,
        marked=standing.council.slug == selection.council,
        inspection=records[-1].inspection if records else None,
        versions=", ".join(dict.fromkeys(version(record.framework) for record in records)),
        results=tuple(result_under(standing, judgement.id, chosen) for judgement in columns),
    )
