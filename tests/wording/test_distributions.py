"""Sentences on how many councils have each grade."""

from datetime import date

from inspections.frameworks.loader import framework
from inspections.statistics.shares import shares_of
from inspections.statistics.standings import CouncilRow, Result, State
from inspections.wording.distributions import grades_sentence, most_and_least_good, ungraded_sentence

DAY = date(2024, 6, 1)
OF = framework("ilacs-2023")
LEADERS = "whole.leaders"


def shares_from(*found):
    """Shares from grades by code, and states."""
    councils = [CouncilRow(f"council-{n}", f"Council {n}") for n in range(len(found))]
    results = [
        Result(LEADERS, one) if isinstance(one, State) else Result(LEADERS, State.GRADED, OF.scale.grade(one))
        for one in found
    ]
    return shares_of(LEADERS, OF.scale, zip(councils, results, strict=True))


def said(*found, group=""):
    return grades_sentence(shares_from(*found), "Impact of leaders", DAY, group)


def test_every_grade_is_counted_and_none_left_out():
    assert said("good", "good", "inadequate", State.NEVER_INSPECTED) == (
        "As at 1 June 2024, 3 of 4 councils had a grade on record for “Impact of leaders”: none outstanding, 2 good, "
        "none requires improvement and 1 inadequate."
    )


def test_per_cent_stands_from_ten_councils():
    assert "all 10 councils in London had" in said(*["good"] * 10, group="in London")
    assert "10 (100%) good" in said(*["good"] * 10)
    assert "9 good" in said(*["good"] * 9)


def test_one_council_and_none_are_said_as_such():
    assert "the one council in London had a grade" in said("good", group="in London")
    assert said(State.NEVER_INSPECTED) == (
        "As at 1 June 2024, no council had a grade on record for “Impact of leaders”."
    )


def test_the_others_are_counted_by_state_the_most_first():
    several = shares_from("good", State.NOT_ON_RECORD, State.NEVER_INSPECTED, State.NEVER_INSPECTED)
    assert ungraded_sentence(several) == (
        "The other 3: never inspected under this programme (2); not on record here (1)."
    )
    assert ungraded_sentence(shares_from("good", State.NO_OVERALL)) == (
        "The other council: no overall judgement since April 2026."
    )
    assert ungraded_sentence(shares_from(State.NOT_ON_RECORD)) == "1 council: not on record here."
    assert ungraded_sentence(shares_from("good")) == ""


def test_on_which_judgement_most_councils_are_good_and_on_which_fewest():
    said = most_and_least_good(
        [
            ("Leaders", shares_from("good", "good", "inadequate", "inadequate")),
            ("Care leavers", shares_from("good", "good", "good", "inadequate")),
        ],
        is_all=True,
    )
    assert (
        said == "councils are most often good or outstanding on care leavers (3 of 4), least often on leaders (2 of 4)"
    )


def test_judgements_left_out_and_level_ones_are_said():
    judgements = [
        ("Leaders", shares_from("good", "inadequate")),
        ("Care leavers", shares_from("good", "inadequate")),
        ("Children in care", shares_from("good", "good")),
    ]
    said = most_and_least_good(judgements, is_all=False)
    assert said.startswith(
        "of three judgements, councils are most often good or outstanding on children in care (2 of 2)"
    )
    assert said.endswith("least often on leaders and care leavers (1 of 2)")


def test_where_no_judgement_differs_one_share_is_said():
    judgements = [("Leaders", shares_from("good", "inadequate")), ("Care leavers", shares_from("good", "inadequate"))]
    assert most_and_least_good(judgements, is_all=True) == "1 of 2 councils is good or outstanding on leaders"
