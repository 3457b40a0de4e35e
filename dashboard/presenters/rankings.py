"""What a ranking page shows: the statistics' ranking as rows, lists and sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from dashboard.selection import Selection
from inspections.frameworks import Judgement, Programme
from inspections.models import Council
from inspections.statistics import (
    AsAt,
    CouncilRow,
    InspectionRow,
    NotRanked,
    Place,
    Ranked,
    Ranking,
    Result,
    Standing,
    place,
    rank,
    set_against,
)
from inspections.wording import (
    date_words,
    dated_by_month_sentence,
    frameworks_sentence,
    full_records_sentence,
    higher_and_lower,
    inspected_sentence,
    not_ranked_words,
    place_sentence,
    provenance_sentence,
    rank_words,
)

from .groups import group_phrase
from .links import council_url, version

PROVENANCE_MARKS = {"report": "", "later_report": "†", "derived": "‡"}


@dataclass(frozen=True)
class Row:
    """A council in the list. `results` are those counted, in the measure's order."""

    council: CouncilRow
    position: int
    rank: str
    count: str
    results: tuple[Result, ...]
    inspection: InspectionRow
    versions: str
    marked: bool

    @property
    def url(self) -> str:
        """The council's page."""
        return council_url(self.council)

    @property
    def name(self) -> str:
        """The council's name."""
        return self.council.name

    @property
    def region(self) -> str:
        """The council's region."""
        return self.council.region

    @property
    def published(self) -> date:
        """The day from which its latest inspection counts, by which rows sort."""
        return self.inspection.counts_from


@dataclass(frozen=True)
class Reason:
    """The councils that are not ranked for one reason. `anchor` marks the first with, and without, an inspection."""

    words: str
    anchor: str
    councils: tuple[CouncilRow, ...]


@dataclass(frozen=True)
class Marked:
    """What is said of the marked council: where it stands, and what is to be quoted, empty where nothing can be.

    `against` is its report that came out after the day, set against the list; None where it has none.
    """

    name: str
    words: str
    quote: str
    against: Against | None


@dataclass(frozen=True)
class Against:
    """A report that came out after the day, set against the list as at the day."""

    words: str
    quote: str


