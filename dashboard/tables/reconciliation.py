"""The record against Ofsted's own statistics."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.values.columns import Column, ColumnKind, FileColumn
from dashboard.values.facts import facts
from dashboard.values.tables import Table
from inspections.models import Inspection
from inspections.reconciliation.comparing import Reconciliation
from inspections.wording.reconciliation import right_sentence, value_words, what_words
from inspections.wording.results import NOT_ON_RECORD

from .common import framework_column


class ReconciliationsTable(Table):
    """A row for each edition of the statistics, the latest first."""

    statistics_as_at = Column("Ofsted’s statistics as at", accessor="as_at", kind=ColumnKind.DAY)
    inspections = Column("Inspections in both", kind=ColumnKind.NUMBER, css="number", narrow="In both: ")
    agreeing = Column(
        "Values that agree",
        kind=ColumnKind.NUMBER,
        meaning="Dates, kinds and grades.",
        css="number",
        narrow="Agree: ",
    )
    compared = Column("Values compared", accessor="values", kind=ColumnKind.NUMBER, css="number", narrow="Compared: ")
    only_there = Column("Only in the statistics", kind=ColumnKind.NUMBER, css="number", narrow="Only there: ")
    only_here = Column("Only on record here", kind=ColumnKind.NUMBER, css="number", narrow="Only here: ")

    class Meta:
        attrs = {"class": "stack"}

    def __init__(self, results: Sequence[Reconciliation], day: date, address: str) -> None:
        title = "This record against Ofsted’s statistics, edition by edition"
        super().__init__(results, name="reconciliation", title=title, about=facts(address, {"as_at": day}))

    def value_only_there(self, record: Reconciliation) -> int:
        return len(record.only_there)

    def value_only_here(self, record: Reconciliation) -> int:
        return len(record.only_here)


class DifferenceRow(NamedTuple):
    """Something that differs, in words. `inspection` is None if it is not on record."""

    as_at: date
    council_name: str
    inspection: Inspection | None
    field: str
    what: str
    official: str
    recorded: str
    right: str
    place: str


class ReconciliationDifferencesTable(Table):
    """A row for each value that differs, and for each inspection that only one side has."""

    heads_row = "name"

    statistics_as_at = Column(
        "Ofsted’s statistics as at", accessor="as_at", kind=ColumnKind.DAY, narrow="Statistics as at: "
    )
    council = FileColumn("Council’s code", accessor="inspection__council__slug", default="")
    name = Column("Council", accessor="council_name")
    framework = framework_column("inspection__framework", default="")
    field = FileColumn("Field", meaning="The judgement or the fact, as programs know it.")
    what = Column("What differs")
    official = Column("Ofsted’s statistics", narrow="Ofsted’s statistics: ")
    recorded = Column("This record", key="record", narrow="This record: ")
    right = Column("Who was right")
    place = Column("Place in Ofsted’s file", css="quiet")

    class Meta:
        attrs = {"class": "stack"}

    def __init__(self, results: Sequence[Reconciliation], day: date, address: str) -> None:
        rows = [row for result in results for row in _differences(result)]
        about = facts(address, {"as_at": day})
        super().__init__(rows, name="reconciliation-differences", title="What differs", about=about)


def _differences(result: Reconciliation) -> Iterator[DifferenceRow]:
    for found in result.differing:
        values = (value_words(found.what, found.theirs), value_words(found.what, found.ours))
        yield DifferenceRow(
            result.as_at,
            found.inspection.council.display_name,
            found.inspection,
            found.what,
            what_words(found.what),
            *values,
            right_sentence(found.corrected),
            found.outcome.place,
        )
    for outcome in result.only_there:
        missing = (outcome.day.isoformat(), NOT_ON_RECORD, right_sentence(None), outcome.place)
        yield DifferenceRow(result.as_at, outcome.council, None, "inspection", "inspection", *missing)
    for inspection in result.only_here:
        name, words = inspection.council.display_name, (str(inspection.inspected), right_sentence(None), "")
        yield DifferenceRow(result.as_at, name, inspection, "inspection", "inspection", "not there", *words)
