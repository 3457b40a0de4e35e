"""Dates known to the day, the month or the year, and the day from which an inspection counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.dates import PartialDate, counts_from, end_of_month_after

days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
partial_dates = days.flatmap(
    lambda day: st.sampled_from([PartialDate.of(day), PartialDate(day.year, day.month), PartialDate(day.year)])
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012-01-25", PartialDate(2012, 1, 25)),
        ("2010-06", PartialDate(2010, 6)),
        ("2011", PartialDate(2011)),
        (" 2010-06 ", PartialDate(2010, 6)),
        ("2012-02-29", PartialDate(2012, 2, 29)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text, expected):
    assert PartialDate.parse(text) == expected


@pytest.mark.parametrize(
    "text", ["", "June 2010", "10-06", "2010-6", "25/01/2012", "2012-01-25T00:00", "2012-", "20100"]
)
def test_another_form_is_refused_with_the_form_wanted(text):
    with pytest.raises(ValueError, match="is not a date: write 2012-01-25, or 2012-01"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2011-02-29", "2011-13", "2011-00", "2011-06-31", "2011-06-00", "0000"])
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(ValueError, match="is not a day that exists"):
        PartialDate.parse(text)


@given(partial_dates)
def test_a_date_written_is_the_date_read(partial):
    assert PartialDate.parse(str(partial)) == partial


@given(partial_dates)
def test_a_date_spans_the_days_it_can_mean(partial):
    assert partial.earliest <= partial.latest
    assert (partial.earliest == partial.latest) == partial.is_exact
    assert str(PartialDate.of(partial.earliest)).startswith(str(partial))
    assert str(PartialDate.of(partial.latest)).startswith(str(partial))
    assert not str(PartialDate.of(partial.latest + timedelta(days=1))).startswith(str(partial)) or partial.is_exact


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2010, 6, 1), 3, date(2010, 9, 30)),
        (date(2011, 11, 28), 3, date(2012, 2, 29)),
        (date(2010, 11, 28), 3, date(2011, 2, 28)),
        (date(2010, 12, 31), 0, date(2010, 12, 31)),
        (date(2010, 12, 31), 12, date(2011, 12, 31)),
        (date(2010, 12, 1), 24, date(2012, 12, 31)),
    ],
)
def test_the_end_of_a_month_after_another(day, months, expected):
    assert end_of_month_after(day, months) == expected


@given(partial_dates, days)
def test_a_day_of_publication_that_is_known_counts(inspected, published):
    assert counts_from(inspected, published) == published


@pytest.mark.parametrize(
    ("inspected", "expected"),
    [
        ("2010-06", date(2010, 9, 30)),
        ("2011-11", date(2012, 2, 29)),
        ("2010-10", date(2011, 1, 31)),
        ("2011", date(2012, 3, 31)),
        ("2011-11-28", date(2012, 2, 29)),
    ],
)
def test_an_unknown_day_of_publication_is_the_end_of_the_third_month_after(inspected, expected):
    assert counts_from(PartialDate.parse(inspected), None) == expected


@given(partial_dates)
def test_nothing_counts_before_it_can_have_been_inspected(inspected):
    assert counts_from(inspected, None) > inspected.latest


@pytest.mark.parametrize(("text", "known_to"), [("2011-11-28", "day"), ("2011-11", "month"), ("2011", "year")])
def test_how_much_of_a_date_is_known_goes_there_and_back(text, known_to):
    partial = PartialDate.parse(text)
    assert partial.known_to == known_to
    assert PartialDate.known(partial.earliest, known_to) == partial
