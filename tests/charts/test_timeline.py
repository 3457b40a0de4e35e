"""The bands of a council's time line: where each begins, how far it reaches, and which are one judgement on two."""

from datetime import date

from dashboard.presenters.timeline import LAST_BAND, TimeLine, time_line
from inspections.statistics.standings import State
from tests.builders.rows import LAC_OVERALL, SG_OVERALL, World

TODAY = date(2026, 9, 1)


def line_of(world: World, until: date = TODAY) -> TimeLine:
    found = time_line(world.records(), until)
    assert found
    return found


def bands(line: TimeLine, code: str) -> list[tuple[float, float, str]]:
    (lane,) = (lane for lane in line.lanes if lane.code == code)
    return [(band.start, band.width, band.mark) for band in lane.bands]


def test_bands_stand_on_a_true_scale_and_reach_to_the_next_report():
    world = World()
    for year, grade in ((2016, "good"), (2018, "outstanding"), (2024, "good")):
        world.inspect("Testshire", {"whole.leaders": grade}, framework="ilacs-2018", published=date(year, 9, 1))
    leaders = bands(line_of(world), "leadership")
    assert [mark for _, _, mark in leaders] == ["G", "O", "G"]
    assert [round(start) for start, _, _ in leaders] == [0, 20, 80]
    assert [round(width) for _, width, _ in leaders] == [20, 60, 20]


def test_the_band_of_a_report_of_today_is_wide_enough_to_see():
    world = World()
    for day in (date(2016, 9, 1), TODAY):
        world.inspect("Testshire", {"whole.leaders": "good"}, framework="ilacs-2018", published=day)
    assert bands(line_of(world), "leadership")[-1][1] >= LAST_BAND


def test_two_themes_judged_together_are_one_band_across_both():
    world = World()
    grades = {"whole.children_in_care_and_care_leavers": "good"}
    world.inspect("Testshire", grades, framework="ilacs-2018", published=date(2019, 5, 1))
    apart = {"whole.children_in_care": "good", "whole.care_leavers": "outstanding"}
    world.inspect("Testshire", apart, framework="ilacs-2023", published=date(2024, 5, 1))
    line = line_of(world)
    joint = {lane.code: [band.joint for band in lane.bands] for lane in line.lanes}
    assert joint == {"children_in_care": ["first", ""], "care_leavers": ["second", ""]}
    assert line.has_joint


def test_an_inspection_of_one_service_leaves_the_grade_of_the_other():
    world = World()
    world.inspect("Testshire", {SG_OVERALL: "adequate", LAC_OVERALL: "good"}, published=date(2010, 5, 1))
    world.inspect("Testshire", {SG_OVERALL: "good"}, published=date(2012, 5, 1))
    line = line_of(world)
    assert [mark for _, _, mark in bands(line, "help_and_protection")] == ["A", "G"]
    assert [(start, width, mark) for start, width, mark in bands(line, "children_in_care")] == [(0, 100, "G")]


def test_a_new_programme_ends_every_band_and_is_marked():
    world = World()
    world.inspect("Testshire", {"whole.leadership": "good"}, framework="sif-2013", published=date(2016, 5, 1))
    world.inspect("Testshire", {"whole.leaders": "good"}, framework="ilacs-2018", published=date(2019, 5, 1))
    line = line_of(world)
    assert len(line.breaks) == 1
    assert line.breaks[0] == line.reports[1].x == bands(line, "leadership")[1][0]


def test_without_an_overall_judgement_only_the_overall_lane_says_so():
    world = World()
    world.inspect(
        "Testshire", {"whole.overall_effectiveness": "good"}, framework="sif-2013", published=date(2016, 5, 1)
    )
    world.inspect("Testshire", {"whole.leaders": "good"}, framework="ilacs-2026", published=date(2026, 6, 1))
    states = {lane.code: lane.bands[-1].result.state for lane in line_of(world).lanes}
    assert states["overall"] is State.NO_OVERALL
    assert states["leadership"] is State.GRADED


def test_labels_of_reports_close_in_time_stand_in_lines_below_each_other():
    world = World()
    for day in (date(2010, 5, 1), date(2010, 9, 1), date(2011, 1, 1), date(2020, 1, 1)):
        world.inspect("Testshire", {SG_OVERALL: "good"}, published=day)
    assert [report.line for report in line_of(world).reports] == [0, 1, 2, 0]


def test_without_a_grade_of_any_theme_there_is_no_time_line():
    world = World()
    world.inspect("Testshire", {"safeguarding.equality_and_diversity": "good"}, published=date(2010, 5, 1))
    assert time_line(world.records(), TODAY) is None
