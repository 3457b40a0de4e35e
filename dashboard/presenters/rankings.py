"""What a ranking page shows: the statistics' ranking as rows, lists and sentences."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dashboard.selections.group import CouncilGroup
from dashboard.selections.programme import ProgrammeSelection
from inspections.models import Council
from inspections.statistics.ranking import NotRanked, Ranked, Ranking, rank
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, InspectionRow, Result, Standing
from inspections.wording.absences import coverage_sentence
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    fair_mixture_sentence,
    frameworks_sentence,
    full_records_sentence,
    highest_sentence,
    inspected_sentence,
    not_ranked_words,
    provenance_sentence,
)
from inspections.wording.frameworks import judgement_name
from inspections.wording.groups import neighbours_words

from .evidence import WeakEvidence, weak_evidence
from .groups import centre_name, group_phrase
from .links import council_url, version
from .marked import Marked, marked_in


@dataclass(frozen=True)
class RankingRow:
    """A council of a ranking. `results` are those counted, in the measure's order; `inspection` None where none counts.

    `anchor` is that of the first with its count, where rows stand in order of rank; empty for the others.
    """

    entry: Ranked | NotRanked
    position: int
    results: tuple[Result, ...]
    inspection: InspectionRow | None
    versions: str
    marked: bool
    anchor: str = ""

    @property
    def council(self) -> CouncilRow:
        return self.entry.council

    @property
    def url(self) -> str:
        """The council's page."""
        return council_url(self.council)

    @property
    def name(self) -> str:
        return self.council.name

    @property
    def region(self) -> str:
        return self.council.region

    @property
    def published(self) -> date:
        """The day from which its latest inspection counts, by which rows sort."""
        assert self.inspection
        return self.inspection.counts_from


@dataclass(frozen=True)
class Reason:
    """The councils that are not ranked for one reason. `anchor` marks the first with, and without, an inspection."""

    words: str
    anchor: str
    councils: tuple[CouncilRow, ...]


@dataclass(frozen=True)
class Counted:
    """The councils that have one count: how many they are, and where their rows begin."""

    words: str
    number: int
    url: str


@dataclass(frozen=True)
class RankingPage:
    """A ranking and everything that its page and its files say about it."""

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
        """The councils without a rank, by name."""
        start, standings = len(self.rows), self.standings
        return tuple(
            _row(entry, start + n, standings[entry.council.slug], self.selection)
            for n, entry in enumerate(self.ranking.not_ranked)
        )

    @property
    def all_rows(self) -> tuple[RankingRow, ...]:
        """The councils that are ranked, then those that are not."""
        return (*self.rows, *self.not_ranked)

    @property
    def sentences(self) -> tuple[str, ...]:
        """How much the ranking rests on."""
        ranking = self.ranking
        found = (inspected_sentence(ranking), full_records_sentence(ranking), coverage_sentence(ranking.programme))
        return tuple(filter(None, found))

    @property
    def highest(self) -> str:
        """Who has the highest count, to quote; with how many could be ranked. Empty where none is ranked."""
        return " ".join(filter(None, (highest_sentence(self.ranking), full_records_sentence(self.ranking))))

    @property
    def quotes(self) -> tuple[str, ...]:
        """The sentences to quote: on the highest count, on the marked council, and on its later report."""
        against = self.marked.against.quote if self.marked and self.marked.against else ""
        return (self.highest, self.marked.quote if self.marked else "", against)

    @property
    def counts(self) -> tuple[Counted, ...]:
        """The counts that any council has, with the way to their rows."""
        selection, of = self.selection, len(self.judgements)
        rows = "" if selection.sort == "rank" else selection.url(sort="rank")
        return tuple(
            Counted(f"{count} of {of}", len(councils), f"{rows}#count-{count}")
            for count, councils in self.ranking.by_count.items()
            if councils
        )

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be known before using it."""
        return tuple(filter(None, (dated_by_month_sentence(self.ranking), self.chart_note)))

    @property
    def chart_note(self) -> str:
        """How many councils have a grade that was not read from the report itself; empty where none has."""
        return provenance_sentence(self.ranking)

    @property
    def mixed(self) -> str:
        """Which frameworks it mixes; empty where it holds one."""
        return frameworks_sentence(self.ranking)

    @property
    def fair(self) -> str:
        """Why the frameworks may be mixed; empty where not every judgement counted compares fairly."""
        return fair_mixture_sentence(self.ranking)

    @property
    def paper_sentences(self) -> tuple[str, ...]:
        """What the Word file says above its tables."""
        others = [one for one in self.sentences if one not in self.highest]
        weak = self.weak.sentence if self.weak else ""
        return (self.highest, *others, *self.notes, weak, self.mixed, self.fair if self.mixed else "")

    @property
    def letters(self) -> str:
        """What the letters of grades stand for."""
        scale = self.selection.programme.frameworks[0].scale
        return ", ".join(f"{grade.letter} {grade.in_text}" for grade in scale.grades)

    @property
    def lists(self) -> list[tuple[str, str]]:
        """The lists behind the numbers on the page: the anchor of each and a link's words."""
        inspected_not_ranked = self.ranking.inspected - self.ranking.base
        without_inspection = self.ranking.in_being - self.ranking.inspected
        lists = [("ranked", f"{self.ranking.base} ranked")]
        if inspected_not_ranked:
            lists.append(("inspected", f"{inspected_not_ranked} inspected and not ranked"))
        if without_inspection:
            lists.append(("not-inspected", f"{without_inspection} with no inspection counted"))
        return lists


