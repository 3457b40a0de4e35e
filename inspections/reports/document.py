"""What a report looks like to the steps that read it: pages of lines, each with its place on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["pdf", "text"]


@dataclass(frozen=True)
class Box:
    """A rectangle in PDF points, measured from the page's top left corner; `top` is less than `bottom`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half way down."""
        return (self.top + self.bottom) / 2

    def join(self, other: Box) -> Box:
        """The smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True)
class Span:
    """A piece of a line that stands apart from the rest of it, as a table's cell does."""

    text: str
    box: Box | None = None


@dataclass(frozen=True)
class Line:
    """One line with something on it; blank lines are left out.

    `page` counts from 1. `number` counts from 1 and includes blank lines, so that a step in the numbers shows
    one: within the page in a PDF, within the file in a text. `text` has its spaces tidied and marks of bold and
    italics removed; `raw` is the line as it came. `furniture` marks running headers and page numbers.
    `size` is the size of type in points, 0 in a text.
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
    """A page; width and height in points, 0 in a text, which has one page unless it carries form feeds."""

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
    """A report as pages of lines, in reading order as the file gives it. Equal only to itself, and so quick to hash."""

    kind: Kind
    pages: tuple[Page, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Every line of every page, without running headers and page numbers."""
        for page in self.pages:
            yield from page.body
