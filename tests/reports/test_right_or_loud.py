"""Whatever the layout, each judgement is right or has a problem; and no text whatever makes the reader raise."""

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from inspections.reports.extract import RefusedError, load_text
from inspections.reports.findings import Reading, Refusal
from inspections.reports.header import periods, read_header
from inspections.reports.outcomes import outcome_from_json
from inspections.reports.pipeline import read_report
from inspections.reports.vocabulary import split_grade, whole_grade, words
from tests.builders.reports import ILACS_2018, ILACS_2023, REGISTER, SIF, SLAC_2010, TableLayout, ilacs_pdf, ilacs_text
from tests.builders.reports import sif_text as made_sif_text
from tests.builders.reports import slac_text as made_slac_text

GRADES = ("Outstanding", "Good", "Requires improvement", "Requires improvement to be good", "Inadequate", "Not judged")
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
some_grades = st.lists(st.sampled_from(GRADES), min_size=5, max_size=5)
STYLES = ("tab", "space", "spaces", "below", "wrapped", "middle", "gap", "shouted", "lost grade", "lost label", "twice")


def code(printed: str) -> str:
    found = whole_grade(printed)
    assert found is not None
    return found.code


def assert_right_or_loud(result: Reading | Refusal, truth: dict[str, str]) -> None:
    """No grade that is not the truth without a problem that names its judgement, or doubts the whole report."""
    assert isinstance(result, Reading)
    flagged = {problem.judgement for problem in result.problems}
    silent = {
        finding.id: (finding.grade, truth.get(finding.judgement))
        for finding in result.grades
        if finding.id not in flagged and finding.grade != truth.get(finding.judgement)
    }
    assert silent == {}
    assert set(truth) <= {finding.judgement for finding in result.grades}


