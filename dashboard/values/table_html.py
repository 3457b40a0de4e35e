"""A table in HTML: its attributes, headings and rows, in the form it is to be drawn in.

It is joined here, since a template takes fifty times as long for a thousand cells, and for a short table longer than
for its cells. End tags that HTML doesn't need are left out. On phones, a table of class `stack` becomes blocks, and a
row of one of class `lines` two lines; one of class `grades` is blocks everywhere: their roles are written out so that
they stay tables for screen readers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from .columns import CellText, ColumnKind
from .table_cells import CellMaker
from .tables import Form, Table, WordRow

# From this many columns on, a narrow screen scrolls a paper's table instead of breaking its words.
MANY_COLUMNS = 5
# Classes of tables that a style sheet lays out as blocks, so that their roles are written out.
LAID_OUT = {"stack", "lines", "grades"}


class ColumnHeading(NamedTuple):
    """The heading of a column. `sort` is the alias in its link, empty if the column can't be sorted by."""

    words: str
    attributes: str
    sort: str = ""


class TableParts(NamedTuple):
    """The parts of a table in HTML."""

    caption: str
    headings: list[ColumnHeading]
    body: str
    attributes: str
    caption_attributes: str = ""
    head_attributes: str = ""
    row_attributes: str = ""


def table_html(table: Table, query: QueryDict) -> SafeString:
    """The table in the form it is to be drawn in, on the page with this query, which links to sort by a column keep."""
    parts = {Form.PAGE: _page, Form.PLAIN: _plain, Form.PAPER: _paper}[table.form](table)
    headings = "".join([_heading_cell(heading, table.prefixed_order_by_field, query) for heading in parts.headings])
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f"<table{parts.attributes}><caption{parts.caption_attributes}>{conditional_escape(parts.caption)}</caption>\n"
        f"<thead{parts.head_attributes}><tr{parts.row_attributes}>{headings}</thead>\n{parts.body}</table>"
    )


def _heading_cell(heading: ColumnHeading, sort_field: str, query: QueryDict) -> str:
    start, words = f'<th scope="col"{heading.attributes}>', conditional_escape(heading.words)
    if not heading.sort:
        return start + words
    sorted_by = urlencode({**dict(query.lists()), sort_field: heading.sort}, doseq=True)
    return f'{start}<a href="?{escape(sorted_by)}">{words}</a>'


def _page(table: Table) -> TableParts:
    stacks = not LAID_OUT.isdisjoint(str(table.attrs.get("class", "")).split())
    columns = table.page_columns
    heads = _name_of_heading(table, columns)
    cells = [
        bound.column.whole_cell(
            _opening(bound, is_heading=bound.name == heads, stacks=stacks), table.cells(bound).on_page
        )
        for bound in columns
    ]
    own = {name: value for name, value in table.attrs.items() if not isinstance(value, Mapping)}
    return TableParts(
        table.caption,
        [_heading(bound, stacks=stacks) for bound in columns],
        _grouped(table, cells, stacks=stacks),
        _attributes({**own, **_role(stacks, "table")}),
        caption_attributes=_attributes(table.attrs.get("caption", {})),
        head_attributes=_attributes({**table.attrs.get("thead", {}), **_role(stacks, "rowgroup")}),
        row_attributes=_attributes(_role(stacks, "row")),
    )


def _name_of_heading(table: Table, columns: Sequence[Any]) -> str:
    """The name of the column that heads the rows: the first if the table's own is not shown."""
    names = [bound.name for bound in columns]
    return table.heads_row if table.heads_row in names else next(iter(names), "")


def _heading(bound: Any, *, stacks: bool) -> ColumnHeading:
    css = "number" if bound.column.css == "number" else ""
    given = {**_role(stacks, "columnheader"), "class": css, **bound.column.attrs.get("th", {})}
    if not bound.orderable:
        return ColumnHeading(str(bound.header), _attributes(given))
    alias = bound.order_by_alias
    if bound.is_ordered:
        given["aria-sort"] = "descending" if alias.is_descending else "ascending"
    following = alias.next if bound.is_ordered or not bound.column.newest_first else f"-{bound.name}"
    return ColumnHeading(str(bound.header), _attributes(given), str(following))


