"""Paragraphs: their numbers in every form, their words, and the judgement whose heading they are under."""

from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.frameworks.loader import framework
from inspections.reports.extract import load, load_text
from inspections.reports.findings import ParagraphFinding, Problem, ProblemKind
from inspections.reports.paragraphs import paragraph_ranges, read_paragraphs
from tests.builders.real_reports import PDFS, TEXTS, needs_reports, rows, slac_facts
from tests.builders.reports import pdf_of_text, slac_text

SLAC = framework("slac-2010")
TEXT_BODY = """Safeguarding services

Overall effectiveness

Grade 2 (Good)

2. The overall effectiveness of services is good. Staff know the children of Testshire

and visit them often. Plans are re-

viewed in time.
3. Managers read files.

Areas for improvement

4. In order to improve services, the local authority and its partners should take the following action.

Within three months:

- visit more often

Quality of provision**Grade 3 (Adequate)**

- 5. Quality is adequate:
 - visits are made
 - records are kept."""


def read(body: str, code: str = "slac-2010") -> tuple[tuple[ParagraphFinding, ...], tuple[Problem, ...]]:
    return read_paragraphs(load_text(slac_text(body=body)), framework(code))


def by_number(paragraphs: tuple[ParagraphFinding, ...]) -> dict[int | None, ParagraphFinding]:
    return {paragraph.number: paragraph for paragraph in paragraphs}


def test_numbered_paragraphs_stand_under_their_judgement() -> None:
    paragraphs, problems = read(TEXT_BODY)
    assert [(p.number, p.service, p.judgement) for p in paragraphs] == [
        (1, None, None),
        (2, "safeguarding", "overall_effectiveness"),
        (3, "safeguarding", "overall_effectiveness"),
        (4, None, None),
        (5, "safeguarding", "quality_of_provision"),
    ]
    assert problems == ()


def test_a_sentence_cut_by_a_page_is_joined_and_so_is_a_word() -> None:
    paragraphs, _ = read(TEXT_BODY)
    assert by_number(paragraphs)[2].text == (
        "The overall effectiveness of services is good. Staff know the children of Testshire "
        "and visit them often. Plans are re-viewed in time."
    )


def test_bullets_inside_a_paragraph_keep_their_lines() -> None:
    paragraphs, _ = read(TEXT_BODY)
    assert by_number(paragraphs)[5].text == "Quality is adequate:\n- visits are made\n- records are kept."


def test_a_list_of_improvements_is_no_part_of_the_paragraph_that_introduces_it() -> None:
    paragraphs, _ = read(TEXT_BODY)
    assert by_number(paragraphs)[4].text.endswith("should take the following action.")


def test_the_key_to_the_scale_is_no_part_of_a_paragraph() -> None:
    paragraphs, _ = read(TEXT_BODY)
    assert by_number(paragraphs)[1].text == "The purpose of the inspection is to evaluate services."


def test_order_page_and_line_are_those_of_the_report() -> None:
    paragraphs, _ = read(TEXT_BODY)
    assert [p.order for p in paragraphs] == [1, 2, 3, 4, 5]
    assert [p.page for p in paragraphs] == [1] * 5
    text = slac_text(body=TEXT_BODY).split("\n")
    assert all(text[p.line - 1].lstrip("- ").startswith(f"{p.number}.") for p in paragraphs)


def test_the_second_overall_effectiveness_begins_the_second_service() -> None:
    body = TEXT_BODY + "\n\nOverall effectiveness\n\n6. It is good.\n\nQuality of provision\n\n7. It is good."
    paragraphs, _ = read(body)
    assert (by_number(paragraphs)[6].service, by_number(paragraphs)[7].service) == ("looked_after", "looked_after")


def test_a_group_heading_leaves_a_paragraph_without_judgement() -> None:
    body = (
        "Overall effectiveness\n\n2. Good.\n\nSafeguarding outcomes for children and young people\n\n3. Outcomes vary."
    )
    paragraphs, _ = read(body)
    assert by_number(paragraphs)[3].judgement is None


def test_ranges_are_first_and_last_number_under_each_heading() -> None:
    paragraphs, _ = read(TEXT_BODY)
    assert paragraph_ranges(paragraphs) == {
        ("safeguarding", "overall_effectiveness"): (2, 3),
        ("safeguarding", "quality_of_provision"): (5, 5),
    }


def test_a_number_inside_its_paragraph_is_found_and_said() -> None:
    body = (
        "Overall effectiveness\n\n2. It is good.\n- The needs of young people 3. are met in time.\n4. Plans are good."
    )
    paragraphs, problems = read(body)
    found = by_number(paragraphs)[3]
    assert (found.text, found.displaced) == ("The needs of young people are met in time.", True)
    assert [(p.kind, p.paragraph) for p in problems] == [(ProblemKind.PARAGRAPH_DISPLACED, "3")]


def test_a_skipped_number_is_a_problem() -> None:
    _, problems = read("Overall effectiveness\n\n2. One.\n4. Three.\n5. Four.")
    assert [(p.kind, p.paragraph, p.detail) for p in problems] == [
        (ProblemKind.PARAGRAPH_MISSING, "3", "There is no paragraph 3.")
    ]


