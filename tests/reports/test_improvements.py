"""Areas for improvement and recommendations: service, timescale, addressee, order and words."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.frameworks.loader import framework
from inspections.reports.extract import load, load_text
from inspections.reports.findings import Improvement, Problem, ProblemKind
from inspections.reports.headings import timescale_of
from inspections.reports.improvements import read_improvements
from tests.builders.real_reports import PDFS, TEXTS, needs_reports, rows, slac_facts
from tests.builders.reports import pdf_of_text, slac_text

TIMESCALES = ("immediately", "within_three_months", "within_six_months")
BODY = """Overall effectiveness

2. It is good.

Areas for improvement

3. In order to improve services in Testshire, the local authority and its partners should take the following action.

Immediately:

- visit every child

Within three months:

- record each visit

- review plans in time

The Testshire NHS Trust should:

- train its nurses

Quality of provision

4. It is good.

Overall effectiveness

5. It is good.

Areas for improvement

6. In order to improve safeguarding, the council should take the following action:

Within six months

- find homes nearby.

Being healthy

7. Health is good."""


def read(body: str, code: str = "slac-2010") -> tuple[tuple[Improvement, ...], tuple[Problem, ...]]:
    return read_improvements(load_text(slac_text(body=body)), framework(code))


def test_each_has_its_service_timescale_and_order() -> None:
    found, _ = read(BODY)
    assert [(i.order, i.service, i.timescale, i.text) for i in found] == [
        (1, "safeguarding", "immediately", "visit every child"),
        (2, "safeguarding", "within_three_months", "record each visit"),
        (3, "safeguarding", "within_three_months", "review plans in time"),
        (4, "safeguarding", "within_three_months", "train its nurses"),
        (5, "looked_after", "within_six_months", "find homes nearby."),
    ]


def test_a_second_lead_in_names_its_addressee_and_takes_the_timescale_over_with_a_flag() -> None:
    found, problems = read(BODY)
    assert [(i.addressee, i.timescale_inherited) for i in found] == [(None, False)] * 3 + [
        ("Testshire NHS Trust", True),
        (None, False),
    ]
    assert [(p.kind, p.line) for p in problems] == [(ProblemKind.TIMESCALE_INHERITED, found[3].line)]


def test_the_place_is_the_line_in_the_report() -> None:
    found, _ = read(BODY)
    lines = slac_text(body=BODY).split("\n")
    assert [lines[i.line - 1].removeprefix("- ") for i in found] == [i.text for i in found]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Immediately:", "immediately"),
        ("Within three months", "within_three_months"),
        ("▪ Within six months", "within_six_months"),
        ("WITHIN 3 MONTHS OF PUBLICATION:", "within_three_months"),
        ("Within three months of the visit a plan is made and kept.", None),
        ("Within a year", None),
        ("Priority and immediate action", None),
    ],
)
def test_timescales_are_told_by_their_words(line: str, expected: str | None) -> None:
    assert timescale_of(line) == expected


def test_an_item_without_a_timescale_among_others_that_have_one_is_a_problem() -> None:
    body = BODY.replace("Immediately:\n\n", "")
    found, problems = read(body)
    assert found[0].timescale is None
    assert [(p.kind, p.line) for p in problems if p.kind is ProblemKind.IMPROVEMENT_UNTIMED] == [
        (ProblemKind.IMPROVEMENT_UNTIMED, found[0].line)
    ]


def test_an_item_that_breaks_off_is_a_problem() -> None:
    _, problems = read(BODY.replace("find homes nearby.", "find homes nearby and"))
    assert [p.detail for p in problems if p.kind is ProblemKind.IMPROVEMENT_CUT_SHORT] == [
        "“find homes nearby and” breaks off."
    ]


def test_no_list_at_all_is_a_problem() -> None:
    found, problems = read("Overall effectiveness\n\n2. It is good.")
    assert found == ()
    assert [p.kind for p in problems] == [ProblemKind.IMPROVEMENTS_MISSING]


def test_a_lost_bullet_loses_no_item() -> None:
    found, _ = read(BODY.replace("- visit every child", " visit every child"))
    assert found[0].text == "visit every child"
    assert len(found) == 5


def test_an_item_cut_by_a_page_is_one_item() -> None:
    found, _ = read(BODY.replace("record each visit", "record each\n\nvisit in full"))
    assert found[1].text == "record each visit in full"
    assert len(found) == 5


def test_ilacs_lists_have_no_timescale() -> None:
    text = (
        "What needs to improve?1\n◼ The quality of plans, including those\nfor disabled children.\n"
        "◼ The response to neglect.\nThe experiences and progress of care leavers: good\n1. Advisers stay in touch."
    )
    found, problems = read_improvements(load_text(text), framework("ilacs-2023"))
    assert [(i.text, i.service, i.timescale) for i in found] == [
        ("The quality of plans, including those for disabled children.", "whole", None),
        ("The response to neglect.", "whole", None),
    ]
    assert problems == ()


def test_sif_recommendations_are_numbered_and_the_boards_are_its_own() -> None:
    text = (
        "Executive summary\n\nGood.\n\nWhat does the local authority need to improve?\nPriority and immediate action\n"
        "1. Stop the use of hotels.\nAreas for improvement\n2. Improve plans by:\n• writing them in time\n"
        "• sharing them.\n3. Visit more.\n\nThe experiences and progress of children who need help and protection is "
        "good\n\n4. Help comes in time.\n\nThe Local Safeguarding Children Board is good\n\n5. It meets.\n\n"
        "Recommendations\n\n6. Meet more often."
    )
    found, _ = read_improvements(load_text(text), framework("sif-2013"))
    assert [(i.service, i.timescale, i.text) for i in found] == [
        ("whole", None, "Stop the use of hotels."),
        ("whole", None, "Improve plans by:\n• writing them in time\n• sharing them."),
        ("whole", None, "Visit more."),
        ("lscb", None, "Meet more often."),
    ]


def test_a_statement_that_there_are_none_is_no_item() -> None:
    text = "Priority and immediate action\nThere are no areas for priority and immediate action.\nAreas for improvement\n1. Visit."
    found, _ = read_improvements(load_text(text), framework("sif-2013"))
    assert [i.text for i in found] == ["Visit."]


def test_a_pdf_gives_what_its_text_gives() -> None:
    text = slac_text(body=BODY)
    from_pdf, _ = read_improvements(load(pdf_of_text(text, header="Testshire")), framework("slac-2010"))
    from_text, _ = read(BODY)
    assert [(i.service, i.timescale, i.addressee, i.text) for i in from_pdf] == [
        (i.service, i.timescale, i.addressee, i.text) for i in from_text
    ]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from([*BODY.split("\n"), "should:", "- ", "3."]), st.text(max_size=30)), max_size=40)
)
def test_nothing_raises_whatever_the_text(lines: list[str]) -> None:
    found, _ = read_improvements(load_text("\n".join(["Areas for improvement", *lines])), framework("slac-2010"))
    assert [i.order for i in found] == list(range(1, len(found) + 1))


# The real reports.


@needs_reports
@pytest.mark.reports
@pytest.mark.parametrize("facts", slac_facts()["reports"], ids=lambda facts: facts["slug"])
@pytest.mark.parametrize("form", ["text", "pdf"])
def test_every_area_for_improvement_of_a_slac_report_is_found(facts: dict[str, Any], form: str) -> None:
    data = (TEXTS / facts["file"]).read_bytes()
    if form == "pdf":
        data = pdf_of_text(data.decode(), header="Testshire: inspection of services")
    found, problems = read_improvements(load(data), framework(facts["framework"]))
    expected = {
        (service, timescale): counts[timescale]
        for service, counts in facts["areas_for_improvement"].items()
        for timescale in TIMESCALES
        if counts[timescale]
    }
    assert Counter((i.service, i.timescale) for i in found) == expected
    assert {p.kind for p in problems} <= {ProblemKind.TIMESCALE_INHERITED}
    if form == "text":
        lines = [line for counts in facts["areas_for_improvement"].values() for line in counts["item_lines"]]
        assert [i.line for i in found] == lines


@needs_reports
@pytest.mark.reports
@pytest.mark.parametrize(
    "row",
    list({row["file"]: row for row in rows(PDFS / "expected.csv") if row["expect"] == "grades"}.values()),
    ids=lambda row: row["file"],
)
def test_every_pdf_gives_whole_items(row: dict[str, str]) -> None:
    found, problems = read_improvements(load((PDFS / row["file"]).read_bytes()), framework(row["framework"]))
    assert found
    assert problems == ()
    assert all(20 < len(i.text) < 700 for i in found)
    timed = row["framework"] == "lac-2013"
    assert all((i.timescale is not None) == timed for i in found)