def ranking_page(
    selection: ProgrammeSelection, councils_as_at: CouncilsAsAt, later: Standing | None, council: Council | None
) -> RankingPage:
    """Present councils ranked by the measure asked for.

    `later` is the marked council's standing by its first report after the day, None where it has none;
    `council` the marked council, None where none is.
    """
    councils_as_at = replace(councils_as_at, group=group_phrase(selection.group, councils_as_at))
    ranking = rank(councils_as_at, selection.measure)
    group = group_words(selection.group, councils_as_at)
    return RankingPage(
        selection=selection,
        ranking=ranking,
        group=group,
        rows=_rows(ranking, councils_as_at, selection),
        reasons=_reasons(ranking),
        standings=councils_as_at.standings,
        judgements=tuple((id_, judgement_heading(selection, id_)) for id_ in selection.measure.judgements),
        marked=marked_in(ranking, council, later) if council else None,
        weak=weak_evidence(selection, councils_as_at),
    )


def group_words(group: CouncilGroup, councils_as_at: CouncilsAsAt) -> str:
    """The group of councils shown: "South West; Unitary authority"; empty for all."""
    parts = [group.region, Council.Type(group.type).label if group.type else ""]
    if group.neighbours_of:
        parts.append(neighbours_words(centre_name(group, councils_as_at), group.neighbour_set_name))
    return "; ".join(filter(None, parts))


def judgement_heading(selection: ProgrammeSelection, judgement_id: str) -> str:
    """A judgement's short name, after its service's where the measure counts judgements of several."""
    framework = next(member for member in reversed(selection.programme.frameworks) if member.has(judgement_id))
    services = {counted.partition(".")[0] for counted in selection.measure.judgements}
    return judgement_name(framework, framework.judgement(judgement_id), short=True, services=services)


def _rows(ranking: Ranking, councils_as_at: CouncilsAsAt, selection: ProgrammeSelection) -> tuple[RankingRow, ...]:
    firsts = {entry.count: entry for entry in reversed(ranking.entries)} if selection.sort == "rank" else {}
    return tuple(
        _row(
            entry,
            position,
            councils_as_at.standings[entry.council.slug],
            selection,
            anchor=f"count-{entry.count}" if firsts.get(entry.count) is entry else "",
        )
        for position, entry in enumerate(ranking.entries)
    )


def _row(
    entry: Ranked | NotRanked, position: int, standing: Standing, selection: ProgrammeSelection, anchor: str = ""
) -> RankingRow:
    records = standing.records
    if isinstance(entry, Ranked):
        results = entry.results
    else:
        results = tuple(standing.result(id_) for id_ in selection.measure.judgements)
    return RankingRow(
        entry=entry,
        position=position,
        results=results,
        inspection=records[-1].inspection if records else None,
        versions=", ".join(dict.fromkeys(version(record.framework) for record in records)),
        marked=entry.council.slug == selection.council,
        anchor=anchor,
    )


def _reasons(ranking: Ranking) -> tuple[Reason, ...]:
    """Inspected councils first, then by how many share the reason."""
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
