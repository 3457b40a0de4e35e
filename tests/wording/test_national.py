"""Sentences of the national picture."""

from dataclasses import replace
from datetime import date

import pytest

from inspections.frameworks.loader import framework, programme
from inspections.statistics.same_councils import GradePair, SameCouncils
from inspections.statistics.shares import Share, Shares
from inspections.statistics.standings import CouncilRow, State
from inspections.statistics.trends import Point, Trend
from inspections.wording.frameworks import in_force_words, overall_sentences
from inspections.wording.national import (
    best_and_worst_title,
    highest_and_lowest,
    judged_sentence,
    lines_finding,
    majority_title,
    same_councils_sentence,
    same_councils_words,
    sample_sentence,
    shares_sentence,
    total_sentence,
    trend_sentence,
    year_sentence,
    year_title,
)

ILACS = framework("ilacs-2023")


def shares(good: int, others: int = 0) -> Shares:
    counts = dict(zip((grade.code for grade in ILACS.scale.grades), (0, good, 0, others), strict=True))
    held = {
        code: tuple(CouncilRow(f"{code}-{n}", f"{code} {n}") for n in range(count)) for code, count in counts.items()
    }
    found = tuple(Share(grade, held[grade.code], good + others) for grade in ILACS.scale.grades)
    return Shares("whole.leaders", found, {})


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (shares(0), "no council has a grade on record"),
        (shares(1), "1 of 1 council is good or outstanding"),
        (shares(2, 1), "2 of 3 councils are good or outstanding"),
        (shares(9, 3), "9 of 12 councils (75%) are good or outstanding"),
    ],
)
def test_how_many_are_good_or_outstanding(found, expected):
    assert shares_sentence(found) == expected


def test_a_share_names_its_judgement_unless_it_is_the_overall_one():
    leavers, overall = (ILACS.judgement(f"whole.{code}") for code in ("care_leavers", "overall_effectiveness"))
    found = shares(9, 3)
    assert judged_sentence(found, ILACS, leavers, date(2024, 1, 1)) == (
        "9 of 12 councils (75%) are graded good or outstanding for care leavers"
    )
    assert judged_sentence(found, ILACS, overall, date(2024, 1, 1)) == shares_sentence(found)
    assert judged_sentence(found, ILACS, overall, date(2026, 9, 1)) == (
        "9 of 12 councils whose latest report has an overall judgement (75%) are good or outstanding"
    )


@pytest.mark.parametrize(
    ("state", "number", "is_fair"),
    [
        (State.NOT_ON_RECORD, 2, False),
        (State.NOT_COUNTED_YET, 2, False),
        (State.NOT_ON_RECORD, 1, True),
        (State.NO_REPORT_YET, 9, True),
    ],
)
def test_a_share_of_less_than_nine_tenths_of_those_inspected_is_no_fair_sample(state, number, is_fair):
    others = tuple(CouncilRow(f"other-{n}", f"Other {n}") for n in range(number))
    found = replace(shares(9, 3), ungraded={state: others})
    assert sample_sentence(found).startswith("Not a fair sample: 12 of 14 councils (86%)" if not is_fair else "")
    assert bool(sample_sentence(found)) is not is_fair


def test_those_level_at_the_top_are_all_named_and_small_groups_left_out():
    groups = [
        ("London", shares(10)),
        ("the North East", shares(12)),
        ("the South West", shares(5, 5)),
        ("Kent", shares(9)),
    ]
    assert highest_and_lowest(groups) == (
        "Of the 3 regions with ten or more councils graded, the highest shares are London’s, 10 of 10 (100%); the North "
        "East’s, 12 of 12 (100%). "
        "The lowest share is the South West’s, 5 of 10 (50%)."
    )


@pytest.mark.parametrize("groups", [[("London", shares(10))], [("London", shares(10)), ("Kent", shares(20))], []])
def test_without_a_difference_nothing_is_highest(groups):
    assert highest_and_lowest(groups) == ""


def test_a_trend_says_its_first_share_and_its_last():
    of = programme("sif")
    days = ((date(2014, 3, 31), 4, 9), (date(2014, 6, 30), 5, 11), (date(2014, 9, 30), 6, 12))
    points = tuple(Point(day, good, base, 152) for day, good, base in days)
    assert trend_sentence(Trend(of, of.frameworks[0].services[0], points)) == (
        "SIF: 5 of 11 councils (45%) as at 30 June 2014 and 6 of 12 councils (50%) as at 30 September 2014."
    )


