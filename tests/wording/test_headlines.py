"""The first sentences of a council's page, and the titles of its figures."""

from datetime import date

import pytest

from inspections.frameworks.loader import framework, programme
from inspections.statistics.ranking import place, rank
from inspections.statistics.shares import set_against_others
from inspections.statistics.spans import spans
from inspections.statistics.standings import Result, State
from inspections.wording import comparisons
from inspections.wording.comparisons import FEWEST_RANKED
from inspections.wording.headlines import (
    council_headline,
    improvement_sentences,
    neighbours_title,
    place_in_short,
    place_title,
    time_line_title,
)
from tests.builders.rows import World

ILACS = framework("ilacs-2023")
FOUR = ("whole.leaders", "whole.help_and_protection", "whole.children_in_care", "whole.care_leavers")
NOW = date(2026, 9, 1)


def overall(*grades: tuple[int, str, str]):
    """Records of one council: year, framework and overall grade of each."""
    world = World()
    for year, code, grade in grades:
        world.inspect("Testshire", {"whole.overall_effectiveness": grade}, framework=code, published=date(year, 5, 1))
    return world.records()


@pytest.mark.parametrize(
    ("grades", "headline"),
    [
        ([(2019, "ilacs-2018", "good")], "Good overall in May 2019."),
        ([(2019, "ilacs-2018", "good"), (2024, "ilacs-2023", "good")], "Good overall since May 2019."),
        (
            [(2019, "ilacs-2018", "good"), (2024, "ilacs-2023", "outstanding")],
            "Outstanding overall since May 2024, up from good in 2019.",
        ),
        (
            [(2019, "ilacs-2018", "good"), (2022, "ilacs-2018", "inadequate"), (2024, "ilacs-2023", "inadequate")],
            "Inadequate overall since May 2022, down from good in 2019.",
        ),
        # The grade of another programme is no "before".
        ([(2015, "sif-2013", "inadequate"), (2019, "ilacs-2018", "good")], "Good overall in May 2019."),
    ],
)
def test_the_headline_of_a_council(grades, headline):
    assert council_headline(overall(*grades)) == headline


def test_the_headline_without_an_overall_judgement_counts_the_grades():
    world = World()
    grades = dict(zip(FOUR, ("outstanding", "good", "good", "good"), strict=True))
    world.inspect("Testshire", grades, framework="ilacs-2026", published=date(2026, 8, 20))
    assert council_headline(world.records()) == (
        "Outstanding on 1 and good on 3 of 4 judgements in August 2026. Ofsted gives no overall grade since April 2026."
    )


def test_the_headline_of_an_abolished_council_claims_nothing_for_today():
    said = council_headline(overall((2019, "ilacs-2018", "good")), abolished=True)
    assert said == "Good overall at its last inspection, in May 2019."


def test_no_record_has_no_headline():
    assert council_headline([]) == ""


@pytest.mark.parametrize(
    ("grades", "title", "said"),
    [
        (
            [(2019, "ilacs-2018", "good"), (2024, "ilacs-2023", "outstanding")],
            "One judgement is higher than in 2019, none is lower",
            "Improved since 2019: yes, on the one judgement that can be compared.",
        ),
        (
            [(2019, "ilacs-2018", "good"), (2024, "ilacs-2023", "inadequate")],
            "One judgement is lower than in 2019, none is higher",
            "Improved since 2019: no, lower on the one judgement that can be compared.",
        ),
        (
            [(2019, "ilacs-2018", "good"), (2024, "ilacs-2023", "good")],
            "Every judgement that can be compared is graded as in 2019",
            "Improved since 2019: no, the same on the one judgement that can be compared.",
        ),
        (
            [(2019, "ilacs-2018", "good")],
            "One ILACS inspection, in 2019: nothing to set it against yet",
            "There is one ILACS inspection, of 2019, so nothing under ILACS to set it against.",
        ),
    ],
)
def test_whether_a_council_has_improved(grades, title, said):
    found = spans(overall(*grades))
    assert time_line_title(found) == title
    assert improvement_sentences(found) == (said,)


def test_across_programmes_improvement_cannot_be_said():
    found = spans(overall((2015, "sif-2013", "inadequate"), (2019, "ilacs-2018", "good")))
    assert improvement_sentences(found)[-1] == (
        "Improved since 2015: cannot be said, as SIF and ILACS judge different things."
    )


def ranked(*counts: int):
    """A ranking of councils A, B, … that have these counts of outstanding judgements."""
    world = World()
    for n, count in enumerate(counts):
        grades = {id_: "outstanding" if k < count else "good" for k, id_ in enumerate(FOUR)}
        world.inspect(f"Council {chr(65 + n)}", grades, framework="ilacs-2023", published=date(2024, 5, 1))
    return rank(world.as_at(NOW, "ilacs"), programme("ilacs").measures[0])


@pytest.mark.parametrize(
    ("own", "title", "short"),
    [
        ("council-a", "The only council outstanding on all four judgements", "Highest of 10."),
        (
            "council-b",
            "One of 3 councils outstanding on at least two of four judgements",
            "Joint 2nd of 10, with Council C.",
        ),
        ("council-j", "One of 7 councils with none of four judgements outstanding", "Joint 4th of 10, with 6 others."),
    ],
)
def test_a_place_in_short(own, title, short):
    found = place(ranked(4, 2, 2, 0, 0, 0, 0, 0, 0, 0), own)
    assert place_title(found) == title
    assert place_in_short(found) == short


def test_among_few_councils_no_place_is_named(monkeypatch):
    monkeypatch.setattr(comparisons, "FEWEST_RANKED", FEWEST_RANKED)
    found = place(ranked(4, 2, 0), "council-b")
    assert place_title(found) == "Its place among other councils"
    assert place_in_short(found) == "Of 2 others, 1 has more, none have as many, 1 has fewer."


def graded(code: str) -> Result:
    return Result(FOUR[0], State.GRADED, ILACS.scale.grade(code), "report")


def test_the_title_of_neighbours_counts_those_without_a_grade_among_them():
    others = [graded("outstanding"), graded("good"), graded("good"), Result(FOUR[0], State.NOT_ON_RECORD)]
    against = set_against_others(graded("good"), others)
    overall_ = ILACS.judgement("whole.overall_effectiveness")
    leaders = ILACS.judgement("whole.leaders")
    assert neighbours_title(overall_, against) == "Of its four neighbours, one is higher overall and two match it"
    assert neighbours_title(leaders, set_against_others(graded("good"), [graded("inadequate")])) == (
        "Of its one neighbour, one is lower on impact of leaders"
    )
