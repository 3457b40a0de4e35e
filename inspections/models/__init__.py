"""The records: councils, inspections and what was judged, reports, and the editions of our data."""

from .councils import Council, CouncilAlias
from .editions import Edition, EditionChange
from .evidence import AreaForImprovement, StatedFigure
from .grades import Grade
from .inspections import Inspection
from .neighbours import NeighbourSet, StatisticalNeighbour
from .reports import Report, ReportPage, ReportParagraph, ReportProblem

__all__ = [
    "AreaForImprovement",
    "Council",
    "CouncilAlias",
    "Edition",
    "EditionChange",
    "Grade",
    "Inspection",
    "NeighbourSet",
    "Report",
    "ReportPage",
    "ReportParagraph",
    "ReportProblem",
    "StatedFigure",
    "StatisticalNeighbour",
]
