"""The ranking page: the ranking of the statistics as rows, lists and sentences."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.selections.programme import ProgrammeSelection
from inspections.frameworks.definitions import Measure, Scale
from inspections.models import Council
from inspections.statistics.ranking import NotRanked, Ranked, Ranking, rank
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, InspectionRecord, InspectionRow, Result, Standing
from inspections.wording.absences import coverage_sentence
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    fair_mixture_sentence,
    frameworks_sentence,
    full_records_sentence,
    grades_words,
    has_position,
    highest_sentence,
    inspected_sentence,
    not_ranked_words,
    provenance_sentence,
)
from inspections.wording.frameworks import judgement_name
from inspections.wording.rankings import RankingAnswer, base_sentence, few_ranked_sentence, ranking_answer

from .evidence import WeakEvidence, weak_evidence
from .groups import answer_phrase, group_heading, group_phrase, groups_of
from .links import council_url, version
from .marked import Marked, marked_in

MOST_NAMED = 12


@dataclass(frozen=True)
class RankingRow:
    """A council of a ranking, with the results counted, in the order of the measure.

    `anchor` is set on the first row with its count, if rows are in order of rank.
    """

    entry: Ranked | NotRanked
    position: int
    results: tuple[Result, ...]
    records: tuple[InspectionRecord, ...]
    marked: bool
    anchor: str = ""

    @property
    def inspection(self) -> InspectionRow | None:
        """The latest inspection, if any."""
        return self.records[-1].inspection if self.records else None

    @property
    def versions(self) -> str:
        """The versions of the frameworks of its inspections: `2009, 2010`."""
        return ", ".join(dict.fromkeys(version(record.framework) for record in self.records))

    @property
    def council(self) -> CouncilRow:
        return self.entry.council

    @property
    def url(self) -> str:
        return council_url(self.council)

    @property
    def name(self) -> str:
        return self.council.name

    @property
    def region(self) -> str:
        return self.council.region

    @property
    def published(self) -> date:
        """The day from which the latest inspection counts. Sorts rows."""
        assert self.inspection
        return self.inspection.counts_from


@dataclass(frozen=True)
class Reason:
    """The councils not ranked for one reason. `anchor` is set on the first group with and without an inspection."""

    words: str
    anchor: str
    councils: tuple[CouncilRow, ...]

    @property
    def is_short(self) -> bool:
        """Whether all its councils are named at once."""
        return len(self.councils) <= MOST_NAMED


@dataclass(frozen=True)
class RegionCounts:
    """The ranked councils of a region: their number for each count, the highest first."""

    region: str
    url: str
    numbers: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.numbers)


@dataclass(frozen=True)
class RankingPage:
    """The content of the page and its files."""

    selection: ProgrammeSelection
    ranking: Ranking
    group: str
    rows: tuple[RankingRow, ...]
    reasons: tuple[Reason, ...]
    standings: Mapping[str, Standing]
    judgements: tuple[tuple[str, str], ...]
    marked: Marked | None
    weak: WeakEvidence | None

    @cached_property
    def not_ranked(self) -> tuple[RankingRow, ...]:
        """The councils that are not ranked, by name."""
        start, standings = len(self.rows), self.standings
        return tuple(
            _row(entry, start + n, standings[entry.council.slug], self.selection, measure=self.ranking.measure)
            for n, entry in enumerate(self.ranking.not_ranked)
        )

    @property
    def all_rows(self) -> tuple[RankingRow, ...]:
        """The ranked councils, then those that are not ranked."""
        return (*self.rows, *self.not_ranked)

    @property
    def base_sentences(self) -> tuple[str, ...]:
        """What the ranking rests on, in short sentences."""
        return tuple(filter(None, (base_sentence(self.ranking), coverage_sentence(self.ranking.programme))))

    @property
    def highest(self) -> str:
        """The sentences to quote on the highest count and how many were ranked; empty if none is."""
        return " ".join(filter(None, (highest_sentence(self.ranking), full_records_sentence(self.ranking))))

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences to quote: on the highest count, on the marked council, and on its later report."""
        against = self.marked.against.quote if self.marked and self.marked.against else ""
        return (self.highest, self.marked.quote if self.marked else "", against)

    @property
    def main_sentence(self) -> str:
        """The sentence on the marked council, or that on the highest count."""
        return self.marked.quote if self.marked else self.highest

    @property
    def answer(self) -> RankingAnswer:
        """How many councils have every grade that is counted."""
        return ranking_answer(self.ranking, answer_phrase(self.selection.group))

    @property
    def graded(self) -> str:
        """The grades that are counted: `good or outstanding`."""
        return grades_words(self.ranking.measure)

    @property
    def few_ranked(self) -> str:
        """That most of those inspected can't be ranked, in a sentence; empty if most can."""
        return few_ranked_sentence(self.ranking)

    def count_url(self, count: int) -> str:
        """A link to the first row with this count."""
        rows = self.selection.url(sort="") if self.selection.sort else ""
        return f"{rows}#count-{count}"

    @cached_property
    def by_region(self) -> tuple[RegionCounts, ...]:
        """The regions by the share with the highest count; empty if there is one region or few councils."""
        found: dict[str, Counter[int]] = defaultdict(Counter)
        for entry in self.ranking.entries:
            found[entry.council.region][entry.count] += 1
        group = self.selection.group
        if len(found) < 2 or group.neighbours_of or group.own_list or not has_position(self.ranking):
            return ()
        regions = [
            RegionCounts(
                region,
                self.selection.url(group=replace(group, region=region)),
                tuple(numbers[count] for count in self.ranking.by_count),
            )
            for region, numbers in found.items()
        ]
        return tuple(sorted(regions, key=lambda one: ([-number / one.total for number in one.numbers], one.region)))

    @property
    def groups_of_marked(self) -> tuple[tuple[str, str], ...]:
        """Links to the rankings of the marked council's neighbours and region, as (words, address)."""
        council = next((row.council for row in self.all_rows if row.marked), None)
        if council is None or self.selection.group:
            return ()
        return groups_of(self.selection, council)

    @property
    def notes(self) -> tuple[str, ...]:
        """What to know before using it, in sentences."""
        return tuple(filter(None, (dated_by_month_sentence(self.ranking), self.chart_note)))

    @cached_property
    def chart_note(self) -> str:
        """How many councils have a grade that was not read from the report itself, in a sentence, or empty."""
        return provenance_sentence(self.ranking)

    @property
    def mixed(self) -> str:
        """The frameworks that it mixes, in a sentence; empty if there is one."""
        return frameworks_sentence(self.ranking)

    @property
    def fair(self) -> str:
        """Why it is fair to mix the frameworks; empty if not every judgement counted compares fairly."""
        return fair_mixture_sentence(self.ranking)

    @property
    def paper_sentences(self) -> tuple[str, ...]:
        """The sentences above the tables of the Word file: on the marked council and its later report, and on all."""
        marked = self.marked
        own = (marked.quote or marked.absence, marked.against.quote if marked.against else "") if marked else ()
        return (*own, self.highest)

    @property
    def paper_notes(self) -> tuple[str, ...]:
        """What the Word file says of how councils are counted."""
        ranking = self.ranking
        others = (inspected_sentence(ranking), coverage_sentence(ranking.programme))
        weak = self.weak.sentence if self.weak else ""
        return (*others, *self.notes, weak, self.mixed, self.fair if self.mixed else "")

    @property
    def has_services(self) -> bool:
        """Whether the measure counts judgements of several services, whose names stand in the headings."""
        return len({id_.partition(".")[0] for id_, _ in self.judgements}) > 1

    @property
    def scale(self) -> Scale:
        """The grades that its letters stand for."""
        return self.selection.programme.frameworks[0].scale


