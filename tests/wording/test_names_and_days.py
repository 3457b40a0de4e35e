"""Names of judgements, days of inspections, and words put together."""

from datetime import date

import pytest

from inspections.dates import PartialDate
from inspections.frameworks.loader import framework
from inspections.wording.days import dated_words, day_words
from inspections.wording.frameworks import judgement_label, judgement_name
from inspections.wording.words import capital, listed, listed_up_to, lower_first, plural

SLAC, ILACS = framework("slac-2010"), framework("ilacs-2023")
CAPACITY = SLAC.judgement("safeguarding.capacity_for_improvement")


def test_a_judgement_is_named_with_its_service_where_there_are_several():
    assert judgement_name(SLAC, CAPACITY) == "Safeguarding: capacity for improvement"
    assert judgement_name(SLAC, CAPACITY, services=["safeguarding"]) == "Capacity for improvement"
    leaders = ILACS.judgements[0]
    assert judgement_name(ILACS, leaders) == leaders.name
    assert judgement_name(ILACS, leaders, short=True) == leaders.short_name


def test_a_heading_has_the_service_in_brackets():
    assert judgement_label(SLAC, CAPACITY) == "Capacity for improvement (safeguarding)"
    assert judgement_label(ILACS, ILACS.judgements[0]) == ILACS.judgements[0].short_name


@pytest.mark.parametrize(
    ("published", "dated", "day"),
    [
        (date(2012, 1, 25), "published 25 January 2012", "25 January 2012"),
        (None, "inspected June 2010", "inspected June 2010"),
    ],
)
def test_an_inspection_is_dated_by_its_report_or_else_by_itself(published, dated, day):
    inspected = PartialDate(2010, 6)
    assert dated_words(published, inspected) == dated
    assert day_words(published, inspected) == day


def test_a_list_can_end_with_or_or_with_how_many_more():
    assert listed(["a", "b", "c"], "or") == "a, b or c"
    assert listed_up_to(2, ["a", "b"]) == "a and b"
    assert listed_up_to(2, ["a", "b", "c", "d"]) == "a, b and 2 more"


def test_the_first_letter_changes_and_abbreviations_stay():
    assert capital("good or better") == "Good or better"
    assert lower_first("Capacity for improvement") == "capacity for improvement"
    assert lower_first("SLAC inspections") == "SLAC inspections"
    assert lower_first("A report") == "a report"
    assert capital("") == lower_first("") == ""


def test_a_word_agrees_with_its_number():
    assert [plural(number, "council") for number in (0, 1, 2)] == ["councils", "council", "councils"]
    assert plural(2, "is", "are") == "are"
