"""One council: its inspections, what changed, and its statistical neighbours."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain
from typing import NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from dashboard.presenters.council import CouncilPage
from dashboard.presenters.council_history import ChangeRow, Changes, Entry
from dashboard.presenters.council_places import Neighbours, table_name
from dashboard.presenters.timeline import timeline_rows
from dashboard.values.columns import FileColumn, GradeColumn, OriginColumn, PageColumn, ToPeople, Value, graded
from dashboard.values.facts import facts
from dashboard.values.tables import Table, TableMaker
from inspections.frameworks.definitions import Judgement
from inspections.models import Council, Inspection
from inspections.statistics.standings import InspectionRecord, Result
from inspections.wording.results import result_words

from .common import (
    FRAMEWORKS,
    council_code_column,
    council_name_column,
    counts_from_column,
    framework_column,
    inspected_from_column,
    judgement_code_column,
    published_on_column,
    service_column,
)
from .visits import council_visits_table


class JudgedThen(NamedTuple):
    """The result of one inspection on one judgement, and the theme of the judgement on the time line."""

    record: InspectionRecord
    judgement: Judgement
    result: Result
    theme: str = ""


def judgement_name_column(accessor: str = "judgement__name") -> FileColumn:
    """The name of a judgement."""
    return FileColumn("Judgement", accessor=accessor)


def grade_column() -> GradeColumn:
    """The grade on a judgement."""
    return GradeColumn("Grade", accessor="result", visible=False)


def origin_column() -> OriginColumn:
    """The provenance of that grade."""
    return OriginColumn("Where the grade comes from", accessor="result", meaning="Empty where there is none.")


class InspectionsTable(Table):
    """Every judgement of every inspection, in order of time."""

    framework = framework_column("record__inspection__framework")
    published_on = published_on_column("record__inspection__published_on")
    inspected_from = inspected_from_column("record__inspection__inspected_from")
    counts_from = counts_from_column("record__inspection__counts_from")
    service = service_column("judgement__service")
    judgement = judgement_code_column("judgement__code")
    judgement_name = judgement_name_column()
    grade = grade_column()
    provenance = origin_column()

    def __init__(self, council: Council, records: Sequence[InspectionRecord], day: date, address: str) -> None:
        super().__init__(
            _judged(records),
            name=f"inspections-{council.slug}-{day}",
            title=f"{council.display_name}: every inspection on record as at {day}",
            about=_about(council, day, address),
        )


def _judged(records: Sequence[InspectionRecord]) -> Iterator[JudgedThen]:
    for record in records:
        for judgement in record.framework.judgements:
            if judgement.service in record.services and (not judgement.optional or judgement.id in record.grades):
                yield JudgedThen(record, judgement, record.result(judgement.id))


class TimelineTable(Table):
    """The judgements on the time line, theme by theme."""

    theme = FileColumn("Theme")
    framework = framework_column("record__inspection__framework")
    published_on = published_on_column("record__inspection__published_on")
    inspected_from = inspected_from_column("record__inspection__inspected_from")
    counts_from = counts_from_column("record__inspection__counts_from")
    judgement_name = judgement_name_column()
    grade = grade_column()
    provenance = origin_column()

    def __init__(self, council: Council, records: Sequence[InspectionRecord], day: date, address: str) -> None:
        super().__init__(
            [
                JudgedThen(mark.record, judgement, result, theme.name)
                for theme in timeline_rows(records)
                for mark in theme.marks
                for judgement, result in mark.results
            ],
            name=f"timeline-{council.slug}-{day}",
            title=f"{council.display_name}: grades by theme",
            about=_about(council, day, address),
        )


class EntryTable(Table):
    """All grades of one inspection."""

    judgement = PageColumn("Judgement", accessor="name")
    grade = GradeColumn("Grade", accessor="result", exclude_from_export=True)

    class Meta:
        attrs = {"caption": {"class": "vh"}, "thead": {"class": "vh"}}
        row_attrs = {"class": lambda record: "part" if record.judgement.part_of else ""}

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry.results, caption=f"Grades, {_inspection_words(entry.inspection)}")


class SinceBeforeTable(Table):
    """The judgements of the latest inspection beside those of the one before."""

    heads_row = "name"

    service = service_column("change__judgement__service")
    judgement = judgement_code_column("change__judgement__code")
    judgement_name = judgement_name_column("change__judgement__name")
    name = PageColumn("Judgement")
    grade = GradeColumn("Grade", accessor="change__now")
    before = FileColumn("Before", meaning="The grade before; several where it was judged in parts.")
    before_framework = FileColumn("Framework before", words=FRAMEWORKS)
    direction = FileColumn(
        "Change",
        accessor="change__direction__value",
        meaning="Improved, the same or lower; otherwise why there is no direction.",
    )
    since = PageColumn("Since the inspection before", css="wide")
    change = FileColumn("In words", accessor="words")
    why = FileColumn("Caution", to_people=ToPeople.WHERE_ANY)

    class Meta:
        attrs = {"class": "stack scorecard"}
        row_attrs = {"class": lambda record: "part" if record.change.judgement.part_of else ""}

    def __init__(self, council: Council, changes: Changes, day: date, address: str = "") -> None:
        assert changes.now
        assert changes.before
        super().__init__(
            changes.rows,
            name=f"changes-{council.slug}-{day}",
            title=f"{council.display_name}: change since the inspection before",
            caption=f"{_inspection_words(changes.now)}, beside {_inspection_words(changes.before)}",
            about=_about(council, day, address),
        )

    def value_before(self, record: ChangeRow) -> str:
        return "; ".join(map(result_words, record.change.before))

    def value_before_framework(self, record: ChangeRow) -> str:
        return next((one.framework.code for one in record.change.before if one.framework), "")

    def render_since(self, record: ChangeRow) -> SafeString:
        """The change, with the reason if it can't be compared."""
        why = format_html(' <small class="quiet">({})</small>', record.why) if record.why else ""
        return format_html("{}{}", capfirst(record.words), why)


