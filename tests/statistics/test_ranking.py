"""Ranks, ties, who is not ranked and why, and the place of one council, by hand."""

from datetime import date

import pytest

from inspections.frameworks.loader import all_programmes, programme
from inspections.statistics.ranking import (
    NotRanked,
    Place,
    Ranking,
    describing_measure,
    fullest_measure,
    place,
    rank,
    set_against,
)
from inspections.statistics.standings import State
from tests.builders.rows import KEY_FOUR, SLAC, World, key_four, world_of

DAY = date(2012, 1, 5)
MEASURE = SLAC.measure("key-outstanding")


def ranks(ranking: Ranking) -> list[tuple[str, int, bool, int]]:
    return [(entry.council.name, entry.rank, entry.joint, entry.count) for entry in ranking.entries]


def reasons(ranking: Ranking) -> dict[str, State]:
    return {entry.council.name: entry.reason for entry in ranking.not_ranked}


def found(place_or_not: Place | NotRanked) -> Place:
    assert isinstance(place_or_not, Place)
    return place_or_not


def test_one_council_ahead_holds_the_first_rank_alone():
    assert ranks(rank(world_of([1, 3, 2]).as_at(DAY), MEASURE)) == [
        ("Council B", 1, False, 3),
        ("Council C", 2, False, 2),
        ("Council A", 3, False, 1),
    ]


def test_two_councils_level_share_a_rank_and_the_next_is_third():
    assert ranks(rank(world_of([3, 3, 2]).as_at(DAY), MEASURE)) == [
        ("Council A", 1, True, 3),
        ("Council B", 1, True, 3),
        ("Council C", 3, False, 2),
    ]


def test_three_councils_level_below_the_first_leave_the_fifth_rank_next():
    assert ranks(rank(world_of([4, 2, 2, 2, 0]).as_at(DAY), MEASURE)) == [
        ("Council A", 1, False, 4),
        ("Council B", 2, True, 2),
        ("Council C", 2, True, 2),
        ("Council D", 2, True, 2),
        ("Council E", 5, False, 0),
    ]


def test_all_councils_level_share_the_first_rank():
    assert [entry[1:3] for entry in ranks(rank(world_of([0, 0, 0, 0]).as_at(DAY), MEASURE))] == [(1, True)] * 4


def test_councils_level_stand_by_name_without_regard_to_case():
    world = World()
    for name in ("borough B", "Borough C", "Borough A"):
        world.inspect(name, key_four("oooo"), date(2011, 5, 1))
    assert [entry.council.name for entry in rank(world.as_at(DAY), MEASURE).entries] == [
        "Borough A",
        "borough B",
        "Borough C",
    ]


def test_a_measure_of_good_or_better_counts_both_grades():
    world = World()
    world.inspect("Testshire", key_four("ogai"), date(2011, 5, 1))
    (entry,) = rank(world.as_at(DAY), SLAC.measure("key-good-or-better")).entries
    assert (entry.count, entry.of) == (2, 4)


def test_a_council_with_a_key_judgement_missing_is_not_ranked():
    world = world_of([1])
    world.inspect("Testshire", key_four("ooo-"), date(2011, 6, 1))
    ranking = rank(world.as_at(DAY), MEASURE)
    assert [entry.council.name for entry in ranking.entries] == ["Council A"]
    (lacking,) = ranking.not_ranked
    assert lacking.reason is State.NOT_ON_RECORD
    assert [result.judgement for result in lacking.lacking] == [KEY_FOUR[3]]


def test_none_complete_makes_an_empty_ranking_with_every_reason():
    world = World()
    world.inspect("Testshire", key_four("o---"), date(2011, 6, 1))
    world.inspect("Sampleshire", key_four("gggn"), date(2011, 6, 1))
    ranking = rank(world.as_at(DAY), MEASURE)
    assert (ranking.base, ranking.inspected, ranking.in_being) == (0, 2, 2)
    assert reasons(ranking) == {"Testshire": State.NOT_ON_RECORD, "Sampleshire": State.NOT_JUDGED}


def test_not_judged_is_not_not_on_record():
    world = World()
    world.inspect("Testshire", key_four("ooon"), date(2011, 6, 1))
    result = world.as_at(DAY).standings["testshire"].result(KEY_FOUR[3])
    assert (result.state, result.grade, result.provenance) == (State.NOT_JUDGED, None, "report")


