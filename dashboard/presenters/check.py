"""A claim checked against the record: as at its day, as at today, and what was published between."""

from dataclasses import dataclass, replace

from dashboard.selections.programme import ProgrammeSelection
from inspections.models import Council, Inspection
from inspections.statistics.claims import Claim, Finding, Possible, Verdict, check
from inspections.statistics.ranking import NotRanked, Place, Ranking, place, rank, set_against
from inspections.statistics.standings import Standing
from inspections.wording.cautions import days_apart_sentence, several_services_sentence, small_group_sentence
from inspections.wording.claims import finding_sentences, verdict_words
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
