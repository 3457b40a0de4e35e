"""Sentences on reports set against the inspection before."""

import pytest

from inspections.statistics.changes import Tally
from inspections.wording.latest import raised_and_lowered_sentence, tally_words


@pytest.mark.parametrize(
    ("tally", "expected"),
    [
        (Tally(1, 1, 0, 4), "1 up of 2"),
        (Tally(2, 1, 1, 4), "2 up, 1 down of 4"),
        (Tally(0, 0, 2, 4), "2 down of 2"),
        (Tally(0, 4, 0, 4), "same of 4"),
        (Tally(0, 0, 0, 4), "not comparable"),
    ],
)
def test_a_change_says_how_many_of_how_many(tally, expected):
    assert tally_words(tally) == expected


UP, DOWN, BOTH, SAME, FIRST = (
    Tally(1, 1, 0, 2),
    Tally(0, 1, 1, 2),
    Tally(1, 0, 1, 2),
    Tally(0, 2, 0, 2),
    Tally(0, 0, 0, 4),
)


@pytest.mark.parametrize(
    ("tallies", "expected"),
    [
        ([], ""),
        ([UP, UP, DOWN], "Of 3 reports, 2 raised grades and 1 lowered them."),
        ([UP, SAME], "Of 2 reports, 1 raised grades, none lowered them and 1 did neither."),
        (
            [UP, DOWN, BOTH, SAME, FIRST],
            "Of 5 reports, 1 raised grades, 1 lowered them, 1 did both, 1 did neither and 1 can’t be compared.",
        ),
    ],
)
def test_reports_are_counted_by_what_they_did(tallies, expected):
    assert raised_and_lowered_sentence(tallies) == expected
