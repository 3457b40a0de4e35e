"""Up to ten councils side by side: judgements as rows, councils as columns, and what to know about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.selections.compare import MOST_COUNCILS, CompareSelection
from inspections.frameworks.definitions import Framework, Programme, Service
from inspections.frameworks.loader import all_programmes
from inspections.models import Council, StatisticalNeighbour, Visit
from inspections.names import CouncilNames, CouncilRegister
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord, InspectionRow, Standing
from inspections.wording.frameworks import judgement_name
from inspections.wording.groups import region_name
from inspections.wording.side_by_side import (
    compared_sentence,
    comparison_answer,
    dates_reckoned_sentence,
    differs_words,
    neighbours_shown_sentence,
    own_list_shown_sentence,
    region_shown_sentence,
    reports_run_sentence,
    sources_sentence,
    spread_words,
    versions_sentence,
    years_apart_sentence,
)
from inspections.wording.visits import visits_in_cell
from inspections.wording.words import counted, listed

from .context_line import ContextLine, programme_words
from .links import version
from .side_by_side import Legend, SideBySideLine, by_service, legend_of, lines_of
from .visits import visits_since

MOST_IN_WORDS = 5


@dataclass(frozen=True)
class ComparedCouncil:
    """One council. `inspection` is None if none counts; `without` is the same comparison without the council.

    `visits` are those since the inspection, latest first, or None if there is none to count from.
    """

    standing: Standing
    inspection: InspectionRow | None
    versions: str
    without: str
    visits: tuple[Visit, ...] | None

    @property
    def visits_words(self) -> str:
        """`2, the last of March 2025`, `none on record`; "" if there is no inspection to count from."""
        return visits_in_cell(None if self.visits is None else [visit.first_day for visit in self.visits])


@dataclass(frozen=True)
class ComparisonRow:
    """One judgement across the councils. `spread` says whether its grades differ, `counted` how many have each."""

    line: SideBySideLine
    spread: str
    counted: str
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
    columns: tuple[ComparedCouncil, ...]
    services: tuple[tuple[Service, tuple[ComparisonRow, ...]], ...]
    legend: Legend
    findings: tuple[str, ...]
    cautions: tuple[str, ...]
    group_sentence: str
    absent: tuple[tuple[str, str], ...]
    suggestions: tuple[Suggestion, ...]

    @property
    def programme(self) -> Programme:
        return self.selection.programme

    @property
    def slugs(self) -> list[str]:
        return [column.standing.council.slug for column in self.columns]

    @property
    def names(self) -> list[str]:
        return [column.standing.council.name for column in self.columns]

    @property
    def rows(self) -> list[ComparisonRow]:
        return [row for _, rows in self.services for row in rows]

    @property
    def answer(self) -> str:
        """On how many judgements the grades differ; empty if nothing can be compared."""
        return comparison_answer(self.names, [row.line.results for row in self.rows]) if len(self.columns) > 1 else ""

    @property
    def time_apart(self) -> str:
        """From when to when the reports run, in a sentence; empty for reports of one month."""
        return reports_run_sentence([record for column in self.columns for record in column.standing.records])

    @property
    def has_visits(self) -> bool:
        """Whether any of the councils was visited since its inspection, as far as is on record."""
        return any(column.visits for column in self.columns)

    @property
    def in_words(self) -> bool:
        """Whether there is room for the grades in words. Otherwise letters are shown."""
        return len(self.columns) <= MOST_IN_WORDS

    @property
    def can_take_more(self) -> bool:
        return len(self.columns) < MOST_COUNCILS

    @property
    def title(self) -> str:
        """The councils by name, if they are few."""
        names = self.names
        if not names:
            return "Compare councils"
        return f"Compare {listed(names)}" if len(names) <= MOST_IN_WORDS else f"Compare {len(names)} councils"


def group_slugs(
    selection: CompareSelection, councils: Iterable[Council], neighbours: Iterable[StatisticalNeighbour]
) -> list[str]:
    """The councils of the group that were in being on the day: by name, or the closest neighbours first.

    Those of a reader's own list are in its order, in being or not.
    `neighbours` are those of the council at the centre, which comes first whether or not it was in being.
    """
    group = selection.group
    if group.neighbours_of:
        of_set = [member.neighbour for member in neighbours if member.neighbour_set.code == group.neighbour_set]
        return [group.neighbours_of, *(council.slug for council in of_set if council.in_being(selection.day))]
    if group.own_list:
        return list(group.own_list)
    in_being = [council for council in councils if council.in_being(selection.day)]
    return [council.slug for council in in_being if group.region and council.region == group.region]


def compared_slugs(selection: CompareSelection, group: Sequence[str]) -> tuple[str, ...]:
    """The councils asked for, filled up to ten with those of the group."""
    return tuple(dict.fromkeys([*selection.councils, *group]))[:MOST_COUNCILS]


def compare_page(
    selection: CompareSelection,
    councils_as_at: CouncilsAsAt,
    group: Sequence[str],
    slugs: Sequence[str],
    visits: Sequence[Visit] = (),
) -> Comparison:
    """Compare the councils of these slugs. `councils_as_at` has those that are in being on the day.

    `visits` are all visits to these councils, latest first.
    """
    names = selection.moment.record.names
    shown = [slug for slug in slugs if slug in councils_as_at.standings]
    standings = [councils_as_at.standings[slug] for slug in shown]
    lines = lines_of(selection.programme, standings)
    used = frozenset(record.framework for standing in standings for record in standing.records)
    return Comparison(
        selection=selection,
        columns=tuple(_column(standing, selection, slugs, visits) for standing in standings),
        services=tuple((service, tuple(_row(line, used) for line in own)) for service, own in by_service(lines)),
        legend=legend_of(selection.programme, lines),
        findings=tuple(_finding(line, standings) for line in lines) if len(standings) > 1 else (),
        cautions=tuple(filter(None, _cautions(standings, lines))),
        group_sentence=_group_sentence(selection, group, shown, names),
        absent=tuple(
            (names.by_slug[slug].display_name, _without(selection, slugs, slug)) for slug in slugs if slug not in shown
        ),
        suggestions=tuple(
            _suggestion(council, selection, slugs)
            for council in (names.near(selection.sought, selection.day) if selection.sought else ())
        ),
    )


def _suggestion(council: CouncilNames, selection: CompareSelection, slugs: Sequence[str]) -> Suggestion:
    return Suggestion(council.display_name, selection.of_councils([*slugs, council.slug]).url())


def _without(selection: CompareSelection, slugs: Sequence[str], slug: str) -> str:
    return selection.of_councils([other for other in slugs if other != slug]).url()


def _column(
    standing: Standing, selection: CompareSelection, slugs: Sequence[str], visits: Sequence[Visit]
) -> ComparedCouncil:
    records, council = standing.records, standing.council.slug
    own = (visit for visit in visits if visit.council.slug == council and visit.public_from <= selection.day)
    return ComparedCouncil(
        standing=standing,
        inspection=records[-1].inspection if records else None,
        versions=", ".join(dict.fromkeys(version(record.framework) for record in records)),
        without=_without(selection, slugs, council),
        visits=visits_since(own, records[-1].inspection.inspected_from) if records else None,
    )


def _row(line: SideBySideLine, used: frozenset[Framework]) -> ComparisonRow:
    """One row. `used` are the versions under which the councils were inspected."""
    grades = {result.grade for result in line.results if result.grade}
    graded_under = {result.framework for result in line.results if result.grade and result.framework}
    names = [framework.short_name for framework in graded_under]
    of_version = names[0] if len(names) == 1 and len(used) > 1 else ""
    return ComparisonRow(line, spread_words(line.results), differs_words(line.results), len(grades) > 1, of_version)


def _finding(line: SideBySideLine, standings: Sequence[Standing]) -> str:
    names = [standing.council.name for standing in standings]
    return compared_sentence(_named(line), list(zip(names, line.results, strict=True)))


def _named(line: SideBySideLine) -> str:
    return judgement_name(line.framework, line.judgement, short=True)


def _cautions(standings: Sequence[Standing], lines: Sequence[SideBySideLine]) -> list[str]:
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


def _flagged(line: SideBySideLine, records: Sequence[InspectionRecord]) -> list[str]:
    """The cautions for a line that mixes versions in which its judgement is nearly the same thing."""
    used = {record.framework for record in records}
    return [
        comparison.why
        for later in used
        for earlier in used
        for comparison in later.comparisons_with(earlier.code, line.judgement.id)
        if comparison.fairness == "flagged"
    ]


def _group_sentence(
    selection: CompareSelection, group: Sequence[str], shown: Sequence[str], names: CouncilRegister
) -> str:
    """Which councils of the group are shown, or "" if no group was asked for."""
    if not group:
        return ""
    number = sum(slug in shown for slug in group)
    asked = selection.group
    if asked.neighbours_of:
        name, set_name = names.by_slug[asked.neighbours_of].display_name, asked.neighbour_set_name
        return neighbours_shown_sentence(name, number - 1, len(group) - 1, set_name, MOST_COUNCILS)
    if asked.own_list:
        return own_list_shown_sentence(number, len(group), MOST_COUNCILS)
    return region_shown_sentence(region_name(asked.region), number, len(group), MOST_COUNCILS)


def compare_line(page: Comparison) -> ContextLine:
    """The line of context of a comparison, on which the day and the programme are chosen."""
    selection = page.selection
    number = counted(len(page.columns), "council")
    return ContextLine(
        day=selection.day,
        today=selection.moment.today,
        facts=(programme_words(page.programme), *([number] if page.columns else [])),
        door=selection.path,
        programme=page.programme.code,
        programmes={member.code: programme_words(member) for member in reversed(all_programmes())},
        kept=[pair for pair in selection.query() if pair[0] not in {"as-at", "programme"}],
    )
