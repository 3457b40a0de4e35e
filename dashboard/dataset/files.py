"""The files of the data set: what each holds, and what every one of its columns means."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.tables.common import framework_column
from dashboard.tables.reconciliation import ReconciliationDifferencesTable, ReconciliationsTable
from dashboard.values.columns import Column, ColumnKind, Value
from dashboard.values.tables import Table
from inspections.frameworks.loader import all_frameworks
from inspections.models import AreaForImprovement, Council, Edition, Grade, Inspection, StatisticalNeighbour, Visit
from inspections.wording.figures import KINDS
from inspections.wording.results import EVIDENCE, PROVENANCE

YES_NO = {"1": "yes", "0": "no"}


@dataclass(frozen=True)
class File:
    """One CSV file. `layout` names the rows on record that it holds, empty where they are made for it."""

    name: str
    about: str
    columns: tuple[Column, ...]
    layout: str = ""

    @property
    def file_name(self) -> str:
        """What it is called in the archive."""
        return f"{self.name}.csv"


def column(
    key: str,
    heading: str,
    kind: ColumnKind = ColumnKind.TEXT,
    meaning: str = "",
    words: Mapping[str, str] | None = None,
) -> Column:
    """A column of a file."""
    return Column(heading, key=key, kind=kind, meaning=meaning, words=words)


def _columns_of(table: type[Table]) -> tuple[Column, ...]:
    """The columns of a page's table, for rows that hold their values by key."""
    declared = table.declared_columns()
    return tuple(column(own.key, own.heading, own.kind, own.meaning, own.words) for own in declared)


def _services() -> dict[str, str]:
    return {service.code: service.name for framework in all_frameworks() for service in framework.services}


FRAMEWORK = framework_column("framework", key="framework")
COUNCIL = column("council", "Council", meaning="Its slug in councils.csv.")
OF_INSPECTION = (
    COUNCIL,
    FRAMEWORK,
    column("published_on", "Report published", ColumnKind.DAY, "Of the inspection; empty where not known."),
    column(
        "inspected_from",
        "Inspected from",
        meaning="With council and framework it identifies the inspection. Day, month (2010-06) or year, as known.",
    ),
)
SERVICE = column("service", "Service", meaning="The part of the framework.", words=_services())
JUDGEMENT = column(
    "judgement", "Judgement", meaning="Code of a judgement of the framework within the service; see judgements.csv."
)
NOTE = column("note", "Note", meaning="Remarks.")

