"""A scorecard: its judgements, its areas for improvement and the figures that the report states."""

from collections.abc import Iterator, Mapping

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from dashboard.presenters.scorecard import Scorecard, ScorecardRow, ServicePart
from dashboard.values.columns import (
    Column,
    ColumnKind,
    DatasetEvidenceColumn,
    FileColumn,
    GradeColumn,
    OriginColumn,
    PageColumn,
    ToPeople,
    sub_heading_column,
)
from dashboard.values.documents import TableBlock
from dashboard.values.grade_tags import marked_tag, shares_strip
from dashboard.values.tables import Table
from inspections.frameworks.definitions import ScaleGrade
from inspections.models import Grade
from inspections.statistics.shares import Share
from inspections.wording.provenance import DATASET, document_url
from inspections.wording.results import EVIDENCE, NOT_ON_RECORD
from inspections.wording.words import date_words

from .common import scorecard_facts
from .improvements import ActionPlanTable


class HoldersColumn(FileColumn):
    """The number of councils with a grade, given by its place on the scale."""

    def __init__(self, grade: ScaleGrade, place: int) -> None:
        super().__init__(
            f"Councils: {grade.in_text}",
            accessor="national__shares",
            place=place,
            kind=ColumnKind.NUMBER,
            meaning="How many councils held the grade.",
        )

    def value(self, value: Share) -> int:
        return value.count


class ScorecardTable(Table):
    """A row for each judgement in Ofsted's order: its grade, and how many councils have each grade.

    The page has a table for each service.
    """

    heads_row = "name"

    heading = sub_heading_column()
    judgement = FileColumn("Judgement’s code", accessor="judgement__code", to_people=ToPeople.NEVER)
    name = Column("Judgement", accessor="judgement__name")
    grade = GradeColumn("Grade", accessor="result")
    provenance = OriginColumn("Where the grade comes from", accessor="result", meaning="Empty where there is no grade.")
    grade_source = FileColumn(
        "Source of the grade",
        accessor="grounds",
        meaning="Address or name of the document that states the grade.",
        to_people=ToPeople.NEVER,
    )
    dataset_evidence = DatasetEvidenceColumn("Evidence of the dataset", accessor="result")
    evidence = FileColumn(
        "Explained in",
        meaning="The paragraphs of the report that explain the grade.",
        to_people=ToPeople.WHERE_ANY,
    )
    national = PageColumn("All councils on record")
    since_the_one_before = FileColumn("Since the inspection before", accessor="change", to_people=ToPeople.WHERE_ANY)
    grounds = PageColumn("In the report", accessor="judgement", css="grounds")
    councils_graded = FileColumn(
        "Councils graded",
        accessor="national__base",
        kind=ColumnKind.NUMBER,
        meaning="How many councils held any grade on it.",
    )

    class Meta:
        row_attrs = {"class": lambda record: "part" if record.judgement.part_of else ""}

    def __init__(
        self,
        page: Scorecard,
        address: str = "",
        part: ServicePart | None = None,
        widths: Mapping[str, float] | None = None,
    ) -> None:
        inspection = page.inspection
        council, name = inspection.council, page.framework.short_name
        self.part, self.page = part, page
        service = FileColumn(
            "Service",
            accessor="service__code",
            meaning="The part of the framework it belongs to.",
            words={service.code: service.name for service in page.framework.services},
        )
        held = [
            (f"councils_{grade.code}", HoldersColumn(grade, n)) for n, grade in enumerate(page.framework.scale.grades)
        ]
        super().__init__(
            part.rows if part else [row for one in page.services for row in one.rows],
            name=f"scorecard-{council.slug}-{inspection.address_date}",
            title=_copied_title(page, part) if part else f"{council.display_name}, {name} inspection",
            caption=_caption(page, part) if part else "",
            about={**scorecard_facts(page, address), "councils_counted_as_at": page.councils_as_at.day},
            widths=widths,
            attrs={
                "class": "grades large" if page.is_large else "grades",
                "data-copy-table": _copied_title(page, part),
                "data-columns": 2,
                "caption": {"class": "vh"},
            }
            if part
            else {},
            extra_columns=[("service", service), *held],
            sequence=(
                "service",
                "heading",
                "judgement",
                "name",
                "grade",
                "provenance",
                "evidence",
                "national",
                "since_the_one_before",
                "grounds",
                *dict(held),
                "councils_graded",
            ),
        )
        self.page_order = ("name", "grade", "national", "grounds")

    def headings_of(self, record: ScorecardRow) -> list[str]:
        """The sub-heading, with the service above it if the table has several."""
        return [record.heading] if self.part else [record.service.name, record.heading]

    def render_name(self, record: ScorecardRow) -> SafeString:
        """The judgement, shorter for a phone, with what changed."""
        judgement = record.judgement
        name: SafeString | str = judgement.name
        if judgement.short_name != judgement.name:
            name = format_html('<span data-brief="{}">{}</span>', judgement.short_name, judgement.name)
        optional = SafeString(' <small class="quiet">(grade for the heading)</small>') if judgement.optional else ""
        moved: SafeString | str = ""
        if self.page.is_large and not self.page.is_first:
            moved = format_html(' <small class="where">{}</small>', record.moved)
        return format_html("{}{}{}", name, optional, moved)

    def render_grade(self, record: ScorecardRow) -> SafeString:
        return marked_tag(record.result, record.mark)

    def value_grade_source(self, record: ScorecardRow) -> str:
        """The address or the name of the document that states the grade."""
        return record.grounds.source if record.grounds else ""

    def render_national(self, record: ScorecardRow) -> SafeString:
        """The councils by grade as a strip, in numbers, and how many have the same grade."""
        return format_html(
            '{}<span class="vh"> {} </span><span class="same" aria-hidden="true">{}</span>',
            shares_strip(record.national, record.result, in_bar=record.has_bar),
            record.national_words,
            record.same_grade,
        )

    def render_grounds(self, record: ScorecardRow) -> SafeString:
        """What the grade rests on, which opens below the row."""
        change = f"{record.change} ({record.why})" if record.why else record.change
        held = f"{record.judgement.name}: {record.national_words}. {capfirst(change)}."
        notes: list[SafeString | str] = [f"{held} {capfirst(record.evidence)}." if record.evidence else held]
        if record.grounds and not (record.result.from_report and record.result.grade):
            notes += _origin(record.grounds)
        return format_html(
            '<span class="vh">{}</span>'
            '<details id="{}"><summary><span class="vh">{}: </span><span class="ref">{}</span></summary>{}{}</details>',
            record.evidence,
            record.judgement.id,
            record.judgement.short_name,
            record.evidence_in_short or "more",
            format_html_join("", '<p class="of">{}</p>', ((note,) for note in notes)),
            _quoted(record),
        )


