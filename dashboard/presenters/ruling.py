"""The verdict on a whole sentence: none if it depends on what the sentence doesn't say, or on words not understood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from dashboard.selections.claim import ClaimSelection
from inspections.frameworks.definitions import Programme
from inspections.models import Council, Inspection
from inspections.record.current import Record
from inspections.statistics.claim_kinds import ClaimKind, Verdict
from inspections.statistics.claim_sentence import ClaimPart
from inspections.statistics.claim_text import ClaimText
from inspections.statistics.claim_who import OWN_REGION
from inspections.statistics.standings import Standing
from inspections.wording.rulings import (
    DEPENDS_ON_COUNT,
    DEPENDS_ON_DAY,
    earlier_report_words,
    no_report_sentence,
    not_understood_sentence,
    other_inspection_sentence,
    past_sentence,
    programme_unsaid_sentence,
)
from inspections.wording.words import date_words, lower_first

from .check import MARKS, Checked, checked
from .marked import standing_after

# A programme is the one meant if no more than this part of the councils was last inspected under another.
FEW_OTHERS = Fraction(1, 10)


class CouncilClaimedOf:
    """The council that a claim is about, and what is read of it only once for all readings; None for no council."""

    def __init__(self, council: Council | None, record: Record) -> None:
        self.council = council
        self.record = record
        self._later: dict[tuple[str, date], Standing | None] = {}

    @cached_property
    def inspections(self) -> tuple[Inspection, ...]:
        """Its inspections under every programme, latest first."""
        return self.record.history_of(self.council.slug).inspections if self.council else ()

    def inspections_under(self, programme: Programme) -> list[Inspection]:
        """Its inspections under a programme, latest first."""
        codes = {framework.code for framework in programme.frameworks}
        return [one for one in self.inspections if one.framework in codes]

    def standing_after(self, asked: ClaimSelection) -> Standing | None:
        """Its standing by its first report after the day of a claim; None without one, or if none is of use."""
        if self.council is None or asked.is_of_history or asked.day >= asked.moment.today:
            return None
        key = (asked.programme.code, asked.day)
        if key not in self._later:
            self._later[key] = standing_after(asked.compared, self.council, self.record)
        later = self._later[key]
        if later and ClaimKind(asked.kind) is ClaimKind.COUNT and not _is_begun(later, asked.day):
            # What inspectors found years later says nothing of that day.
            return None
        return later


def _is_begun(standing: Standing, day: date) -> bool:
    """Whether the inspections of a standing had begun by the day."""
    return all(record.inspection.inspected_from.earliest <= day for record in standing.records)


@dataclass(frozen=True)
class Way:
    """One claim that a sentence may make: what is counted, or as at which day, the verdict, and its address."""

    words: str
    verdict: str
    url: str


@dataclass(frozen=True)
class Ruling:
    """The verdict on a sentence and the first reason for it.

    `depends`: it can't be checked because of what the sentence says, not because of the record. Then `ways` are the
    claims that it may make, each with its verdict.
    """

    mark: str
    verdict: str
    reason: str
    depends: bool = False
    ways: tuple["Way", ...] = ()

    @classmethod
    def of(cls, one: Checked) -> "Ruling":
        return cls(one.mark, one.verdict, one.reasons[0])

    @classmethod
    def open(cls, reason: str, ways: Iterable[Way] = ()) -> "Ruling":
        unknown = Verdict.CANNOT_BE_CHECKED
        return cls(MARKS[unknown], unknown.value, reason, depends=True, ways=tuple(ways))


def ruled(asked: ClaimSelection, council: Council | None, understood: ClaimText | None) -> tuple[Checked, Ruling]:
    """Check a claim by each of its readings and days, and rule on the whole."""
    of = CouncilClaimedOf(council, asked.moment.record)
    by_reading = [_by_days(one, of, understood) for one in asked.readings(understood)]
    then = by_reading[0][0]
    ruling = _ruling(by_reading, asked, of, understood)
    if understood and understood.left:
        return then, Ruling.open(not_understood_sentence(ruling.verdict))
    return then, ruling


def _ruling(
    by_reading: Sequence[Sequence[Checked]],
    asked: ClaimSelection,
    of: CouncilClaimedOf,
    understood: ClaimText | None,
) -> Ruling:
    first, *_ = by_reading
    then = first[0]
    if understood and (why := _why_open(then, of, understood)):
        return Ruling.open(why)
    if _differ(first):
        return Ruling.open(DEPENDS_ON_DAY, (_way(f"As at {date_words(one.day)}", one) for one in first))
    if _differ(one for by_day in by_reading for one in by_day):
        ways = (_way(f"By {lower_first(one.asked.measure.short_name)}", one) for one, *_ in by_reading)
        return Ruling.open(DEPENDS_ON_COUNT, ways)
    if understood and understood.is_of_past and then.verdict_found is Verdict.DOES_NOT_HOLD:
        return Ruling.open(past_sentence(then.day))
    ruling, before = Ruling.of(then), _report_before(asked, of) if then.holds else None
    return replace(ruling, verdict=earlier_report_words(ruling.verdict, before)) if before else ruling


def _why_open(then: Checked, of: CouncilClaimedOf, understood: ClaimText) -> str:
    """Why a sentence that names no programme may be about another than the one assumed; empty if it isn't."""
    asked = then.asked
    is_own = asked.is_of_history or ClaimKind(asked.kind) is ClaimKind.COUNT
    if understood.names_programme:
        return ""
    if not is_own:
        return _between_programmes(asked, understood)
    if other := _other_inspection(asked, of):
        return other
    is_unranked = not asked.is_of_history and then.count is None and then.is_firm
    return no_report_sentence(asked.programme.short_name, then.day) if is_unranked else ""


