"""The addresses that have files: what each holds, its endings and its parameters.

The addresses themselves are in `dashboard/urls.py`; this describes them by their names there. Parameters come from
the selections. Tests request every address with every ending.

A framework that derives such a description from serialisers would need a second way of making every answer.
"""

from dataclasses import dataclass

from dashboard.addresses import AS_CITED, CSV_METADATA
from dashboard.papers.brief import StandingGradesTable
from dashboard.papers.tables import PaperJudgementsTable
from dashboard.pictures.png import DPI, PAPER, WIDTH_CM
from dashboard.selections import (
    compare,
    councils,
    improvements,
    judgement,
    latest,
    links,
    paper,
    programme,
    search,
    visits,
)
from dashboard.selections.moment import AS_AT, EDITION
from dashboard.selections.parameters import PAGE, Parameter
from dashboard.tables.areas import AreasTable
from dashboard.tables.changes import DifferencesTable
from dashboard.tables.compare import ComparisonTable
from dashboard.tables.corrections import CorrectionsTable
from dashboard.tables.council import InspectionsTable
from dashboard.tables.councils import CouncilsTable
from dashboard.tables.heatmaps import HeatmapTable
from dashboard.tables.judgement import JudgementCouncilsTable
from dashboard.tables.latest import ReportsTable
from dashboard.tables.maps import MapTable
from dashboard.tables.national import NationalTable
from dashboard.tables.rankings import RankingTable
from dashboard.tables.reconciliation import ReconciliationsTable
from dashboard.tables.scorecards import ScorecardTable
from dashboard.tables.search import PassagesTable
from dashboard.tables.visits import VisitsTable
from dashboard.tables.waiting import WaitingTable
from dashboard.values.columns import Column
from dashboard.values.feed import ATOM
from dashboard.values.tables import Table
from inspections.frameworks.loader import all_frameworks, all_programmes

TABLES, CHARTS = ("csv", CSV_METADATA, "xlsx", "ods", "json"), ("svg", "png", "plotly", "pptx")


@dataclass(frozen=True)
class Resource:
    """What the addresses of one URL name answer. Of the main `table` some columns may depend on the data.

    `asks` names the parameters that an example needs: without them there is nothing to answer.
    """

    name: str
    title: str
    about: str
    endings: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    table: type[Table] | None = None
    asks: tuple[str, ...] = ()

    @property
    def columns(self) -> list[Column]:
        """The columns that its table always has."""
        return self.table.declared_columns() if self.table else []


