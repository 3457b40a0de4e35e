"""The history of a record as a list of changes: who, when, from what to what, and why."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.utils.text import capfirst

from inspections.models import AreaForImprovement, Grade, Inspection, StatedFigure, VisitArea
from inspections.record.worded_changes import area_name
from inspections.wording.figures import figure_words
from inspections.wording.frameworks import judgement_name
from inspections.wording.words import date_words

QUIET_FIELDS = frozenset(
    {"id", "counts_from", "created_by", "created_at", "published_by", "published_at", "withdrawn_by", "withdrawn_at"}
)
# What the name of a part says already.
IN_NAMES = frozenset({"inspection", "visit", "service", "judgement", "order", "kind", "age_band"})
MOST_BY_THEMSELVES = 4
VERBS = {"+": "Added", "~": "Changed", "-": "Removed"}


@dataclass(frozen=True)
class FieldChange:
    """A field's values as text. `before` is empty where something was added, `after` where it was removed."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryEntry:
    """One change of one record."""

    at: datetime
    who: str
    what: str
    verb: str
    changes: tuple[FieldChange, ...]
    reason: str

    @property
    def facts(self) -> str:
        """What was added or removed, in one line: `Grade: Good; page: 4`. "" for a change."""
        if self.verb == VERBS["~"]:
            return ""
        return capfirst("; ".join(f"{change.label}: {change.after or change.before}" for change in self.changes))


def entries(about: Any, *parts: type[Any]) -> list[HistoryEntry]:
    """The entries of a record and of its parts, latest first, without saves that changed nothing.

    `parts` are models with a field named after the model of `about`.
    """
    found = list(_entries(about, about.history.all()))
    owner = f"{about._meta.model_name}_id"
    for model in parts:
        own = model.history.filter(**{owner: about.pk}).values("id")
        found += _entries(about, model.history.filter(id__in=own), owner)
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def folded(found: Iterable[HistoryEntry]) -> list[tuple[HistoryEntry, ...]]:
    """The entries as rows of a page. What one person added or removed within a minute is one row if it is much."""
    rows: list[tuple[HistoryEntry, ...]] = []
    for (*_, verb, _), same in groupby(found, key=_of_one_save):
        together = tuple(same)
        if verb != VERBS["~"] and len(together) >= MOST_BY_THEMSELVES:
            rows.append(together)
        else:
            rows += [(entry,) for entry in together]
    return rows


def _of_one_save(entry: HistoryEntry) -> tuple[datetime, str, str, str]:
    return entry.at.replace(second=0, microsecond=0), entry.who, entry.verb, entry.reason


def _entries(about: Any, history: QuerySet[Any], owner: str = "") -> Iterator[HistoryEntry]:
    last: dict[int, Any] = {}
    for record in history.select_related("history_user").order_by("history_date", "history_id"):
        before, verb = last.get(record.id), record.history_type
        last[record.id] = record
        if owner and getattr(record, owner) != about.pk:
            continue
        if owner and before is not None and getattr(before, owner) != about.pk:
            # It came from another record, as from the draft that was published into this one.
            before, verb = None, "+"
        left_out = QUIET_FIELDS | IN_NAMES if owner else QUIET_FIELDS
        old, new = (record, None) if verb == "-" else (before, record)
        changes = tuple(_changes(old, new, left_out))
        if verb == "~" and not changes and not record.history_change_reason:
            continue
        yield HistoryEntry(
            at=record.history_date,
            who=_who(record, before),
            what=_name(record, about),
            verb=VERBS[verb],
            changes=changes,
            reason=record.history_change_reason or "",
        )


def _who(record: Any, before: Any) -> str:
    """Who made the change. What came by the command line or the reader has only the names that the record holds."""
    who = record.history_user
    if not who and before is None:
        who = getattr(record, "created_by", None)
    elif not who and getattr(record, "published_at", None) != getattr(before, "published_at", None):
        who = record.published_by
    return str(who or "the site itself")


def _name(record: Any, about: Any) -> str:
    """What the record is called among the parts of `about`: `Leadership`, `Area for improvement 2`."""
    model = record.instance_type
    if isinstance(about, Inspection):
        definition = about.framework_definition
        if model is Grade and definition.has(code := f"{record.service}.{record.judgement}"):
            return judgement_name(definition, definition.judgement(code))
        if model is AreaForImprovement:
            return area_name(about, record.service, record.order)
    if model is StatedFigure:
        return figure_words(record.kind, record.age_band)
    if model is VisitArea:
        return f"{VisitArea.Kind(record.kind).label}, point {record.order}"
    return str(record.history_object)


def _changes(before: Any, after: Any, left_out: Collection[str]) -> Iterator[FieldChange]:
    """The fields that differ, None standing for nothing."""
    for field in (after or before).tracked_fields:
        if field.name in left_out:
            continue
        was, is_now = (_shown(record, field) if record else "" for record in (before, after))
        if was != is_now:
            yield FieldChange(str(field.verbose_name), was, is_now)


def _shown(record: Any, field: Any) -> str:
    value = getattr(record, field.attname)
    if value in (None, ""):
        return ""
    if field.is_relation:
        try:
            return str(getattr(record, field.name))
        except ObjectDoesNotExist:
            return "something deleted since"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else ("no" if field.null else "")
    return date_words(value) if isinstance(value, date) and not isinstance(value, datetime) else str(value)
