"""The sentences, word for word."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspections.dates import PartialDate
from inspections.frameworks.loader import all_programmes, programme
from inspections.statistics.changes import compare_with_previous
from inspections.statistics.ranking import NotRanked, Place, Ranking, place, rank, set_against
from inspections.statistics.standings import State
from inspections.wording.comparisons import (
    counts_sentence,
    dated_by_month_sentence,
    frameworks_sentence,
    full_records_sentence,
    higher_and_lower,
    highest_sentence,
    inspected_sentence,
    measure_words,
    not_ranked_words,
    own_report_sentence,
    place_sentence,
    provenance_sentence,
)
from inspections.wording.results import change_words, key_sentences, provenance_words, state_words
from inspections.wording.words import counted, date_range, date_words, listed, n_of, ordinal, rank_words
from tests.builders.rows import KEY_FOUR, LAC_OVERALL, SG_OVERALL, SLAC, World, key_four, world_of

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


def reason(ranking: Ranking, name: str) -> str:
    (entry,) = [entry for entry in ranking.not_ranked if entry.council.name == name]
    return not_ranked_words(entry)


def changed(world: World, judgement: str) -> str:
    found = world.records()
    return next(
        change_words(change) for change in compare_with_previous(found[-1], found) if change.judgement.id == judgement
    )


# Numbers, lists and dates.


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_end_with_and(words, expected):
    assert listed(words) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (112, "112th"),
        (103, "103rd"),
    ],
)
def test_ordinals(number, expected):
    assert ordinal(number) == expected


def test_numbers_carry_their_base_and_a_per_cent_only_from_ten():
    assert n_of(3, 92) == "3 of 92 (3%)"
    assert n_of(95, 152, "councils") == "95 of 152 councils (63%)"
    assert n_of(3, 9, "councils") == "3 of 9 councils"


@given(st.integers(0, 200), st.integers(0, 200))
def test_a_per_cent_never_stands_without_its_numbers(number: int, base: int):
    assert n_of(number, base).startswith(f"{number} of {base}")


def test_counts_agree_with_their_nouns():
    assert counted(1, "council") == "1 council"
    assert counted(0, "council") == "0 councils"
    assert counted(2, "has", "have") == "2 have"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2012, 1, 25), "25 January 2012"),
        (PartialDate(2012, 1, 25), "25 January 2012"),
        (PartialDate(2010, 6), "June 2010"),
        (PartialDate(2011), "2011"),
    ],
)
def test_dates_say_as_much_as_is_known(day, expected):
    assert date_words(day) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2011-11-28", "2011-12-13", "28 November to 13 December 2011"),
        ("2012-02-06", "2012-02-17", "6 to 17 February 2012"),
        ("2011-12-28", "2012-01-13", "28 December 2011 to 13 January 2012"),
        ("2011-11-28", "2011-11-28", "28 November 2011"),
        ("2011-11-28", None, "28 November 2011"),
        ("2010-06", None, "June 2010"),
        ("2010-06", "2010-07-02", "June 2010 to 2 July 2010"),
    ],
)
def test_ranges_of_dates_repeat_nothing(first, last, expected):
    parsed = PartialDate.parse(last) if last else None
    assert date_range(PartialDate.parse(first), parsed) == expected


def test_ranges_of_dates_in_tables_have_an_en_dash():
    between = date_range(PartialDate(2012, 2, 6), PartialDate(2012, 2, 17), between=" – ")
    assert between == "6 – 17 February 2012"


def test_a_shared_rank_is_marked_in_tables():
    assert (rank_words(1, joint=True), rank_words(3, joint=False)) == ("1=", "3")


# One inspection.


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


# A place in a ranking.


def test_one_council_ahead_is_highest():
    assert place_sentence(place_of(world_of([3, 2, 1]), "council-a")) == (
        "As at 5 January 2012, Council A had 3 of 4 key summary judgements graded outstanding: highest of 3. "
        "Council A is one of the 3."
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
        "outstanding, is joint highest, alongside Council A. Its own report is not among the 3: it was published on "
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
        "of the 5, 1 has more, 1 other has the same, 2 have fewer"
    )
    assert higher_and_lower(place_of(world, "council-e")) == (
        "of the 5, 4 have more, no other has the same, none has fewer"
    )


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("key-outstanding", "3 of 4 key summary judgements graded outstanding"),
        ("key-good-or-better", "3 of 4 key summary judgements graded good or outstanding"),
    ],
)
def test_a_measure_is_put_in_words(measure, expected):
    assert measure_words(3, SLAC.measure(measure)) == expected


def test_a_measure_of_one_judgement_is_in_the_singular():
    measure = programme("ilacs").measure("overall-good-or-better")
    assert measure_words(1, measure) == "an overall effectiveness judgement graded good or outstanding"


def test_a_measure_of_one_judgement_that_is_not_met_says_no():
    measure = programme("ilacs").measure("overall-good-or-better")
    assert measure_words(0, measure) == "no overall effectiveness judgement graded good or outstanding"


# Not ranked.


def test_the_reasons_for_not_being_ranked():
    world = world_of([1])
    world.inspect("Partshire", key_four("o--g"), date(2011, 6, 1))
    world.inspect("Unjudgedshire", key_four("ogn-"), date(2011, 6, 1))
    world.inspect("Latershire", key_four("oooo"), date(2012, 6, 1))
    world.council("Missingshire")
    world.council("Newshire", valid_from=date(2012, 1, 1), valid_to=date(2012, 2, 1))
    ranking = rank(world.as_at(DAY), MEASURE)
    assert reason(ranking, "Partshire") == "2 of 4 judgements: not on record here"
    assert reason(ranking, "Unjudgedshire") == "1 of 4 judgements: not judged by Ofsted"
    assert reason(ranking, "Latershire") == "no report under this programme by this date"
    assert reason(ranking, "Missingshire") == "its inspection under this programme is not on record here"
    assert reason(ranking, "Newshire") == "not inspected under this programme"


def test_the_reasons_for_not_being_ranked_under_a_framework_without_the_judgement():
    world = World()
    world.inspect("Testshire", {"whole.leaders": "good"}, date(2019, 4, 1), framework="ilacs-2018")
    world.inspect("Sampleshire", {"whole.leaders": "good"}, date(2026, 4, 20), framework="ilacs-2026")
    councils_as_at, ilacs = world.as_at(date(2026, 6, 1), "ilacs"), programme("ilacs")
    assert reason(rank(councils_as_at, ilacs.measure("four-outstanding")), "Testshire") == (
        "2 of 4 judgements: no separate judgement under ILACS 2018"
    )
    assert reason(rank(councils_as_at, ilacs.measure("overall-outstanding")), "Sampleshire") == (
        "no overall judgement since April 2026"
    )


# About a ranking.


def test_a_ranking_says_how_many_councils_are_on_record():
    world = world_of([1, 2, 3])
    world.council("Testshire")
    assert inspected_sentence(rank(world.as_at(DAY), MEASURE)) == (
        "As at 5 January 2012, SLAC inspections are on record for 3 of 4 councils."
    )


def test_a_ranking_before_the_first_report_says_so():
    ranking = rank(world_of([1, 2]).as_at(date(2009, 5, 1)), MEASURE)
    assert inspected_sentence(ranking) == "No SLAC inspection is on record as at 1 May 2009."
    assert full_records_sentence(ranking) == ""


def test_a_ranking_says_how_few_records_are_full():
    world = world_of([1, 2, 3])
    for number in range(9):
        world.inspect(f"Part {number}", key_four("o---"), date(2011, 6, 1))
    assert full_records_sentence(rank(world.as_at(DAY), MEASURE)) == (
        "Only 3 of 12 councils with SLAC inspections on record (25%) have a grade on record for all 4 key summary "
        "judgements and can be ranked."
    )


def test_a_ranking_without_one_full_record_says_none():
    world = World()
    for name in ("Testshire", "Sampleshire"):
        world.inspect(name, key_four("o---"), date(2011, 6, 1))
    assert full_records_sentence(rank(world.as_at(DAY), MEASURE)) == (
        "None of the 2 councils with SLAC inspections on record has a grade on record for all 4 key summary judgements, "
        "so none can be ranked."
    )


def test_a_ranking_of_one_record_that_is_not_full_says_so():
    world = World()
    world.inspect("Testshire", key_four("o---"), date(2011, 6, 1))
    assert full_records_sentence(rank(world.as_at(DAY), MEASURE)).startswith(
        "The one council with SLAC inspections on record does not have a grade on record for all 4"
    )


def test_a_ranking_of_half_does_not_say_only():
    world = world_of([1, 2])
    for name in ("Testshire", "Sampleshire"):
        world.inspect(name, key_four("o---"), date(2011, 6, 1))
    assert full_records_sentence(rank(world.as_at(DAY), MEASURE)).startswith("2 of 4 councils with")


def test_a_ranking_of_more_than_half_does_not_say_only():
    world = world_of([1, 2, 3])
    world.inspect("Testshire", key_four("o---"), date(2011, 6, 1))
    sentence = full_records_sentence(rank(world.as_at(DAY), SLAC.measure("overall-outstanding")))
    assert sentence == (
        "3 of 4 councils with SLAC inspections on record have a grade on record for both overall effectiveness judgements "
        "and can be ranked."
    )


def test_a_ranking_of_full_records_says_all():
    assert full_records_sentence(rank(world_of([1, 2]).as_at(DAY), MEASURE)).startswith("Both councils with")


def test_a_ranking_says_how_many_inspections_are_dated_by_month():
    world = world_of([1, 2])
    world.inspect("Testshire", key_four("oogo"), inspected="2010-06")
    assert dated_by_month_sentence(rank(world.as_at(DAY), MEASURE)) == (
        "For 1 of 3 inspections the day of publication is not on record: such an inspection counts from the end of the "
        "third month after it."
    )
    assert dated_by_month_sentence(rank(world_of([1]).as_at(DAY), MEASURE)) == ""


@pytest.mark.parametrize(
    ("number", "expected"), [(1, "For the one inspection the day"), (3, "For all 3 inspections the")]
)
def test_where_all_inspections_are_dated_by_month_no_share_is_given(number, expected):
    world = World()
    for n in range(number):
        world.inspect(f"Testshire {n}", key_four("oogo"), inspected="2010-06")
    assert dated_by_month_sentence(rank(world.as_at(DAY), MEASURE)).startswith(expected)


def test_a_ranking_says_how_many_councils_owe_a_grade_to_another_source():
    world = world_of([1, 2])
    world.inspect("Testshire", key_four("oogo"), date(2010, 7, 1), provenance="derived")
    assert provenance_sentence(rank(world.as_at(DAY), MEASURE)) == (
        "For 1 of 3 councils, a grade counted here is stated in a later Ofsted report or derived, not read from the "
        "report itself."
    )
    assert provenance_sentence(rank(world_of([1]).as_at(DAY), MEASURE)) == ""


def test_a_ranking_that_mixes_frameworks_says_so():
    world = world_of([1, 2])
    assert frameworks_sentence(rank(world.as_at(DAY), MEASURE)) == ""
    world.inspect("Testshire", key_four("oogo"), date(2010, 7, 1), framework="slac-2009")
    assert frameworks_sentence(rank(world.as_at(DAY), MEASURE)) == (
        "This ranking mixes inspections under SLAC 2009 and SLAC 2010."
    )


def test_a_ranking_that_mixes_frameworks_gives_the_reason_that_needs_saying():
    world = World()
    world.inspect("Testshire", {"whole.overall_effectiveness": "good"}, date(2019, 4, 1), framework="ilacs-2018")
    world.inspect("Sampleshire", {"whole.overall_effectiveness": "good"}, date(2023, 4, 1), framework="ilacs-2023")
    ranking = rank(world.as_at(date(2024, 1, 1), "ilacs"), programme("ilacs").measure("overall-outstanding"))
    assert frameworks_sentence(ranking).startswith(
        "This ranking mixes inspections under ILACS 2018 and ILACS 2023: same name, same scale; the earlier one rests on"
    )


# Change.


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


# Any councils.


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


@pytest.mark.parametrize("programme_code", [found.code for found in all_programmes()])
def test_every_measure_can_be_said(programme_code):
    for measure in programme(programme_code).measures:
        words = measure_words(1, measure)
        assert words.startswith("an " if len(measure.judgements) == 1 else f"1 of {len(measure.judgements)} ")
        assert "judgement" in words
        assert "_" not in words


def test_a_place_that_is_no_place_has_its_reason():
    world = world_of([1])
    world.inspect("Testshire", key_four("o---"), date(2011, 6, 1))
    found = place(rank(world.as_at(DAY), MEASURE), "testshire")
    assert isinstance(found, NotRanked)
    assert not_ranked_words(found) == "3 of 4 judgements: not on record here"


# The highest count, and how many councils have each.


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], ""),
        ([2], "the one council ranked had 2 of 4 key summary judgements graded outstanding: Council A."),
        ([0], "the one council ranked, Council A, had no key summary judgement graded outstanding."),
        ([0, 0], "none of the 2 councils ranked had a key summary judgement graded outstanding."),
        (
            [1, 1],
            "all 2 councils ranked had 1 of 4 key summary judgements graded outstanding: Council A and Council B.",
        ),
        (
            [3, 1],
            "1 of 2 councils ranked had 3 of 4 key summary judgements graded outstanding, the highest count: Council A.",
        ),
        (
            [4] * 6 + [0] * 6,
            "6 of 12 councils ranked (50%) had 4 of 4 key summary judgements graded outstanding, the highest count.",
        ),
    ],
)
def test_the_highest_count_is_said_with_its_base_and_up_to_five_names(counts, expected):
    ranking = rank(world_of(counts).as_at(DAY), MEASURE)
    assert highest_sentence(ranking) == (f"As at 5 January 2012, {expected}" if expected else "")


def test_the_highest_count_names_the_group():
    councils_as_at = replace(world_of([3, 1]).as_at(DAY), group="in the North East")
    assert "1 of 2 councils ranked in the North East had" in highest_sentence(rank(councils_as_at, MEASURE))


def test_every_count_that_a_council_has_is_said():
    ranking = rank(world_of([3, 1, 1, 0]).as_at(DAY), MEASURE)
    assert counts_sentence(ranking) == (
        "Of the 4 councils ranked, 1 had 3 of 4 key summary judgements graded outstanding, 2 had 1 and 1 had none."
    )
    assert counts_sentence(rank(world_of([]).as_at(DAY), MEASURE)) == ""