PROGRAMMES = {programme.code: programme.short_name for programme in all_programmes()}
FRAMEWORKS = {framework.code: framework.short_name for framework in all_frameworks()}
PLACES = {
    parameter.name: parameter
    for parameter in (
        Parameter(
            "programme",
            "A family of inspections within which councils compare.",
            "choice",
            choices=PROGRAMMES,
            example="ilacs",
        ),
        Parameter("day", "As at which day: what had been published on or before it.", example="2025-06-30"),
        Parameter("framework", "One version of a programme.", "filter", choices=FRAMEWORKS, example="ilacs-2023"),
        Parameter(
            "code",
            "A judgement’s code; behind its service’s and a point where two services have one of that code.",
            example="care_leavers",
        ),
        Parameter("slug", "A council’s code, as in the list of councils.", example="county-durham"),
        Parameter("name", "The name of a file of the data set.", example="grades"),
        Parameter("number", "The number of an edition of the data.", example="1"),
        Parameter("first_day", "The first day of a visit, on site.", example="2023-11-14"),
        Parameter(
            "published",
            "The day on which the report was published; where that is not known, “inspected-” and the month.",
            example="2025-05-13",
        ),
    )
}
OF_TABLE = (Parameter("table", "Which table, where the page has several. The main one for none."),)
NOTES = Parameter(
    "notes",
    "Whether every row repeats the facts about the table, in its last columns. It does for none.",
    "choice",
    choices={"no": "Without them"},
)
OF_CHART = (Parameter("chart", "Which chart, where the page has several. The main one for none."),)
OF_PICTURE = (
    Parameter(
        "width",
        "A picture drawn for a phone. For a page or a paper for none.",
        "choice",
        choices={"narrow": "For a phone"},
    ),
)
THEME = Parameter(
    "theme",
    "The colours of a dark page, for .svg and .plotly. Those of paper for none.",
    "choice",
    choices={"dark": "For a dark page"},
)
OF_PNG = (
    Parameter(
        "width-cm", f"How wide on paper, in whole centimetres. {PAPER.width_cm} for none.", "number", numbers=WIDTH_CM
    ),
    Parameter("dpi", f"How many dots to an inch. {PAPER.dpi} for none.", "number", numbers=DPI),
)
CITED = Parameter(
    AS_CITED[0],
    "The file of an edition as it was, without what has become of the edition since.",
    "choice",
    choices={"": "With what has become of it", AS_CITED[1]: "As it was"},
)
OF_ENDING = {
    **dict.fromkeys(TABLES, (*OF_TABLE, CITED)),
    "csv": (*OF_TABLE, NOTES, CITED),
    CSV_METADATA: (*OF_TABLE, NOTES, CITED),
    "svg": (*OF_CHART, *OF_PICTURE, THEME, CITED),
    "png": (*OF_CHART, *OF_PICTURE, *OF_PNG, CITED),
    "plotly": (*OF_CHART, THEME, CITED),
    "pptx": (*OF_CHART, CITED),
    "docx": (CITED,),
}

