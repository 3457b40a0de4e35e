"""Puts the parts of a Word file together. The same paper gives the same bytes."""

import logging
from dataclasses import dataclass
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

from dashboard.addresses import with_ending
from dashboard.pictures.png import IN_DOCUMENT, document_png_of, keep_document_png
from dashboard.pictures.rasteriser import NotDrawnError
from dashboard.values.chart import Chart
from dashboard.values.documents import Paper, Picture

from .body import body_xml
from .marks import NAMESPACES, Linker, paragraph, runs
from .notes import add_notes

logger = logging.getLogger(__name__)
TEMPLATE = Path(__file__).parent / "template"
SITE = "Children’s services inspections"
# The earliest time of the ZIP format.
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class WordFile:
    """A Word file. `is_whole`: every picture could be drawn."""

    content: bytes
    is_whole: bool


def docx_bytes(paper: Paper, made_on: date) -> WordFile:
    """The paper as a Word file made on that day. It says how to get a picture that could not be drawn."""
    document = docx.Document(BytesIO(_template()))
    part, body = document.part, document.element.body
    end = body[-1]

    def link(url: str) -> str:
        return part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    is_whole = True
    for piece in body_xml(paper, link):
        if not isinstance(piece, Picture):
            end.addprevious(_element(piece))
        elif png := _drawn(piece):
            end.addprevious(_picture(document, piece, png))
        else:
            end.addprevious(_element(_instead_of_picture(piece, paper, link)))
            is_whole = False
    add_notes(part, paper.notes)
    document.sections[0].header.paragraphs[0].text = paper.short_title
    _describe(document, paper, made_on)
    saved = BytesIO()
    document.save(saved)
    return WordFile(_packed(saved), is_whole)


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


def keep_pictures(paper: Paper) -> bool:
    """Draw the pictures of the paper's Word file that aren't kept yet. False if there is nowhere to keep them.

    NotDrawnError if one can't be drawn.
    """
    return all(keep_document_png(_svg(chart)) for chart in paper.charts)


def _svg(chart: Chart) -> str:
    return chart.svg(bare=True)


def _drawn(picture: Picture) -> bytes | None:
    """The chart as PNG, or None if it can't be drawn soon."""
    try:
        return document_png_of(_svg(picture.chart))
    except NotDrawnError as error:
        logger.warning("A Word file goes out without its picture: %s", error)
        return None


def _instead_of_picture(picture: Picture, paper: Paper, link: Linker) -> str:
    address = with_ending(paper.permanent, "png", {"chart": picture.chart.name})
    return paragraph(
        "Figure",
        runs("[The picture is missing, because it could not be drawn in time.] ", link)
        + runs(f"Download this file again in a minute, or take the picture from {address}", link),
    )


def _picture(document: Document, picture: Picture, png: bytes) -> Any:
    """A paragraph with the chart at the width of the column, and its alternative text. Its caption has the title."""
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
