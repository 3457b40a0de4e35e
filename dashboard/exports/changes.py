"""What differs between a page of an edition and the same page today, as a file."""

from collections.abc import Sequence

from dashboard.presenters.changes import Difference
from dashboard.values.page import Page
from dashboard.values.table import LICENCE, Column, DataFile, Kind

COLUMNS = (
    Column("row", "Row", meaning="What the row of the table is about."),
    Column("column", "Column", meaning="“Row” where the whole row stands in one of the tables alone."),
    Column("then", "Then"),
    Column("now", "Now"),
    Column("by_edition", "By edition", Kind.NUMBER, "Empty where it follows from what changed of others."),
    Column("because", "Because"),
)


def no_link_file(address: str) -> DataFile:
    """The table before a link is given: its columns, and that a link is what it needs."""
    about = {"page": "None: give a permanent link of this site as “url”.", "source": address, "licence": LICENCE}
    return DataFile("changes", about, COLUMNS, [], "What has changed")


def differences_file(then: Page, differences: Sequence[Difference], address: str) -> DataFile:
    """A row for each cell that differs; `then` is the page as of the edition."""
    assert then.edition is not None
    about = {"edition": then.edition, "as_at": then.day, "page": then.title, "source": address, "licence": LICENCE}
    rows = [
        [
            one.row,
            one.column,
            one.then,
            one.now,
            one.cause.edition.number if one.cause.edition else None,
            one.cause.words,
        ]
        for one in differences
    ]
    return DataFile(f"changes-since-edition-{then.edition}", about, COLUMNS, rows, f"What has changed: {then.title}")
