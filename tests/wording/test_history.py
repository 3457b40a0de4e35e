"""A council's years in words, and councils beside each other in words."""

from datetime import date

import pytest

from inspections.frameworks.loader import framework
from inspections.statistics.changes import Tally
from inspections.statistics.shares import set_against_others
from inspections.statistics.spans import good_or_better, spans
from inspections.statistics.standings import Result, State
from inspections.wording.history import (
    break_sentences,
    good_or_better_sentence,
    scales_sentence,
    span_sentence,
    spans_sentence,
    tally_sentence,
)
from inspections.wording.side_by_side import (
    against_sentence,
    compared_sentence,
    comparison_answer,
    dates_reckoned_sentence,
    differs_words,
    reports_run_sentence,
    sources_sentence,
    spread_words,
    time_between,
    versions_sentence,
    years_apart_sentence,
)
from tests.builders.rows import LAC_OVERALL, SG_CAPACITY, SG_OVERALL, World

ILACS = framework("ilacs-2023")
LEADERS = "whole.leaders"


def graded(code: str, provenance: str = "report") -> Result:
    return Result(LEADERS, State.GRADED, ILACS.scale.grade(code), provenance)


NOT_ON_RECORD = Result(LEADERS, State.NOT_ON_RECORD)


@pytest.fixture
def world() -> World:
    """Testshire: SLAC in 2011, ILACS in 2019 and 2024."""
    world = World()
    world.inspect("Testshire", {SG_OVERALL: "good", SG_CAPACITY: "adequate", LAC_OVERALL: "good"}, date(2011, 5, 1))
    world.inspect("Testshire", {LEADERS: "good"}, date(2019, 5, 1), framework="ilacs-2018")
    world.inspect("Testshire", {LEADERS: "outstanding"}, date(2024, 7, 1), framework="ilacs-2023")
    return world


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Tally(0, 0, 0, 0), ""),
        (Tally(0, 0, 0, 1), "The one judgement cannot be compared."),
        (Tally(0, 0, 0, 5), "None of the 5 judgements can be compared."),
        (Tally(1, 0, 0, 1), "The one judgement that can be compared improved."),
        (Tally(0, 0, 1, 3), "The one judgement that can be compared is lower; 2 others cannot be compared."),
        (
            Tally(2, 1, 0, 3),
            "Of the 3 judgements that can be compared, 2 improved, 1 stayed the same and none is lower.",
        ),
        (
            Tally(0, 0, 3, 4),
            "All 3 judgements that can be compared are lower; 1 other cannot be compared.",
        ),
    ],
)
def test_a_tally_has_its_base(found, words):
    assert tally_sentence(found) == words


class TestYears:
    def test_programmes_are_counted_and_never_set_against_each_other(self, world):
        assert spans_sentence(spans(world.records())) == (
            "3 inspections are on record since 2011, under 2 programmes: SLAC (1) and ILACS (2). Each programme judges "
            "other things, so a grade under one is never set against a grade under another."
        )

    def test_one_programme_needs_no_warning(self, world):
        assert spans_sentence(spans(world.records()[1:])) == "2 inspections are on record since 2019, under ILACS."

    def test_two_scales_are_told_apart(self, world):
        assert "adequate until 2013 and has been requires improvement since" in scales_sentence(spans(world.records()))
        assert scales_sentence(spans(world.records()[1:])) == ""

    def test_within_a_programme_the_first_is_set_against_the_last(self, world):
        slac, ilacs = spans(world.records())
        assert span_sentence(ilacs) == (
            "Under ILACS there were 2 inspections, from 2019 to 2024. From the first to the last: the one judgement that "
            "can be compared improved."
        )
        assert span_sentence(slac) == (
            "Under SLAC there was one inspection, in 2011: nothing under that programme to set it against."
        )


class TestBreaks:
    def test_another_programme_and_scale(self):
        first, second = break_sentences(framework("sif-2013"), framework("slac-2010"))
        assert "no grade on one side of this line is set against a grade on the other" in first
        assert second == "The scale changed: its third grade was adequate before and is requires improvement after."

    def test_another_programme_on_the_same_scale_says_nothing_of_scales(self):
        assert len(break_sentences(framework("ilacs-2018"), framework("sif-2013"))) == 1

    def test_a_version_says_which_judgements_compare(self):
        found = break_sentences(framework("ilacs-2023"), framework("ilacs-2018"))
        assert "Compared: impact of leaders and help and protection." in found
        assert any("children in care and care leavers (the earlier judgement covered" in one for one in found)

    def test_the_end_of_the_overall_judgement_is_said(self):
        found = break_sentences(framework("ilacs-2026"), framework("ilacs-2023"))
        assert found[-1] == "There has been no overall judgement since April 2026."

    def test_many_judgements_are_counted_not_named(self):
        found = break_sentences(framework("slac-2010"), framework("slac-2009"))
        assert "Compared: 13 judgements." in found


class TestGoodOrBetter:
    def test_services_are_told_apart_and_added_up(self, world):
        assert good_or_better_sentence(good_or_better(world.records()[0])) == (
            "Good or better: 1 of 2 judgements of safeguarding services (8 more are not on record here); 1 of 1 "
            "judgement of services for looked after children (11 more are not on record here); 2 of 3 in all."
        )

    def test_nothing_graded_says_nothing(self):
        assert good_or_better_sentence(()) == ""


