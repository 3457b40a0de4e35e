"""Checks of single cells. Each takes the text of a cell and returns a complaint, or None if there is none.

Cells are accepted in only one form (ISO dates, numbers without leading zeros), so that an export gives the same text.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

from django.db import models

from inspections.dates import PartialDate

Check = Callable[[str], str | None]

LONGEST_NAME = 120
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_URL = re.compile(r"https?://[^\s/]+\S*")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_SET = re.compile(r"20[0-9][0-9]-(0[1-9]|1[0-2])")


def required(check: Check) -> Check:
    """The check, with a complaint if the cell is empty."""
    return lambda text: check(text) if text else "is empty"


def optional(check: Check) -> Check:
    """The check, skipped if the cell is empty."""
    return lambda text: check(text) if text else None


def field(model: type[models.Model], name: str) -> Check:
    """Check of a model field's length, and of whether it may be empty."""
    model_field = model._meta.get_field(name)
    longest = getattr(model_field, "max_length", None)

    def check(text: str) -> str | None:
        if longest and len(text) > longest:
            return f"has {len(text)} characters; there is room for {longest}"
        return None

    return optional(check) if getattr(model_field, "blank", False) else required(check)


def choice(choices: Iterable[str]) -> Check:
    """Check for one of the words."""
    words = tuple(choices)
    return required(lambda text: None if text in words else f"“{text}” is not one of {', '.join(words)}")


def day(text: str) -> str | None:
    complaint = partial_date(text)
    if complaint or PartialDate.parse(text).is_exact:
        return complaint
    return f"“{text}” is not a whole date: write 2012-01-25"


def partial_date(text: str) -> str | None:
    try:
        parsed = PartialDate.parse(text)
    except ValueError as error:
        return str(error)
    # Digits of other scripts can be parsed too, but would not come back as the same text.
    return None if str(parsed) == text else f"“{text}” is not a date: write it as {parsed}"


def number(lowest: int = 0, highest: int = 999_999_999) -> Check:
    """Check for a whole number from `lowest` to `highest`."""

    def check(text: str) -> str | None:
        if not _NUMBER.fullmatch(text):
            return f"“{text}” is not a whole number"
        if int(text) < lowest:
            return f"{text} is less than {lowest}"
        return f"{text} is more than {highest}" if int(text) > highest else None

    return check


def flag(text: str) -> str | None:
    """1 for yes, 0 for no."""
    return None if text in ("0", "1") else f"“{text}” is neither 1 (yes) nor 0 (no)"


def slug(text: str) -> str | None:
    return None if _SLUG.fullmatch(text) else f"“{text}” is not a slug: small letters and figures, joined by hyphens"


def slugs(text: str) -> str | None:
    """Slugs separated by bars."""
    parts = text.split("|")
    if len(set(parts)) < len(parts):
        return "has a slug twice"
    complaints = [slug(part) for part in parts]
    return next((complaint for complaint in complaints if complaint), None)


def name(text: str) -> str | None:
    """A council's slug, or any of its names."""
    return None if len(text) <= LONGEST_NAME else f"has {len(text)} characters; there is room for {LONGEST_NAME}"


def names(text: str) -> str | None:
    """Names separated by bars, each only once."""
    parts = text.split("|")
    if any(not part or part != part.strip() for part in parts):
        return "has an empty name, or spaces beside a bar"
    if len(set(parts)) < len(parts):
        return "has a name twice"
    longest = max(parts, key=len)
    if len(longest) <= LONGEST_NAME:
        return None
    return f"has a name of {len(longest)} characters; there is room for {LONGEST_NAME}"


def code(text: str) -> str | None:
    """A code, such as looked_after_children."""
    if len(text) > 40:
        return f"has {len(text)} characters; there is room for 40"
    return None if _CODE.fullmatch(text) else f"“{text}” is not a code: small letters, joined by underscores"


def url(text: str) -> str | None:
    if len(text) > 200:
        return f"has {len(text)} characters; there is room for 200"
    return None if _URL.fullmatch(text) else f"“{text}” is not a web address"


def neighbour_set(text: str) -> str | None:
    """Year and month of a set of statistical neighbours."""
    return None if _SET.fullmatch(text) else f"“{text}” is not a set: write year and month, 2025-05"


def to_day(text: str) -> date | None:
    """The date in a checked cell, or None if it is empty."""
    return date.fromisoformat(text) if text else None


def to_number(text: str) -> int | None:
    """The number in a checked cell, or None if it is empty."""
    return int(text) if text else None


def to_text(value: object) -> str:
    return "" if value is None else str(value)


def to_flag(value: object) -> str:
    return "1" if value else "0"


def to_known_flag(value: bool | None) -> str:
    """1 for yes, 0 for no, empty where it is not known."""
    return "" if value is None else to_flag(value)
