"""The look of every chart, in SVG and in plotly: sizes, colours, fonts."""

from typing import Any

FONT = "Arial, Liberation Sans, sans-serif"
# px; 640 px wide is 16 cm in a paper, where 12 px becomes 8.5 points.
WIDE, NARROW = 640, 360
TITLE, TEXT, SMALL = 16, 12, 11
LEADING = 1.35

GROUND, INK, QUIET, RULE, LINE = "#ffffff", "#1b2526", "#4d5a5b", "#0f4c5c", "#ccd5d3"
# Lines differ in dash and marker too, so that nobody has to tell colours apart.
SERIES = ("#0f4c5c", "#b3541e", "#5b3a8c", "#4d5a5b")

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
