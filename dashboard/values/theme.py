"""The look of every chart, in SVG and in plotly: sizes, colours, fonts."""

import re
from dataclasses import astuple
from typing import Any

from .palette import DARK_GRADES, GRADES

FONT = "Arial, Liberation Sans, sans-serif"
# px; 640 px wide is 16 cm in a paper, where 12 px becomes 8.5 points.
WIDE, NARROW = 640, 360
TITLE, TEXT, SMALL = 16, 12, 11
LEADING = 1.35
# px above the plot of an interactive chart.
TOP = 16

# Hue is for grades; everything else is ink, in greys.
GROUND, INK, QUIET, RULE, LINE, WASH = "#ffffff", "#10202a", "#4a5a63", "#10202a", "#d3dbde", "#f2f5f6"
# Dots and bars of counts, from the highest count down.
COUNTS = ("#10202a", "#42555f", "#5f727b", "#b9c5ca", "#e2e8ea")
DOT = "#82949c"
# Lines differ in dash and marker too, so that nobody has to tell greys apart.
SERIES = (INK, "#5f727b", "#82949c", "#42555f")

_DARK = {
    GROUND: "#0f1618",
    INK: "#e8eef0",
    QUIET: "#a5b4ba",
    LINE: "#2c383d",
    WASH: "#172125",
    DOT: "#74868e",
    **dict(zip(COUNTS, ("#e8eef0", "#a9b8be", "#7d8f97", "#44535a", "#253136"), strict=True)),
}

PLOTLY_CONFIG = {
    "displaylogo": False,
    "responsive": True,
    # Its buttons cover the drawing, and one would upload the data to a third party.
    "displayModeBar": False,
}


def plotly_layout(*, top: int) -> dict[str, Any]:
    """A plotly layout with so much room above the plot. It has no template, which is 7 kB."""
    return {
        "height": 420,
        "margin": {"l": 48, "r": 16, "t": top, "b": 48},
        "font": {"family": FONT, "size": TEXT, "color": INK},
        "paper_bgcolor": GROUND,
        "plot_bgcolor": GROUND,
    }


def plotly_file(name: str) -> dict[str, Any]:
    """The configuration of a figure; `name` is the file name of its picture."""
    return PLOTLY_CONFIG | {"toImageButtonOptions": {"filename": name, "scale": 2}}


def darkened(svg: str) -> str:
    """The drawing for a dark page: every colour exchanged for its dark counterpart, KeyError for an unknown one."""
    return re.sub(r"#[0-9a-f]{6}\b", lambda colour: DARK[colour[0]], svg)


def _counterparts() -> dict[str, str]:
    grades = (zip(astuple(GRADES[code]), astuple(DARK_GRADES[code]), strict=True) for code in GRADES)
    return {**{light: dark for pairs in grades for light, dark in pairs if light}, **_DARK}


DARK = _counterparts()
