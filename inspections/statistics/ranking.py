"""Ranking by one named count, over the councils with every counted judgement on record.

Equal counts share the rank and no tie is broken: no averages of grades, no points, no index.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from inspections.frameworks.definitions import Comparability, Framework, Measure, Programme

from .standings import CouncilRow, CouncilsAsAt, InspectionRow, Result, Standing, State

# If a council lacks grades for several reasons, the first of these is given. What Ofsted decided comes before what is
# not on record here: loading more reports would not get the council ranked.
REASONS = (
    State.NEVER_INSPECTED,
    State.NO_REPORT_YET,
    State.NOT_COUNTED_YET,
    State.WITHDRAWN,
    State.NO_OVERALL,
    State.NO_SUCH_JUDGEMENT,
    State.NOT_JUDGED,
    State.NOT_ON_RECORD,
)

# A measure is full enough if this part of the councils that another measure ranks can be ranked by it.
NEARLY_ALL = Fraction(9, 10)


@dataclass(frozen=True)
class Ranked:
    """A council in the list: `count` of `of` judgements, in competition rank (1, 1, 3)."""

    council: CouncilRow
    rank: int
    joint: bool
    count: int
    of: int
    results: tuple[Result, ...]


@dataclass(frozen=True)
class NotRanked:
    """A council without a rank, the reason, and the results that it lacks."""

    council: CouncilRow
    reason: State
    lacking: tuple[Result, ...]
    of: int


@dataclass(frozen=True)
class Ranking:
    """Councils by a measure as at a day. `entries` are ordered by rank, then name; `not_ranked` by name.

    `group` says which councils the ranking was narrowed to: "in the North East", or "".
    """

    programme: Programme
    measure: Measure
    day: date
    entries: tuple[Ranked, ...]
    not_ranked: tuple[NotRanked, ...]
    inspections: tuple[InspectionRow, ...]
    group: str = ""

    @property
    def base(self) -> int:
        """Number of councils ranked: the N of every "of N"."""
        return len(self.entries)

    @property
    def inspected(self) -> int:
        """Number of councils with an inspection that counts, ranked or not."""
        return self.base + sum(entry.lacking[0].inspection is not None for entry in self.not_ranked)

    @property
    def in_being(self) -> int:
        """Number of councils in being on the day, within the group."""
        return self.base + len(self.not_ranked)

    @cached_property
    def ranked_inspections(self) -> frozenset[InspectionRow]:
        """The inspections that the counted grades come from."""
        inspections = (result.inspection for entry in self.entries for result in entry.results)
        return frozenset(row for row in inspections if row)

    @cached_property
    def by_count(self) -> dict[int, tuple[CouncilRow, ...]]:
        """The ranked councils by count, from all judgements down to none, without gaps."""
        of = len(self.measure.judgements)
        return {
            count: tuple(entry.council for entry in self.entries if entry.count == count) for count in range(of, -1, -1)
        }

    @property
    def dated_by_month(self) -> int:
        """Number of ranked inspections with an estimated day of publication."""
        return sum(row.dated_by_month for row in self.ranked_inspections)

    @property
    def not_from_report(self) -> int:
        """Number of ranked councils with a counted grade that was not read from its report."""
        return sum(not all(result.from_report for result in entry.results) for entry in self.entries)

    @cached_property
    def frameworks(self) -> tuple[Framework, ...]:
        """The frameworks of the ranked inspections, oldest first."""
        codes = {row.framework for row in self.ranked_inspections}
        return tuple(member for member in self.programme.frameworks if member.code in codes)

    @property
    def cautions(self) -> tuple[Comparability, ...]:
        """Flagged comparisons between the ranking's frameworks, for the judgements counted."""
        return tuple(
            comparison
            for later in self.frameworks
            for earlier in self.frameworks
            for id_ in self.measure.judgements
            for comparison in later.comparisons_with(earlier.code, id_)
            if comparison.fairness == "flagged" and comparison.earlier_judgement == id_
        )


def rank(councils_as_at: CouncilsAsAt, measure: Measure) -> Ranking:
    """Rank the councils by a measure of their programme."""
    return councils_as_at.once(("ranking", measure), lambda: _rank(councils_as_at, measure))


def _rank(councils_as_at: CouncilsAsAt, measure: Measure) -> Ranking:
    counted: list[tuple[int, CouncilRow, tuple[Result, ...]]] = []
    not_ranked = []
    for standing in councils_as_at.standings.values():
        results = tuple(standing.result(id_) for id_ in measure.judgements)
        count = count_of(results, measure)
        if count is None:
            not_ranked.append(_not_ranked(standing.council, results))
        else:
            counted.append((count, standing.council, results))
    counted.sort(key=lambda item: (-item[0], _by_name(item[1])))
    sizes = Counter(count for count, _, _ in counted)
    first = {count: 1 + sum(size for other, size in sizes.items() if other > count) for count in sizes}
    entries = tuple(
        Ranked(council, first[count], sizes[count] > 1, count, len(results), results)
        for count, council, results in counted
    )
    not_ranked.sort(key=lambda entry: _by_name(entry.council))
    return Ranking(
        councils_as_at.programme,
        measure,
        councils_as_at.day,
        entries,
        tuple(not_ranked),
        councils_as_at.inspections,
        councils_as_at.group,
    )


