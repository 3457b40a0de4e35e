"""The scorecard of an inspection: every judgement in Ofsted's order, with its evidence and comparisons."""

from collections.abc import Iterable
from dataclasses import dataclass

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Framework, Judgement, Service
from inspections.models import Grade, Inspection
from inspections.record.evidence import Evidence
from inspections.record.history import History
from inspections.statistics.changes import JudgementChange, compare_with_previous
from inspections.statistics.comparable import shares_under
from inspections.statistics.ranking import NotRanked, Place, fullest_measure, measures_alike, place, rank
from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT, Shares
from inspections.statistics.spans import good_or_better
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord, Result, State
from inspections.wording.absences import unranked_by_sentence
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    frameworks_sentence,
    full_records_sentence,
    inspected_sentence,
    place_sentence,
    provenance_sentence,
)
from inspections.wording.distributions import left_out_sentence
from inspections.wording.figures import figure_words
from inspections.wording.history import good_or_better_sentence
from inspections.wording.reports import paragraphs_words, place_in_report
from inspections.wording.results import change_words, key_sentences
from inspections.wording.words import date_range, n_of

from .improvements import TimescaleGroup, by_timescale
from .paragraphs import ReportQuotation, quotations

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class ScorecardRow:
    """A judgement. `heading` is the sub-heading above it, empty if Ofsted prints none.

    `grounds` is the grade with its place in the report, if there is a grade. `explained_at` is the id on the page of
    the first paragraph that explains it, or empty.
    """

    judgement: Judgement
    service: Service
    heading: str
    result: Result
    grounds: Grade | None
    national: Shares
    change: str
    why: str
    paragraphs: tuple[ReportQuotation, ...]
    explained_at: str

    @property
    def evidence(self) -> str:
        """The place in the report that explains the grade."""
        if not self.grounds or not self.grounds.paragraph_first:
            return ""
        words = paragraphs_words(self.grounds.paragraph_first, self.grounds.paragraph_last)
        return words + (" (range found by reading)" if self.grounds.paragraphs_derived else "")

    @property
    def has_bar(self) -> bool:
        """Whether there are enough councils for a bar: as many as for a percentage."""
        return self.national.base >= SMALLEST_BASE_FOR_PERCENT

    @property
    def national_words(self) -> str:
        """The number of councils with each grade, in words."""
        if not self.national.base:
            return "No council has a grade for it on record."
        parts = [f"{share.count} {share.grade.in_text}".replace(" ", NO_BREAK) for share in self.national.shares]
        return f"{', '.join(parts)}, of{NO_BREAK}{self.national.base}"


@dataclass(frozen=True)
class FigureLine:
    """A figure that the report states, in words. `place` is empty if it is not on record."""

    words: str
    value: int
    qualifier: str
    place: str


@dataclass(frozen=True)
class ServicePart:
    """A service of the framework with its judgements, or without any if the inspection didn't cover it."""

    service: Service
    rows: tuple[ScorecardRow, ...]
    improvements: tuple[TimescaleGroup, ...]

    @property
    def not_on_record(self) -> int:
        """The number of its judgements without a grade on record."""
        return sum(row.result.state is State.NOT_ON_RECORD for row in self.rows)


@dataclass(frozen=True)
class Scorecard:
    """The content of the page."""

    inspection: Inspection
    framework: Framework
    councils_as_at: CouncilsAsAt
    services: tuple[ServicePart, ...]
    evidence: Evidence
    other_paragraphs: tuple[ReportQuotation, ...]
    key_sentences: str
    good_or_better: str
    place_sentences: tuple[str, ...]
    earlier: Inspection | None
    later: Inspection | None

    @property
    def title(self) -> str:
        """The council and the day: `County Durham, 25 January 2012`."""
        return f"{self.inspection.council.display_name}: {self.inspection.day_words}"

    @property
    def on_site(self) -> str:
        """When inspectors were on site, in words."""
        inspection = self.inspection
        last = PartialDate.of(inspection.inspected_to) if inspection.inspected_to else None
        periods = [date_range(inspection.inspected, last)]
        if inspection.second_inspected_from:
            end = PartialDate.of(inspection.second_inspected_to) if inspection.second_inspected_to else None
            periods.append(date_range(PartialDate.of(inspection.second_inspected_from), end))
        return " and ".join(periods)

    @property
    def counts_itself(self) -> bool:
        """Whether the council was in being on the day, so that it is counted."""
        return self.inspection.council.slug in self.councils_as_at.standings

    @property
    def is_first(self) -> bool:
        return self.earlier is None

    @property
    def dated_by_month(self) -> str:
        """How many inspections are dated by month, in a sentence, or empty."""
        estimated = sum(row.dated_by_month for row in self.councils_as_at.inspections)
        return n_of(estimated, len(self.councils_as_at.inspections), "inspections") if estimated else ""

    @property
    def improvements(self) -> int:
        """The number of areas for improvement on record."""
        return len(self.evidence.improvements)

    @property
    def figures(self) -> tuple[FigureLine, ...]:
        """The figures that the report states, in the report's order."""
        return tuple(
            FigureLine(
                figure_words(figure.kind, figure.age_band),
                figure.value,
                figure.qualifier,
                place_in_report(figure.paragraph, figure.page),
            )
            for figure in self.evidence.figures
        )

    @property
    def has_figure_without_place(self) -> bool:
        """Whether the place of any figure is not on record."""
        return any(not figure.place for figure in self.figures)

    @property
    def drawn_rows(self) -> tuple[tuple[str, ScorecardRow], ...]:
        """The judgements with enough graded councils for a bar, as (unique name, row)."""
        several = len(self.services) > 1
        return tuple(
            (f"{part.service.short_name}: {name.lower()}" if several else name, row)
            for part in self.services
            for row in part.rows
            if (name := row.judgement.short_name) and row.has_bar
        )

    @property
    def distribution_finding(self) -> str:
        """The number of councils with each grade on each judgement drawn, and what is left out, in sentences."""
        sentences = [f"{name}: {row.national_words.replace(NO_BREAK, ' ')}." for name, row in self.drawn_rows]
        left_out = sum(len(part.rows) for part in self.services) - len(sentences)
        return " ".join(filter(None, (*sentences, left_out_sentence(left_out))))

    @property
    def has_due_days(self) -> bool:
        """Whether any area for improvement has a due day."""
        return any(timescale.due for part in self.services for timescale in part.improvements)

    @property
    def citation(self) -> str:
        """The source of a quotation: author, subject and date of the report."""
        inspection = self.inspection
        name = f"Ofsted, {self.framework.name}, {inspection.council.display_name}"
        return f"{name}, {inspection.dated}"

    @property
    def has_other_provenance(self) -> bool:
        """Whether any grade was not read from the report itself."""
        return any(row.grounds and not row.result.from_report for part in self.services for row in part.rows)


