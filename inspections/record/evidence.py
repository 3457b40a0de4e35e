"""From the database to a scorecard: what a report asks for, states and says, read in one query."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce

from inspections.models import AreaForImprovement, Grade, Inspection, Report, ReportParagraph, StatedFigure

# The three kinds of record read as one shape, in which an empty text and a nought stand for nothing.
TEXT = Value("", output_field=CharField())
LONG_TEXT = Value("", output_field=TextField())
NUMBER = Value(0, output_field=IntegerField())
SHAPE = {
    "a_what": TEXT,
    "a_place": NUMBER,
    "a_service": TEXT,
    "a_code": TEXT,
    "a_number": NUMBER,
    "a_paragraph": NUMBER,
    "a_page": NUMBER,
    "a_detail": TEXT,
    "a_band": TEXT,
    "a_text": LONG_TEXT,
}


@dataclass(frozen=True)
class Improvement:
    """An area for improvement; `text` is empty where only the report's count is on record."""

    service: str
    timescale: str
    addressee: str
    text: str


@dataclass(frozen=True)
class Figure:
    """A figure as the report states it; `paragraph` and `page` are None where they are not known.

    `age_band` is as printed, or the part of the whole that is counted.
    """

    kind: str
    value: int
    qualifier: str
    age_band: str
    paragraph: int | None
    page: int | None


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the report, word for word; `number` is None where none is printed, `page` where not known."""

    number: int | None
    page: int | None
    service: str
    judgement: str
    text: str


@dataclass(frozen=True)
class GradeEvidence:
    """Where a grade is explained: its paragraphs (None where not known; `derived` where found by reading), a note."""

    paragraph_first: int | None
    paragraph_last: int | None
    derived: bool
    note: str


@dataclass(frozen=True)
class Evidence:
    """What is on record beside an inspection's grades, each part in the report's order.

    `grades` are by judgement id.
    """

    grades: Mapping[str, GradeEvidence]
    improvements: tuple[Improvement, ...]
    figures: tuple[Figure, ...]
    paragraphs: tuple[Paragraph, ...]


def evidence_of(inspection: Inspection) -> Evidence:
    """The evidence of the grades, areas for improvement, figures and paragraphs of an inspection. One query.

    Where several files of the report are loaded, the paragraphs are those of the latest.
    """
    grades: dict[str, GradeEvidence] = {}
    improvements: list[Improvement] = []
    figures: list[Figure] = []
    paragraphs: list[Paragraph] = []
    for what, _, service, code, number, paragraph, page, detail, band, text in _rows(inspection):
        match what:
            case "grade":
                grades[f"{service}.{code}"] = GradeEvidence(number or None, paragraph or None, bool(band), text)
            case "improvement":
                improvements.append(Improvement(service, code, detail, text))
            case "figure":
                figures.append(Figure(code, number, detail, band, paragraph or None, page or None))
            case _:
                paragraphs.append(Paragraph(number or None, page or None, service, code, text))
    return Evidence(grades, tuple(improvements), tuple(figures), tuple(paragraphs))


def _rows(inspection: Inspection) -> QuerySet[Any, Any]:
    grades = _shaped(
        Grade.objects.filter(inspection=inspection),
        "grade",
        a_place=F("id"),
        a_service=F("service"),
        a_code=F("judgement"),
        a_number=Coalesce(F("paragraph_first"), 0),
        a_paragraph=Coalesce(F("paragraph_last"), 0),
        a_band=Case(When(paragraphs_derived=True, then=Value("derived")), default=TEXT, output_field=CharField()),
        a_text=F("note"),
    )
    improvements = _shaped(
        AreaForImprovement.objects.filter(inspection=inspection),
        "improvement",
        a_service=F("service"),
        a_code=F("timescale"),
        a_detail=F("addressee"),
        a_text=F("text"),
    )
    figures = _shaped(
        StatedFigure.objects.filter(inspection=inspection),
        "figure",
        a_code=F("kind"),
        a_number=F("value"),
        a_paragraph=Coalesce(F("paragraph"), 0),
        a_page=Coalesce(F("page"), 0),
        a_detail=F("qualifier"),
        a_band=F("age_band"),
    )
    latest = Report.objects.filter(inspection=inspection).order_by("-id").values("pk")[:1]
    paragraphs = _shaped(
        ReportParagraph.objects.filter(report__in=latest),
        "paragraph",
        a_service=F("service"),
        a_code=F("judgement"),
        a_number=Coalesce(F("number"), 0),
        a_page=Coalesce(F("page"), 0),
        a_text=F("text"),
    )
    return grades.union(improvements, figures, paragraphs, all=True).order_by("a_what", "a_place")


def _shaped(found: QuerySet[Any], what: str, **columns: Any) -> QuerySet[Any, Any]:
    wanted = {**SHAPE, "a_what": Value(what, output_field=CharField()), "a_place": F("order"), **columns}
    return found.order_by().annotate(**wanted).values_list(*SHAPE)
