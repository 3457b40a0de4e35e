"""What is said about one result and one inspection, word for word."""

from datetime import date

import pytest

from inspections.statistics.changes import compare_with_previous
from inspections.statistics.standings import State
from inspections.wording.results import change_words, key_sentences, provenance_words, state_words
from tests.builders.rows import KEY_FOUR, LAC_OVERALL, SG_OVERALL, World, key_four


def changed(world: World, judgement: str) -> str:
    found = world.records()
    return next(
        change_words(change) for change in compare_with_previous(found[-1], found) if change.judgement.id == judgement
    )


def test_the_key_judgements_make_a_sentence_for_each_service():
    world = World()
    world.inspect("Testshire", key_four("oogo"), date(2012, 1, 25))
    assert key_sentences(world.records()[0]) == (
        "Overall effectiveness of safeguarding services was graded outstanding and capacity for improvement was graded outstanding. "
        "Overall effectiveness of services for looked after children was graded good and capacity for improvement was graded outstanding."
    )


def test_a_key_judgement_not_on_record_or_not_judged_is_not_passed_over():
    world = World()
    world.inspect("Testshire", key_four("g-an"), date(2012, 1, 25))
    assert key_sentences(world.records()[0]) == (
        "Overall effectiveness of safeguarding services was graded good and capacity for improvement is not on record here. "
        "Overall effectiveness of services for looked after children was graded adequate and capacity for improvement was not "
        "judged by Ofsted."
    )


def test_the_key_sentence_of_a_re_inspection_names_its_service_only():
    world = World()
    world.inspect("Testshire", key_four("ag--"), date(2012, 1, 25))
    assert key_sentences(world.records()[0]) == (
        "Overall effectiveness of safeguarding services was graded adequate and capacity for improvement was graded good."
    )


def test_the_key_sentence_of_a_single_service_needs_no_name():
    world = World()
    grades = {"whole.overall_effectiveness": "requires_improvement"}
    world.inspect("Testshire", grades, date(2019, 4, 1), framework="ilacs-2018")
    assert key_sentences(world.records()[0]) == "Overall effectiveness was graded requires improvement."


def test_the_key_sentence_says_where_there_is_no_overall_judgement():
    world = World()
    world.inspect("Testshire", {"whole.leaders": "good"}, date(2026, 6, 1), framework="ilacs-2026")
    assert key_sentences(world.records()[0]) == "Ofsted has given no overall judgement since April 2026."


def test_every_state_has_words_of_its_own():
    assert len({state_words(state) for state in State}) == len(State)


def test_every_provenance_has_words_of_its_own():
    found = {provenance_words(code) for code in ("report", "later_report", "derived")}
    assert len(found) == 3


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("adequate", "good", "improved by one grade from adequate"),
        ("inadequate", "good", "improved by two grades from inadequate"),
        ("good", "good", "the same: good"),
        ("outstanding", "inadequate", "lower by three grades, from outstanding"),
        ("not_judged", "good", "was not judged by Ofsted under SLAC 2010 in 2010"),
        ("good", "not_judged", "not judged by Ofsted; was graded good under SLAC 2010 in 2010"),
    ],
)
def test_change_within_one_framework(before, now, expected):
    world = World()
    world.inspect("Testshire", {SG_OVERALL: before}, date(2010, 5, 1))
    world.inspect("Testshire", {SG_OVERALL: now}, date(2012, 5, 1))
    assert changed(world, SG_OVERALL) == expected


def test_change_from_a_grade_not_on_record():
    world = World()
    world.inspect("Testshire", key_four("g---"), date(2010, 5, 1))
    world.inspect("Testshire", key_four("gg--"), date(2012, 5, 1))
    assert changed(world, KEY_FOUR[1]) == "the grade under SLAC 2010 in 2010 is not on record here"


def test_change_across_programmes_says_what_it_was_and_no_more():
    world = World()
    world.inspect("Testshire", {LAC_OVERALL: "adequate"}, date(2012, 5, 1))
    world.inspect("Testshire", {"whole.cla_permanence": "good"}, date(2014, 5, 1), framework="sif-2013")
    assert (
        changed(world, "whole.cla_permanence") == "was graded adequate under SLAC 2010 in 2012; not directly comparable"
    )


def test_change_from_two_judgements_that_were_merged_shows_both():
    world = World()
    before = {"safeguarding.children_are_safe": "good", "safeguarding.children_feel_safe": "adequate"}
    world.inspect("Testshire", before, date(2010, 5, 1), framework="slac-2009")
    world.inspect("Testshire", {"safeguarding.safe_and_feel_safe": "good"}, date(2012, 5, 1))
    assert changed(world, "safeguarding.safe_and_feel_safe") == (
        "was graded good and adequate under SLAC 2009 in 2010; not directly comparable"
    )


def test_change_where_there_is_nothing_before():
    world = World()
    world.inspect("Testshire", {SG_OVERALL: "good"}, date(2010, 5, 1), framework="slac-2009")
    assert changed(world, SG_OVERALL) == "no earlier inspection on record"
    world.inspect("Testshire", {"safeguarding.health_agencies": "good"}, date(2012, 5, 1))
    assert changed(world, "safeguarding.health_agencies") == "no judgement like it at the inspection before"
