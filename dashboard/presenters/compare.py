"""Up to ten councils beside each other: judgements as rows, councils as columns, and what has to be known of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.selections.compare import MOST_COUNCILS, CompareSelection, Register
from inspections.frameworks.definitions import Framework, Programme, Service
from inspections.models import Council, StatisticalNeighbour
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord, InspectionRow, Standing
from inspections.wording.side_by_side import (
    compared_sentence,
    dates_reckoned_sentence,
    sources_sentence,
    spread_words,
    versions_sentence,
    years_apart_sentence,
)
from inspections.wording.words import listed

from .groups import region_name
from .links import version
from .side_by_side import Legend, Line, by_service, legend_of, lines_of

MOST_IN_WORDS = 4


@dataclass(frozen=True)
class Column:
    """One council. `inspection` is None where none counts; `without` is the same comparison without it."""

    standing: Standing
    inspection: InspectionRow | None
    versions: str
    without: str


@dataclass(frozen=True)
class Row:
    """One judgement across the councils; `spread` says whether its grades differ, and how far."""

    line: Line
    spread: str
    differs: bool
    of_version: str


@dataclass(frozen=True)
class Suggestion:
    """A council that may have been meant, and the comparison with it."""

    name: str
    url: str


@dataclass(frozen=True)
class Comparison:
    """Everything that the comparison's page and files show."""

    selection: CompareSelection
    columns: tuple[Column, ...]
    services: tuple[tuple[Service, tuple[Row, ...]], ...]
    legend: Legend
    findings: tuple[str, ...]
    cautions: tuple[str, ...]
    chosen: str
    absent: tuple[tuple[str, str], ...]
    suggestions: tuple[Suggestion, ...]

    @property
    def programme(self) -> Programme:
        """The programme under which they are compared."""
        return self.selection.programme

    @property
    def slugs(self) -> list[str]:
        """The councils shown, in their order."""
        return [column.standing.council.slug for column in self.columns]

    @property
    def names(self) -> list[str]:
        """Their names."""
        return [column.standing.council.name for column in self.columns]

    @property
    def rows(self) -> list[Row]:
        """Every row of every service."""
        return [row for _, rows in self.services for row in rows]

    @property
    def in_words(self) -> bool:
        """Whether there is room for the grades in words; letters stand for them otherwise."""
        return len(self.columns) <= MOST_IN_WORDS

    @property
    def can_take_more(self) -> bool:
        """Whether another council can be added."""
        return len(self.columns) < MOST_COUNCILS

    @property
    def title(self) -> str:
        """The councils by name, as far as they are few."""
        names = self.names
        if not names:
            return "Compare councils"
        return f"Compare {listed(names)}" if len(names) <= MOST_IN_WORDS else f"Compare {len(names)} councils"


def chosen_slugs(
    selection: CompareSelection, register: Register, neighbours: Sequence[StatisticalNeighbour]
) -> tuple[str, ...]:
    """The councils asked for, filled up to ten with those of the group in its order.

    A region's councils come by name, a council's neighbours behind it, the closest first. Those of a group that were
    not in being on the day are left out.
    """
    return tuple(dict.fromkeys([*selection.councils, *_group(selection, register, neighbours)]))[:MOST_COUNCILS]


def _group(selection: CompareSelection, register: Register, neighbours: Sequence[StatisticalNeighbour]) -> list[str]:
    if selection.neighbours_of:
        held = [one.neighbour for one in neighbours if one.neighbour_set.code == selection.neighbour_set]
        return [selection.neighbours_of, *(other.slug for other in held if other.in_being(selection.day))]
    in_being = [council for council in register.councils if council.in_being(selection.day)]
    return [council.slug for council in in_being if selection.region and council.region == selection.region]


def compare_page(
    selection: CompareSelection,
    councils_as_at: CouncilsAsAt,
    register: Register,
    neighbours: Sequence[StatisticalNeighbour],
    slugs: Sequence[str],
) -> Comparison:
    """The comparison of these councils, of which `councils_as_at` holds those in being on the day."""
    shown = [slug for slug in slugs if slug in councils_as_at.standings]
    standings = [councils_as_at.standings[slug] for slug in shown]
    lines = lines_of(selection.programme, standings)
    used = frozenset(record.framework for standing in standings for record in standing.records)
    return Comparison(
        selection=selection,
        columns=tuple(_column(standing, selection, slugs) for standing in standings),
        services=tuple((service, tuple(_row(line, used) for line in held)) for service, held in by_service(lines)),
        legend=legend_of(selection.programme, lines),
        findings=tuple(_finding(line, standings) for line in lines) if len(standings) > 1 else (),
        cautions=tuple(filter(None, _cautions(standings, lines))),
        chosen=_chosen_words(selection, register, neighbours, shown),
        absent=tuple(
            _absent(register, selection, slugs, slug) for slug in slugs if slug not in councils_as_at.standings
        ),
        suggestions=tuple(_suggestion(council, selection, slugs) for council in _near(selection, register)),
    )


