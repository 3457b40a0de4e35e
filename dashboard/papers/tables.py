"""The tables of a paper, for its page, its Word file and their own files."""

import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from dashboard.values.columns import CellText, Column, WordsColumn, result_cell, sub_heading_column
from dashboard.values.facts import source_facts
from dashboard.values.tables import Table
from inspections.frameworks.definitions import Judgement, ScaleGrade, Service
from inspections.statistics.changes import Direction, JudgementChange
from inspections.statistics.comparable import result_under
from inspections.statistics.ranking import Place, Ranked
from inspections.statistics.standings import Result, Standing, State
from inspections.wording.comparisons import position_words
from inspections.wording.days import day_words
from inspections.wording.papers.comparison import SET_AGAINST
from inspections.wording.papers.judgements import direction_words
from inspections.wording.results import change_words, result_words, state_words
from inspections.wording.words import capital, date_words, listed, rank_words

from .facts import PaperFacts
from .peers import Peers

IMPLICATIONS = (
    "Finance",
    "Staffing",
    "Risk",
    "Equality and diversity",
    "Accommodation",
    "Crime and disorder",
    "Human rights",
    "Consultation",
    "Procurement",
    "Disability",
    "Legal",
)
WIDTHS = {"judgement": 11.5, "grade": 4.5}
WIDTHS_WITH_CHANGE = {"judgement": 6.0, "grade_now": 3.4, "grade_before": 3.6, "change": 3.0}
# Of all grades in the table of peers.
GRADES_WIDTH = 10.5


class PaperTable(Table):
    """A table of a paper; `code` names it in addresses. The first cell of each row heads it."""

    def __init__(self, facts: PaperFacts, code: str, records: Iterable[Any], *, title: str, **options: Any) -> None:
        inspection = facts.inspection
        self.code = code
        super().__init__(
            records,
            name=f"paper-{inspection.council.slug}-{inspection.address_date}-{code}",
            title=title,
            about={
                "council": facts.name,
                "framework": facts.framework.name,
                "published_on": inspection.published_on,
                "as_at": facts.day,
                "edition": facts.edition,
            },
            **options,
        )

    def from_source(self, address: str) -> Table:
        """The table as a file at an address."""
        return self.with_facts(source_facts(address))


class ScaleTable(PaperTable):
    """The grades of the framework's scale, with what its reports say that they mean."""

    grade = WordsColumn("Grade", width=4)
    grade_number = WordsColumn("Grade number", accessor="rank", width=3)
    what_the_report_says_it_means = WordsColumn("What the report says it means", width=9)

    def __init__(self, facts: PaperFacts) -> None:
        self.meanings = facts.framework.grade_meanings
        super().__init__(
            facts,
            "scale",
            facts.framework.scale.grades,
            title=f"The scale of {facts.framework.short_name}",
            exclude=() if self.meanings else ("what_the_report_says_it_means",),
        )

    def words_grade(self, record: ScaleGrade) -> CellText:
        return CellText(record.label, record.code)

    def words_grade_number(self, value: int) -> str:
        return str(value)

    def words_what_the_report_says_it_means(self, record: ScaleGrade) -> str:
        return self.meanings[record.rank - 1]


class PaperJudgementsTable(PaperTable):
    """Every judgement of a service with its grade; if an inspection came before, with what became of it."""

    judgement = WordsColumn("Judgement")
    grade = WordsColumn("Grade")

    class Meta:
        row_attrs = {"class": lambda record: "part" if record.judgement.part_of else ""}

    def __init__(self, facts: PaperFacts, service: Service) -> None:
        self.record = facts.record
        self.headings = {group.code: group.name for group in service.groups}
        own = [change for change in facts.changes if change.judgement.service == service.code]
        with_change = any(change.direction is not Direction.FIRST for change in own)
        with_headings = any(map(self.value_heading, own))
        why = dict.fromkeys(change.why for change in own if change.why and change.why not in change_words(change))
        self.cautions = " ".join(f"{capital(reason)}." for reason in why)
        super().__init__(
            facts,
            f"judgements-{service.code}" if len(facts.framework.services) > 1 else "judgements",
            own,
            title=f"{service.name}: every judgement, {facts.name}, {facts.dated}",
            widths=WIDTHS_WITH_CHANGE if with_change else WIDTHS,
            exclude=("grade",) if with_change else (),
            extra_columns=[
                *([("heading", sub_heading_column())] if with_headings else []),
                *(_change_columns(facts.record.inspection.year) if with_change else []),
            ],
            sequence=("heading", "...") if with_headings else None,
        )

    def headings_of(self, record: JudgementChange) -> list[str]:
        return [self.value_heading(record)]

    def value_heading(self, record: JudgementChange) -> str:
        return self.headings.get(record.judgement.group or "", "")

    def words_judgement(self, record: JudgementChange) -> CellText:
        judgement = record.judgement
        return CellText(judgement.name, below="grade for the heading" if judgement.optional else "")

    def words_grade(self, record: JudgementChange) -> CellText:
        return result_cell(self.record.result(record.judgement.id))

    words_grade_now = words_grade

    def words_grade_before(self, record: JudgementChange) -> CellText:
        """The grade before with its framework, or all grades if it was judged in parts."""
        if not record.before:
            return CellText("No judgement like it", "state")
        if len(record.before) > 1:
            words = listed([result_words(result) for result in record.before])
            return CellText(f"Judged in parts: {words}", below=_where(record.before[0]))
        cell = result_cell(record.before[0])
        return CellText(cell.words, cell.grade, ", ".join(filter(None, (_where(record.before[0]), cell.below))))

    def words_change(self, record: JudgementChange) -> str:
        return direction_words(record)


