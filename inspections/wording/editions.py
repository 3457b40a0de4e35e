"""Sentences on what an edition changed and what a page rests on."""

from collections.abc import Sequence
from datetime import date

from .words import counted, date_words, listed, sentence


def rankings_compared_sentence(differ: int, compared: int, days: Sequence[date]) -> str:
    """How many rankings a change altered, as at which days, or "" if none was compared.

    "2 of 12 rankings compared, as at 5 January 2012 and 31 March 2026, came out otherwise."
    """
    if not compared:
        return ""
    as_at = listed([date_words(day) for day in days])
    return f"{differ or 'None'} of {counted(compared, 'ranking')} compared, as at {as_at}, came out otherwise."


def inspections_words(programme: str, day: date, *, of_these: bool) -> str:
    """What a page rests on, inside a sentence: `the ILACS inspections that count by 5 January 2012`.

    `programme` is a short name, "" for all. `of_these`: only inspections of the councils shown.
    """
    inspections = f"the {programme} inspections" if programme else "the inspections"
    words = f"{inspections} that count by {date_words(day)}"
    return f"{words}, of these councils" if of_these else words


def standing_sentence(edition: int, standing: str, withdrawn_on: date | None, reason: str) -> str:
    """What has become of an edition: `Edition 40 of the data: superseded by a correction.`

    "Edition 40 of the data: withdrawn on 26 November 2026. Loaded twice under two dates."
    """
    when = f" on {date_words(withdrawn_on)}" if withdrawn_on else ""
    because = f" {sentence(reason)}" if reason else ""
    return f"Edition {edition} of the data: {standing}{when}.{because}"


def record_completed_words(files: Sequence[str]) -> str:
    """Why an edition adds to the record: `Record completed from inspections.csv and grades.csv`."""
    return f"Record completed from {listed(files)}"
