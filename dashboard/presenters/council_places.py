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
from inspections.frameworks.definitions import Measure
from inspections.models import Council, NeighbourSet, StatisticalNeighbour
from inspections.statistics.ranking import NotRanked, Place, Ranking, count_for, place, rank
from inspections.statistics.shares import AgainstOthers, set_against_others
from inspections.statistics.standings import OVERALL, CouncilRow, CouncilsAsAt, InspectionRow, Result, Standing, State
from inspections.wording.absences import unranked_by_sentence
from inspections.wording.comparisons import full_records_sentence, place_sentences
from inspections.wording.groups import TYPES, region_name
from inspections.wording.headlines import neighbours_title, place_in_short
from inspections.wording.side_by_side import against_sentence
from inspections.wording.words import capital, ranked_words

from .groups import group_phrase
from .links import version
from .side_by_side import Legend, SideBySideLine, legend_of, lines_of

# In larger groups the dots have no names.
MOST_NAMED = 16


@dataclass(frozen=True)
class CountColumn:
    """The councils of a group with one count. `names` are those of the others, in groups small enough to name them."""

    number: int
    is_own: bool
    names: tuple[str, ...]

    @property
    def others(self) -> int:
        """The number of the councils without the page's own."""
        return self.number - self.is_own


@dataclass(frozen=True)
class Placed:
    """The council's place in a group: the councils by count, the place in short and in sentences to quote.

    `short_group` is the group's name in a table, `base` how many of it are ranked in words, and `url` the address of
    the ranking behind it. `own` is the place by the measure that describes the council: the first, unless its count is
    none by that.
    """

    group: str
    short_group: str
    ranking: Ranking
    own: Place | NotRanked
    columns: tuple[CountColumn, ...]
    base: str
    sentences: tuple[str, ...]
    url: str

    @property
    def in_short(self) -> str:
        return place_in_short(self.own)


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

    `lines` are the judgements side by side, `against` the council's grade on each against its neighbours'.
    """

    set: NeighbourSet
    table: str
    superseded: bool
    any_close: bool
    lines: tuple[SideBySideLine, ...]
    legend: Legend
    rows: tuple[NeighbourRow, ...]
    against: tuple[AgainstOthers, ...]
    not_in_being: tuple[str, ...]
    ranking: str
    comparison: str

    @property
    def title(self) -> str:
        """How many neighbours have a higher, the same or a lower grade on the first judgement that the council has."""
        for line, against in self.beside:
            return neighbours_title(line.judgement, against)
        return "Its statistical neighbours"

    @property
    def sentences(self) -> tuple[str, ...]:
        """The council's grade on each judgement against its neighbours', in a sentence."""
        pairs = zip(self.lines, self.against, strict=True)
        return tuple(against_sentence(line.judgement.short_name, against, "neighbour") for line, against in pairs)

    @property
    def beside(self) -> tuple[tuple[SideBySideLine, AgainstOthers], ...]:
        """The judgements on which the council has a grade, with how many neighbours are higher, the same and lower."""
        pairs = zip(self.lines, self.against, strict=True)
        return tuple((line, against) for line, against in pairs if against.own.grade)


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
    measure = measure_of(councils_as_at, slug)
    yield _placed(("In England", "England"), councils_as_at, slug, selection, measure)
    in_region = replace(selection, group=CouncilGroup(council.region))
    heading = f"In its region, {region_name(council.region)}"
    narrowed = _alike(councils_as_at, in_region.group)
    yield _placed((heading, council.region), narrowed, slug, in_region, measure)
    if council.type in TYPES:
        of_type = replace(selection, group=CouncilGroup(type=council.type))
        name = TYPES[council.type]
        narrowed = _alike(councils_as_at, of_type.group)
        yield _placed((f"Among {name}", capital(name)), narrowed, slug, of_type, measure)
    for latest in _sets(neighbours)[:1]:
        among = _among_neighbours(selection, slug, latest.set)
        ten = {slug, *(member.neighbour.slug for member in latest.members)}
        heading = f"Among its statistical neighbours, set of {latest.set.name}"
        narrowed = _narrowed(councils_as_at, ten, among.group)
        yield _placed((heading, "Statistical neighbours"), narrowed, slug, among, measure)


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
        lines = sorted(lines_of(councils_as_at.programme, standings), key=_overall_first)
        closeness = ["", *(member.get_closeness_display() for member in in_being)]
        yield Neighbours(
            set=each.set,
            table=table_name(each.set),
            superseded=any(member.superseded for member in each.members),
            any_close=any(member.closeness != StatisticalNeighbour.Closeness.NOT_CLOSE for member in each.members),
            lines=tuple(lines),
            legend=legend_of(councils_as_at.programme, lines),
            rows=tuple(
                _row(standing, close, n, lines)
                for n, (standing, close) in enumerate(zip(standings, closeness, strict=True))
            ),
            against=tuple(set_against_others(line.results[0], line.results[1:]) for line in lines),
            not_in_being=tuple(member.neighbour.display_name for member in each.members if member not in in_being),
            ranking=_among_neighbours(selection, council.slug, each.set).url(),
            comparison=comparison_url(selection, _neighbours(council.slug, each.set)),
        )


def _overall_first(line: SideBySideLine) -> bool:
    """Sort key: the judgement of overall effectiveness first, as pages show it, the others in Ofsted's order."""
    return line.judgement.code != OVERALL


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


