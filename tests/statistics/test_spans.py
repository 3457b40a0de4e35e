"""A council's inspections by programme, what improved within each, and grades set against those of others."""

from datetime import date

from inspections.frameworks.loader import framework
from inspections.statistics.changes import Tally, compare_with_previous, tally
from inspections.statistics.shares import set_against_others
from inspections.statistics.spans import good_or_better, spans
from inspections.statistics.standings import Result, State
from tests.builders.rows import LAC_OVERALL, SG_CAPACITY, SG_OVERALL, World

ILACS = framework("ilacs-2023")
LEADERS, HELP, CARE, LEAVERS = (
    "whole.leaders",
    "whole.help_and_protection",
    "whole.children_in_care",
    "whole.care_leavers",
)


def graded(code: str | None) -> Result:
    """A result on one judgement, not on record where no grade is given."""
    if code is None:
        return Result(LEAVERS, State.NOT_ON_RECORD)
    return Result(LEAVERS, State.GRADED, ILACS.scale.grade(code), "report")


class TestSpans:
    def test_inspections_of_one_programme_are_one_span_whatever_the_version(self):
        world = World()
        world.inspect("Testshire", {LEADERS: "good"}, date(2019, 5, 1), framework="ilacs-2018")
        world.inspect("Testshire", {SG_OVERALL: "good"}, date(2011, 5, 1))
        world.inspect("Testshire", {LEADERS: "outstanding"}, date(2024, 5, 1), framework="ilacs-2023")
        found = spans(world.records())
        assert [[record.framework.code for record in span.records] for span in found] == [
            ["slac-2010"],
            ["ilacs-2018", "ilacs-2023"],
        ]

    def test_a_span_of_three_sets_the_last_against_the_first(self):
        world = World()
        for year, grade in ((2019, "inadequate"), (2021, "outstanding"), (2022, "good")):
            world.inspect("Testshire", {LEADERS: grade}, date(year, 5, 1), framework="ilacs-2018")
        [span] = spans(world.records())
        change = next(change for change in span.changes if change.judgement.id == LEADERS)
        assert (change.before[0].grade.code, change.now.grade.code, change.steps) == ("inadequate", "good", 2)

    def test_one_inspection_has_nothing_to_compare(self):
        world = World()
        world.inspect("Testshire", {LEADERS: "good"}, date(2024, 5, 1), framework="ilacs-2023")
        assert spans(world.records())[0].changes == ()

    def test_without_inspections_there_is_none(self):
        assert spans([]) == ()


def test_a_tally_counts_directions_and_how_many_have_none():
    world = World()
    before = {LEADERS: "good", HELP: "good", "whole.children_in_care_and_care_leavers": "good"}
    now = {LEADERS: "outstanding", HELP: "inadequate", CARE: "good", LEAVERS: "good"}
    world.inspect("Testshire", before, date(2019, 5, 1), framework="ilacs-2018")
    world.inspect("Testshire", now, date(2024, 5, 1), framework="ilacs-2023")
    records = world.records()
    # The overall judgement is not on record, and is not counted among those that cannot be compared.
    assert tally(compare_with_previous(records[1], records)) == Tally(improved=1, same=0, lower=1, of=4)


class TestGoodOrBetter:
    def test_it_is_counted_by_service_over_the_grades_on_record(self):
        world = World()
        grades = {SG_OVERALL: "outstanding", SG_CAPACITY: "adequate", LAC_OVERALL: "good"}
        world.inspect("Testshire", grades, date(2011, 5, 1))
        found = good_or_better(world.records()[0])
        assert [(one.service.code, one.count, one.base, one.expected) for one in found] == [
            ("safeguarding", 1, 2, 10),
            ("looked_after", 1, 1, 12),
        ]

    def test_requires_improvement_is_not_good(self):
        world = World()
        world.inspect("Testshire", {LEADERS: "requires_improvement"}, date(2024, 5, 1), framework="ilacs-2023")
        assert good_or_better(world.records()[0])[0].count == 0


class TestAgainstOthers:
    def test_higher_same_lower_and_those_without_a_grade_are_told_apart(self):
        others = map(graded, ("outstanding", "good", "good", "inadequate", None))
        found = set_against_others(graded("good"), others)
        assert (found.higher, found.same, found.lower, found.base) == (1, 2, 1, 4)
        assert found.ungraded == {State.NOT_ON_RECORD: 1}

    def test_without_an_own_grade_nothing_is_counted(self):
        assert set_against_others(graded(None), [graded("good")]).base == 0