def _way(words: str, one: Checked) -> Way:
    return Way(words, one.verdict, one.asked.url(sentence="", span=""))


def _differ(several: Iterable[Checked]) -> bool:
    return len({one.verdict_found for one in several}) > 1


def _by_days(asked: ClaimSelection, of: CouncilClaimedOf, understood: ClaimText | None) -> list[Checked]:
    """The claim checked as at its day and, if a month or year is meant, as at its others that may matter."""
    under_programme = understood is not None and understood.names_programme
    found = []
    for day in [asked.day, *(_other_days(asked, of) if understood else ())]:
        one = asked if day == asked.day else replace(asked, moment=replace(asked.moment, as_at=day))
        found.append(checked(one, of.council, of.standing_after(one), under_programme=under_programme))
    return found


def _other_days(asked: ClaimSelection, of: CouncilClaimedOf) -> list[date]:
    """The days beside the last of a month or year as at which a claim has to be checked too.

    What a council's own report said is meant if it has one of that time; otherwise the first day.
    """
    last = asked.day
    first = {"month": last.replace(day=1), "year": last.replace(month=1, day=1)}.get(asked.span, last)
    if of.council and (ClaimKind(asked.kind) is ClaimKind.COUNT or asked.is_of_history):
        return _days_of_own_reports(of.inspections_under(asked.programme), first, last)
    return [first] if first != last else []


def _days_of_own_reports(reports: Sequence[Inspection], first: date, last: date) -> list[date]:
    """The days of a council's reports of that time: published in it, or after an inspection begun by its end.

    The last one published in it stands at its end, so it is left out.
    """
    published = sorted(one.counts_from for one in reports if first <= one.counts_from <= last)
    begun = [one.counts_from for one in reports if one.inspected_from <= last < one.counts_from]
    return [*published[:-1], *begun]


def _report_before(asked: ClaimSelection, of: CouncilClaimedOf) -> date | None:
    """The day of the report that a grade of a month or year comes from, if it was published before that time."""
    if not asked.span or of.council is None or ClaimKind(asked.kind) is not ClaimKind.COUNT:
        return None
    first = asked.day.replace(day=1) if asked.span == "month" else asked.day.replace(month=1, day=1)
    reports = of.inspections_under(asked.programme)
    if any(first <= one.inspected_from <= asked.day for one in reports):
        return None
    latest = next((one.counts_from for one in reports if one.counts_from <= asked.day), None)
    return latest if latest and latest < first else None


def _other_inspection(asked: ClaimSelection, of: CouncilClaimedOf) -> str:
    """That an inspection under another programme may be meant, begun by the day but not known to be published by it."""
    own = of.inspections_under(asked.programme)
    for one in of.inspections:
        if one.inspected_from <= asked.day < one.counts_from and one not in own:
            return other_inspection_sentence(one.framework_definition.short_name, one.counts_from, one.published_on)
    return ""


def _between_programmes(asked: ClaimSelection, understood: ClaimText) -> str:
    """Why a comparison can't be made on a day between two programmes."""
    if understood.readings and understood.readings[0]["measure"] != asked.measure_code:
        return ""
    record = asked.moment.record
    of_programme = record.programme_as_at(asked.programme, asked.day, asked.group.slugs(record))
    standings = of_programme.standings
    not_inspected = [slug for slug, standing in standings.items() if not standing.is_inspected]
    if len(not_inspected) <= FEW_OTHERS * len(standings):
        return ""
    latest = record.latest_records(asked.day)
    others = sum(slug in latest for slug in not_inspected)
    if others <= FEW_OTHERS * len(standings):
        return ""
    inspected = len(standings) - len(not_inspected)
    return programme_unsaid_sentence(asked.programme.short_name, inspected, others, asked.day)


def notes_on(asked: ClaimSelection, understood: ClaimText | None) -> dict[str, str]:
    """For each field of the form, the words of the sentence that it was read from, or that it was assumed."""
    if understood is None:
        return dict.fromkeys(asked.fields, "")
    return {
        name: _note(understood.parts.get(name), field.value, assumed=bool(field.value) or name == "as-at")
        for name, field in asked.fields.items()
    }


def _note(part: ClaimPart | None, value: str, *, assumed: bool) -> str:
    if part:
        said = part.value in (value, OWN_REGION)
        return f"“{part.words}”" if said else "changed"
    if assumed:
        return "not said; assumed" if value else "not said; today assumed"
    return "not said"
