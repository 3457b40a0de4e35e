"""A group's columns: every council in its grade's part, blocks that don't touch, and the page's own programme alone."""

from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from lxml.html import fromstring

from dashboard.charts.column_hero import columns_hero
from dashboard.charts.year_columns import blocks, column_keys, year_columns_chart
from dashboard.values.chart import Chart
from dashboard.values.palette import GRADES
from inspections.frameworks.loader import programme
from inspections.statistics.trends import Point, Trend, services_judged_overall

SVG = "{http://www.w3.org/2000/svg}"
ILACS = programme("ilacs")


def trend(code: str, year: int, *by_grade: tuple[int, ...], in_being: int = 12, service: int = 0) -> Trend:
    of = programme(code)
    points = tuple(
        Point(date(year + n, 3, 31), sum(held[:2]), sum(held), in_being, held) for n, held in enumerate(by_grade)
    )
    return Trend(of, services_judged_overall(of)[service], points)


TRENDS = (
    trend("slac", 2011, (1, 5, 6, 0)),
    trend("slac", 2011, (0, 9, 3, 0), service=1),
    trend("sif", 2016, (0, 3, 4, 2), (0, 5, 6, 1)),
    trend("ilacs", 2020, (0, 4, 2, 1), (1, 5, 2, 1), (4, 4, 3, 1)),
)


def chart(*trends: Trend) -> Chart:
    return year_columns_chart(
        "over-time",
        title="Councils by grade",
        finding="More are good",
        source="Source",
        trends=trends,
        programme=ILACS,
        table=None,
        headline="More",
    )


def words(svg: str) -> list[str]:
    return [one.text for one in ET.fromstring(svg).iter(f"{SVG}text")]


def test_every_council_in_being_is_in_its_column_those_without_a_grade_at_the_top():
    column = blocks(TRENDS)[-1].columns[0]
    parts = [
        (grade.code if grade else "", below, number)
        for grade, below, number in column.stacked(blocks(TRENDS)[-1].scale)
    ]
    assert parts == [
        ("good", 0, 4),
        ("requires_improvement", 4, 2),
        ("inadequate", 6, 1),
        ("", 7, 5),
    ]


def test_blocks_stand_side_by_side_over_the_whole_width():
    placed = blocks(TRENDS)
    assert placed[0].left == 0
    assert placed[-1].right == pytest.approx(1)
    assert all(one.right < other.left for one, other in pairwise(placed))


def test_few_columns_are_no_wider_than_a_sixth():
    assert blocks(TRENDS[:1])[0].columns[0].width == pytest.approx(1 / 6)


def test_the_legend_has_the_words_of_both_scales_and_those_without_a_grade():
    assert [key.words for key in column_keys(TRENDS)] == [
        "Outstanding",
        "Good",
        "Adequate",
        "Requires improvement",
        "Inadequate",
        "No overall grade",
    ]


def test_a_wide_picture_has_every_programme_and_a_narrow_one_the_pages_own():
    assert {"SLAC", "SIF", "ILACS"} <= set(words(chart(*TRENDS).svg(640)))
    narrow = words(chart(*TRENDS).svg(360))
    assert "ILACS" in narrow
    assert "SIF" not in narrow
    assert {"2020", "2021", "2022"} <= set(narrow)


@pytest.mark.parametrize("width", [360, 640])
def test_every_label_lies_inside_the_picture(width):
    one = trend("slac", 2011, (1, 5, 6, 0))
    last = Point(date(2012, 12, 31), 6, 12, 12, (1, 5, 6, 0))
    svg = ET.fromstring(chart(Trend(one.programme, one.service, (last,))).svg(width))
    (label,) = [one for one in svg.iter(f"{SVG}text") if one.text == "Dec 2012"]
    assert float(label.get("x")) >= 12 + 20


def test_a_last_column_that_ends_no_year_is_named_by_its_month():
    newest = TRENDS[-1]
    points = (*newest.points, Point(date(2022, 6, 30), 8, 12, 12, (4, 4, 3, 1)))
    block = blocks([Trend(newest.programme, newest.service, points)])[0]
    assert [column.label for column in block.columns] == ["2020", "2021", "2022", "Jun"]


def test_the_parts_of_the_page_are_as_high_as_their_numbers():
    svg = fromstring(columns_hero(TRENDS[-1:], ILACS))
    heights = [float(one.get("height")) for one in svg.iter("rect")]
    numbers = [int(one.text) for one in svg.iter("text") if "number" in one.get("class", "")]
    unit = min(heights)
    assert sorted(round(height / unit) for height in heights) == sorted(numbers)


def test_the_page_has_a_picture_of_its_own_programme_for_a_phone():
    found = fromstring(f"<div>{columns_hero(TRENDS, ILACS)}</div>").xpath("*")
    assert [one.get("class") for one in found] == ["hero stacks wide", "hero stacks narrow"]
    assert "SIF" not in found[1].text_content()


def test_the_interactive_form_counts_the_same_and_is_known_to_plotly():
    figure = chart(*TRENDS).figure()
    go.Figure(figure)
    assert [bar["y"][-1] for bar in figure["data"]] == [4, 4, 3, 1, 0]
    assert figure["data"][0]["marker"]["color"] == GRADES["outstanding"].fill
