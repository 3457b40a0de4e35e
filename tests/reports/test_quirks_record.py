"""The quirks of slac_reports.json that concern the front, the record and the grades in the body, each by number.

Those on paragraphs, areas for improvement and figures are in test_quirks_evidence.py.
"""

from functools import cache

import pytest

from inspections.frameworks.loader import framework
from inspections.reports.extract import load
from inspections.reports.findings import GradeFinding, Reading, Refusal, RefusalKind
from inspections.reports.header import periods
from inspections.reports.pipeline import read_report
from inspections.reports.vocabulary import Labels, whole_grade
from tests.builders.real_reports import TEXTS, needs_reports
from tests.builders.register import fixture_councils
from tests.builders.reports import REGISTER, SLAC_2010, slac_text

pytestmark = [pytest.mark.reports, needs_reports]

DURHAM, DERBY = "county-durham-2012-01-25.txt", "derby-2011-06-27.txt"
STOCKTON, LANCASHIRE = "stockton-on-tees-2010-10-22.txt", "lancashire-2012-03-09.txt"
CABINET = "county-durham-cabinet-paper-2012-02-29.txt"
REPORTS = (DURHAM, DERBY, STOCKTON, LANCASHIRE)
NEWER = (DURHAM, DERBY, LANCASHIRE)
EQUALITY = ("safeguarding.equality_and_diversity", "looked_after.equality_and_diversity")


@cache
def reading(name: str) -> Reading:
    result = read_report((TEXTS / name).read_bytes(), fixture_councils())
    assert isinstance(result, Reading)
    return result


def grade(name: str, judgement_id: str) -> GradeFinding:
    finding = reading(name).grade(judgement_id)
    assert finding is not None
    return finding


def at_line(name: str, line: int) -> GradeFinding:
    """The judgement whose body heading carries its grade on this line."""
    return next(finding for finding in reading(name).grades if finding.body_line == line)


def ids(name: str, service: str) -> list[str]:
    return [finding.judgement for finding in reading(name).grades if finding.service == service]


def test_q01_a_wrong_service_heading_inside_a_service_does_not_end_it() -> None:
    assert len(ids(DERBY, "safeguarding")) == 10
    assert grade(DERBY, "safeguarding.ambition_and_prioritisation").line == 414
    assert grade(DERBY, "looked_after.ambition_and_prioritisation").line == 430


def test_q02_missing_group_rows_change_nothing() -> None:
    assert len(reading(LANCASHIRE).grades) == 22
    group = framework("slac-2010").judgement("safeguarding.partnership_working").group
    assert group == "leadership_and_management_group"


def test_q03_the_three_shapes_of_the_record_give_the_same_judgements() -> None:
    found = [[finding.id for finding in reading(name).grades] for name in NEWER]
    assert found[0] == found[1] == found[2]
    assert len(found[0]) == 22


def test_q04_a_stray_tab_in_a_heading_makes_no_row_of_it() -> None:
    assert [problem for problem in reading(LANCASHIRE).problems if problem.kind.name == "JUDGEMENT_UNKNOWN"] == []
    assert grade(LANCASHIRE, "safeguarding.safe_and_feel_safe").line == 423


def test_q05_a_misread_word_is_asked_about_and_never_made_a_grade() -> None:
    rows = [(label, "9000" if label.startswith("Being healthy") else printed) for label, printed in SLAC_2010]
    result = read_report(slac_text(rows).encode(), REGISTER)
    assert isinstance(result, Reading)
    finding = result.grade("looked_after.being_healthy")
    assert finding is not None
    assert finding.grade is None
    problem = next(p for p in result.problems if p.judgement == "looked_after.being_healthy")
    assert (problem.kind.name, "9000" in problem.detail) == ("GRADE_UNCLEAR", True)


def test_q06_the_older_tree_is_told_from_its_rows() -> None:
    assert reading(STOCKTON).framework == "slac-2009"
    from_record = [finding for finding in reading(STOCKTON).grades if finding.source == "record"]
    assert [sum(f.service == s for f in from_record) for s in ("safeguarding", "looked_after")] == [13, 16]


def test_q07_group_grades_of_the_body_are_kept_apart_and_flagged() -> None:
    groups = {f.id: (f.grade, f.line) for f in reading(STOCKTON).grades if f.source != "record"}
    assert groups == {
        "safeguarding.quality_of_provision": ("adequate", 142),
        "safeguarding.leadership_and_management": ("adequate", 161),
        "looked_after.quality_of_provision": ("adequate", 263),
        "looked_after.leadership_and_management": ("good", 276),
    }
    flagged = {p.judgement for p in reading(STOCKTON).problems if p.kind.name == "GROUP_GRADED"}
    assert flagged == set(groups)


def test_q08_judgements_without_a_grade_line_take_their_grade_from_the_record() -> None:
    silent = [f for f in reading(STOCKTON).grades if f.source == "record" and f.body_grade is None]
    assert len(silent) == 23
    assert all(finding.grade is not None for finding in silent)


def test_q09_a_missing_grade_line_is_no_conflict() -> None:
    printed = [f for f in reading(LANCASHIRE).grades if "Grade " in f.body_quote]
    assert len(printed) == 9
    assert {f.agreement for f in reading(LANCASHIRE).grades} == {"agree", "silent"}


@pytest.mark.parametrize("name", NEWER)
def test_q10_equality_and_diversity_has_no_heading_and_so_no_paragraphs(name: str) -> None:
    for judgement_id in EQUALITY:
        finding = grade(name, judgement_id)
        assert (finding.agreement, finding.first_paragraph) == ("silent", None)


