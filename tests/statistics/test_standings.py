"""Which inspections count as at a day, and for which councils."""

from dataclasses import replace
from datetime import date

import pytest

from inspections.frameworks.loader import programme
from inspections.statistics.ranking import Ranking, rank
from inspections.statistics.standings import State
from inspections.wording.comparisons import not_ranked_words
from tests.builders.rows import LAC_OVERALL, SG_OVERALL, SLAC, World, key_four, world_of

DAY = date(2012, 1, 5)
MEASURE = SLAC.measure("key-outstanding")


def reasons(ranking: Ranking) -> dict[str, State]:
    return {entry.council.name: entry.reason for entry in ranking.not_ranked}


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


def test_before_the_programme_began_no_council_has_a_report():
    world = World()
    world.council("Testshire")
    assert reasons(rank(world.as_at(date(2009, 3, 31)), MEASURE)) == {"Testshire": State.NO_REPORT_YET}


def test_a_council_of_today_without_any_inspection_in_a_programme_that_still_runs_has_no_report_yet():
    world = World()
    world.council("Testshire")
    ranking = rank(world.as_at(date(2024, 1, 1), "ilacs"), programme("ilacs").measures[0])
    assert reasons(ranking) == {"Testshire": State.NO_REPORT_YET}


def test_a_council_abolished_since_without_any_inspection_in_a_programme_that_still_runs_is_not_on_record():
    world = World()
    world.council("Oldshire", valid_to=date(2024, 3, 31))
    ranking = rank(world.as_at(date(2024, 1, 1), "ilacs"), programme("ilacs").measures[0])
    assert reasons(ranking) == {"Oldshire": State.NOT_ON_RECORD}


def test_a_council_without_any_inspection_in_a_programme_that_came_to_some_is_not_on_record():
    world = World()
    world.council("Testshire")
    ranking = rank(world.as_at(date(2014, 1, 1), "lac-2013"), programme("lac-2013").measures[0])
    assert reasons(ranking) == {"Testshire": State.NOT_ON_RECORD}


def test_a_council_created_after_a_programme_ended_was_never_inspected_under_it():
    world = World()
    world.council("Newshire", valid_from=date(2019, 4, 1))
    ranking = rank(world.as_at(date(2020, 1, 1), "sif"), programme("sif").measures[0])
    assert reasons(ranking) == {"Newshire": State.NEVER_INSPECTED}


def test_an_inspection_made_by_the_day_with_an_unknown_day_of_publication_is_not_counted_yet():
    world = World()
    world.inspect("Monthshire", key_four("gggg"), inspected="2011-10")
    (entry,) = rank(world.as_at(DAY), MEASURE).not_ranked
    assert entry.reason is State.NOT_COUNTED_YET
    assert not_ranked_words(entry) == (
        "not counted yet: inspected October 2011, day of publication not known; counts from 31 January 2012"
    )
    assert reasons(rank(world.as_at(date(2012, 1, 31)), MEASURE)) == {}
    assert reasons(rank(world.as_at(date(2011, 9, 30)), MEASURE)) == {"Monthshire": State.NO_REPORT_YET}


def test_an_inspection_dated_by_a_year_to_march_counts_from_its_31_march():
    world = World()
    world.inspect("Spanshire", key_four("gggg"), inspected="2011-04/2012-03")
    assert reasons(rank(world.as_at(date(2012, 3, 30)), MEASURE)) == {"Spanshire": State.NOT_COUNTED_YET}
    assert reasons(rank(world.as_at(date(2012, 3, 31)), MEASURE)) == {}


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


def test_what_is_counted_of_councils_is_counted_again_once_they_are_narrowed():
    councils_as_at = world_of([1, 2]).as_at(DAY)
    ranking = rank(councils_as_at, MEASURE)
    slug = ranking.entries[0].council.slug
    narrowed = replace(councils_as_at, standings={slug: councils_as_at.standings[slug]})
    assert rank(councils_as_at, MEASURE) is ranking
    assert rank(narrowed, MEASURE).base == 1
    assert rank(councils_as_at.of_group(""), MEASURE) is ranking
    assert rank(councils_as_at.of_group("in the North East"), MEASURE).group == "in the North East"
