"""Puts the parts of a Word file together. The same paper gives the same bytes."""

from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Cm

from dashboard.pictures.png import IN_DOCUMENT, document_png_of
from dashboard.values.documents import Paper, Picture

from .body import body_xml
from .marks import NAMESPACES, paragraph
from .notes import add_notes

TEMPLATE = Path(__file__).parent / "template"
SITE = "Children’s services inspections"
# The earliest time of the ZIP format.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def docx_bytes(paper: Paper, made_on: date) -> bytes:
    """The paper as a Word file made on that day.

    PicturesBusyError while too many pictures are being drawn, NotDrawnError where one cannot be.
    """
    document = docx.Document(BytesIO(_template()))
    part, body = document.part, document.element.body
    end = body[-1]

    def link(url: str) -> str:
        return part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    for piece in body_xml(paper, link):
        end.addprevious(_picture(document, piece) if isinstance(piece, Picture) else _element(piece))
    add_notes(part, paper.notes)
    document.sections[0].header.paragraphs[0].text = paper.short_title
    _describe(document, paper, made_on)
    saved = BytesIO()
    document.save(saved)
    return _packed(saved)


@cache
def _template() -> bytes:
    """The template folder as a package for python-docx."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for file in sorted(TEMPLATE.rglob("*")):
            if file.is_file():
                package.writestr(ZipInfo(file.relative_to(TEMPLATE).as_posix(), ZIP_EPOCH), file.read_bytes())
    return packed.getvalue()


def _element(text: str) -> Any:
    """A piece of the body as an element with its namespaces."""
    name_end = min(place for mark in " />" if (place := text.find(mark)) > 0)
    return parse_xml(f"{text[:name_end]} {NAMESPACES}{text[name_end:]}")


def _picture(document: Document, picture: Picture) -> Any:
    """A paragraph with the chart at the width of the column, and its alternative text. Its caption has the title."""
    png = document_png_of(picture.chart.svg(titled=False))
    inline = document.part.new_pic_inline(BytesIO(png), width=Cm(IN_DOCUMENT.width_cm))
    inline.docPr.set("name", f"Figure {picture.number}")
    inline.docPr.set("descr", picture.chart.alt)
    element = _element(paragraph("Figure", "<w:r/>"))
    element.r_lst[0].add_drawing(inline)
    return element


def _describe(document: Document, paper: Paper, made_on: date) -> None:
    properties = document.core_properties
    properties.title, properties.subject = paper.title, paper.subject
    properties.author = properties.last_modified_by = SITE
    properties.language, properties.revision = "en-GB", 1
    # A fixed time, because the time of writing would change the bytes.
    properties.created = properties.modified = datetime.combine(made_on, time(), UTC)


def _packed(saved: BytesIO) -> bytes:
    """The package with a fixed time for each part, because python-docx writes the time of saving."""
    packed = BytesIO()
    with ZipFile(saved) as source, ZipFile(packed, "w", ZIP_DEFLATED) as package:
        for part in source.namelist():
            package.writestr(ZipInfo(part, ZIP_EPOCH), source.read(part), ZIP_DEFLATED)
    return packed.getvalue()