def ranking_page(
    selection: ProgrammeSelection, councils_as_at: CouncilsAsAt, later: Standing | None, council: Council | None
) -> RankingPage:
    """Present councils ranked by the selected measure.

    `later` is the marked council's standing by its first report after the day, None where it has none;
    `council` the marked council, None where none is.
    """
    councils_as_at = councils_as_at.of_group(group_phrase(selection.group, councils_as_at))
    measure = selection.measure_of(councils_as_at)
    ranking = rank(councils_as_at, measure)
    group = group_heading(selection.group, councils_as_at)
    return RankingPage(
        selection=selection,
        ranking=ranking,
        group=group,
        rows=_rows(ranking, councils_as_at, selection),
        reasons=_reasons(ranking),
        standings=councils_as_at.standings,
        judgements=tuple((id_, judgement_heading(selection, measure, id_)) for id_ in measure.judgements),
        marked=marked_in(ranking, council, later) if council else None,
        weak=weak_evidence(selection, councils_as_at),
    )


def judgement_heading(selection: ProgrammeSelection, measure: Measure, judgement_id: str) -> str:
    """A judgement's short name, with its service if the measure counts several services."""
    framework = next(member for member in reversed(selection.programme.frameworks) if member.has(judgement_id))
    services = {counted.partition(".")[0] for counted in measure.judgements}
    return judgement_name(framework, framework.judgement(judgement_id), short=True, services=services)


def _rows(ranking: Ranking, councils_as_at: CouncilsAsAt, selection: ProgrammeSelection) -> tuple[RankingRow, ...]:
    firsts = {} if selection.sort else {entry.count: entry for entry in reversed(ranking.entries)}
    return tuple(
        _row(
            entry,
            position,
            councils_as_at.standings[entry.council.slug],
            selection,
            measure=ranking.measure,
            anchor=f"count-{entry.count}" if firsts.get(entry.count) is entry else "",
        )
        for position, entry in enumerate(ranking.entries)
    )


def _row(
    entry: Ranked | NotRanked,
    position: int,
    standing: Standing,
    selection: ProgrammeSelection,
    *,
    measure: Measure,
    anchor: str = "",
) -> RankingRow:
    counted = (standing.result(id_) for id_ in measure.judgements)
    results = entry.results if isinstance(entry, Ranked) else tuple(counted)
    return RankingRow(
        entry=entry,
        position=position,
        results=results,
        records=standing.records,
        marked=entry.council.slug == selection.council,
        anchor=anchor,
    )


def _reasons(ranking: Ranking) -> tuple[Reason, ...]:
    """Sort key: inspected councils first, then the commonest reason."""
    groups: dict[tuple[str, str], list[CouncilRow]] = defaultdict(list)
    for entry in ranking.not_ranked:
        kind = "inspected" if entry.lacking[0].inspection else "not-inspected"
        groups[kind, not_ranked_words(entry)].append(entry.council)
    reasons = []
    used = set()
    for (kind, words), councils in sorted(groups.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1])):
        reasons.append(Reason(words, "" if kind in used else kind, tuple(councils)))
        used.add(kind)
    return tuple(reasons)
