"""From the reading of a letter on a visit to a draft: which visit on record it is about, and what differs."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.contrib.auth.models import User

from inspections.actions import new_visit_draft, settle_kinds
from inspections.models import ReportProblem, Visit, VisitArea
from inspections.reports.findings import ProblemKind
from inspections.reports.letters.findings import LetterPoint, LetterReading
from inspections.wording.visits import OTHER_THEME, THEMES_OF_VISITS, theme_code
from inspections.wording.words import counted, date_words

from .matching import DIFFERS_FROM_RECORD, PublishedRecord

LONGEST_THEME = 240
# What may be taken from the visit on record: the fact, and the problems that are settled by it.
_FROM_RECORD = {
    "published_on": {ProblemKind.PUBLICATION_DATE_MISSING.value},
    "theme": {
        kind.value for kind in (ProblemKind.THEME_MISSING, ProblemKind.THEME_DOUBTFUL, ProblemKind.THEME_NOT_LISTED)
    },
}
_COMPARED = {
    "kind": "Kind",
    "visited_from": "First day on site",
    "visited_to": "Last day on site",
    "published_on": "Day of publication",
    "theme": "Theme",
    "has_priority_action": "Areas for priority action",
}


def find_visit_on_record(visits: Iterable[Visit], visited_from: date | None, published_on: date | None) -> Visit | None:
    """Of a council's published visits the one that a letter seems to be about: of its first day or its publication."""
    same_day = [visit for visit in visits if visited_from and visit.visited_from == visited_from]
    same_letter = [visit for visit in visits if published_on and visit.published_on == published_on]
    return next(iter(same_day or same_letter), None)


def draft_of_visit(
    letter: LetterReading, record: PublishedRecord, problems: list[ReportProblem], *, by: User, **header: Any
) -> tuple[Visit, list[VisitArea]] | None:
    """The unsaved draft of a letter with its areas, or None if its council is not known. What differs is a problem.

    `header` has what staff filled in or the place where the file was listed says. A day that is not known stays empty,
    with its problem.
    """
    values = _facts(letter, record) | {name: value for name, value in header.items() if value not in (None, "")}
    if values["council"] is None:
        return None
    published = record.visits[values["council"].pk]
    on_record = find_visit_on_record(published, values["visited_from"], values["published_on"])
    _take_from_record(problems, values, on_record)
    draft, areas = new_visit_draft(by=by, areas=_areas(letter), replaces=on_record, **values)
    if on_record:
        problems += _problems_with_record(draft, on_record)
    return draft, areas


def _facts(letter: LetterReading, record: PublishedRecord) -> dict[str, Any]:
    return {
        "council": record.councils.get(letter.council or ""),
        "kind": letter.visit,
        "visited_from": letter.visited_from,
        "visited_to": letter.visited_to,
        "published_on": letter.published_on,
        "theme": THEMES_OF_VISITS.get(theme_code(letter.theme), letter.theme)[:LONGEST_THEME],
        "has_priority_action": letter.has_priority_action,
        "lead_inspectors": ", ".join(letter.lead_inspectors or letter.inspectors)[:LONGEST_THEME],
        "letter_url": "",
    }


def _areas(letter: LetterReading) -> Iterator[VisitArea]:
    lists: tuple[tuple[str, Iterable[LetterPoint]], ...] = (
        (VisitArea.Kind.PRIORITY_ACTION, letter.priority_actions),
        (VisitArea.Kind.IMPROVEMENT, letter.improvements),
    )
    for kind, points in lists:
        for order, point in enumerate(points, start=1):
            yield VisitArea(kind=kind, order=order, text=point.text, page=point.page)


def _take_from_record(problems: Iterable[ReportProblem], values: dict[str, Any], on_record: Visit | None) -> None:
    """Take what the letter doesn't say, and Ofsted's own word for a theme that the letter names in others."""
    if on_record is None:
        return
    values["letter_url"] = values["letter_url"] or on_record.letter_url
    values["visited_to"] = values["visited_to"] or on_record.visited_to
    for name, codes in _FROM_RECORD.items():
        known = getattr(on_record, name)
        is_missing = not values[name] or (name == "theme" and theme_code(values[name]) == OTHER_THEME)
        is_doubtful = any(problem.is_blocking and problem.kind in codes for problem in problems)
        if not known or not (is_missing or (name == "theme" and is_doubtful)):
            continue
        values[name] = known
        words = date_words(known) if isinstance(known, date) else f"“{known}”"
        settle_kinds(problems, codes, because=f"The visit on record gives {words}.")


def _problems_with_record(draft: Visit, on_record: Visit) -> Iterator[ReportProblem]:
    """An unsaved problem for each fact that differs, to be closed before publication."""
    for name, label in _COMPARED.items():
        here, there = getattr(draft, name), getattr(on_record, name)
        if here in (None, "") or there in (None, "") or here == there:
            continue
        yield ReportProblem(
            kind=DIFFERS_FROM_RECORD,
            severity=ReportProblem.Severity.WARNING,
            detail=f"{label}: {_words(here)} here, {_words(there)} on record",
            advice="Check it in the letter. Publishing puts it in the place of what is on record.",
        )


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return date_words(value) if isinstance(value, date) else str(value).replace("_", " ")


def letter_summary(letter: LetterReading) -> str:
    """What was read of a letter: `focused visit, 3 points`."""
    points = counted(len(letter.improvements) + len(letter.priority_actions), "point")
    return f"{letter.visit.replace('_', ' ')}, {points}"


def letter_differences(before: LetterReading, after: LetterReading) -> Iterator[str]:
    """How a newer reading of a letter differs from the stored one."""
    for name in ("council", "visit", "visited_from", "visited_to", "published_on", "theme", "has_priority_action"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield f"{name.replace('_', ' ')}: {_found(old)} → {_found(new)}"
    for name in ("paragraphs", "improvements", "priority_actions", "problems"):
        old_count, new_count = len(getattr(before, name)), len(getattr(after, name))
        if old_count != new_count:
            yield f"{name.replace('_', ' ')}: {old_count} → {new_count}"


def _found(value: object) -> str:
    return "not found" if value in (None, "") else str(value)
