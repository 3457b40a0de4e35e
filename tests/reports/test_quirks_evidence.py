"""The quirks of the four SLAC texts in paragraphs, areas for improvement and figures, each by its number.

Those in the record, headings, grades and dates are in `test_quirks_record.py`.
"""

import re
from collections import Counter
from functools import cache
from typing import Any

import pytest

from inspections.frameworks.loader import framework
from inspections.reports.extract import load
from inspections.reports.figures import read_figures
from inspections.reports.findings import Figure, Improvement, ParagraphFinding, Problem, ProblemKind
from inspections.reports.improvements import read_improvements
from inspections.reports.paragraphs import read_paragraphs
from tests.builders.real_reports import TEXTS, needs_reports, slac_facts

pytestmark = [pytest.mark.reports, needs_reports]

DURHAM, DERBY, STOCKTON, LANCASHIRE = "county-durham", "derby", "stockton-on-tees", "lancashire"
ALL = (DURHAM, DERBY, STOCKTON, LANCASHIRE)


@cache
def facts(slug: str) -> dict[str, Any]:
    return next(report for report in slac_facts()["reports"] if report["slug"] == slug)


class ReadEvidence:
    """What the three steps read in one report."""

    def __init__(self, slug: str) -> None:
        known = framework(facts(slug)["framework"])
        data = (TEXTS / facts(slug)["file"]).read_bytes()
        document = load(data)
        self.lines = data.decode().split("\n")
        paragraphs: tuple[tuple[ParagraphFinding, ...], tuple[Problem, ...]] = read_paragraphs(document, known)
        improvements: tuple[tuple[Improvement, ...], tuple[Problem, ...]] = read_improvements(document, known)
        figures: tuple[tuple[Figure, ...], tuple[Problem, ...]] = read_figures(document, known, paragraphs[0])
        self.paragraphs, self.improvements, self.figures = paragraphs[0], improvements[0], figures[0]
        self.problems = (*paragraphs[1], *improvements[1], *figures[1])

    def paragraph(self, number: int) -> ParagraphFinding:
        return next(paragraph for paragraph in self.paragraphs if paragraph.number == number)

    def holding(self, words: str) -> list[int | None]:
        """The numbers of the paragraphs in which these words stand."""
        return [paragraph.number for paragraph in self.paragraphs if words in paragraph.text]

    def figure(self, kind: str, band: str | None = None) -> Figure | None:
        return next((f for f in self.figures if f.kind == kind and f.age_band == band and not f.part), None)

    def printed(self, line: int) -> str:
        """A line of the file, with its spaces tidied."""
        return " ".join(self.lines[line - 1].split())


@cache
def evidence(slug: str) -> ReadEvidence:
    return ReadEvidence(slug)


def test_q18_numbers_with_a_dash_without_and_inside_the_sentence() -> None:
    found = evidence(LANCASHIRE)
    printed = {p.number: found.printed(p.line) for p in found.paragraphs}
    displaced = [place["n"] for place in facts(LANCASHIRE)["paragraphs"]["displaced"]]
    plain = facts(LANCASHIRE)["paragraphs"]["plain_exceptions"]
    assert [n for n, line in printed.items() if line.startswith(f"{n}.")] == plain
    assert sum(line.startswith(f"- {n}.") for n, line in printed.items()) == 146
    assert [p.number for p in found.paragraphs if p.displaced] == displaced
    assert not any(re.search(rf"\b{n}\. ", found.paragraph(n).text) for n in displaced)
    kinds = [p.kind for p in found.problems if p.kind is not ProblemKind.TIMESCALE_INHERITED]
    assert kinds == [ProblemKind.PARAGRAPH_DISPLACED] * 4


@pytest.mark.parametrize(("line", "number"), [(261, 89), (369, 134)])
def test_q19_a_paragraph_without_number_after_a_page_belongs_to_the_one_before(line: int, number: int) -> None:
    found = evidence(LANCASHIRE)
    assert found.paragraph(number).text.endswith(found.printed(line))


