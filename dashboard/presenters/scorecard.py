"""The scorecard of an inspection: every judgement in Ofsted's order, with its evidence and comparisons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Framework, Judgement, ScaleGrade, Service
from inspections.models import AreaForImprovement, Grade, Inspection
from inspections.record.evidence import Evidence
from inspections.record.history import History
from inspections.statistics.changes import JudgementChange, compare_with_previous
from inspections.statistics.comparable import shares_under
from inspections.statistics.ranking import NotRanked, Place, fullest_measure, measures_alike, place, rank
from inspections.statistics.shares import SMALLEST_BASE_FOR_PERCENT, Shares
from inspections.statistics.spans import good_or_better
from inspections.statistics.standings import CouncilsAsAt, Result, State
from inspections.wording.absences import unranked_by_sentence
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    frameworks_sentence,
    full_records_sentence,
    inspected_sentence,
    place_sentence,
    provenance_sentence,
)
from inspections.wording.days import inspected_words
from inspections.wording.distributions import left_out_sentence, most_and_least_good
from inspections.wording.figures import figure_words
from inspections.wording.headlines import (
    areas_title,
    change_in_short,
    month_of,
    place_in_short,
    scorecard_headline,
    service_title,
)
from inspections.wording.history import good_or_better_sentence
from inspections.wording.provenance import PROVENANCE_MARKS
from inspections.wording.reports import paragraphs_words, place_in_report
from inspections.wording.results import change_words, key_sentences, provenance_words, state_words
from inspections.wording.words import date_range, n_of

from .context_line import ContextLine
from .heatmaps import STATE_MARKS, letter_or_mark
from .improvements import NO_TIMESCALE, TIMESCALES, TimescaleGroup, by_timescale
from .paragraphs import ReportQuotation, quotations

# With more judgements than this, rows are small.
MOST_LARGE_ROWS = 8
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class ScorecardRow:
    """A judgement. `heading` is the sub-heading above it, empty if Ofsted prints none.

    `grounds` is the grade with its place in the report, if there is a grade. `moved` is the change in short.
    """

    judgement: Judgement
    service: Service
    heading: str
    result: Result
    grounds: Grade | None
    national: Shares
    change: str
    moved: str
    why: str
    paragraphs: tuple[ReportQuotation, ...]

    @property
    def evidence(self) -> str:
        """The place in the report that explains the grade."""
        if not self.grounds or not self.grounds.paragraph_first:
            return ""
        words = paragraphs_words(self.grounds.paragraph_first, self.grounds.paragraph_last)
        return words + (" (range found by reading)" if self.grounds.paragraphs_derived else "")

    @property
    def evidence_in_short(self) -> str:
        """`¶ 14–21`; "" if the place is not on record."""
        if not self.grounds or not self.grounds.paragraph_first:
            return ""
        first, last = self.grounds.paragraph_first, self.grounds.paragraph_last
        return f"¶ {first}–{last}" if last and last != first else f"¶ {first}"

    @property
    def mark(self) -> str:
        """The grade's letter with the mark of its provenance, or the mark of the state."""
        return letter_or_mark(self.result)

    @property
    def same_grade(self) -> str:
        """How many councils hold the same grade: `33 of 72`; "" without one."""
        held = [share.count for share in self.national.shares if share.grade == self.result.grade]
        return f"{held[0]} of {self.national.base}" if held and self.national.base else ""

    @property
    def has_bar(self) -> bool:
        """Whether there are enough councils for a bar: as many as for a percentage."""
        return self.national.base >= SMALLEST_BASE_FOR_PERCENT

    @property
    def national_words(self) -> str:
        """The number of councils with each grade, in words."""
        if not self.national.base:
            return "no council has a grade for it on record"
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
    title: str
    rows: tuple[ScorecardRow, ...]
    improvements: tuple[TimescaleGroup, ...]

    @property
    def not_on_record(self) -> int:
        """The number of its judgements without a grade on record."""
        return sum(row.result.state is State.NOT_ON_RECORD for row in self.rows)


@dataclass(frozen=True)
class NumberedArea:
    """An area for improvement with its number, counted within the service in the report's order."""

    number: int
    item: AreaForImprovement


