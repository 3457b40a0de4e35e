"""A chart as one slide that can be pasted into a presentation: its finding as the title, native text, and the picture.

The same slide gives the same bytes.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from typing import Any

import pptx
from django.http import HttpResponse
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import Slide as PowerPointSlide
from pptx.util import Cm, Length, Pt

from dashboard.pictures.png import CM_PER_INCH, PictureSize, png_of
from dashboard.values import theme
from dashboard.values.chart import Chart

from . import disposition
from .archives import unzipped, zipped

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
MAKER = "Children’s services inspections"
TITLE_ONLY = "Title Only"
WIDTH, HEIGHT, MARGIN = int(Cm(33.867)), int(Cm(19.05)), int(Cm(1.5))
INNER = WIDTH - 2 * MARGIN
TITLE_HEIGHT, SOURCE_HEIGHT = int(Cm(2.6)), int(Cm(1.1))
# A picture higher than this share of its width stands beside the text, not below it.
HIGHEST_BELOW_TEXT = 0.55
TEXT_BESIDE, GAP = int(Cm(10.5)), int(Cm(0.4))
TEXT_SIZE, SOURCE_SIZE = Pt(16), Pt(11)
# By the number of characters up to which a title has this size.
TITLE_SIZES = ((60, Pt(28)), (130, Pt(24)), (1_000, Pt(18)))
LONGEST_TEXT = 420
# Dots to an inch of the slide, as on a screen of 2,000 pixels.
DPI = 150
CHARACTERS_IN_A_LINE, LINE = 125, int(Cm(0.75))


@dataclass(frozen=True)
class ChartSlide:
    """What a slide shows. `words` stand below the title; `link` is the address that keeps showing the chart.

    `made_on` is the day that its properties name.
    """

    file_name: str
    title: str
    words: str
    chart: Chart
    source: str
    link: str
    made_on: date


def slide_file(slide: ChartSlide) -> HttpResponse:
    """The response with the slide. NotDrawnError if its picture can't be drawn."""
    headers = {"Content-Disposition": disposition(slide.file_name, "pptx")}
    return HttpResponse(pptx_bytes(slide), content_type=MEDIA_TYPE, headers=headers)


def short_words(words: str) -> str:
    """As many whole sentences as a slide has room for, and at least the first."""
    kept = ""
    for sentence in words.split(". "):
        longer = f"{kept}. {sentence}" if kept else sentence
        if kept and len(longer) > LONGEST_TEXT:
            return f"{kept}."
        kept = longer
    return kept