def _inspection_words(inspection: Inspection) -> str:
    """`SLAC 2010, published 25 January 2012`."""
    return f"{inspection.framework_definition.short_name}, {inspection.dated}"


class NeighboursTable(Table):
    """The council and the neighbours of one set, for files. `heat.neighbours_table` is the page's table."""

    heads_row = "name"

    council = council_code_column()
    name = council_name_column()
    likeness = FileColumn(
        "Likeness",
        accessor="closeness",
        meaning="How close the neighbour is; empty for the council itself.",
        to_people=ToPeople.WHERE_ANY,
    )
    framework = framework_column()
    published_on = published_on_column()
    counts_from = counts_from_column()

    def __init__(self, council: Council, neighbours: Neighbours, day: date, address: str) -> None:
        judged = [
            graded(f"{line.framework.code}.{line.judgement.id}", line.judgement.short_name, accessor="results", place=n)
            for n, line in enumerate(neighbours.lines)
        ]
        super().__init__(
            neighbours.rows,
            name=f"neighbours-{council.slug}-{neighbours.set.code}-{day}",
            title=f"{council.display_name} and its statistical neighbours, set of {neighbours.set.name}",
            about=facts(
                address,
                {"neighbours_of": council.display_name, "neighbour_set": neighbours.set.name, "as_at": day},
            ),
            extra_columns=list(chain.from_iterable(judged)),
        )


def council_tables(page: CouncilPage) -> dict[str, TableMaker]:
    """Makers of a council's tables: all inspections, the time line, changes, visits, and each set of neighbours."""
    council, day = page.council, page.councils_as_at.day
    tables: dict[str, TableMaker] = {}
    if page.records:
        tables["inspections"] = partial(InspectionsTable, council, page.records, day)
        tables["timeline"] = partial(TimelineTable, council, page.records, day)
    if page.changes.rows:
        tables["changes"] = partial(SinceBeforeTable, council, page.changes, day)
    if page.visits:
        tables["visits"] = partial(council_visits_table, council, page.visits, day)
    for place, neighbour_set in enumerate(page.neighbour_sets):
        tables[table_name(neighbour_set)] = partial(_neighbours_table, page, place)
    return tables


def _neighbours_table(page: CouncilPage, place: int, address: str) -> NeighboursTable:
    return NeighboursTable(page.council, page.neighbours[place], page.councils_as_at.day, address)


def _about(council: Council, day: date, address: str) -> Mapping[str, Value]:
    return facts(address, {"council": council.display_name, "as_at": day})
