"""A table of a paper as HTML."""

from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dashboard.values.documents import Cell, Row, Table

# A narrow screen scrolls a table of so many, instead of breaking its words.
MANY_COLUMNS = 5


def paper_table(table: Table) -> SafeString:
    """The table with its number and caption; the first cell heads each row, grades keep word and colour."""
    whole = sum(column.width for column in table.columns)
    caption = f"Table {table.number}: {table.caption}"
    head = "".join(
        f'<th scope="col" class="w{round(20 * column.width / whole)}">{escape(column.heading)}'
        for column in table.columns
    )
    body = "".join(_row(row, len(table.columns)) for row in table.rows)
    wide = " wide" if len(table.columns) >= MANY_COLUMNS else ""
    below = f'<p class="of">{escape(table.below)}</p>' if table.below else ""
    return mark_safe(  # noqa: S308 (every text in it is escaped)
        f'<div class="scroll" role="region" aria-label="{escape(caption)}" tabindex="0"><table class="of-paper{wide}" '
        f'data-copy-table="{escape(table.caption)}"><caption>{escape(caption)}</caption><thead><tr>{head}</thead>'
        f"<tbody>{body}</tbody></table></div>{below}"
    )


def _row(row: Row, columns: int) -> str:
    if row.is_heading:
        return f'<tr class="sub"><th colspan="{columns}" scope="rowgroup">{escape(row.cells[0].words)}'
    marks = [name for name, is_so in (("part", row.is_part), ("marked", row.marked)) if is_so]
    opening = f'<tr class="{" ".join(marks)}">' if marks else "<tr>"
    return opening + "".join(_cells(row, columns))


def _cells(row: Row, columns: int) -> Iterator[str]:
    for n, cell in enumerate(row.cells):
        if n == 0:
            yield f'<th scope="row">{_words(cell)}'
            continue
        reaches = columns - n if n == len(row.cells) - 1 else 1
        yield f'<td colspan="{reaches}">{_words(cell)}' if reaches > 1 else f"<td>{_words(cell)}"


def _words(cell: Cell) -> str:
    words = escape(cell.words)
    if cell.grade:
        mark = "state" if cell.grade == "state" else f"grade {cell.grade}"
        words = f'<span class="{mark}">{words}</span>'
    return f"{words}<br><small>{escape(cell.below)}</small>" if cell.below else words
