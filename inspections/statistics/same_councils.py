"""One judgement as at two days, on the councils that have a grade on both, so that a change of base is no change."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from inspections.frameworks.definitions import Framework, ScaleGrade

from .comparable import results_under
from .shares import GOOD_OR_BETTER
from .standings import CouncilRow, CouncilsAsAt


@dataclass(frozen=True)
class GradePair:
    """A council's grade on both days. `inspected_again`: another report speaks for it on the second."""

    council: CouncilRow
    then: ScaleGrade
    now: ScaleGrade
    inspected_again: bool


@dataclass(frozen=True)
class SameCouncils:
    """A judgement as at `then` and `day`. `ungraded` had a grade then and have none by the second day."""

    then: date
    day: date
    pairs: tuple[GradePair, ...]
    ungraded: tuple[CouncilRow, ...]

    @property
    def base(self) -> int:
        return len(self.pairs)

    @property
    def good_then(self) -> int:
        return sum(pair.then.code in GOOD_OR_BETTER for pair in self.pairs)

    @property
    def good_now(self) -> int:
        return sum(pair.now.code in GOOD_OR_BETTER for pair in self.pairs)

    @property
    def higher(self) -> list[GradePair]:
        return [pair for pair in self.pairs if pair.now.rank < pair.then.rank]

    @property
    def lower(self) -> list[GradePair]:
        return [pair for pair in self.pairs if pair.now.rank > pair.then.rank]

    @property
    def has_news(self) -> bool:
        """Whether any council was inspected in between, or lost its grade."""
        return bool(self.ungraded) or any(pair.inspected_again for pair in self.pairs)

    @property
    def kept(self) -> list[GradePair]:
        """Those inspected again that have the same grade."""
        return [pair for pair in self.pairs if pair.inspected_again and pair.now == pair.then]


def on_the_same_councils(
    then: CouncilsAsAt, now: CouncilsAsAt, of: Framework, judgement_id: str, among: Collection[str] | None = None
) -> SameCouncils:
    """A judgement of a framework, or the same thing in another, as at two days of one record.

    `among` are slugs, None for all.
    """
    if among is not None:
        return _compared(then, now, of, judgement_id, among)
    what = ("same councils", then.day, of.code, judgement_id)
    return now.once(what, lambda: _compared(then, now, of, judgement_id, now.standings))


def _compared(
    then: CouncilsAsAt, now: CouncilsAsAt, of: Framework, judgement_id: str, among: Collection[str]
) -> SameCouncils:
    pairs, ungraded = [], []
    before = dict(zip(then.standings, results_under(then, of, judgement_id), strict=True))
    for council, second in zip(now.councils, results_under(now, of, judgement_id), strict=True):
        first = before.get(council.slug)
        if first is None or first.grade is None or council.slug not in among:
            continue
        if second.grade:
            again = first.inspection != second.inspection
            pairs.append(GradePair(council, first.grade, second.grade, again))
        else:
            ungraded.append(council)
    return SameCouncils(then.day, now.day, tuple(pairs), tuple(ungraded))


def year_before(day: date) -> date:
    """The same day of the year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