def scorecard(inspection: Inspection, history: History, councils_as_at: CouncilsAsAt, evidence: Evidence) -> Scorecard:
    """Present an inspection. `history` is the council's; `councils_as_at` is the programme as at the day from which
    the inspection counts.
    """
    record = history.records[inspection.pk]
    changes = compare_with_previous(record, list(history.records.values()))
    shown = [change for change in changes if not change.judgement.optional or change.judgement.id in record.grades]
    quoted = quotations(evidence.paragraphs, [change.judgement for change in shown], evidence.grades)
    ordered = history.inspections
    index = ordered.index(inspection)

    def row(change: JudgementChange) -> ScorecardRow:
        judgement = change.judgement
        grounds = evidence.grades.get(judgement.id)
        first = f"paragraph-{grounds.paragraph_first}" if grounds else ""
        why = change.why if change.why not in change_words(change) else ""
        service = record.framework.service(judgement.service)
        return ScorecardRow(
            judgement,
            service,
            service.group(judgement.group).name if judgement.group else "",
            record.result(judgement.id),
            grounds,
            shares_under(councils_as_at, record.framework, judgement.id),
            change_words(change),
            why,
            quoted.by_judgement[judgement.id],
            first if first in quoted.anchors else "",
        )

    rows = [row(change) for change in shown]
    return Scorecard(
        inspection=inspection,
        framework=record.framework,
        councils_as_at=councils_as_at,
        services=tuple(
            _service_part(service, record, rows, evidence, inspection) for service in record.framework.services
        ),
        evidence=evidence,
        other_paragraphs=quoted.others,
        key_sentences=key_sentences(record),
        good_or_better=good_or_better_sentence(good_or_better(record)),
        place_sentences=tuple(_place_sentences(councils_as_at, inspection.council.slug)),
        earlier=ordered[index + 1] if index + 1 < len(ordered) else None,
        later=ordered[index - 1] if index else None,
    )


def _service_part(
    service: Service, record: InspectionRecord, rows: Iterable[ScorecardRow], evidence: Evidence, inspection: Inspection
) -> ServicePart:
    own = (row for row in rows if row.service == service) if service.code in record.services else ()
    improvements = [item for item in evidence.improvements if item.service == service.code]
    return ServicePart(service, tuple(own), by_timescale(improvements, inspection.published_on))


def _place_sentences(councils_as_at: CouncilsAsAt, slug: str) -> Iterable[str]:
    """The council's place by the fullest count in both forms, and what the rankings rest on, in sentences.

    If the programme's leading count is another, the place by that one follows.
    """
    if slug not in councils_as_at.standings:
        return
    of = councils_as_at.programme
    alike = measures_alike(of, fullest_measure(councils_as_at))
    rankings = [rank(councils_as_at, measure) for measure in dict.fromkeys([*alike, of.measures[0]])]
    ranking = rankings[0]
    own = place(ranking, slug)
    if isinstance(own, NotRanked):
        yield unranked_by_sentence(own, ranking.measure)
    places = (place(each, slug) for each in rankings)
    yield from (place_sentence(each) for each in places if isinstance(each, Place))
    yield inspected_sentence(ranking)
    yield full_records_sentence(ranking)
    yield dated_by_month_sentence(ranking)
    yield provenance_sentence(ranking)
    yield frameworks_sentence(ranking)
