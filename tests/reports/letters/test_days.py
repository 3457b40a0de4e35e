"""Days in every form that letters print."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.reports.letters.days import find_days

LETTER_OF = date(2021, 8, 23)


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("10 January 2019", ["2019-01-10"]),
        ("4 and 5 December 2024", ["2024-12-04", "2024-12-05"]),
        ("26 to 27 March 2025", ["2025-03-26", "2025-03-27"]),
        ("30 April and 1 May 2024", ["2024-04-30", "2024-05-01"]),
        ("between 29 September and 1 October 2020", ["2020-09-29", "2020-10-01"]),
        ("27 June to 28 June 2023", ["2023-06-27", "2023-06-28"]),
        ("22–23 October 2019", ["2019-10-22", "2019-10-23"]),
        ("6 - 8 July 2021", ["2021-07-06", "2021-07-08"]),
        ("28, 29 and 30 June 2021", ["2021-06-28", "2021-06-29", "2021-06-30"]),
        ("Tuesday 4 and Wednesday 5 June 2019", ["2019-06-04", "2019-06-05"]),
        ("4th & 5th June 2019", ["2019-06-04", "2019-06-05"]),
        ("the 13th and the 14th of July 2021", ["2021-07-13", "2021-07-14"]),
        ("12 and13 June 2018", ["2018-06-12", "2018-06-13"]),
        ("11 and 12May 2023", ["2023-05-11", "2023-05-12"]),
        ("25 and 26 Sept 2018", ["2018-09-25", "2018-09-26"]),
        ("4/5 June 2019", ["2019-06-04", "2019-06-05"]),
        ("04/06/2019 and 05/06/2019.", ["2019-06-04", "2019-06-05"]),
        ("4.6.19", ["2019-06-04"]),
        ("30 December and 2 January 2020", ["2019-12-30", "2020-01-02"]),
        ("31 December 2019 and 2 January 2020", ["2019-12-31", "2020-01-02"]),
        ("12 and 13 December 2018 and 8 January 2019", ["2018-12-12", "2018-12-13", "2019-01-08"]),
        ("8 July 2021 and 3 children", ["2021-07-08"]),
    ],
)
def test_days_are_read_as_printed(printed: str, days: list[str]) -> None:
    (found,) = find_days(f"the visit on {printed} was made", LETTER_OF)

    assert [str(day) for day in found.days] == days
    assert found.year_printed


@pytest.mark.parametrize(
    ("printed", "days"),
    [
        ("13 and 14 July", ["2021-07-13", "2021-07-14"]),
        ("4 and 5 December", ["2020-12-04", "2020-12-05"]),
        ("5 and 6 February 20019", ["2021-02-05", "2021-02-06"]),
    ],
)
def test_a_year_that_is_not_printed_is_the_last_one_before_the_letter(printed: str, days: list[str]) -> None:
    (found,) = find_days(f"on {printed}.", LETTER_OF)

    assert [str(day) for day in found.days] == days
    assert not found.year_printed
    assert find_days(f"on {printed}.") == []


@pytest.mark.parametrize("printed", ["31 June 2021", "20 and 21 Novemeber 2018", "June 2018", "2018", "19% in May", ""])
def test_what_is_no_day_is_not_read_as_one(printed: str) -> None:
    assert find_days(printed, LETTER_OF) == []


@given(st.text(max_size=80), st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_any_text_can_be_searched_and_any_day_is_found(text: str, day: date) -> None:
    find_days(text, LETTER_OF)
    (found,) = find_days(f"on {day.day} {day:%B} {day.year}")

    assert found.days == (day,)
