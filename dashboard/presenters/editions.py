"""Editions and corrections in words: what each was about and what it changed. Never who made it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.exceptions import FieldDoesNotExist
from django.db.models import QuerySet
from django.utils.text import capfirst

from dashboard.selections.moment import Moment
from inspections.models import Council, Edition, EditionChange, Grade, Inspection
from inspections.statistics.standings import State
from inspections.wording.frameworks import judgement_name
from inspections.wording.results import provenance_words, state_words
from inspections.wording.words import counted, date_words

# Fields that say where in the report a grade is. The list of corrections counts their changes without quoting them.
PLACES = {"page", "quoted_line", "paragraph_first", "paragraph_last", "paragraphs_derived", "source"}
GRADE_FIELDS = {"provenance": "where it comes from", "note": "note"}
RELATED = {"aliases": "other names"}
PARTS = {"areas_for_improvement": "Areas for improvement on record", "figures": "Figures on record"}


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
    """What a correction or withdrawal changed of an inspection. `places` is the number of changes to evidence."""

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


def edition_lines(editions: Iterable[tuple[Edition, int, Inspection | None]]) -> tuple[EditionLine, ...]:
    """The list of editions, each with the number of inspections it concerns, and the inspection if it is only one."""
    return tuple(EditionLine(edition, _about_edition(number, alone)) for edition, number, alone in editions)


def corrections(editions: Iterable[Edition]) -> tuple[Correction, ...]:
    """Corrections and withdrawals with their changes, which should be prefetched."""
    return tuple(correction(edition, edition.changes.all()) for edition in editions)


def correction(edition: Edition, changes: Iterable[EditionChange]) -> Correction:
    """An edition and some of its changes. Fetch these with their inspections and councils."""
    by_inspection = groupby(changes, key=lambda change: change.inspection)
    return Correction(edition, tuple(_corrected(inspection, list(group)) for inspection, group in by_inspection))


def _about_edition(number: int, alone: Inspection | None) -> About:
    if alone:
        return _about(alone)
    return About(counted(number, "inspection") if number else "the councils", "")


def _about(inspection: Inspection | None) -> About:
    if inspection is None:
        return About("The councils", "")
    name = f"{inspection.council.display_name}, {inspection.framework_definition.short_name}, {inspection.dated}"
    public = inspection.status == Inspection.Status.PUBLISHED
    return About(name, inspection.get_absolute_url() if public else "")


def _corrected(inspection: Inspection | None, changes: list[EditionChange]) -> Corrected:
    listed = [change for change in changes if change.field != "inspection"]
    shown = [change for change in listed if change.field.rpartition(": ")[2] not in PLACES]
    return Corrected(_about(inspection), tuple(line_of(change) for change in shown), len(listed) - len(shown))


def line_of(change: EditionChange) -> ChangeLine:
    """A change in words."""
    subject, _, field = change.field.rpartition(": ")
    if change.inspection is None:
        what = f"{subject}, {_field_words(Council, field)}" if subject else field
    elif subject:
        what = f"{_judgement_words(change.inspection, subject)}, {GRADE_FIELDS.get(field, field)}"
    else:
        what = PARTS.get(field) or _judgement_words(change.inspection, field)
    is_grade = change.inspection is not None and change.inspection.framework_definition.has(change.field)
    return ChangeLine(what, _value_words(change.before), _value_words(change.after), is_grade)


def _judgement_words(inspection: Inspection, code: str) -> str:
    """A judgement's name, with its service if there are several, or the name of the inspection's field."""
    framework = inspection.framework_definition
    if not framework.has(code):
        return capfirst(_field_words(Inspection, code))
    return judgement_name(framework, framework.judgement(code))


def _field_words(model: type[Council | Inspection], name: str) -> str:
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
