"""The comparison of a cabinet paper of February 2012: joint best of 92 as at 5 January, made before its own report.

A fictional field of 92 reports, in which one council has three of four key judgements outstanding, and a
council that was reported on twenty days later with the same.
"""

from datetime import date, timedelta

import pytest

from inspections.statistics.ranking import NotRanked, Place, Ranking, place, rank, set_against
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    frameworks_sentence,
    full_records_sentence,
    inspected_sentence,
    not_ranked_words,
    place_sentence,
    provenance_sentence,
)
from inspections.wording.results import key_sentences
from tests.builders.rows import SLAC, World, key_four, real_world

AS_AT = date(2012, 1, 5)
PUBLISHED = date(2012, 1, 25)
MEASURE = SLAC.measure("key-outstanding")
# What the 91 other councils hold, over and over: up to two of the four outstanding.
OTHERS = ("gggg", "aaga", "ogog", "gaag", "iaaa", "oggg")


@pytest.fixture
def world() -> World:
    world = World()
    world.inspect("Leadshire", key_four("oogo"), inspected="2010-06", framework="slac-2009", provenance="later_report")
    for number in range(91):
        published = AS_AT - timedelta(days=7 * number)
        framework = "slac-2010" if published >= date(2010, 11, 1) else "slac-2009"
        world.inspect(f"Council {number}", key_four(OTHERS[number % 6]), published, framework=framework)
    world.inspect("County Testshire", key_four("oogo"), PUBLISHED, inspected="2011-11-28")
    return world


@pytest.fixture
def ranking(world: World) -> Ranking:
    return rank(world.as_at(AS_AT), MEASURE)


@pytest.fixture
def against(world: World, ranking: Ranking) -> Place:
    found = set_against(ranking, world.as_at(PUBLISHED).standings["county-testshire"])
    assert isinstance(found, Place)
    return found


def test_the_field_holds_92_councils_and_one_of_them_is_highest(ranking):
    assert (ranking.base, len(ranking.inspections)) == (92, 92)
    assert [(entry.council.name, entry.joint) for entry in ranking.entries if entry.rank == 1] == [("Leadshire", False)]


def test_the_council_reported_later_is_not_among_the_92(ranking):
    found = place(ranking, "county-testshire")
    assert isinstance(found, NotRanked)
    assert not_ranked_words(found) == "no report by this day"


def test_the_council_reported_later_is_joint_highest_when_set_against_the_92(against):
    assert (against.rank, against.joint, against.count, against.higher, against.lower) == (1, True, 3, 0, 91)
    assert [council.name for council in against.level_with] == ["Leadshire"]


def test_the_sentence_says_that_its_own_report_is_not_among_the_92(against):
    assert place_sentence(against) == (
        "Set against the 92 councils ranked as at 5 January 2012, County Testshire, with 3 of 4 key summary judgements "
        "graded outstanding, would have been joint highest, alongside Leadshire. Its own report is not among the 92: it was published "
        "on 25 January 2012."
    )


def test_the_list_is_the_same_with_and_without_the_later_report(world, ranking):
    world.inspections.pop()
    assert rank(world.as_at(AS_AT), MEASURE).entries == ranking.entries


def test_as_at_its_own_day_the_council_is_one_of_93(world):
    found = place(rank(world.as_at(PUBLISHED), MEASURE), "county-testshire")
    assert isinstance(found, Place)
    assert place_sentence(found) == (
        "As at 25 January 2012, County Testshire had 3 of 4 key summary judgements graded outstanding: joint highest of "
        "93, alongside Leadshire. County Testshire is one of the 93."
    )


def test_the_page_says_that_versions_are_mixed_and_one_inspection_is_dated_by_its_month(ranking):
    assert frameworks_sentence(ranking) == "This ranking mixes inspections under SLAC 2009 and SLAC 2010."
    assert dated_by_month_sentence(ranking).startswith("For 1 of 92 inspections (1%)")
    assert provenance_sentence(ranking).startswith("For 1 of 92 councils (1%)")


def test_all_92_have_their_key_judgements_on_record(ranking):
    assert full_records_sentence(ranking).startswith("All 92 councils")


def test_where_most_records_are_partial_the_page_says_how_few_are_ranked(world):
    world.grades = [row for row in world.grades if row.judgement != "capacity_for_improvement" or row.inspection <= 9]
    assert full_records_sentence(rank(world.as_at(AS_AT), MEASURE)) == (
        "Only 9 of 92 councils with SLAC inspections on record (10%) have a grade on record for all 4 key summary "
        "judgements and can be ranked."
    )


# The same on the real data, of which few records are full: the paper's 92 cannot be rebuilt.


@pytest.fixture(scope="module")
def real() -> World:
    return real_world()


def test_on_the_real_data_the_field_is_the_152_councils_of_the_day(real):
    assert rank(real.as_at(AS_AT), MEASURE).in_being == 152


def test_on_the_real_data_the_page_says_how_few_records_are_full(real):
    ranking = rank(real.as_at(AS_AT), MEASURE)
    assert inspected_sentence(ranking) == (
        "As at 5 January 2012, SLAC inspections are on record for 73 of 152 councils (48%)."
    )
    assert full_records_sentence(ranking) == (
        "Only 4 of 73 councils with SLAC inspections on record (5%) have a grade on record for all 4 key summary "
        "judgements and can be ranked."
    )


def test_on_the_real_data_county_durham_is_joint_highest_when_set_against_those_ranked(real):
    own = real.as_at(PUBLISHED).standings["county-durham"]
    found = set_against(rank(real.as_at(AS_AT), MEASURE), own)
    assert isinstance(found, Place)
    assert place_sentence(found) == (
        "Set against the 4 councils ranked as at 5 January 2012, County Durham had 3 of 4 key summary judgements graded "
        "outstanding: none has more, 1 has as many (Lincolnshire) and 3 have fewer. From fewer than ten councils no "
        "place is named. Its own report is not among the 4: it was published on 25 January 2012."
    )


def test_on_the_real_data_the_key_sentence_is_that_of_the_paper(real):
    (record,) = real.as_at(PUBLISHED).standings["county-durham"].records
    assert key_sentences(record) == (
        "Overall effectiveness of safeguarding services was graded outstanding and capacity for improvement was graded outstanding. "
        "Overall effectiveness of services for looked after children was graded good and capacity for improvement was graded outstanding."
    )
