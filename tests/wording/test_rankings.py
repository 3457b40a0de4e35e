"""The answer of a ranking and a council's place in a few words, word for word."""

from datetime import date

import pytest

from inspections.frameworks.loader import programme
from inspections.statistics.ranking import Ranking, place, rank
from inspections.wording import comparisons
from inspections.wording.comparisons import FEWEST_RANKED
from inspections.wording.rankings import base_sentence, count_words, few_ranked_sentence, ranking_answer, short_place
from tests.builders.rows import SLAC, World, key_four, world_of

DAY = date(2012, 1, 5)


def ranking_of_counts(*counts: int, measure: str = "key-outstanding") -> Ranking:
    return rank(world_of(counts).as_at(DAY), SLAC.measure(measure))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((4, 4, 2), "2 of 3 councils are outstanding on all four key summary judgements"),
        ((4, 2, 1), "1 of 3 councils is outstanding on all four key summary judgements"),
        ((3, 2, 2), "None of 3 councils is outstanding on all four key summary judgements: one is on three"),
        ((2, 2, 1), "None of 3 councils is outstanding on all four key summary judgements: two are on two"),
        ((0, 0), "None of 2 councils is outstanding on any of the four key summary judgements"),
        ((3,), "Council A is outstanding on three of the four key summary judgements, and the only council ranked"),
        ((), "No council can be ranked by this measure"),
    ],
)
def test_the_answer_counts_the_councils_with_every_grade(counts, expected):
    assert ranking_answer(ranking_of_counts(*counts)).words == expected


def test_the_answer_names_the_group_and_the_grades():
    ranking = ranking_of_counts(4, 3, measure="overall-good-or-better")
    assert ranking_answer(ranking, "in London").words == (
        "2 of 2 councils in London are good or outstanding on both overall effectiveness judgements"
    )


def test_the_number_of_the_answer_stands_apart():
    assert ranking_answer(ranking_of_counts(4, 4, 2)).number == "2 of 3"


def test_few_ranked_of_many_inspected_are_said():
    world = world_of([4])
    for name in ("Partshire", "Otherpartshire"):
        world.inspect(name, key_four("o--g"), date(2011, 6, 1))
    ranking = rank(world.as_at(DAY), SLAC.measures[0])
    assert few_ranked_sentence(ranking) == (
        "Only 1 of 3 inspected councils have a grade on record for all four key summary judgements."
    )
    assert few_ranked_sentence(ranking_of_counts(4, 2)) == ""


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((4, 4, *[1] * 8), "4 of 4: joint highest of 10, alongside Council B"),
        ((4, 2, 1), "4 of 4: highest of 3"),
    ],
)
def test_a_place_in_a_few_words(counts, expected):
    assert short_place(place(ranking_of_counts(*counts), "council-a")) == expected


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((4, 2, 1), "4 of 4. Of 2 others ranked, none has more, none has as many and two have fewer"),
        ((4,), "4 of 4"),
    ],
)
def test_from_few_councils_no_place_is_named(monkeypatch, counts, expected):
    monkeypatch.setattr(comparisons, "FEWEST_RANKED", FEWEST_RANKED)
    assert short_place(place(ranking_of_counts(*counts), "council-a")) == expected


def test_a_place_by_one_judgement_says_how_many_are_alike():
    world = World()
    for name, grade in (("Testshire", "outstanding"), ("Sampleshire", "good"), ("Mockshire", "outstanding")):
        world.inspect(name, {"whole.overall_effectiveness": grade}, date(2024, 6, 1), framework="ilacs-2023")
    ranking = rank(world.as_at(date(2025, 1, 1), "ilacs"), programme("ilacs").measure("overall-outstanding"))
    assert short_place(place(ranking, "testshire")) == "outstanding on overall effectiveness, like 1 of the other 2"
    assert short_place(place(ranking, "sampleshire")) == (
        "not outstanding on overall effectiveness, like none of the other 2"
    )


def test_the_base_in_one_sentence():
    assert base_sentence(ranking_of_counts(4, 2)) == (
        "Under SLAC, 2 of 2 councils have inspections on record; 2 have a grade for all four key summary judgements and "
        "are ranked."
    )
    assert base_sentence(ranking_of_counts()) == "No SLAC inspection is on record by 5 January 2012."


@pytest.mark.parametrize(
    ("count", "of", "expected"),
    [(4, 4, "all four"), (2, 2, "both"), (3, 4, "three"), (0, 4, "none"), (1, 1, "yes"), (0, 1, "no")],
)
def test_a_count_in_words(count, of, expected):
    assert count_words(count, of) == expected