@dataclass(frozen=True)
class ServiceAreas:
    """The areas of one service and timescale that have their wording, and how many have none in words."""

    service: Service
    areas: tuple[NumberedArea, ...]
    without_text: str


@dataclass(frozen=True)
class TimescaleAreas:
    """All areas for improvement of one timescale, by service."""

    name: str
    due: date | None
    number: int
    services: tuple[ServiceAreas, ...]


@dataclass(frozen=True)
class Scorecard:
    """The content of the page.

    `places` are the sentences on the council's place, to quote, and `bases` what the rankings rest on. `full_records`
    is that of them which a reader needs beside the place: how few can be ranked.
    """

    inspection: Inspection
    framework: Framework
    councils_as_at: CouncilsAsAt
    services: tuple[ServicePart, ...]
    evidence: Evidence
    other_paragraphs: tuple[ReportQuotation, ...]
    key_sentences: str
    good_or_better: str
    month: str
    headline: str
    place_title: str
    places: tuple[str, ...]
    full_records: str
    bases: tuple[str, ...]
    earlier: Inspection | None
    later: Inspection | None

    @property
    def place_sentences(self) -> tuple[str, ...]:
        """Its places, and what the rankings rest on."""
        return (*self.places, *self.bases)

    @property
    def is_large(self) -> bool:
        """Whether rows are large, because there are few judgements."""
        return sum(len(part.rows) for part in self.services) <= MOST_LARGE_ROWS

    @property
    def in_columns(self) -> bool:
        """Whether its services stand side by side: not if their rows are large."""
        return len(self.graded_parts) > 1 and not self.is_large

    @property
    def graded_parts(self) -> list[ServicePart]:
        return [part for part in self.services if part.rows]

    @property
    def tally(self) -> list[tuple[ScaleGrade, int, float, float, float]]:
        """How many judgements have each grade: the grade, the number, and where its part of a bar begins, how wide it
        is and its middle, in per cent.
        """
        results = [row.result for part in self.services for row in part.rows if not row.judgement.optional]
        grades = [result.grade for result in results if result.grade]
        parts, start = [], 0.0
        for grade in self.framework.scale.grades:
            number = grades.count(grade)
            width = 100 * number / max(len(grades), 1)
            if number:
                parts.append((grade, number, round(start, 2), round(width, 2), round(start + width / 2, 2)))
            start += width
        return parts

    @property
    def marks(self) -> tuple[tuple[str, str], ...]:
        """The marks of states and provenances that are shown, with their words."""
        results = [row.result for part in self.services for row in part.rows]
        states = {result.state for result in results if not result.grade}
        kinds = {result.provenance for result in results if result.grade and not result.from_report}
        return (
            *((mark, state_words(state)) for state, mark in STATE_MARKS.items() if state in states),
            *((mark, provenance_words(kind)) for kind, mark in PROVENANCE_MARKS.items() if kind in kinds),
        )

    @property
    def areas(self) -> tuple[TimescaleAreas, ...]:
        """The areas for improvement, the most urgent first."""
        return tuple(_areas(self.services))

    @property
    def areas_title(self) -> str:
        at_once = sum(one.number for one in self.areas if one.name == TIMESCALES["immediately"][0])
        has_timescales = any(one.name != NO_TIMESCALE for one in self.areas)
        return areas_title(self.improvements, at_once, has_timescales=has_timescales)

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
    def distribution_headline(self) -> str:
        """On which of these judgements most councils are good or outstanding, and on which fewest."""
        drawn = [(name, row.national) for name, row in self.drawn_rows]
        return most_and_least_good(drawn, is_all=len(drawn) == sum(len(part.rows) for part in self.services))

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


