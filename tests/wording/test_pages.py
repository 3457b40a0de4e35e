"""Sentences of single pages: absences, groups, heatmaps, searches, editions, histories."""

from datetime import date

import pytest

from inspections.frameworks.loader import framework, programme
from inspections.statistics.ranking import NotRanked, rank
from inspections.wording import absences, editions, groups, heatmaps, history, search, side_by_side
from inspections.wording.comparisons import count_sentence
from inspections.wording.distributions import left_out_sentence
from inspections.wording.national import too_few_for_line_sentence, without_overall_sentence
from tests.builders.rows import SLAC, key_four, world_of

DAY = date(2012, 1, 5)
SLAC_2010, SIF, ILACS, LATEST = (framework(code) for code in ("slac-2010", "sif-2013", "ilacs-2023", "ilacs-2026"))


def not_ranked() -> NotRanked:
    world = world_of([4])
    world.council("Otherton")
    (entry,) = rank(world.as_at(DAY), SLAC.measures[0]).not_ranked
    return entry


def test_a_council_without_a_rank_is_told_why():
    assert absences.unranked_sentence("Otherton", not_ranked()).startswith("Otherton is not ranked: ")
    by = absences.unranked_by_sentence(not_ranked(), SLAC.measures[0])
    assert by.startswith(f"Otherton is not ranked by “{SLAC.measures[0].name}”: ")
    assert absences.not_set_against_sentence(not_ranked()).startswith("It cannot be set against the list: ")


def test_only_a_programme_that_left_councils_out_says_so():
    assert absences.coverage_sentence(programme("ilacs")) == ""
    assert absences.coverage_sentence(programme("lac-2013")) == (
        "Looked after children 2013 inspections did not come to every council, and not all may be on record here."
    )


@pytest.mark.parametrize(
    ("councils", "sentence"),
    [
        ([], ""),
        (["A"], "A has no place on the map yet and stands in the list only."),
        (["A", "B"], "A and B have no place on the map yet and stand in the list only."),
    ],
)
def test_councils_without_a_tile_are_named(councils, sentence):
    assert absences.unplaced_sentence(councils) == sentence


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ({}, ""),
        ({"region": "London"}, "in London"),
        ({"region": "North East"}, "in the North East"),
        ({"type_": "county", "region": "South East"}, "in the group of county councils in the South East"),
        ({"type_": "isles_of_scilly"}, "in the group of Isles of Scilly"),
        ({"own_list": "a list of 2 councils"}, "in a list of 2 councils"),
        ({"own_list": "a list of 2 councils", "region": "London"}, "in a list of 2 councils in London"),
        (
            {"type_": "unitary", "neighbours": "A and its statistical neighbours"},
            "in the group of unitary authorities among A and its statistical neighbours",
        ),
    ],
)
def test_a_group_is_said_in_a_phrase(group, words):
    assert groups.group_words(**group) == words


def test_a_heatmap_says_whose_judgements_its_columns_are():
    assert heatmaps.grid_words(1, 4) == "1 council by 4 judgements"
    assert heatmaps.only_framework_sentence(SLAC_2010, 5, 12) == (
        "Only councils inspected under SLAC 2010 are shown: 5 of 12 inspections (42%) counted."
    )
    assert heatmaps.columns_sentence(SLAC_2010, 1, 1).startswith(
        "The columns are the judgements of SLAC 2010, under which 1 of 1 inspection counted were made."
    )


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        ((12, 3, 140), "12 paragraphs in 3 of the 140 reports searched."),
        ((1, 1, 1), "1 paragraph in the one report searched."),
        ((1200, 2, 2), "1,200 paragraphs in all 2 reports searched."),
    ],
)
def test_a_search_says_how_much_it_found(numbers, sentence):
    assert search.found_sentence(*numbers) == sentence


def test_a_search_says_where_it_looked():
    assert search.scope_words() == ""
    words = search.scope_words(council="Testshire", framework="SIF", published_to=DAY, parts=["Leaders"], grade="good")
    assert words == (
        "reports on Testshire; under SIF; published to 5 January 2012; paragraphs on “Leaders”; under a judgement "
        "graded good"
    )


def test_an_edition_says_how_many_rankings_came_out_otherwise():
    assert editions.rankings_compared_sentence(0, 0, []) == ""
    assert editions.rankings_compared_sentence(0, 1, [DAY]) == (
        "None of 1 ranking compared, as at 5 January 2012, came out otherwise."
    )
    assert editions.inspections_words("", DAY, of_these=True) == (
        "the inspections that count by 5 January 2012, of these councils"
    )


def test_a_break_in_a_history_is_a_new_version_or_a_new_framework():
    assert history.break_words(LATEST, ILACS) == (
        f"New version, {LATEST.short_name} after {ILACS.short_name}: some judgements differ"
    )
    assert history.break_words(ILACS, SIF) == (
        f"New framework, {ILACS.short_name} after {SIF.short_name}: not directly comparable"
    )


def test_a_time_line_explains_only_the_lines_and_stars_that_it_has():
    world = world_of([4])
    world.inspect("Council A", key_four("gggg"), inspected="2010-06", framework="slac-2009")
    dated, by_month = world.records()
    assert history.time_line_notes([dated]) == ""
    both = history.time_line_notes([by_month, dated])
    assert "The day of publication is not on record" in both
    assert "Dashed line" not in both
    assert "A band across two rows" not in both
    assert "A band across two rows" in history.time_line_notes([dated], joint=True)


def test_a_table_filled_by_a_group_says_how_many_are_left_out():
    assert side_by_side.region_shown_sentence("London", 2, 2, 10) == "Councils of London: all 2."
    assert side_by_side.region_shown_sentence("London", 10, 33, 10) == (
        "Councils of London: 10 of 33, the first by name: at most 10 can be shown."
    )
    assert side_by_side.neighbours_shown_sentence("Testshire", 9, 10, "May 2025", 10).startswith(
        "Testshire and the 9 closest of its 10 statistical neighbours in the set of May 2025: at most 10"
    )


def test_small_numbers_are_said_to_be_left_out():
    assert left_out_sentence(0) == ""
    assert left_out_sentence(2) == "Left out: 2 judgements on which fewer than 10 councils have a grade on record."
    assert too_few_for_line_sentence(DAY) == "Too few councils have a grade by 5 January 2012 for a line through time."


def test_a_line_without_an_overall_judgement_says_since_when():
    assert without_overall_sentence(LATEST, programme("ilacs")).startswith(
        "Since April 2026 ILACS inspections end in no overall judgement"
    )


def test_a_count_is_shared_or_had_alone():
    assert count_sentence("Testshire", 3, 21) == "Testshire is one of the 21 that had 3."
    assert count_sentence("Testshire", 0, 1) == "Testshire is the only one that had none."
