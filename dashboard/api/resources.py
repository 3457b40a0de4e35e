"""The addresses that have files: what is at each, in which forms, and what it can be asked for.

Which addresses there are stands in `dashboard/urls.py` alone; here each is described under the name that it has there.
Tests ask for every form of every one, so that what is said here is so.
"""

from dataclasses import dataclass

from dashboard.exports.changes import COLUMNS as DIFFERENCE_COLUMNS
from dashboard.exports.compare import COLUMNS as COMPARISON_COLUMNS
from dashboard.exports.corrections import COLUMNS as CORRECTION_COLUMNS
from dashboard.exports.council import INSPECTION_COLUMNS as COUNCIL_INSPECTION_COLUMNS
from dashboard.exports.councils import COLUMNS as COUNCIL_COLUMNS
from dashboard.exports.maps import PLACE
from dashboard.exports.national import COLUMNS as NATIONAL_COLUMNS
from dashboard.exports.national import COUNTS
from dashboard.exports.rankings import COLUMNS as RANKING_COLUMNS
from dashboard.exports.rankings import INSPECTION_COLUMNS, RANK
from dashboard.exports.scorecards import COLUMNS as SCORECARD_COLUMNS
from dashboard.exports.search import COLUMNS as SEARCH_COLUMNS
from dashboard.pictures.png import DPI, PAPER, WIDTH_CM
from dashboard.selections.councils import GRADES, SORTS
from dashboard.selections.programme import HEATMAP_ORDERS, RANKING_ORDERS, judgements_of
from dashboard.selections.search import services_known
from dashboard.values.table import COUNCIL, REGION, Column
from inspections.frameworks.loader import all_frameworks, all_programmes
from inspections.models import Council, Grade

TABLES, CHARTS = ("csv", "xlsx", "json"), ("svg", "png", "plotly")


@dataclass(frozen=True)
class Parameter:
    """Something that an address can be asked for. `values` are those it can have; none where they are not fixed."""

    name: str
    about: str
    values: tuple[str, ...] = ()
    example: str = ""
    whole: range | None = None


@dataclass(frozen=True)
class Resource:
    """What is at the addresses of one name. `columns` are those that its table always has."""

    name: str
    title: str
    about: str
    endings: tuple[str, ...]
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()


def _signed(columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sign + column for column in columns for sign in ("", "-"))


PROGRAMMES = tuple(programme.code for programme in all_programmes())
PLACES = {
    "programme": Parameter("programme", "A family of inspections within which councils compare.", PROGRAMMES, "ilacs"),
    "day": Parameter("day", "As at which day: what had been published on or before it.", example="2025-06-30"),
    "framework": Parameter(
        "framework", "One version of a programme.", tuple(one.code for one in all_frameworks()), "ilacs-2023"
    ),
    "code": Parameter(
        "code",
        "A judgement’s code; behind its service’s and a point where two services have one of that code.",
        example="care_leavers",
    ),
    "slug": Parameter("slug", "A council’s code, as in the list of councils.", example="county-durham"),
    "number": Parameter("number", "The number of an edition of the data.", example="1"),
    "published": Parameter(
        "published",
        "The day on which the report was published; where that is not known, “inspected-” and the month.",
        example="2025-05-13",
    ),
}
EDITION = Parameter("edition", "As of an edition of the data, which stays as it was. The latest for none.")
AS_AT = Parameter("as-at", "As at a day. Today for none.", example="2025-06-30")
REGION_ONLY = Parameter("region", "Only councils of a region.", tuple(Council.Region.values))
TYPE_ONLY = Parameter("type", "Only councils of a type.", tuple(Council.Type.values))
MEASURES = tuple(dict.fromkeys(measure.code for one in all_programmes() for measure in one.measures))
GROUP = (
    REGION_ONLY,
    TYPE_ONLY,
    Parameter("neighbours-of", "Only a council, by code or name, and its statistical neighbours."),
    Parameter("set", "Of which set of neighbours. The latest for none."),
)
MARKED = Parameter("council", "A council to mark, by code or name.")
JUDGEMENTS = tuple(dict.fromkeys(name for one in all_programmes() for name in judgements_of(one)))
OF_PROGRAMME = (
    EDITION,
    Parameter("measure", "Which count councils rank by. Each programme has its own; its first for none.", MEASURES),
    *GROUP,
    MARKED,
)
OF_TABLE = (Parameter("table", "Which table, where the page has several. The main one for none."),)
OF_CHART = (Parameter("chart", "Which chart, where the page has several. The main one for none."),)
OF_PICTURE = (Parameter("width", "A picture drawn for a phone. For a page or a paper for none.", ("narrow",)),)
OF_PNG = (
    Parameter("width-cm", f"How wide on paper, in whole centimetres. {PAPER.width_cm} for none.", whole=WIDTH_CM),
    Parameter("dpi", f"How many dots to an inch. {PAPER.dpi} for none.", whole=DPI),
)
OF_ENDING = {
    **dict.fromkeys(TABLES, OF_TABLE),
    "svg": OF_CHART + OF_PICTURE,
    "png": OF_CHART + OF_PICTURE + OF_PNG,
    "plotly": OF_CHART,
}

