"""Standings, ranking, places and shares, by example."""

from datetime import date

import pytest

from inspections.frameworks.loader import all_programmes, programme
from inspections.statistics.ranking import NotRanked, Place, Ranking, place, rank, set_against
from inspections.statistics.shares import percent, shares
from inspections.statistics.standings import State
from tests.builders.rows import KEY_FOUR, LAC_OVERALL, SG_OVERALL, SLAC, World, key_four, world_of

DAY = date(2012, 1, 5)
MEASURE = SLAC.measure("key-outstanding")


def ranks(ranking: Ranking) -> list[tuple[str, int, bool, int]]:
    return [(entry.council.name, entry.rank, entry.joint, entry.count) for entry in ranking.entries]


def reasons(ranking: Ranking) -> dict[str, State]:
    return {entry.council.name: entry.reason for entry in ranking.not_ranked}


def found(place_or_not: Place | NotRanked) -> Place:
    assert isinstance(place_or_not, Place)
    return place_or_not


# Ranks and ties.


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


# Who is ranked, and why not.


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


def test_a_report_after_the_day_is_still_to_come():
    world = World()
    world.inspect("Testshire", key_four("oooo"), date(2012, 1, 6))
    ranking = rank(world.as_at(DAY), MEASURE)
    assert reasons(ranking) == {"Testshire": State.NO_REPORT_YET}
    assert (ranking.base, ranking.inspected, ranking.in_being) == (0, 0, 1)


def test_a_report_of_the_day_itself_counts():
    world = World()
    world.inspect("Testshire", key_four("oooo"), DAY)
    assert rank(world.as_at(DAY), MEASURE).base == 1


def test_a_council_without_any_inspection_in_a_programme_that_came_to_all_is_not_on_record():
    world = World()
    world.council("Testshire")
    ranking = rank(world.as_at(DAY), MEASURE)
    assert reasons(ranking) == {"Testshire": State.NOT_ON_RECORD}
    assert ranking.inspected == 0


def test_a_council_without_any_inspection_before_the_programme_began_was_never_inspected():
    world = World()
    world.council("Testshire")
    assert reasons(rank(world.as_at(date(2009, 3, 31)), MEASURE)) == {"Testshire": State.NEVER_INSPECTED}


def test_a_council_without_any_inspection_in_a_programme_that_still_runs_was_never_inspected():
    world = World()
    world.council("Testshire")
    ranking = rank(world.as_at(date(2024, 1, 1), "ilacs"), programme("ilacs").measures[0])
    assert reasons(ranking) == {"Testshire": State.NEVER_INSPECTED}


def test_a_council_without_any_inspection_in_a_programme_that_came_to_some_was_never_inspected():
    world = World()
    world.council("Testshire")
    ranking = rank(world.as_at(date(2014, 1, 1), "lac-2013"), programme("lac-2013").measures[0])
    assert reasons(ranking) == {"Testshire": State.NEVER_INSPECTED}


# Councils created and abolished.


def test_a_council_abolished_before_the_day_is_not_of_the_field():
    world = World()
    world.council("Oldshire", valid_to=date(2012, 1, 4))
    world.inspect("Oldshire", key_four("oooo"), date(2011, 5, 1))
    assert world.as_at(DAY).councils == ()


def test_a_council_counts_on_its_last_day():
    world = World()
    world.council("Oldshire", valid_to=DAY)
    world.inspect("Oldshire", key_four("oooo"), date(2011, 5, 1))
    assert rank(world.as_at(DAY), MEASURE).base == 1


def test_a_council_is_of_the_field_on_its_first_day():
    world = World()
    world.council("Newshire", valid_from=DAY)
    assert [council.name for council in world.as_at(DAY).councils] == ["Newshire"]


def test_a_council_created_after_the_day_is_not_of_the_field():
    world = World()
    world.council("Newshire", valid_from=date(2012, 1, 6))
    assert world.as_at(DAY).councils == ()


def test_a_successor_does_not_inherit_and_was_never_inspected():
    world = World()
    world.council("Oldshire", valid_to=date(2019, 3, 31))
    world.council("Newshire", valid_from=date(2019, 4, 1))
    world.inspect("Oldshire", key_four("oooo"), date(2011, 5, 1))
    ranking = rank(world.as_at(date(2020, 1, 1)), MEASURE)
    assert (ranking.base, reasons(ranking)) == (0, {"Newshire": State.NEVER_INSPECTED})


# Re-inspections.


def test_a_re_inspection_of_one_service_leaves_the_grades_of_the_other():
    world = World()
    first = world.inspect("Testshire", key_four("iagg"), date(2010, 5, 1), framework="slac-2009")
    again = world.inspect("Testshire", key_four("ag--"), date(2011, 9, 1))
    standing = world.as_at(DAY).standings["testshire"]
    assert standing.result(SG_OVERALL).inspection == again
    assert standing.result(LAC_OVERALL).inspection == first
    assert [record.inspection for record in standing.records] == [first, again]