@dataclass(frozen=True)
class RankingPage:
    """A ranking and everything that its page and its files say about it."""

    selection: Selection
    ranking: Ranking
    group: str
    rows: tuple[Row, ...]
    reasons: tuple[Reason, ...]
    standings: Mapping[str, Standing]
    judgements: tuple[tuple[str, str], ...]
    marked: Marked | None

    @property
    def sentences(self) -> tuple[str, ...]:
        """How much the ranking rests on."""
        ranking = self.ranking
        found = (inspected_sentence(ranking), full_records_sentence(ranking), coverage_sentence(ranking.programme))
        return tuple(filter(None, found))

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be known before using it."""
        return tuple(filter(None, (dated_by_month_sentence(self.ranking), provenance_sentence(self.ranking))))

    @property
    def mixed(self) -> str:
        """Which frameworks it mixes; empty where it holds one."""
        return frameworks_sentence(self.ranking)

    @property
    def fair(self) -> str:
        """Why the frameworks may be mixed; empty where not every judgement counted compares fairly."""
        frameworks = self.ranking.frameworks
        compared = [
            any(
                comparison.earlier_judgement == id_ and comparison.fairness in {"fair", "flagged"}
                for comparison in later.comparisons_with(earlier.code, id_)
            )
            for earlier, later in pairwise(frameworks)
            for id_, _ in self.judgements
            if earlier.has(id_) and later.has(id_)
        ]
        return "This is fair for the judgements counted: they kept their name and their scale." if all(compared) else ""

    @property
    def letters(self) -> str:
        """What the letters of grades stand for."""
        scale = self.selection.programme.frameworks[0].scale
        return ", ".join(f"{grade.letter} {grade.in_text}" for grade in scale.grades)

    @property
    def inspected_not_ranked(self) -> int:
        """How many councils have an inspection on record and no rank."""
        return self.ranking.inspected - self.ranking.base

    @property
    def without_inspection(self) -> int:
        """How many councils have no inspection that counts."""
        return self.ranking.field - self.ranking.inspected


def ranking_page(selection: Selection, field: AsAt, later: Standing | None, council: Council | None) -> RankingPage:
    """Present a field ranked by the measure asked for.

    `later` is the marked council's standing by its first report after the day, None where it has none;
    `council` the marked council, None where none is.
    """
    field = replace(field, group=group_phrase(selection, field))
    ranking = rank(field, selection.measure)
    if is_unknown(field):
        ranking = replace(ranking, not_ranked=())
    group = group_words(selection, field)
    return RankingPage(
        selection=selection,
        ranking=ranking,
        group=group,
        rows=tuple(_row(n, entry, field, selection) for n, entry in enumerate(ranking.entries)),
        reasons=_reasons(ranking),
        standings=field.standings,
        judgements=tuple((id_, judgement_heading(selection, id_)) for id_ in selection.measure.judgements),
        marked=_marked(ranking, council, later) if council else None,
    )


def is_unknown(field: AsAt) -> bool:
    """Whether nothing can be said of any council: no inspection on record, of a programme that left councils out."""
    return not field.inspections and not field.programme.covers_all


def coverage_sentence(programme: Programme) -> str:
    """What "not inspected" means where a programme did not come to every council; empty where it did."""
    if programme.covers_all:
        return ""
    return (
        f"{programme.short_name} inspections did not come to every council, and not all may be on record: where it "
        "says “not inspected” here, no inspection is on record."
    )


def group_words(selection: Selection, field: AsAt) -> str:
    """The group of councils shown: "South West; Unitary authority"; empty for all."""
    parts = [selection.region, Council.Type(selection.type).label if selection.type else ""]
    if selection.neighbours_of:
        centre = field.standings.get(selection.neighbours_of)
        name = centre.council.name if centre else selection.neighbours_of
        parts.append(f"{name} and its statistical neighbours in the set of {selection.neighbour_set_name}")
    return "; ".join(filter(None, parts))


def judgement_heading(selection: Selection, judgement_id: str) -> str:
    """A judgement's short name, after its service's where the measure counts judgements of several."""
    framework = next(member for member in reversed(selection.programme.frameworks) if member.has(judgement_id))
    judgement: Judgement = framework.judgement(judgement_id)
    if len({counted.partition(".")[0] for counted in selection.measure.judgements}) == 1:
        return judgement.short_name
    service, name = framework.service(judgement.service).short_name, judgement.short_name
    return f"{service}: {name[:1].lower()}{name[1:]}"


def _row(position: int, entry: Ranked, field: AsAt, selection: Selection) -> Row:
    records = field.standings[entry.council.slug].records
    return Row(
        council=entry.council,
        position=position,
        rank=rank_words(entry.rank, joint=entry.joint),
        count=f"{entry.count} of {entry.of}",
        results=entry.results,
        inspection=records[-1].inspection,
        versions=", ".join(dict.fromkeys(version(record.framework) for record in records)),
        marked=entry.council.slug == selection.council,
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


def _marked(ranking: Ranking, council: Council, later: Standing | None) -> Marked:
    name = council.display_name
    against = _against(ranking, later) if later else None
    try:
        found = place(ranking, council.slug)
    except KeyError:
        return Marked(name, _why_absent(ranking, council), "", None)
    if isinstance(found, NotRanked):
        return Marked(name, f"{name} is not ranked: {not_ranked_words(found)}.", "", against)
    return Marked(name, _numbers(found), _quote(found), against)


def _why_absent(ranking: Ranking, council: Council) -> str:
    if not council.in_being(ranking.day):
        return f"{council.display_name} was not in being on {date_words(ranking.day)}."
    if not ranking.field and not ranking.programme.covers_all:
        return f"No inspection of {council.display_name} under this programme is on record here."
    return f"{council.display_name} is not among the councils shown here."


def _against(ranking: Ranking, later: Standing) -> Against | None:
    try:
        found = set_against(ranking, later)
    except ValueError:
        # The later report grades none of the judgements counted.
        return None
    if isinstance(found, NotRanked):
        return Against(f"It cannot be set against the list: {not_ranked_words(found)}.", "")
    return Against(_numbers(found) if found.base else "", _quote(found))


def _quote(found: Place) -> str:
    """What stands by itself in somebody else's paper: where the council comes, among which, and what is missing."""
    return " ".join(filter(None, (place_sentence(found), full_records_sentence(found.ranking))))


def _numbers(found: Place) -> str:
    words = higher_and_lower(found)
    return f"{words[:1].upper()}{words[1:]}."