def pptx_bytes(slide: ChartSlide) -> bytes:
    """The slide as a presentation. NotDrawnError if its picture can't be drawn."""
    presentation = pptx.Presentation(BytesIO(_template()))
    drawn = presentation.slides.add_slide(presentation.slide_layouts[0])
    _fill_title(drawn, slide.title)
    height = slide.chart.height(theme.WIDE, bare=True)
    top = MARGIN + TITLE_HEIGHT
    bottom = HEIGHT - MARGIN - SOURCE_HEIGHT
    if height / theme.WIDE <= HIGHEST_BELOW_TEXT:
        lines = -(-len(slide.words) // CHARACTERS_IN_A_LINE)
        text_height = LINE * lines
        _add_text(drawn, slide.words, (MARGIN, top, INNER, text_height), TEXT_SIZE)
        room = (MARGIN, top + text_height + GAP, INNER)
    else:
        _add_text(drawn, slide.words, (MARGIN, top, TEXT_BESIDE, bottom - top), TEXT_SIZE)
        left = MARGIN + TEXT_BESIDE + GAP
        room = (left, top, WIDTH - MARGIN - left)
    _add_picture(drawn, slide.chart, (*room, bottom - room[1]), height / theme.WIDE)
    _add_source(drawn, slide)
    _describe(presentation, slide)
    saved = BytesIO()
    presentation.save(saved)
    # python-pptx writes the time of saving.
    return zipped(unzipped(saved.getvalue()))


@cache
def _template() -> bytes:
    """An empty wide presentation with one layout, in the font that charts have."""
    presentation = pptx.Presentation()
    assert presentation.slide_width
    assert presentation.slide_height
    across, down = WIDTH / presentation.slide_width, HEIGHT / presentation.slide_height
    presentation.slide_width, presentation.slide_height = Length(WIDTH), Length(HEIGHT)
    for layout in list(presentation.slide_layouts):
        if layout.name != TITLE_ONLY:
            presentation.slide_layouts.remove(layout)
    master = presentation.slide_master
    for shape in (*master.placeholders, *master.slide_layouts[0].placeholders):
        shape.left, shape.width = Length(round(shape.left * across)), Length(round(shape.width * across))
        shape.top, shape.height = Length(round(shape.top * down)), Length(round(shape.height * down))
        if shape.placeholder_format.type == PP_PLACEHOLDER.TITLE:
            shape.left, shape.top = Length(MARGIN), Length(MARGIN)
            shape.width, shape.height = Length(INNER), Length(TITLE_HEIGHT)
    saved = BytesIO()
    presentation.save(saved)
    return saved.getvalue()


def _fill_title(drawn: PowerPointSlide, words: str) -> None:
    title = drawn.shapes.title
    assert title is not None
    title.text_frame.word_wrap = True
    title.text_frame.vertical_anchor = MSO_ANCHOR.TOP
    paragraph = title.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    size = next(size for longest, size in TITLE_SIZES if len(words) <= longest)
    _add_run(paragraph, words, size, bold=True)


def _add_text(drawn: PowerPointSlide, words: str, box: tuple[int, int, int, int], size: Length) -> Any:
    """Add a box with one paragraph. Returns the paragraph."""
    if not words:
        return None
    frame = drawn.shapes.add_textbox(*map(Length, box)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Cm(0.25)
    frame.margin_top = frame.margin_bottom = Cm(0)
    _add_run(frame.paragraphs[0], words, size)
    return frame.paragraphs[0]


def _add_run(paragraph: Any, words: str, size: Length, *, bold: bool = False) -> Any:
    run = paragraph.add_run()
    run.text = words
    run.font.name, run.font.size, run.font.bold = "Arial", size, bold
    run.font.color.rgb = RGBColor(*bytes.fromhex(theme.INK.lstrip("#")))  # type: ignore[no-untyped-call]
    run._r.get_or_add_rPr().set("lang", "en-GB")  # noqa: SLF001 (python-pptx has no call for the language)
    return run


def _add_picture(drawn: PowerPointSlide, chart: Chart, room: tuple[int, int, int, int], ratio: float) -> None:
    """The chart as large as there is room for, in the middle of it, with its alternative text."""
    left, top, most_wide, most_high = room
    width = min(most_wide, round(most_high / ratio))
    size = PictureSize(width_cm=round(Length(width).inches * CM_PER_INCH), dpi=DPI)
    png = png_of(chart.svg(bare=True), size)
    place = Length(left + (most_wide - width) // 2)
    picture = drawn.shapes.add_picture(BytesIO(png), place, Length(top), width=Length(width))
    described = picture._element.find(f".//{qn('p:cNvPr')}")  # noqa: SLF001 (nor for alternative text)
    described.set("name", "Chart")
    described.set("descr", chart.alt)


def _add_source(drawn: PowerPointSlide, slide: ChartSlide) -> None:
    top = HEIGHT - MARGIN - SOURCE_HEIGHT + GAP
    paragraph = _add_text(drawn, f"{slide.source} ", (MARGIN, top, INNER, SOURCE_HEIGHT), SOURCE_SIZE)
    link = _add_run(paragraph, slide.link, SOURCE_SIZE)
    link.hyperlink.address = slide.link


def _describe(presentation: Presentation, slide: ChartSlide) -> None:
    properties = presentation.core_properties
    properties.title, properties.author = slide.title, MAKER
    properties.last_modified_by, properties.language, properties.revision = MAKER, "en-GB", 1
    # A fixed time, because the time of writing would change the bytes.
    properties.created = properties.modified = datetime.combine(slide.made_on, time(), UTC)