def test_what_ofsted_decided_is_given_before_what_is_not_on_record():
    world = World()
    world.inspect("Testshire", key_four("on--"), date(2011, 6, 1))
    assert reasons(rank(world.as_at(DAY), MEASURE)) == {"Testshire": State.NOT_JUDGED}


def test_frameworks_mixed_are_named_oldest_first():
    world = world_of([1, 2])
    world.inspect("Testshire", key_four("oogo"), date(2010, 7, 1), framework="slac-2009")
    ranking = rank(world.as_at(DAY), MEASURE)
    assert [framework.code for framework in ranking.frameworks] == ["slac-2009", "slac-2010"]
    assert ranking.cautions == ()


def test_frameworks_mixed_bring_the_reason_of_a_flagged_comparison():
    world = World()
    world.inspect("Testshire", {"whole.overall_effectiveness": "good"}, date(2019, 4, 1), framework="ilacs-2018")
    world.inspect("Sampleshire", {"whole.overall_effectiveness": "good"}, date(2023, 4, 1), framework="ilacs-2023")
    ranking = rank(world.as_at(date(2024, 1, 1), "ilacs"), programme("ilacs").measure("overall-outstanding"))
    assert [caution.fairness for caution in ranking.cautions] == ["flagged"]


def test_a_framework_without_the_judgement_leaves_the_council_unranked():
    world = World()
    grades = {
        f"whole.{code}": "good" for code in ("leaders", "help_and_protection", "children_in_care_and_care_leavers")
    }
    world.inspect("Testshire", grades, date(2019, 4, 1), framework="ilacs-2018")
    ranking = rank(world.as_at(date(2024, 1, 1), "ilacs"), programme("ilacs").measure("four-outstanding"))
    assert reasons(ranking) == {"Testshire": State.NO_SUCH_JUDGEMENT}


def test_a_framework_without_an_overall_judgement_says_so():
    world = World()
    world.inspect("Testshire", {"whole.leaders": "good"}, date(2026, 5, 1), framework="ilacs-2026")
    ranking = rank(world.as_at(date(2026, 6, 1), "ilacs"), programme("ilacs").measure("overall-outstanding"))
    assert reasons(ranking) == {"Testshire": State.NO_OVERALL}


def test_another_programme_does_not_count():
    world = World()
    world.inspect("Testshire", {"whole.overall_effectiveness": "good"}, date(2014, 4, 1), framework="sif-2013")
    assert world.as_at(date(2015, 1, 1)).inspections == ()


def test_councils_are_counted_that_owe_a_grade_to_another_source():
    world = world_of([1, 2])
    world.inspect("Testshire", key_four("oogo"), date(2010, 7, 1), provenance="later_report")
    assert rank(world.as_at(DAY), MEASURE).not_from_report == 1


@pytest.mark.parametrize(
    ("programme_code", "measure"), [(p.code, m.code) for p in all_programmes() for m in p.measures]
)
def test_every_measure_counts_judgements_that_compare_within_its_programme(programme_code: str, measure: str):
    members = programme(programme_code).frameworks
    for judgement in programme(programme_code).measure(measure).judgements:
        having = [framework for framework in members if framework.has(judgement)]
        for index, earlier in enumerate(having):
            for later in having[index + 1 :]:
                fairness = {
                    c.fairness
                    for c in later.comparisons_with(earlier.code, judgement)
                    if c.earlier_judgement == judgement
                }
                assert fairness <= {"fair", "flagged"}
                assert fairness, f"{judgement}: {later.code} says nothing of {earlier.code}"


def test_a_place_says_who_is_level_and_how_many_are_higher_and_lower():
    ranking = rank(world_of([4, 2, 2, 2, 0]).as_at(DAY), MEASURE)
    where = found(place(ranking, "council-c"))
    assert (where.rank, where.higher, where.lower, where.joint, where.counted) == (2, 1, 1, True, True)
    assert [council.name for council in where.level_with] == ["Council B", "Council D"]