RESOURCES = (
    Resource(
        "councils",
        "Councils",
        "Every council with the overall grades of its latest inspection.",
        TABLES,
        (
            EDITION,
            AS_AT,
            Parameter("q", "Only councils of which a name holds all these words."),
            REGION_ONLY,
            TYPE_ONLY,
            Parameter("grade", "Only councils with this latest overall grade.", tuple(GRADES)),
            Parameter("abolished", "With the councils that were abolished.", ("1",)),
            Parameter("sort", "By which column, with a minus to turn it round.", _signed(SORTS)),
        ),
        tuple(COUNCIL_COLUMNS),
    ),
    Resource(
        "council",
        "One council",
        "Every judgement of every inspection of a council. Its other tables: what its time line shows, what changed "
        "since the inspection before, and each set of its statistical neighbours.",
        (*TABLES, *CHARTS),
        (EDITION, AS_AT),
        tuple(COUNCIL_INSPECTION_COLUMNS),
    ),
    Resource(
        "scorecard",
        "One inspection",
        "Every judgement of an inspection with its grade, and how many councils held each grade. Its other table, "
        "“areas”: the areas for improvement, with empty columns for an action plan.",
        (*TABLES, *CHARTS, "docx"),
        (EDITION,),
        tuple(SCORECARD_COLUMNS),
    ),
    Resource(
        "compare",
        "Comparison",
        "Up to ten councils beside each other: a row for each judgement, two columns for each council.",
        (*TABLES, *CHARTS, "docx"),
        (
            EDITION,
            AS_AT,
            Parameter("council", "A council, by code or name. Repeat it for others.", example="county-durham"),
            Parameter("region", "Fill the ten up with councils of a region, by name.", tuple(Council.Region.values)),
            Parameter("neighbours-of", "Fill the ten up with a council and its closest statistical neighbours."),
            Parameter("set", "Of which set of neighbours. The latest for none."),
            Parameter("programme", "Under which programme. Today’s for none.", PROGRAMMES),
        ),
        tuple(COMPARISON_COLUMNS),
    ),
    Resource(
        "paper",
        "Committee paper",
        "A paper on one inspection, to edit in Word. Its main table has every judgement, or those of the first of "
        "several services; its other tables are those of the paper.",
        (*TABLES, *CHARTS, "docx"),
        (
            EDITION,
            Parameter("measure", "Which count councils are compared by. The programme’s first for none.", MEASURES),
            *GROUP,
            Parameter("parts", "Which parts, with full stops between them: purpose.judgements."),
        ),
        (Column("judgement", "Judgement"), Column("grade", "Grade")),
    ),
    Resource(
        "ranking",
        "Ranking",
        "The councils of a programme by one named count, joint ranks and all, and those that are not ranked, with why.",
        (*TABLES, *CHARTS, "docx"),
        (
            *OF_PROGRAMME,
            Parameter("sort", "By which column, with a minus to turn it round.", _signed(RANKING_ORDERS)),
        ),
        (*RANKING_COLUMNS, *INSPECTION_COLUMNS),
    ),
    Resource(
        "heatmap",
        "Heatmap",
        "Councils against judgements: every grade of a programme.",
        (*TABLES, *CHARTS),
        (
            *OF_PROGRAMME,
            Parameter(
                "framework",
                "Only councils inspected under one version of the programme, and its judgements.",
                tuple(one.code for one in all_frameworks()),
            ),
            Parameter("order", "The order of the rows.", tuple(HEATMAP_ORDERS)),
        ),
        (*COUNCIL, REGION, RANK, *INSPECTION_COLUMNS),
    ),
    Resource(
        "map",
        "Map",
        "The councils of a programme in their places in England, with the grade of each on one judgement.",
        (*TABLES, *CHARTS),
        (
            EDITION,
            Parameter("judgement", "Which judgement. Each programme has its own; its first for none.", JUDGEMENTS),
            *GROUP,
            MARKED,
        ),
        (*COUNCIL, REGION, *PLACE, *INSPECTION_COLUMNS),
    ),
    Resource(
        "national",
        "National picture",
        "How many councils hold each grade, judgement by judgement. Its other tables: one judgement by region, the "
        "share good or better through time, and Ofsted’s own totals against what is on record.",
        (*TABLES, *CHARTS),
        (
            EDITION,
            Parameter("judgement", "Which judgement by region. Each programme has its own; its first for none."),
        ),
        (*NATIONAL_COLUMNS, *COUNTS),
    ),
    Resource(
        "judgement",
        "One judgement",
        "The grade of every council on one judgement, the best first. Its other table: how many hold each, by region.",
        (*TABLES, *CHARTS),
        (
            EDITION,
            AS_AT,
            REGION_ONLY,
            Parameter("grade", "Only councils with a grade: a grade’s code, “good-or-better”, “graded”, “not-graded”."),
            *GROUP[2:],
        ),
        (*COUNCIL, REGION, *INSPECTION_COLUMNS),
    ),
    Resource(
        "search",
        "Search",
        "Paragraphs of reports that hold all words of a question, the best first.",
        TABLES,
        (
            Parameter("q", "The question.", example="care leavers"),
            Parameter("council", "Only reports on a council, by code or name."),
            Parameter(
                "framework",
                "Only reports under a programme or one version of it.",
                tuple(dict.fromkeys([*PROGRAMMES, *(one.code for one in all_frameworks())])),
            ),
            Parameter("grade", "Only paragraphs on judgements with this grade.", tuple(Grade.Value.values)),
            Parameter("service", "Only paragraphs on one service.", tuple(services_known())),
            Parameter("judgement", "Only paragraphs on one judgement: service.judgement."),
            Parameter("from", "Only reports published on or after a day.", example="2012-01-01"),
            Parameter("to", "Only reports published on or before a day.", example="2025-12-31"),
        ),
        tuple(SEARCH_COLUMNS),
    ),
    Resource(
        "changes",
        "What has changed since",
        "A page as of an edition beside the same page today: every cell of its main table that differs, and by which "
        "edition.",
        TABLES,
        (
            Parameter(
                "url", "A permanent link of this site, or its path and query.", example="/ranking/slac/2012-01-05/"
            ),
            Parameter("since", "The number of the edition, where the link names none.", example="1"),
        ),
        tuple(DIFFERENCE_COLUMNS),
    ),
    Resource(
        "corrections",
        "Corrections",
        "Every thing that a correction or withdrawal changed, with its reason, the latest first.",
        TABLES,
        (EDITION,),
        tuple(CORRECTION_COLUMNS),
    ),
    Resource(
        "edition",
        "One edition",
        "Every thing that an edition changed. Its other table, “ranks”, where a correction altered any: every council "
        "whose place in a ranking became another.",
        TABLES,
        (),
        tuple(CORRECTION_COLUMNS),
    ),
    Resource(
        "dataset",
        "Everything",
        "The whole public record as CSV files with a dictionary of every column, made once for each edition.",
        ("zip",),
        (EDITION,),
    ),
    Resource("openapi", "This description", "The description of all these addresses, in OpenAPI 3.1.", ("json",)),
)
BY_NAME = {resource.name: resource for resource in RESOURCES}
