"""ODS, the format in which GOV.UK publishes spreadsheets: the same two sheets as XLSX.

It is XML written here. odfdo makes an object of every cell, which takes seconds for the largest tables. The same table
gives the same bytes.
"""

from collections.abc import Iterator
from datetime import date
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl.utils import get_column_letter

from dashboard.values.columns import Value
from dashboard.values.palette import GRADES
from dashboard.values.tables import Table
from inspections.wording.provenance import PROVENANCE_MARKS

from .archives import NO_TIME
from .sheets import MAKER, NOT_IN_XML, NOTES, NOTES_WIDTHS, ROOM, SheetCell, TableSheet

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
CM_PER_CHARACTER = 0.19
VERSION = 'office:version="1.3"'
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text", "style", "meta", "config")
)
NAMESPACES += (
    ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
HEAD_STYLE = (
    '<style:style style:name="head" style:family="table-cell" style:parent-style-name="Default">'
    '<style:table-cell-properties fo:background-color="#e8e8e8" fo:border-bottom="1pt solid #000000" '
    'fo:wrap-option="wrap" style:vertical-align="top"/><style:text-properties fo:font-weight="bold"/></style:style>'
)
TITLE_STYLE = (
    '<style:style style:name="title" style:family="table-cell" style:parent-style-name="Default">'
    '<style:text-properties fo:font-size="14pt" fo:font-weight="bold"/></style:style>'
)
DAY_STYLE = (
    '<number:date-style style:name="days"><number:day/><number:text> </number:text>'
    '<number:month number:style="long" number:textual="true"/><number:text> </number:text>'
    '<number:year number:style="long"/></number:date-style>'
)
JOINT_STYLE = (
    '<number:number-style style:name="joints"><number:number number:decimal-places="0" number:min-integer-digits="1"/>'
    "<number:text>=</number:text></number:number-style>"
)
AT_THE_LEFT = '<style:paragraph-properties fo:text-align="start"/>'


def ods_bytes(table: Table, made_on: date) -> bytes:
    """The table on the first sheet, notes about it and its columns on the second."""
    sheet = TableSheet(table, made_on)
    parts = {
        "META-INF/manifest.xml": _manifest(),
        "content.xml": _content(sheet),
        "styles.xml": _styles(sheet),
        "meta.xml": _meta(sheet),
        "settings.xml": _settings(sheet),
    }
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        # The format asks for the media type as the first part, not packed.
        archive.writestr(ZipInfo("mimetype", NO_TIME), MEDIA_TYPE, ZIP_STORED)
        for name, text in parts.items():
            archive.writestr(ZipInfo(name, NO_TIME), f'<?xml version="1.0" encoding="UTF-8"?>\n{text}', ZIP_DEFLATED)
    return target.getvalue()


def _content(sheet: TableSheet) -> str:
    printed = f"{get_column_letter(sheet.printed)}{len(sheet.table.file_rows) + 1}"
    filtered = f"{get_column_letter(len(sheet.columns))}{len(sheet.table.file_rows) + 1}"
    name = _quoted(sheet.name)
    return "".join(
        (
            f"<office:document-content {NAMESPACES} {VERSION}><office:automatic-styles>",
            *_cell_styles(sheet),
            "</office:automatic-styles><office:body><office:spreadsheet>",
            f'<table:table table:name="{escape(sheet.name)}" table:style-name="table" ',
            f'table:print-ranges="{name}.$A$1:{name}.{_fixed(printed)}">',
            *_columns([column.width for column in sheet.columns]),
            "<table:table-header-rows>",
            _row(_cell(SheetCell(column.column.heading), "head") for column in sheet.columns),
            "</table:table-header-rows>",
            *(_row(_cell(cell, _style_of(cell)) for cell in cells) for cells in sheet.rows()),
            f'</table:table><table:table table:name="{NOTES}" table:style-name="notes">',
            *_columns(NOTES_WIDTHS),
            *_notes(sheet),
            "</table:table>",
            f'<table:database-ranges><table:database-range table:name="filter" '
            f'table:target-range-address="{name}.$A$1:{name}.{_fixed(filtered)}" table:display-filter-buttons="true"/>',
            "</table:database-ranges></office:spreadsheet></office:body></office:document-content>",
        )
    )


def _notes(sheet: TableSheet) -> Iterator[str]:
    yield _row([_cell(SheetCell(sheet.title), "title")])
    yield _row([])
    for note in sheet.notes():
        style = "head" if note.is_heading else "wrapped"
        yield _row(_cell(SheetCell(value), "day" if isinstance(value, date) else style) for value in note.cells)


def _columns(widths: list[int] | tuple[int, ...]) -> Iterator[str]:
    for width in widths:
        yield f'<table:table-column table:style-name="width{width}" table:default-cell-style-name="Default"/>'


def _row(cells: Iterator[str] | list[str]) -> str:
    return f'<table:table-row table:style-name="row">{"".join(cells) or "<table:table-cell/>"}</table:table-row>'


def _style_of(cell: SheetCell) -> str:
    match cell.value:
        case date():
            return "day"
        case str():
            return f"{cell.grade}{_MARK_NAMES[cell.mark]}" if cell.grade or cell.mark else "wrapped"
        case _:
            return "joint" if cell.joint else "rank" if cell.is_rank else "number"


def _cell(cell: SheetCell, style: str) -> str:
    value: Value = cell.value
    if value is None or value == "":
        return "<table:table-cell/>"
    start = f'<table:table-cell table:style-name="{style}" office:value-type='
    if isinstance(value, date):
        start += f'"date" office:date-value="{value}"'
    elif isinstance(value, int):
        start += f'"float" office:value="{int(value)}"'
    else:
        value = NOT_IN_XML.sub("", str(value))
        is_link = value.startswith(("http://", "https://"))
        # Said where the text shown is not the value alone.
        start += f'"string" office:string-value="{escape(value)}"' if cell.mark or is_link else '"string"'
        if is_link:
            link = f'<text:a xlink:type="simple" xlink:href="{escape(value)}">{escape(value)}</text:a>'
            return f"{start}><text:p>{link}</text:p></table:table-cell>"
    return f"{start}><text:p>{escape(NOT_IN_XML.sub('', cell.shown))}</text:p></table:table-cell>"


_MARK_NAMES = {mark: kind if mark else "" for kind, mark in PROVENANCE_MARKS.items()}


def _cell_styles(sheet: TableSheet) -> Iterator[str]:
    for name in ("table", "notes"):
        yield f'<style:style style:name="{name}" style:family="table" style:master-page-name="{name}"/>'
    yield (
        '<style:style style:name="row" style:family="table-row">'
        '<style:table-row-properties style:use-optimal-row-height="true"/></style:style>'
    )
    for width in sorted({column.width for column in sheet.columns} | set(NOTES_WIDTHS)):
        yield (
            f'<style:style style:name="width{width}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{(width + ROOM) * CM_PER_CHARACTER:.2f}cm"/></style:style>'
        )
    yield from (HEAD_STYLE, TITLE_STYLE, DAY_STYLE, JOINT_STYLE)
    yield _style("wrapped", "", 'fo:wrap-option="wrap"')
    yield _style("number", "")
    yield _style("day", "days", text=AT_THE_LEFT)
    yield _style("rank", "", text=AT_THE_LEFT)
    yield _style("joint", "joints", text=AT_THE_LEFT)
    for mark, kind in _MARK_NAMES.items():
        if mark:
            yield (
                f'<number:text-style style:name="{kind}s"><number:text-content/><number:text> {mark}</number:text>'
                "</number:text-style>"
            )
            yield _style(kind, f"{kind}s")
        for code, colour in GRADES.items():
            yield _style(
                f"{code}{kind}",
                f"{kind}s" if mark else "",
                f'fo:background-color="{colour.fill}"',
                f'<style:text-properties fo:color="{colour.text}"/>',
            )


def _style(name: str, data_style: str, cell: str = "", text: str = "") -> str:
    """The style of a cell, with attributes of `cell` properties and the elements of its `text`."""
    data = f' style:data-style-name="{data_style}"' if data_style else ""
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default"{data}>'
        f'<style:table-cell-properties style:vertical-align="top" {cell}/>{text}</style:style>'
    )


