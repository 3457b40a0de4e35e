"""The place of a council among others: in England, its region, its type and its statistical neighbours.

A place is given by two counts: judgements that are outstanding, and those that are good or outstanding. By the first
alone half of England would be “joint 77th”, inadequate councils and good ones alike.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dashboard.selections.compare import CompareSelection
from dashboard.selections.group import CouncilGroup
from dashboard.selections.programme import ProgrammeSelection
from inspections.models import Council, NeighbourSet, StatisticalNeighbour
from inspections.statistics.ranking import NotRanked, place, rank
from inspections.statistics.shares import set_against_others
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, InspectionRow, Result, Standing, State
from inspections.wording.absences import unranked_by_sentence
from inspections.wording.comparisons import full_records_sentence, place_sentences
from inspections.wording.groups import TYPES, region_name
from inspections.wording.side_by_side import against_sentence

from .groups import group_phrase
from .links import version
from .side_by_side import Legend, SideBySideLine, legend_of, lines_of


@dataclass(frozen=True)
class Placed:
    """The council's place in a group in sentences, and the address of the ranking behind it."""

    group: str
    sentences: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class NeighbourRow:
    """The council itself or one of its neighbours, with its results in the order of the lines.

    `otherwise` says why there are none if it was not inspected.
    """

    council: CouncilRow
    closeness: str
    is_own: bool
    inspection: InspectionRow | None
    framework: str
    results: tuple[Result, ...]
    otherwise: State


@dataclass(frozen=True)
class Neighbours:
    """A set of neighbours, the closest first. `superseded`: it was withdrawn at a reorganisation.

    `lines` are the judgements side by side, `sentences` the council's grade on each against its neighbours'.
    """

    set: NeighbourSet
    table: str
    superseded: bool
    any_close: bool
    lines: tuple[SideBySideLine, ...]
    legend: Legend
    rows: tuple[NeighbourRow, ...]
    sentences: tuple[str, ...]
    not_in_being: tuple[str, ...]
    ranking: str
    comparison: str

    @property
    def columns(self) -> int:
        """The number of columns after the name: one for each judgement, the date and the framework."""
        return len(self.lines) + 2


def placed(
    council: Council,
    councils_as_at: CouncilsAsAt,
    selection: ProgrammeSelection,
    neighbours: Sequence[StatisticalNeighbour],
) -> Iterable[Placed]:
    """The council's places in England, its region, its type, and its latest set of neighbours.

    `selection` is that of the programme with the council marked and nothing else selected.
    """
    slug = council.slug
    yield _placed("In England", councils_as_at, slug, selection)
    standings = councils_as_at.standings.items()
    region = {other for other, standing in standings if standing.council.region == council.region}
    in_region = replace(selection, group=CouncilGroup(council.region))
    yield _placed(
        f"In its region, {region_name(council.region)}", _narrowed(councils_as_at, region, in_region), slug, in_region
    )
    if council.type in TYPES:
        type_ = {other for other, standing in standings if standing.council.type == council.type}
        of_type = replace(selection, group=CouncilGroup(type=council.type))
        name = TYPES[council.type]
        yield _placed(f"Among {name}", _narrowed(councils_as_at, type_, of_type), slug, of_type)
    for latest in _sets(neighbours)[:1]:
        among = _among_neighbours(selection, slug, latest.set)
        ten = {slug, *(member.neighbour.slug for member in latest.members)}
        heading = f"Among its statistical neighbours, set of {latest.set.name}"
        yield _placed(heading, _narrowed(councils_as_at, ten, among), slug, among)


