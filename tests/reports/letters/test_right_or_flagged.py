"""However a letter's lines are laid out or damaged, each fact is right, missing or flagged."""

import textwrap
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspections.reports.letters.findings import LetterReading
from inspections.reports.pipeline import read_report
from tests.builders.letters import ADDRESS, MadeLetter, letter_pdf, letter_text
from tests.builders.reports import REGISTER
from tests.reports.letters.silence import TOLD_BY, silent_differences

quick = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LETTER = MadeLetter(
    sections=(
        MadeLetter().sections[0],
        ("Areas for priority action", ("• The timeliness of visits.", "• The oversight of risk.")),
        *MadeLetter().sections[1:],
    )
)


def truth() -> LetterReading:
    result = read_report(letter_text(LETTER).encode(), REGISTER)
    assert isinstance(result, LetterReading)
    return result


WHOLE = truth()


def wrapped(width: int) -> list[str]:
    lines: list[str] = []
    for line in letter_text(replace(LETTER, address_at="none")).split("\n"):
        lines += textwrap.wrap(line, width) or [""]
    return lines


def lost(lines: list[str], at: int) -> list[str]:
    return lines[:at] + lines[at + 1 :]


def swapped(lines: list[str], at: int) -> list[str]:
    return [*lines[:at], *lines[at : at + 2][::-1], *lines[at + 2 :]]


def glued(lines: list[str], at: int) -> list[str]:
    return [*lines[:at], " ".join(lines[at : at + 2]), *lines[at + 2 :]]


def doubled(lines: list[str], at: int) -> list[str]:
    return [*lines[: at + 1], *lines[at:]]


def address_inside(lines: list[str], at: int) -> list[str]:
    return [*lines[:at], *ADDRESS, *lines[at:]]


def page_number_inside(lines: list[str], at: int) -> list[str]:
    return [*lines[:at], "2\f", *lines[at:]]


@quick
@given(width=st.integers(45, 110), at=st.integers(0, 60))
@pytest.mark.parametrize("damage", [address_inside, page_number_inside])
def test_what_stands_between_the_lines_changes_nothing(
    damage: Callable[[list[str], int], list[str]], width: int, at: int
) -> None:
    result = read_report("\n".join(damage(wrapped(width), at)).encode(), REGISTER)

    assert isinstance(result, LetterReading)
    assert {name: getattr(result, name) for name in TOLD_BY} == {name: getattr(WHOLE, name) for name in TOLD_BY}


@quick
@given(width=st.integers(45, 110), ats=st.lists(st.integers(0, 60), min_size=1, max_size=3))
@pytest.mark.parametrize("damage", [lost, swapped, glued, doubled])
def test_a_damaged_letter_says_nothing_wrong_in_silence(
    damage: Callable[[list[str], int], list[str]], width: int, ats: list[int]
) -> None:
    lines = wrapped(width)
    headings = {heading for heading, _ in LETTER.sections}
    for at in ats:
        # Without its heading nobody can tell what a list is.
        if at < len(lines) and not headings & set(lines[at : at + 2]):
            lines = damage(lines, at)
    result = read_report("\n".join(lines).encode(), REGISTER)

    assert silent_differences(WHOLE, result) == []


@quick
@given(st.text(max_size=60), st.integers(0, 60))
def test_no_text_inside_a_letter_makes_the_reader_raise(text: str, at: int) -> None:
    lines = wrapped(80)
    result = read_report("\n".join([*lines[:at], text, *lines[at:]]).encode("utf-8", "replace"), REGISTER)

    assert isinstance(result, LetterReading)


@pytest.mark.parametrize("size", range(1, 20))
def test_a_letter_cut_off_anywhere_says_nothing_wrong_in_silence(size: int) -> None:
    text = letter_text(LETTER)
    result = read_report(text[: len(text) * size // 20].encode(), REGISTER)

    assert silent_differences(WHOLE, result) == []


def test_the_whole_letter_is_read_the_same_from_a_pdf() -> None:
    result = read_report(letter_pdf(LETTER), REGISTER)

    assert isinstance(result, LetterReading)
    assert {name: getattr(result, name) for name in TOLD_BY} == {name: getattr(WHOLE, name) for name in TOLD_BY}
    assert [point.text for point in result.priority_actions] == [point.text for point in WHOLE.priority_actions]
