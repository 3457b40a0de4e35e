"""What a report says beside its grades: where each is explained, what it asks for, and the figures it states."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspections.models import AreaForImprovement, Grade, Inspection, Report, ReportParagraph, StatedFigure


@dataclass(frozen=True)
class Evidence:
    """The evidence of one inspection, each part in the report's order; `grades` are by judgement id."""

    grades: Mapping[str, Grade]
    improvements: tuple[AreaForImprovement, ...]
    figures: tuple[StatedFigure, ...]
    paragraphs: tuple[ReportParagraph, ...]


def evidence_of(inspection: Inspection) -> Evidence:
    """The evidence as it is now. If several files of the report are loaded, the paragraphs are those of the latest.

    The inspection's grades should have been prefetched.
    """
    latest = Report.objects.filter(inspection=inspection).order_by("-id").values("pk")[:1]
    return Evidence(
        {grade.judgement_id: grade for grade in inspection.grades.all()},
        tuple(inspection.areas_for_improvement.all()),
        tuple(inspection.figures.all()),
        tuple(ReportParagraph.objects.filter(report__in=latest)),
    )
