"""Change since the inspection before, by example and by properties."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.statistics.changes import Direction, JudgementChange, compare_with_previous
from inspections.statistics.standings import State
from tests.builders.rows import LAC_OVERALL, SG_OVERALL, WORDS, World, key_four

EARLIER, LATER = date(2010, 5, 1), date(2012, 2, 1)
SAFE = "safeguarding.safe_and_feel_safe"


def changes(world: World, now: int = -1) -> dict[str, JudgementChange]:
    found = world.records()
    return {change.judgement.id: change for change in compare_with_previous(found[now], found)}


def two(earlier: str, before: dict[str, str], later: str, now: dict[str, str]) -> dict[str, JudgementChange]:
    world = World()
    world.inspect("Testshire", before, EARLIER, framework=earlier)
    world.inspect("Testshire", now, LATER, framework=later)
    return changes(world)


@pytest.mark.parametrize(
    ("before", "now", "direction", "steps"),
    [
        ("adequate", "good", Direction.IMPROVED, 1),
        ("inadequate", "outstanding", Direction.IMPROVED, 3),
        ("good", "good", Direction.SAME, 0),
        ("outstanding", "adequate", Direction.LOWER, 2),
    ],
)
def test_within_one_framework_a_judgement_moves_by_grades(before, now, direction, steps):
    change = two("slac-2010", {SG_OVERALL: before}, "slac-2010", {SG_OVERALL: now})[SG_OVERALL]
    assert (change.direction, change.steps, change.why) == (direction, steps, "")


def test_between_frameworks_a_fair_pair_has_a_direction_and_nothing_to_say():
    change = two("slac-2009", {SG_OVERALL: "adequate"}, "slac-2010", {SG_OVERALL: "good"})[SG_OVERALL]
    assert (change.direction, change.steps, change.why) == (Direction.IMPROVED, 1, "")


def test_a_judgement_renamed_is_compared_with_what_it_was_called():
    change = two(
        "slac-2009",
        {"safeguarding.partnerships": "adequate"},
        "slac-2010",
        {"safeguarding.partnership_working": "good"},
    )["safeguarding.partnership_working"]
    assert (change.direction, change.before[0].judgement) == (Direction.IMPROVED, "safeguarding.partnerships")


def test_a_flagged_pair_has_a_direction_and_its_reason():
    key = "looked_after.positive_contribution"
    change = two("slac-2009", {key: "good"}, "slac-2010", {key: "good"})[key]
    assert (change.direction, change.why) == (Direction.SAME, "the later name adds user engagement")


@pytest.mark.parametrize(
    ("are_safe", "feel_safe", "now", "direction"),
    [
        ("good", "good", "good", Direction.SAME),
        ("good", "adequate", "good", Direction.NOT_COMPARABLE),
        ("adequate", "adequate", "good", Direction.NOT_COMPARABLE),
    ],
)
def test_two_judgements_merged_are_unchanged_only_where_both_agree(are_safe, feel_safe, now, direction):
    before = {"safeguarding.children_are_safe": are_safe, "safeguarding.children_feel_safe": feel_safe}
    change = two("slac-2009", before, "slac-2010", {SAFE: now})[SAFE]
    assert change.direction is direction
    assert [result.grade.code for result in change.before if result.grade] == [are_safe, feel_safe]
    assert change.why == "two earlier judgements were merged into this one"


@pytest.mark.parametrize(("now", "before"), [("good", "good"), ("outstanding", "good")])
def test_a_judgement_that_was_one_part_of_another_has_no_direction(now, before):
    earlier = {"whole.children_in_care_and_care_leavers": before}
    change = two("ilacs-2018", earlier, "ilacs-2026", {"whole.children_in_care": now})["whole.children_in_care"]
    assert change.direction is Direction.NOT_COMPARABLE
    assert change.why == "the earlier judgement covered children in care and care leavers together"


def test_two_judgements_merged_of_which_one_is_not_on_record_have_no_direction():
    change = two("slac-2009", {"safeguarding.children_are_safe": "good"}, "slac-2010", {SAFE: "good"})[SAFE]
    assert change.direction is Direction.NOT_GRADED_BEFORE
    assert [result.state for result in change.before] == [State.GRADED, State.NOT_ON_RECORD]


def test_one_judgement_split_is_shown_without_a_direction():
    change = two(
        "ilacs-2018",
        {"whole.children_in_care_and_care_leavers": "good"},
        "ilacs-2023",
        {"whole.care_leavers": "outstanding"},
    )["whole.care_leavers"]
    assert (change.direction, change.steps) == (Direction.NOT_COMPARABLE, 0)
    assert change.why == "the earlier judgement covered children in care and care leavers together"


def test_the_same_words_for_another_thing_are_not_compared():
    key = "safeguarding.leadership_and_management"
    change = two("slac-2009", {key: "good"}, "slac-2010", {key: "outstanding"})[key]
    assert change.direction is Direction.NOT_COMPARABLE
    assert change.why.startswith("the same words for a different thing")


def test_a_judgement_that_nothing_answers_to_has_no_earlier_one():
    change = two("slac-2009", {SG_OVERALL: "good"}, "slac-2010", {"safeguarding.health_agencies": "good"})[
        "safeguarding.health_agencies"
    ]
    assert (change.direction, change.before) == (Direction.NO_EARLIER_JUDGEMENT, ())


def test_another_programme_is_shown_by_its_theme_and_never_compared():
    change = two("slac-2010", {SG_OVERALL: "good"}, "sif-2013", {"whole.help_and_protection": "good"})[
        "whole.help_and_protection"
    ]
    assert change.direction is Direction.NOT_COMPARABLE
    assert change.before[0].judgement == SG_OVERALL


def test_another_programme_is_read_by_theme_even_where_it_has_the_same_service():
    change = two("sif-2013", {"whole.leadership": "good"}, "ilacs-2018", {"whole.leaders": "good"})["whole.leaders"]
    assert (change.direction, change.before[0].judgement) == (Direction.NOT_COMPARABLE, "whole.leadership")


def test_the_same_programme_is_preferred_to_a_later_inspection_of_another():
    world = World()
    world.inspect("Testshire", {LAC_OVERALL: "adequate"}, date(2012, 5, 1))
    world.inspect("Testshire", {LAC_OVERALL: "good"}, date(2013, 8, 1), framework="lac-2013")
    world.inspect("Testshire", {LAC_OVERALL: "good"}, date(2013, 9, 1))
    assert changes(world)[LAC_OVERALL].before[0].inspection == world.inspections[0]


def test_another_programme_is_read_from_the_inspection_that_speaks_for_the_service():
    world = World()
    world.inspect("Testshire", key_four("iagg"), date(2010, 5, 1))
    world.inspect("Testshire", key_four("ag--"), date(2011, 5, 1))
    world.inspect("Testshire", {"whole.cla_permanence": "good"}, date(2014, 5, 1), framework="sif-2013")
    (before,) = changes(world)["whole.cla_permanence"].before
    assert (before.inspection, before.state) == (world.inspections[0], State.GRADED)


def test_no_earlier_inspection_makes_every_judgement_the_first():
    world = World()
    world.inspect("Testshire", key_four("oogo"), LATER)
    assert {change.direction for change in changes(world).values()} == {Direction.FIRST}


@pytest.mark.parametrize(
    ("before", "now", "direction"),
    [
        ("not_judged", "good", Direction.NOT_GRADED_BEFORE),
        ("good", "not_judged", Direction.NOT_GRADED_NOW),
        ("not_judged", "not_judged", Direction.NOT_GRADED_NOW),
    ],
)
def test_a_judgement_not_graded_has_no_direction(before, now, direction):
    change = two("slac-2010", {SG_OVERALL: before}, "slac-2010", {SG_OVERALL: now})[SG_OVERALL]
    assert (change.direction, change.steps) == (direction, 0)


def test_a_grade_not_on_record_before_gives_no_direction():
    change = two("slac-2010", {LAC_OVERALL: "good"}, "slac-2010", key_four("gggg"))[
        "looked_after.capacity_for_improvement"
    ]
    assert change.direction is Direction.NOT_GRADED_BEFORE
    assert change.before[0].state is State.NOT_ON_RECORD


def test_a_re_inspection_of_one_service_says_nothing_of_the_other():
    found = two("slac-2009", key_four("iagg"), "slac-2010", key_four("ag--"))
    assert {change.judgement.service for change in found.values()} == {"safeguarding"}


def test_after_a_re_inspection_each_service_is_compared_with_its_own_last_inspection():
    world = World()
    world.inspect("Testshire", key_four("iagg"), date(2010, 5, 1))
    world.inspect("Testshire", key_four("ag--"), date(2011, 5, 1))
    world.inspect("Testshire", key_four("ggoo"), date(2012, 5, 1))
    found = changes(world)
    assert (found[SG_OVERALL].steps, found[SG_OVERALL].before[0].inspection) == (1, world.inspections[1])
    assert (found[LAC_OVERALL].steps, found[LAC_OVERALL].before[0].inspection) == (1, world.inspections[0])


def test_later_inspections_are_left_out():
    world = World()
    world.inspect("Testshire", key_four("gggg"), EARLIER)
    world.inspect("Testshire", key_four("oooo"), LATER)
    assert {change.direction for change in changes(world, now=0).values()} == {Direction.FIRST}


@given(st.sampled_from("ogai"), st.sampled_from("ogai"))
def test_a_change_read_backwards_is_its_opposite(one: str, other: str):
    forwards = two("slac-2010", {SG_OVERALL: WORDS[one]}, "slac-2010", {SG_OVERALL: WORDS[other]})[SG_OVERALL]
    backwards = two("slac-2010", {SG_OVERALL: WORDS[other]}, "slac-2010", {SG_OVERALL: WORDS[one]})[SG_OVERALL]
    opposite = {
        Direction.IMPROVED: Direction.LOWER,
        Direction.LOWER: Direction.IMPROVED,
        Direction.SAME: Direction.SAME,
    }
    assert backwards.direction is opposite[forwards.direction]
    assert backwards.steps == forwards.steps