def _near(selection: CompareSelection, register: Register) -> list[Council]:
    return register.near(selection.sought) if selection.sought else []


def _suggestion(council: Council, selection: CompareSelection, slugs: Sequence[str]) -> Suggestion:
    return Suggestion(council.display_name, selection.of_councils([*slugs, council.slug]).url())


def _absent(register: Register, selection: CompareSelection, slugs: Sequence[str], slug: str) -> tuple[str, str]:
    """A council that was not in being on the day, and the comparison without it."""
    council = register.named(slug)
    return (council.display_name if council else slug, _without(selection, slugs, slug))


def _without(selection: CompareSelection, slugs: Sequence[str], slug: str) -> str:
    return selection.of_councils([one for one in slugs if one != slug]).url()


def _column(standing: Standing, selection: CompareSelection, slugs: Sequence[str]) -> Column:
    records = standing.records
    return Column(
        standing=standing,
        inspection=records[-1].inspection if records else None,
        versions=", ".join(dict.fromkeys(version(record.framework) for record in records)),
        without=_without(selection, slugs, standing.council.slug),
    )


def _row(line: Line, used: frozenset[Framework]) -> Row:
    """`used` are the versions under which the councils were inspected."""
    grades = {result.grade for result in line.results if result.grade}
    graded_under = {result.framework for result in line.results if result.grade and result.framework}
    names = [framework.short_name for framework in graded_under]
    of_version = names[0] if len(names) == 1 and len(used) > 1 else ""
    return Row(line, spread_words(line.results), len(grades) > 1, of_version)


def _finding(line: Line, standings: Sequence[Standing]) -> str:
    names = [standing.council.name for standing in standings]
    return compared_sentence(_named(line), list(zip(names, line.results, strict=True)))


def _named(line: Line) -> str:
    """The judgement's name, with its service's where the framework has several."""
    judgement = line.judgement
    if len(line.framework.services) == 1:
        return judgement.short_name
    return f"{line.framework.service(judgement.service).short_name}: {judgement.short_name.lower()}"


def _cautions(standings: Sequence[Standing], lines: Sequence[Line]) -> list[str]:
    if len(standings) < 2:
        return []
    records: list[InspectionRecord] = [record for standing in standings for record in standing.records]
    results = [result for line in lines for result in line.results]
    return [
        versions_sentence(records),
        *dict.fromkeys(f"{_named(line)}: {why}." for line in lines for why in _flagged(line, records)),
        years_apart_sentence(records),
        dates_reckoned_sentence(records),
        sources_sentence(results),
    ]


def _flagged(line: Line, records: Sequence[InspectionRecord]) -> list[str]:
    """What has to be known where a line mixes versions under which its judgement is nearly the same thing."""
    used = {record.framework for record in records}
    return [
        comparison.why
        for later in used
        for earlier in used
        for comparison in later.comparisons_with(earlier.code, line.judgement.id)
        if comparison.fairness == "flagged"
    ]


def _chosen_words(
    selection: CompareSelection, register: Register, neighbours: Sequence[StatisticalNeighbour], shown: Sequence[str]
) -> str:
    """By what the councils were chosen, and of how many they are, where a group filled the table."""
    group = _group(selection, register, neighbours)
    if not group:
        return ""
    number = sum(slug in shown for slug in group)
    if selection.neighbours_of:
        centre = register.named(selection.neighbours_of)
        name = centre.display_name if centre else selection.neighbours_of
        return (
            f"{name} and the {number - 1} closest of its {len(group) - 1} statistical neighbours in the set of "
            f"{selection.neighbour_set_name}: at most {MOST_COUNCILS} councils can be shown. A starting point, not a "
            "verdict: being a neighbour is not mutual, and the set is not that of the years of older inspections."
        )
    all_ = "all" if number == len(group) else f"{number} of"
    first = "" if number == len(group) else f", the first by name: at most {MOST_COUNCILS} can be shown"
    return f"Councils of {region_name(selection.region)}: {all_} {len(group)}{first}."
