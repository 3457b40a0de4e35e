"""Changing a record, with one `RecordChange` for each thing that differs."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F

from inspections.models import AreaForImprovement, Inspection, StatedFigure, Visit, VisitArea
from inspections.wording.figures import figure_words

from .editions import RecordChange, name_of, refuse_unless, text_of
from .saving import change_rows

Part = AreaForImprovement | StatedFigure | VisitArea
# Beyond every real place.
_ASIDE = 10_000

CORRECTABLE_FIELDS = (
    "framework",
    "kind",
    "inspected_from",
    "inspected_from_known_to",
    "inspected_from_until",
    "inspected_to",
    "second_inspected_from",
    "second_inspected_to",
    "published_on",
    "lead_inspector",
    "report_url",
    "note",
)
CORRECTABLE_FIELDS_OF_VISITS = (
    "kind",
    "visited_from",
    "visited_to",
    "published_on",
    "lead_inspectors",
    "theme",
    "has_priority_action",
    "letter_url",
    "note",
)


def set_fields(record: Inspection | Visit, fields: Mapping[str, Any]) -> list[RecordChange]:
    """Set fields of an inspection or a visit. The caller saves it."""
    unknown = set(fields) - set(CORRECTABLE_FIELDS_OF_VISITS if isinstance(record, Visit) else CORRECTABLE_FIELDS)
    refuse_unless(not unknown, f"Not a field that can be corrected: {', '.join(sorted(unknown))}.")
    changes = []
    for name, value in fields.items():
        before = getattr(record, name)
        if before != value:
            setattr(record, name, value)
            changes.append(RecordChange(record, name, text_of(before), text_of(value)))
    return changes


def set_parts(record: Inspection | Visit, parts: Iterable[Part]) -> list[RecordChange]:
    """Save areas for improvement and figures as given, including new ones."""
    given = list(parts)
    saved = {part.pk: _saved(part, record) for part in given if part.pk}
    moved = {part.pk for part in given if part.pk and part.order != saved[part.pk].order}
    clear_places(part for part in given if part.pk in moved)
    changes = []
    for part in given:
        before, after = _part_in_words(saved[part.pk]) if part.pk else "", _part_in_words(part)
        if part.pk in moved:
            before, after = f"{saved[part.pk].order}. {before}", f"{part.order}. {after}"
        whole = name_of(record)
        setattr(part, whole, record)
        part.full_clean(exclude=[whole])
        part.save()
        changes.append(RecordChange(record, _part_name(part), before, after))
    return changes


def clear_places(parts: Iterable[Part]) -> None:
    """Put saved parts whose places change out of the way, since the database refuses two parts in one place."""
    for part in parts:
        type(part).objects.filter(pk=part.pk).update(order=F("order") + _ASIDE)


def remove_parts(record: Inspection | Visit, parts: Iterable[Part]) -> list[RecordChange]:
    changes = []
    for part in parts:
        saved = _saved(part, record)
        changes.append(RecordChange(record, _part_name(saved), _part_in_words(saved), ""))
        saved.delete()
    return changes


def move_parts(parts: Iterable[Part], record: Inspection | Visit, *, by: User) -> None:
    """Move saved parts of one kind to another record."""
    moved, name = list(parts), name_of(record)
    for part in moved:
        setattr(part, name, record)
    change_rows(moved, [name], by=by)


def _saved(part: Part, record: Inspection | Visit) -> Part:
    """The part as it is on record, which has to be the record's own."""
    saved: Part = type(part).objects.get(**{"pk": part.pk, name_of(record): record})
    return saved


def _part_name(part: Part) -> str:
    if isinstance(part, VisitArea):
        return f"{part.kind} {part.order}"
    if isinstance(part, AreaForImprovement):
        return f"area for improvement {part.service} {part.order}"
    return f"stated figure {part.order}"


def _part_in_words(part: Part) -> str:
    words: tuple[str, ...]
    if isinstance(part, VisitArea):
        return part.text
    if isinstance(part, AreaForImprovement):
        words = (part.text, part.get_timescale_display(), part.addressee)
    else:
        words = (figure_words(part.kind, part.age_band), f"{part.qualifier} {part.value:,}".strip())
    return ", ".join(filter(None, words))
