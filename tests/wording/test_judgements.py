"""Sentences on a council's grade among others', and titles of lists and regions."""

import pytest

from inspections.frameworks.loader import framework
from inspections.statistics.shares import shares_of
from inspections.statistics.standings import CouncilRow, Result, State
from inspections.wording import judgements

OF = framework("ilacs-2023")
LEAVERS = "whole.care_leavers"


def graded(code):
    return Result(LEAVERS, State.GRADED, OF.scale.grade(code))


def shares_from(ungraded=(), **numbers):
    """Shares from the number of councils with each grade, and the states of others."""
    results = [graded(code) for code, number in numbers.items() for _ in range(number)]
    results += [Result(LEAVERS, state) for state in ungraded]
    councils = [CouncilRow(f"council-{n}", f"Council {n}") for n in range(len(results))]
    return shares_of(LEAVERS, OF.scale, zip(councils, results, strict=True))


TEN = shares_from(outstanding=2, good=5, requires_improvement=2, inadequate=1)


def said(grade, others, group="neighbours"):
    who = judgements.group_of_others(group, others)
    return judgements.answer_sentence("County Durham", graded(grade), others, who)


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        (
            "outstanding",
            "County Durham is outstanding; of its ten neighbours two are, five are good, two require improvement and "
            "one is inadequate",
        ),
        (
            "good",
            "County Durham is good; of its ten neighbours five are, two are outstanding, two require improvement and "
            "one is inadequate",
        ),
        (
            "requires_improvement",
            "County Durham requires improvement; of its ten neighbours two do, two are outstanding, five are good and "
            "one is inadequate",
        ),
    ],
)
def test_the_councils_own_grade_comes_first(grade, expected):
    assert said(grade, TEN) == expected


def test_that_nobody_shares_the_grade_is_said_and_other_empty_grades_are_not():
    assert said("inadequate", shares_from(good=2)) == (
        "County Durham is inadequate; of its two neighbours none is and two are good"
    )


def test_one_other_is_said_as_one():
    alone = shares_from([State.NOT_JUDGED], good=1)
    assert said("good", alone) == "County Durham is good; its one neighbour with a grade is too"
    assert said("inadequate", alone) == "County Durham is inadequate; its one neighbour with a grade is good"


def test_more_than_ten_are_counted_in_figures_throughout():
    assert said("good", shares_from(good=30, inadequate=2), "in London") == (
        "County Durham is good; of the 32 other councils in London 30 are and 2 are inadequate"
    )


def test_councils_without_a_grade_are_no_part_of_the_base():
    assert judgements.group_of_others("neighbours", shares_from([State.NOT_JUDGED], good=2)) == (
        "its two neighbours with a grade"
    )


def test_a_council_without_a_grade_says_why():
    own = Result(LEAVERS, State.NO_REPORT_YET)
    assert judgements.answer_sentence("Dudley", own, shares_from(), "") == "Dudley has no grade (no report by this day)"


def test_a_sentence_to_quote_stands_alone():
    quote = judgements.quote_sentences(
        "County Durham",
        graded("outstanding"),
        TEN,
        "its ten statistical neighbours",
        judgement="Care leavers",
        programme="ILACS",
        day="26 November 2026",
    )
    assert quote == (
        "As at 26 November 2026 County Durham is outstanding for care leavers under ILACS. Of its ten statistical "
        "neighbours two are outstanding, five are good, two require improvement and one is inadequate."
    )


def test_the_list_says_who_else_has_the_grade():
    own = graded("outstanding")
    assert judgements.same_grade_finding(own, TEN, "care leavers") == "Outstanding too: Council 0 and Council 1"
    assert judgements.same_grade_finding(own, shares_from(good=3), "care leavers") == "No other is outstanding"
    assert judgements.same_grade_finding(own, shares_from(outstanding=9), "x") == "Nine others are outstanding too"
    assert judgements.best_grade_finding(TEN.shares[0]) == "2 of 10 councils are outstanding"
    assert judgements.best_grade_finding(shares_from(good=3).shares[0]) == "None of 3 councils is outstanding"


class TestRegions:
    LONDON, SOUTH = shares_from(good=9, inadequate=1), shares_from(good=5, inadequate=5)

    def test_the_ends_are_named(self):
        assert judgements.regions_finding([("London", self.LONDON), ("North West", self.SOUTH)]) == (
            "London is highest, the North West lowest"
        )

    def test_regions_left_out_are_said(self):
        few = shares_from(good=9)
        assert judgements.regions_finding(
            [("London", self.LONDON), ("North West", self.SOUTH), ("East Midlands", few)]
        ) == ("Of two regions with ten or more graded, London is highest, the North West lowest")

    def test_nothing_is_found_where_all_are_level(self):
        assert judgements.regions_finding([("London", self.SOUTH), ("North West", self.SOUTH)]) == (
            "Good or outstanding, region by region"
        )
