"""A council over the years: its inspections in order of time, what changed, and what is not on record.

Improvement is stated within a programme alone: the latest inspection against the one before and against the first,
judgement by judgement. Across programmes the page shows what was said and why nothing follows from it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspections.frameworks.definitions import Framework, Judgement
from inspections.frameworks.loader import all_programmes, programme
from inspections.models import Council, Inspection
from inspections.record.history import History
from inspections.record.rows import council_row
from inspections.statistics.changes import JudgementChange, compare_with_previous, tally
from inspections.statistics.spans import spans
from inspections.statistics.standings import OVERALL, InspectionRecord, Result, State, state_without_inspection
from inspections.wording.headlines import change_in_short, improvement_sentences, time_line_title
from inspections.wording.history import (
    break_sentences,
    break_words,
    missed_programme_sentence,
    missing_judgements_sentence,
    no_day_sentence,
    not_yet_inspected_sentence,
    scales_sentence,
    span_sentence,
    spans_sentence,
    tally_sentence,
)
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.results import change_words, provenance_words, state_words
from inspections.wording.words import capital

from .heatmaps import STATE_MARKS

MAIN_JUDGEMENTS_AT_MOST = 8


@dataclass(frozen=True)
class Break:
    """A break between two inspections: what changed, and why their grades are not joined."""

    words: str
    reasons: tuple[str, ...]
    frameworks: tuple[Framework, Framework]


@dataclass(frozen=True)
class JudgementResult:
    """A result on a judgement. `service` is empty if the judgement's name is enough."""

    service: str
    judgement: Judgement
    result: Result

    @property
    def name(self) -> str:
        """The judgement's name with its service."""
        return _short_name(self.service, self.judgement)


@dataclass(frozen=True)
class GradeChip:
    """A judgement of the latest inspection, with what changed. `url` leads to its evidence on the scorecard."""

    name: str
    change: JudgementChange
    url: str

    @property
    def css(self) -> str:
        """The class of its colours: the grade's letter, or that of a missing grade."""
        return self.change.now.grade.letter.lower() if self.change.now.grade else "x"

    @property
    def letter(self) -> str:
        """The grade's letter, or the mark of the state."""
        result = self.change.now
        return result.grade.letter if result.grade else STATE_MARKS[result.state]

    @property
    def mark(self) -> str:
        """The mark of the grade's provenance."""
        result = self.change.now
        return PROVENANCE_MARKS[result.provenance or "report"] if result.grade else ""

    @property
    def graded(self) -> str:
        grade = self.change.now.grade
        return grade.label if grade else capital(state_words(self.change.now.state))

    @property
    def provenance(self) -> str:
        """Where the grade comes from, in words; "" if it was read from the report itself."""
        result = self.change.now
        return provenance_words(result.provenance) if result.grade and result.provenance not in (None, "report") else ""

    @property
    def moved(self) -> str:
        return change_in_short(self.change)


@dataclass(frozen=True)
class Entry:
    """An inspection with all its results. `before` is the break between it and the one before, if any.

    `of_predecessor` is the council it belongs to, where that is not the page's own.
    """

    inspection: Inspection
    results: tuple[JudgementResult, ...]
    before: Break | None
    of_predecessor: Council | None


@dataclass(frozen=True)
class ChangeRow:
    """A judgement of the latest inspection compared with the inspection before."""

    name: str
    change: JudgementChange
    words: str
    why: str


@dataclass(frozen=True)
class Changes:
    """What changed: since the inspection before, and since the first under each programme.

    `now` is its latest inspection, `before` the one before that; both None where there are fewer. `improved` says in
    plain lines whether it has improved, and `title` how many judgements have another grade than at first.
    """

    now: Inspection | None
    before: Inspection | None
    rows: tuple[ChangeRow, ...]
    tally: str
    since_first: tuple[str, ...]
    improved: tuple[str, ...] = ()
    title: str = ""


def chips(history: History) -> Iterable[GradeChip]:
    """The grades of the latest inspection, the overall one first: all, or the key ones if there are many."""
    if not history.inspections:
        return
    latest = history.inspections[0]
    record = history.records[latest.pk]
    own = [history.records[other.pk] for other in history.inspections if other.council_id == latest.council_id]
    found = [
        change
        for change in compare_with_previous(record, own)
        if not change.judgement.optional or change.judgement.id in record.grades
    ]
    if len(found) > MAIN_JUDGEMENTS_AT_MOST:
        found = [change for change in found if change.judgement.key]
    named = service_names(record.framework)
    for change in sorted(
        found, key=lambda change: change.judgement.code != OVERALL or len(named) > MAIN_JUDGEMENTS_AT_MOST
    ):
        judgement = change.judgement
        url = f"{latest.get_absolute_url()}#{judgement.id}"
        yield GradeChip(_short_name(named[judgement.id], judgement), change, url)