def scorecard(inspection: Inspection, history: History, councils_as_at: CouncilsAsAt, evidence: Evidence) -> Scorecard:
    """Present an inspection. `history` is the council's; `councils_as_at` is the programme as at the day from which
    the inspection counts.
    """
    record = history.records[inspection.pk]
    changes = compare_with_previous(record, list(history.records.values()))
    shown = [change for change in changes if not change.judgement.optional or change.judgement.id in record.grades]
    quoted = quotations(evidence.paragraphs, [change.judgement for change in shown], evidence.grades)
    counts = {service.service.code: service for service in good_or_better(record)}
    several = len([service for service in record.framework.services if service.judgements]) > 1
    places, place_name = _places(councils_as_at, inspection.council.slug)
    bases = tuple(_bases(councils_as_at, inspection.council.slug))
    ordered = history.inspections
    index = ordered.index(inspection)

    def row(change: JudgementChange) -> ScorecardRow:
        judgement = change.judgement
        grounds = evidence.grades.get(judgement.id)
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
            change_in_short(change),
            why,
            quoted.by_judgement[judgement.id],
        )

    rows = [row(change) for change in shown]
    return Scorecard(
        inspection=inspection,
        framework=record.framework,
        councils_as_at=councils_as_at,
        services=tuple(
            _service_part(
                service,
                service_title(counts.get(service.code), service.short_name if several else "", record),
                [row for row in rows if row.service == service and service.code in record.services],
                evidence,
                inspection,
            )
            for service in record.framework.services
        ),
        evidence=evidence,
        other_paragraphs=quoted.others,
        key_sentences=key_sentences(record),
        good_or_better=good_or_better_sentence(good_or_better(record)),
        month=month_of(record.inspection),
        headline=scorecard_headline(record, changes),
        place_title=place_name,
        places=places,
        full_records=bases[1] if bases else "",
        bases=bases,
        earlier=ordered[index + 1] if index + 1 < len(ordered) else None,
        later=ordered[index - 1] if index else None,
    )


def scorecard_line(page: Scorecard, today: date) -> ContextLine:
    """The line of context: the day of the comparisons, the framework, and out of how many councils."""
    councils = page.councils_as_at
    return ContextLine(
        day=councils.day,
        today=today,
        facts=(inspected_words(councils), page.framework.short_name),
        mine=page.inspection.council.slug,
        name=page.inspection.council.display_name,
    )


def _service_part(
    service: Service, title: str, rows: Sequence[ScorecardRow], evidence: Evidence, inspection: Inspection
) -> ServicePart:
    improvements = [item for item in evidence.improvements if item.service == service.code]
    return ServicePart(service, title, tuple(rows), by_timescale(improvements, inspection.published_on))


def _areas(services: Sequence[ServicePart]) -> Iterable[TimescaleAreas]:
    numbers = {
        item.pk: number
        for part in services
        for number, item in enumerate((item for group in part.improvements for item in group.items), 1)
    }
    for name in (*(words for words, _ in TIMESCALES.values()), NO_TIMESCALE):
        found = [(part.service, group) for part in services for group in part.improvements if group.name == name]
        if found:
            yield TimescaleAreas(
                name,
                found[0][1].due,
                sum(len(group.items) for _, group in found),
                tuple(
                    ServiceAreas(
                        service,
                        tuple(NumberedArea(numbers[item.pk], item) for item in group.texts),
                        group.without_text,
                    )
                    for service, group in found
                ),
            )


def _places(councils_as_at: CouncilsAsAt, slug: str) -> tuple[tuple[str, ...], str]:
    """The council's place by the fullest count in both forms in sentences, and in short; empty if it was not in being.

    If the programme's leading count is another, the place by that one follows.
    """
    if slug not in councils_as_at.standings:
        return (), ""
    of = councils_as_at.programme
    alike = measures_alike(of, fullest_measure(councils_as_at))
    rankings = [rank(councils_as_at, measure) for measure in dict.fromkeys([*alike, of.measures[0]])]
    found = [place(each, slug) for each in rankings]
    own = found[0]
    sentences = [unranked_by_sentence(own, rankings[0].measure)] if isinstance(own, NotRanked) else []
    sentences += [place_sentence(each) for each in found if isinstance(each, Place)]
    return tuple(sentences), place_in_short(own).removesuffix(".")


def _bases(councils_as_at: CouncilsAsAt, slug: str) -> Iterable[str]:
    """What the ranking by the fullest count rests on, in sentences, which may be empty."""
    if slug not in councils_as_at.standings:
        return
    ranking = rank(councils_as_at, fullest_measure(councils_as_at))
    yield inspected_sentence(ranking)
    yield full_records_sentence(ranking)
    yield dated_by_month_sentence(ranking)
    yield provenance_sentence(ranking)
    yield frameworks_sentence(ranking)