def test_the_place_of_a_council_not_ranked_is_its_reason():
    world = world_of([1])
    world.inspect("Testshire", key_four("o---"), date(2011, 6, 1))
    found = place(rank(world.as_at(DAY), MEASURE), "testshire")
    assert isinstance(found, NotRanked)
    assert found.reason is State.NOT_ON_RECORD


def test_the_place_of_a_council_outside_the_field_is_refused():
    with pytest.raises(KeyError):
        place(rank(world_of([1]).as_at(DAY), MEASURE), "elsewhere")


def test_a_council_reported_later_is_set_against_the_others_and_not_counted():
    world = world_of([4, 2, 0])
    report = world.inspect("Testshire", key_four("oogg"), date(2012, 1, 25))
    own = world.as_at(date(2012, 1, 25)).standings["testshire"]
    where = found(set_against(rank(world.as_at(DAY), MEASURE), own))
    assert (where.rank, where.higher, where.lower, where.base, where.counted) == (2, 1, 1, 3, False)
    assert [council.name for council in where.level_with] == ["Council B"]
    assert (where.own_report, where.earlier_report_counted) == (report, False)


def test_a_council_is_not_set_against_its_own_earlier_report():
    world = world_of([4, 2, 0])
    world.inspect("Council B", key_four("oogg"), date(2012, 1, 25))
    own = world.as_at(date(2012, 1, 25)).standings["council-b"]
    where = found(set_against(rank(world.as_at(DAY), MEASURE), own))
    assert (where.rank, where.level_with, where.base, where.earlier_report_counted) == (2, (), 3, True)


def test_a_council_reported_by_the_day_cannot_be_set_against():
    world = world_of([4, 2])
    with pytest.raises(ValueError, match="council-b has no report after"):
        set_against(rank(world.as_at(DAY), MEASURE), world.as_at(DAY).standings["council-b"])


def test_a_council_reported_on_the_day_itself_cannot_be_set_against():
    world = world_of([4, 2])
    world.inspect("Testshire", key_four("oogg"), DAY)
    with pytest.raises(ValueError, match="testshire has no report after"):
        set_against(rank(world.as_at(DAY), MEASURE), world.as_at(DAY).standings["testshire"])


def test_of_two_later_reports_the_last_is_the_one_set_against():
    world = world_of([4, 2])
    world.inspect("Testshire", key_four("oogg"), date(2012, 1, 25))
    last = world.inspect("Testshire", key_four("gg--"), date(2012, 5, 25))
    own = world.as_at(date(2012, 6, 1)).standings["testshire"]
    assert found(set_against(rank(world.as_at(DAY), MEASURE), own)).own_report == last


def test_a_council_without_all_its_grades_cannot_be_set_against():
    world = world_of([4])
    world.inspect("Testshire", key_four("oo--"), date(2012, 1, 25))
    own = world.as_at(date(2012, 1, 25)).standings["testshire"]
    assert isinstance(set_against(rank(world.as_at(DAY), MEASURE), own), NotRanked)


def overall_only(grade: str) -> dict[str, str]:
    return {f"{service}.overall_effectiveness": grade for service in ("safeguarding", "looked_after")}


def test_the_fullest_measure_is_the_one_by_which_most_councils_can_be_ranked():
    assert fullest_measure(world_of([4, 3]).as_at(DAY)).code == "key-outstanding"
    world = world_of([4])
    world.inspect("Council Z", overall_only("good"), DAY)
    assert fullest_measure(world.as_at(DAY)).code == "overall-outstanding"


@pytest.mark.parametrize(
    ("count", "measure"), [(4, "key-outstanding"), (1, "key-outstanding"), (0, "key-good-or-better")]
)
def test_a_council_without_an_outstanding_judgement_is_described_by_its_good_ones(count, measure):
    councils = world_of([count, 2]).as_at(DAY)
    assert describing_measure(councils, councils.standings["council-a"]).code == measure


def test_a_council_with_no_grade_that_counts_is_described_by_the_looser_measure():
    world = world_of([2])
    world.inspect("Council Z", key_four("aaaa"), DAY)
    councils = world.as_at(DAY)
    assert describing_measure(councils, councils.standings["council-z"]).code == "key-good-or-better"
    assert describing_measure(councils, None).code == "key-outstanding"