def _alike(councils_as_at: CouncilsAsAt, group: CouncilGroup) -> CouncilsAsAt:
    """The councils of a region or a type, which every one of them asks for."""

    def narrow() -> CouncilsAsAt:
        councils = [one for one in councils_as_at.councils if group.region in {"", one.region}]
        of_type = {one.slug for one in councils if group.type in {"", one.type}}
        return _narrowed(councils_as_at, of_type, group)

    return councils_as_at.once(("alike", group), narrow)


def _narrowed(councils_as_at: CouncilsAsAt, slugs: Collection[str], group: CouncilGroup) -> CouncilsAsAt:
    standings = {slug: standing for slug, standing in councils_as_at.standings.items() if slug in slugs}
    narrowed = replace(councils_as_at, standings=standings)
    return replace(narrowed, group=group_phrase(group, narrowed))


def measure_of(councils_as_at: CouncilsAsAt, slug: str) -> Measure:
    """The measure that describes a council: judgements that are outstanding or, if it has none, good or better."""
    measure, *others = councils_as_at.programme.measures
    is_none = count_for(councils_as_at.standings[slug], measure) == 0
    return others[0] if is_none and others else measure


def _placed(
    names: tuple[str, str],
    councils_as_at: CouncilsAsAt,
    slug: str,
    selection: ProgrammeSelection,
    measure: Measure,
) -> Placed:
    rankings = {one: rank(councils_as_at, one) for one in councils_as_at.programme.measures[:2]}
    ranking = rankings[measure]
    return Placed(
        *names,
        ranking,
        place(ranking, slug),
        tuple(_columns(ranking, slug)),
        ranked_words(ranking.base, ranking.in_being),
        tuple(filter(None, _sentences(rankings.values(), slug))),
        selection.url(),
    )


def _columns(ranking: Ranking, slug: str) -> Iterable[CountColumn]:
    named = ranking.base <= MOST_NAMED
    for councils in ranking.by_count.values():
        others = [council.name for council in councils if council.slug != slug]
        yield CountColumn(len(councils), len(others) < len(councils), tuple(others) if named else ())


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


def _sentences(rankings: Iterable[Ranking], slug: str) -> Iterable[str]:
    """The place by the first two measures, because most councils have the same count of outstanding judgements."""
    for ranking in rankings:
        own = place(ranking, slug)
        if isinstance(own, NotRanked):
            # Both measures count the same judgements, so the reason is the same.
            yield unranked_by_sentence(own, ranking.measure)
            yield full_records_sentence(ranking)
            return
        yield place_sentences(own)
