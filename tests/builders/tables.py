"""Tables made of ready cells, for tests of what draws them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import QueryDict
from django_tables2 import A
from lxml import html

from dashboard.values.columns import Column
from dashboard.values.table_html import table_html
from dashboard.values.tables import Form, Table


class Cells(NamedTuple):
    """A row of a table."""

    cells: tuple[Any, ...]


def table_of(columns: Sequence[Column], *rows: Sequence[Any], **options: Any) -> Table:
    """A table with these columns, each of which has its key, and with these cells."""
    for place, column in enumerate(columns):
        column.accessor, column.place = A("cells"), place
    return Table(
        [Cells(tuple(row)) for row in rows], extra_columns=[(column.key, column) for column in columns], **options
    )


def element_of(table: Table, form: Form = Form.PAGE) -> html.HtmlElement:
    """The table as HTML in one of its forms."""
    return html.fromstring(table_html(table.drawn_as(form), QueryDict()))


def cells_of(table: Table, form: Form = Form.PAGE) -> list[list[str]]:
    """Its cells as somebody reads them, the headings first."""
    return [
        [" ".join(cell.text_content().split()) for cell in row.iter("th", "td")]
        for row in element_of(table, form).iter("tr")
    ]
