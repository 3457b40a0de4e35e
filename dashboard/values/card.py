"""The picture that messages and social sites show beside a link to a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from . import theme
from .palette import GRADES
from .svg import Box, Drawing, document
from .text import wrapped

SITE = "Children’s services inspections"
# px, the shape that social sites ask for.
WIDTH, HEIGHT, MARGIN = 1200, 630, 64
NAME, TITLE, HEADLINE, LETTER, LABEL = 28, 64, 36, 64, 22
CHIP, GAP, MOST_CHIPS = 176, 12, 6


@dataclass(frozen=True)
class CardGrade:
    """A grade on the picture: the judgement's short name, the grade's letter and its code."""

    judgement: str
    letter: str
    code: str


@dataclass(frozen=True)
class Card:
    """A page in a picture: its title, what it says in a sentence, and the council's grades if it is about one."""

    title: str
    headline: str = ""
    grades: Sequence[CardGrade] = ()

    def svg(self) -> str:
        """The picture as SVG text."""
        drawing = Drawing(WIDTH)
        drawing.rect(Box(0, 0, WIDTH, 96), theme.INK)
        drawing.text(MARGIN, 59, SITE, size=NAME, fill=theme.GROUND, weight="bold")
        y = _lines(drawing, self.title, 116, size=TITLE, weight="bold", most=2)
        _lines(drawing, self.headline, y + 12, size=HEADLINE, weight="normal", most=2 if self.grades else 4)
        for place, grade in enumerate(self.grades[:MOST_CHIPS]):
            _chip(drawing, grade, MARGIN + place * (CHIP + GAP))
        drawing.height = HEIGHT
        return document(drawing, self.title, self.headline)


def _lines(drawing: Drawing, words: str, y: float, *, size: int, weight: str, most: int) -> float:
    """Draw at most `most` lines below `y`. The last ends in an ellipsis if more are left. Returns the y below them."""
    lines = wrapped(words, WIDTH - 2 * MARGIN, size, weight) if words else []
    for place, line in enumerate(lines[:most]):
        y += size * 1.2
        is_cut = place == most - 1 and len(lines) > most
        drawing.text(MARGIN, y - size * 0.2, f"{line} …" if is_cut else line, size=size, weight=weight)
    return y


def _chip(drawing: Drawing, grade: CardGrade, x: float) -> None:
    colour, top = GRADES[grade.code], HEIGHT - MARGIN - CHIP
    drawing.rect(Box(x, top, CHIP, CHIP), colour.fill, edge=colour.edge or colour.fill)
    drawing.text(x + CHIP / 2, top + 72, grade.letter, size=LETTER, fill=colour.text, anchor="middle", weight="bold")
    for place, line in enumerate(wrapped(grade.judgement, CHIP - 16, LABEL)[:3]):
        y = top + 106 + place * LABEL * 1.2
        drawing.text(x + CHIP / 2, y, line, size=LABEL, fill=colour.text, anchor="middle")
