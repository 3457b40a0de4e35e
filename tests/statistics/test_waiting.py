"""How long ago inspections were, only as exactly as their days are known, and the intervals between them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.dates import PartialDate
from inspections.frameworks.loader import programme
from inspections.statistics.waiting import Elapsed, elapsed, median_elapsed, observed_intervals
from tests.builders.rows import World

ILACS = programme("ilacs")
OVERALL = "whole.overall_effectiveness"
DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("inspected", "found"),
    [
        ("2026-08-31", Elapsed(1, 1)),
        ("2026-09-01", Elapsed(0, 0)),
        ("2026-07", Elapsed(32, 62)),
        ("2025", Elapsed(244, 608)),
        ("2011-04/2012-03", Elapsed((DAY - date(2012, 3, 31)).days, None)),
    ],
)
def test_a_month_stays_a_month(inspected, found):
    assert elapsed(PartialDate.parse(inspected), DAY) == found


def test_fewer_than_ten_have_no_median():
    assert median_elapsed([Elapsed(n, n) for n in range(9)]) is None
    assert median_elapsed([Elapsed(n, n) for n in range(10)]) == Elapsed(5, 5)


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 60), st.integers(0, 60)), min_size=10, max_size=30))
def test_the_median_is_never_outside_what_is_said(waits):
    """Whatever the days really are, between the least and the most."""
    said = median_elapsed([Elapsed(least, least + wide) for least, wide, _ in waits])
    really = sorted(least + min(more, wide) for least, wide, more in waits)
    middle = (really[len(really) // 2] + really[(len(really) - 1) // 2]) / 2
    assert said.least - 1 <= middle <= said.most + 1


def world_of(intervals: list[tuple[str, int]]) -> World:
    """A council for each interval, inspected twice, with the grade of the first."""
    world = World()
    for n, (grade, days) in enumerate(intervals):
        name = f"Council {n}"
        first = date(2019, 1, 7)
        for began, given_grade in ((first, grade), (first + timedelta(days=days), "good")):
            world.inspect(
                name,
                {OVERALL: given_grade},
                began + timedelta(days=50),
                framework="ilacs-2018",
                inspected=began.isoformat(),
            )
    return world


class TestIntervals:
    def test_they_belong_to_the_grade_of_the_inspection_before(self):
        world = world_of([("inadequate", 400 + n) for n in range(10)] + [("good", 900)])
        good, inadequate = observed_intervals(world.records(), ILACS, DAY).by_grade
        assert (inadequate.number, inadequate.median, inadequate.shortest, inadequate.longest) == (10, 405, 400, 409)
        assert (good.number, good.median, good.shortest, good.longest) == (1, None, None, None)

    def test_only_inspections_counted_by_the_day_are_observed(self):
        world = world_of([("good", 900)])
        published = date(2019, 1, 7) + timedelta(days=950)
        assert observed_intervals(world.records(), ILACS, published - timedelta(days=1)).by_grade == ()
        assert observed_intervals(world.records(), ILACS, published).all.number == 1

    def test_one_between_days_that_are_not_known_is_left_out_and_counted(self):
        world = World()
        world.inspect("Testshire", {OVERALL: "good"}, date(2019, 3, 1), framework="ilacs-2018", inspected="2019-01")
        world.inspect("Testshire", {OVERALL: "good"}, date(2022, 3, 1), framework="ilacs-2018", inspected="2022-01-10")
        observed = observed_intervals(world.records(), ILACS, DAY)
        assert (observed.by_grade, observed.inexact) == ((), 1)

    def test_other_programmes_and_other_councils_are_not_between(self):
        world = world_of([("good", 900)])
        world.inspect("Council 0", {OVERALL: "good"}, date(2014, 3, 1), framework="sif-2013", inspected="2014-01-10")
        assert observed_intervals(world.records(), ILACS, DAY).all.number == 1
        assert observed_intervals(world.records(), ILACS, DAY, {"elsewhere"}).all.number == 0
