"""Turns a file's bytes into a document of lines, and refuses files that can't be a report.

The kind of file is decided by its content. This code handles hostile input and runs in the worker of `sandbox`.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from inspections.reports.document import Document, LineSpan, PageBox, TextLine, TextPage
from inspections.reports.findings import RefusalKind

MAX_BYTES = 30 * 1024 * 1024
MAX_PAGES = 400
MAX_CHARACTERS = 5_000_000
# A page of text has about 2,000 characters; a scanned page has none, or those of a stamp.
MIN_CHARACTERS_A_PAGE = 40
# A gap this wide inside a line, in type sizes, separates two cells of a table.
CELL_GAP = 0.75
# Running headers and footers are within this many lines of a page's edge, and on many pages.
EDGE_LINES = 4
MIN_RECURRENCE, SHARE_OF_PAGES = 3, 0.4

_HTML = re.compile(rb"^\s*(<!doctype html|<html|<head|<\?xml[^>]*>\s*<(!doctype )?html)", re.IGNORECASE)
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
# Ligatures, as in “eﬀectiveness”.
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_LINE_END = re.compile(r"\r\n|\n|\r")
# Italics are around words; the asterisk of an A* grade follows a letter.
_ITALICS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?!\w)")
# Some PDF readers separate a table's cells by tabs, others by spaces.
_CELL_BREAK = re.compile(r"\t| {3,}")
# A paragraph's number or a bullet on a line of its own, as some PDF readers write them.
_MARK = re.compile(r"\d{1,3}\.|\W")
_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff]+")


class RefusedError(Exception):
    """The file can't be read as a report, for the reason in `kind`."""

    def __init__(self, kind: RefusalKind) -> None:
        super().__init__(kind.value)
        self.kind = kind


def load(data: bytes) -> Document:
    """The document in a file's bytes. Raises RefusedError if it is neither a readable PDF nor text."""
    if not data.strip(b"\x00 \t\r\n"):
        raise RefusedError(RefusalKind.EMPTY)
    if len(data) > MAX_BYTES:
        raise RefusedError(RefusalKind.TOO_LARGE)
    start = data[:1024]
    if b"%PDF-" in start:
        return load_pdf(data)
    if _HTML.match(start.removeprefix(b"\xef\xbb\xbf")):
        raise RefusedError(RefusalKind.WEB_PAGE)
    if start.lstrip().startswith(b"{\\rtf"):
        raise RefusedError(RefusalKind.NOT_TEXT)
    return load_text(_decoded(data))


