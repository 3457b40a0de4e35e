"""What changed since the last inspection, with a direction only between comparable judgements."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from inspections.frameworks.definitions import Comparability, Judgement

from .standings import InspectionRecord, Result, State


class Direction(Enum):
    """How a grade compares with the one before, or why it can't be compared."""

    IMPROVED = "improved"
    SAME = "the same"
    LOWER = "lower"
    NOT_COMPARABLE = "not directly comparable"
    NOT_GRADED_NOW = "not graded this time"
    NOT_GRADED_BEFORE = "not graded last time"
    NO_EARLIER_JUDGEMENT = "nothing like it was judged last time"
    FIRST = "no earlier inspection on record"


@dataclass(frozen=True)
class JudgementChange:
    """One judgement now and before.

    `before` holds the earlier results: one, several if the judgement was split then, or none. `steps` is how many
    grades it moved, 0 without a direction. `why` explains a comparison that needs a caution or can't be made.
    """

    judgement: Judgement
    now: Result
    before: tuple[Result, ...]
    direction: Direction
    steps: int = 0
    why: str = ""


@dataclass(frozen=True)
class Tally:
    """How many judgements went which way. `of` includes those that can't be compared."""

    improved: int
    same: int
    lower: int
    of: int

    @property
    def base(self) -> int:
        """Number of judgements that can be compared."""
        return self.improved + self.same + self.lower


def tally(changes: Sequence[JudgementChange]) -> Tally:
    """Count the changes by direction. Judgements without a grade at the latest inspection are left out."""
    counted = Counter(change.direction for change in changes if change.now.grade)
    return Tally(counted[Direction.IMPROVED], counted[Direction.SAME], counted[Direction.LOWER], sum(counted.values()))


def compare_with_previous(now: InspectionRecord, earlier: Sequence[InspectionRecord]) -> tuple[JudgementChange, ...]:
    """A change for each judgement of the services that `now` covers.

    Each is compared with the council's latest earlier record of the same programme that covers the service. If there is
    none, the latest record of another programme is shown but not compared. `earlier` may include later records.
    """
    before = sorted(
        (record for record in earlier if record.inspection.sequence < now.inspection.sequence),
        key=lambda record: record.inspection.sequence,
        reverse=True,
    )
    return tuple(_change(j, now, before) for j in now.framework.judgements if j.service in now.services)


def _change(judgement: Judgement, now: InspectionRecord, before: Sequence[InspectionRecord]) -> JudgementChange:
    if not before:
        return JudgementChange(judgement, now.result(judgement.id), (), Direction.FIRST)
    programme = now.framework.programme
    for record in before:
        if record.framework.programme == programme and judgement.service in record.services:
            return _within_programme(judgement, now, record)
    return _across_programmes(judgement, now, before)


def _within_programme(judgement: Judgement, now: InspectionRecord, before: InspectionRecord) -> JudgementChange:
    result = now.result(judgement.id)
    if now.framework == before.framework:
        return _one_to_one(judgement, result, before.result(judgement.id))
    comparisons = now.framework.comparisons_with(before.framework.code, judgement.id)
    for comparison in comparisons:
        if comparison.fairness in {"fair", "flagged"}:
            why = comparison.why if comparison.fairness == "flagged" else ""
            return _one_to_one(judgement, result, before.result(comparison.earlier_judgement), why)
    parts = [comparison for comparison in comparisons if comparison.fairness == "partial"]
    if parts:
        return _one_to_parts(judgement, result, before, parts)
    if not before.framework.has(judgement.id):
        return JudgementChange(judgement, result, (), Direction.NO_EARLIER_JUDGEMENT)
    why = next((c.why for c in comparisons if c.earlier_judgement == judgement.id), "")
    return _not_comparable(judgement, result, before.result(judgement.id), why)


def _across_programmes(
    judgement: Judgement, now: InspectionRecord, before: Sequence[InspectionRecord]
) -> JudgementChange:
    result = now.result(judgement.id)
    for record in before:
        for other in record.framework.judgements:
            alike = judgement.theme is not None and other.theme == judgement.theme
            if alike and other.service in record.services:
                return _not_comparable(judgement, result, record.result(other.id), "")
    return JudgementChange(judgement, result, (), Direction.NO_EARLIER_JUDGEMENT)


def _one_to_one(judgement: Judgement, now: Result, before: Result, why: str = "") -> JudgementChange:
    if now.grade is None or before.grade is None:
        return JudgementChange(judgement, now, (before,), _not_graded(now), why=why)
    steps = before.grade.rank - now.grade.rank
    direction = Direction.IMPROVED if steps > 0 else Direction.LOWER if steps < 0 else Direction.SAME
    return JudgementChange(judgement, now, (before,), direction, abs(steps), why)


def _one_to_parts(
    judgement: Judgement, now: Result, before: InspectionRecord, parts: Sequence[Comparability]
) -> JudgementChange:
    """Compare with the parts of a judgement that was split before: unchanged if all agree, else no direction."""
    results = tuple(before.result(part.earlier_judgement) for part in parts)
    why = parts[0].why
    if now.grade is None or any(result.grade is None for result in results):
        return JudgementChange(judgement, now, results, _not_graded(now), why=why)
    agree = len(results) > 1 and all(result.grade == now.grade for result in results)
    return JudgementChange(judgement, now, results, Direction.SAME if agree else Direction.NOT_COMPARABLE, why=why)


def _not_comparable(judgement: Judgement, now: Result, before: Result, why: str) -> JudgementChange:
    if now.grade is None or before.grade is None:
        return JudgementChange(judgement, now, (before,), _not_graded(now), why=why)
    return JudgementChange(judgement, now, (before,), Direction.NOT_COMPARABLE, why=why)


def _not_graded(now: Result) -> Direction:
    return Direction.NOT_GRADED_BEFORE if now.state is State.GRADED else Direction.NOT_GRADED_NOW