def fullest_measure(councils_as_at: CouncilsAsAt) -> Measure:
    """The measure of the programme that pages rank by unless asked otherwise.

    It is the first by which nearly as many councils can be ranked as by any other.
    """
    measures = councils_as_at.programme.measures
    return councils_as_at.once("fullest measure", lambda: _fullest(councils_as_at, measures))


def _fullest(councils_as_at: CouncilsAsAt, measures: Sequence[Measure]) -> Measure:
    standings = councils_as_at.standings.values()
    # Measures over the same judgements rank the same councils.
    ranked = {
        judgements: sum(all(standing.result(id_).grade for id_ in judgements) for standing in standings)
        for judgements in {measure.judgements for measure in measures}
    }
    enough = NEARLY_ALL * max(ranked.values())
    return next(measure for measure in measures if ranked[measure.judgements] >= enough)


def describing_measure(councils_as_at: CouncilsAsAt, own: Standing | None) -> Measure:
    """The fullest measure by which a council is ranked or, if it has none of its grades, the next over the same
    judgements.

    `own` is the standing of the council that a comparison is about. A council that is good throughout is not described
    by the number of its outstanding judgements.
    """
    measures = councils_as_at.programme.measures
    possible = [measure for measure in measures if own is not None and count_for(own, measure) is not None]
    fullest = _fullest(councils_as_at, possible or measures)
    if own is None or count_for(own, fullest) != 0:
        return fullest
    same = measures_alike(councils_as_at.programme, fullest)
    return next((measure for measure in same if count_for(own, measure)), same[-1])


def measures_alike(programme: Programme, measure: Measure) -> list[Measure]:
    """The programme's measures over the same judgements, the strictest first; this one is one of them."""
    return [other for other in programme.measures if other.judgements == measure.judgements]


def count_for(standing: Standing, measure: Measure) -> int | None:
    """A council's count by the measure; None if it can't be ranked by it."""
    return count_of([standing.result(id_) for id_ in measure.judgements], measure)


def count_of(results: Sequence[Result], measure: Measure) -> int | None:
    """How many of the results carry a grade that the measure counts; None unless every one is graded."""
    if any(result.grade is None for result in results):
        return None
    return sum(result.grade.code in measure.grades for result in results if result.grade)


def _not_ranked(council: CouncilRow, results: Sequence[Result]) -> NotRanked:
    lacking = tuple(result for result in results if result.state is not State.GRADED)
    reason = min((result.state for result in lacking), key=REASONS.index)
    return NotRanked(council, reason, lacking, len(results))


def _by_name(council: CouncilRow) -> tuple[str, str]:
    return (council.name.casefold(), council.slug)


@dataclass(frozen=True)
class Place:
    """Where a council comes in a ranking.

    `level_with` are the other councils with its count; `higher` and `lower` are how many have more and fewer.
    `own_report` is None if the council is one of those ranked. Otherwise it is the report that is set against them and
    is not one of them; `earlier_report_counted` then says whether the ranking has an older report of the council.
    """

    ranking: Ranking
    council: CouncilRow
    rank: int
    count: int
    of: int
    level_with: tuple[CouncilRow, ...]
    higher: int
    lower: int
    own_report: InspectionRow | None = None
    earlier_report_counted: bool = False

    @property
    def joint(self) -> bool:
        return bool(self.level_with)

    @property
    def counted(self) -> bool:
        """Whether the council's own report is one of those counted."""
        return self.own_report is None

    @property
    def base(self) -> int:
        """Number of councils ranked, including the council itself only if it is counted."""
        return self.ranking.base


def place(ranking: Ranking, slug: str) -> Place | NotRanked:
    """A council's place in a ranking that includes it. Raises KeyError if the ranking doesn't."""
    for entry in ranking.entries:
        if entry.council.slug == slug:
            return _place(ranking, entry.council, entry.count, entry.of)
    for lacking in ranking.not_ranked:
        if lacking.council.slug == slug:
            return lacking
    raise KeyError(slug)


def set_against(ranking: Ranking, own: Standing) -> Place | NotRanked:
    """A council set against a ranking by a report published after the day of the ranking.

    `own` is the council's standing as at the later day. The ranking and its base stay as they are, and an older report
    of the same council in it is not compared with the new one. Raises ValueError if all the counted grades had been
    published by the day of the ranking: then use `place`.
    """
    results = tuple(own.result(id_) for id_ in ranking.measure.judgements)
    count = count_of(results, ranking.measure)
    if count is None:
        return _not_ranked(own.council, results)
    later = [r.inspection for r in results if r.inspection and r.inspection.counts_from > ranking.day]
    if not later:
        raise ValueError(f"{own.council.slug} has no report after {ranking.day}")
    return _place(ranking, own.council, count, len(results), max(later, key=lambda row: row.sequence))


def _place(
    ranking: Ranking, council: CouncilRow, count: int, of: int, own_report: InspectionRow | None = None
) -> Place:
    others = [entry for entry in ranking.entries if entry.council.slug != council.slug]
    higher = sum(entry.count > count for entry in others)
    return Place(
        ranking=ranking,
        council=council,
        rank=higher + 1,
        count=count,
        of=of,
        level_with=tuple(entry.council for entry in others if entry.count == count),
        higher=higher,
        lower=sum(entry.count < count for entry in others),
        own_report=own_report,
        earlier_report_counted=own_report is not None and len(others) < ranking.base,
    )
