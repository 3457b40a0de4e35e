"""Editions and corrections in words: what each was about and what it changed. Never who made it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.utils.text import capfirst

from dashboard.selections.moment import Moment
from inspections.models import Council, Edition, EditionChange, Grade, Inspection, Visit, VisitArea
from inspections.statistics.standings import State
from inspections.wording.frameworks import judgement_name
from inspections.wording.results import provenance_words, state_words
from inspections.wording.visits import visit_words
from inspections.wording.words import counted, date_words, listed

# Fields that say where in the report a grade is. The list of corrections counts their changes without quoting them.
PLACES = {"page", "quoted_line", "paragraph_first", "paragraph_last", "paragraphs_derived", "source"}
GRADE_FIELDS = {"provenance": "where it comes from", "note": "note"}
RELATED = {"aliases": "other names"}
PARTS = {
    "areas_for_improvement": "Areas for improvement on record",
    "figures": "Figures on record",
    "areas": "Points of the letter on record",
}
# The fields of changes that are about the whole of something.
WHOLE = {"inspection", "visit"}


@dataclass(frozen=True)
class About:
    """What an edition is about. `url` is empty if that isn't public, or isn't a single inspection."""

    name: str
    url: str


@dataclass(frozen=True)
class EditionLine:
    """An edition in the list."""

    edition: Edition
    about: About


@dataclass(frozen=True)
class ChangeLine:
    """A single change. An empty `before` or `after` means that there was or is nothing; of a grade, none on record."""

    what: str
    before: str
    after: str
    is_grade: bool = False

    @property
    def words(self) -> str:
        """`nothing → 10`, `not on record here → Adequate`, `10, some in other words`."""
        if self.before == self.after:
            return f"{self.after}, some in other words"
        nothing = state_words(State.NOT_ON_RECORD) if self.is_grade else "nothing"
        return f"{self.before or nothing} → {self.after or nothing}"


@dataclass(frozen=True)
class Corrected:
    """What a correction or withdrawal changed of one record. `places` is the number of changes to evidence."""

    about: About
    lines: tuple[ChangeLine, ...]
    places: int


@dataclass(frozen=True)
class Correction:
    """A correction or withdrawal, and what it changed."""

    edition: Edition
    corrected: tuple[Corrected, ...]


def editions_until(moment: Moment) -> QuerySet[Edition]:
    """The editions up to the moment's, the latest first."""
    editions = Edition.objects.order_by("-number")
    return editions if moment.edition is None else editions.filter(number__lte=moment.edition)


def edition_lines(
    editions: Iterable[tuple[Edition, int, int, Inspection | Visit | None]],
) -> tuple[EditionLine, ...]:
    """The list of editions, each with how many inspections and visits it concerns, and the record if it is only one."""
    return tuple(
        EditionLine(edition, _about_edition(inspections, visits, alone))
        for edition, inspections, visits, alone in editions
    )


def corrections(editions: Iterable[Edition]) -> tuple[Correction, ...]:
    """Corrections and withdrawals with their changes, which should be prefetched."""
    return tuple(correction(edition, edition.changes.all()) for edition in editions)


def correction(edition: Edition, changes: Iterable[EditionChange]) -> Correction:
    """An edition and some of its changes. Fetch these with their inspections, visits and councils."""
    by_record = groupby(changes, key=lambda change: change.inspection or change.visit)
    return Correction(edition, tuple(_corrected(record, list(group)) for record, group in by_record))


def _about_edition(inspections: int, visits: int, alone: Inspection | Visit | None) -> About:
    if alone:
        return _about(alone)
    numbers = [counted(number, what) for number, what in ((inspections, "inspection"), (visits, "visit")) if number]
    return About(listed(numbers) if numbers else "the councils", "")


def _about(record: Inspection | Visit | None) -> About:
    if record is None:
        return About("The councils", "")
    if isinstance(record, Visit):
        what = visit_words(record.kind, record.first_day)
    else:
        what = f"{record.framework_definition.short_name}, {record.dated}"
    public = record.status == Inspection.Status.PUBLISHED
    return About(f"{record.council.display_name}, {what}", record.get_absolute_url() if public else "")


def _corrected(record: Inspection | Visit | None, changes: list[EditionChange]) -> Corrected:
    parts = [change for change in changes if change.field not in WHOLE]
    shown = [change for change in parts if change.field.rpartition(": ")[2] not in PLACES]
    return Corrected(_about(record), tuple(line_of(change) for change in shown), len(parts) - len(shown))


def line_of(change: EditionChange) -> ChangeLine:
    """A change in words."""
    if change.visit is not None:
        return _line_of_visit(change)
    subject, _, field = change.field.rpartition(": ")
    if change.inspection is None:
        what = f"{subject}, {_field_words(Council, field)}" if subject else field
    elif subject:
        what = f"{_judgement_words(change.inspection, subject)}, {GRADE_FIELDS.get(field, field)}"
    else:
        what = PARTS.get(field) or _judgement_words(change.inspection, field)
    is_grade = change.inspection is not None and change.inspection.framework_definition.has(change.field)
    return ChangeLine(what, _value_words(change.before), _value_words(change.after), is_grade)


def _line_of_visit(change: EditionChange) -> ChangeLine:
    kind, _, number = change.field.partition(" ")
    what = PARTS.get(change.field) or capfirst(_field_words(Visit, change.field))
    if number and kind in VisitArea.Kind.values:
        what = f"{VisitArea.Kind(kind).label}, point {number}"
    before, after = (_visit_value_words(change.field, value) for value in (change.before, change.after))
    return ChangeLine(what, before, after)


def _visit_value_words(field: str, value: str) -> str:
    if field == "has_priority_action" and value:
        return "yes" if value == "True" else "no"
    return Visit.Kind(value).label if field == "kind" else _value_words(value)


def _judgement_words(inspection: Inspection, code: str) -> str:
    """A judgement's name, with its service if there are several, or the name of the inspection's field."""
    framework = inspection.framework_definition
    if not framework.has(code):
        return capfirst(_field_words(Inspection, code))
    return judgement_name(framework, framework.judgement(code))


def _field_words(model: type[Council | Inspection | Visit], name: str) -> str:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    # What other records say of it, such as a council's other names, has no words of its own.
    return str(getattr(field, "verbose_name", RELATED.get(name, name)))


def _value_words(value: str) -> str:
    """A date or a provenance in words; anything else as it is."""
    if value in Grade.Provenance.values:
        return provenance_words(value)
    try:
        return date_words(date.fromisoformat(value))
    except ValueError:
        return value
