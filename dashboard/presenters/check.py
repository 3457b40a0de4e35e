"""A claim checked against the record: as at its day, as at today, and what was published between."""

from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.selections.claim import ClaimSelection
from dashboard.selections.programme import ProgrammeSelection
from inspections.models import Council, Inspection
from inspections.statistics.claim_text import ClaimPart
from inspections.statistics.claims import Claim, Finding, Possible, Verdict, check
from inspections.statistics.ranking import NotRanked, Place, Ranking, place, rank, set_against
from inspections.statistics.standings import Standing
from inspections.wording.cautions import days_apart_sentence, several_services_sentence, small_group_sentence
from inspections.wording.claims import counts_finding, finding_sentences, verdict_words
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    frameworks_sentence,
    full_records_sentence,
    inspected_sentence,
    place_sentence,
    provenance_sentence,
)
from inspections.wording.words import listed_up_to

from .groups import group_phrase

MOST_NAMED = 10


MARKS = {Verdict.HOLDS: "✓", Verdict.DOES_NOT_HOLD: "✗", Verdict.CANNOT_BE_CHECKED: "?"}


@dataclass(frozen=True)
class Segment:
    """A part of a bar: a number of councils and what they have in common, from `start` on, out of `whole`."""

    number: int
    words: str
    css: str
    start: int
    whole: int

    @property
    def x(self) -> str:
        """Where it begins, as a part of the width."""
        return f"{100 * self.start / self.whole:.2f}%"

    @property
    def width(self) -> str:
        """How wide it is, as a part of the width."""
        return f"{100 * self.number / self.whole:.2f}%"


@dataclass(frozen=True)
class Checked:
    """A claim as at one day: the verdict, its reasons, the sentence to quote, and the ranking behind it.

    `source` is the permanent address of the ranking, without the host.
    """

    finding: Finding
    list_url: str
    source: str

    @property
    def ranking(self) -> Ranking:
        return self.finding.ranking

    @property
    def verdict(self) -> str:
        """The verdict in words."""
        return verdict_words(self.finding)

    @property
    def holds(self) -> bool:
        return self.finding.verdict is Verdict.HOLDS

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons for the verdict, the decisive one first."""
        return finding_sentences(self.finding)

    @property
    def title(self) -> str:
        """What the bar shows, as a title."""
        return counts_finding(self.finding)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The councils of the day as parts of a bar: those with more, as many and fewer, and those without a rank."""
        return _segments(self.finding)

    @property
    def mark(self) -> str:
        """The sign beside the verdict."""
        return MARKS[self.finding.verdict]

    @property
    def quote(self) -> str:
        """The sentence to publish instead; empty if the council has no place."""
        own = self.finding.place
        if not isinstance(own, Place):
            return ""
        return " ".join(filter(None, (place_sentence(own), full_records_sentence(self.ranking))))

    @property
    def base(self) -> tuple[str, ...]:
        """What the number of councils rests on, in sentences."""
        full = "" if self.quote else full_records_sentence(self.ranking)
        return tuple(filter(None, (inspected_sentence(self.ranking), full)))

    @property
    def missing(self) -> str:
        """The names of councils whose missing grades may matter, as far as they are few."""
        return listed_up_to(MOST_NAMED, [possible.council.name for possible in self.finding.may_matter])

    @property
    def may_matter(self) -> tuple[Possible, ...]:
        """The councils whose missing grades may matter."""
        return self.finding.may_matter

    @property
    def cautions(self) -> tuple[str, ...]:
        """What makes the comparison less fair than it sounds, in sentences."""
        return tuple(filter(None, _cautions(self.ranking)))

    @property
    def is_firm(self) -> bool:
        """Whether the record is enough to decide."""
        return self.finding.verdict is not Verdict.CANNOT_BE_CHECKED


