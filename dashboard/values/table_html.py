"""A table in HTML: its attributes, its headings and its rows, in the form in which it is drawn.

Rows are joined here, as a template takes fifty times as long for a thousand cells. End tags that HTML lets go are left
out. On a phone a table of the class `stack` becomes blocks; its roles are written out so that it stays a table.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

from .columns import CellText, ColumnKind
from .tables import Form, Table, WordRow

# A narrow screen scrolls a paper's table of so many columns, instead of breaking its words.
MANY_COLUMNS = 5


class ColumnHeading(NamedTuple):
    """A heading of a column; `sort` is the alias by which its link sorts, empty where it has none."""

    words: str
    attributes: SafeString
    sort: str = ""


class Drawn(NamedTuple):
    """A table in HTML, for the template that puts it together."""

    attributes: SafeString
    caption: str
    caption_attributes: SafeString
    head_attributes: SafeString
    row_attributes: SafeString
    headings: list[ColumnHeading]
    body: SafeString


def drawn(table: Table) -> Drawn:
    """The table in its form."""
    return {Form.PAGE: _page, Form.PLAIN: _plain, Form.PAPER: _paper}[table.form](table)


def _page(table: Table) -> Drawn:
    stacks = "stack" in str(table.attrs.get("class", "")).split()
    columns = table.page_columns
    heads = table.heads_row or columns[0].name
    cells = [
        bound.column.whole_cell(
            _opening(bound, is_heading=bound.name == heads, stacks=stacks), table.cells_on_page(bound)
        )
        for bound in columns
    ]
    own = {name: value for name, value in table.attrs.items() if not isinstance(value, Mapping)}
    return Drawn(
        attributes=_attributes({**own, **_role(stacks, "table")}),
        caption=table.caption,
        caption_attributes=_attributes(table.attrs.get("caption", {})),
        head_attributes=_attributes({**table.attrs.get("thead", {}), **_role(stacks, "rowgroup")}),
        row_attributes=_attributes(_role(stacks, "row")),
        headings=[_heading(bound, stacks=stacks) for bound in columns],
        body=_grouped(table, cells, stacks=stacks),
    )


def _heading(bound: Any, *, stacks: bool) -> ColumnHeading:
    css = "number" if bound.column.css == "number" else ""
    given = {**_role(stacks, "columnheader"), "class": css, **bound.column.attrs.get("th", {})}
    if not bound.orderable:
        return ColumnHeading(str(bound.header), _attributes(given))
    alias = bound.order_by_alias
    if bound.is_ordered:
        given["aria-sort"] = "descending" if alias.is_descending else "ascending"
    return ColumnHeading(str(bound.header), _attributes(given), str(alias.next))


def _opening(bound: Any, *, is_heading: bool, stacks: bool) -> str:
    """What stands before the content of a column's cells."""
    column = bound.column
    css = {"class": column.css}
    narrow = f'<span class="narrow" aria-hidden="true">{escape(column.narrow)}</span>' if column.narrow else ""
    if is_heading:
        return f'<th scope="row"{_attributes({**_role(stacks, "rowheader"), **css})}>{narrow}'
    return f"<td{_attributes({**_role(stacks, 'cell'), **css})}>{narrow}"


def _grouped(table: Table, cells: Sequence[Callable[[Any], str]], *, stacks: bool) -> SafeString:
    """The rows, those under one sub-heading in a body of their own."""
    row = _attributes(_role(stacks, "row"))
    attributes = {name: table.row_attribute(name) for name in table.row_attrs}
    parts: list[str] = []
    for headings, records in table.groups():
        apart = {"class": "apart"} if parts and not headings else {}
        parts.append(f"<tbody{_attributes({**_role(stacks, 'rowgroup'), **apart})}>")
        parts += [_sub_heading(heading, len(cells), stacks=stacks) for heading in headings]
        for record in records:
            own = _attributes({name: read(record) for name, read in attributes.items()}) if attributes else ""
            parts.append(f"<tr{row}{own}>{''.join([cell(record) for cell in cells])}\n")
    if not parts and table.empty_text:
        parts.append(
            f"<tr{row}><td{_attributes(_role(stacks, 'cell'))} colspan={len(cells)}>{escape(table.empty_text)}"
        )
    return mark_safe("".join(parts))  # noqa: S308 (every text in it is escaped)


def _sub_heading(words: str, columns: int, *, stacks: bool) -> str:
    row, heading = _attributes(_role(stacks, "row")), _attributes(_role(stacks, "rowheader"))
    return f'<tr class="sub"{row}><th scope="rowgroup"{heading} colspan="{columns}">{conditional_escape(words)}'


def _plain(table: Table) -> Drawn:
    columns = table.plain_columns
    heads = table.heads_row or (columns[0][1].name if columns else "")
    css = {
        bound.name: _attributes({"class": "number" if bound.column.kind == ColumnKind.NUMBER else ""})
        for _, bound in columns
    }
    cells = [
        ('<th scope="row">' if bound.name == heads else f"<td{css[bound.name]}>", table.cells_in_plain(bound))
        for _, bound in columns
    ]
    body = "".join(
        f"<tr>{''.join([opening + content(record) for opening, content in cells])}\n" for record in table.file_records()
    )
    return _bare(
        attributes={"class": "data"},
        caption=table.title,
        headings=[ColumnHeading(bound.column.heading, css[bound.name]) for _, bound in columns],
        body=f"<tbody>{body}",
    )


def _paper(table: Table) -> Drawn:
    columns = table.word_columns
    whole = sum(width for _, width in columns)
    wide = " wide" if len(columns) >= MANY_COLUMNS else ""
    return _bare(
        attributes={"class": f"of-paper{wide}", "data-copy-table": table.title},
        caption=table.caption,
        headings=[
            ColumnHeading(bound.column.heading, _attributes({"class": f"w{round(20 * width / whole)}"}))
            for bound, width in columns
        ],
        body=f"<tbody>{''.join(_paper_row(row, len(columns)) for row in table.word_rows())}",
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


def _bare(*, attributes: Mapping[str, str], caption: str, headings: list[ColumnHeading], body: str) -> Drawn:
    nothing = SafeString()
    return Drawn(
        _attributes(attributes),
        caption,
        nothing,
        nothing,
        nothing,
        headings,
        mark_safe(body),  # noqa: S308 (escaped)
    )


def _role(stacks: bool, role: str) -> dict[str, str]:
    return {"role": role} if stacks else {}


def _attributes(given: Mapping[str, object]) -> SafeString:
    """HTML attributes with a space before each; those that are empty are left out."""
    found = "".join(f' {name}="{escape(value)}"' for name, value in given.items() if value not in ("", None))
    return mark_safe(found)  # noqa: S308 (every value in it is escaped)
