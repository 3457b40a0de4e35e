"""Figures: as stated, with qualifier, age band and paragraph; never computed, never guessed."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspections.frameworks.loader import framework
from inspections.reports.document import Document, PageBox, TextLine, TextPage
from inspections.reports.extract import load, load_text
from inspections.reports.figures import read_figures
from inspections.reports.findings import Figure, Problem, ProblemKind
from inspections.reports.paragraphs import read_paragraphs
from tests.builders.real_reports import PDFS, TEXTS, needs_reports, slac_facts
from tests.builders.reports import pdf_of_text, slac_text

Found = tuple[tuple[Figure, ...], tuple[Problem, ...]]


def read_document(document: Document, code: str = "slac-2010") -> Found:
    known = framework(code)
    return read_figures(document, known, read_paragraphs(document, known)[0])


def read(information: str, code: str = "slac-2010") -> Found:
    body = f"Service information\n\n{information}\n\nOverall effectiveness\n\n9. It is good."
    return read_document(load_text(slac_text(body=body)), code)


def values(found: Found) -> dict[str, float]:
    return {figure.kind: figure.value for figure in found[0]}


@pytest.mark.parametrize(
    ("sentence", "kind", "value"),
    [
        ("There were 597 looked after children.", "looked_after_children", 597),
        ("There were 469 children and young people looked after by Testshire.", "looked_after_children", 469),
        ("Some care homes. There were 1,356 children being looked after.", "looked_after_children", 1356),
        ("Two children and young people were the subject of a child protection plan.", "child_protection_plans", 2),
        ("There were 601 children who were subject to child protection plans.", "child_protection_plans", 601),
        ("There are a total of 121 care leavers.", "care_leavers", 121),
        ("There are 400 looked after children and 209 with care leaver status.", "care_leavers", 209),
        ("It has 284 schools.", "schools", 284),
        ("The schools are 73 primary phase schools, six special and two pupil referral units.", "special_schools", 6),
        ("It has eight nurseries and 12 primary schools.", "nursery_schools", 8),
        ("It has three academies.", "academies", 3),
        ("Some 820 children had a statement of special educational need.", "sen_statements", 820),
        ("There were 235 in foster placements.", "foster_placements", 235),
    ],
)
def test_figures_are_read_in_digits_and_words(sentence: str, kind: str, value: int) -> None:
    assert values(read(f"2. {sentence}"))[kind] == value


def test_a_figure_carries_its_qualifier_age_band_paragraph_and_words() -> None:
    sentence = "Testshire has approximately 71,906 children and young people aged 0 to 17."
    found, problems = read(f"2. {sentence}\n3. It has two academies.")
    assert problems == ()
    figure = found[0]
    assert (figure.kind, figure.value) == ("population_of_children", 71906)
    assert (figure.qualifier, figure.age_band, figure.paragraph) == ("approximately", "0-17", "2")
    assert sentence in figure.quoted_line
    assert found[1].paragraph == "3"


@pytest.mark.parametrize(
    ("printed", "band"),
    [
        ("under the age of 19 years", "under 19"),
        ("aged between 0 to 19 years", "0-19"),
        ("aged 0-19 years", "0-19"),
        ("aged under 18", "under 18"),
    ],
)
def test_age_bands_have_one_form(printed: str, band: str) -> None:
    found, _ = read(f"2. Testshire has 53,094 children and young people {printed}.")
    assert found[0].age_band == band


def test_ages_of_looked_after_children_are_theirs_and_not_the_populations() -> None:
    found, _ = read(
        "2. There were 12 looked after children: 3 children under the age of five, 9 children of school age (5–16)."
    )
    assert [(f.kind, f.value, f.age_band) for f in found] == [
        ("looked_after_children", 12, None),
        ("looked_after_children", 3, "under 5"),
        ("looked_after_children", 9, "5-16"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Of these 6% with care leaver status.",
        "Some 12 per cent looked after children moved.",
        "The rate is 53.5 looked after children per 10,000.",
        "This is a reduction from 448 at 31 March.",
        "There are 20 special guardianship orders and 214 children ceased to be looked after.",
        "No children were looked after.",
    ],
)
def test_a_share_a_rate_and_a_figure_of_another_time_are_no_counts(sentence: str) -> None:
    assert read(f"2. {sentence}")[0] == ()


def test_no_total_is_made_of_parts() -> None:
    assert "schools" not in values(read("2. There are 60 primary schools, 10 secondary schools and two academies."))


def test_the_total_and_a_named_part_of_it_stand_side_by_side() -> None:
    found, problems = read(
        "2. There are 634 maintained schools: 18 academies, and 616 local authority maintained schools."
    )
    assert [(f.kind, f.part, f.value) for f in found if f.kind == "schools"] == [
        ("schools", None, 634),
        ("schools", "local authority maintained", 616),
    ]
    assert problems == ()


def test_two_values_for_one_figure_are_a_problem_and_the_first_stays() -> None:
    found, problems = read("2. There were 597 looked after children.\n3. There were 601 looked after children.")
    assert [f.value for f in found] == [597]
    assert [(p.kind, p.paragraph, p.detail) for p in problems] == [
        (ProblemKind.FIGURES_CONTRADICT, "3", "looked_after_children: 597 first, then 601.")
    ]


@pytest.mark.parametrize(
    "second",
    [
        "3. Of these, two looked after children are from abroad.",
        "3. At 31 March 2010 there were 601 looked after children.",
        "3. At the time of the inspection 590 looked after children lived here.",
    ],
)
def test_a_part_of_a_figure_or_one_of_another_day_does_not_contradict_it(second: str) -> None:
    found, problems = read(f"2. There were 597 looked after children.\n{second}")
    assert [f.value for f in found] == [597]
    assert problems == ()


def test_a_second_value_for_the_same_day_contradicts_the_first() -> None:
    _, problems = read(
        "2. In 2011 there were 597 looked after children.\n3. In 2011 there were 560 looked after children."
    )
    assert [p.kind for p in problems] == [ProblemKind.FIGURES_CONTRADICT]


def with_note(mark: str) -> Document:
    """A report whose page has a note in small type, and a figure into which a mark has run."""
    document = load_text(
        slac_text(body="Service information\n\n2. It has 56,2002 children aged 0 to 17.\n\nOverall effectiveness")
    )
    page = document.pages[0]
    lines = tuple(replace(line, size=12.0) for line in page.lines)
    note = replace(lines[-1], number=lines[-1].number + 1, text=f"{mark} Census 2011", size=8.0)
    return Document("pdf", (replace(page, lines=(*lines, note)),))


def test_the_mark_of_a_note_is_taken_off_only_where_the_page_has_that_note() -> None:
    assert values(read_document(with_note("2")))["population_of_children"] == 56200
    found, problems = read_document(with_note("3"))
    assert found == ()
    assert [p.kind for p in problems] == [ProblemKind.FIGURE_UNCLEAR]


def test_a_figure_stated_twice_alike_is_one_figure() -> None:
    found, problems = read("2. There were 597 looked after children.\n3. The 597 looked after children are well.")
    assert (len(found), problems) == (1, ())


def test_a_footnotes_mark_run_into_a_figure_is_asked_about() -> None:
    found, problems = read("2. Approximately 56,2002 children and young people under the age of 18 live here.")
    assert found == ()
    assert [p.kind for p in problems] == [ProblemKind.FIGURE_UNCLEAR]


def test_digits_before_a_break_inside_a_row_are_asked_about() -> None:
    def line(number: int, text: str, box: PageBox) -> TextLine:
        return TextLine(1, number, text, text, box, size=12)

    lines = (
        line(1, "Children living in this area", PageBox(70, 80, 200, 92)),
        line(2, "Approximately 10902", PageBox(70, 100, 180, 112)),
        line(3, "children and young people under the age of 18 live here.", PageBox(181, 102, 500, 114)),
    )
    found, problems = read_document(Document("pdf", (TextPage(1, 595, 842, lines),)), "sif-2013")
    assert found == ()
    assert [p.kind for p in problems] == [ProblemKind.FIGURE_UNCLEAR]


def test_inspectors_are_read_by_their_body() -> None:
    text = slac_text().replace(
        "to evaluate services.",
        "to evaluate services. The inspection team consisted of five of Her Majesty's Inspectors (HMI), one additional "
        "inspector and two inspectors from the Care Quality Commission. They held discussions with over 50 children and "
        "young people and 32 parents, and read 84 case files.",
    )
    found = read_document(load_text(text))
    assert values(found) == {
        "inspectors_hmi": 5,
        "inspectors_additional": 1,
        "inspectors_cqc": 2,
        "children_met": 50,
        "parents_met": 32,
        "case_files": 84,
    }
    assert next(f for f in found[0] if f.kind == "children_met").qualifier == "over"


def test_figures_elsewhere_in_a_report_are_left_alone() -> None:
    body = "Overall effectiveness\n\n2. There were 597 looked after children."
    assert read_document(load_text(slac_text(body=body)))[0] == ()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["2. There were", "597", "looked after children", "1,2", ",", "%", "0 to 17", "aged", "\t"]
            ),
            st.text(max_size=20),
        ),
        max_size=30,
    )
)
def test_nothing_raises_whatever_the_text(parts: list[str]) -> None:
    for separator in (" ", "\n"):
        for figure in read(separator.join(parts))[0]:
            assert figure.quoted_line


# The real reports.

ONE_TO_ONE = (
    "case_files",
    "looked_after:looked_after_children",
    "child_protection_plans",
    "children_in_need",
    "sen_statements",
    "foster_placements",
)
SCHOOLS = {
    "total": "schools",
    "primary": "primary_schools",
    "secondary": "secondary_schools",
    "special": "special_schools",
    "nursery": "nursery_schools",
    "pru": "pupil_referral_units",
    "academies": "academies",
}
PLACES = {
    "la_foster": "looked_after_own_foster_care",
    "agency_or_other_la_foster": "looked_after_other_foster_care",
    "relative_or_friend": "looked_after_relative_or_friend",
    "with_parents": "looked_after_with_parents",
    "residential": "looked_after_residential",
    "placed_for_adoption": "looked_after_placed_for_adoption",
    "other": "looked_after_other_placement",
}


def stated(facts: dict[str, Any]) -> dict[str, Any]:
    """What slac_reports.json says the report states, by kind of figure."""
    figures = {kind.split(":")[-1]: facts.get(kind.split(":")[0]) for kind in ONE_TO_ONE}
    figures |= {kind: facts["schools"][part] for part, kind in SCHOOLS.items()}
    breakdown = facts.get("looked_after_breakdown", {})
    figures |= {kind: breakdown.get(part) for part, kind in PLACES.items()}
    team = facts["team"]
    figures |= {"inspectors_hmi": team["hmi"], "inspectors_cqc": team["cqc"]}
    figures["inspectors_additional"] = team["additional_inspectors"] or None
    figures |= {"children_met": facts["children_met"]["n"], "parents_met": facts["children_met"]["parents"]}
    figures["care_leavers"] = facts["care_leavers"]["n"]
    figures["population_of_children"] = facts["population"]["n"]
    figures["population"] = facts["population"].get("total_population")
    return {kind: value for kind, value in figures.items() if value is not None}


@needs_reports
@pytest.mark.reports
@pytest.mark.parametrize("facts", slac_facts()["reports"], ids=lambda facts: facts["slug"])
@pytest.mark.parametrize("form", ["text", "pdf"])
def test_every_figure_of_a_slac_report_is_read_and_no_other(facts: dict[str, Any], form: str) -> None:
    data = (TEXTS / facts["file"]).read_bytes()
    if form == "pdf":
        data = pdf_of_text(data.decode(), header="Testshire: inspection of services")
    found, problems = read_document(load(data), facts["framework"])
    assert {f.kind: f.value for f in found if not f.part and (f.age_band is None or "pop" in f.kind)} == stated(facts)
    population = next(f for f in found if f.kind == "population_of_children")
    assert (population.age_band, population.qualifier) == (
        facts["population"]["age_range"],
        facts["population"]["qualifier"],
    )
    assert problems == ()


@needs_reports
@pytest.mark.reports
def test_a_later_report_gives_its_figures_too() -> None:
    found, _ = read_document(load((PDFS / "derby-2017-06-13.pdf").read_bytes()), "sif-2013")
    kept = ("population_of_children", "child_protection_plans", "looked_after_children", "inspectors_hmi")
    assert {f.kind: (f.value, f.age_band) for f in found if f.kind in kept} == {
        "population_of_children": (58852, "under 18"),
        "child_protection_plans": (309, None),
        "looked_after_children": (427, None),
        "inspectors_hmi": (8, None),
    }


@needs_reports
@pytest.mark.reports
def test_the_mark_of_a_note_on_the_page_is_no_part_of_a_real_reports_figure() -> None:
    found = read_document(load((PDFS / "barking-and-dagenham-2014-07-07.pdf").read_bytes()), "sif-2013")
    assert values(found)["population_of_children"] == 56200
    assert found[1] == ()