@pytest.mark.parametrize("name", REPORTS)
def test_q11_no_contradiction_is_found(name: str) -> None:
    assert [p for p in reading(name).problems if p.kind.name == "GRADES_CONTRADICT"] == []


def test_q12_grade_words_in_small_letters_count() -> None:
    assert at_line(STOCKTON, 80).body_grade == "adequate"


@pytest.mark.parametrize("line", [169, 191, 319, 334, 441, 454])
def test_q13_heading_and_grade_on_one_line_with_bold_marks(line: int) -> None:
    assert at_line(DURHAM, line).agreement == "agree"


@pytest.mark.parametrize("line", [170, 228, 325, 351])
def test_q14_heading_and_grade_on_one_line_without_a_space(line: int) -> None:
    assert at_line(DERBY, line).agreement == "agree"


@pytest.mark.parametrize("line", [143, 172, 233, 340, 408])
def test_q15_heading_and_grade_on_one_line_in_plain_type(line: int) -> None:
    assert at_line(LANCASHIRE, line).agreement == "agree"


def test_q16_a_sentence_long_heading_belongs_to_the_row_with_other_words() -> None:
    assert at_line(STOCKTON, 120).judgement == "children_are_safe"
    assert at_line(STOCKTON, 131).judgement == "children_feel_safe"


@pytest.mark.parametrize("name", REPORTS)
def test_q17_the_scales_key_is_no_grade_statement(name: str) -> None:
    assert all(finding.body_line is None or finding.body_line > 75 for finding in reading(name).grades)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        pytest.param(DURHAM, ("2011-11-28", "2011-12-13"), id="q27"),
        pytest.param(DERBY, ("2011-05-09", "2011-05-20"), id="q28"),
        pytest.param(STOCKTON, ("2010-09-13", "2010-09-24"), id="q29"),
        pytest.param(LANCASHIRE, ("2012-01-23", "2012-02-03"), id="q30"),
    ],
)
def test_q27_q28_q29_q30_the_days_on_site(name: str, days: tuple[str, str]) -> None:
    assert (str(reading(name).inspected_from), str(reading(name).inspected_to)) == days


def test_q30_labels_without_spaces_between_them_are_parted() -> None:
    assert str(reading(LANCASHIRE).published_on) == "2012-03-09"
    assert [str(days.first) for days in periods("23 January─3 February 2012")] == ["2012-01-23"]


@pytest.mark.parametrize(
    ("name", "inspector"),
    [(DURHAM, "Fiona J Millns"), (DERBY, "Pauline Turner"), (STOCKTON, "Martin Ayres"), (LANCASHIRE, "Gary Lamb")],
)
def test_q31_the_reporting_inspector_with_and_without_a_colon(name: str, inspector: str) -> None:
    assert reading(name).lead_inspectors == (inspector,)


def test_q32_the_councils_name_on_the_titles_line_or_on_its_own() -> None:
    assert [reading(name).council for name in (STOCKTON, DERBY)] == ["stockton-on-tees", "derby"]


def test_q33_county_durham_is_durham() -> None:
    assert (reading(DURHAM).council, reading(DURHAM).council_as_printed) == ("county-durham", "County Durham")


def test_q34_the_year_is_never_that_of_the_copyright_line() -> None:
    assert reading(DURHAM).published_on is not None
    assert reading(DURHAM).published_on.year == 2012


@pytest.mark.parametrize("name", REPORTS)
def test_q35_the_contents_list_gives_no_headings(name: str) -> None:
    assert all(finding.body_line is None or finding.body_line > 60 for finding in reading(name).grades)


def test_q36_the_first_overall_effectiveness_is_safeguarding_without_any_heading() -> None:
    overall = [grade(LANCASHIRE, f"{service}.overall_effectiveness") for service in ("safeguarding", "looked_after")]
    assert [(f.line, f.agreement) for f in overall] == [(420, "agree"), (432, "agree")]


def test_q37_a_group_heading_missing_from_the_body_loses_no_judgement() -> None:
    assert at_line(DURHAM, 319).id == "looked_after.being_healthy"


def test_q38_hyphens_make_no_difference_to_a_label() -> None:
    labels = Labels(framework("slac-2010"))
    assert labels.exact("Economic well being") == labels.exact("Economic well-being")
    assert grade(LANCASHIRE, "looked_after.economic_well_being").agreement == "agree"


@pytest.mark.parametrize("name", REPORTS)
def test_q54_the_last_row_is_read_without_a_newline_after_it(name: str) -> None:
    data = (TEXTS / name).read_bytes()
    assert not data.endswith(b"\n")
    assert max(f.line or 0 for f in reading(name).grades) == len(data.split(b"\n"))


def test_q54_the_few_other_characters_survive() -> None:
    text = "\n".join(line.text for line in load((TEXTS / LANCASHIRE).read_bytes()).lines)
    assert "©" in text
    assert "–" in text


def test_q55_the_councils_own_paper_is_refused_as_such() -> None:
    assert read_report((TEXTS / CABINET).read_bytes(), fixture_councils()) == Refusal(RefusalKind.CABINET_PAPER)


def test_q56_a_name_after_the_records_heading_does_no_harm() -> None:
    assert grade(STOCKTON, "safeguarding.overall_effectiveness").source == "record"


def test_q58_a_grade_in_prose_never_replaces_that_of_the_record() -> None:
    assert grade(STOCKTON, "safeguarding.user_engagement").grade == "adequate"
    assert whole_grade("adequate with some good features") is None
