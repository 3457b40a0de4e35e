"""How many councils have each grade, judgement by judgement or region by region."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.distributions import DistributionRow
from dashboard.values.columns import Column, ColumnKind, FileColumn, PageColumn
from dashboard.values.grade_tags import bar_parts, shares_bar
from dashboard.values.tables import Table
from inspections.statistics.shares import Share, Shares


def good_column(**options: Any) -> Column:
    """The number of councils that are good or outstanding."""
    return Column("Good or outstanding", kind=ColumnKind.NUMBER, **options)


def percent_column(**options: Any) -> FileColumn:
    """The percentage of councils that are good or outstanding."""
    meaning = "Whole per cent. Empty where fewer than ten are."
    return FileColumn("Good or outstanding, %", kind=ColumnKind.NUMBER, meaning=meaning, **options)


def in_being_column(**options: Any) -> FileColumn:
    """The number of councils, graded or not."""
    return FileColumn("Councils in being", kind=ColumnKind.NUMBER, **options)


class GradeCountColumn(Column):
    """The number of councils with a grade, given by its place on the scale."""

    def __init__(self, share: Share, place: int) -> None:
        super().__init__(
            share.grade.label,
            accessor="shares__shares",
            place=place,
            kind=ColumnKind.NUMBER,
            narrow=f"{share.grade.label} ",
            linkify=lambda record: record.list_of(share.grade.code) if record.shares.shares[place].count else "",
        )

    def value(self, value: Share) -> int:
        return value.count


class DistributionTable(Table):
    """A row for each judgement or region: a bar, and numbers of councils with links to their lists."""

    bar = PageColumn("By grade", css="wide", attrs={"th": {"class": "wide"}})
    graded = Column(
        "Councils graded",
        kind=ColumnKind.NUMBER,
        accessor="shares__base",
        narrow="Graded ",
        linkify=lambda record: record.graded_list if record.shares.base else "",
    )
    good_or_better = good_column(
        accessor="shares__good_or_better",
        narrow="Good or outstanding ",
        linkify=lambda record: record.good_list if record.shares.good_or_better else "",
    )
    good_or_better_percent = percent_column(accessor="percent")
    in_being = in_being_column(accessor="in_being")

    class Meta:
        attrs = {"class": "stack national"}

    def __init__(
        self, rows: Iterable[DistributionRow], shares: Shares, *, first: Iterable[str] = (), **options: Any
    ) -> None:
        """`shares` have the scale of the grades. `first` names the columns before the numbers."""
        grades = [(share.grade.code, GradeCountColumn(share, n)) for n, share in enumerate(shares.shares)]
        sequence = (*first, "bar", *(code for code, _ in grades), "...")
        super().__init__(rows, extra_columns=grades, sequence=sequence, **options)

    def render_bar(self, record: DistributionRow) -> SafeString | str:
        """The shares as a bar, if enough councils are counted."""
        return shares_bar(record.shares) if record.has_bar else ""

    def words_good_or_better(self, record: DistributionRow) -> str:
        """`109 of 151 (72%)`."""
        return record.good_or_better


def linked_bar(row: DistributionRow) -> SafeString:
    """The shares as a tall bar. Each part has its number and leads to the list that it counts."""
    base = row.shares.base
    parts = "".join(
        f'<a href="{escape(row.list_of(share.grade.code))}" aria-label="{share.count} {escape(share.grade.in_text)}">'
        f"{part}</a>"
        for share, part in bar_parts(row.shares)
    )
    return mark_safe(f'<svg class="bar numbers" role=group aria-label="Of {base}">{parts}</svg>')  # noqa: S308 (escaped)


def letters(shares: Shares) -> SafeString:
    """A letter for each council, hidden from screen readers, as the numbers stand beside them."""
    cells = "".join(
        f'<b class="cell {share.grade.code}">{escape(share.grade.letter)}</b>' * share.count for share in shares.shares
    )
    return mark_safe(f"<span class=letters aria-hidden=true>{cells}</span>")  # noqa: S308 (escaped)


class RegionsTable(DistributionTable):
    """A row for England and for each region."""

    region = Column("Region", accessor="label", css="wide")

    def __init__(self, rows: Iterable[DistributionRow], shares: Shares, **options: Any) -> None:
        super().__init__(rows, shares, first=["region"], **options)
