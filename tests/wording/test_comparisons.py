"""What is said about a ranking and a measure, word for word."""

from dataclasses import replace
from datetime import date

import pytest

from inspections.frameworks.loader import all_programmes, programme
from inspections.statistics.ranking import Ranking, rank
from inspections.wording.comparisons import (
    counts_sentence,
    dated_by_month_sentence,
    frameworks_sentence,
    full_records_sentence,
    highest_sentence,
    inspected_sentence,
    measure_words,
    not_ranked_words,
    provenance_sentence,
)
from tests.builders.rows import SLAC, World, key_four, world_of

DAY = date(2012, 1, 5)
MEASURE = SLAC.measures[0]


def reason(ranking: Ranking, name: str) -> str:
    (entry,) = [entry for entry in ranking.not_ranked if entry.council.name == name]
    return not_ranked_words(entry)


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


def test_the_reasons_for_not_being_ranked():
    world = world_of([1])
    world.inspect("Partshire", key_four("o--g"), date(2011, 6, 1))
    world.inspect("Unjudgedshire", key_four("ogn-"), date(2011, 6, 1))
    world.inspect("Latershire", key_four("oooo"), date(2012, 6, 1))
    world.council("Missingshire")
    world.council("Newshire", valid_from=date(2012, 1, 1), valid_to=date(2012, 2, 1))
    ranking = rank(world.as_at(DAY), MEASURE)
    assert reason(ranking, "Partshire") == "2 of the 4 judgements are not on record here"
    assert reason(ranking, "Unjudgedshire") == "1 of the 4 judgements is not judged by Ofsted"
    assert reason(ranking, "Latershire") == "no report by this day"
    assert reason(ranking, "Missingshire") == "not on record here"
    assert reason(ranking, "Newshire") == "not on record here"


def test_the_reasons_for_not_being_ranked_under_a_framework_without_the_judgement():
    world = World()
    world.inspect("Testshire", {"whole.leaders": "good"}, date(2019, 4, 1), framework="ilacs-2018")
    world.inspect("Sampleshire", {"whole.leaders": "good"}, date(2026, 4, 20), framework="ilacs-2026")
    councils_as_at, ilacs = world.as_at(date(2026, 6, 1), "ilacs"), programme("ilacs")
    assert reason(rank(councils_as_at, ilacs.measure("four-outstanding")), "Testshire") == (
        "for 2 of the 4 judgements there was no such judgement under ILACS 2018"
    )
    assert reason(rank(councils_as_at, ilacs.measure("overall-outstanding")), "Sampleshire") == (
        "no overall judgement since April 2026"
    )


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
        "For 1 of 3 inspections the day of publication is not on record. One known by its month counts from the end of "
        "the third month after it, one known by its year from 31 March."
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
        "For 1 of 3 councils, a grade counted here is derived, not read from the report itself."
    )
    world.inspect("Sampleshire", key_four("gggg"), date(2010, 7, 1), provenance="later_report")
    assert provenance_sentence(rank(world.as_at(DAY), MEASURE)) == (
        "For 2 of 4 councils, a grade counted here is stated in a later Ofsted report or is derived, not read from the "
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


@pytest.mark.parametrize("programme_code", [found.code for found in all_programmes()])
def test_every_measure_can_be_said(programme_code):
    for measure in programme(programme_code).measures:
        words = measure_words(1, measure)
        assert words.startswith("an " if len(measure.judgements) == 1 else f"1 of {len(measure.judgements)} ")
        assert "judgement" in words
        assert "_" not in words


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