@pytest.mark.parametrize("printed", ["3 It", "3. . It", "3 . . It", "3. .\nIt", "3\nIt"])
def test_a_number_without_its_point_is_found(printed: str) -> None:
    paragraphs, problems = read(f"Overall effectiveness\n\n2. Two.\n{printed} is good.\n4. Four.\n5. Five.")
    assert [(p.number, p.text) for p in paragraphs][1:4] == [(2, "Two."), (3, "It is good."), (4, "Four.")]
    assert problems == ()


def test_a_figure_at_the_start_of_a_line_is_no_number_without_its_point() -> None:
    paragraphs, _ = read("Overall effectiveness\n\n2. Two has\n3 Children in it.\n4. Four.\n5. Five.")
    assert [p.number for p in paragraphs] == [1, 2, 4, 5]


def test_a_repeated_number_is_a_problem_and_keeps_both() -> None:
    paragraphs, problems = read("Overall effectiveness\n\n2. One.\n3. Two.\n3. Three.\n4. Four.")
    assert [p.text for p in paragraphs if p.number == 3] == ["Two.", "Three."]
    assert [(p.kind, p.paragraph) for p in problems] == [(ProblemKind.PARAGRAPH_TWICE, "3")]


@pytest.mark.parametrize("line", ["36. During the same time others fell.", "12.5 per cent were late."])
def test_a_wrapped_figure_at_a_lines_start_is_no_number(line: str) -> None:
    paragraphs, problems = read(f"Overall effectiveness\n\n2. The total fell from 60 to\n{line}\n3. Plans are good.")
    assert [p.number for p in paragraphs] == [1, 2, 3]
    assert line in by_number(paragraphs)[2].text
    assert problems == ()


def test_a_numbered_list_inside_a_paragraph_does_not_restart_the_numbers() -> None:
    body = "Overall effectiveness\n\n2. One.\n3. There are two aims:\n1. to visit\n2. to record.\n4. Four."
    paragraphs, problems = read(body)
    assert [p.number for p in paragraphs] == [1, 2, 3, 4]
    assert "to visit" in by_number(paragraphs)[3].text
    assert problems == ()


def test_the_first_sentence_that_repeats_its_heading_is_no_heading() -> None:
    body = "Quality of provision\n\n2. Quality of provision is good.\n\nStaying safe\n\n3. Staying safe is good."
    assert paragraph_ranges(read(body)[0]) == {
        ("safeguarding", "quality_of_provision"): (2, 2),
        ("looked_after", "staying_safe"): (3, 3),
    }


def test_a_heading_over_two_lines_with_its_grade() -> None:
    text = (
        "Inspection of Testshire local authority children’s services\n\n"
        "The experiences and progress of children who need help and\nprotection: requires improvement to be good\n\n"
        "1. Help comes in time.\n\nThe experiences and progress of care leavers: good\n\n2. Advisers stay in touch."
    )
    paragraphs, _ = read_paragraphs(load_text(text), framework("ilacs-2023"))
    assert [(p.number, p.judgement) for p in paragraphs] == [(1, "help_and_protection"), (2, "care_leavers")]


def test_rows_of_the_judgement_table_are_neither_headings_nor_paragraphs() -> None:
    text = (
        "Testshire\n1. Children who need help and protection Good\n2. Children looked after and achieving permanence "
        "Good\n2.1 Adoption performance Good\n3. Leadership, management and governance Good\n\nExecutive summary\n\n"
        "Services are good.\n\nRecommendations\n\n1. Visit more often.\n\nThe experiences and progress of\nchildren "
        "who need help and protection\nGood\n\nSummary of the work seen is given here.\n\n2. Help comes in time."
    )
    paragraphs, problems = read_paragraphs(load_text(text), framework("sif-2013"))
    assert [(p.label, p.judgement) for p in paragraphs] == [
        ("1", None),
        ("", "help_and_protection"),
        ("2", "help_and_protection"),
    ]
    assert problems == ()


def test_a_paragraph_without_number_is_kept_under_a_judgements_heading_only() -> None:
    text = "Executive summary\n\nAll is well.\n\nOverall effectiveness: good\n\nLeaders listen.\n\nRecommendations\n\nNone."
    paragraphs, _ = read_paragraphs(load_text(text), framework("ilacs-2023"))
    assert [(p.text, p.unnumbered, p.number) for p in paragraphs] == [("Leaders listen.", True, None)]


def test_without_a_framework_the_paragraphs_are_read_without_judgements() -> None:
    paragraphs, _ = read_paragraphs(load_text(slac_text(body=TEXT_BODY)), None)
    assert [(p.number, p.judgement) for p in paragraphs] == [(n, None) for n in range(1, 6)]