def printed_row(label: str, grade: str, style: str) -> str:
    """A row as some PDF reader might put it out."""
    tokens = label.split()
    half = max(1, len(tokens) // 2)
    first, second = " ".join(tokens[:half]), " ".join(tokens[half:])
    return {
        "tab": f"{label}\t{grade}",
        "space": f"{label} {grade}",
        "spaces": f"  {label}     {grade}  ",
        "below": f"{label}\n{grade}",
        "wrapped": f"{first}\n{second} {grade}",
        "middle": f"{first} {grade}\n{second}" if second else f"{label} {grade}",
        "gap": f"{label}\n\n{grade}",
        "shouted": f"{label.upper()}\t{grade.upper()}",
        "lost grade": label,
        "lost label": grade,
        "twice": f"{label}\t{grade}\n{label}\t{grade}",
    }[style]


def text_of(labels: Sequence[str], grades: Sequence[str], styles: Sequence[str]) -> str:
    rows = zip(labels, grades, styles, strict=True)
    return "\n".join(printed_row(label, grade, style) for label, grade, style in rows)


@quick
@given(grades=some_grades, styles=st.lists(st.sampled_from(STYLES), min_size=5, max_size=5), mark=st.booleans())
def test_an_ilacs_text_in_any_mixture_of_layouts(grades: list[str], styles: list[str], mark: bool) -> None:
    plain = "\n".join(f"{label}\t{grade}" for label, grade in zip(ILACS_2023, grades, strict=True))
    text = ilacs_text(ILACS_2023, grades, dates="11 to 22 May 2024")
    text = text.replace(plain, text_of(ILACS_2023, grades, styles))
    codes = ("leaders", "help_and_protection", "children_in_care", "care_leavers", "overall_effectiveness")
    result = read_report(text.encode("utf-8-sig" if mark else "utf-8"), REGISTER)
    if isinstance(result, Reading) and result.framework != "ilacs-2023":
        assert any(problem.kind.name == "FRAMEWORK_DOUBTFUL" for problem in result.problems)
        return
    assert_right_or_loud(result, dict(zip(codes, map(code, grades), strict=True)))


@quick
@given(grades=some_grades, styles=st.lists(st.sampled_from(STYLES), min_size=5, max_size=5))
def test_a_sif_text_in_any_mixture_of_layouts(grades: list[str], styles: list[str]) -> None:
    plain = "\n".join(f"{label} {grade}" for label, grade in zip(SIF, grades, strict=True))
    text = made_sif_text(grades).replace(plain, text_of(SIF, grades, styles))
    codes = ("help_and_protection", "cla_permanence", "adoption", "care_leavers", "leadership")
    truth = dict(zip(codes, map(code, grades), strict=True))
    truth |= {"overall_effectiveness": "requires_improvement", "lscb_effectiveness": "good"}
    assert_right_or_loud(read_report(text.encode(), REGISTER), truth)


@quick
@given(lost=st.sets(st.integers(0, len(SLAC_2010) - 1), max_size=20), blank=st.sets(st.integers(0, 27), max_size=4))
@example(lost={0, 1, 2, 14}, blank=set())
@example(lost=set(range(13)), blank=set())
@example(lost={0, 1, 2, 3, 4, 5, 12, 14, 17, 18, 19, 20, 21}, blank=set())
def test_a_slac_record_with_rows_or_grades_lost(lost: set[int], blank: set[int]) -> None:
    rows = [(label, "" if i in blank else grade) for i, (label, grade) in enumerate(SLAC_2010) if i not in lost]
    whole = read_report(made_slac_text().encode(), REGISTER)
    result = read_report(made_slac_text(rows).encode(), REGISTER)
    assert isinstance(whole, Reading)
    assert isinstance(result, Reading)
    truth = {finding.id: finding.grade for finding in whole.grades}
    flagged = {problem.judgement for problem in result.problems}
    assert {f.id for f in result.grades if f.grade != truth.get(f.id)} <= flagged
    assert set(truth) <= {finding.id for finding in result.grades}


@quick
@given(
    grades=some_grades,
    layout=st.builds(
        TableLayout,
        label_width=st.floats(90, 340),
        grade_width=st.floats(70, 120),
        valign=st.sampled_from(("top", "middle", "bottom")),
        order=st.sampled_from(("rows", "columns", "grades first", "backwards")),
        padding=st.floats(0, 20),
    ),
    labels=st.sampled_from((ILACS_2018, ILACS_2023)),
)
def test_a_table_in_a_pdf_in_any_layout_is_right(
    grades: list[str], layout: TableLayout, labels: tuple[str, ...]
) -> None:
    dates = "11 to 22 May 2024" if labels is ILACS_2023 else "11 to 22 May 2020"
    own = grades[: len(labels)]
    result = read_report(ilacs_pdf(labels, own, layout, dates=dates), REGISTER)
    assert isinstance(result, Reading)
    assert [finding.grade for finding in result.grades] == [code(grade) for grade in own]


fragments = st.sampled_from(
    [
        *ILACS_2023,
        *(label for label, _ in SLAC_2010),
        *GRADES,
        *SIF,
        "Record of main findings:",
        "Inspection of safeguarding and looked after children services",
        "Inspection of services for children in need of help and protection",
        "Inspection dates: 9 – 20 May 2011",
        "Published: 31 February 2011",
        "Grade 2 (Good)",
        "Contents",
        "About this inspection",
        "Areas for improvement",
        "Within three months:",
        "Service information",
        "14. There are 120 looked after children.",
        "- 15.",
        "\t",
        "\f",
        "**",
        "9000",
    ]
)
texts = st.lists(st.one_of(fragments, st.text(max_size=40)), max_size=60).map("\n".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts)
def test_no_text_makes_the_reader_raise_or_a_step_fail(text: str) -> None:
    result = read_report(text.encode("utf-8", "replace"), REGISTER)
    if isinstance(result, Refusal):
        assert result.kind.name != "UNREADABLE"
    else:
        assert "STEP_FAILED" not in {problem.kind.name for problem in result.problems}
    assert outcome_from_json(result.to_json()) == result


@quick
@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    for start in (b"", b"%PDF-1.7\n", b"\xef\xbb\xbf"):
        result = read_report(start + data, REGISTER)
        assert result != Refusal.from_json({"refusal": "UNREADABLE"})


@quick
@given(st.text(max_size=200))
def test_the_small_steps_take_any_text(text: str) -> None:
    periods(text)
    whole_grade(text)
    split_grade(text)
    words(text)
    try:
        read_header(load_text(text))
    except RefusedError as refused:
        pytest.fail(f"refused: {refused.kind}")
