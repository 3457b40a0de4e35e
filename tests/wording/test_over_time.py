"""Sentences on a group through time."""

from datetime import date

import pytest

from inspections.frameworks.loader import programme
from inspections.statistics.trends import Point, Trend, services_judged_overall
from inspections.wording.over_time import group_finding, group_trend_sentence, no_columns_sentence


def trend(*numbers: tuple[int, int, int], code: str = "ilacs", in_being: int = 10) -> Trend:
    """Points by year, number good or better and base."""
    of = programme(code)
    points = tuple(Point(date(year, 3, 31), good, base, in_being) for year, good, base in numbers)
    return Trend(of, services_judged_overall(of)[0], points)


@pytest.mark.parametrize(
    ("found", "title"),
    [
        (
            [trend((2020, 1, 2), (2021, 3, 6), (2022, 7, 9))],
            "3 of 6 good or outstanding in March 2021, 7 of 9 in March 2022",
        ),
        ([trend((2021, 3, 6))], "3 of 6 good or outstanding in March 2021"),
    ],
)
def test_the_title_has_the_first_and_the_last_column(found, title):
    assert group_finding(found) == f"ILACS: {title}"


def test_the_title_of_two_services_is_of_the_first():
    found = trend((2011, 3, 6), code="slac")
    assert group_finding([found]) == "SLAC, safeguarding: 3 of 6 good or outstanding in March 2011"


def test_without_columns_the_title_is_plain():
    assert group_finding([]) == "Overall grades, through time"


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            trend((2021, 3, 6), (2022, 7, 9)),
            "ILACS: as at 31 March 2021 3 of 6 councils were good or outstanding, as at 31 March 2022 7 of 9.",
        ),
        (trend((2021, 0, 1), in_being=2), "ILACS: as at 31 March 2021 0 of 1 council was good or outstanding."),
        (
            trend((2021, 0, 1), (2022, 1, 2)),
            "ILACS: as at 31 March 2022 1 of 2 councils were good or outstanding.",
        ),
    ],
)
def test_a_sentence_has_the_ends_of_the_columns_or_the_last_number_if_there_are_none(found, sentence):
    assert group_trend_sentence(found) == sentence


def test_no_share_in_per_cent_and_no_lowest_are_said_of_a_group():
    words = group_trend_sentence(trend((2021, 9, 10), (2022, 2, 10), (2023, 8, 10)))
    assert "%" not in words
    assert "lowest" not in words


def test_why_there_are_no_columns_is_said():
    assert no_columns_sentence(date(2024, 1, 5)).startswith("By 5 January 2024 under no programme did half")