def test_a_pdf_gives_the_words_of_the_text_it_was_made_from() -> None:
    text = slac_text(body=TEXT_BODY.replace("Plans are re-\n\nviewed", "Plans are reviewed"))
    pdf = load(pdf_of_text(text, header="Testshire: inspection of services"))
    from_pdf, _ = read_paragraphs(pdf, SLAC)
    from_text, _ = read_paragraphs(load_text(text), SLAC)
    assert [(p.number, p.judgement, p.text) for p in from_pdf] == [(p.number, p.judgement, p.text) for p in from_text]


def test_a_number_on_a_line_of_its_own_belongs_to_the_next() -> None:
    paragraphs, problems = read("Overall effectiveness\n\n2.\nStaff visit until the age of\n17.\n3. Plans are good.")
    assert [p.text for p in paragraphs[1:]] == ["Staff visit until the age of 17.", "Plans are good."]
    assert problems == ()


SCRAPS = st.sampled_from(
    [
        "Overall effectiveness",
        "Quality of provision Grade 2 (Good)",
        "Areas for improvement",
        "Contents",
        "Record of main findings:",
        "Within three months:",
        "- ",
        "1. One.",
        "- 2. Two",
        "3. three 4. four",
        "5.",
        "What the inspection judgements mean",
        "Service information",
        "\f",
        "There are 5,0001 children",
        "Overall effectiveness\t12",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(SCRAPS, st.text(max_size=40), st.just("")), max_size=40))
def test_nothing_raises_whatever_the_text(lines: list[str]) -> None:
    document = load_text("\n".join(lines))
    for known in (SLAC, framework("sif-2013"), framework("ilacs-2023"), None):
        paragraphs, _ = read_paragraphs(document, known)
        assert [p.order for p in paragraphs] == list(range(1, len(paragraphs) + 1))


# The real reports.


@cache
def slac_paragraphs(name: str, code: str) -> tuple[tuple[ParagraphFinding, ...], tuple[Problem, ...]]:
    return read_paragraphs(load((TEXTS / name).read_bytes()), framework(code))


SLAC_REPORTS = slac_facts()["reports"]


@needs_reports
@pytest.mark.reports
@pytest.mark.parametrize("facts", SLAC_REPORTS, ids=lambda facts: facts["slug"])
def test_every_paragraph_of_a_slac_text_is_found(facts: dict[str, Any]) -> None:
    paragraphs, problems = slac_paragraphs(facts["file"], facts["framework"])
    assert [p.number for p in paragraphs] == list(range(1, facts["paragraphs"]["last"] + 1))
    displaced = [(p.number, p.line) for p in paragraphs if p.displaced]
    assert displaced == [(place["n"], place["line"]) for place in facts["paragraphs"]["displaced"]]
    assert {p.kind for p in problems} <= {ProblemKind.PARAGRAPH_DISPLACED}


@needs_reports
@pytest.mark.reports
@pytest.mark.parametrize("facts", SLAC_REPORTS, ids=lambda facts: facts["slug"])
def test_every_range_under_a_heading_of_a_slac_text_is_found(facts: dict[str, Any]) -> None:
    paragraphs, _ = slac_paragraphs(facts["file"], facts["framework"])
    found = paragraph_ranges(paragraphs)
    expected = {
        (row["service"], row["code"]): tuple(row["paragraphs"])
        for row in facts["record"]
        if row["paragraphs"] and not row["paragraphs_derived"]
    }
    assert {key: found.get(key) for key in expected} == expected
    # Ranges that no heading marks are not made up.
    underived = {(row["service"], row["code"]) for row in facts["record"] if row["paragraphs_derived"]}
    assert not underived & found.keys()


@needs_reports
@pytest.mark.reports
@pytest.mark.parametrize("facts", SLAC_REPORTS, ids=lambda facts: facts["slug"])
def test_the_pdf_of_a_slac_text_gives_the_same_paragraphs(facts: dict[str, Any]) -> None:
    text = (TEXTS / facts["file"]).read_text(encoding="utf-8")
    document = load(pdf_of_text(text, header="Testshire: inspection of safeguarding and looked after children"))
    from_pdf, _ = read_paragraphs(document, framework(facts["framework"]))
    from_text, _ = slac_paragraphs(facts["file"], facts["framework"])
    assert [(p.number, p.judgement, p.text) for p in from_pdf] == [(p.number, p.judgement, p.text) for p in from_text]


@needs_reports
@pytest.mark.reports
@pytest.mark.parametrize(
    "row",
    list({row["file"]: row for row in rows(PDFS / "expected.csv") if row["expect"] == "grades"}.values()),
    ids=lambda row: row["file"],
)
def test_the_paragraphs_of_a_pdf_are_numbered_through_and_under_judgements(row: dict[str, str]) -> None:
    known = framework(row["framework"])
    paragraphs, problems = read_paragraphs(load((PDFS / row["file"]).read_bytes()), known)
    numbers = [p.number for p in paragraphs if p.number is not None]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 30
    assert problems == ()
    ranges = list(paragraph_ranges(paragraphs).values())
    assert len(ranges) >= 3
    assert all(earlier[1] < later[0] for earlier, later in pairwise(ranges))
