"""Sentences on what a verdict on a whole sentence depends on: its readings, its days, words not understood."""

from datetime import date

from .claims import CORRECTED
from .words import counted, date_words, lower_first

DEPENDS_ON_COUNT = "It depends on what is counted, which the sentence does not say."
DEPENDS_ON_DAY = "It depends on the day, which the sentence does not say."


def not_understood_sentence(verdict: str) -> str:
    """That some words were not understood, and what the rest comes to."""
    return f"Not all of the sentence is understood. The rest, by itself: {lower_first(verdict)}."


def programme_unsaid_sentence(programme: str, inspected: int, others: int, day: date) -> str:
    """That a day lies between two programmes, so that the sentence must say which is meant."""
    have = counted(inspected, "council has", "councils have")
    rest = counted(others, "other was", "others were")
    return (
        f"By {date_words(day)}, {have} a report under {programme}, and {rest} last inspected under another programme. "
        "The sentence has to say which is meant."
    )


def other_inspection_sentence(framework: str, counts_from: date, published: date | None) -> str:
    """That an inspection of that time may be meant, whose report came out later or on a day that is not on record."""
    if published:
        out = f"its report came out on {date_words(published)}"
    else:
        out = f"its day of publication is not on record, and it was out by {date_words(counts_from)} at the latest"
    return f"The {framework} inspection of that time may be meant: {out}."


def no_report_sentence(programme: str, day: date) -> str:
    """That the council had no report by the day, so that one of a predecessor or an earlier one may be meant."""
    return (
        f"No {programme} grade of the council is on record as at {date_words(day)}. One of a predecessor, or of an "
        "inspection under another programme, may be meant."
    )


def past_sentence(day: date) -> str:
    """That a sentence in the past doesn't hold on the day that is assumed, but may have held on another."""
    return f"It does not hold as at {date_words(day)}. The sentence speaks of the past, but does not say of which day."


def earlier_report_words(verdict: str, published: date) -> str:
    """The verdict on a grade of a month or year in which nothing was published: "… by its report of 5 July 2022"."""
    joint = " and" if CORRECTED in verdict else f" {CORRECTED}"
    return f"{verdict}{joint} by its report of {date_words(published)}"