def neighbours_of(
    council: Council,
    councils_as_at: CouncilsAsAt,
    selection: ProgrammeSelection,
    neighbours: Sequence[StatisticalNeighbour],
) -> Iterable[Neighbours]:
    """All sets of the council's neighbours, the latest first."""
    own = councils_as_at.standings[council.slug]
    for each in _sets(neighbours):
        in_being = [member for member in each.members if member.neighbour.slug in councils_as_at.standings]
        standings = [own, *(councils_as_at.standings[member.neighbour.slug] for member in in_being)]
        lines = lines_of(councils_as_at.programme, standings)
        closeness = ["", *(member.get_closeness_display() for member in in_being)]
        yield Neighbours(
            set=each.set,
            table=table_name(each.set),
            superseded=any(member.superseded for member in each.members),
            any_close=any(member.closeness != StatisticalNeighbour.Closeness.NOT_CLOSE for member in each.members),
            lines=lines,
            legend=legend_of(councils_as_at.programme, lines),
            rows=tuple(
                _row(standing, close, n, lines)
                for n, (standing, close) in enumerate(zip(standings, closeness, strict=True))
            ),
            sentences=tuple(_sentence(line) for line in lines),
            not_in_being=tuple(member.neighbour.display_name for member in each.members if member not in in_being),
            ranking=_among_neighbours(selection, council.slug, each.set).url(),
            comparison=comparison_url(selection, _neighbours(council.slug, each.set)),
        )


def table_name(neighbour_set: NeighbourSet) -> str:
    """The name of a set's table in the council's addresses."""
    return f"neighbours-{neighbour_set.code}"


def comparison_url(selection: ProgrammeSelection, group: CouncilGroup) -> str:
    """The comparison of the marked council with a group, under the same programme and at the same moment."""
    councils = () if group.neighbours_of else (selection.council,)
    return CompareSelection(selection.moment, councils, selection.programme.code, group=group).url()


@dataclass(frozen=True)
class _Set:
    set: NeighbourSet
    members: tuple[StatisticalNeighbour, ...]


def _sets(neighbours: Iterable[StatisticalNeighbour]) -> list[_Set]:
    grouped = groupby(neighbours, key=lambda neighbour: neighbour.neighbour_set)
    return [_Set(neighbour_set, tuple(members)) for neighbour_set, members in grouped]


def _among_neighbours(selection: ProgrammeSelection, slug: str, neighbour_set: NeighbourSet) -> ProgrammeSelection:
    return replace(selection, group=_neighbours(slug, neighbour_set))


def _neighbours(slug: str, set_: NeighbourSet) -> CouncilGroup:
    return CouncilGroup(neighbours_of=slug, neighbour_set=set_.code, neighbour_set_name=set_.name)


def _narrowed(councils_as_at: CouncilsAsAt, slugs: Collection[str], selection: ProgrammeSelection) -> CouncilsAsAt:
    standings = {slug: standing for slug, standing in councils_as_at.standings.items() if slug in slugs}
    narrowed = replace(councils_as_at, standings=standings)
    return replace(narrowed, group=group_phrase(selection.group, narrowed))


def _placed(heading: str, councils_as_at: CouncilsAsAt, slug: str, selection: ProgrammeSelection) -> Placed:
    return Placed(heading, tuple(filter(None, _sentences(councils_as_at, slug))), selection.url())


def _row(standing: Standing, closeness: str, number: int, lines: Sequence[SideBySideLine]) -> NeighbourRow:
    records = standing.records
    return NeighbourRow(
        council=standing.council,
        closeness=closeness,
        is_own=number == 0,
        inspection=records[-1].inspection if records else None,
        framework=version(records[-1].framework) if records else "",
        results=tuple(line.results[number] for line in lines),
        otherwise=standing.otherwise,
    )


def _sentence(line: SideBySideLine) -> str:
    """The council's grade on a judgement against its neighbours', in a sentence."""
    own, *others = line.results
    name = line.judgement.short_name
    return against_sentence(name, set_against_others(own, others), "neighbour")


def _sentences(councils_as_at: CouncilsAsAt, slug: str) -> Iterable[str]:
    """The place by the first two measures, because most councils have the same count of outstanding judgements."""
    for measure in councils_as_at.programme.measures[:2]:
        ranking = rank(councils_as_at, measure)
        own = place(ranking, slug)
        if isinstance(own, NotRanked):
            # Both measures count the same judgements, so the reason is the same.
            yield unranked_by_sentence(own, ranking.measure)
            yield full_records_sentence(ranking)
            return
        yield place_sentences(own)
