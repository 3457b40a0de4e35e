"""What became of a ranking between two states of the record."""

from datetime import date

import pytest

from inspections.statistics.differences import differences
from inspections.statistics.ranking import rank
from inspections.wording.alterations import ranked_words, ranking_change_sentence
from tests.builders.rows import SLAC, World, key_four, world_of

DAY = date(2012, 1, 5)
MEASURE = SLAC.measure("key-outstanding")


def changed(before: World, after: World):
    return differences(rank(before.as_at(DAY), MEASURE), rank(after.as_at(DAY), MEASURE))


def test_nothing_changed_is_empty():
    assert changed(world_of([3, 2]), world_of([3, 2])).is_empty


def test_the_corrected_council_comes_first_then_those_it_pushed():
    change = changed(world_of([3, 2, 1]), world_of([3, 2, 4]))
    assert [(one.council.name, ranked_words(one.before), ranked_words(one.after)) for one in change.moved] == [
        ("Council C", "3 (1 of 4)", "1 (4 of 4)"),
        ("Council A", "1 (3 of 4)", "2 (3 of 4)"),
        ("Council B", "2 (2 of 4)", "3 (2 of 4)"),
    ]


def test_ties_that_began_and_ended_are_told_of_councils_that_did_not_move():
    change = changed(world_of([3, 3, 2]), world_of([3, 2, 2]))
    assert [council.name for council in change.no_longer_joint] == ["Council A"]
    assert [council.name for council in change.newly_joint] == ["Council C"]


def test_a_council_that_is_gone_changes_the_base():
    after = world_of([3, 2])
    after.grades = [row for row in after.grades if row.inspection != 2]
    after.inspections = [row for row in after.inspections if row.id != 2]
    change = changed(world_of([3, 2]), after)
    assert (change.before.base, change.after.base) == (2, 1)
    assert [ranked_words(one.after) for one in change.moved] == ["not ranked: not on record here"]
    assert ranking_change_sentence(change) == (
        "As at 5 January 2012, 1 council has another place; 2 councils were ranked before and 1 now."
    )


def test_rankings_of_two_days_are_no_two_states_of_one():
    world = world_of([3])
    with pytest.raises(ValueError, match="one programme, measure and day"):
        differences(rank(world.as_at(DAY), MEASURE), rank(world.as_at(date(2012, 1, 6)), MEASURE))


def test_a_grade_that_went_missing_is_told_with_its_reason():
    after = World()
    after.inspect("Council A", key_four("ooog"), date(2011, 5, 1))
    after.inspect("Council B", key_four("o-gg"), date(2011, 5, 1))
    change = changed(world_of([3, 1]), after)
    assert [one.council.name for one in change.moved] == ["Council B"]
    assert ranked_words(change.moved[0].after) == "not ranked: 1 of the 4 judgements is not on record here"
