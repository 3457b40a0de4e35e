"""Sentences on reports set against the inspection before."""

from collections.abc import Sequence

from inspections.statistics.changes import Tally

from .words import counted, listed, plural


def tally_words(tally: Tally) -> str:
    """`1 up of 2`, `2 up, 1 down of 4`, `same of 4`, or `not comparable`."""
    if not tally.base:
        return "not comparable"
    moved = [f"{count} {word}" for count, word in ((tally.improved, "up"), (tally.lower, "down")) if count]
    return f"{', '.join(moved) or 'same'} of {tally.base}"


def reports_and_letters(reports: int, letters: int) -> str:
    """`3 reports and 1 letter`, `no reports`."""
    parts = [counted(number, noun) for number, noun in ((reports, "report"), (letters, "letter")) if number]
    return listed(parts) or "no reports"


def letters_sentence(letters: int) -> str:
    """`12 letters on visits, which give no grades.`"""
    words = counted(letters, "letter on a visit", "letters on visits")
    return f"{words}, which {plural(letters, 'gives', 'give')} no grades."


def raised_and_lowered_sentence(tallies: Sequence[Tally]) -> str:
    """How many reports raised grades.

    "Of 40 reports, 25 raised grades, 5 lowered them, 2 did both, 6 did neither and 2 can’t be compared."
    """
    if not tallies:
        return ""
    compared = [tally for tally in tallies if tally.base]
    both = sum(bool(tally.improved and tally.lower) for tally in compared)
    raised = sum(bool(tally.improved) for tally in compared) - both
    lowered = sum(bool(tally.lower) for tally in compared) - both
    neither = len(compared) - raised - lowered - both
    others = len(tallies) - len(compared)
    parts = [
        f"{raised or 'none'} raised grades",
        f"{lowered or 'none'} lowered them",
        f"{both} did both" if both else "",
        f"{neither} did neither" if neither else "",
        f"{others} can’t be compared" if others else "",
    ]
    return f"Of {counted(len(tallies), 'report')}, {listed([part for part in parts if part])}."
