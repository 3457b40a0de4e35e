"""The tables of a paper, for its page, its Word file and their own files."""

from collections.abc import Iterable, Sequence
from string import ascii_lowercase
from typing import Any, NamedTuple

from dashboard.values.columns import CellText, Column, FileColumn, WordsColumn, result_cell, sub_heading_column
from dashboard.values.facts import source_facts
from dashboard.values.grade_tags import STATE
from dashboard.values.tables import Table
from inspections.frameworks.definitions import ScaleGrade, Service
from inspections.statistics.changes import Direction, JudgementChange
from inspections.statistics.standings import Result, State
from inspections.wording.papers.judgements import direction_words
from inspections.wording.provenance import document_url
from inspections.wording.results import change_words, result_words
from inspections.wording.words import capital, listed

from .facts import PaperFacts

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
PLAN_WIDTHS = {"area_for_improvement": 7.3, "timescale": 2.4, "due_by": 2.3, "owner": 1.9, "progress": 2.1}
PLAN_WIDTHS_WITHOUT_DAYS = {"area_for_improvement": 9.5, "owner": 3.0, "progress": 3.5}
WIDTHS_WITH_CHANGE = {"judgement": 6.0, "grade_now": 3.4, "grade_before": 3.6, "change": 3.0}


class PaperTable(Table):
    """A table of a paper. `code` names it in addresses. The first cell of each row is its heading."""

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
    """The grades of the framework's scale, with their meanings as its reports print them."""

    grade = WordsColumn("Grade", width=4)
    grade_number = WordsColumn("Grade number", accessor="rank", width=3)
    what_the_report_says_it_means = WordsColumn("What the report says it means", width=9)

    def __init__(self, facts: PaperFacts) -> None:
        self.meanings = facts.framework.grade_meanings
        title = f"The scale of {facts.framework.short_name}"
        super().__init__(facts, "scale", facts.framework.scale.grades, title=title)

    def words_grade(self, record: ScaleGrade) -> CellText:
        return CellText(record.label, record.code)

    def words_grade_number(self, value: int) -> str:
        return str(value)

    def words_what_the_report_says_it_means(self, record: ScaleGrade) -> str:
        return self.meanings[record.rank - 1]


class PaperJudgementsTable(PaperTable):
    """Every judgement of a service with its grade and, if there was an inspection before, with the change."""

    judgement = WordsColumn("Judgement")
    grade = WordsColumn("Grade")

    class Meta:
        row_attrs = {"class": lambda record: "part" if record.judgement.part_of else ""}

    def __init__(self, facts: PaperFacts, service: Service) -> None:
        self.record = facts.record
        self.grounds = facts.evidence.grades
        self.headings = {group.code: group.name for group in service.groups}
        own = [change for change in facts.changes if change.judgement.service == service.code]
        with_change = any(change.direction is not Direction.FIRST for change in own)
        with_headings = any(map(self.value_heading, own))
        why = dict.fromkeys(change.why for change in own if change.why and change.why not in change_words(change))
        self.marks = dict(zip(why, ascii_lowercase, strict=False))
        self.cautions = " ".join(f"({mark}) {capital(reason)}." for reason, mark in self.marks.items())
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
        """The grade with its provenance, which leads to the document that states it."""
        cell = result_cell(self.record.result(record.judgement.id))
        grade = self.grounds.get(record.judgement.id)
        if grade and cell.grade == STATE:
            # Why Ofsted gave no grade: the report has no review of the board.
            return cell._replace(below=grade.note)
        url = document_url(grade.provenance, grade.source) if grade and cell.below else ""
        return cell._replace(url=url)

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
        """The direction, with the letter of the note below the table that explains it."""
        mark = self.marks.get(record.why)
        return f"{direction_words(record)} ({mark})" if mark else direction_words(record)


def _change_columns(year: int) -> list[tuple[str, Column]]:
    """The columns for the change. The first replaces the column of the grade alone."""
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


class PlannedImprovement(NamedTuple):
    """An area for improvement in the paper's table. The officer fills in the rest of the row."""

    area_for_improvement: str
    addressee: str = ""
    timescale: str = ""
    due_by: str = ""
    owner: str = ""
    progress: str = ""


class ImprovementsTable(PaperTable):
    """Areas for improvement, with empty columns for who does what. In files the addressee has a column of its own."""

    area_for_improvement = WordsColumn("Area for improvement")
    addressee = FileColumn("For", meaning="Whom the report names; empty where it names nobody.")
    timescale = WordsColumn("Timescale")
    due_by = WordsColumn("Due by")
    owner = WordsColumn("Owner")
    progress = WordsColumn("Progress")

    def __init__(self, facts: PaperFacts, code: str, title: str, rows: Sequence[PlannedImprovement]) -> None:
        timed = any(row.timescale for row in rows)
        super().__init__(facts, code, rows, title=title, widths=PLAN_WIDTHS if timed else PLAN_WIDTHS_WITHOUT_DAYS)

    def words_area_for_improvement(self, record: PlannedImprovement) -> CellText:
        return CellText(record.area_for_improvement, below=f"for {record.addressee}" if record.addressee else "")

    def value_area_for_improvement(self, record: PlannedImprovement) -> str:
        return record.area_for_improvement


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
