"""What a report says beside its grades: where each is explained, what it asks for, and the figures it states."""

from collections.abc import Mapping
from dataclasses import dataclass

from inspections.models import AreaForImprovement, Grade, ReportParagraph, StatedFigure, VisitArea


@dataclass(frozen=True)
class Evidence:
    """The evidence of one inspection, each part in the report's order. `grades` are by judgement id."""

    grades: Mapping[str, Grade]
    improvements: tuple[AreaForImprovement, ...]
    figures: tuple[StatedFigure, ...]
    paragraphs: tuple[ReportParagraph, ...]


@dataclass(frozen=True)
class VisitEvidence:
    """What a visit's letter says, each part in the letter's order. `areas` begin with those for priority action."""

    areas: tuple[VisitArea, ...]
    paragraphs: tuple[ReportParagraph, ...]
