"""How many councils have each grade."""

from datetime import date

import pytest

from inspections.statistics.ranking import NotRanked, Place
from inspections.statistics.shares import percent, shares
from inspections.statistics.standings import State
from tests.builders.rows import SG_OVERALL, World, key_four

DAY = date(2012, 1, 5)


def found(place_or_not: Place | NotRanked) -> Place:
    assert isinstance(place_or_not, Place)
    return place_or_not


def test_shares_hold_every_grade_and_every_other_state():
    world = World()
    for number, letter in enumerate("oggn-"):
        world.inspect(f"Council {number}", key_four(f"{letter}g--"), date(2011, 5, 1))
    world.inspect("Latershire", key_four("gggg"), date(2012, 2, 1))
    found = shares(world.as_at(DAY), SG_OVERALL)
    assert {share.grade.code: share.count for share in found.shares} == {
        "outstanding": 1,
        "good": 2,
        "adequate": 0,
        "inadequate": 0,
    }
    assert found.base == 3
    assert {state: len(councils) for state, councils in found.ungraded.items()} == {
        State.NOT_JUDGED: 1,
        State.NOT_ON_RECORD: 1,
        State.NO_REPORT_YET: 1,
    }


@pytest.mark.parametrize(
    ("count", "base", "expected"),
    [
        (4, 9, None),
        (5, 10, 50),
        (0, 10, 0),
        (10, 10, 100),
        (1, 8, None),
        (1, 40, 3),
        (3, 40, 8),
        (92, 152, 61),
        (0, 0, None),
    ],
)
def test_per_cent_is_whole_and_only_from_a_base_of_ten(count: int, base: int, expected: int | None):
    assert percent(count, base) == expected
