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
    # This button would upload the data to a third party.
    "modeBarButtonsToRemove": ["sendChartToCloud"],
}


def plotly_layout(title: str, notes: list[str], *, height: int, top: int = 60, bottom: int = 60) -> dict[str, Any]:
    """A plotly layout with the title above and the notes (legend, source) below. It has no template, which is 7 kB."""
    note = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "yanchor": "top", "showarrow": False}
    return {
        "height": height,
        "margin": {"l": 10, "r": 10, "t": top, "b": bottom + 18 * len(notes)},
        "font": {"family": FONT, "size": TEXT, "color": INK},
        "paper_bgcolor": GROUND,
        "plot_bgcolor": GROUND,
        "title": {"text": title, "x": 0.01, "y": 1, "yanchor": "top", "pad": {"t": 12}, "font": {"size": TITLE}},
        "annotations": [
            note | {"text": text, "align": "left", "yshift": -bottom + 14 - 18 * n} for n, text in enumerate(notes)
        ],
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