COUNCILS = File(
    "councils",
    "Every council in England with children’s services since April 2009, one row each.",
    (
        column("slug", "Code", meaning="The council’s part of its pages’ addresses. Join on it: DfE codes repeat."),
        column("official_name", "Official name"),
        column("short_name", "Usual name", meaning="As used on this site."),
        column("ofsted_name", "Name Ofsted uses"),
        column("aliases", "Other names", meaning="With a bar between them; one a row in aliases.csv."),
        column("dfe_la_code", "DfE code", meaning="Three digits. 815, 825 and 933 stand on two rows each."),
        column("gss_2012", "ONS code in 2012"),
        column("gss_current", "ONS code today", meaning="Empty where the council was abolished."),
        column("gss_last", "Last ONS code"),
        column("region", "Region", words={region: region for region in Council.Region.values}),
        column("region_gss", "ONS code of the region"),
        column("type", "Type", words=dict(Council.Type.choices)),
        column("london", "Part of London", meaning="Empty elsewhere.", words=dict(Council.London.choices)),
        column("valid_from", "In being from", ColumnKind.DAY, "Empty where it began before April 2009."),
        column("valid_to", "In being to", ColumnKind.DAY, "The last day; empty where it goes on."),
        column("in_register_2012", "In being on 5 January 2012", ColumnKind.YES_OR_NO, words=YES_NO),
        column("in_register_2026", "In being on 1 January 2026", ColumnKind.YES_OR_NO, words=YES_NO),
        column("replaced_by", "Replaced by", meaning="Slugs of its successors with a bar between them."),
        column("predecessors", "Predecessors", meaning="Slugs of the councils it replaced with a bar between them."),
        column("same_area_as", "Same area as", meaning="Slug of the successor that took over exactly the same area."),
        column("bs6879", "BS 6879 code"),
        column("ofsted_urn", "Ofsted’s number"),
        NOTE,
    ),
    layout="councils",
)
ALIASES = File(
    "aliases",
    "Other names by which reports and people call councils, one row each.",
    (COUNCIL, column("name", "Other name")),
)
NEIGHBOURS = File(
    "neighbours",
    "The DfE’s ten statistical neighbours of each council, by set. They are not mutual.",
    (
        column("model", "Set", meaning="Year and month of the set."),
        column("superseded", "Superseded", ColumnKind.YES_OR_NO, "Withdrawn when councils were reorganised.", YES_NO),
        column("dfe_la_code", "DfE code"),
        column("slug", "Council", meaning="Its slug in councils.csv."),
        column("rank", "Rank", ColumnKind.NUMBER, "From 1, the closest."),
        column("neighbour_dfe_la_code", "DfE code of the neighbour"),
        column("neighbour_slug", "Neighbour", meaning="Its slug in councils.csv."),
        column("closeness", "Closeness", meaning="The DfE’s word.", words=dict(StatisticalNeighbour.Closeness.choices)),
    ),
    layout="statistical_neighbours",
)
INSPECTIONS = File(
    "inspections",
    "Every published inspection on record, one row each.",
    (
        COUNCIL,
        FRAMEWORK,
        OF_INSPECTION[3],
        column("inspected_to", "Inspected to", ColumnKind.DAY, "The last day on site; empty where not known."),
        OF_INSPECTION[2],
        column(
            "kind",
            "Kind",
            meaning="As Ofsted’s official statistics name it; empty where not known.",
            words=dict(Inspection.IlacsKind.choices),
        ),
        column("lead_inspector", "Lead inspector", meaning="As the report names them."),
        column("report_url", "Report", meaning="Address of the report."),
        column("source", "Known from", words=dict(Inspection.Source.choices)),
        NOTE,
    ),
    layout="inspections",
)
JUDGEMENTS = File(
    "judgements",
    "What Ofsted judged under each framework, in its order: the codes that grades.csv uses.",
    (
        FRAMEWORK,
        SERVICE,
        column("judgement", "Judgement", meaning="Its code."),
        column("name", "Name", meaning="As Ofsted prints it."),
        column("sub_heading", "Sub-heading", meaning="Under which it stands; empty where there is none."),
        column("order", "Order", ColumnKind.NUMBER, "Its place within the framework, from 1."),
        column("key", "Key judgement", ColumnKind.YES_OR_NO, "One of SLAC’s four key summary judgements.", YES_NO),
    ),
)
GRADES = File(
    "grades",
    "Every grade on record, one row each. A judgement without a row has no grade on record here.",
    (
        *OF_INSPECTION,
        SERVICE,
        JUDGEMENT,
        column("grade", "Grade", words=dict(Grade.Value.choices)),
        column("provenance", "Where it comes from", words=PROVENANCE),
        column(
            "evidence",
            "Evidence",
            meaning="How a grade of a research dataset was tied to its council.",
            words=EVIDENCE,
        ),
        column("source", "Document", meaning="Address or name of the document that says so."),
        column("note", "Note", meaning="Remarks; of a derived grade the reasoning."),
    ),
    layout="grades",
)
AREAS = File(
    "areas_for_improvement",
    "How many areas for improvement reports list, where they are on record.",
    (
        *OF_INSPECTION,
        SERVICE,
        column(
            "timescale",
            "Timescale",
            meaning="Empty where the report gives none.",
            words=dict(AreaForImprovement.Timescale.choices),
        ),
        column("addressee", "Addressee", meaning="Who should act, where it is not the council."),
        column("count", "Number", ColumnKind.NUMBER, "How many areas for improvement."),
    ),
    layout="areas_for_improvement",
)
FIGURES = File(
    "figures",
    "Figures that reports state, as stated and never computed.",
    (
        *OF_INSPECTION,
        column("kind", "What is counted", words=KINDS),
        column("value", "Number", ColumnKind.NUMBER, "As the report states it."),
        column("qualifier", "Qualifier", meaning="As printed: “approximately”, “more than”."),
        column("age_band", "Ages or part", meaning="As printed, where the figure is about some only."),
        column("paragraph", "Paragraph", ColumnKind.NUMBER, "Its number in the report."),
    ),
    layout="figures",
)
RANGES = File(
    "paragraph_ranges",
    "The numbered paragraphs of reports on which grades rest, where they are on record.",
    (
        *OF_INSPECTION,
        SERVICE,
        JUDGEMENT,
        column("first", "First paragraph", ColumnKind.NUMBER),
        column("last", "Last paragraph", ColumnKind.NUMBER),
        column("derived", "Found by reading", ColumnKind.YES_OR_NO, "There being no heading in the report.", YES_NO),
    ),
    layout="paragraph_ranges",
)
VISITED_FROM = column("visited_from", "Visited from", ColumnKind.DAY, "The first day on site.")
VISITS = File(
    "visits",
    "Every published focused visit and monitoring visit on record, one row each. Visits have no grades.",
    (
        COUNCIL,
        column("kind", "Kind", words=dict(Visit.Kind.choices)),
        VISITED_FROM,
        column("visited_to", "Visited to", ColumnKind.DAY, "The last day on site; empty where not known."),
        column("published_on", "Letter published", ColumnKind.DAY, "Empty where not known."),
        column("lead_inspectors", "Lead inspectors", meaning="As the letter names them; empty where not known."),
        column("theme", "Theme", meaning="In Ofsted’s words; empty where not known."),
        column(
            "has_priority_action",
            "Areas for priority action",
            ColumnKind.YES_OR_NO,
            "Whether the letter has any; empty where it has not been read.",
            YES_NO,
        ),
        column("letter_url", "Letter", meaning="Address of the letter."),
        column("provenance", "Where it comes from", words=dict(Visit.Provenance.choices)),
        column("source", "Document", meaning="Name of the list, where it was not read from the letter."),
        NOTE,
    ),
    layout="visits",
)
EDITIONS = File(
    "editions",
    "Every edition of the data to this one: each change that staff made to what is public.",
    (
        column("edition", "Edition", ColumnKind.NUMBER, "Numbered from 1."),
        column("made_on", "Made on", ColumnKind.DAY),
        column("kind", "Kind", words=dict(Edition.Kind.choices)),
        column("inspections", "Inspections", ColumnKind.NUMBER, "How many it is about."),
        column("visits", "Visits", ColumnKind.NUMBER, "How many it is about."),
        column("reason", "Reason", meaning="As staff gave it, for a correction or a withdrawal."),
    ),
)
CORRECTIONS = File(
    "corrections",
    "What corrections and withdrawals changed, one row for each thing.",
    (
        column("edition", "Edition", ColumnKind.NUMBER, "Its number in editions.csv."),
        column("council", "Council", meaning="Its slug; empty where a council’s own record was corrected."),
        FRAMEWORK,
        OF_INSPECTION[3],
        column(
            "visited_from", "Visited from", ColumnKind.DAY, "With the council it identifies the visit, if it is one."
        ),
        column(
            "field",
            "What",
            meaning="service.judgement for a grade, else the name of a column, after what it belongs to where that is "
            "not the inspection or visit itself; “inspection” or “visit” where all of it was withdrawn.",
        ),
        column("before", "Before", meaning="Empty for nothing."),
        column("after", "After", meaning="Empty for nothing."),
    ),
)
RECONCILIATION = File(
    "reconciliation",
    "This record against Ofsted’s “Local authority inspection outcomes”, one row for each edition of these statistics.",
    _columns_of(ReconciliationsTable),
)
DIFFERENCES = File(
    "reconciliation_differences",
    "What differs between this record and these statistics, and who was right.",
    _columns_of(ReconciliationDifferencesTable),
)
DICTIONARY = File(
    "dictionary",
    "Every column of every file.",
    (
        column("file", "File"),
        column("column", "Column", meaning="As in the file’s first line."),
        column("name", "Name", meaning="The column in words."),
        column("kind", "Kind", meaning="What its cells hold.", words={kind.value: kind.value for kind in ColumnKind}),
        column("meaning", "Meaning", meaning="What its name does not say."),
        column("values", "Values", meaning="The codes that it may hold, with what each stands for."),
    ),
)
FILES = (
    COUNCILS,
    ALIASES,
    NEIGHBOURS,
    INSPECTIONS,
    JUDGEMENTS,
    GRADES,
    AREAS,
    FIGURES,
    RANGES,
    VISITS,
    EDITIONS,
    CORRECTIONS,
    RECONCILIATION,
    DIFFERENCES,
    DICTIONARY,
)


def dictionary_rows() -> list[list[Value]]:
    """The rows of dictionary.csv."""
    return [
        [file.file_name, column.key, column.heading, column.kind.value, column.meaning, _values(column)]
        for file in FILES
        for column in file.columns
    ]


def _values(column: Column) -> str:
    return "; ".join(code if code == words else f"{code} = {words}" for code, words in column.words.items())
