"""The national page: the number of councils with each grade, by judgement, by region and over time.

A number counts one thing judged, over the versions of a programme under which it was the same thing. What only has the
same name is counted apart. Map, heatmap and a judgement's page follow the same rule, so each number is as long as the
list that it links to.
"""

from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.selections.group import CouncilGroup
from dashboard.selections.judgement import JudgementSelection
from dashboard.selections.programme import ProgrammeSelection
from inspections.frameworks.definitions import Framework, Judgement, Programme
from inspections.record.control_totals import (
    CABINET_PAPER_DAY,
    CABINET_PAPER_PROGRAMME,
    CheckedTotal,
    ReportsByDay,
    control_totals,
    reports_of_the_cabinet_paper,
)
from inspections.record.current import Record
from inspections.record.kept import kept_by_edition
from inspections.record.rows import council_row
from inspections.statistics.comparable import results_under, shares_under
from inspections.statistics.same_councils import on_the_same_councils, year_before
from inspections.statistics.shares import Shares
from inspections.statistics.standings import OVERALL, CouncilsAsAt
from inspections.statistics.trends import Trend, good_or_better_over_time, services_judged_overall
from inspections.wording.distributions import ungraded_sentence
from inspections.wording.frameworks import judgement_name
from inspections.wording.groups import region_name
from inspections.wording.judgements import regions_finding
from inspections.wording.national import (
    TOTALS_DATED_LATER,
    TOTALS_OF_ALL_PROGRAMMES,
    best_and_worst_title,
    highest_and_lowest,
    judged_sentence,
    lines_finding,
    reports_by_day_sentence,
    same_councils_sentence,
    same_councils_words,
    sample_sentence,
    shares_sentence,
    trend_sentence,
    without_overall_sentence,
)
from inspections.wording.provenance import origins_sentence
from inspections.wording.words import capital, date_words, lower_first, n_of

from .distributions import DistributionRow, by_region
from .evidence import WeakEvidence, weak_evidence
from .totals import Total

# Totals of Ofsted that have room beside the regions.
MOST_BESIDE = 3


@dataclass(frozen=True)
class NationalHistory:
    """What follows from every inspection on record: shares over time, and Ofsted's totals against the record."""

    trends: tuple[Trend, ...]
    totals: tuple[CheckedTotal, ...]
    reports_by_day: ReportsByDay