def _change_columns(year: int) -> list[tuple[str, Column]]:
    """The columns that say what became of the grades; the first in place of the grade alone."""
    return [
        ("grade_now", WordsColumn(f"Grade in {year}", key="grade")),
        ("grade_before", WordsColumn("At the inspection before")),
        ("change", WordsColumn("Change")),
    ]


def _where(result: Result) -> str:
    """Under which framework and when: `ILACS 2018, in 2022`."""
    if result.framework is None or result.inspection is None or result.state is State.NOT_ON_RECORD:
        return ""
    return f"{result.framework.short_name}, in {result.inspection.year}"


class RankedLine(NamedTuple):
    """A council of the table of those ranked."""

    council: CellText
    place: str
    counts: str
    frameworks: CellText
    report_published: CellText
    marked: bool


class RankedTable(PaperTable):
    """The councils ranked, or some of them; the council itself below them if it is set against the list."""

    council = WordsColumn("Council", key="name", width=5)
    place = WordsColumn("Place", width=2.4)
    counts = WordsColumn("Count", key="count", width=1.8)
    frameworks = WordsColumn("Framework", width=2.8)
    report_published = WordsColumn("Report published", width=4)

    class Meta:
        row_attrs = {"class": lambda record: "marked" if record.marked else ""}

    def __init__(self, facts: PaperFacts, entries: Sequence[Ranked], place: Place, title: str) -> None:
        rows = [_ranked_line(facts, entry) for entry in entries]
        if not place.counted:
            own, words = CellText(facts.name, below=SET_AGAINST), capital(position_words(place))
            cells = inspection_cells(facts.own)
            rows.append(RankedLine(own, words, f"{place.count} of {place.of}", *cells, marked=True))
        super().__init__(facts, "ranked", rows, title=title)


def _ranked_line(facts: PaperFacts, entry: Ranked) -> RankedLine:
    council = entry.council
    return RankedLine(
        CellText(council.name),
        rank_words(entry.rank, joint=entry.joint),
        f"{entry.count} of {entry.of}",
        *inspection_cells(facts.councils_as_at.standings[council.slug]),
        marked=council.slug == facts.selection.slug and not facts.came_out_later,
    )


def inspection_cells(standing: Standing) -> tuple[CellText, CellText]:
    """The frameworks of a council's inspections, and when the report of the latest was published."""
    if not standing.is_inspected:
        return CellText("–"), CellText(capital(state_words(standing.otherwise)), "state")
    frameworks = dict.fromkeys(record.framework.short_name for record in standing.records)
    row = standing.records[-1].inspection
    return CellText(", ".join(frameworks)), CellText(capital(day_words(row.published_on, row.inspected_from)))


class PeerLine(NamedTuple):
    """A council of the table of peers; one that was not inspected says so in place of all its grades."""

    council: str
    report_published: CellText
    results: tuple[CellText, ...]
    marked: bool


class PeersTable(PaperTable):
    """The council among its peers, judgement by judgement."""

    council = WordsColumn("Council", key="name", width=3)
    report_published = WordsColumn("Report published", width=2.5)

    class Meta:
        row_attrs = {"class": lambda record: "marked" if record.marked else ""}

    def __init__(
        self,
        facts: PaperFacts,
        peers: Peers,
        judgements: Sequence[Judgement],
        headings: Sequence[str],
        standings: Sequence[Standing],
    ) -> None:
        width = GRADES_WIDTH / len(headings)
        super().__init__(
            facts,
            "peers",
            [_peer_line(facts, standing, judgements) for standing in standings],
            title=f"{peers.heading}: grades and reports as at {date_words(facts.day)}",
            extra_columns=[
                (_key_of(heading), WordsColumn(heading, accessor="results", place=place, width=width))
                for place, heading in enumerate(headings)
            ],
        )


def _peer_line(facts: PaperFacts, standing: Standing, judgements: Sequence[Judgement]) -> PeerLine:
    frameworks, published = inspection_cells(standing)
    name, marked = standing.council.name, standing.council.slug == facts.selection.slug
    if not standing.is_inspected:
        return PeerLine(name, published._replace(reaches=True), (published,) * len(judgements), marked)
    results = tuple(result_cell(result_under(standing, judgement.id, facts.framework)) for judgement in judgements)
    return PeerLine(name, published._replace(below=frameworks.words), results, marked)


def _key_of(heading: str) -> str:
    """The key of a column that is made from data: `safeguarding_overall_effectiveness`."""
    return re.sub(r"[^a-z0-9]+", "_", heading.lower()).strip("_")


class PlannedImprovement(NamedTuple):
    """An area for improvement in the paper's table, of which the officer fills in the rest."""

    area_for_improvement: CellText | str
    timescale: str = ""
    due_by: str = ""
    owner: str = ""
    progress: str = ""


class ImprovementsTable(PaperTable):
    """Areas for improvement, with empty columns for who does what."""

    area_for_improvement = WordsColumn("Area for improvement", width=5.4)
    timescale = WordsColumn("Timescale", width=2.9)
    due_by = WordsColumn("Due by", width=2.7)
    owner = WordsColumn("Owner", width=2.3)
    progress = WordsColumn("Progress", width=2.7)

    def __init__(self, facts: PaperFacts, code: str, title: str, rows: Sequence[PlannedImprovement]) -> None:
        super().__init__(facts, code, rows, title=title)


class Implication(NamedTuple):
    """A subject on which the officer comments."""

    implication: str
    comment: str = ""


class ImplicationsTable(PaperTable):
    """The subjects on which most councils comment."""

    implication = WordsColumn("Implication", width=4)
    comment = WordsColumn("Comment", width=12)

    def __init__(self, facts: PaperFacts) -> None:
        super().__init__(facts, "implications", map(Implication, IMPLICATIONS), title="Implications")