def service_names(framework: Framework) -> Mapping[str, str]:
    """The short names of services by judgement id; empty if the judgement's name is enough."""
    names = {service.code: service.short_name for service in framework.services}
    number = Counter(judgement.code for judgement in framework.judgements)
    return {j.id: names[j.service] if number[j.code] > 1 else "" for j in framework.judgements}


def _short_name(service: str, judgement: Judgement) -> str:
    """`Safeguarding: staying safe`, or without the service if the name is enough."""
    return f"{service}: {judgement.short_name.lower()}" if service else judgement.short_name


def timeline(council: Council, history: History) -> Iterable[Entry]:
    """All inspections, the latest first, with the breaks between them."""
    ordered = history.inspections
    for inspection, before in zip(ordered, [*ordered[1:], None], strict=False):
        predecessor = inspection.council if inspection.council_id != council.pk else None
        record = history.records[inspection.pk]
        named = service_names(record.framework)
        results = tuple(
            JudgementResult(named[j.id], j, record.result(j.id))
            for j in record.framework.judgements
            if j.service in record.services and (not j.optional or j.id in record.grades)
        )
        yield Entry(inspection, results, _break(inspection, before), predecessor)


def _break(now: Inspection, before: Inspection | None) -> Break | None:
    if before is None or now.framework == before.framework:
        return None
    later, earlier = now.framework_definition, before.framework_definition
    return Break(break_words(later, earlier), break_sentences(later, earlier), (later, earlier))


def changes(history: History) -> Changes:
    """What changed for a council. `history` must be its own only, because changes are a council's own."""
    ordered = history.inspections
    records = list(history.records.values())
    own_spans = spans(records)
    since_first = [
        spans_sentence(own_spans),
        scales_sentence(own_spans),
        *map(span_sentence, own_spans),
    ]
    if len(ordered) < 2:
        if not ordered:
            return Changes(None, None, (), "", ())
        said = tuple(filter(None, since_first))
        return Changes(None, None, (), "", said, improvement_sentences(own_spans), time_line_title(own_spans))
    record = history.records[ordered[0].pk]
    compared = [
        change
        for change in compare_with_previous(record, records)
        if not change.judgement.optional or change.judgement.id in record.grades
    ]
    named = service_names(record.framework)
    return Changes(
        now=ordered[0],
        before=ordered[1],
        rows=tuple(_change_row(named[change.judgement.id], change) for change in compared),
        tally=tally_sentence(tally(compared)),
        since_first=tuple(filter(None, since_first)),
        improved=improvement_sentences(own_spans),
        title=time_line_title(own_spans),
    )


def _change_row(service: str, change: JudgementChange) -> ChangeRow:
    words = change_words(change)
    return ChangeRow(
        _short_name(service, change.judgement), change, words, change.why if change.why not in words else ""
    )


def not_on_record(council: Council, history: History, day: date) -> Iterable[str]:
    """What is not on record of the council as at the day, in sentences."""
    inspected = {inspection.framework_definition.programme for inspection in history.inspections}
    for each in all_programmes():
        if each.code not in inspected and (words := _without_inspection(council, each.code, day)):
            yield words
    for inspection in history.inspections:
        record = history.records[inspection.pk]
        expected = [j for j in record.framework.expected_judgements if j.service in record.services]
        missing = sum(record.result(judgement.id).state is State.NOT_ON_RECORD for judgement in expected)
        if missing:
            yield missing_judgements_sentence(_named(inspection), missing, len(expected))
        if not inspection.published_on:
            yield no_day_sentence(_named(inspection), inspection.counts_from)


def _without_inspection(council: Council, code: str, day: date) -> str:
    asked = programme(code)
    state = state_without_inspection(council_row(council, day), asked, day)
    if state is State.NOT_ON_RECORD and asked.covers_all:
        return missed_programme_sentence(asked)
    if asked == all_programmes()[-1] and council.in_being(day):
        return not_yet_inspected_sentence(asked)
    return ""


def _named(inspection: Inspection) -> str:
    return f"{inspection.framework_definition.short_name}, {inspection.dated}"


def own_history(council: Council, history: History) -> History:
    """The council's own inspections, without those of a predecessor with the same area."""
    own = tuple(inspection for inspection in history.inspections if inspection.council_id == council.pk)
    return History(own, {inspection.pk: history.records[inspection.pk] for inspection in own})


def records_in_time(history: History) -> Sequence[InspectionRecord]:
    """The records of the inspections, the earliest first."""
    return [history.records[inspection.pk] for inspection in reversed(history.inspections)]