def _styles(sheet: TableSheet) -> str:
    """The usual look of cells, and the paper of both sheets."""
    wide, high = (42, 29.7) if sheet.is_large else (29.7, 21)
    return (
        f"<office:document-styles {NAMESPACES} {VERSION}><office:styles>"
        '<style:style style:name="Default" style:family="table-cell"><style:text-properties fo:font-family="Arial" '
        'fo:font-size="10pt" fo:language="en" fo:country="GB"/></style:style></office:styles>'
        f"<office:automatic-styles>{_paper('table', wide, high, sheet.pages_across)}{_paper('notes', 29.7, 21, 1)}"
        f"</office:automatic-styles><office:master-styles>{_master('table')}{_master('notes')}"
        "</office:master-styles></office:document-styles>"
    )


def _paper(name: str, width: float, height: float, pages_across: int) -> str:
    return (
        f'<style:page-layout style:name="{name}-paper"><style:page-layout-properties fo:page-width="{width}cm" '
        f'fo:page-height="{height}cm" style:print-orientation="landscape" fo:margin="1.5cm" '
        f'style:scale-to-X="{pages_across}" style:scale-to-Y="0"/></style:page-layout>'
    )


def _master(name: str) -> str:
    return (
        f'<style:master-page style:name="{name}" style:page-layout-name="{name}-paper"><style:footer><text:p>'
        "<text:sheet-name>Sheet</text:sheet-name>, page <text:page-number>1</text:page-number> of "
        "<text:page-count>1</text:page-count></text:p></style:footer></style:master-page>"
    )