def test_a_re_inspected_council_is_ranked_on_both_inspections():
    world = World()
    world.inspect("Testshire", key_four("iago"), date(2010, 5, 1), framework="slac-2009")
    world.inspect("Testshire", key_four("oo--"), date(2011, 9, 1))
    ranking = rank(world.as_at(DAY), MEASURE)
    assert ranking.entries[0].count == 3
    assert (ranking.base, len(ranking.inspections)) == (1, 2)
    assert [framework.code for framework in ranking.frameworks] == ["slac-2009", "slac-2010"]


def test_before_the_re_inspection_the_first_grades_stand():
    world = World()
    world.inspect("Testshire", key_four("iago"), date(2010, 5, 1), framework="slac-2009")
    world.inspect("Testshire", key_four("oo--"), date(2011, 9, 1))
    assert rank(world.as_at(date(2011, 8, 31)), MEASURE).entries[0].count == 1


def test_a_later_inspection_of_both_services_leaves_nothing_of_the_first():
    world = World()
    world.inspect("Testshire", key_four("oooo"), date(2010, 5, 1))
    world.inspect("Testshire", key_four("g-g-"), date(2011, 9, 1))
    assert reasons(rank(world.as_at(DAY), MEASURE)) == {"Testshire": State.NOT_ON_RECORD}


def test_a_later_inspection_without_any_grade_hides_the_older_grades():
    world = World()
    world.inspect("Testshire", key_four("oooo"), date(2010, 5, 1))
    world.inspect("Testshire", {}, date(2011, 9, 1))
    ranking = rank(world.as_at(DAY), MEASURE)
    assert reasons(ranking) == {"Testshire": State.NOT_ON_RECORD}
    assert len(ranking.not_ranked[0].lacking) == 4


def test_of_two_reports_of_one_day_the_inspection_begun_later_stands():
    world = World()
    world.inspect("Testshire", key_four("oooo"), date(2011, 9, 1), inspected="2011-07-01")
    world.inspect("Testshire", key_four("gggg"), date(2011, 9, 1), inspected="2011-06-01")
    assert rank(world.as_at(DAY), MEASURE).entries[0].count == 4


def test_of_two_reports_of_one_day_a_month_only_stands_for_its_first_day():
    world = World()
    world.inspect("Testshire", key_four("oooo"), inspected="2011-06-15")
    world.inspect("Testshire", key_four("gggg"), inspected="2011-06")
    assert rank(world.as_at(DAY), MEASURE).entries[0].count == 4


def test_of_two_reports_alike_in_their_dates_the_one_recorded_later_stands():
    world = World()
    world.inspect("Testshire", key_four("oooo"), date(2011, 9, 1))
    world.inspect("Testshire", key_four("gggg"), date(2011, 9, 1))
    assert rank(world.as_at(DAY), MEASURE).entries[0].count == 0


# Dates of which only the month is known.


@pytest.mark.parametrize(("day", "base"), [(date(2010, 9, 29), 0), (date(2010, 9, 30), 1)])
def test_an_inspection_known_by_its_month_counts_from_the_end_of_the_third_month_after(day: date, base: int):
    world = World()
    world.inspect("Testshire", key_four("oogo"), inspected="2010-06", framework="slac-2009")
    assert rank(world.as_at(day), MEASURE).base == base


def test_inspections_dated_by_month_are_counted_among_those_ranked_only():
    world = world_of([1, 2])
    world.inspect("Testshire", key_four("oogo"), inspected="2010-06")
    world.inspect("Sampleshire", key_four("o---"), inspected="2010-06")
    assert rank(world.as_at(DAY), MEASURE).dated_by_month == 1


def test_the_year_of_an_inspection_is_that_of_its_report_where_known():
    world = World()
    assert world.inspect("Testshire", {}, date(2012, 1, 25), inspected="2011-11-28").year == 2012
    assert world.inspect("Testshire", {}, inspected="2010-12").year == 2010


# Frameworks and provenance.


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


# Places.


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


# Shares.


def test_shares_hold_every_grade_and_every_other_state():
    world = World()
    for number, letter in enumerate("oggn-"):
        world.inspect(f"Council {number}", key_four(f"{letter}g--"), date(2011, 5, 1))
    world.inspect("Latershire", key_four("gggg"), date(2012, 2, 1))
    found = shares(world.as_at(DAY), SG_OVERALL)
    assert {share.grade.code: share.count for share in found.shares} == {
        "outstanding": 1,
        "good": 2,
        "adequate": 0,
        "inadequate": 0,
    }
    assert found.base == 3
    assert {state: len(councils) for state, councils in found.ungraded.items()} == {
        State.NOT_JUDGED: 1,
        State.NOT_ON_RECORD: 1,
        State.NO_REPORT_YET: 1,
    }


@pytest.mark.parametrize(
    ("count", "base", "expected"),
    [
        (4, 9, None),
        (5, 10, 50),
        (0, 10, 0),
        (10, 10, 100),
        (1, 8, None),
        (1, 40, 3),
        (3, 40, 8),
        (92, 152, 61),
        (0, 0, None),
    ],
)
def test_per_cent_is_whole_and_only_from_a_base_of_ten(count: int, base: int, expected: int | None):
    assert percent(count, base) == expected