def _decoded(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
            text = data.decode("utf-16", errors="replace")
        else:
            text = data.decode("cp1252", errors="replace")
    text = text.replace("\x00", "")
    if len(_BINARY.findall(text[:10_000].replace("\f", ""))) > 20:
        raise RefusedError(RefusalKind.NOT_TEXT)
    return text


def load_text(text: str) -> Document:
    """The document in a text saved by a PDF reader. Tabs separate cells, form feeds separate pages."""
    if len(text) > MAX_CHARACTERS:
        raise RefusedError(RefusalKind.TOO_LARGE)
    pages: list[list[TextLine]] = [[]]
    for number, raw in enumerate(_LINE_END.split(text), start=1):
        for index, part in enumerate(raw.split("\f")):
            if index:
                pages.append([])
            line = _text_line(part, page=len(pages), number=number)
            if line is not None:
                pages[-1].append(line)
    return Document(
        "text", _with_furniture(tuple(TextPage(n, 0, 0, tuple(lines)) for n, lines in enumerate(pages, start=1)))
    )


def _text_line(raw: str, *, page: int, number: int) -> TextLine | None:
    text = tidy(raw)
    if not text:
        return None
    spans = tuple(LineSpan(cell) for cell in map(tidy, _CELL_BREAK.split(raw)) if cell)
    return TextLine(page, number, text, raw, None, spans, bold=raw.strip().startswith("**"))


def tidy(raw: str) -> str:
    """Text with single spaces, without marks of bold and italics, and with real hyphens in broken words.

    Removes control characters and lone surrogates, which databases and pages can't hold.
    """
    text = _UNPRINTABLE.sub("", raw).replace("\ufffe", "-").replace("\u00ad", "").replace("**", " ")
    if not text.isascii():
        text = text.translate(_LIGATURES)
    if "*" in text:
        text = _ITALICS.sub(r"\1", text)
    return _SPACES.sub(" ", text).strip()


def load_pdf(data: bytes) -> Document:
    """The document in a PDF's bytes. Raises RefusedError if it is locked, damaged, too long or without text."""
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = pdfium_c.FPDF_GetLastError() == pdfium_c.FPDF_ERR_PASSWORD or "assword" in str(error)
        raise RefusedError(RefusalKind.ENCRYPTED if locked else RefusalKind.TRUNCATED) from None
    try:
        if len(pdf) > MAX_PAGES:
            raise RefusedError(RefusalKind.TOO_LARGE)
        return Document("pdf", _with_furniture(tuple(_pdf_pages(pdf))))
    finally:
        pdf.close()


def _pdf_pages(pdf: pdfium.PdfDocument) -> Iterator[TextPage]:
    if len(pdf) == 0:
        raise RefusedError(RefusalKind.TRUNCATED)
    characters = failed = 0
    for index in range(len(pdf)):
        try:
            page = pdf[index]
            lines = tuple(_pdf_lines(page, index + 1))
        except pdfium.PdfiumError:
            failed += 1
            yield TextPage(index + 1, 0, 0, ())
            continue
        characters += sum(len(line.text) for line in lines)
        if characters > MAX_CHARACTERS:
            raise RefusedError(RefusalKind.TOO_LARGE)
        yield TextPage(index + 1, page.get_width(), page.get_height(), lines)
        page.close()
    if failed == len(pdf):
        raise RefusedError(RefusalKind.TRUNCATED)
    if characters < MIN_CHARACTERS_A_PAGE * len(pdf):
        raise RefusedError(RefusalKind.SCAN)


def _pdf_lines(page: pdfium.PdfPage, page_number: int) -> Iterator[TextLine]:
    textpage = page.get_textpage()
    if textpage.count_chars() <= 0:
        return
    left, _, _, top = page.get_bbox()
    place = _Place(textpage, left, top)
    start = 0
    for number, raw in enumerate(textpage.get_text_range().split("\r\n"), start=1):
        text = tidy(raw)
        if text:
            size = pdfium_c.FPDFText_GetFontSize(textpage, start)
            weight = pdfium_c.FPDFText_GetFontWeight(textpage, start)
            spans = tuple(place.spans(raw, start, size))
            box = None
            for span in spans:
                if span.box is not None:
                    box = span.box if box is None else box.join(span.box)
            yield TextLine(page_number, number, text, raw, box, spans, bold=weight >= 600, size=round(size, 1))
        start += len(raw) + 2


# Left, top, right, bottom as in the PDF: upwards from the bottom of the page.
_Edges = tuple[float, float, float, float]


class _Place:
    """Finds the position of a run of characters on its page."""

    def __init__(self, textpage: pdfium.PdfTextPage, left: float, top: float) -> None:
        self.textpage, self.left, self.top = textpage, left, top
        self.values = tuple(ctypes.c_double() for _ in range(4))

    def spans(self, raw: str, start: int, size: float) -> Iterator[LineSpan]:
        """The line's cells, split at wide gaps and where the text steps back or down."""
        gap = CELL_GAP * max(size, 8.0)
        edges = self._rectangles(start, len(raw))
        if not any(_parted(one, two, gap) for one, two in pairwise(edges)):
            yield LineSpan(tidy(raw), self._box(edges))
            return
        text, inside = "", list[_Edges]()
        for index, character in enumerate(raw, start):
            here = None if character.isspace() else self._character(index)
            if here is not None:
                if inside and _parted(inside[-1], here, gap):
                    yield LineSpan(tidy(text), self._box(inside))
                    text, inside = "", []
                inside.append(here)
            text += character
        if tidy(text):
            yield LineSpan(tidy(text), self._box(inside))

    def _rectangles(self, start: int, count: int) -> list[_Edges]:
        left, top, right, bottom = self.values
        rectangles = []
        for index in range(pdfium_c.FPDFText_CountRects(self.textpage, start, count)):
            pdfium_c.FPDFText_GetRect(self.textpage, index, left, top, right, bottom)
            rectangles.append((left.value, top.value, right.value, bottom.value))
        return rectangles

    def _character(self, index: int) -> _Edges | None:
        left, top, right, bottom = self.values
        if not pdfium_c.FPDFText_GetCharBox(self.textpage, index, left, right, bottom, top):
            return None
        return left.value, top.value, right.value, bottom.value

    def _box(self, edges: list[_Edges]) -> PageBox | None:
        if not edges:
            return None
        return PageBox(
            round(min(edge[0] for edge in edges) - self.left, 1),
            round(self.top - max(edge[1] for edge in edges), 1),
            round(max(edge[2] for edge in edges) - self.left, 1),
            round(self.top - min(edge[3] for edge in edges), 1),
        )


def _parted(one: _Edges, two: _Edges, gap: float) -> bool:
    return two[0] - one[2] > gap or two[0] < one[0] - gap or two[1] < one[3] - gap


def _with_furniture(pages: tuple[TextPage, ...]) -> tuple[TextPage, ...]:
    """Mark page numbers and lines that recur at the edges of pages, apart from their digits."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(line.text) for line in _edge(page)})
    recurs = max(MIN_RECURRENCE, SHARE_OF_PAGES * len(pages))
    marked = []
    for page in pages:
        at_edge = {line.number for line in _edge(page)}
        lines = tuple(
            replace(line, furniture=True)
            if line.number in at_edge
            and not _MARK.fullmatch(line.text)
            and (edges[_shape(line.text)] >= recurs or line.text == str(page.number))
            else line
            for line in page.lines
        )
        marked.append(replace(page, lines=lines))
    return tuple(marked)


def _edge(page: TextPage) -> tuple[TextLine, ...]:
    """The lines that may be running headers or footers: the first and last few of the page."""
    if len(page.lines) <= EDGE_LINES:
        return page.lines
    return page.lines[:EDGE_LINES] + page.lines[-EDGE_LINES:]


def _shape(text: str) -> str:
    """The text with page numbers replaced by #. Years are kept."""
    return re.sub(r"(?<!\d)\d{1,3}(?!\d)", "#", text)
