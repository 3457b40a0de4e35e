"""The national picture as pure values: the same thing under several versions, and the share good or better in time."""

from datetime import date

import pytest

from inspections.frameworks.loader import framework, programme
from inspections.statistics.comparable import result_under, shares_under, things_judged
from inspections.statistics.standings import CouncilRow, InspectionRecord, State
from inspections.statistics.trends import Point, Trend, good_or_better_over_time, overall_grades
from inspections.wording.national import trend_name
from tests.builders.rows import World, key_four

ILACS, SLAC = programme("ilacs"), programme("slac")
LEADERSHIP = "safeguarding.leadership_and_management"
DAY = date(2024, 5, 1)


def councils(number: int, **dates: date) -> list[CouncilRow]:
    return [CouncilRow(f"testshire-{n}", f"Testshire {n}", **dates) for n in range(number)]


def rows(grades: str, day: date, framework: str = "ilacs-2023", service: str = "whole") -> list[InspectionRecord]:
    """One inspection for each letter, of councils in order; a dash: no overall grade; a question mark:
    no grade on record; a dot: no inspection."""
    words = {"o": "outstanding", "g": "good", "r": "requires_improvement", "i": "inadequate"}
    world = World()
    for n, letter in enumerate(grades):
        judged = {f"{service}.overall_effectiveness": words[letter]} if letter in words else {}
        if letter == "-":
            judged = {f"{service}.leaders": "good"}
        if letter != ".":
            world.inspect(f"Testshire {n}", judged, day, framework=framework)
    return world.records()


class TestOneThingUnderSeveralVersions:
    def test_a_grade_under_an_earlier_version_counts_where_the_two_compare_fairly(self):
        world = World()
        world.inspect("Testshire", {"whole.leaders": "good"}, date(2020, 1, 1), framework="ilacs-2018")
        standing = world.as_at(DAY, "ilacs").standings["testshire"]
        assert result_under(standing, "whole.leaders", framework("ilacs-2026")).grade.code == "good"

    def test_the_same_name_for_another_thing_is_no_such_judgement(self):
        world = World()
        grades = {**key_four("gggg"), LEADERSHIP: "good"}
        world.inspect("Testshire", grades, date(2010, 1, 1), framework="slac-2009")
        standing = world.as_at(date(2012, 1, 1)).standings["testshire"]
        assert result_under(standing, LEADERSHIP, framework("slac-2009")).state is State.GRADED
        assert result_under(standing, LEADERSHIP, framework("slac-2010")).state is State.NO_SUCH_JUDGEMENT

    def test_each_thing_judged_stands_once_under_its_latest_version(self):
        found = [(of.code, judgement.id) for of, judgement in things_judged(ILACS)]
        assert found == [
            ("ilacs-2026", "whole.leaders"),
            ("ilacs-2026", "whole.help_and_protection"),
            ("ilacs-2026", "whole.children_in_care"),
            ("ilacs-2026", "whole.care_leavers"),
            ("ilacs-2023", "whole.overall_effectiveness"),
            ("ilacs-2018", "whole.children_in_care_and_care_leavers"),
        ]

    def test_what_only_has_the_same_name_stands_twice(self):
        under = [of.code for of, judgement in things_judged(SLAC) if judgement.id == LEADERSHIP]
        assert under == ["slac-2010", "slac-2009"]

    def test_shares_count_both_versions_of_one_thing_and_say_why_the_rest_are_not_in(self):
        world = World()
        world.inspect("Testshire", {"whole.children_in_care": "good"}, date(2024, 1, 1), framework="ilacs-2023")
        world.inspect(
            "Sampleshire", {"whole.children_in_care_and_care_leavers": "good"}, date(2020, 1, 1), framework="ilacs-2018"
        )
        found = shares_under(world.as_at(DAY, "ilacs"), framework("ilacs-2026"), "whole.children_in_care")
        assert (found.base, found.good_or_better) == (1, 1)
        assert [council.slug for council in found.ungraded[State.NO_SUCH_JUDGEMENT]] == ["sampleshire"]


def over_time(
    records: list[InspectionRecord], register: list[CouncilRow], until: date, among: set[str] | None = None
) -> tuple[Trend, ...]:
    return good_or_better_over_time(overall_grades(records), register, until, among)