def _opening(bound: Any, *, is_heading: bool, stacks: bool) -> str:
    """The opening tag of a column's cells, with what is only shown on phones."""
    column = bound.column
    css = {"class": column.css}
    narrow = f'<span class="narrow" aria-hidden="true">{escape(column.narrow)}</span>' if column.narrow else ""
    if is_heading:
        return f'<th scope="row"{_attributes({**_role(stacks, "rowheader"), **css})}>{narrow}'
    return f"<td{_attributes({**_role(stacks, 'cell'), **css})}>{narrow}"


def _grouped(table: Table, cells: Sequence[CellMaker], *, stacks: bool) -> str:
    """The rows, with a body for each group under a sub-heading."""
    row = _attributes(_role(stacks, "row"))
    attributes = [(name, table.row_attribute(name)) for name in table.row_attrs]
    parts: list[str] = []
    for headings, records in table.groups():
        apart = {"class": "apart"} if parts and not headings else {}
        parts.append(f"<tbody{_attributes({**_role(stacks, 'rowgroup'), **apart})}>")
        parts += [_sub_heading(heading, len(cells), stacks=stacks) for heading in headings]
        for record in records:
            found = {name: value for name, read in attributes if (value := read(record))} if attributes else {}
            own = _attributes(found) if found else ""
            parts.append(f"<tr{row}{own}>{''.join([cell(record) for cell in cells])}\n")
    if not parts and table.empty_text:
        parts.append(
            f"<tr{row}><td{_attributes(_role(stacks, 'cell'))} colspan={len(cells)}>{escape(table.empty_text)}"
        )
    return "".join(parts)


def _sub_heading(words: str, columns: int, *, stacks: bool) -> str:
    row, heading = _attributes(_role(stacks, "row")), _attributes(_role(stacks, "rowheader"))
    return f'<tr class="sub"{row}><th scope="rowgroup"{heading} colspan="{columns}">{conditional_escape(words)}'


def _plain(table: Table) -> TableParts:
    columns = table.plain_columns
    heads = _name_of_heading(table, columns)
    css = [_attributes({"class": "number" if bound.column.kind == ColumnKind.NUMBER else ""}) for bound in columns]
    openings = [
        '<th scope="row">' if bound.name == heads else f"<td{number}>"
        for bound, number in zip(columns, css, strict=True)
    ]
    cells = list(zip(openings, [table.cells(bound).in_plain for bound in columns], strict=True))
    rows = (f"<tr>{''.join([opening + make(record) for opening, make in cells])}\n" for record in table.file_records())
    return TableParts(
        table.title,
        [ColumnHeading(bound.column.heading, number) for bound, number in zip(columns, css, strict=True)],
        _body(rows),
        _attributes({"class": "data"}),
    )


def _paper(table: Table) -> TableParts:
    columns = table.word_columns
    whole = sum(width for _, width in columns)
    wide = " wide" if len(columns) >= MANY_COLUMNS else ""
    return TableParts(
        table.caption,
        [
            ColumnHeading(bound.column.heading, _attributes({"class": f"w{round(20 * width / whole)}"}))
            for bound, width in columns
        ],
        _body(_paper_row(row, len(columns)) for row in table.word_rows()),
        _attributes({"class": f"of-paper{wide}", "data-copy-table": table.title}),
    )


def _paper_row(row: WordRow, columns: int) -> str:
    if row.is_heading:
        return f'<tr class="sub"><th scope="rowgroup" colspan="{columns}">{escape(row.cells[0].words)}\n'
    return f"<tr{_attributes({'class': row.css})}>{''.join(_paper_cells(row.cells, columns))}\n"


def _paper_cells(cells: Iterable[CellText], columns: int) -> Iterator[str]:
    for n, cell in enumerate(cells):
        if n == 0:
            yield f'<th scope="row">{cell.html()}'
        else:
            across = {"colspan": str(columns - n)} if cell.reaches else {}
            yield f"<td{_attributes(across)}>{cell.html()}"


def _body(rows: Iterable[str]) -> str:
    return f"<tbody>{''.join(rows)}"


def _role(stacks: bool, role: str) -> dict[str, str]:
    return {"role": role} if stacks else {}


def _attributes(given: Mapping[str, object]) -> str:
    """HTML attributes with a space before each, without empty ones."""
    return "".join(f' {name}="{escape(str(value))}"' for name, value in given.items() if value not in ("", None))