@pytest.mark.parametrize("slug", ALL)
def test_q20_what_a_page_cut_is_joined(slug: str) -> None:
    found = evidence(slug)
    whole = "\n".join([*(p.text for p in found.paragraphs), *(i.text for i in found.improvements)])
    for line in facts(slug)["unnumbered_continuation_lines"]:
        rest = re.sub(r"\*(?!\s?[–-])", "", found.printed(line))
        assert re.search(r"(?<=\S)[ -]" + re.escape(rest), whole) or any(i.line == line for i in found.improvements), (
            line
        )


def test_q20_a_word_cut_at_its_hyphen_is_closed_up() -> None:
    assert len(evidence(LANCASHIRE).holding("re-invested")) == 1
    assert evidence(LANCASHIRE).holding("re- invested") == []


def test_q21_a_blank_line_does_not_end_a_list() -> None:
    counts = Counter((i.service, i.timescale) for i in evidence(DERBY).improvements)
    assert counts["looked_after", "within_three_months"] == 5


def test_q22_an_item_that_lost_its_bullet_is_an_item() -> None:
    item = next(i for i in evidence(LANCASHIRE).improvements if i.line == 137)
    assert (item.service, item.timescale) == ("safeguarding", "within_six_months")
    assert evidence(LANCASHIRE).printed(137).startswith(item.text[:40])


def test_q23_a_stray_bullet_before_a_timescale_makes_no_item_of_it() -> None:
    items = [i for i in evidence(STOCKTON).improvements if i.service == "safeguarding"]
    assert [i.timescale for i in items] == ["within_three_months"] * 2 + ["within_six_months"] * 2


def test_q24_a_second_lead_in_keeps_its_addressee_and_flags_the_timescale_it_takes_over() -> None:
    items = [i for i in evidence(DURHAM).improvements if i.service == "safeguarding"]
    assert [(i.timescale, i.timescale_inherited) for i in items] == [
        *[("within_three_months", False)] * 2,
        *[("within_three_months", True)] * 3,
    ]
    assert {i.addressee for i in items[2:]} == {"County Durham and Darlington NHS Foundation Trust"}
    assert {i.addressee for i in items[:2]} == {None}
    flagged = [p.line for p in evidence(DURHAM).problems if p.kind is ProblemKind.TIMESCALE_INHERITED]
    assert flagged == [i.line for i in items[2:]]


@pytest.mark.parametrize(("slug", "line"), [(DERBY, 256), (LANCASHIRE, 281)])
def test_q25_the_service_follows_from_the_place_and_not_from_the_copied_sentence(slug: str, line: int) -> None:
    assert "safeguarding" in evidence(slug).printed(line)
    after = [i for i in evidence(slug).improvements if i.line > line]
    assert len(after) == facts(slug)["areas_for_improvement"]["looked_after"]["total"]
    assert {i.service for i in after} == {"looked_after"}


@pytest.mark.parametrize("slug", ALL)
def test_q26_timescales_with_and_without_a_colon(slug: str) -> None:
    assert all(i.timescale is not None for i in evidence(slug).improvements)
    assert len(evidence(slug).improvements) == sum(
        part["total"] for part in facts(slug)["areas_for_improvement"].values()
    )


@pytest.mark.parametrize(
    ("slug", "quirk", "misprints"),
    [
        (STOCKTON, "Q39", ("SSCB",)),
        (DERBY, "Q40", ("DCSB",)),
        (LANCASHIRE, "Q41", ("LCSB", "Morecombe", "indentified", "timey")),
        (DURHAM, "Q42", ("Investors in Children", "Investing in Children", "LiC")),
    ],
    ids=["q39", "q40", "q41", "q42"],
)
def test_q39_q40_q41_q42_misspelt_names_are_quoted_as_printed(
    slug: str, quirk: str, misprints: tuple[str, ...]
) -> None:
    for misprint in misprints:
        assert evidence(slug).holding(misprint), f"{quirk}: {misprint}"


