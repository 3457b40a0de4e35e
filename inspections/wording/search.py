"""Sentences on what a search found and where it looked."""

from collections.abc import Sequence
from datetime import date

from .words import counted, date_words


def found_sentence(paragraphs: int, reports: int, searched: int) -> str:
    """`12 paragraphs in 3 of the 140 reports searched.`"""
    if reports == searched:
        of = f"all {searched:,} reports searched" if searched > 1 else "the one report searched"
    else:
        of = f"{reports:,} of the {searched:,} reports searched"
    return f"{counted(paragraphs, 'paragraph')} in {of}."


def scope_words(
    *,
    council: str = "",
    framework: str = "",
    letters: bool = False,
    published_from: date | None = None,
    published_to: date | None = None,
    parts: Sequence[str] = (),
    grade: str = "",
) -> str:
    """Which paragraphs are searched, or "" for all: `reports on Testshire; under SIF; paragraphs on “Leaders”`.

    `parts` are names of a service or a judgement.
    """
    words = (
        f"reports on {council}" if council else "",
        f"under {framework}" if framework else "",
        "letters on visits" if letters else "",
        f"published from {date_words(published_from)}" if published_from else "",
        f"published to {date_words(published_to)}" if published_to else "",
        *(f"paragraphs on “{part}”" for part in parts),
        f"under a judgement graded {grade}" if grade else "",
    )
    return "; ".join(filter(None, words))
