"""The days on which councils as at a day changed: which they are and what is said of them."""

from datetime import date

import pytest

from inspections.frameworks.loader import programme
from inspections.statistics.days import change_on, days_of_change
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, DaysOfChange
from inspections.wording.days import change_day_words, programme_day_sentence

FIRST, SECOND, LAST = date(2010, 6, 1), date(2011, 6, 1), date(2012, 11, 30)
REPORTED = (FIRST, SECOND, LAST)
NEW = CouncilRow("new-testshire", "New Testshire", valid_from=date(2011, 4, 1))
OLD = CouncilRow("old-testshire", "Old Testshire", valid_to=date(2011, 3, 31))
LATE = CouncilRow("lateshire", "Lateshire", valid_from=date(2019, 4, 1))


def test_the_days_before_and_after_are_those_of_reports():
    days = days_of_change(date(2011, 1, 1), REPORTED, [])
    assert (days.first, days.previous, days.next, days.last) == (FIRST, FIRST, SECOND, LAST)


def test_a_day_of_change_is_neither_before_nor_after_itself():
    days = days_of_change(SECOND, REPORTED, [])
    assert (days.previous, days.next) == (FIRST, LAST)


def test_before_the_first_and_after_the_last_there_is_nothing():
    assert days_of_change(FIRST, REPORTED, []).previous is None
    assert days_of_change(LAST, REPORTED, []).next is None


def test_the_day_on_which_councils_took_over_is_a_day_of_change():
    days = days_of_change(SECOND, REPORTED, [NEW, OLD])
    assert days.previous == date(2011, 4, 1)


def test_the_day_after_a_council_s_last_is_a_day_of_change():
    days = days_of_change(SECOND, REPORTED, [OLD])
    assert days.previous == date(2011, 4, 1)


def test_councils_created_after_the_last_report_make_no_day_of_change():
    assert days_of_change(LAST, REPORTED, [LATE]).next is None


def test_without_reports_there_are_no_days():
    days = days_of_change(SECOND, [None, None], [NEW])
    assert (days.first, days.previous, days.next, days.last) == (None, None, None, None)


def test_councils_created_and_abolished_are_what_changed():
    day = date(2011, 4, 1)
    councils_as_at = CouncilsAsAt(programme("slac"), day, {}, days=days_of_change(day, REPORTED, [NEW, OLD, LATE]))
    changed = change_on(councils_as_at, day)
    assert (changed.created, changed.abolished) == ((NEW,), (OLD,))
    assert changed
    assert not change_on(councils_as_at, date(2011, 4, 2))


@pytest.mark.parametrize(
    ("code", "day", "expected"),
    [
        ("slac", date(2009, 1, 1), "SLAC inspections began on 1 April 2009, after this day."),
        ("slac", date(2012, 7, 31), ""),
        (
            "slac",
            date(2012, 8, 1),
            "SLAC inspections ended in July 2012; the last report on record counts from 30 November 2012.",
        ),
        ("ilacs", date(2026, 9, 1), ""),
    ],
)
def test_a_day_outside_the_programme_is_explained(code, day, expected):
    assert programme_day_sentence(programme(code), day, DaysOfChange(last=LAST)) == expected


def test_words_before_the_list_say_whether_the_day_itself_changed_anything():
    days = DaysOfChange(first=FIRST, previous=SECOND, last=LAST)
    assert change_day_words(LAST, LAST, days) == "What changed on 30 November 2012"
    assert change_day_words(date(2012, 1, 5), SECOND, days) == (
        "Nothing changed on 5 January 2012. What changed last, on 1 June 2011"
    )
    assert change_day_words(date(2010, 1, 1), None, days) == (
        "No report is on record by 1 January 2010. The first counts from 1 June 2010."
    )
    assert change_day_words(FIRST, None, DaysOfChange()) == ""
