"""The files of the data set: what each holds, and what every one of its columns means."""

from dataclasses import dataclass

from dashboard.values.table import FRAMEWORK, Column, Kind, Value
from inspections.frameworks.loader import all_frameworks
from inspections.models import AreaForImprovement, Council, Edition, Grade, Inspection, StatisticalNeighbour
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


def _services() -> dict[str, str]:
    return {service.code: service.name for framework in all_frameworks() for service in framework.services}


COUNCIL = Column("council", "Council", meaning="Its slug in councils.csv.")
OF_INSPECTION = (
    COUNCIL,
    FRAMEWORK,
    Column("published_on", "Report published", Kind.DAY, "Of the inspection; empty where not known."),
    Column(
        "inspected_from",
        "Inspected from",
        meaning="With council and framework it identifies the inspection. Day, month (2010-06) or year, as known.",
    ),
)
SERVICE = Column("service", "Service", meaning="The part of the framework.", words=_services())
JUDGEMENT = Column(
    "judgement", "Judgement", meaning="Code of a judgement of the framework within the service; see judgements.csv."
)
NOTE = Column("note", "Note", meaning="Remarks.")

COUNCILS = File(
    "councils",
    "Every council in England with children’s services since April 2009, one row each.",
    (
        Column("slug", "Code", meaning="The council’s part of its pages’ addresses. Join on it: DfE codes repeat."),
        Column("official_name", "Official name"),
        Column("short_name", "Usual name", meaning="As used on this site."),
        Column("ofsted_name", "Name Ofsted uses"),
        Column("aliases", "Other names", meaning="With a bar between them; one a row in aliases.csv."),
        Column("dfe_la_code", "DfE code", meaning="Three digits. 815, 825 and 933 stand on two rows each."),
        Column("gss_2012", "ONS code in 2012"),
        Column("gss_current", "ONS code today", meaning="Empty where the council was abolished."),
        Column("gss_last", "Last ONS code"),
        Column("region", "Region", words={one: one for one in Council.Region.values}),
        Column("region_gss", "ONS code of the region"),
        Column("type", "Type", words=dict(Council.Type.choices)),
        Column("london", "Part of London", meaning="Empty elsewhere.", words=dict(Council.London.choices)),
        Column("valid_from", "In being from", Kind.DAY, "Empty where it began before April 2009."),
        Column("valid_to", "In being to", Kind.DAY, "The last day; empty where it goes on."),
        Column("in_register_2012", "In being on 5 January 2012", Kind.YES_OR_NO, words=YES_NO),
        Column("in_register_2026", "In being on 1 January 2026", Kind.YES_OR_NO, words=YES_NO),
        Column("replaced_by", "Replaced by", meaning="Slugs of its successors with a bar between them."),
        Column("predecessors", "Predecessors", meaning="Slugs of the councils it replaced with a bar between them."),
        Column("same_area_as", "Same area as", meaning="Slug of the successor that took over exactly the same area."),
        Column("bs6879", "BS 6879 code"),
        Column("ofsted_urn", "Ofsted’s number"),
        NOTE,
    ),
    layout="councils",
)
ALIASES = File(
    "aliases",
    "Other names by which reports and people call councils, one row each.",
    (COUNCIL, Column("name", "Other name")),
)
NEIGHBOURS = File(
    "neighbours",
    "The DfE’s ten statistical neighbours of each council, by set. They are not mutual.",
    (
        Column("model", "Set", meaning="Year and month of the set."),
        Column("superseded", "Superseded", Kind.YES_OR_NO, "Withdrawn when councils were reorganised.", YES_NO),
        Column("dfe_la_code", "DfE code"),
        Column("slug", "Council", meaning="Its slug in councils.csv."),
        Column("rank", "Rank", Kind.NUMBER, "From 1, the closest."),
        Column("neighbour_dfe_la_code", "DfE code of the neighbour"),
        Column("neighbour_slug", "Neighbour", meaning="Its slug in councils.csv."),
        Column("closeness", "Closeness", meaning="The DfE’s word.", words=dict(StatisticalNeighbour.Closeness.choices)),
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
        Column("inspected_to", "Inspected to", Kind.DAY, "The last day on site; empty where not known."),
        OF_INSPECTION[2],
        Column(
            "kind",
            "Kind",
            meaning="As Ofsted’s official statistics name it; empty where not known.",
            words=dict(Inspection.IlacsKind.choices),
        ),
        Column("lead_inspector", "Lead inspector", meaning="As the report names them."),
        Column("report_url", "Report", meaning="Address of the report."),
        Column("source", "Known from", words=dict(Inspection.Source.choices)),
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
        Column("judgement", "Judgement", meaning="Its code."),
        Column("name", "Name", meaning="As Ofsted prints it."),
        Column("sub_heading", "Sub-heading", meaning="Under which it stands; empty where there is none."),
        Column("order", "Order", Kind.NUMBER, "Its place within the framework, from 1."),
        Column("key", "Key judgement", Kind.YES_OR_NO, "One of SLAC’s four key summary judgements.", YES_NO),
    ),
)
GRADES = File(
    "grades",
    "Every grade on record, one row each. A judgement without a row has no grade on record here.",
    (
        *OF_INSPECTION,
        SERVICE,
        JUDGEMENT,
        Column("grade", "Grade", words=dict(Grade.Value.choices)),
        Column("provenance", "Where it comes from", words=PROVENANCE),
        Column(
            "evidence",
            "Evidence",
            meaning="How a grade of a research dataset was tied to its council.",
            words=EVIDENCE,
        ),
        Column("source", "Document", meaning="Address or name of the document that says so."),
        Column("note", "Note", meaning="Remarks; of a derived grade the reasoning."),
    ),
    layout="grades",
)
AREAS = File(
    "areas_for_improvement",
    "How many areas for improvement reports list, where they are on record.",
    (
        *OF_INSPECTION,
        SERVICE,
        Column(
            "timescale",
            "Timescale",
            meaning="Empty where the report gives none.",
            words=dict(AreaForImprovement.Timescale.choices),
        ),
        Column("addressee", "Addressee", meaning="Who should act, where it is not the council."),
        Column("count", "Number", Kind.NUMBER, "How many areas for improvement."),
    ),
    layout="areas_for_improvement",
)
FIGURES = File(
    "figures",
    "Figures that reports state, as stated and never computed.",
    (
        *OF_INSPECTION,
        Column("kind", "What is counted", words=KINDS),
        Column("value", "Number", Kind.NUMBER, "As the report states it."),
        Column("qualifier", "Qualifier", meaning="As printed: “approximately”, “more than”."),
        Column("age_band", "Ages or part", meaning="As printed, where the figure is about some only."),
        Column("paragraph", "Paragraph", Kind.NUMBER, "Its number in the report."),
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
        Column("first", "First paragraph", Kind.NUMBER),
        Column("last", "Last paragraph", Kind.NUMBER),
        Column("derived", "Found by reading", Kind.YES_OR_NO, "There being no heading in the report.", YES_NO),
    ),
    layout="paragraph_ranges",
)
EDITIONS = File(
    "editions",
    "Every edition of the data to this one: each change that staff made to what is public.",
    (
        Column("edition", "Edition", Kind.NUMBER, "Numbered from 1."),
        Column("made_on", "Made on", Kind.DAY),
        Column("kind", "Kind", words=dict(Edition.Kind.choices)),
        Column("inspections", "Inspections", Kind.NUMBER, "How many it is about."),
        Column("reason", "Reason", meaning="As staff gave it, for a correction or a withdrawal."),
    ),
)
CORRECTIONS = File(
    "corrections",
    "What corrections and withdrawals changed, one row for each thing.",
    (
        Column("edition", "Edition", Kind.NUMBER, "Its number in editions.csv."),
        Column("council", "Council", meaning="Its slug; empty where a council’s own record was corrected."),
        FRAMEWORK,
        OF_INSPECTION[3],
        Column(
            "field",
            "What",
            meaning="service.judgement for a grade, else the name of a column, after what it belongs to where that is "
            "not the inspection itself; “inspection” where all of it was withdrawn.",
        ),
        Column("before", "Before", meaning="Empty for nothing."),
        Column("after", "After", meaning="Empty for nothing."),
    ),
)
DICTIONARY = File(
    "dictionary",
    "Every column of every file.",
    (
        Column("file", "File"),
        Column("column", "Column", meaning="As in the file’s first line."),
        Column("name", "Name", meaning="The column in words."),
        Column("kind", "Kind", meaning="What its cells hold.", words={kind.value: kind.value for kind in Kind}),
        Column("meaning", "Meaning", meaning="What its name does not say."),
        Column("values", "Values", meaning="The codes that it may hold, with what each stands for."),
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
    EDITIONS,
    CORRECTIONS,
    DICTIONARY,
)


def dictionary_rows() -> list[list[Value]]:
    """The rows of dictionary.csv."""
    return [
        [file.file_name, one.key, one.heading, one.kind.value, one.meaning, _values(one)]
        for file in FILES
        for one in file.columns
    ]


def _values(column: Column) -> str:
    return "; ".join(code if code == words else f"{code} = {words}" for code, words in column.words.items())
