"""Checks a claim about a council's own grades through time: improved since, held since, for the first time.

A direction is told only between judgements that compare fairly. What lies before the record, or under a programme that
judged otherwise, is never taken for granted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Programme

from .changes import Direction, compare_with_previous
from .claim_kinds import ClaimKind, Verdict
from .claim_measures import GRADES
from .comparable import counterpart
from .standings import InspectionRecord, Result

OVERALL_THEME = "overall"


@dataclass(frozen=True)
class HistoryClaim:
    """What is said of a council's grade on one judgement (id) of a programme.

    `grade` and `was` are names of `GRADES`, or "" if the claim doesn't say. `since` is a day, a month or a year, or
    None for the inspection before. `since_last`: it says that the inspection before is meant. `under_programme`: only
    the inspections of the programme are meant.
    """

    kind: ClaimKind
    programme: Programme
    judgement: str
    grade: str = ""
    was: str = ""
    since: PartialDate | None = None
    since_last: bool = False
    under_programme: bool = False


@dataclass(frozen=True)
class HistoryFinding:
    """The result of checking a claim about a council's own grades.

    `results` are the grades that decide, oldest first. `why` says why no direction can be told, if that is so.
    """

    claim: HistoryClaim
    verdict: Verdict
    results: tuple[Result, ...] = ()
    why: str = ""


def check_history(
    claim: HistoryClaim, records: Sequence[InspectionRecord], *, is_complete: bool = True
) -> HistoryFinding:
    """Check a claim against a council's inspections that count by the day.

    `is_complete` is False if the record is known to lack one of them: then nothing holds, but it may be disproved.
    """
    ordered = sorted(records, key=lambda record: record.inspection.sequence)
    service = claim.judgement.partition(".")[0]
    mine = [
        record
        for record in ordered
        if record.framework.programme == claim.programme.code and service in record.services
    ]
    if not mine:
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, why="no inspection under the programme is on record")
    now = mine[-1]
    own = now.result(claim.judgement)
    if own.grade is None:
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, (own,), "the latest inspection has no such grade")
    if claim.grade and own.grade.code not in GRADES[claim.grade]:
        return HistoryFinding(claim, Verdict.DOES_NOT_HOLD, (own,))
    earlier = [record for record in ordered if record.inspection.sequence < now.inspection.sequence]
    match claim.kind:
        case ClaimKind.IMPROVED | ClaimKind.FELL:
            found = _changed(claim, now, earlier)
        case ClaimKind.HELD:
            found = _held(claim, now, earlier)
        case ClaimKind.FIRST_TIME:
            found = _first_time(claim, now, earlier)
        case _:
            raise ValueError(f"{claim.kind} is not about a history")
    if found.verdict is Verdict.HOLDS and not is_complete:
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, found.results, "one of the inspections is missing here")
    return found


def _changed(claim: HistoryClaim, now: InspectionRecord, earlier: Sequence[InspectionRecord]) -> HistoryFinding:
    before = _meant(claim, now, earlier)
    if not before:
        return HistoryFinding(
            claim, Verdict.CANNOT_BE_CHECKED, (now.result(claim.judgement),), "no earlier inspection is on record here"
        )
    findings = [_change(claim, now, record) for record in before]
    if claim.since is None and not claim.since_last and findings[-1].verdict is Verdict.DOES_NOT_HOLD:
        # Has it improved since an inspection before the last?
        findings += [_change(claim, now, record) for record in earlier[:-1]]
    if len({finding.verdict for finding in findings}) == 1:
        return findings[-1]
    results = tuple(dict.fromkeys(result for finding in findings for result in finding.results))
    return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, results, "several inspections may be meant")


def _meant(claim: HistoryClaim, now: InspectionRecord, earlier: Sequence[InspectionRecord]) -> list[InspectionRecord]:
    """The earlier inspections that may be meant: the last, or those of the time since which something changed.

    A time means what was published or inspected in it and, if nothing was published in it, what stood then. If the
    latest inspection is of that time, the one before it may be meant.
    """
    if claim.since is None:
        return list(earlier[-1:])
    first, last = claim.since.earliest, claim.since.latest
    every = [*earlier, now]
    published = [record for record in every if first <= record.inspection.counts_from <= last]
    inspected = [record for record in every if first <= record.inspection.inspected_from.earliest <= last]
    standing = [record for record in every if record.inspection.counts_from < first]
    meant = [*published, *inspected, *([] if published else standing[-1:])]
    if now in meant:
        meant = [record for record in meant if record is not now] + list(earlier[-1:])
    return list({record.inspection.id: record for record in meant}.values())


def _change(claim: HistoryClaim, now: InspectionRecord, before: InspectionRecord) -> HistoryFinding:
    changes = compare_with_previous(now, [before])
    change = next((one for one in changes if one.judgement.id == claim.judgement), None)
    own = now.result(claim.judgement)
    if change is None:
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, (own,), "nothing like it was judged then")
    results = (*change.before, own)
    was = [result.grade.code for result in change.before if result.grade]
    if claim.was and was and not set(was) & set(GRADES[claim.was]):
        return HistoryFinding(claim, Verdict.DOES_NOT_HOLD, results)
    wanted = Direction.IMPROVED if claim.kind is ClaimKind.IMPROVED else Direction.LOWER
    if change.direction is wanted:
        return HistoryFinding(claim, Verdict.HOLDS, results, change.why)
    if change.direction in {Direction.IMPROVED, Direction.SAME, Direction.LOWER}:
        return HistoryFinding(claim, Verdict.DOES_NOT_HOLD, results, change.why)
    why = change.why or change.direction.value
    return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, results, why)


def _held(claim: HistoryClaim, now: InspectionRecord, earlier: Sequence[InspectionRecord]) -> HistoryFinding:
    """Whether every grade since then was the claimed one."""
    own = now.result(claim.judgement)
    if claim.since is None or not claim.grade:
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, (own,), "it is not said since when")
    found = [_held_by(claim, now, since) for since in _since(claim.since, now, earlier)]
    if not found:
        # What stood then is not on record, but another grade since then is enough to disprove it.
        later = _held_by(claim, now, [one for one in earlier if one.inspection.counts_from > claim.since.latest])
        if later.verdict is Verdict.DOES_NOT_HOLD:
            return later
        why = "no inspection of that time is on record here"
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, (own,), why)
    if len({one.verdict for one in found}) > 1:
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, found[0].results, "several inspections may be meant")
    return found[0]


def _since(
    since: PartialDate, now: InspectionRecord, earlier: Sequence[InspectionRecord]
) -> list[list[InspectionRecord]]:
    """The inspections before the latest that count since a time, in each way that it may be meant.

    An inspection published in it begins what is claimed, or else what stood then. One made in it but published later
    may be meant too.
    """
    first, last = since.earliest, since.latest
    after = [record for record in earlier if record.inspection.counts_from >= first]
    before = [record for record in earlier if record.inspection.counts_from < first]
    every = [*after, now]
    ways = []
    if any(record.inspection.counts_from <= last for record in every):
        ways.append(after)
    elif before:
        ways.append([*before[-1:], *after])
    made = [record for record in every if first <= record.inspection.inspected_from.earliest <= last]
    if made and made[0].inspection.counts_from > last:
        ways.append([record for record in after if record.inspection.sequence >= made[0].inspection.sequence])
    return ways


def _held_by(claim: HistoryClaim, now: InspectionRecord, since: Sequence[InspectionRecord]) -> HistoryFinding:
    """Whether each of these inspections and the latest have the claimed grade."""
    own = now.result(claim.judgement)
    alike = [(record, _alike(claim, now, record)) for record in since]
    results = (*(result for _, result in alike if result), own)
    if any(result.grade and result.grade.code not in GRADES[claim.grade] for result in results):
        return HistoryFinding(claim, Verdict.DOES_NOT_HOLD, results)
    if not all(result and result.grade and _is_comparable(claim, now, record) for record, result in alike):
        why = "an inspection since then judged otherwise and is not directly comparable"
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, results, why)
    return HistoryFinding(claim, Verdict.HOLDS, results)


def _first_time(claim: HistoryClaim, now: InspectionRecord, earlier: Sequence[InspectionRecord]) -> HistoryFinding:
    """Whether no earlier grade was the claimed one. Without a programme it can only be disproved."""
    own = now.result(claim.judgement)
    if not claim.grade:
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, (own,), "it is not said which grade")
    if claim.since:
        earlier = [record for record in earlier if record.inspection.counts_from > claim.since.latest]
    if claim.under_programme:
        earlier = [record for record in earlier if record.framework.programme == claim.programme.code]
    alike = [(record, _alike(claim, now, record)) for record in earlier]
    had = [r for _, r in alike if r and r.grade and r.grade.code in GRADES[claim.grade]]
    if had:
        return HistoryFinding(claim, Verdict.DOES_NOT_HOLD, (*had, own))
    results = (*(result for _, result in alike if result and result.grade), own)
    if claim.since or not claim.under_programme:
        why = "that would need every inspection that there ever was"
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, results, why)
    if not all(result and result.grade and _is_comparable(claim, now, record) for record, result in alike):
        why = "an earlier inspection judged otherwise and is not directly comparable"
        return HistoryFinding(claim, Verdict.CANNOT_BE_CHECKED, results, why)
    return HistoryFinding(claim, Verdict.HOLDS, results)


def _alike(claim: HistoryClaim, now: InspectionRecord, record: InspectionRecord) -> Result | None:
    """The same judgement in another inspection: one that compares fairly, or its overall one on the same scale."""
    if record.framework == now.framework:
        return record.result(claim.judgement)
    same = counterpart(now.framework.code, record.framework.code, claim.judgement)
    if same:
        return record.result(same)
    theme = now.framework.judgement(claim.judgement).theme
    if theme != OVERALL_THEME or record.framework.scale != now.framework.scale:
        return None
    return next((record.result(other.id) for other in record.framework.judgements if other.theme == theme), None)


def _is_comparable(claim: HistoryClaim, now: InspectionRecord, record: InspectionRecord) -> bool:
    if record.framework == now.framework:
        return True
    return counterpart(now.framework.code, record.framework.code, claim.judgement) is not None