def _segments(finding: Finding) -> tuple[Segment, ...]:
    ranking, place_ = finding.ranking, finding.place
    missing = len(finding.possible)
    parts: list[tuple[int, str, str]]
    if isinstance(place_, Place):
        own = 1 if place_.counted else 0
        as_many = len(place_.level_with) + own
        fewer = ranking.base - place_.higher - as_many
        parts = [
            (place_.higher, "more", "more"),
            (as_many, "as many", "same"),
            (fewer, "fewer", "fewer"),
        ]
    else:
        parts = [(ranking.base, "ranked", "same")]
    known = sum(number for number, _, _ in parts)
    rest = max(0, ranking.in_being - known - missing)
    parts += [(missing, "with grades missing here", "missing"), (rest, "without a rank", "none")]
    start, segments = 0, []
    for number, words, css in parts:
        if number:
            segments.append(Segment(number, words, css, start, max(1, ranking.in_being)))
            start += number
    return tuple(segments)


def notes_on(asked: ClaimSelection) -> dict[str, str]:
    """For each field of the form, the words of the sentence that it was read from, or that it was assumed."""
    understood = asked.understood
    if understood is None:
        return dict.fromkeys(asked.fields, "")
    return {
        name: _note(understood.parts.get(name), field.value, assumed=bool(field.value) or name == "as-at")
        for name, field in asked.fields.items()
    }


def _note(part: ClaimPart | None, value: str, *, assumed: bool) -> str:
    if part:
        return f"“{part.words}”" if part.value == value else "changed"
    if assumed:
        return "not said; assumed" if value else "not said; today assumed"
    return "not said"


def checked(selection: ProgrammeSelection, claim: Claim, council: Council, later: Standing | None) -> Checked:
    """Check a claim as at the selection's day. `later` is the council's standing by its first report after it."""
    record = selection.moment.record
    councils_as_at = record.programme_as_at(selection.programme, selection.day, selection.group.slugs(record))
    councils_as_at = replace(councils_as_at, group=group_phrase(selection.group, councils_as_at))
    ranking = rank(councils_as_at, selection.measure_of(councils_as_at))
    own = _place_or_later(ranking, council, later)
    return Checked(check(claim, ranking, councils_as_at, own), selection.url(), selection.permanent_url())


def _place_or_later(ranking: Ranking, council: Council, later: Standing | None) -> Place | NotRanked | None:
    """The council's place or, if it has none by the day, that of its later report."""
    try:
        own = place(ranking, council.slug)
    except KeyError:
        return None
    if isinstance(own, Place) or not later:
        return own
    try:
        against = set_against(ranking, later)
    except ValueError:
        return own
    return against if isinstance(against, Place) else own


@dataclass(frozen=True)
class ChangesBetween:
    """What was published between two days: the number of reports, the council's own, and who now has its count."""

    number: int
    reports: tuple[Inspection, ...]
    joined: str
    left: str


def between(then: Checked, now: Checked, number: int, reports: tuple[Inspection, ...]) -> ChangesBetween:
    """Compare who had the council's count then and who has it now. Of `number` new reports, `reports` are its own."""
    place_ = then.finding.place
    if not isinstance(place_, Place):
        return ChangesBetween(number, reports, "", "")
    own = place_.council.slug
    before, after = (
        {other.slug: other.name for other in checked.ranking.by_count.get(place_.count, ()) if other.slug != own}
        for checked in (then, now)
    )
    return ChangesBetween(
        number,
        reports,
        joined=listed_up_to(MOST_NAMED, sorted(name for slug, name in after.items() if slug not in before)),
        left=listed_up_to(MOST_NAMED, sorted(name for slug, name in before.items() if slug not in after)),
    )


def _cautions(ranking: Ranking) -> tuple[str, ...]:
    return (
        frameworks_sentence(ranking),
        several_services_sentence(ranking),
        days_apart_sentence(tuple(ranking.ranked_inspections)),
        small_group_sentence(ranking),
        dated_by_month_sentence(ranking),
        provenance_sentence(ranking),
    )
