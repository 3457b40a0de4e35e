"""One judgement as at two days: only councils graded on both are compared."""

from datetime import date

import pytest

from inspections.frameworks.loader import framework
from inspections.statistics.same_councils import SameCouncils, on_the_same_councils, year_before
from inspections.statistics.trends import judgement_over_time
from tests.builders.rows import World

ILACS_2023 = framework("ilacs-2023")
OVERALL, CARE = "whole.overall_effectiveness", "whole.children_in_care"
THEN, NOW = date(2025, 9, 1), date(2026, 9, 1)


def world() -> World:
    """Up, down and kept by an inspection between the days, unmoved, ungraded since, and graded only since."""
    made = World()
    for name, before, after in (
        ("Up", "requires_improvement", "good"),
        ("Down", "outstanding", "good"),
        ("Kept", "good", "good"),
        ("Unmoved", "inadequate", ""),
        ("Ungraded", "good", "-"),
        ("New", "", "good"),
    ):
        if before:
            made.inspect(name, {OVERALL: before}, date(2024, 1, 10), framework="ilacs-2023")
        if after == "-":
            made.inspect(name, {"whole.leaders": "good"}, date(2026, 6, 10), framework="ilacs-2026")
        elif after:
            made.inspect(name, {OVERALL: after}, date(2026, 1, 10), framework="ilacs-2023")
    return made


def same(of=world) -> SameCouncils:
    made = of()
    return on_the_same_councils(made.as_at(THEN, "ilacs"), made.as_at(NOW, "ilacs"), ILACS_2023, OVERALL)


def test_only_councils_graded_on_both_days_are_the_base():
    found = same()
    assert {pair.council.name for pair in found.pairs} == {"Up", "Down", "Kept", "Unmoved"}
    assert (found.base, found.good_then, found.good_now) == (4, 2, 3)


def test_moves_are_told_apart_from_a_grade_that_was_kept():
    found = same()
    assert [pair.council.name for pair in found.higher] == ["Up"]
    assert [pair.council.name for pair in found.lower] == ["Down"]
    assert [pair.council.name for pair in found.kept] == ["Kept"]
    assert [council.name for council in found.ungraded] == ["Ungraded"]
    assert found.has_news


def test_where_nobody_was_inspected_in_between_there_is_no_news():
    def unmoved() -> World:
        made = World()
        made.inspect("Testshire", {OVERALL: "good"}, date(2024, 1, 10), framework="ilacs-2023")
        return made

    assert not same(unmoved).has_news


@pytest.mark.parametrize(
    ("day", "before"), [(date(2026, 9, 1), date(2025, 9, 1)), (date(2024, 2, 29), date(2023, 2, 28))]
)
def test_a_year_before_is_the_same_day(day, before):
    assert year_before(day) == before


class TestOneJudgementOverTime:
    def test_the_same_thing_under_a_later_framework_goes_on_the_line(self):
        made = World()
        made.inspect("Testshire", {CARE: "good"}, date(2024, 1, 10), framework="ilacs-2023")
        made.inspect("Testshire", {CARE: "inadequate"}, date(2026, 5, 10), framework="ilacs-2026")
        found = judgement_over_time(made.records(), made.councils, framework("ilacs-2026"), CARE, date(2026, 6, 30))
        assert [(point.good, point.base) for point in found][:1] == [(1, 1)]
        assert [(point.good, point.base) for point in found][-1] == (0, 1)

    def test_what_only_shares_a_part_is_no_point_of_it(self):
        made = World()
        joint = {"whole.children_in_care_and_care_leavers": "good"}
        made.inspect("Testshire", joint, date(2020, 1, 10), framework="ilacs-2018")
        assert judgement_over_time(made.records(), made.councils, framework("ilacs-2026"), CARE, NOW) == ()

    def test_a_judgement_that_is_no_longer_made_ends_with_its_last_grade(self):
        made = World()
        made.inspect("Testshire", {OVERALL: "good"}, date(2026, 5, 10), framework="ilacs-2023")
        made.inspect("Sampleshire", {"whole.leaders": "good"}, date(2026, 8, 10), framework="ilacs-2026")
        found = judgement_over_time(made.records(), made.councils, ILACS_2023, OVERALL, NOW)
        assert found[-1].day == date(2026, 6, 30)
