"""A report as the reading steps see it: pages of lines with their positions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["pdf", "text"]


@dataclass(frozen=True)
class Box:
    """A rectangle in PDF points, measured from the top left corner of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Vertical middle."""
        return (self.top + self.bottom) / 2

    def join(self, other: Box) -> Box:
        """The smallest box that contains both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True)
class Span:
    """A piece of a line that is set apart from the rest, such as a table's cell."""

    text: str
    box: Box | None = None


@dataclass(frozen=True)
class Line:
    """One line of text. Blank lines are left out.

    `page` and `number` count from 1. `number` includes blank lines, so that they show as a gap, and counts within the
    page in a PDF and within the file in a text. `text` has tidy spaces and no marks of bold and italics; `raw` is the
    line as it came. `furniture` marks running headers and page numbers. `size` is the type size in points, 0 in a text.
    """

    page: int
    number: int
    text: str
    raw: str
    box: Box | None = None
    spans: tuple[Span, ...] = ()
    bold: bool = False
    size: float = 0.0
    furniture: bool = False


@dataclass(frozen=True)
class Page:
    """A page. Width and height are in points, 0 in a text, which has one page unless it contains form feeds."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines without running headers and page numbers."""
        return tuple(line for line in self.lines if not line.furniture)


@dataclass(frozen=True, eq=False)
class Document:
    """A report as pages of lines, in the order of the file. Compared by identity, which makes it quick to hash."""

    kind: Kind
    pages: tuple[Page, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Every line of every page, without running headers and page numbers."""
        for page in self.pages:
            yield from page.body
