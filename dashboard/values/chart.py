"""A chart as one value: what it is called, what it finds, from where, the rows behind it, and its two forms."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.values.palette import GRADES, NO_GRADE
from dashboard.values.table import DataFile
from inspections.frameworks.definitions import Scale
from inspections.wording.words import date_words

from . import theme
from .svg import Drawing, Key, document, legend

MARGIN = 12


@dataclass(frozen=True)
class Chart:
    """A chart of a page.

    `name` is its code within the page's addresses. `finding` is a sentence, or two, that says what there is to
    see: the alternative text. `source` names where the grades come from, the day and the address. `table` gives
    the rows behind it. `draw` draws the body on a drawing, below `drawing.height`, in the drawing's width.
    `figure` gives its interactive form as plotly takes it: `data` and what the theme's `layout` does not hold.
    """

    name: str
    title: str
    finding: str
    source: str
    table: Callable[[], DataFile]
    draw: Callable[[Drawing], None]
    figure: Callable[[], dict[str, Any]]
    legend: tuple[Key, ...] = ()

    @property
    def alt(self) -> str:
        """The text that stands for the picture where it cannot be seen."""
        return f"{self.title}. {self.finding}"

    def drawing(self, width: int = theme.WIDE) -> Drawing:
        """The whole picture: title, legend, body, source."""
        drawing = Drawing(width)
        inner = width - 2 * MARGIN
        y = drawing.paragraph(MARGIN, MARGIN, self.title, inner, size=theme.TITLE, weight="bold")
        y = legend(drawing, self.legend, MARGIN, y + 8, inner)
        drawing.height = y + 6
        self.draw(drawing)
        y = drawing.paragraph(MARGIN, drawing.height + 8, self.source, inner, size=theme.SMALL, fill=theme.QUIET)
        drawing.height = round(y + MARGIN)
        return drawing

    def svg(self, width: int = theme.WIDE) -> str:
        """The picture as SVG text."""
        return document(self.drawing(width), self.title, self.finding)

    def height(self, width: int) -> int:
        """How high the picture of the width is."""
        return int(self.drawing(width).height)

    def interactive(self, file_name: str) -> dict[str, Any]:
        """The interactive form: `data`, `layout` and `config`, with the title, the legend and the source in it."""
        figure = self.figure()
        marks = " · ".join(f"{key.mark} {key.words}".strip() for key in self.legend)
        own = dict(figure.get("layout", {}))
        sizes = {name: own.pop(name) for name in ("height", "top", "bottom") if name in own}
        notes = list(filter(None, (marks, self.source)))
        layout = theme.plotly_layout(self.title, notes, **{"height": 420, **sizes}) | own
        return {"data": figure["data"], "layout": layout, "config": theme.plotly_file(file_name)}


# Makes a chart that names this full address as its source.
ChartMaker = Callable[[str], Chart]


def source_line(day: date, address: str) -> str:
    """What stands below a picture: from where, as at when, and where it can be had."""
    return f"Source: Ofsted’s reports, as at {date_words(day)}. {address}"


def grade_keys(scale: Scale) -> tuple[Key, ...]:
    """A legend of a scale's grades, best first."""
    return tuple(Key(GRADES[one.code], one.letter, one.label) for one in scale.grades)


def state_key(mark: str, words: str) -> Key:
    """A legend's entry for a state without a grade: outlined, never one of the grades' colours."""
    return Key(NO_GRADE, mark, words, edge=NO_GRADE.text, dash="2 2")