def test_q43_a_stray_end_of_a_sentence_is_quoted_as_printed() -> None:
    assert evidence(DURHAM).printed(391).endswith("at 19.")
    assert len([p for p in evidence(DURHAM).paragraphs if p.text.endswith("at 19.")]) == 1


def test_q44_a_stated_rise_is_kept_with_its_paragraph_and_nothing_is_derived() -> None:
    plans = evidence(DURHAM).figure("child_protection_plans")
    assert plans is not None
    assert (plans.value, plans.paragraph) == (492, "9")
    assert not [f for f in evidence(DURHAM).figures if f.value in {53, 200, 439}]


def test_q45_a_doubtful_population_is_shown_as_stated() -> None:
    population = evidence(DURHAM).figure("population_of_children", "0-17")
    assert population is not None
    assert (population.value, population.qualifier) == (71906, "approximately")
    assert "14.2%" in population.quoted_line


@pytest.mark.parametrize("slug", ALL)
def test_q46_each_population_keeps_its_own_ages(slug: str) -> None:
    stated = facts(slug)["population"]
    population = evidence(slug).figure("population_of_children", stated["age_range"])
    assert population is not None
    assert population.value == stated["n"]


@pytest.mark.parametrize("slug", ALL)
def test_q47_care_leavers_that_are_not_counted_are_no_figure(slug: str) -> None:
    found = evidence(slug).figure("care_leavers")
    assert (found.value if found else None) == facts(slug)["care_leavers"]["n"]


@pytest.mark.parametrize("slug", ALL)
def test_q48_children_met_with_their_qualifier(slug: str) -> None:
    stated = facts(slug)["children_met"]
    children, parents = evidence(slug).figure("children_met"), evidence(slug).figure("parents_met")
    assert (children.value if children else None) == stated["n"]
    assert (parents.value if parents else None) == stated["parents"]
    if children:
        assert children.qualifier == stated["qualifier"]


@pytest.mark.parametrize("slug", ALL)
def test_q49_schools_as_stated_and_no_sum_of_them(slug: str) -> None:
    stated = facts(slug)["schools"]
    total, academies = evidence(slug).figure("schools"), evidence(slug).figure("academies")
    assert (total.value if total else None) == stated["total"]
    assert (academies.value if academies else None) == stated["academies"]


@pytest.mark.parametrize("slug", ALL)
def test_q50_the_order_of_words_in_the_evidence_list_does_not_matter(slug: str) -> None:
    listed = evidence(slug).paragraph(2).text
    assert re.search(r"contact, (?:assessment and referral|referral and assessment)", listed)
    assert listed.count("\n- ") == listed.count("\n") >= 4


def test_q51_the_visit_listed_and_the_two_named_later_are_both_quoted() -> None:
    found = evidence(DERBY)
    assert "November 2010" in found.paragraph(2).text
    assert "January and November 2010" in found.paragraph(46).text


@pytest.mark.parametrize("slug", [DURHAM, DERBY, STOCKTON])
def test_q52_marks_of_italics_are_no_words(slug: str) -> None:
    texts = [*(p.text for p in evidence(slug).paragraphs), *(i.text for i in evidence(slug).improvements)]
    assert not [text for text in texts if re.search(r"\*(?!\s?[–-])", text)]


@pytest.mark.parametrize(("slug", "printed"), [(DERBY, "A*–C"), (STOCKTON, "A*- C"), (LANCASHIRE, "A*-C")])
def test_q53_an_asterisk_that_is_a_grade_stays(slug: str, printed: str) -> None:
    assert len(evidence(slug).holding(printed)) == 1


def test_q57_two_editions_of_one_guidance_are_both_quoted() -> None:
    found = evidence(STOCKTON)
    assert "2006" in found.paragraph(2).text
    assert found.holding("Working Together to Safeguard Children 2010")


def test_q59_school_ages_are_those_of_the_report() -> None:
    assert evidence(DERBY).figure("looked_after_children", "5-16") is not None
    assert [f.age_band for f in evidence(DURHAM).figures if f.kind == "looked_after_children"] == [None]
    assert "(5–15)" in evidence(DURHAM).paragraph(9).text
