"""What is said of the time since inspections: observed, never due."""

from inspections.frameworks.loader import framework
from inspections.statistics.waiting import Elapsed, Intervals, ObservedIntervals
from inspections.wording.waiting import (
    duration_words,
    elapsed_words,
    intervals_title,
    left_out_sentence,
    waiting_sentence,
)

SCALE = framework("ilacs-2018").scale


def group(code: str, *days: int) -> Intervals:
    return Intervals(SCALE.grade(code), days)


def test_days_are_as_exact_as_they_are_known():
    assert elapsed_words(Elapsed(1020, 1020)) == "1,020"
    assert elapsed_words(Elapsed(1850, 1879)) == "1,850 to 1,879"
    assert elapsed_words(Elapsed(5355, None)) == "at least 5,355"


def test_a_duration_has_years_and_months():
    assert duration_words(1020) == "2 years 10 months"
    assert duration_words(1096) == "3 years"
    assert duration_words(31) == "1 month"
    assert duration_words(3) == "3 days"


def test_the_answer_has_a_median_from_ten_on():
    exact = [Elapsed(1020, 1020)] * 10
    assert waiting_sentence(exact, "in London") == (
        "Half of 10 councils in London were last inspected 1,020 days ago or more, which is about 2 years 10 months"
    )
    assert waiting_sentence(exact[:9]) == "Nine councils have been inspected"
    assert waiting_sentence(exact[:1]) == "One council has been inspected"
    assert waiting_sentence([]) == "No council has been inspected by this day"


def test_an_answer_from_months_lies_between_two_numbers():
    assert (
        waiting_sentence([Elapsed(544, 574)] * 10)
        == "Half of 10 councils were last inspected 544 to 574 days ago or more"
    )


def test_the_picture_says_what_was_observed_after_the_best_and_the_worst_grade():
    good, inadequate = group("good", *range(1000, 1010)), group("inadequate", *range(400, 410))
    assert intervals_title(ObservedIntervals((group("outstanding", 5), good, inadequate), 0)) == (
        "Half of the next inspections came within 1,005 days after good, within 405 after inadequate"
    )
    assert (
        intervals_title(ObservedIntervals((good,), 0))
        == "Half of the next inspections came within 1,005 days after good"
    )


def test_from_fewer_than_ten_only_the_number_is_said():
    assert intervals_title(ObservedIntervals((group("good", 900, 950),), 0)) == "Two intervals have been observed"
    assert intervals_title(ObservedIntervals((), 0)) == "No interval between two inspections has been observed"


def test_what_is_left_out_is_counted():
    assert left_out_sentence(ObservedIntervals((), 0)) == ""
    assert left_out_sentence(ObservedIntervals((), 2)) == "2 intervals are left out: not both days are known."
