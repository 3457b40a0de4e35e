"""The real letters: each gives what expected.csv says, or says where it is in doubt."""

from functools import cache

import pytest

from inspections.reports.findings import Refusal, RefusalKind
from inspections.reports.letters.findings import LetterReading
from inspections.reports.pipeline import read_report
from tests.builders.real_reports import OTHERS, VISITS, needs_reports, rows
from tests.builders.register import fixture_councils

pytestmark = [pytest.mark.reports, needs_reports]

EXPECTED = rows(VISITS / "expected.csv")
OTHER_FILES = sorted(OTHERS.glob("*.pdf"))
# Of the 48 letters, as many as need nobody.
LEAST_CLEAN = 32


@cache
def reading_of(name: str) -> LetterReading:
    result = read_report((VISITS / name).read_bytes(), fixture_councils())
    assert isinstance(result, LetterReading)
    return result


def flagged(reading: LetterReading) -> set[str]:
    return {problem.kind.name for problem in reading.problems if problem.severity != "note"}


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"])
def test_a_letters_front_is_read(row: dict[str, str]) -> None:
    reading = reading_of(row["file"])

    assert (reading.visit, reading.council) == ("focused_visit", row["council"])
    assert str(reading.published_on) == row["published"]
    assert {True: "yes", False: "no"}.get(reading.has_priority_action) == row["priority_action"]
    assert (len(reading.priority_actions) > 0) == (row["priority_action"] == "yes")
    assert reading.lead_inspectors


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"])
def test_the_days_are_read_or_flagged(row: dict[str, str]) -> None:
    reading = reading_of(row["file"])

    if not row["visited_from"]:
        assert flagged(reading) & {"VISIT_DAYS_DOUBTFUL", "VISIT_DAYS_MISSING"}
        return
    assert (str(reading.visited_from), str(reading.visited_to)) == (row["visited_from"], row["visited_to"])
    assert not row["official_day"] or str(reading.visited_from) == row["official_day"]


@pytest.mark.parametrize("row", [row for row in EXPECTED if row["official_theme"]], ids=lambda row: row["file"])
def test_the_theme_is_the_official_one_or_flagged(row: dict[str, str]) -> None:
    reading = reading_of(row["file"])

    assert reading.theme == row["official_theme"] or "THEME_DOUBTFUL" in flagged(reading)


def test_most_letters_need_nobody() -> None:
    clean = [row["file"] for row in EXPECTED if not flagged(reading_of(row["file"]))]

    assert len(clean) >= LEAST_CLEAN


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["file"])
def test_a_letters_paragraphs_are_whole_sentences_of_it(row: dict[str, str]) -> None:
    reading = reading_of(row["file"])
    text = "".join("".join(reading.pages).split())

    points = {point.text for point in (*reading.improvements, *reading.priority_actions)}
    prose = [paragraph.text for paragraph in reading.paragraphs if paragraph.text not in points]
    assert len(prose) >= 10
    assert [text[-40:] for text in prose if not text.endswith((".", ":", "’"))] == []
    for paragraph in reading.paragraphs:
        assert "Piccadilly" not in paragraph.text
        assert "".join(paragraph.text.split())[:30] in text


@pytest.mark.parametrize("path", OTHER_FILES, ids=lambda path: path.name)
def test_joint_inspections_are_refused_as_what_they_are(path) -> None:
    kind = RefusalKind.SEND_INSPECTION if "send" in path.name else RefusalKind.JOINT_INSPECTION

    assert read_report(path.read_bytes(), fixture_councils()) == Refusal(kind)
