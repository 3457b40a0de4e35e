"""The lines over the width of a page: each named where it ends, over its base, with the starts of frameworks marked."""

import re
from datetime import date

from lxml.html import fromstring

from dashboard.charts.line_hero import lines_hero
from inspections.frameworks.loader import programme
from inspections.statistics.trends import Point, Trend, services_judged_overall

DAY = date(2026, 11, 26)


def trend(code: str, year: int, *shares: int, base: int = 100, service: int = 0) -> Trend:
    of = programme(code)
    points = tuple(Point(date(year + n, 3, 31), share, base, 150) for n, share in enumerate(shares))
    return Trend(of, services_judged_overall(of)[service], points)


FOUR = (
    trend("slac", 2010, 60, 48, 55),
    trend("slac", 2010, 54, 45, 54, service=1),
    trend("sif", 2014, 45, 25, 27, 31, 39),
    trend("ilacs", 2018, 73, 58, 53, 52, 54, 59, 60, 65, 72),
)


def texts(*trends: Trend, day: date = DAY) -> list[str]:
    return [one.text_content() for one in fromstring(lines_hero(trends, day)).iter("text")]


def test_each_line_is_named_with_its_last_share_and_base():
    found = texts(*FOUR)
    for name, base in (
        ("Safeguarding 55%", "55 of 100"),
        ("Looked after children 54%", "54 of 100"),
        ("SIF 39%", "39 of 100"),
    ):
        assert found[found.index(name) + 1] == base
    assert {"ILACS 72%", "ILACS since 2018", "SIF 2013 to 2018"} <= set(found)


def test_names_that_end_in_one_place_stand_below_each_other():
    svg = fromstring(lines_hero(FOUR, DAY))
    tops = sorted(
        float(one.get("y")) for one in svg.iter("text") if re.match("(Safeguarding|Looked after)", one.text_content())
    )
    assert tops[1] - tops[0] >= 45


def test_a_framework_is_marked_only_once_it_has_begun():
    assert "2026 no overall grade" in texts(*FOUR)
    assert "2026 no overall grade" not in texts(*FOUR, day=date(2026, 3, 31))


def test_no_line_runs_through_a_reading_without_a_share():
    gap = trend("ilacs", 2020, 50, 40, 60)
    points = (*gap.points[:1], Point(date(2021, 3, 31), 3, 9, 150), *gap.points[1:])
    svg = fromstring(lines_hero([Trend(gap.programme, gap.service, points)], DAY))
    assert [len(line.get("points").split()) for line in svg.iter("polyline")] == [1, 2]


def test_nothing_but_lines_and_areas_is_drawn_in_the_plot():
    svg = fromstring(lines_hero(FOUR, DAY))
    assert {one.tag for one in svg.iter()} == {"svg", "line", "text", "tspan", "polyline", "polygon"}
