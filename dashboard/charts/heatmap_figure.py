"""The interactive heatmap as a plotly figure, small enough to travel in the page.

A cell is one digit: its place in a short list of kinds (a grade with where it comes from, or a state). The script
in the page makes numbers of them and puts the words and letters of each kind in before it draws. The figure is a
plain dictionary, without a template: plotly's own objects take 40 ms and as many megabytes to say the same. A test
has plotly check it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, digits
from typing import Any

from dashboard.palette import GRADES, NO_GRADE
from dashboard.presenters.heatmaps import STATE_MARKS, Heatmap
from inspections.statistics import Result
from inspections.wording import date_words, provenance_words, state_words

ROW_HEIGHT = 18
DIGITS = digits + ascii_lowercase
GAP = "#ccd5d3"
FONT = "Arial, Liberation Sans, sans-serif"
CONFIG = {
    "displaylogo": False,
    "responsive": True,
    # It would upload the data to a third party.
    "modeBarButtonsToRemove": ["sendChartToCloud"],
}


@dataclass(frozen=True)
class Kind:
    """What a cell can hold: words for the hover, a mark for the cell, and its colour."""

    words: str
    mark: str
    fill: str


def heatmap_figure(heatmap: Heatmap, source: str) -> dict[str, Any]:
    """`{"data", "layout", "config", "kinds"}`; `source` is the address that the picture names.

    A row of `z` is a text, a digit to base 36 for each cell: as numbers in a list they would take twice the bytes.
    """
    kinds: dict[Kind, int] = {}
    cells = [[kinds.setdefault(kind, len(kinds)) for kind in map(_kind, row.results)] for row in heatmap.rows]
    trace = {
        "type": "heatmap",
        "x": _headings(heatmap),
        "y": [row.council.name for row in heatmap.rows],
        "z": ["".join(DIGITS[kind] for kind in row) for row in cells],
        "zmin": -0.5,
        "zmax": len(kinds) - 0.5,
        "colorscale": _colours(list(kinds)),
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "texttemplate": "%{text}",
        # No bold: plotly would write it as an inline style.
        "hovertemplate": "%{y}<br>%{x}<br>%{customdata}<extra></extra>",
    }
    name = f"heatmap-{heatmap.selection.programme.code}-{heatmap.selection.day}"
    return {
        "data": [trace],
        "layout": _layout(heatmap, [_legend(kinds), f"Source: Ofsted’s reports; {source}"]),
        "config": CONFIG | {"toImageButtonOptions": {"filename": name, "scale": 2}},
        "kinds": [{"words": kind.words, "mark": kind.mark} for kind in kinds],
    }


def _kind(result: Result) -> Kind:
    grade = result.grade
    if grade is None:
        words = state_words(result.state)
        return Kind(words[:1].upper() + words[1:], STATE_MARKS[result.state], NO_GRADE.fill)
    words = grade.label
    if not result.from_report and result.provenance:
        words += f", {provenance_words(result.provenance)}"
    return Kind(words, grade.letter, GRADES[grade.code].fill)


def _headings(heatmap: Heatmap) -> list[str]:
    """The columns' names, with the service's where there are several: plotly takes equal names for one column."""
    if len(heatmap.spans) == 1:
        return [judgement.short_name for judgement in heatmap.columns]
    services = {service.code: service.short_name for service in heatmap.framework.services}
    return [f"{services[judgement.service]}: {judgement.short_name}" for judgement in heatmap.columns]


def _colours(kinds: list[Kind]) -> list[list[float | str]]:
    """A scale of steps: each kind's colour from its lower to its upper bound."""
    steps = max(len(kinds), 1)
    return [[bound / steps, kind.fill] for n, kind in enumerate(kinds) for bound in (n, n + 1)]


def _legend(kinds: Iterable[Kind]) -> str:
    """`O Outstanding · ? Not on record here`: each mark once, for the picture to be read without the page."""
    words = {kind.mark: kind.words.partition(",")[0] for kind in kinds}
    return " · ".join(f"{mark} {said}" for mark, said in words.items())


def _layout(heatmap: Heatmap, notes: Sequence[str]) -> dict[str, Any]:
    selection = heatmap.selection
    several = len(heatmap.spans) > 1
    note = {"xref": "paper", "yref": "paper", "x": 0, "y": 0, "xanchor": "left", "showarrow": False}
    return {
        "height": (430 if several else 320) + ROW_HEIGHT * len(heatmap.rows),
        "margin": {"l": 10, "r": 10, "t": 350 if several else 240, "b": 60},
        "font": {"family": FONT, "size": 12},
        "title": {
            "text": f"{selection.programme.short_name} grades as at {date_words(selection.day)}",
            "x": 0.01,
            "y": 1,
            "yanchor": "top",
            "pad": {"t": 12},
        },
        "xaxis": {"side": "top", "tickangle": -90, "showgrid": False},
        "yaxis": {"autorange": "reversed", "automargin": True, "dtick": 1, "showgrid": False},
        "plot_bgcolor": GAP,
        "annotations": [note | {"text": text, "yshift": -22 - 18 * n} for n, text in enumerate(notes)],
    }
