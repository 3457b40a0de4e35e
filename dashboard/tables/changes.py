"""What differs between a page of an edition and the same page today."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from dashboard.presenters.changes import PageDifference
from dashboard.values.columns import Column, ColumnKind, FileColumn, PageColumn, Value
from dashboard.values.facts import facts
from dashboard.values.page import Page
from dashboard.values.tables import Table


class DifferencesTable(Table):
    """A row for each cell that differs."""

    row = Column("Row", meaning="What the row of the table is about.", css="wide")
    column = Column("Column", meaning="“Row” where the whole row stands in one of the tables alone.", narrow="Column: ")
    then = Column("Then", narrow="Then: ")
    now = Column("Now", narrow="Now: ")
    by_edition = FileColumn(
        "By edition", kind=ColumnKind.NUMBER, meaning="Empty where it follows from what changed of others."
    )
    because = FileColumn("Because", accessor="cause__words")
    by = PageColumn("By", css="wide")

    class Meta:
        attrs = {"class": "stack"}

    def __init__(
        self, then: Page | None, differences: Sequence[PageDifference] = (), address: str = "", number: int = 0
    ) -> None:
        """`then` is the page as of the edition, or None before a link is given. `number` is that of all differences."""
        if then is None:
            name, title = "changes", "What has changed"
            about: dict[str, Value] = {"page": "None: give a permanent link of this site as “url”."}
        else:
            name, title = f"changes-since-edition-{then.edition}", f"What has changed: {then.title}"
            about = {"edition": then.edition, "as_at": then.day, "page": then.title}
        some = f": the first {len(differences)} of {number}" if number > len(differences) else ""
        super().__init__(
            differences,
            name=name,
            title=title,
            caption=f"What the table shows otherwise now{some}",
            about=facts(address, about),
        )

    def value_by_edition(self, record: PageDifference) -> int | None:
        return record.cause.edition.number if record.cause.edition else None

    def render_then(self, value: str) -> SafeString:
        return format_html("<del>{}</del>", value)

    def render_now(self, value: str) -> SafeString:
        return format_html("<ins>{}</ins>", value)

    def render_by(self, record: PageDifference) -> SafeString | str:
        """The edition as a link, and why it was made."""
        edition = record.cause.edition
        if edition is None:
            return record.cause.words
        url = reverse("edition", args=[edition.number])
        return format_html('<a href="{}">Edition {}</a>, {}', url, edition.number, record.cause.words)
