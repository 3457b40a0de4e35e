"""A report as the reading steps see it: pages of lines with their positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["pdf", "text"]


@dataclass(frozen=True)
class PageBox:
    """A rectangle in PDF points, measured from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    def join(self, other: PageBox) -> PageBox:
        """The smallest box that contains both."""
        return PageBox(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True)
class LineSpan:
    """A piece of a line that is set apart from the rest, such as a table's cell."""

    text: str
    box: PageBox | None = None


@dataclass(frozen=True)
class TextLine:
    """One line of text. Blank lines are left out.

    `page` and `number` count from 1. `number` includes blank lines, so that they show as a gap, and counts within the
    page in a PDF and within the file in a text. `text` has tidy spaces and no marks of bold and italics; `raw` is the
    line as it came. `furniture` marks running headers and page numbers. `size` is the type size in points, 0 in a text.
    """

    page: int
    number: int
    text: str
    raw: str
    box: PageBox | None = None
    spans: tuple[LineSpan, ...] = ()
    bold: bool = False
    size: float = 0.0
    furniture: bool = False


@dataclass(frozen=True)
class TextPage:
    """A page. Width and height are in points, 0 in a text, which has one page unless it contains form feeds."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]

    @property
    def body(self) -> tuple[TextLine, ...]:
        """The lines without running headers and page numbers."""
        return tuple(line for line in self.lines if not line.furniture)


@dataclass(frozen=True, eq=False)
class Document:
    """A report as pages of lines, in the order of the file. Compared by identity, which makes it quick to hash."""

    kind: Kind
    pages: tuple[TextPage, ...]

    @property
    def lines(self) -> Iterator[TextLine]:
        """Every line of every page, without running headers and page numbers."""
        for page in self.pages:
            yield from page.body
