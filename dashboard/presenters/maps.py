"""The map of a programme: each council as a tile with its grade on one judgement, or a state.

Councils are tiles of equal size: on a true map London's 33 would be a dot and North Yorkshire a tenth of England. A
map opens with the first key judgement, overall effectiveness; councils without one are hatched and counted.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from dashboard.selections.judgement import NOT_GRADED, JudgementSelection
from dashboard.selections.programme import ProgrammeSelection
from dashboard.values.tiles import Tile
from inspections.frameworks.definitions import Framework, Judgement
from inspections.models import Council
from inspections.statistics.comparable import results_under, shares_under
from inspections.statistics.same_councils import SameCouncils, on_the_same_councils
from inspections.statistics.shares import Shares, percent
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, InspectionRow, Result, State
from inspections.wording.absences import coverage_sentence, not_in_being_sentence, not_shown_sentence, unplaced_sentence
from inspections.wording.days import dated_words
from inspections.wording.distributions import grades_sentence, ungraded_sentence
from inspections.wording.frameworks import judgement_label
from inspections.wording.judgements import regions_finding
from inspections.wording.national import sample_sentence, shares_sentence, year_sentence, year_title
from inspections.wording.provenance import PROVENANCE_MARKS, origins_sentence
from inspections.wording.results import provenance_words, result_words, state_words
from inspections.wording.words import capital

from .distributions import by_region
from .evidence import WeakEvidence, weak_evidence
from .groups import group_heading, group_phrase
from .heatmaps import STATE_MARKS
from .links import council_url
from .map_places import tiles_of

# For the legend, where the line of context says since when.
SHORT_STATES = {State.NO_OVERALL: "no overall grade"}


@dataclass(frozen=True)
class MapKey:
    """An entry of the legend: a grade or a state, how many councils have it, and the address of their list."""

    css: str
    mark: str
    words: str
    number: int
    url: str


@dataclass(frozen=True)
class MapTile:
    """A council in being on the day. `tile` is None if the layout has none for it yet.

    `inside`: it is one of the selected councils; others are on the map without a grade.
    """

    council: CouncilRow
    tile: Tile | None
    result: Result
    inside: bool
    marked: bool

    @property
    def inspection(self) -> InspectionRow | None:
        """The inspection behind the result, if any."""
        return self.result.inspection

    @property
    def mark(self) -> str:
        """The grade's letter with the mark of its provenance, or the mark of the state."""
        if self.result.grade is None:
            return STATE_MARKS[self.result.state]
        return self.result.grade.letter + PROVENANCE_MARKS[self.result.provenance or "report"]

    @property
    def short_words(self) -> str:
        """`County Durham: outstanding`."""
        return f"{self.council.name}: {result_words(self.result)}"

    @property
    def words(self) -> str:
        """`County Durham: outstanding, published 13 May 2025`."""
        parts = [result_words(self.result)]
        if self.result.grade and self.result.provenance and not self.result.from_report:
            parts.append(provenance_words(self.result.provenance))
        if self.inspection:
            parts.append(dated_words(self.inspection.published_on, self.inspection.inspected_from))
        return f"{self.council.name}: {', '.join(parts)}"


@dataclass(frozen=True)
class MapRegion:
    """A region of the map with its selected councils."""

    name: str
    tiles: tuple[MapTile, ...]
    shares: Shares

    @cached_property
    def percent(self) -> int | None:
        return percent(self.shares.good_or_better, self.shares.base)

    @property
    def share(self) -> Fraction:
        """Sort key: the share that is good or better."""
        return Fraction(self.shares.good_or_better, self.shares.base or 1)


@dataclass(frozen=True)
class Moves:
    """Councils that went one way in a year, with the letter and the code of their grade now."""

    letter: str
    code: str
    words: str
    councils: tuple[CouncilRow, ...]

    @property
    def links(self) -> list[tuple[str, str]]:
        """Their names and addresses."""
        return [(council.name, council_url(council)) for council in self.councils]