def total(figure: int, missing: int, reach: tuple[int, int], names: tuple[str, ...] = ()) -> str:
    return total_sentence(figure=figure, councils=100 - missing, missing=missing, reach=reach, unit="%", names=names)


def test_a_total_with_every_council_on_record_is_the_same_or_differs():
    assert total(36, 0, (36, 36)) == "The same."
    assert total(36, 0, (35, 35)).startswith("It differs")


def test_a_total_names_the_councils_not_on_record_where_they_are_few():
    assert total(36, 1, (35, 36), ("Testshire",)) == (
        "Testshire has no grade counted here by that day. With that council it would be between 35% and 36%; 36% is within that."
    )
    assert "39 of the 100 councils have no grade counted here by that day" in total(36, 39, (20, 60))


def test_when_a_framework_was_in_force():
    assert in_force_words(framework("slac-2010")) == "inspections known from November 2010 to July 2012"
    assert in_force_words(framework("ilacs-2026")) == "inspections known since April 2026"


def test_a_framework_without_a_rule_says_nothing_of_it():
    assert overall_sentences(framework("slac-2010"), 5) == ()
    assert overall_sentences(framework("ilacs-2023"), 0) == ()


def same_of(*pairs: str, ungraded: int = 0) -> SameCouncils:
    """A pair of letters for each council, then and now: `go` went up. A star: inspected again."""
    grades = {grade.letter.lower(): grade for grade in ILACS.scale.grades}
    found = tuple(
        GradePair(CouncilRow(f"testshire-{n}", f"Testshire {n}"), grades[pair[0]], grades[pair[1]], pair.endswith("*"))
        for n, pair in enumerate(pairs)
    )
    gone = tuple(CouncilRow(f"gone-{n}", f"Gone {n}") for n in range(ungraded))
    return SameCouncils(date(2025, 9, 1), date(2026, 9, 1), found, gone)


def test_the_year_before_is_told_of_the_same_councils():
    same = same_of("gg", "rg", "ro", "rr")
    assert same_councils_sentence(same, 4) == "1 of the same 4 were a year ago."
    assert same_councils_sentence(same, 9) == "Of the 4 graded on both days 1 were a year ago, 3 are now."
    assert same_councils_sentence(same_of(), 9) == "No council was graded a year ago."
    assert same_councils_words(same) == "Of the 4 graded on both days: 1 a year ago, 3 now"
    assert same_councils_words(same, short=True) == "1 to 3 of 4"


def test_a_year_has_its_moves_as_title():
    assert year_title(same_of("rg*", "gg*", ungraded=1)) == (
        "In a year 1 council went up, none down; 1 is no longer graded"
    )
    assert year_title(same_of("gr*", "og*")) == "In a year no council went up, 2 down"
    assert year_sentence(same_of("rg*", "gg*")).endswith("1 council inspected again kept its grade.")


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        (
            {"Care leavers": shares(9, 1), "Help": shares(8, 2), "Leaders": shares(7, 3)},
            "Care leavers is graded best, leaders least well",
        ),
        ({"Care leavers": shares(9, 1), "Help": shares(9, 1), "Leaders": shares(7, 3)}, ""),
        ({"Care leavers": shares(9, 1), "Leaders": shares(3, 3)}, ""),
    ],
)
def test_the_best_and_the_least_are_named_where_they_can_be(named, expected):
    assert best_and_worst_title(list(named.items())) == expected


def test_every_region_is_said_to_have_a_majority_only_where_each_has_one():
    most, half = ("London", shares(6, 4)), ("South West", shares(5, 5))
    assert majority_title(shares(12, 8), [most, most]) == "Most councils are good or outstanding in every region"
    assert majority_title(shares(11, 9), [most, half]) == "11 of 20 councils are good or outstanding"


@pytest.mark.parametrize(
    ("percents", "fell"),
    [((70, 50, 60, 72), True), ((50, 60, 70), False), ((70, 60, 50), False), ((70, 69, 68, 67, 66, 50, 60), False)],
)
def test_a_line_fell_early_and_rose_only_where_it_did(percents, fell):
    points = tuple(Point(date(2020 + n, 3, 31), share, 100, 100) for n, share in enumerate(percents))
    ilacs = programme("ilacs")
    title = lines_finding([Trend(ilacs, ilacs.frameworks[0].services[0], points)])
    assert title.startswith("Under ILACS the share fell early" if fell else "Good or outstanding overall")
