"""Editions and corrections in plain words: what each was about, and what became what. Never who made it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from inspections.models import Council, Edition, EditionChange, Grade, Inspection
from inspections.wording.frameworks import judgement_name
from inspections.wording.results import provenance_words
from inspections.wording.words import counted, date_words

# Where in the report a grade stands: counted in the list of corrections, not quoted.
PLACES = {"page", "quoted_line", "paragraph_first", "paragraph_last", "paragraphs_derived", "source"}
GRADE_FIELDS = {"provenance": "where it comes from", "note": "note"}
RELATED = {"aliases": "other names"}
PARTS = {"areas_for_improvement": "Areas for improvement on record", "figures": "Figures on record"}


@dataclass(frozen=True)
class About:
    """What an edition concerns; `url` is empty where that is not public, or not one thing."""

    name: str
    url: str


@dataclass(frozen=True)
class EditionLine:
    """One edition of the list."""

    edition: Edition
    about: About


@dataclass(frozen=True)
class ChangeLine:
    """One thing that a correction changed. Empty text stands for nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class Corrected:
    """What a correction or withdrawal did to one inspection; `places` is how many details of evidence it changed."""

    about: About
    lines: tuple[ChangeLine, ...]
    places: int


@dataclass(frozen=True)
class Correction:
    """One correction or withdrawal with what it changed."""

    edition: Edition
    corrected: tuple[Corrected, ...]


def edition_lines(editions: Iterable[Edition], inspections: Mapping[int, Inspection]) -> tuple[EditionLine, ...]:
    """The editions, each annotated with the number of its `inspections` and the key of one (`about_key`)."""
    return tuple(EditionLine(edition, _about_edition(edition, inspections)) for edition in editions)


def corrections(editions: Iterable[Edition]) -> tuple[Correction, ...]:
    """Corrections and withdrawals with their changes, which should have been fetched with them."""
    return tuple(correction(edition, edition.changes.all()) for edition in editions)


def correction(edition: Edition, changes: Iterable[EditionChange]) -> Correction:
    """An edition with those of its changes that are told, each with its inspection and council."""
    by_inspection = groupby(changes, key=lambda change: change.inspection)
    return Correction(edition, tuple(_corrected(inspection, list(held)) for inspection, held in by_inspection))


def _about_edition(edition: Edition, inspections: Mapping[int, Inspection]) -> About:
    if edition.inspections == 1:
        return _about(inspections[edition.about_key])
    return About(counted(edition.inspections, "inspection") if edition.inspections else "the councils", "")


def _about(inspection: Inspection | None) -> About:
    if inspection is None:
        return About("The councils", "")
    name = f"{inspection.council.display_name}, {inspection.framework_definition.short_name}, {inspection.dated}"
    public = inspection.status == Inspection.Status.PUBLISHED
    return About(name, inspection.get_absolute_url() if public else "")


def _corrected(inspection: Inspection | None, changes: list[EditionChange]) -> Corrected:
    told = [change for change in changes if change.field != "inspection"]
    shown = [change for change in told if change.field.rpartition(": ")[2] not in PLACES]
    return Corrected(_about(inspection), tuple(line_of(change) for change in shown), len(told) - len(shown))


def line_of(change: EditionChange) -> ChangeLine:
    """One thing changed, in words."""
    subject, _, field = change.field.rpartition(": ")
    if change.inspection is None:
        what = f"{subject}, {_field_words(Council, field)}" if subject else field
    elif subject:
        what = f"{_judgement_words(change.inspection, subject)}, {GRADE_FIELDS.get(field, field)}"
    else:
        what = PARTS.get(field) or _judgement_words(change.inspection, field)
    return ChangeLine(what, _value_words(change.before), _value_words(change.after))


def _judgement_words(inspection: Inspection, code: str) -> str:
    """A judgement's name, with its service's where there are several; else the name of the inspection's field."""
    framework = inspection.framework_definition
    if not framework.has(code):
        return capfirst(_field_words(Inspection, code))
    return judgement_name(framework, framework.judgement(code))


def _field_words(model: type[Council | Inspection], name: str) -> str:
    try:
        field = model._meta.get_field(name)  # noqa: SLF001 (public by its documentation)
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
