"""A council's first and last day both count, whoever asks: the database, the record, the statistics, the reader."""

from datetime import date

import pytest

from inspections.models import Council
from inspections.record.register import council_register
from inspections.record.rows import council_row
from tests.builders.factories import make_council

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2019, 3, 31), False),
        (date(2019, 4, 1), True),
        (date(2023, 3, 31), True),
        (date(2023, 4, 1), False),
    ],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_first_and_last_day_count_everywhere_alike(day, there):
    council = make_council(valid_from=date(2019, 4, 1), valid_to=date(2023, 3, 31))
    (names,) = council_register().councils
    assert Council.objects.in_being(day).exists() is there
    assert council.in_being(day) is there
    assert council_row(council, day).in_being(day) is there
    assert names.is_in_being(day) is there


@pytest.mark.parametrize("day", [date(1974, 4, 1), date(2040, 1, 1)])
def test_a_council_without_first_and_last_day_is_always_there(day):
    council = make_council()
    (names,) = council_register().councils
    assert Council.objects.in_being(day).exists()
    assert council.in_being(day)
    assert council_row(council, day).in_being(day)
    assert names.is_in_being(day)
