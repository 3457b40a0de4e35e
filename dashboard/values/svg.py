"""Drawing in SVG with attributes only: no styles and no web fonts, because Word and LibreOffice ignore them.

A `Drawing` grows downwards as things are drawn. All text is escaped here.
"""

from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from dashboard.values.palette import Colour

from . import theme
from .text import shortened, width_of, wrapped


class Box(NamedTuple):
    """A rectangle in a picture, in px from the upper left corner."""

    x: float
    y: float
    width: float
    height: float


def number(value: float) -> str:
    """A coordinate with at most one decimal: `12`, `12.5`."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass
class Drawing:
    """A picture `width` px wide; `height` is the lowest y drawn so far."""

    width: float
    height: float = 0
    parts: list[str] = field(default_factory=list)

    def reach(self, y: float) -> None:
        """Make the picture at least this high."""
        self.height = max(self.height, y)

    def rect(self, box: Box, fill: str, *, edge: str = "", dash: str = "") -> None:
        """Draw a rectangle with a fill and, if given, the colour `edge` and pattern `dash` of its outline."""
        outline = f' stroke="{edge}"' if edge else ""
        outline += f' stroke-dasharray="{dash}"' if dash else ""
        place = " ".join(f'{name}="{number(max(value, 0))}"' for name, value in zip(Box._fields, box, strict=True))
        self.parts.append(f'<rect {place} fill="{fill}"{outline}/>')
        self.reach(box.y + box.height)

    def line(
        self, x1: float, y1: float, x2: float, y2: float, ink: str = theme.LINE, *, width: float = 1, dash: str = ""
    ) -> None:
        """Draw a straight line."""
        pattern = f' stroke-dasharray="{dash}"' if dash else ""
        ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
        self.parts.append(f'<line {ends} stroke="{ink}" stroke-width="{number(width)}"{pattern}/>')
        self.reach(max(y1, y2))

    def path(self, points: list[tuple[float, float]], ink: str, *, width: float = 2, dash: str = "") -> None:
        """Draw a line through points."""
        pattern = f' stroke-dasharray="{dash}"' if dash else ""
        steps = " ".join(f"{number(x)},{number(y)}" for x, y in points)
        self.parts.append(
            f'<polyline points="{steps}" fill="none" stroke="{ink}" stroke-width="{number(width)}"{pattern}/>'
        )
        self.reach(max((y for _, y in points), default=0))

    def circle(self, x: float, y: float, radius: float, fill: str, *, edge: str = "", width: float = 1) -> None:
        """Draw a disc; `edge` is the colour of its outline."""
        outline = f' stroke="{edge}" stroke-width="{number(width)}"' if edge else ""
        self.parts.append(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"{outline}/>')
        self.reach(y + radius)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = theme.TEXT,
        fill: str = theme.INK,
        anchor: str = "start",
        weight: str = "normal",
        turned: bool = False,
    ) -> None:
        """Draw a line of text on the baseline `y`. `anchor` is start, middle or end; `turned` text reads upwards."""
        extra = "" if anchor == "start" else f' text-anchor="{anchor}"'
        extra += "" if weight == "normal" else f' font-weight="{weight}"'
        extra += f' transform="rotate(-90 {number(x)} {number(y)})"' if turned else ""
        place = f'x="{number(x)}" y="{number(y)}" font-size="{number(size)}"'
        self.parts.append(f'<text {place} fill="{fill}"{extra}>{escape(words)}</text>')
        self.reach(y + size / 3)

    def paragraph(
        self,
        x: float,
        y: float,
        words: str,
        width: float,
        *,
        size: float = theme.TEXT,
        fill: str = theme.INK,
        weight: str = "normal",
    ) -> float:
        """Draw wrapped text below `y`. Returns the y below it."""
        for line in wrapped(words, width, size, weight):
            y += size * theme.LEADING
            self.text(x, y - size * 0.25, line, size=size, fill=fill, weight=weight)
        return y

    def cell(self, box: Box, colour: Colour, words: str, *, size: float = theme.TEXT) -> None:
        """Draw a filled rectangle with bold words in the middle, shortened to fit."""
        self.rect(box, colour.fill, edge=theme.GROUND)
        self.in_middle(box, words, colour.text, size=size)

    def in_middle(self, box: Box, words: str, ink: str, *, size: float = theme.TEXT) -> None:
        """Draw bold words in the middle of a box, shortened to fit, or nothing if no letter fits."""
        fitting = shortened(words, box.width - 4, size, "bold")
        if fitting and fitting != "…":
            x, y = box.x + box.width / 2, box.y + box.height / 2 + size * 0.36
            self.text(x, y, fitting, size=size, fill=ink, anchor="middle", weight="bold")


@dataclass(frozen=True)
class Key:
    """An entry of a legend: a mark on its colour, and what it means."""

    colour: Colour
    mark: str
    words: str
    edge: str = theme.QUIET
    dash: str = ""


def legend(drawing: Drawing, keys: tuple[Key, ...], x: float, y: float, width: float) -> float:
    """Draw the entries side by side, in as many lines as needed, below `y`. Returns the y below them."""
    if not keys:
        return y
    box, gap, line = 18, 6, 24
    left, top = x, y
    for key in keys:
        needed = box + gap + width_of(key.words, theme.TEXT) + 16
        if left > x and left + needed > x + width:
            left, top = x, top + line
        place = Box(left, top + 3, box, box - 2)
        drawing.rect(place, key.colour.fill, edge=key.edge, dash=key.dash)
        drawing.in_middle(place, key.mark, key.colour.text, size=theme.SMALL)
        drawing.text(left + box + gap, top + 16, shortened(key.words, x + width - left - box - gap, theme.TEXT))
        left += needed
    return top + line


def document(drawing: Drawing, title: str, description: str) -> str:
    """The whole SVG on a white ground, with a title and description for screen readers."""
    width, height = number(drawing.width), number(drawing.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label={quoteattr(f"{title}. {description}")} '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="{theme.FONT}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        f'<rect width="{width}" height="{height}" fill="{theme.GROUND}"/>{"".join(drawing.parts)}</svg>'
    )