@dataclass(frozen=True)
class TileMap:
    """A judgement of a framework across England, with grades of other frameworks if they compare fairly.

    `is_known` is false if nothing is known of any council.
    """

    selection: ProgrammeSelection
    framework: Framework
    judgement: Judgement
    group: str
    phrase: str
    all_tiles: tuple[MapTile, ...]
    shares: Shares
    shares_by_region: Mapping[str, Shares]
    is_known: bool
    weak: WeakEvidence | None
    year: SameCouncils | None = None

    @property
    def subject(self) -> str:
        """The judgement's name, with its service if the framework has several."""
        return judgement_label(self.framework, self.judgement)

    @cached_property
    def shown(self) -> tuple[MapTile, ...]:
        """The selected councils, by region and name."""
        inside = [tile for tile in self.all_tiles if tile.inside]
        return tuple(sorted(inside, key=lambda tile: (tile.council.region, tile.council.name.casefold())))

    @property
    def number(self) -> int:
        return len(self.shown)

    @cached_property
    def placed(self) -> list[tuple[Tile, MapTile]]:
        """Every council that has a tile, from north to south and west to east."""
        placed = [(tile.tile, tile) for tile in self.all_tiles if tile.tile]
        return sorted(placed, key=lambda pair: (pair[0].row, pair[0].column))

    @cached_property
    def borders(self) -> list[tuple[bool, Tile]]:
        """The borders of regions: (True, tile east of the border) or (False, tile south of it)."""
        regions = {(place.column, place.row): tile.council.region for place, tile in self.placed}
        borders = []
        for place, tile in self.placed:
            region = tile.council.region
            if regions.get((place.column - 1, place.row), region) != region:
                borders.append((True, place))
            if regions.get((place.column, place.row - 1), region) != region:
                borders.append((False, place))
        return borders

    @cached_property
    def regions(self) -> list[MapRegion]:
        """The regions of the selected councils in order of share, those with too few councils for one last."""
        regions = []
        for region, group in groupby(self.shown, key=lambda tile: tile.council.region):
            regions.append(MapRegion(region, tuple(group), self.shares_by_region[region]))
        return sorted(regions, key=lambda one: (one.percent is None, -one.share, one.name))

    @cached_property
    def counts(self) -> dict[str, str]:
        """The number of good or better councils of each region, for the sea beside it; none for a group."""
        if self.selection.group:
            return {}
        return {one.name: f"{one.shares.good_or_better} of {one.shares.base}" for one in self.regions}

    @property
    def answer(self) -> str:
        """Which regions have the highest and the lowest share, or the number of good or better councils of a group."""
        if self.selection.group or not self.shares.base:
            return f"{capital(shares_sentence(self.shares, f' {self.phrase}' if self.phrase else ''))}."
        return f"{regions_finding([(one.name, one.shares) for one in self.regions])}."

    @property
    def title(self) -> str:
        """The number of good or better councils, over the map."""
        return capital(shares_sentence(self.shares))

    @cached_property
    def moves(self) -> list[Moves]:
        """The councils that went up or down in a year by their grade now, then those without a grade now."""
        if self.year is None:
            return []
        moves = []
        for words, pairs in (("up to", self.year.higher), ("down to", self.year.lower)):
            for grade in self.framework.scale.grades:
                councils = tuple(pair.council for pair in pairs if pair.now == grade)
                moves.append(Moves(grade.letter, grade.code, f"{words} {grade.in_text}", councils))
        moves.append(Moves("×", "x", "no longer graded", self.year.ungraded))
        return [one for one in moves if one.councils]

    @property
    def finding(self) -> str:
        """What the map shows, in sentences."""
        sentence = grades_sentence(self.shares, self.subject, self.selection.day, self.phrase)
        return " ".join(filter(None, (sentence, ungraded_sentence(self.shares))))

    @property
    def sample(self) -> str:
        """That the councils graded are no fair sample, or empty."""
        return sample_sentence(self.shares)

    @property
    def year_title(self) -> str:
        """How many councils went up and down in a year."""
        return year_title(self.year) if self.year else ""

    @property
    def year_sentence(self) -> str:
        """How many of the same councils were good or better a year ago."""
        return year_sentence(self.year) if self.year else ""

    @property
    def dated_by_month(self) -> bool:
        """Whether the day of any report shown is not known."""
        return any(tile.inspection and tile.inspection.dated_by_month for tile in self.shown)

    @property
    def ungraded(self) -> str:
        """Why the other councils have no grade, in a sentence."""
        return ungraded_sentence(self.shares)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know before using it, in sentences."""
        missing = [tile.council.name for tile in self.shown if tile.tile is None]
        return tuple(filter(None, (coverage_sentence(self.selection.programme), unplaced_sentence(missing))))

    @cached_property
    def origins(self) -> str:
        """How many of the grades shown were not read from the report itself, or ""."""
        return origins_sentence(tile.result for tile in self.shown)

    @property
    def legend(self) -> list[MapKey]:
        """Every grade and every state on the map with its number of councils, each linked to its list."""
        lists = JudgementSelection(
            self.selection.moment,
            self.framework,
            self.judgement,
            group=self.selection.group,
            evidence=self.selection.evidence,
        )
        grades = [
            MapKey(
                share.grade.code, share.grade.letter, share.grade.label, share.count, lists.url(grade=share.grade.code)
            )
            for share in self.shares.shares
        ]
        states = [
            MapKey(
                "x", mark, capital(SHORT_STATES.get(state) or state_words(state)), number, lists.url(grade=NOT_GRADED)
            )
            for mark, state, number in self.states
        ]
        return [*grades, *states]

    @property
    def states(self) -> list[tuple[str, State, int]]:
        """(mark, state, number of councils) of each state shown."""
        return [(STATE_MARKS[state], state, len(councils)) for state, councils in self.shares.ungraded.items()]


def map_page(
    selection: ProgrammeSelection,
    councils_as_at: CouncilsAsAt,
    slugs: Collection[str] | None,
    a_year_ago: CouncilsAsAt | None = None,
) -> TileMap:
    """Present today's councils as a map. Those in `slugs` show their grades, or all if it is None."""
    framework, judgement = selection.judged
    layout = tiles_of(councils_as_at.councils, selection.moment.record)
    results = results_under(councils_as_at, framework, judgement.id)
    all_tiles = tuple(
        MapTile(
            council=council,
            tile=layout.get(council.slug),
            result=result,
            inside=slugs is None or council.slug in slugs,
            marked=council.slug == selection.council,
        )
        for council, result in zip(councils_as_at.councils, results, strict=True)
    )
    inside = [tile for tile in all_tiles if tile.inside]
    narrowed = councils_as_at
    if slugs is not None:
        standings = {tile.council.slug: councils_as_at.standings[tile.council.slug] for tile in inside}
        narrowed = replace(councils_as_at, standings=standings)
    return TileMap(
        selection=selection,
        framework=framework,
        judgement=judgement,
        group=group_heading(selection.group, narrowed),
        phrase=group_phrase(selection.group, councils_as_at),
        all_tiles=all_tiles,
        shares=shares_under(narrowed, framework, judgement.id),
        shares_by_region={region: shares_under(part, framework, judgement.id) for region, part in by_region(narrowed)},
        is_known=bool(councils_as_at.inspections) or selection.programme.covers_all,
        weak=weak_evidence(selection, narrowed),
        year=on_the_same_councils(a_year_ago, narrowed, framework, judgement.id) if a_year_ago else None,
    )


def judgement_choices(selection: ProgrammeSelection) -> list[tuple[str, str]]:
    """The judgements that a map of the programme can show, as (name in addresses, label)."""
    latest = selection.programme.frameworks[-1]
    choices = []
    for name, (framework, judgement) in selection.judgements.items():
        only = "" if framework == latest else f", {framework.short_name}"
        choices.append((name, judgement_label(framework, judgement) + only))
    return choices


def marked_words(page: TileMap, council: Council) -> str:
    """The marked council's result in a sentence."""
    marked = next((tile for tile in page.all_tiles if tile.marked), None)
    if marked is None:
        return not_in_being_sentence(council.display_name, page.selection.day)
    if not marked.inside:
        return not_shown_sentence(council.display_name)
    return f"{marked.words}."