def _meta(sheet: TableSheet) -> str:
    day = f"{sheet.made_on}T00:00:00"
    return (
        f"<office:document-meta {NAMESPACES} {VERSION}><office:meta><dc:title>"
        f"{escape(NOT_IN_XML.sub('', sheet.title))}</dc:title><dc:creator>{MAKER}</dc:creator>"
        f"<dc:language>en-GB</dc:language><meta:creation-date>{day}</meta:creation-date><dc:date>{day}</dc:date>"
        "</office:meta></office:document-meta>"
    )


def _settings(sheet: TableSheet) -> str:
    """The headings and the councils' names stay in sight. A mode of 2 is a fixed split."""
    items = [("VerticalSplitMode", 2), ("VerticalSplitPosition", 1), ("PositionBottom", 1), ("ActiveSplitRange", 2)]
    if sheet.named_columns:
        items += [("HorizontalSplitMode", 2), ("HorizontalSplitPosition", sheet.named_columns)]
        items += [("PositionRight", sheet.named_columns)]
    types = {"VerticalSplitMode": "short", "HorizontalSplitMode": "short", "ActiveSplitRange": "short"}
    written = "".join(
        f'<config:config-item config:name="{name}" config:type="{types.get(name, "int")}">{value}</config:config-item>'
        for name, value in items
    )
    return (
        f"<office:document-settings {NAMESPACES} {VERSION}><office:settings>"
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        '<config:config-item-map-entry><config:config-item-map-named config:name="Tables">'
        f'<config:config-item-map-entry config:name="{escape(sheet.name)}">{written}</config:config-item-map-entry>'
        "</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )


def _manifest() -> str:
    files = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in files
    )
    return (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>'
        f"{entries}</manifest:manifest>"
    )


def _quoted(name: str) -> str:
    """A sheet's name within an address of cells, in an attribute."""
    doubled = name.replace("'", "''")
    return escape(f"$'{doubled}'")


def _fixed(cell: str) -> str:
    """`F20` as `$F$20`."""
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell.removeprefix(letters)}"