class TestOverTime:
    def test_points_stand_at_the_ends_of_quarters_up_to_the_day(self):
        found = rows("gr", date(2023, 8, 5)) + rows("o", date(2024, 4, 2))
        (trend,) = over_time(found, councils(2), DAY)
        assert [(point.day, point.good, point.base) for point in trend.points] == [
            (date(2023, 9, 30), 1, 2),
            (date(2023, 12, 31), 1, 2),
            (date(2024, 3, 31), 1, 2),
            (DAY, 1, 2),
        ]

    @pytest.mark.parametrize(
        ("last", "end"), [(date(2012, 5, 2), date(2012, 9, 30)), (date(2012, 11, 2), date(2012, 12, 31))]
    )
    def test_a_programme_that_has_ended_ends_with_the_quarter_of_its_last_grade(self, last, end):
        found = rows("g", last, "slac-2010", "safeguarding")
        (trend,) = over_time(found, councils(1), DAY)
        assert trend.points[-1].day == end

    def test_before_its_last_grade_an_ended_programme_goes_on_to_the_day(self):
        found = rows("g", date(2012, 5, 2), "slac-2010", "safeguarding")
        found += rows(".g", date(2012, 11, 2), "slac-2010", "safeguarding")
        (trend,) = over_time(found, councils(2), date(2012, 11, 1))
        assert [(point.day, point.base) for point in trend.points][-1] == (date(2012, 11, 1), 1)

    def test_the_last_point_is_of_the_day_asked_for_where_its_quarter_is_not_over(self):
        (trend,) = over_time(rows("g", date(2024, 4, 2)), councils(1), DAY)
        assert [point.day for point in trend.points] == [DAY]

    def test_what_comes_after_the_day_is_not_counted(self):
        assert over_time(rows("g", date(2024, 5, 2)), councils(1), DAY) == ()

    def test_only_the_latest_inspection_of_a_council_counts(self):
        found = rows("g", date(2023, 11, 5)) + rows("i", date(2024, 4, 2))
        (trend,) = over_time(found, councils(1), DAY)
        assert [point.good for point in trend.points] == [1, 1, 0]

    def test_a_later_inspection_without_an_overall_grade_takes_the_council_out_of_the_base(self):
        found = rows("gg", date(2026, 1, 5)) + rows("-", date(2026, 4, 20), "ilacs-2026") + rows(".r", date(2026, 5, 2))
        (trend,) = over_time(found, councils(2), date(2026, 6, 30))
        assert [(point.good, point.base) for point in trend.points] == [(2, 2), (0, 1)]

    def test_an_inspection_of_which_no_grade_is_on_record_stands_for_all_its_services(self):
        found = rows("g", date(2011, 1, 5), "slac-2010", "safeguarding")
        found += rows("-", date(2011, 2, 5), "slac-2010", "") + rows(
            "-g", date(2011, 3, 5), "slac-2010", "safeguarding"
        )
        (trend,) = over_time(found, councils(2), date(2011, 3, 31))
        assert [(point.good, point.base) for point in trend.points] == [(1, 1)]

    def test_programmes_and_services_are_never_joined(self):
        found = rows("g", date(2012, 1, 5), "slac-2010", "safeguarding")
        found += rows("o", date(2012, 1, 5), "slac-2010", "looked_after") + rows("r", date(2014, 1, 5), "sif-2013")
        trends = over_time(found, councils(1), DAY)
        assert [trend_name(trend) for trend in trends] == ["SLAC, safeguarding", "SLAC, looked after children", "SIF"]
        assert {point.base for trend in trends for point in trend.points} == {1}

    def test_a_council_that_was_abolished_is_no_longer_counted(self):
        found = rows("gg", date(2023, 1, 5)) + rows(".o", date(2023, 8, 5))
        register = councils(1, valid_to=date(2023, 3, 31)) + councils(2)[1:]
        (trend,) = over_time(found, register, DAY)
        assert [(point.base, point.in_being) for point in trend.points] == [(2, 2), *[(1, 1)] * (len(trend.points) - 1)]

    @pytest.mark.parametrize(("number", "percent"), [(9, None), (10, 100)])
    def test_no_per_cent_from_a_base_below_ten(self, number, percent):
        (trend,) = over_time(rows("g" * number, date(2024, 4, 2)), councils(number), DAY)
        assert trend.points[-1].percent == percent
        assert trend.is_drawn is (percent is not None)

    def test_no_grade_at_all_makes_no_trend(self):
        assert over_time([], councils(2), DAY) == ()


class TestOfAGroup:
    def test_the_groups_councils_alone_are_counted(self):
        found = rows("ogri", date(2024, 4, 2))
        (trend,) = over_time(found, councils(4), DAY, {"testshire-1", "testshire-2"})
        assert trend.points == (Point(DAY, 1, 2, 2, (0, 1, 1, 0)),)

    def test_its_line_begins_with_its_own_first_grade(self):
        found = rows("o", date(2020, 1, 2)) + rows(".g", date(2024, 4, 2))
        (trend,) = over_time(found, councils(2), DAY, {"testshire-1"})
        assert [point.day for point in trend.points] == [DAY]

    def test_a_programme_that_has_ended_ends_with_its_own_last_grade(self):
        found = rows("g", date(2012, 5, 2), "slac-2010", "safeguarding")
        found += rows(".g", date(2012, 11, 2), "slac-2010", "safeguarding")
        (trend,) = over_time(found, councils(2), DAY, {"testshire-0"})
        assert trend.points[-1].day == date(2012, 9, 30)

    def test_councils_without_a_grade_have_no_line(self):
        assert over_time(rows("g", date(2024, 4, 2)), councils(2), DAY, {"testshire-1"}) == ()


class TestYearEnds:
    def test_they_begin_when_half_have_a_grade_and_end_with_the_last_point(self):
        found = rows("g", date(2020, 1, 2)) + rows(".g", date(2021, 8, 2))
        (trend,) = over_time(found, councils(4), DAY)
        days = [date(2022, 3, 31), date(2023, 3, 31), date(2024, 3, 31), DAY]
        assert [(point.day, point.base) for point in trend.year_ends] == [(day, 2) for day in days]

    def test_there_are_none_if_fewer_than_half_ever_have_one(self):
        (trend,) = over_time(rows("g", date(2020, 1, 2)), councils(3), DAY)
        assert trend.year_ends == ()

    def test_there_are_none_after_all_councils_are_abolished(self):
        (trend,) = over_time(rows("g", date(2020, 1, 2)), councils(1, valid_to=date(2021, 3, 31)), DAY)
        assert [point.day for point in trend.year_ends] == [date(2020, 3, 31), date(2021, 3, 31)]
