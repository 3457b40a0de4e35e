"""What editions changed, and the places in rankings that they altered."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from dashboard.presenters.alterations import MovedPlace
from dashboard.presenters.editions import ChangeLine, line_of
from dashboard.values.columns import Column, ColumnKind, FileColumn
from dashboard.values.facts import facts
from dashboard.values.tables import Table
from inspections.models import Council, Edition, EditionChange
from inspections.record.worded_changes import WordedChanges
from inspections.statistics.ranking import NotRanked, Ranked
from inspections.wording.alterations import ranked_words

from .common import council_code_column, framework_column, inspected_from_column, published_on_column


class Changed(NamedTuple):
    """Something that an edition changed, with its words."""

    change: EditionChange
    line: ChangeLine


class CorrectionsTable(Table):
    """A row for each thing changed."""

    edition = FileColumn("Edition", accessor="change__edition__number", kind=ColumnKind.NUMBER)
    made_on = FileColumn("Made on", kind=ColumnKind.DAY)
    kind = FileColumn("Kind", accessor="change__edition__kind", words=dict(Edition.Kind.choices))
    reason = FileColumn(
        "Reason",
        accessor="change__edition__reason",
        meaning="As staff gave it. Empty where nothing that was public is changed.",
    )
    council = FileColumn(
        "Council’s code",
        default="",
        meaning="Empty where the change is of the register of councils.",
    )
    name = FileColumn("Council", default="")
    framework = framework_column("change__inspection__framework", default="")
    published_on = published_on_column("change__inspection__published_on")
    inspected_from = inspected_from_column("change__inspection__inspected", default="")
    visited_from = FileColumn(
        "Visited from",
        accessor="change__visit__visited_from",
        kind=ColumnKind.DAY,
        meaning="The first day of the visit, where the change is of a visit.",
    )
    field = FileColumn(
        "Field", accessor="change__field", meaning="The judgement, or the name of the fact, as programs know it."
    )
    what = FileColumn("What changed", accessor="line__what")
    before = FileColumn("Before", accessor="line__before", meaning="Empty for nothing.")
    after = FileColumn("After", accessor="line__after", meaning="Empty for nothing.")

    def __init__(self, changes: Iterable[EditionChange], name: str, day: date, address: str) -> None:
        """The changes come with their edition, inspection or visit, and council."""
        in_words = WordedChanges()
        records = [Changed(change, line_of(change, in_words)) for change in changes]
        super().__init__(records, name=name, title="What editions changed", about=facts(address, {"as_at": day}))

    def value_made_on(self, record: Changed) -> date:
        return timezone.localdate(record.change.edition.made_at)

    def value_council(self, record: Changed) -> str:
        council = _council_of(record)
        return council.slug if council else ""

    def value_name(self, record: Changed) -> str:
        council = _council_of(record)
        return council.display_name if council else ""


def _council_of(record: Changed) -> Council | None:
    about = record.change.inspection or record.change.visit
    return about.council if about else None


class RanksTable(Table):
    """Councils whose place an edition altered. The page has a table for each ranking."""

    heads_row = "name"

    programme = FileColumn("Programme", accessor="ranking__programme__name")
    measure = FileColumn("Ranked by", accessor="ranking__measure__name")
    ranked_as_at = FileColumn("Ranked as at", accessor="ranking__day", kind=ColumnKind.DAY)
    council = council_code_column("moved__council__slug")
    name = Column("Council", accessor="moved__council__name", linkify=lambda record: record.url)
    rank_before = FileColumn(
        "Rank before", accessor="moved__before", kind=ColumnKind.NUMBER, meaning="Empty where not ranked."
    )
    rank_after = FileColumn(
        "Rank after", accessor="moved__after", kind=ColumnKind.NUMBER, meaning="Empty where not ranked."
    )
    before = Column("Before", narrow="Before: ")
    after = Column("After", narrow="After: ")

    class Meta:
        attrs = {"class": "stack", "caption": {"class": "vh"}}

    def __init__(
        self, places: Iterable[MovedPlace], name: str, day: date, address: str = "", heading: str = ""
    ) -> None:
        """`heading` names the ranking of a table on the page."""
        super().__init__(
            places,
            name=f"{name}-ranks",
            title="Ranks that a correction altered",
            caption=f"Places that changed: {heading}",
            about=facts(address, {"as_at": day}),
        )

    def value_rank_before(self, value: Ranked | NotRanked) -> int | None:
        return value.rank if isinstance(value, Ranked) else None

    value_rank_after = value_rank_before

    def value_before(self, record: MovedPlace) -> str:
        return ranked_words(record.moved.before)

    def value_after(self, record: MovedPlace) -> str:
        return ranked_words(record.moved.after)