RESOURCES = (
    Resource(
        "councils",
        "Councils",
        "Every council with the overall grades of its latest inspection.",
        TABLES,
        councils.PARAMETERS,
        CouncilsTable,
    ),
    Resource(
        "council",
        "One council",
        "Every judgement of every inspection of a council. Its other tables: what its time line shows, what changed "
        "since the inspection before, and each set of its statistical neighbours.",
        (*TABLES, *CHARTS),
        (EDITION, AS_AT),
        InspectionsTable,
    ),
    Resource(
        "scorecard",
        "One inspection",
        "Every judgement of an inspection with its grade, and how many councils held each grade. Its other table, "
        "“areas”: the areas for improvement, with empty columns for an action plan.",
        (*TABLES, *CHARTS, "docx"),
        (EDITION,),
        ScorecardTable,
    ),
    Resource(
        "compare",
        "Comparison",
        "Up to ten councils beside each other: a row for each judgement, two columns for each council.",
        (*TABLES, *CHARTS, "docx"),
        compare.PARAMETERS,
        ComparisonTable,
        asks=("council",),
    ),
    Resource(
        "paper",
        "Committee paper",
        "A paper on one inspection, to edit in Word. Its main table has every judgement, or those of the first of "
        "several services; its other tables are those of the paper.",
        (*TABLES, *CHARTS, "docx"),
        paper.PARAMETERS,
        PaperJudgementsTable,
    ),
    Resource(
        "brief",
        "Brief for a meeting",
        "Where a council stands, in two pages to edit in Word. Its main table has the latest grades and since when "
        "they stand; its other tables are those of the brief.",
        (*TABLES, *CHARTS, "docx"),
        (EDITION, AS_AT),
        StandingGradesTable,
    ),
    Resource(
        "ranking",
        "Ranking",
        "The councils of a programme by one named count, joint ranks and all, and those that are not ranked, with why.",
        (*TABLES, *CHARTS, "docx"),
        programme.PARAMETERS["ranking"],
        RankingTable,
    ),
    Resource(
        "heatmap",
        "Heatmap",
        "Councils against judgements: every grade of a programme.",
        (*TABLES, *CHARTS),
        programme.PARAMETERS["heatmap"],
        HeatmapTable,
    ),
    Resource(
        "map",
        "Map",
        "The councils of a programme in their places in England, with the grade of each on one judgement.",
        (*TABLES, *CHARTS),
        programme.PARAMETERS["map"],
        MapTable,
    ),
    Resource(
        "waiting",
        "Days since the last inspection",
        "The councils of a programme by the days since the last inspection of each, with the visits on record since. "
        "Its other table, “intervals”: the days observed between inspections, by grade.",
        (*TABLES, *CHARTS, "docx"),
        programme.PARAMETERS["waiting"],
        WaitingTable,
    ),
    Resource(
        "national",
        "National picture",
        "How many councils hold each grade, judgement by judgement, of all or of a group. Its other tables: one "
        "judgement by region, the share good or better through time with the number at each grade, and Ofsted’s own "
        "totals against what is on record; a group has no totals, and regions only if it is a type.",
        (*TABLES, *CHARTS),
        programme.PARAMETERS["national"],
        NationalTable,
    ),
    Resource(
        "judgement",
        "One judgement",
        "The grade of every council on one judgement, the best first. Its other table: how many hold each, by region.",
        (*TABLES, *CHARTS),
        judgement.PARAMETERS,
        JudgementCouncilsTable,
    ),
    Resource(
        "latest",
        "Latest reports",
        "Every report by day, the latest first, with its grades by theme and how many judgements went up or down since "
        "the inspection before. As a feed (.atom): what is new, corrected or withdrawn.",
        (*TABLES, ATOM),
        latest.PARAMETERS,
        ReportsTable,
    ),
    Resource(
        "visits",
        "Visits",
        "Every focused visit and monitoring visit, the latest first. Visits have no grades.",
        TABLES,
        visits.PARAMETERS,
        VisitsTable,
    ),
    Resource(
        "visit",
        "One visit",
        "The days, kind and theme of a visit. Its other table, “areas”, where its letter was read: what needs to "
        "improve and areas for priority action, word for word.",
        TABLES,
        (EDITION,),
        VisitsTable,
    ),
    Resource(
        "improvements",
        "Areas for improvement",
        "What reports and letters say needs to improve, area by area, word for word, the latest first.",
        TABLES,
        improvements.PARAMETERS,
        AreasTable,
    ),
    Resource(
        "search",
        "Search",
        "Paragraphs of reports that hold all words of a question, the best first.",
        TABLES,
        search.PARAMETERS,
        PassagesTable,
        asks=("q",),
    ),
    Resource(
        "changes",
        "What has changed since",
        "A page as of an edition beside the same page today: every cell of its main table that differs, and by which "
        "edition.",
        TABLES,
        links.PARAMETERS,
        DifferencesTable,
    ),
    Resource(
        "corrections",
        "Corrections",
        "Every thing that a correction or withdrawal changed, with its reason, the latest first. A feed too: .atom.",
        (*TABLES, ATOM),
        (EDITION, PAGE),
        CorrectionsTable,
    ),
    Resource(
        "reconciliation",
        "This record against Ofsted’s statistics",
        "How many dates, kinds and grades agree with each edition of Ofsted’s “Local authority inspection outcomes”. "
        "Its other table, “differences”, where anything differs: each value, with who was right.",
        TABLES,
        (EDITION,),
        ReconciliationsTable,
    ),
    Resource(
        "edition",
        "One edition",
        "Every thing that an edition changed. Its other table, “ranks”, where a correction altered any: every council "
        "whose place in a ranking became another.",
        TABLES,
        (),
        CorrectionsTable,
    ),
    Resource(
        "dataset",
        "Everything",
        "The whole public record as CSV files with a dictionary of every column, made once for each edition.",
        ("zip",),
        (EDITION,),
    ),
    Resource(
        "data-package",
        "Data package",
        "The files of the data set with every column, as a Frictionless data package.",
        ("json",),
        (EDITION,),
    ),
    Resource("dataset-file", "One file of the data set", "A file of the archive by itself.", ("csv",), (EDITION,)),
    Resource("openapi", "This description", "The description of all these addresses, in OpenAPI 3.1.", ("json",)),
)
BY_NAME = {resource.name: resource for resource in RESOURCES}
