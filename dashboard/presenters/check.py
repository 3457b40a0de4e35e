"""A claim checked against the record as at one day: the verdict, its reasons, and what may be quoted."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.selections.claim import ClaimSelection
from dashboard.selections.judgement import JudgementSelection
from inspections.frameworks.definitions import Framework, Judgement
from inspections.models import Council, Inspection
from inspections.statistics.claim_history import check_history
from inspections.statistics.claim_kinds import UNKNOWN, Possible, Verdict
from inspections.statistics.claim_shares import ShareFinding, check_share
from inspections.statistics.claims import Finding, check
from inspections.statistics.comparable import things_judged
from inspections.statistics.ranking import NotRanked, Place, Ranking, place, rank, set_against
from inspections.statistics.standings import CouncilsAsAt, Standing
from inspections.wording.cautions import days_apart_sentence, several_services_sentence, small_group_sentence
from inspections.wording.claims import (
    claim_sentence,
    counts_finding,
    finding_sentences,
    ranked_words,
    verdict_words,
)
from inspections.wording.claims_of_history import (
    history_claim_sentence,
    history_quote,
    history_sentences,
    origins_sentence,
)
from inspections.wording.claims_of_shares import (
    share_claim_sentence,
    share_quote,
    share_sentences,
    share_title,
    share_verdict_words,
)
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    frameworks_sentence,
    full_records_sentence,
    inspected_sentence,
    place_sentence,
    provenance_sentence,
)
from inspections.wording.words import counted, listed_up_to

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
    """A claim as at one day.

    `claimed` is the claim as it was understood, `verdict` the words with what has to be added, and `reasons` why, the
    decisive one first. `quote` is the sentence to publish, or "" if there is none; `base` says what it rests on.
    `ranking` and `count` tell which councils have what is claimed; None without a place or a number. `source` is the
    permanent address of the list behind it, without the host.
    """

    asked: ClaimSelection
    verdict_found: Verdict
    claimed: str
    verdict: str
    reasons: tuple[str, ...]
    quote: str
    base: tuple[str, ...]
    cautions: tuple[str, ...]
    facts: str
    list_url: str
    list_words: str
    source: str
    title: str = ""
    segments: tuple[Segment, ...] = ()
    may_matter: tuple[Possible, ...] = ()
    ranking: Ranking | None = None
    count: int | None = None

    @property
    def day(self) -> date:
        return self.asked.day

    @property
    def holds(self) -> bool:
        return self.verdict_found is Verdict.HOLDS

    @property
    def mark(self) -> str:
        """The sign beside the verdict."""
        return MARKS[self.verdict_found]

    @property
    def is_firm(self) -> bool:
        """Whether the record is enough to decide."""
        return self.verdict_found is not Verdict.CANNOT_BE_CHECKED

    @cached_property
    def missing(self) -> str:
        """The names of councils whose missing grades may matter, as far as they are few."""
        return listed_up_to(MOST_NAMED, [possible.council.name for possible in self.may_matter])


def checked(
    asked: ClaimSelection, council: Council | None, later: Standing | None, *, under_programme: bool
) -> Checked:
    """Check a claim as at its day.

    `later` is the council's standing by its first report after that day. `under_programme`: the claim names its
    programme.
    """
    record = asked.moment.record
    if asked.is_of_history:
        assert council is not None
        return _checked_history(asked, council, under_programme=under_programme)
    councils_as_at = record.programme_as_at(asked.programme, asked.day, asked.group.slugs(record))
    councils_as_at = councils_as_at.of_group(group_phrase(asked.group, councils_as_at))
    ranking = rank(councils_as_at, asked.measure)
    if asked.is_of_share:
        return _checked_share(asked, ranking, councils_as_at)
    assert council is not None
    own = _place_or_later(ranking, council, later)
    is_in_being = council.in_being(asked.day)
    finding = check(asked.claim, ranking, councils_as_at, own, is_in_being=is_in_being)
    return _checked_place(asked, council, finding)


def _checked_place(asked: ClaimSelection, council: Council, finding: Finding) -> Checked:
    ranking, own = finding.ranking, finding.place
    quote = ""
    if isinstance(own, Place):
        quote = " ".join(filter(None, (place_sentence(own), full_records_sentence(ranking))))
    return Checked(
        asked,
        finding.verdict,
        claim_sentence(finding.claim, council.display_name, ranking),
        verdict_words(finding),
        finding_sentences(finding),
        quote,
        _base_of(ranking, quote),
        _cautions(ranking),
        ranked_words(ranking),
        *_list_of(asked, ranking),
        title=counts_finding(finding),
        segments=_segments_of_place(finding),
        may_matter=finding.may_matter,
        ranking=ranking,
        count=own.count if isinstance(own, Place) else None,
    )


def _checked_share(asked: ClaimSelection, ranking: Ranking, councils_as_at: CouncilsAsAt) -> Checked:
    finding = check_share(asked.share_claim, ranking, councils_as_at)
    quote = share_quote(finding) if ranking.base else ""
    return Checked(
        asked,
        finding.verdict,
        share_claim_sentence(finding.claim, ranking),
        share_verdict_words(finding),
        share_sentences(finding),
        quote,
        _base_of(ranking, quote),
        _cautions(ranking),
        ranked_words(ranking),
        *_list_of(asked, ranking),
        title=share_title(finding),
        segments=_segments_of_share(finding),
        may_matter=finding.possible,
        ranking=ranking,
        count=len(ranking.measure.judgements) if finding.claim.count is None else finding.claim.count,
    )


def _checked_history(asked: ClaimSelection, council: Council, *, under_programme: bool) -> Checked:
    record = asked.moment.record
    history = record.history_of(council.slug).as_at(asked.day)
    standings = record.programme_as_at(asked.programme, asked.day, frozenset([council.slug])).standings
    standing = standings.get(council.slug)
    is_complete = standing is not None and standing.otherwise not in UNKNOWN
    claim = asked.history_claim(under_programme=under_programme)
    finding = check_history(claim, list(history.records.values()), is_complete=is_complete)
    name = council.display_name
    council_url = council.get_absolute_url()
    return Checked(
        asked,
        finding.verdict,
        history_claim_sentence(claim, name),
        finding.verdict.value,
        history_sentences(finding, name),
        history_quote(finding, name),
        tuple(filter(None, (origins_sentence(finding),))),
        (),
        counted(len(history.inspections), "inspection"),
        asked.moment.url(council_url),
        f"All inspections of {name}",
        asked.moment.permanent.url(council_url),
    )


def _base_of(ranking: Ranking, quote: str) -> tuple[str, ...]:
    full = "" if quote else full_records_sentence(ranking)
    return tuple(filter(None, (inspected_sentence(ranking), full)))


def _list_of(asked: ClaimSelection, ranking: Ranking) -> tuple[str, str, str]:
    """The address of the list behind a claim, its words, and its permanent address."""
    words = f"The list: {ranking.base} ranked of {counted(ranking.in_being, 'council')}"
    listed = asked.compared
    alone = _judgement_counted(asked)
    if not listed.measure_code and alone:
        framework, judgement = alone
        grade = asked.grade.replace("requires-", "requires_")
        one = JudgementSelection(asked.moment, framework, judgement, grade, group=asked.group, council=asked.council)
        return one.url(), words, one.permanent_url()
    return listed.url(), words, listed.permanent_url()


def _judgement_counted(asked: ClaimSelection) -> tuple[Framework, Judgement] | None:
    """The one judgement that is counted, and the latest framework with it; None if several are."""
    ids = asked.measure.judgements
    if len(ids) != 1:
        return None
    return next((pair for pair in things_judged(asked.programme) if pair[1].id == ids[0]), None)


def _segments_of_place(finding: Finding) -> tuple[Segment, ...]:
    ranking, place_ = finding.ranking, finding.place
    if isinstance(place_, Place):
        as_many = len(place_.level_with) + (1 if place_.counted else 0)
        fewer = ranking.base - place_.higher - as_many
        known = [(place_.higher, "more", "more"), (as_many, "as many", "same"), (fewer, "fewer", "fewer")]
    else:
        known = [(ranking.base, "ranked", "same")]
    return _segments(known, len(finding.possible), ranking)


def _segments_of_share(finding: ShareFinding) -> tuple[Segment, ...]:
    ranking, having = finding.ranking, len(finding.having)
    known = [(having, "have it", "same"), (ranking.base - having, "do not", "fewer")]
    return _segments(known, len(finding.possible), ranking, without="without such a grade")


def _segments(
    parts: list[tuple[int, str, str]], missing: int, ranking: Ranking, without: str = "without a rank"
) -> tuple[Segment, ...]:
    """The councils of the day as parts of a bar: those ranked, then those with grades missing and without a rank."""
    known = sum(number for number, _, _ in parts)
    rest = max(0, ranking.in_being - known - missing)
    every = [*parts, (missing, "with grades missing here", "missing"), (rest, without, "none")]
    start, segments = 0, []
    for number, words, css in every:
        if number > 0:
            segments.append(Segment(number, words, css, start, max(1, ranking.in_being)))
            start += number
    return tuple(segments)


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
    """What was published between two days: the number of reports, the council's own, and who now has what it had."""

    number: int
    reports: tuple[Inspection, ...]
    joined: str
    left: str


def between(then: Checked, now: Checked, number: int, reports: tuple[Inspection, ...]) -> ChangesBetween:
    """Compare who had what is claimed then and who has it now. Of `number` new reports, `reports` are its own."""
    before, after = (_others_with(one.ranking, then.count, then.asked.council) for one in (then, now))
    return ChangesBetween(
        number,
        reports,
        joined=listed_up_to(MOST_NAMED, sorted(name for slug, name in after.items() if slug not in before)),
        left=listed_up_to(MOST_NAMED, sorted(name for slug, name in before.items() if slug not in after)),
    )


def _others_with(ranking: Ranking | None, count: int | None, own: str) -> dict[str, str]:
    """The other councils with a count: their names by slug."""
    if ranking is None or count is None:
        return {}
    return {council.slug: council.name for council in ranking.by_count.get(count, ()) if council.slug != own}


def _cautions(ranking: Ranking) -> tuple[str, ...]:
    sentences = (
        frameworks_sentence(ranking),
        several_services_sentence(ranking),
        days_apart_sentence(tuple(ranking.ranked_inspections)),
        small_group_sentence(ranking),
        dated_by_month_sentence(ranking),
        provenance_sentence(ranking),
    )
    return tuple(filter(None, sentences))
