"""The colours of grades, in one place for pages, pictures and charts; static/css/site.css mirrors them.

An ordered scale: each step is at least 18 CIE L* lighter than the one above it, so the order survives greyscale and
colour blindness. In dark pictures the order of lightness is turned round. The third step has one colour for its two
words, adequate and requires improvement. Text on every colour has a contrast of at least 4.5 to 1. The palest step
has an edge with a contrast of at least 3 to 1 to the ground, so that it isn't faint.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """A fill, the text on it, and its edge if it has one, as #rrggbb."""

    fill: str
    text: str
    edge: str = ""


_THIRD, _DARK_THIRD = Colour("#e3ae3f", "#231a02"), Colour("#84601a", "#ffffff")

GRADES = {
    "outstanding": Colour("#0c4656", "#ffffff"),
    "good": Colour("#2a7f86", "#ffffff"),
    "adequate": _THIRD,
    "requires_improvement": _THIRD,
    "inadequate": Colour("#ffe3da", "#7a1512", "#b3261b"),
}
DARK_GRADES = {
    "outstanding": Colour("#a9e7e5", "#06282c"),
    "good": Colour("#46a5aa", "#04191b"),
    "adequate": _DARK_THIRD,
    "requires_improvement": _DARK_THIRD,
    "inadequate": Colour("#4a1510", "#ffd2c8", "#ff8f7d"),
}
# States without a grade: outlined and hatched on pages, never in a grade's colour.
NO_GRADE = Colour("#ffffff", "#4a5a63")


def lightness(colour: str) -> float:
    """CIE L* of a #rrggbb colour, from 0 (black) to 100 (white)."""
    y = luminance(colour)
    return 903.3 * y if y <= 0.008856 else 116 * y ** (1 / 3) - 16


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two #rrggbb colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of a #rrggbb colour, from 0 to 1 (WCAG 2)."""
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
