"""Sentences on what grades can and cannot say."""

from dataclasses import replace
from datetime import date

from inspections.dates import PartialDate
from inspections.frameworks.loader import programme
from inspections.statistics.ranking import rank
from inspections.statistics.standings import InspectionRow
from inspections.wording.cautions import days_apart_sentence, several_services_sentence, small_group_sentence
from tests.builders.rows import SLAC, world_of

DAY = date(2012, 1, 5)
KEY, OVERALL = SLAC.measures[0], programme("ilacs").measures[0]


def published(day: date) -> InspectionRow:
    return InspectionRow(1, "testshire", "slac-2010", day, day, PartialDate.of(day))


def test_days_apart_are_the_first_and_the_last():
    days = [date(2011, 6, 27), date(2010, 1, 8), date(2012, 1, 5)]
    assert days_apart_sentence([published(day) for day in days]).startswith(
        "The inspections counted came out between 8 January 2010 and 5 January 2012."
    )


def test_a_day_from_which_an_inspection_counts_is_no_day_of_publication():
    by_month = replace(published(date(2010, 9, 30)), published_on=None)
    assert days_apart_sentence([by_month, published(DAY)]).startswith(
        "The inspections counted count from days between 30 September 2010 and 5 January 2012."
    )


def test_one_report_is_not_apart_from_others():
    assert days_apart_sentence([published(DAY)]) == ""


def test_a_small_group_says_that_one_council_matters():
    ranking = rank(world_of([4, 3]).as_at(DAY), KEY)
    assert small_group_sentence(ranking) == ""
    small = replace(ranking, group="in the North East")
    assert small_group_sentence(small) == (
        "The group is small: one of its 2 councils more or less changes the picture."
    )


def test_only_a_measure_of_several_services_asks_for_the_service():
    ranking = rank(world_of([4, 3]).as_at(DAY), KEY)
    assert several_services_sentence(ranking).startswith("SLAC graded services apart")
    assert several_services_sentence(replace(ranking, measure=OVERALL)) == ""
