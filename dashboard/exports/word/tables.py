"""A paper's table in WordprocessingML: fixed widths, a header row on every page, rows that stay whole."""

from itertools import accumulate, pairwise

from dashboard.values.columns import CellText
from dashboard.values.palette import GRADES, NO_GRADE
from dashboard.values.tables import Table, WordRow

from .marks import Linker, attribute, linked, paragraph, run, runs

# In twentieths of a point: 16 cm, A4 without margins.
COLUMN_WIDTH = 9071
TWENTIETHS_PER_CM = 1440 / 2.54
INDENT = 200
SUB_HEADING_FILL = "E8EEEE"
# Tables that are estimated to be at most this high stay on one page. Others keep their ends: no page begins or ends
# with a single row. In cm; half of the text of a page.
KEPT_TOGETHER = 12
# A letter and a line of the usual text, and the space around the lines of a row, in cm.
LETTER, LINE, AROUND = 0.18, 0.4, 0.16
# Narrower columns, in cm, have room for a letter but not for a word.
NARROW = 0.95
UPRIGHT = '<w:textDirection w:val="btLr"/>'
UPRIGHT_HEIGHT = '<w:trHeight w:val="1984" w:hRule="atLeast"/>'
KEEP = "<w:keepNext/>"
# Tables with at least this many columns have smaller text and margins, so that no word breaks.
CROWDED = 6
SMALL = "Small"
SLIM = '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'


def table_xml(table: Table, link: Linker) -> str:
    """The table itself, without its caption."""
    widths = _widths(table)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = list(table.word_rows())
    size = SMALL if len(widths) >= CROWDED else ""
    kept = sum(_height(row, widths) for row in rows) <= KEPT_TOGETHER
    stays = [row.is_heading or kept or n in {0, len(rows) - 2} for n, row in enumerate(rows)]
    body = "".join(
        _row(row, widths, link, size=size, keep=stays[n] and n < len(rows) - 1) for n, row in enumerate(rows)
    )
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="PaperTable"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{SLIM if size else ""}'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" '
        f'w:noVBand="1"/><w:tblCaption w:val={attribute(table.title)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_head(table, widths, size)}{body}</w:tbl>"
    )


def _height(row: WordRow, widths: list[int]) -> float:
    """The height of a row, estimated from the number of its letters, in cm."""
    lines = [
        sum(-(-len(line) * LETTER // (width / TWENTIETHS_PER_CM - 0.3)) for line in (cell.words, cell.below))
        for cell, width in zip(row.cells, [sum(widths)] if row.is_heading else widths, strict=False)
    ]
    return max(*lines, 1) * LINE + AROUND


def _widths(table: Table) -> list[int]:
    """The widths of the columns, together at most the page's."""
    wanted = [width * TWENTIETHS_PER_CM for _, width in table.word_columns]
    narrowed = min(1, COLUMN_WIDTH / sum(wanted))
    edges = [round(edge * narrowed) for edge in accumulate(wanted, initial=0)]
    return [right - left for left, right in pairwise(edges)]


def _head(table: Table, widths: list[int], size: str) -> str:
    """The row of headings. Those of columns for single letters stand upright."""
    narrow = [width < NARROW * TWENTIETHS_PER_CM for width in widths]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{UPRIGHT if is_narrow else ""}<w:vAlign w:val="bottom"/>'
        f"</w:tcPr>{paragraph(f'TableHeading{size}', run(bound.column.heading))}</w:tc>"
        for (bound, _), width, is_narrow in zip(table.word_columns, widths, narrow, strict=True)
    )
    high = UPRIGHT_HEIGHT if any(narrow) else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{high}<w:tblHeader/></w:trPr>{cells}</w:tr>"


def _row(row: WordRow, widths: list[int], link: Linker, *, size: str, keep: bool) -> str:
    cells = []
    for n, cell in enumerate(row.cells):
        # The last cell of a shorter row spans the other columns.
        across = widths[n:] if n == len(row.cells) - 1 else widths[n : n + 1]
        cells.append(_cell(cell, across, row, link, first=n == 0, size=size, keep=keep))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: CellText, across: list[int], row: WordRow, link: Linker, *, first: bool, size: str, keep: bool) -> str:
    span = f'<w:gridSpan w:val="{len(across)}"/>' if len(across) > 1 else ""
    properties = f'<w:tcW w:w="{sum(across)}" w:type="dxa"/>{span}{_shade(cell, row)}'
    indent = f'<w:ind w:left="{INDENT}"/>' if first and "part" in row.css else ""
    style = f"{'TableHeading' if row.is_heading else 'TableText'}{size}"
    content = paragraph(style, _words(cell, row, link), f"{KEEP if keep else ''}{indent}")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def _shade(cell: CellText, row: WordRow) -> str:
    fill = SUB_HEADING_FILL if row.is_heading else ""
    if cell.grade in GRADES:
        fill = GRADES[cell.grade].fill.removeprefix("#").upper()
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""


def _words(cell: CellText, row: WordRow, link: Linker) -> str:
    if cell.grade:
        graded = cell.grade in GRADES
        colour = (GRADES[cell.grade] if graded else NO_GRADE).text.removeprefix("#").upper()
        look = f'{"<w:b/><w:bCs/>" if graded else "<w:i/><w:iCs/>"}<w:color w:val="{colour}"/>'
        words = run(cell.words, properties=look)
        return words + _below(cell, link, properties=f'<w:color w:val="{colour}"/>')
    words = run(cell.words, style="Strong") if "marked" in row.css or row.is_heading else runs(cell.words, link)
    return words + _below(cell, link)


def _below(cell: CellText, link: Linker, *, properties: str = "") -> str:
    """The small print on a line of its own, as a link if it has an address."""
    if not cell.below:
        return ""
    small_print = run(f"\n{cell.below}", style="Below", properties=properties)
    return linked(small_print, cell.url, link) if cell.url else small_print
