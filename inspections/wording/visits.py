"""Sentences on visits, which have no grades: what each was, when and on what."""

from datetime import date

from .words import date_words

VISIT_KINDS = {"focused_visit": "focused visit", "monitoring_visit": "monitoring visit"}


def visit_words(kind: str, first_day: date) -> str:
    """`focused visit of 5 November 2024`."""
    return f"{VISIT_KINDS[kind]} of {date_words(first_day)}"