def _quoted(row: ScorecardRow) -> str:
    """The paragraphs of the report that the grade rests on, in HTML."""
    return render_to_string("_partials/quotations.html", {"quotations": row.paragraphs}) if row.paragraphs else ""


def _origin(grade: Grade) -> Iterator[SafeString | str]:
    """The document that states a grade, as a link where its address is known; its evidence; and the note on it."""
    names = {Grade.Provenance.LATER_REPORT: "The report that states it", Grade.Provenance.RESEARCH: DATASET}
    if url := document_url(grade.provenance, grade.source):
        yield format_html('<a href="{}">{}</a>', url, names.get(Grade.Provenance(grade.provenance), grade.source))
    if grade.evidence:
        yield capfirst(EVIDENCE[grade.evidence])
    if grade.note:
        yield capfirst(grade.note) if grade.provenance == Grade.Provenance.DERIVED else f"({grade.note})"


def word_sections(page: Scorecard) -> Iterator[tuple[str, tuple[TableBlock, ...]]]:
    """The tables of the Word file under their headings: judgements by service and sub-heading, and the action plan."""
    changes = {row.change for part in page.services for row in part.rows}
    # Of a first inspection every row would say that there was none before.
    if len(changes) > 1:
        widths = {"name": 8.0, "grade": 4.0, "since_the_one_before": 4.0}
    else:
        widths = {"name": 11.0, "grade": 5.0}
    yield "Judgements", tuple(TableBlock(ScorecardTable(page, part=part, widths=widths)) for part in page.graded_parts)
    if page.improvements:
        yield "Areas for improvement", (TableBlock(ActionPlanTable(page)),)


def _caption(page: Scorecard, part: ServicePart) -> str:
    """The caption of a service's table on the page, with what is missing."""
    name = page.inspection.council.display_name
    published = ", the day this report was published" if page.inspection.published_on else ""
    itself = f"; {name} is counted wherever it has a grade" if page.counts_itself else ""
    sentences = [
        f"{part.service.name}: grades and, for each judgement, how many councils held each grade as at "
        f"{date_words(page.councils_as_at.day)}{published}{itself}.",
        f"{part.not_on_record} of {len(part.rows)} judgements are {NOT_ON_RECORD}." if part.not_on_record else "",
        "No earlier inspection of the council is on record." if page.is_first else "",
    ]
    return " ".join(filter(None, sentences))


def _copied_title(page: Scorecard, part: ServicePart) -> str:
    """The title of a service's table in Word, and of a copy of it."""
    inspection = page.inspection
    name = f"{inspection.council.display_name}, {part.service.name}: grades by Ofsted"
    return f"{name}, {page.framework.short_name}, {inspection.dated}"
