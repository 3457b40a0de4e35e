"""Headings set in bold: the letter's own ones are headings, bold words in a paragraph are none."""

from inspections.reports.document import PageBox, TextLine
from inspections.reports.letters.sections import paragraphs, sections

LEADING = 14.5


def typed(*rows: tuple[str, bool, float]) -> list[TextLine]:
    """Lines on one page, each with its words, whether it is bold, and the gap above it in lines."""
    lines, top = [], 100.0
    for number, (text, bold, gap) in enumerate(rows, start=1):
        top += LEADING * gap
        lines.append(TextLine(1, number, text, text, PageBox(72, top, 400, top + 10), bold=bold, size=12.0))
    return lines


def test_a_bold_line_that_stands_apart_is_a_heading() -> None:
    found = sections(
        typed(
            ("This letter says what was found.", False, 1),
            ("The school run", True, 2),
            ("Children walk to school.", False, 2),
        )
    )
    assert [(section.kind, section.heading) for section in found] == [("opening", ""), ("other", "The school run")]


def test_bold_words_at_the_start_of_a_paragraph_are_no_heading() -> None:
    found = sections(
        typed(("Front door. Children who come to the notice of the", True, 2), ("council are safe.", False, 1))
    )
    assert [section.heading for section in found] == [""]
    assert paragraphs(found)[0].text == "Front door. Children who come to the notice of the council are safe."


def test_a_heading_over_two_lines_is_one() -> None:
    found = sections(
        typed(
            ("What needs to improve in this area of", True, 2),
            ("social work practice?", True, 1),
            ("\u2022 The quality of plans.", False, 2),
        )
    )
    assert [section.heading for section in found][1:] == ["What needs to improve in this area of social work practice?"]


def test_a_sentence_that_begins_with_the_words_of_a_heading_is_none() -> None:
    found = sections(
        typed(
            ("The council told inspectors of its", False, 2),
            ("Areas for improvement", False, 1),
            ("and of its plans.", False, 1),
        )
    )
    assert [section.heading for section in found] == [""]
