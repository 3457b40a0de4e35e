"""The records: councils, inspections, grades, visits, reports, and editions with the versions that they show."""

from .audit import AuditEvent
from .councils import Council, CouncilAlias
from .editions import Edition, EditionChange
from .evidence import AreaForImprovement, StatedFigure
from .grades import Grade
from .inspections import Inspection
from .neighbours import NeighbourSet, StatisticalNeighbour
from .official import OfficialOutcomes
from .ofsted import OfstedLook, OfstedPage, OfstedPublication
from .queue import QueuedFile
from .reports import Report, ReportPage, ReportParagraph, ReportProblem, ReportWord
from .versions import CouncilVersion, InspectionVersion, VisitVersion
from .visits import Visit, VisitArea

__all__ = [
    "AreaForImprovement",
    "AuditEvent",
    "Council",
    "CouncilAlias",
    "CouncilVersion",
    "Edition",
    "EditionChange",
    "Grade",
    "Inspection",
    "InspectionVersion",
    "NeighbourSet",
    "OfficialOutcomes",
    "OfstedLook",
    "OfstedPage",
    "OfstedPublication",
    "QueuedFile",
    "Report",
    "ReportPage",
    "ReportParagraph",
    "ReportProblem",
    "ReportWord",
    "StatedFigure",
    "StatisticalNeighbour",
    "Visit",
    "VisitArea",
    "VisitVersion",
]
