"""Ofsted's totals against small fictional records."""

from datetime import date

import pytest

from inspections.models import Council
from inspections.record.control_totals import (
    ControlTotal,
    OverallGrade,
    check_total,
    reports_of_the_cabinet_paper,
)
from inspections.statistics.standings import records
from tests.builders.rows import World

DAY = date(2017, 10, 31)


def total(figure, *, percent=False, base=None):
    return ControlTotal("A total", DAY, ("sif-2013",), "whole", ("outstanding", "good"), figure, percent, base)


def councils(number, **fields):
    return [Council(pk=key, slug=f"testshire-{key}", **fields) for key in range(1, number + 1)]


def grade(council, value, *, on=date(2015, 1, 1), framework="sif-2013"):
    return OverallGrade(council, framework, "whole", value, on)


@pytest.mark.parametrize(
    ("figure", "outcome"), [(1, "differs"), (2, "agrees"), (3, "differs")], ids=["below", "same", "above"]
)
def test_total_of_councils_that_are_all_on_record(figure, outcome):
    grades = [grade(1, "good"), grade(2, "outstanding"), grade(3, "inadequate")]
    assert check_total(total(figure), grades, councils(3)).outcome.value == outcome


def test_percentage_is_rounded_as_ofsted_rounds_it():
    grades = [grade(1, "good"), grade(2, "outstanding"), grade(3, "inadequate")]
    assert check_total(total(67, percent=True), grades, councils(3)).outcome.value == "agrees"


def test_only_the_latest_grade_by_the_day_counts():
    grades = [
        grade(1, "good", on=date(2014, 1, 1)),
        grade(1, "inadequate", on=date(2016, 1, 1)),
        grade(1, "good", on=date(2017, 11, 1)),
    ]
    assert check_total(total(0), grades, councils(1)).count == 0


def test_grades_of_other_frameworks_do_not_count():
    checked = check_total(total(0), [grade(1, "good", framework="ilacs-2018")], councils(1))
    assert (checked.count, checked.councils, checked.missing) == (0, 0, 1)


def test_few_councils_not_on_record_leave_room():
    grades = [grade(key, "good") for key in range(1, 20)]
    assert check_total(total(20), grades, councils(20)).outcome.value == "agrees"
    assert check_total(total(21), grades, councils(20)).outcome.value == "differs"


def test_with_many_councils_not_on_record_nothing_can_be_said():
    checked = check_total(total(5, base=10), [grade(1, "good")], councils(10))
    assert checked.outcome.value == "cannot be checked"
    assert str(checked) == (
        "A total: known 5 of 10, on record 1 of 1 councils, with the 9 not counted here between 1 and 10: "
        "cannot be checked because too many are not on record"
    )


def test_more_councils_on_record_than_ofsted_counted_differs():
    grades = [grade(1, "good"), grade(2, "good")]
    assert check_total(total(2, base=1), grades, councils(2)).outcome.value == "differs"


def test_a_council_whose_report_counts_only_after_the_day_has_no_grade_counted():
    grades = [grade(1, "good"), grade(2, "good", on=date(2018, 1, 1))]
    checked = check_total(total(1), grades, councils(2))
    assert (checked.count, checked.councils, checked.missing) == (1, 1, 1)


def test_a_total_of_first_inspections_counts_each_councils_first_whenever_it_was():
    grades = [grade(1, "inadequate"), grade(1, "good", on=date(2016, 1, 1)), grade(2, "good", on=date(2018, 1, 1))]
    first = ControlTotal("First", DAY, ("sif-2013",), "whole", ("good",), 1, first=True)
    checked = check_total(first, grades, councils(2))
    assert (checked.count, checked.base, checked.outcome.value) == (1, 2, "agrees")


def test_the_number_of_reports_that_can_have_been_out_has_a_least_and_a_most():
    world = World()
    world.inspect("Earlyshire", {}, date(2012, 1, 5))
    world.inspect("Monthshire", {}, inspected="2011-12")
    world.inspect("Lateshire", {}, date(2012, 1, 6))
    counted = reports_of_the_cabinet_paper(records(world.inspections, world.grades))
    assert (counted.stated, counted.least, counted.most) == (92, 1, 2)


def test_abolished_council_hands_its_grade_to_the_one_of_the_same_area():
    old, new = councils(2)
    old.valid_to, old.same_area_as_id, new.valid_from = date(2016, 3, 31), 2, date(2016, 4, 1)
    checked = check_total(total(1), [grade(1, "good")], [old, new])
    assert (checked.count, checked.councils) == (1, 1)
