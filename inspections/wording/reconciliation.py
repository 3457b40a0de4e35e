"""Sentences on how the record compares with Ofsted's own statistics."""

from datetime import date

from inspections.frameworks.loader import framework

from .results import NOT_ON_RECORD
from .words import counted, date_words, plural

WHAT = {"inspected_from": "first day of the inspection", "published_on": "day of publication", "kind": "kind"}


def agreement_sentence(as_at: date, inspections: int, agreeing: int, values: int) -> str:
    """`1,902 of 1,903 dates, kinds and grades of 271 inspections agree with Ofsted’s statistics as at …`"""
    agree = plural(agreeing, "agrees", "agree")
    return (
        f"{agreeing:,} of {values:,} dates, kinds and grades of {counted(inspections, 'inspection')} {agree} with "
        f"Ofsted’s statistics as at {date_words(as_at)}."
    )


def what_words(what: str) -> str:
    """What a value is: `care leavers`, `day of publication`."""
    if what in WHAT:
        return WHAT[what]
    known = framework("ilacs-2023") if framework("ilacs-2023").has(f"whole.{what}") else framework("ilacs-2018")
    return known.judgement(f"whole.{what}").short_name.lower()


def value_words(what: str, value: str) -> str:
    """A value of the statistics or the record: `requires improvement`, `18 February 2019`, `not on record here`."""
    if not value:
        return NOT_ON_RECORD
    if what in {"inspected_from", "published_on"} and len(value) == len("2012-01-25"):
        return date_words(date.fromisoformat(value))
    return value.replace("_", " ")


def difference_sentence(inspection: str, what: str, theirs: str, ours: str, place: str) -> str:
    """`Staffordshire, …, care leavers: Ofsted’s statistics have good (sheet, row 12), this record has outstanding.`"""
    return (
        f"{inspection}, {what_words(what)}: Ofsted’s statistics have {value_words(what, theirs)} ({place}), this "
        f"record has {value_words(what, ours)}."
    )


def right_sentence(corrected: date | None) -> str:
    """Who was right about a difference and why, if that is known."""
    if corrected:
        return f"This record: Ofsted’s statistics as at {date_words(corrected)} have the same, so Ofsted corrected it."
    return "Not known yet."


def only_there_sentence(council: str, day: date, place: str) -> str:
    """That the statistics have an inspection that is not on record."""
    return f"Only in Ofsted’s statistics: {council}, {date_words(day)} ({place})."


def only_here_sentence(inspection: str) -> str:
    """That an inspection on record is not in the statistics, though it was made by their day."""
    return f"Only on record here: {inspection}."
