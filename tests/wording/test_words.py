"""Numbers, lists and dates, word for word."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.dates import PartialDate
from inspections.wording.words import counted, date_range, date_words, listed, n_of, ordinal, rank_words


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_end_with_and(words, expected):
    assert listed(words) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
        (103, "103rd"),
    ],
)
def test_ordinals(number, expected):
    assert ordinal(number) == expected


def test_numbers_carry_their_base_and_a_per_cent_only_from_ten():
    assert n_of(3, 92) == "3 of 92 (3%)"
    assert n_of(95, 152, "councils") == "95 of 152 councils (63%)"
    assert n_of(3, 9, "councils") == "3 of 9 councils"


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_per_cent_never_stands_without_its_numbers(number: int, base: int):
    assert n_of(number, base).startswith(f"{number} of {base}")


def test_counts_agree_with_their_nouns():
    assert counted(1, "council") == "1 council"
    assert counted(0, "council") == "0 councils"
    assert counted(2, "has", "have") == "2 have"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2012, 1, 25), "25 January 2012"),
        (PartialDate(2012, 1, 25), "25 January 2012"),
        (PartialDate(2010, 6), "June 2010"),
        (PartialDate(2011), "2011"),
    ],
)
def test_dates_say_as_much_as_is_known(day, expected):
    assert date_words(day) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2011-11-28", "2011-12-13", "28 November to 13 December 2011"),
        ("2012-02-06", "2012-02-17", "6 to 17 February 2012"),
        ("2011-12-28", "2012-01-13", "28 December 2011 to 13 January 2012"),
        ("2011-11-28", "2011-11-28", "28 November 2011"),
        ("2011-11-28", None, "28 November 2011"),
        ("2010-06", None, "June 2010"),
        ("2010-06", "2010-07-02", "June 2010 to 2 July 2010"),
    ],
)
def test_ranges_of_dates_repeat_nothing(first, last, expected):
    parsed = PartialDate.parse(last) if last else None
    assert date_range(PartialDate.parse(first), parsed) == expected


def test_ranges_of_dates_in_tables_have_an_en_dash():
    between = date_range(PartialDate(2012, 2, 6), PartialDate(2012, 2, 17), between=" – ")
    assert between == "6 – 17 February 2012"


def test_a_shared_rank_is_marked_in_tables():
    assert (rank_words(1, joint=True), rank_words(3, joint=False)) == ("1=", "3")
