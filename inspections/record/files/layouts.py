"""The eight files: their columns in order, what each cell may contain, and what identifies a row."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from inspections.frameworks.loader import all_frameworks
from inspections.models import (
    AreaForImprovement,
    Council,
    Grade,
    Inspection,
    StatedFigure,
    StatisticalNeighbour,
    Visit,
)

from .cells import (
    Check,
    choice,
    code,
    day,
    field,
    flag,
    name,
    names,
    neighbour_set,
    number,
    optional,
    partial_date,
    required,
    slug,
    slugs,
    url,
)


@dataclass(frozen=True, eq=False)
class Layout:
    """One kind of file. There is only one object for each.

    `dependent` are columns that follow from other columns: they are checked but not compared. `councils` are columns
    that name councils, by their slugs or by any of their names. `added` are columns that older files lack: in these
    they count as empty.
    """

    name: str
    columns: Mapping[str, Check]
    key: tuple[str, ...]
    dependent: tuple[str, ...] = ()
    councils: tuple[str, ...] = ("council",)
    added: tuple[str, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    @cached_property
    def compared(self) -> tuple[str, ...]:
        """The columns in which a difference is a change of a record."""
        return tuple(name for name in self.columns if name not in self.key and name not in self.dependent)


@dataclass(frozen=True)
class FileRow:
    """One row. `file` and `number` (counted as in a spreadsheet, with the heading as row 1) are for messages.

    `bad` are the columns whose cells can't be used.
    """

    layout: Layout
    cells: Mapping[str, str]
    file: str = ""
    number: int = 0
    bad: frozenset[str] = frozenset()

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def usable(self, *columns: str) -> bool:
        """Whether these cells can be used."""
        return self.bad.isdisjoint(columns)

    @property
    def is_usable(self) -> bool:
        """Whether all cells can be used."""
        return not self.bad

    @property
    def key(self) -> tuple[str, ...]:
        """What identifies the row within its layout."""
        return tuple(self.cells[column] for column in self.layout.key)

    @property
    def reference(self) -> str:
        """The file and the key as one text, by which a row is left out: `grades|derby|sif-2013|2017-06-13|…`."""
        return "|".join((self.layout.name, *self.key))

    @property
    def is_of_inspection(self) -> bool:
        """Whether it is about an inspection: not about the register or a visit."""
        return self.layout not in (COUNCILS, NEIGHBOURS, VISITS)

    @property
    def inspection(self) -> tuple[str, ...]:
        """Key of the inspection that the row is about."""
        return tuple(self.cells[column] for column in INSPECTION_KEY)


INSPECTION_KEY = ("council", "framework", "inspected_from")

COUNCILS = Layout(
    "councils",
    {
        "slug": required(slug),
        "official_name": field(Council, "official_name"),
        "short_name": field(Council, "short_name"),
        "ofsted_name": field(Council, "ofsted_name"),
        "aliases": optional(names),
        "dfe_la_code": field(Council, "dfe_la_code"),
        "gss_2012": field(Council, "gss_2012"),
        "gss_current": field(Council, "gss_current"),
        "gss_last": field(Council, "gss_last"),
        "region": choice(Council.Region.values),
        "region_gss": field(Council, "region_gss"),
        "type": choice(Council.Type.values),
        "london": optional(choice(Council.London.values)),
        "valid_from": optional(day),
        "valid_to": optional(day),
        "in_register_2012": required(flag),
        "in_register_2026": required(flag),
        "replaced_by": optional(slugs),
        "predecessors": optional(slugs),
        "same_area_as": optional(slug),
        "bs6879": field(Council, "bs6879"),
        "ofsted_urn": field(Council, "ofsted_urn"),
        "note": field(Council, "note"),
    },
    key=("slug",),
    dependent=("in_register_2012", "in_register_2026", "predecessors"),
    councils=(),
)
NEIGHBOURS = Layout(
    "statistical_neighbours",
    {
        "model": required(neighbour_set),
        "superseded": required(flag),
        "dfe_la_code": field(Council, "dfe_la_code"),
        "slug": required(name),
        "rank": required(number(1, 100)),
        "neighbour_dfe_la_code": field(Council, "dfe_la_code"),
        "neighbour_slug": required(name),
        "closeness": choice(StatisticalNeighbour.Closeness.values),
    },
    key=("model", "slug", "rank"),
    dependent=("dfe_la_code", "neighbour_dfe_la_code"),
    councils=("slug", "neighbour_slug"),
)
INSPECTIONS = Layout(
    "inspections",
    {
        "council": required(name),
        "framework": choice(framework.code for framework in all_frameworks()),
        "inspected_from": required(partial_date),
        "inspected_to": optional(day),
        "published_on": optional(day),
        "kind": optional(choice(Inspection.IlacsKind.values)),
        "lead_inspector": field(Inspection, "lead_inspector"),
        "report_url": optional(url),
        "source": choice(Inspection.Source.values),
        "note": field(Inspection, "note"),
    },
    key=INSPECTION_KEY,
    added=("kind",),
)
_OF_INSPECTION: dict[str, Check] = {
    "council": required(name),
    "framework": choice(framework.code for framework in all_frameworks()),
    "published_on": optional(day),
    "inspected_from": required(partial_date),
}
GRADES = Layout(
    "grades",
    {
        **_OF_INSPECTION,
        "service": field(Grade, "service"),
        "judgement": field(Grade, "judgement"),
        "grade": choice(Grade.Value.values),
        "provenance": choice(Grade.Provenance.values),
        "evidence": optional(choice(Grade.EvidenceClass.values)),
        "source": field(Grade, "source"),
        "note": field(Grade, "note"),
    },
    key=(*INSPECTION_KEY, "service", "judgement"),
    dependent=("published_on",),
    added=("evidence",),
)
AREAS = Layout(
    "areas_for_improvement",
    {
        **_OF_INSPECTION,
        "service": field(AreaForImprovement, "service"),
        "timescale": optional(choice(AreaForImprovement.Timescale.values)),
        "addressee": field(AreaForImprovement, "addressee"),
        "count": required(number(1, 500)),
    },
    key=(*INSPECTION_KEY, "service", "timescale", "addressee"),
    dependent=("published_on",),
)
FIGURES = Layout(
    "figures",
    {
        **_OF_INSPECTION,
        "kind": required(code),
        "value": required(number()),
        "qualifier": field(StatedFigure, "qualifier"),
        "age_band": field(StatedFigure, "age_band"),
        "paragraph": optional(number(1)),
    },
    key=(*INSPECTION_KEY, "kind", "age_band"),
    dependent=("published_on",),
)
RANGES = Layout(
    "paragraph_ranges",
    {
        **_OF_INSPECTION,
        "service": field(Grade, "service"),
        "judgement": field(Grade, "judgement"),
        "first": required(number(1)),
        "last": required(number(1)),
        "derived": required(flag),
    },
    key=(*INSPECTION_KEY, "service", "judgement"),
    dependent=("published_on",),
)
VISITS = Layout(
    "visits",
    {
        "council": required(name),
        "kind": choice(Visit.Kind.values),
        "visited_from": required(day),
        "visited_to": optional(day),
        "published_on": optional(day),
        "lead_inspectors": field(Visit, "lead_inspectors"),
        "theme": field(Visit, "theme"),
        "has_priority_action": optional(flag),
        "letter_url": optional(url),
        "provenance": choice(Visit.Provenance.values),
        "source": field(Visit, "source"),
        "note": field(Visit, "note"),
    },
    key=("council", "visited_from"),
)

# In the order in which they depend on each other.
LAYOUTS = {
    layout.name: layout for layout in (COUNCILS, NEIGHBOURS, INSPECTIONS, GRADES, AREAS, FIGURES, RANGES, VISITS)
}