class TestAgainst:
    def test_every_number_has_its_base(self):
        others = [graded("outstanding"), graded("good"), graded("inadequate"), NOT_ON_RECORD]
        assert against_sentence("Impact of leaders", set_against_others(graded("good"), others), "neighbour") == (
            "Impact of leaders: good. Of 3 neighbours with a grade on it, 1 has a higher one, 1 the same and 1 a lower "
            "one; 1 other: not on record here."
        )

    def test_without_a_grade_nothing_is_set_against_anything(self):
        found = set_against_others(NOT_ON_RECORD, [graded("good")])
        words = against_sentence("Impact of leaders", found, "neighbour")
        assert words == "Impact of leaders: no grade to set against others (not on record here)."

    def test_neighbours_without_grades(self):
        words = against_sentence("Impact of leaders", set_against_others(graded("good"), [NOT_ON_RECORD]), "neighbour")
        assert words == "Impact of leaders: good. None of the neighbours has a grade on it."


class TestCompared:
    def test_grades_stand_best_first_with_their_councils(self):
        found = [("Testshire", graded("good")), ("Sampleshire", graded("outstanding")), ("Mockshire", graded("good"))]
        assert compared_sentence("Leaders", found) == (
            "Leaders: outstanding for Sampleshire; good for Testshire and Mockshire."
        )

    def test_all_the_same(self):
        found = [("Testshire", graded("good")), ("Sampleshire", graded("good"))]
        assert compared_sentence("Leaders", found) == "Leaders: good for both."

    def test_a_council_without_a_grade_is_named_with_the_reason(self):
        found = [("Testshire", graded("good")), ("Sampleshire", NOT_ON_RECORD)]
        assert compared_sentence("Leaders", found) == "Leaders: good for Testshire. Not on record here: Sampleshire."

    @pytest.mark.parametrize(
        ("results", "words"),
        [
            ([graded("good")], ""),
            ([graded("good"), NOT_ON_RECORD], ""),
            ([graded("good"), graded("good")], "both good"),
            ([graded("good")] * 3, "all good"),
            ([graded("inadequate"), graded("good")], "differ: good and inadequate"),
        ],
    )
    def test_the_spread_is_that_of_the_grades(self, results, words):
        assert spread_words(results) == words

    def test_differing_grades_are_counted_best_first(self):
        assert differs_words([graded("good"), graded("outstanding"), graded("good"), NOT_ON_RECORD]) == (
            "differs: 1 outstanding, 2 good"
        )
        assert differs_words([graded("good"), graded("good")]) == "both good"
        assert differs_words([graded("good"), NOT_ON_RECORD]) == ""

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            (["og", "og"], "Both judgements differ. Sampleshire has none outstanding"),
            (["og", "gg"], "One of two judgements differs. Sampleshire has none outstanding"),
            (["og", "go"], "Both judgements differ"),
            (["gg", "oo"], "The grades are the same on both judgements"),
            (["gg"], "The grades are the same on the one judgement"),
            (["g-", "-o"], ""),
        ],
    )
    def test_the_answer_says_on_how_many_judgements_grades_differ(self, rows, words):
        letters = {"o": graded("outstanding"), "g": graded("good"), "-": NOT_ON_RECORD}
        found = [[letters[letter] for letter in row] for row in rows]
        assert comparison_answer(["Testshire", "Sampleshire"], found) == words


class TestCautions:
    def test_the_reports_run_from_month_to_month(self, world):
        assert reports_run_sentence(world.records()[1:]) == (
            "The reports run from May 2019 to July 2024: a difference can be one of time."
        )
        assert reports_run_sentence(world.records()[:1]) == ""

    def test_versions_are_counted(self, world):
        assert "ILACS 2018 (1) and ILACS 2023 (1)" in versions_sentence(world.records()[1:])
        assert versions_sentence(world.records()[1:2]) == ""

    def test_years_apart_are_said(self, world):
        words = years_apart_sentence(world.records()[1:])
        assert words.startswith("The reports came out between 1 May 2019 and 1 July 2024, 5 years and 2 months apart.")
        assert years_apart_sentence(world.records()[:1]) == ""

    @pytest.mark.parametrize(
        ("first", "last", "words"),
        [
            (date(2024, 1, 31), date(2024, 2, 29), "less than a month"),
            (date(2024, 1, 15), date(2024, 2, 15), "1 month"),
            (date(2023, 1, 15), date(2024, 1, 15), "1 year"),
            (date(2023, 1, 15), date(2024, 3, 1), "1 year and 1 month"),
        ],
    )
    def test_time_between_counts_whole_months(self, first, last, words):
        assert time_between(first, last) == words

    def test_reckoned_days_are_counted(self):
        world = World()
        world.inspect("Testshire", {SG_OVERALL: "good"}, inspected="2010-06")
        assert dates_reckoned_sentence(world.records()).startswith("For 1 of 1 inspection the day of publication")

    def test_other_sources_are_counted(self):
        found = [graded("good"), graded("good", "later_report"), graded("good", "derived"), NOT_ON_RECORD]
        assert sources_sentence(found) == (
            "1 of 3 grades is as stated in a later Ofsted report; 1 of 3 grades is derived, not read from a report."
        )
        assert sources_sentence(found[:1]) == ""
