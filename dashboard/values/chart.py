"""A chart as a value: its title, its finding, its source, its rows, and its two forms, SVG and plotly."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.short_links import printed
from dashboard.values.palette import GRADES, NO_GRADE
from dashboard.values.tables import Table
from inspections.frameworks.definitions import Scale
from inspections.wording.words import date_words

from . import theme
from .svg import Drawing, Key, document, legend

MARGIN = 12


@dataclass(frozen=True)
class Chart:
    """A chart of a page.

    `name` is its name in the page's addresses. `finding` says in a sentence or two what there is to see: the
    alternative text. `source` is the line below the picture, and `note`, if any, stands above it. `table` makes the
    rows behind it. `draw` draws the body below `drawing.height`, as wide as the drawing. `figure` makes the interactive
    form: plotly's `data` and what differs from the theme's `layout`. Its page offers that form only if the chart is
    `explorable`: if there is more to find in it than in the picture. A part of it with the second of its `customdata`
    leads to that address. `headline` is the finding in a clause, for the title of a slide, if `title` doesn't say it. A
    chart with too many rows to be read on a slide doesn't fit one (`fits_slide`).
    """

    name: str
    title: str
    finding: str
    source: str
    table: Callable[[], Table]
    draw: Callable[[Drawing], None]
    figure: Callable[[], dict[str, Any]]
    legend: tuple[Key, ...] = ()
    note: str = ""
    explorable: bool = False
    headline: str = ""
    fits_slide: bool = True

    @property
    def alt(self) -> str:
        """The alternative text of the picture."""
        return f"{self.title}. {self._description}"

    @property
    def _description(self) -> str:
        return f"{self.finding} {self.note}".strip()

    def drawing(self, width: int = theme.WIDE, *, bare: bool = False) -> Drawing:
        """Draw the whole picture: title, legend, body, source. A `bare` one has neither title nor source."""
        drawing = Drawing(width)
        inner = width - 2 * MARGIN
        y: float = MARGIN
        if not bare:
            y = drawing.paragraph(MARGIN, y, self.title, inner, size=theme.TITLE, weight="bold")
        y = legend(drawing, self.legend, MARGIN, y + 8, inner)
        drawing.height = y + 6
        self.draw(drawing)
        y = drawing.height + 8
        if self.note:
            y = drawing.paragraph(MARGIN, y, self.note, inner, size=theme.SMALL, fill=theme.QUIET) + 4
        if not bare:
            y = drawing.paragraph(MARGIN, y, self.source, inner, size=theme.SMALL, fill=theme.QUIET)
        drawing.height = round(y + MARGIN)
        return drawing

    def svg(self, width: int = theme.WIDE, *, bare: bool = False) -> str:
        """The picture as SVG text; `bare` for a document that says its title and source beside it."""
        return document(self.drawing(width, bare=bare), self.title, self._description)

    def height(self, width: int, *, bare: bool = False) -> int:
        """The height of the picture at this width, in px."""
        return int(self.drawing(width, bare=bare).height)

    def interactive(self, file_name: str) -> dict[str, Any]:
        """The interactive form: `data`, `layout` and `config`. Title and source stand on the page around it."""
        figure = self.figure()
        own = dict(figure.get("layout", {}))
        layout = theme.plotly_layout(top=own.pop("top", theme.TOP)) | own
        return {"data": figure["data"], "layout": layout, "config": theme.plotly_file(file_name)}


# Makes a chart that names this full address as its source.
ChartMaker = Callable[[str], Chart]


def source_line(day: date, address: str) -> str:
    """The line below a picture: the source, the day and the address, short if it would take several lines."""
    return f"Source: Ofsted’s reports, as at {date_words(day)}. {printed(address)}"


def grade_keys(scale: Scale) -> tuple[Key, ...]:
    """The legend of a scale's grades, best first."""
    return tuple(Key(GRADES[grade.code], grade.letter, grade.label) for grade in scale.grades)


def state_key(mark: str, words: str) -> Key:
    """The legend's entry of a state without a grade: outlined, never in a grade's colour."""
    return Key(NO_GRADE, mark, words, edge=NO_GRADE.text, dash="2 2")
