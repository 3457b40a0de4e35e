"""What reports count, in words."""

import pytest

from inspections.reports import figures
from inspections.wording.figures import KINDS, figure_words


def test_every_kind_that_the_reader_finds_has_words():
    patterns = (*figures._ABOUT, *figures._INFORMATION, *figures._POPULATION, *figures._LOOKED_AFTER_BY_AGE)
    assert {pattern.kind for pattern in patterns} == set(KINDS)


def test_no_two_kinds_have_the_same_words():
    assert len(set(KINDS.values())) == len(KINDS)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("", "Schools"),
        ("0-17", "Schools, aged 0 to 17"),
        ("under 19", "Schools, under 19"),
        ("post-16", "Schools, post-16"),
        ("local authority maintained", "Schools (local authority maintained)"),
    ],
)
def test_the_part_that_is_counted_stands_behind(part, expected):
    assert figure_words("schools", part) == expected


def test_a_kind_that_staff_typed_is_shown_without_its_underscores():
    assert figure_words("youth_clubs") == "Youth clubs"