@dataclass(frozen=True)
class NationalPage:
    """The content of the page. `judgements` has a row for each thing judged, in the order of the selection."""

    selection: ProgrammeSelection
    councils_as_at: CouncilsAsAt
    judgements: tuple[DistributionRow, ...]

    @cached_property
    def a_year_ago(self) -> CouncilsAsAt:
        """The same councils a year before."""
        selection = self.selection
        moment = replace(selection.moment, as_at=year_before(selection.day))
        return replace(selection, moment=moment).programme_as_at(selection.programme)

    @cached_property
    def overall(self) -> tuple[Framework, Judgement]:
        """The judgement that the page begins with: the programme's first key judgement."""
        return next(iter(self.selection.judgements.values()))

    @property
    def answer(self) -> str:
        """The number of councils that are good or outstanding on the first key judgement, and which councils count."""
        of, judgement = self.overall
        shares = shares_under(self.councils_as_at, of, judgement.id)
        several = len(services_judged_overall(self.selection.programme)) > 1
        service = f" for {lower_first(of.service(judgement.service).short_name)}" if several else ""
        return f"{capital(judged_sentence(shares, of, judgement, self.selection.day))}{service}." if shares.base else ""

    @property
    def same_councils(self) -> str:
        """How many of the same councils were a year ago, and whether those graded are a fair sample."""
        of, judgement = self.overall
        shares = shares_under(self.councils_as_at, of, judgement.id)
        same = on_the_same_councils(self.a_year_ago, self.councils_as_at, of, judgement.id)
        change = same_councils_sentence(same, shares.base) if same.has_news else ""
        sentences = (change, sample_sentence(shares))
        return " ".join(filter(None, sentences)) if shares.base else ""

    @cached_property
    def years_on(self) -> Mapping[str, str]:
        """For each judgement in the table what it was a year ago on the same councils, by its list's address."""
        found = {
            row.lists: on_the_same_councils(self.a_year_ago, self.councils_as_at, of, judgement.id)
            for (of, judgement), row in zip(self.selection.judgements.values(), self.judgements, strict=True)
            if row.has_bar
        }
        has_news = any(same.has_news for same in found.values())
        return {lists: same_councils_words(same, short=True) for lists, same in found.items()} if has_news else {}

    @property
    def judgements_title(self) -> str:
        """Which judgement is graded best and which least well, as a title."""
        title = best_and_worst_title([(row.short_label, row.shares) for row in self.drawn])
        return title if title and len(self.drawn) > 2 else "Judgement by judgement"

    @property
    def regions_title(self) -> str:
        return regions_finding([(row.label, row.shares) for row in self.regions])

    @property
    def has_few_totals(self) -> bool:
        """Whether Ofsted's totals have room beside the regions."""
        return 0 < len(self.totals) <= MOST_BESIDE

    @property
    def regions_by_share(self) -> list[DistributionRow]:
        """The regions in order of share, those with too few councils for one last."""
        return sorted(self.regions, key=lambda row: (row.percent is None, -row.share, row.label))

    @property
    def england_row(self) -> DistributionRow:
        return DistributionRow("England", self.england, "")

    @property
    def lines_title(self) -> str:
        """How the share of the page's programme went, as a title."""
        return lines_finding([trend for trend in self.lines if trend.programme == self.selection.programme])

    @cached_property
    def _history(self) -> NationalHistory:
        return national_history(self.selection.moment.record, self.selection.day)

    @cached_property
    def regions(self) -> tuple[DistributionRow, ...]:
        """A row for each region, on the judgement selected."""
        of, judgement = self.selection.judged
        lists = JudgementSelection(self.selection.moment, of, judgement, evidence=self.selection.evidence)
        return tuple(
            DistributionRow(region, shares_under(part, of, judgement.id), lists.url(group=CouncilGroup(region)))
            for region, part in by_region(self.councils_as_at)
        )

    @cached_property
    def trends(self) -> tuple[Trend, ...]:
        """The share of councils that are good or better over time, by programme."""
        return self._history.trends

    @cached_property
    def totals(self) -> tuple[Total, ...]:
        """Ofsted's totals of the programme up to the day."""
        members = {member.code for member in self.selection.programme.frameworks}
        return tuple(
            Total(checked)
            for checked in self._history.totals
            if checked.total.day <= self.selection.day and members & set(checked.total.frameworks)
        )

    @cached_property
    def weak(self) -> WeakEvidence | None:
        """How many councils have a weakly evidenced grade; None where none has."""
        return weak_evidence(self.selection, self.councils_as_at)

    @cached_property
    def origins(self) -> str:
        """How many of the grades on all judgements were not read from the report itself; empty where all were."""
        judged = self.selection.judgements.values()
        return origins_sentence(
            result for of, judgement in judged for result in results_under(self.councils_as_at, of, judgement.id)
        )

    @property
    def rows(self) -> list[DistributionRow]:
        """The judgements with any grade on record."""
        return [row for row in self.judgements if row.shares.base]

    @property
    def few(self) -> list[DistributionRow]:
        """The judgements on record with too few graded councils for a bar or a percentage."""
        return [replace(row, note="", heading="") for row in self.rows if not row.has_bar]

    @property
    def never(self) -> list[str]:
        """The names of the judgements without a grade on record."""
        return [row.short_label for row in self.judgements if not row.shares.base]

    @property
    def judged(self) -> Judgement:
        """The judgement selected for the regions."""
        return self.selection.judged[1]

    @cached_property
    def in_words(self) -> str:
        """Its name, with the service if the programme has several."""
        return judgement_name(*self.selection.judged)

    @cached_property
    def england(self) -> Shares:
        """The shares of all councils in being, on that judgement."""
        return shares_under(self.councils_as_at, self.selection.judged[0], self.judged.id)

    @property
    def sentence(self) -> str:
        """The number of councils that are good or outstanding on that judgement, in a sentence."""
        words = shares_sentence(self.england)
        if self.judged.code == OVERALL:
            words = judged_sentence(self.england, *self.selection.judged, self.selection.day)
        return f"{self.in_words}: {words}."

    @property
    def grades_sentence(self) -> str:
        """The number of good or outstanding councils on each judgement in the chart, in sentences."""
        parts = [f"{row.short_label}: {shares_sentence(row.shares)}" for row in self.drawn]
        return f"{'; '.join(parts)}."

    @property
    def regions_sentence(self) -> str:
        """What `regions_words` says, and that the councils graded are no fair sample if they aren't."""
        return " ".join(filter(None, (self.regions_words, self.sample)))

    @property
    def sample(self) -> str:
        """That the councils graded are no fair sample, or empty."""
        return sample_sentence(self.england)

    @property
    def regions_words(self) -> str:
        """The share in England, and the regions with the highest and the lowest, in sentences."""
        extremes = highest_and_lowest([(region_name(row.label), row.shares) for row in self.regions])
        england = judged_sentence(self.england, *self.selection.judged, self.selection.day)
        return " ".join(filter(None, (f"In England, {england}.", extremes)))

    @property
    def caption(self) -> str:
        return f"How many councils hold each grade, judgement by judgement, as at {self._day}"

    @property
    def regions_caption(self) -> str:
        return f"{self.in_words}: how many councils hold each grade, region by region, as at {self._day}"

    @property
    def _day(self) -> str:
        return date_words(self.selection.day)

    @property
    def drawn(self) -> list[DistributionRow]:
        """The judgements with enough graded councils for a bar."""
        return [row for row in self.judgements if row.has_bar]

    @property
    def lines(self) -> list[Trend]:
        """The trends with enough graded councils for a line."""
        return [trend for trend in self.trends if trend.is_drawn]

    @property
    def trend_sentences(self) -> list[str]:
        """The first and the last share of each line, in sentences."""
        return [trend_sentence(trend) for trend in self.lines]

    @property
    def not_drawn(self) -> list[str]:
        """The numbers of each programme without a line, in sentences."""
        return [trend_sentence(trend) for trend in self.trends if not trend.is_drawn]

    @property
    def without_overall(self) -> list[str]:
        """A sentence for each framework in the lines that has no overall judgement."""
        return [
            without_overall_sentence(member, trend.programme)
            for trend in self.trends
            for member in trend.programme.frameworks
            if member.no_overall and member.in_force_from.earliest <= self.selection.day
        ]

    @property
    def total_notes(self) -> list[str]:
        """Why Ofsted's totals differ from the numbers here, in sentences."""
        notes = []
        if self.selection.programme.code == CABINET_PAPER_PROGRAMME and self.selection.day >= CABINET_PAPER_DAY:
            notes.append(reports_by_day_sentence(*astuple(self._history.reports_by_day)))
        if any(total.checked.total.base for total in self.totals):
            notes.append(TOTALS_DATED_LATER)
        members = {member.code for member in self.selection.programme.frameworks}
        if any(set(total.checked.total.frameworks) - members for total in self.totals):
            notes.append(TOTALS_OF_ALL_PROGRAMMES)
        return notes

    @property
    def ranking(self) -> str:
        return self.selection.url(page="ranking")

    @property
    def heatmap(self) -> str:
        return self.selection.url(page="heatmap")

    @property
    def dated_by_month(self) -> str:
        """How many inspections are dated by month, in a sentence, or empty."""
        estimated, base = (
            sum(row.dated_by_month for row in self.councils_as_at.inspections),
            len(self.councils_as_at.inspections),
        )
        return n_of(estimated, base, "inspections" if base > 1 else "inspection") if estimated else ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The judgements with any grade on record, as (key, words) for the form."""
        keys = zip(self.selection.judgements, self.judgements, strict=True)
        return [(key, row.short_label) for key, row in keys if row.shares.base]


def national_page(selection: ProgrammeSelection, councils_as_at: CouncilsAsAt) -> NationalPage:
    """Present a programme's councils as at a day."""
    return NationalPage(selection, councils_as_at, judgement_rows(selection, councils_as_at))


