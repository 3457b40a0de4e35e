"""What is said about a council's place, word for word."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.frameworks.loader import programme
from inspections.statistics.ranking import NotRanked, Place, place, rank, set_against
from inspections.wording import comparisons
from inspections.wording.comparisons import (
    FEWEST_RANKED,
    full_records_sentence,
    higher_and_lower,
    inspected_sentence,
    not_ranked_words,
    own_report_sentence,
    place_sentence,
)
from tests.builders.rows import SLAC, World, key_four, world_of

DAY = date(2012, 1, 5)
MEASURE = SLAC.measures[0]


def place_of(world: World, slug: str, day: date = DAY) -> Place:
    found = place(rank(world.as_at(day), MEASURE), slug)
    assert isinstance(found, Place)
    return found


def against(world: World, slug: str, day: date = DAY) -> Place:
    found = set_against(rank(world.as_at(day), MEASURE), world.as_at(date(2013, 1, 1)).standings[slug])
    assert isinstance(found, Place)
    return found


def test_one_council_ahead_is_highest():
    assert place_sentence(place_of(world_of([3, 2, 1]), "council-a")) == (
        "As at 5 January 2012, Council A had 3 of 4 key summary judgements graded outstanding: highest of 3. "
        "Council A is one of the 3."
    )


def test_a_later_sentence_of_a_text_does_not_say_again_whether_it_is_counted():
    assert place_sentence(place_of(world_of([3, 2, 1]), "council-a"), says_if_counted=False).endswith("highest of 3.")
    few = place_sentence(place_of(world_of([3, 2]), "council-a"), says_if_counted=False)
    assert "is one of the" not in few


@pytest.mark.parametrize(
    ("name", "words"), [("Isle of Wight", "the Isle of Wight"), ("City of London", "the City of London")]
)
def test_a_name_has_its_article_inside_a_sentence_and_a_capital_at_its_start(name, words):
    world = world_of([3] * 10)
    world.inspect(name, key_four("oooo"), date(2011, 1, 25))
    found = place_of(world, world.councils[-1].slug)
    assert place_sentence(found) == (
        f"As at 5 January 2012, {words} had 4 of 4 key summary judgements graded outstanding: highest of 11. "
        f"T{words[1:]} is one of the 11."
    )


def test_two_councils_ahead_are_joint_highest_and_name_each_other():
    assert place_sentence(place_of(world_of([3, 3, 1]), "council-a")) == (
        "As at 5 January 2012, Council A had 3 of 4 key summary judgements graded outstanding: joint highest of 3, "
        "alongside Council B. Council A is one of the 3."
    )


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (3, "joint highest of 4, alongside Council B and Council C."),
        (6, "joint highest of 7, alongside Council B, Council C, Council D, Council E and Council F."),
        (7, "joint highest of 8, with 6 others."),
    ],
)
def test_ties_are_named_up_to_five_and_then_counted(level, expected):
    assert expected in place_sentence(place_of(world_of([3] * level + [0]), "council-a"))


def test_a_place_further_down_is_an_ordinal():
    world = world_of([4, 3, 3, 1, 0])
    assert "joint 2nd of 5, alongside Council C." in place_sentence(place_of(world, "council-b"))
    assert ": 4th of 5. " in place_sentence(place_of(world, "council-d"))


@pytest.mark.parametrize(
    ("grades", "slug", "expected"),
    [
        (["outstanding"] * 3 + ["good"] * 9, "council-0", "one of the 3 of 12 councils (25%) that had. "),
        (["outstanding"] + ["good"] * 4, "council-0", "the only one of 5 councils that had. "),
        (["outstanding"] + ["good"] * 4, "council-1", "one of the 4 of 5 councils that had none. "),
    ],
)
def test_by_one_judgement_a_council_is_one_of_so_many_and_not_joint_highest(grades, slug, expected):
    world = World()
    for number, grade in enumerate(grades):
        found = {"whole.overall_effectiveness": grade}
        world.inspect(f"Council {number}", found, date(2024, 1, 25), framework="ilacs-2023")
    measure = programme("ilacs").measure("overall-outstanding")
    place_found = place(rank(world.as_at(date(2024, 6, 1), "ilacs"), measure), slug)
    assert isinstance(place_found, Place)
    sentence = place_sentence(place_found)
    assert f" overall effectiveness judgement graded outstanding: {expected}" in sentence
    assert "joint" not in sentence


def test_a_place_at_the_foot_of_the_list_says_so():
    world = world_of([4, 0, 0])
    assert "joint 2nd of 3, alongside Council C, the lowest count. " in place_sentence(place_of(world, "council-b"))


def test_where_all_are_level_none_is_called_highest():
    sentence = place_sentence(place_of(world_of([2] * 8), "council-a"))
    assert ": level with all 7 others. Council A is one of the 8." in sentence


def test_where_two_are_level_with_no_other_the_other_is_named():
    sentence = place_sentence(place_of(world_of([2, 2]), "council-a"))
    assert ": level with the only other, Council B. Council A is one of the 2." in sentence


def test_where_a_few_are_level_with_no_other_they_are_named():
    sentence = place_sentence(place_of(world_of([2, 2, 2]), "council-a"))
    assert ": level with all 2 others, Council B and Council C. Council A is one of the 3." in sentence


def test_where_five_others_are_level_they_are_all_named():
    sentence = place_sentence(place_of(world_of([2] * 6), "council-a"))
    assert ": level with all 5 others, Council B, Council C, Council D, Council E and Council F. " in sentence


def test_a_council_ranked_by_itself_is_not_called_highest():
    assert place_sentence(place_of(world_of([2]), "council-a")) == (
        "Council A has 2 of 4 key summary judgements graded outstanding. No other council is ranked as at 5 January "
        "2012, so there is nothing to set it against."
    )


def test_a_later_report_is_not_set_against_the_council_itself():
    world = world_of([2])
    world.inspect("Council A", key_four("oooo"), date(2012, 1, 25))
    assert "No other council is ranked" in place_sentence(against(world, "council-a"))


def test_in_a_narrower_field_every_sentence_says_which():
    world = world_of([3, 3, 1])
    world.inspect("Testshire", key_four("oogg"), date(2012, 1, 25))
    world.inspect("Partshire", key_four("o---"), date(2011, 6, 1))
    ranking = rank(replace(world.as_at(DAY), group="in the North East"), MEASURE)
    counted = place(ranking, "council-a")
    later = set_against(ranking, world.as_at(date(2012, 1, 25)).standings["testshire"])
    assert isinstance(counted, Place)
    assert isinstance(later, Place)
    assert "joint highest of 3 in the North East, alongside Council B." in place_sentence(counted)
    assert place_sentence(later).startswith("Set against the 3 councils in the North East ranked as at")
    assert "for 4 of 5 councils in the North East" in inspected_sentence(ranking)
    assert "3 of 4 councils in the North East with" in full_records_sentence(ranking)


def test_in_a_narrower_field_where_all_are_level_the_sentence_says_which():
    ranking = rank(replace(world_of([2, 2, 2]).as_at(DAY), group="in the North East"), MEASURE)
    found = place(ranking, "council-a")
    assert isinstance(found, Place)
    assert "level with all 2 others in the North East, Council B and Council C." in place_sentence(found)


def test_a_later_report_is_said_not_to_be_among_those_counted():
    world = world_of([3, 2, 1])
    world.inspect("Testshire", key_four("oogo"), date(2012, 1, 25))
    assert place_sentence(against(world, "testshire")) == (
        "Set against the 3 councils ranked as at 5 January 2012, Testshire, with 3 of 4 key summary judgements graded "
        "outstanding, would have been joint highest, alongside Council A. Its own report is not among the 3: it was published on "
        "25 January 2012."
    )


def test_a_later_report_known_by_its_month_says_how_it_is_dated():
    world = world_of([3, 2, 1])
    world.inspect("Testshire", key_four("oogo"), inspected="2012-02")
    assert own_report_sentence(against(world, "testshire")) == (
        "Its own report is not among the 3: it counts as published from 31 May 2012, its day of publication not being "
        "on record (inspected February 2012)."
    )


def test_a_later_report_beside_an_earlier_one_says_that_the_earlier_is_counted():
    world = world_of([3, 2, 1])
    world.inspect("Council C", key_four("oogo"), date(2012, 1, 25))
    assert own_report_sentence(against(world, "council-c")) == (
        "Its own report is not among the 3, which include an earlier one: it was published on 25 January 2012."
    )


def test_an_empty_ranking_has_nothing_to_be_set_against():
    world = World()
    world.inspect("Testshire", key_four("oogo"), date(2012, 1, 25))
    assert place_sentence(against(world, "testshire")) == (
        "Testshire has 3 of 4 key summary judgements graded outstanding. No other council is ranked as at 5 January 2012, "
        "so there is nothing to set it against."
    )


def test_a_position_in_numbers_leaves_no_one_out():
    world = world_of([4, 3, 3, 1, 0])
    assert higher_and_lower(place_of(world, "council-b")) == (
        "Of the 5, 1 has more, 1 other has the same, 2 have fewer."
    )
    assert higher_and_lower(place_of(world, "council-e")) == (
        "Of the 5, 4 have more, no other has the same, none has fewer."
    )


@given(st.lists(st.integers(0, 4), min_size=1, max_size=20), st.integers(0, 19), st.booleans())
def test_every_place_names_its_base_and_whether_it_is_counted(counts, which, later):
    world = world_of(counts)
    world.inspect("Latershire", key_four("oogg"), date(2012, 1, 25))
    found = against(world, "latershire") if later else place_of(world, world.councils[which % len(counts)].slug)
    sentence = place_sentence(found)
    assert "5 January 2012" in sentence
    assert str(len(counts)) in sentence or len(counts) == 1
    assert ("not among" in sentence) == later
    assert "  " not in sentence
    assert ("joint" in sentence or "level with" in sentence) == bool(found.level_with)


def test_a_place_that_is_no_place_has_its_reason():
    world = world_of([1])
    world.inspect("Testshire", key_four("o---"), date(2011, 6, 1))
    found = place(rank(world.as_at(DAY), MEASURE), "testshire")
    assert isinstance(found, NotRanked)
    assert not_ranked_words(found) == "3 of the 4 judgements are not on record here"


# Fewer than ten councils ranked.


def test_from_fewer_than_ten_councils_no_place_is_named(monkeypatch):
    monkeypatch.setattr(comparisons, "FEWEST_RANKED", FEWEST_RANKED)
    assert place_sentence(place_of(world_of([3, 3] + [1] * 7), "council-a")) == (
        "As at 5 January 2012, Council A had 3 of 4 key summary judgements graded outstanding. Of the 8 other councils "
        "ranked, none has more, 1 has as many (Council B) and 7 have fewer. From fewer than ten councils no place is "
        "named. Council A is one of the 9."
    )
    assert comparisons.highest_sentence(rank(world_of([3] * 9).as_at(DAY), MEASURE)) == ""
    assert "joint highest of 10" in place_sentence(place_of(world_of([3, 3] + [1] * 8), "council-a"))


def test_a_later_report_set_against_fewer_than_ten_councils_gets_no_place(monkeypatch):
    monkeypatch.setattr(comparisons, "FEWEST_RANKED", FEWEST_RANKED)
    world = world_of([3, 1, 1])
    world.inspect("County Testshire", key_four("oogo"), date(2012, 1, 25))
    assert place_sentence(against(world, "county-testshire")) == (
        "Set against the 3 councils ranked as at 5 January 2012, County Testshire had 3 of 4 key summary judgements "
        "graded outstanding: none has more, 1 has as many (Council A) and 2 have fewer. From fewer than ten councils no "
        "place is named. Its own report is not among the 3: it was published on 25 January 2012."
    )
