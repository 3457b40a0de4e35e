"""A letter on a visit gives its kind, council, days, theme, inspectors, lists and paragraphs, each with its place."""

from dataclasses import replace
from datetime import date

import pytest

from inspections.reports.findings import Refusal
from inspections.reports.letters.findings import LetterReading, VisitTheme
from inspections.reports.pipeline import read_report
from tests.builders.letters import FINDINGS, MadeLetter, letter_pdf, letter_text
from tests.builders.reports import REGISTER

LETTER = MadeLetter()
MONITORING = MadeLetter(
    date="3 May 2018",
    title="Monitoring visit of Mockford local authority children’s services",
    summary=(
        "This letter summarises the findings of the monitoring visit to Mockford children’s services on 4 and 5 April "
        "2018. The visit was the second monitoring visit since the local authority was judged inadequate in May 2017. "
        "The inspectors were Ann Example HMI and Ben Trial-Run HMI."
    ),
    focus=(),
    sections=(
        (
            "Areas covered by the visit",
            (
                "During the course of this visit, inspectors reviewed the progress made in the area of help and "
                "protection, with a particular focus on:",
                "• thresholds between early help and social care",
                "• the quality of assessments.",
                "The visit considered a range of evidence, including electronic case records and supervision notes.",
            ),
        ),
        ("Overview", FINDINGS),
        ("Findings and evaluation of progress", FINDINGS),
    ),
    closing=("I am copying this letter to the Department for Education.", "Yours sincerely"),
    signature=("Ann Example", "Her Majesty’s Inspector"),
)


def read(letter: MadeLetter, form: str = "text") -> LetterReading:
    data = letter_text(letter).encode() if form == "text" else letter_pdf(letter)
    result = read_report(data, REGISTER)
    assert isinstance(result, LetterReading)
    return result


def kinds(reading: LetterReading) -> set[str]:
    return {problem.kind.name for problem in reading.problems}


@pytest.mark.parametrize("form", ["text", "pdf"])
@pytest.mark.parametrize("address_at", ["start", "end"])
def test_everything_a_letter_says_is_read(form: str, address_at: str) -> None:
    reading = read(replace(LETTER, address_at=address_at), form)

    assert (reading.visit, reading.council) == ("focused_visit", "testshire")
    assert (reading.visited_from, reading.visited_to) == (date(2024, 4, 23), date(2024, 4, 24))
    assert reading.published_on == date(2024, 5, 24)
    assert (reading.theme, reading.theme_code) == ("Care leavers", VisitTheme.CARE_LEAVERS)
    assert reading.inspectors == ("Ann Example", "Ben Trial-Run")
    assert reading.lead_inspectors == ("Ann Example",)
    assert reading.has_priority_action is False
    assert [point.text for point in reading.improvements] == [
        "The quality of pathway plans.",
        "The timeliness of health assessments, so that none waits for long.",
    ]
    assert reading.problems == ()


@pytest.mark.parametrize("form", ["text", "pdf"])
def test_paragraphs_stand_under_their_headings_word_for_word(form: str) -> None:
    reading = read(replace(LETTER, address_at="end"), form)

    by_heading: dict[str, list[str]] = {}
    for paragraph in reading.paragraphs:
        by_heading.setdefault(paragraph.heading, []).append(paragraph.text)
    assert list(by_heading) == ["", *(heading for heading, _ in LETTER.sections)]
    assert by_heading["Headline findings"] == list(FINDINGS)
    assert by_heading["Main findings"] == [*FINDINGS, LETTER.closing[0]]
    assert [paragraph.order for paragraph in reading.paragraphs] == list(range(1, len(reading.paragraphs) + 1))


@pytest.mark.parametrize("form", ["text", "pdf"])
def test_a_monitoring_letter_is_read(form: str) -> None:
    reading = read(MONITORING, form)

    # The council of that name in 2018 is not the one of today.
    assert (reading.visit, reading.council) == ("monitoring_visit", "old-borough")
    assert (reading.visited_from, reading.visited_to) == (date(2018, 4, 4), date(2018, 4, 5))
    assert (reading.theme, reading.theme_code) == ("help and protection", None)
    assert reading.lead_inspectors == ("Ann Example",)
    assert kinds(reading) == {"THEME_NOT_LISTED"}
    assert [
        paragraph.text for paragraph in reading.paragraphs if paragraph.heading == "Areas covered by the visit"
    ] == [
        "During the course of this visit, inspectors reviewed the progress made in the area of help and protection, "
        "with a particular focus on:\n• thresholds between early help and social care\n• the quality of assessments.",
        "The visit considered a range of evidence, including electronic case records and supervision notes.",
    ]


def test_a_title_that_comes_last_in_the_files_text_is_found() -> None:
    reading = read(replace(LETTER, title_last=True, address_at="end"), "pdf")

    assert reading.title.quote == LETTER.title
    assert reading.visited_from == date(2024, 4, 23)
    assert all(LETTER.title not in paragraph.text for paragraph in reading.paragraphs)
    assert reading.problems == ()


def test_a_step_that_fails_leaves_a_problem_and_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("inspections.reports.letters.letter.find_theme", fails)
    reading = read(LETTER)

    assert (reading.theme, len(reading.improvements)) == ("", 2)
    assert "STEP_FAILED" in kinds(reading)


def test_what_was_read_has_its_sentence_page_and_line() -> None:
    reading = read(LETTER, "pdf")

    for evidence, words in (
        (reading.title, LETTER.title),
        (reading.visited_evidence, "on 23 and 24 April 2024."),
        (reading.theme_evidence, LETTER.focus[0]),
        (reading.inspectors_evidence, "were Ann Example and Ben Trial-Run."),
        (reading.published_evidence, "24 May 2024"),
    ):
        assert evidence is not None
        assert words in evidence.quote
        assert (evidence.page, evidence.box is not None) == (1, True)
        assert evidence.quote.split()[0] in reading.pages[0].split("\n")[evidence.line - 1]
    assert all(point.page and point.line for point in reading.improvements)


@pytest.mark.parametrize(
    "data",
    [
        b"Ofsted\nInspection of Testshire children's services\nInspection dates: 11 to 22 May 2024\n"
        b"The impact of leaders on social work practice with children and families\tGood\n"
        b"Overall effectiveness\tGood\nFocused visit to the front door\nwas made in 2022.\n",
        b"Cabinet\n12 June 2024\nReport of the Director of Children's Services\nFocused visit to Testshire\nDear all\n",
    ],
)
def test_a_paper_that_only_names_a_visit_is_no_letter(data: bytes) -> None:
    assert not isinstance(read_report(data, REGISTER), LetterReading)


def test_a_letter_that_names_the_inspection_framework_is_a_letter() -> None:
    line = "This visit was carried out in line with the inspection of local authority children’s services (ILACS)."
    reading = read(replace(LETTER, focus=(*LETTER.focus, line)))

    assert reading.visit == "focused_visit"


def test_a_letter_addressed_to_a_member_of_the_cabinet_is_a_letter() -> None:
    recipients = ("Sam Sample", "Cabinet Member for Children", "Report to the Committee follows", "TT1 1TT")

    assert not isinstance(read_report(letter_text(replace(LETTER, recipient=recipients)).encode(), REGISTER), Refusal)