@kept_by_edition
def national_history(record: Record, until: date) -> NationalHistory:
    """Reads every inspection, so ask only for what needs them all."""
    councils, records = record.councils(), record.records()
    trends = good_or_better_over_time(records, [council_row(council, until) for council in councils], until)
    return NationalHistory(trends, tuple(control_totals(councils, records)), reports_of_the_cabinet_paper(records))


def judgement_rows(selection: ProgrammeSelection, councils_as_at: CouncilsAsAt) -> tuple[DistributionRow, ...]:
    """A row for each judgement of the programme, with or without grades on record."""
    return tuple(
        _judgement_row(councils_as_at, of, judgement, _list_of(selection, of, judgement))
        for of, judgement in selection.judgements.values()
    )


def _list_of(selection: ProgrammeSelection, of: Framework, judgement: Judgement) -> str:
    return JudgementSelection(selection.moment, of, judgement, evidence=selection.evidence).url()


def _judgement_row(councils_as_at: CouncilsAsAt, of: Framework, judgement: Judgement, lists: str) -> DistributionRow:
    shares = shares_under(councils_as_at, of, judgement.id)
    return DistributionRow(
        label=judgement.name,
        shares=shares,
        lists=lists,
        url=lists,
        heading=_heading(of, judgement, councils_as_at.programme),
        short_label=judgement_name(of, judgement, short=True),
        note=ungraded_sentence(shares),
        framework=of.code,
        judgement=judgement.id,
    )


def _heading(of: Framework, judgement: Judgement, programme: Programme) -> str:
    """The heading above a service's judgements, with the framework if only an older one has them."""
    service = of.service(judgement.service).name if len(of.services) > 1 else ""
    older = of.short_name if service and of != programme.frameworks[-1] else ""
    return ", ".join(filter(None, (service, f"judgements of {older} alone" if older else "")))
