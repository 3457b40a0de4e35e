"""Lines over time: gaps, labels that don't overlap, and lines that differ without colour."""

from datetime import date
from itertools import combinations
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from dashboard.charts.lines import ChartLine, LinePoint, lines_chart
from dashboard.values import theme
from dashboard.values.chart import source_line
from dashboard.values.text import width_of
from inspections.statistics.shares import percent

SVG = "{http://www.w3.org/2000/svg}"


def line(name: str, year: int, *shares: int, base: int = 100) -> ChartLine:
    """A reading at the end of each March from a year on."""
    readings = (LinePoint(date(year + n, 3, 31), share, base, percent(share, base)) for n, share in enumerate(shares))
    return ChartLine(name, tuple(readings))


def chart(*lines: ChartLine):
    return lines_chart(
        "over-time",
        title="Councils good or outstanding",
        finding="More are.",
        source=source_line(date(2026, 11, 25), "https://example.org/"),
        lines=lines,
        table=lambda: None,
    )


FOUR = (
    line("SLAC, safeguarding", 2010, 60, 48, 55),
    line("SLAC, looked after children", 2010, 54, 45, 56),
    line("SIF", 2014, 45, 25, 27, 31, 39),
    line("ILACS", 2018, 73, 58, 53, 52, 54, 59, 60, 65, 72),
)


def boxes(root: ET.Element) -> list[tuple[float, float, float, float]]:
    """The places of the texts, from left to right and top to bottom."""
    found = []
    for text in root.iter(f"{SVG}text"):
        size = float(text.get("font-size"))
        wide = width_of(text.text, size, text.get("font-weight", "normal"))
        x = float(text.get("x")) - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor"), 0)
        found.append((x, float(text.get("y")) - size * 0.7, x + wide, float(text.get("y"))))
    return found


@pytest.mark.parametrize("width", [theme.WIDE, theme.NARROW])
def test_no_two_texts_touch_and_none_stands_outside(width):
    found = boxes(ET.fromstring(chart(*FOUR).svg(width)))
    assert all(left >= 0 and right <= width for left, _, right, _ in found)
    for one, other in combinations(found, 2):
        beside = one[2] <= other[0] or other[2] <= one[0]
        assert beside or one[3] <= other[1] or other[3] <= one[1]


def test_each_line_is_named_with_its_last_share_and_base():
    found = [text.text for text in ET.fromstring(chart(*FOUR).svg()).iter(f"{SVG}text")]
    assert found[found.index("ILACS") + 1] == "72% of 100"
    assert {"SIF", "SLAC, safeguarding", "SLAC, looked after children"} <= set(found)


def test_lines_differ_in_dash_as_well_as_in_colour():
    lines = ET.fromstring(chart(*FOUR).svg()).iter(f"{SVG}polyline")
    long = [one for one in lines if len(one.get("points").split()) in {3, 9}]
    dashes = {one.get("stroke-dasharray", "") for one in long}
    assert len(dashes) >= 3


def test_no_line_runs_through_a_reading_without_a_share():
    gap = ChartLine(
        "SIF", (*line("", 2014, 40, 50).readings, *line("", 2016, 3, base=9).readings, *line("", 2017, 45, 50).readings)
    )
    runs = list(ET.fromstring(chart(gap).svg()).iter(f"{SVG}polyline"))
    assert [len(one.get("points").split()) for one in runs] == [2, 2]


def test_plotly_accepts_the_interactive_form_and_leaves_the_gap():
    figure = chart(line("SIF", 2014, 40), line("ILACS", 2018, 5, base=9)).interactive("over-time")
    go.Figure(data=figure["data"], layout=figure["layout"], skip_invalid=False)
    assert figure["data"][1]["y"] == [None]
    assert figure["data"][0]["customdata"] == [("31 March 2014: 40 of 100 councils (40%)",)]
