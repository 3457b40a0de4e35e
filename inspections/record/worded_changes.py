"""Changes of editions in words: names of judgements, fields and councils, and values as people write them."""

import re
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from django.core.exceptions import FieldDoesNotExist
from django.db.models import BooleanField
from django.utils.text import capfirst

from inspections.dates import PartialDate
from inspections.models import Council, Grade, Inspection, Visit, VisitArea
from inspections.wording.figures import figure_words
from inspections.wording.frameworks import judgement_name
from inspections.wording.results import provenance_words
from inspections.wording.words import date_words, lower_first

PARTS = {
    "areas_for_improvement": "Areas for improvement on record",
    "figures": "Figures on record",
    "areas": "Points of the letter on record",
    "councils": "Councils",
    "statistical_neighbours": "Statistical neighbours",
}
# Fields whose names in the database say less than people do, or that only other records have.
FIELDS = {
    "provenance": "where it comes from",
    "source": "source",
    "aliases": "other names",
    "replaced_by": "successors",
    "paragraphs_derived": "paragraphs found by reading",
}
_AREA = re.compile(r"area for improvement (\w+) (\d+)")
_AREAS_OF_SERVICE = re.compile(r"(\w+): areas for improvement, (.+)")
_FIGURE = re.compile(r"stated figure (\d+)")
_KIND_OF_FIGURE = re.compile(r"([a-z_]+)(?: \(([^)]*)\))?")
_NEIGHBOURS = re.compile(r"neighbours of ([a-z0-9-]+), (\S+)")
_NEIGHBOUR = re.compile(r"(\d+): ([a-z0-9-]+), (\w+)")


class ChangeOfEdition(Protocol):
    """A change that an edition made or would make."""

    @property
    def field(self) -> str: ...

    @property
    def before(self) -> str: ...

    @property
    def after(self) -> str: ...


class WordedChanges:
    """Puts changes into words. Names of councils are fetched once, when a change of the register needs them."""

    def __call__(self, record: Inspection | Visit | None, change: ChangeOfEdition) -> tuple[str, str, str]:
        """What changed, from what, to what. Without a record the register of councils changed."""
        if isinstance(record, Inspection):
            what, model, name = _of_inspection(record, change.field)
        elif isinstance(record, Visit):
            what, model, name = _of_visit(change.field)
        else:
            what, model, name = self._of_register(change.field)
        before, after = (self._value_words(model, name, value) for value in (change.before, change.after))
        return what, before, after

    @cached_property
    def _names(self) -> dict[str, str]:
        councils = Council.objects.only("slug", "short_name", "valid_to")
        return {council.slug: council.display_name for council in councils}

    def _of_register(self, field: str) -> tuple[str, type[Any], str]:
        if found := _NEIGHBOURS.fullmatch(field):
            month = date_words(PartialDate.parse(found[2]))
            return f"Statistical neighbours of {self._name(found[1])}, {month}", Council, "neighbours"
        slug, _, name = field.rpartition(": ")
        if slug:
            return f"{self._name(slug)}, {field_words(Council, name)}", Council, name
        return PARTS.get(field) or self._name(field), Council, ""

    def _name(self, slug: str) -> str:
        return self._names.get(slug, slug)

    def _value_words(self, model: type[Any], name: str, value: str) -> str:
        if name in ("successors", "replaced_by", "same_area_as"):
            return ", ".join(self._name(slug) for slug in value.split("|")) if value else ""
        if name == "aliases":
            return value.replace("|", ", ")
        if name == "neighbours" and (found := _NEIGHBOUR.fullmatch(value)):
            return f"{found[1]}: {self._name(found[2])}, {found[3].replace('_', ' ')}"
        return value_words(model, name, value)


def _of_inspection(inspection: Inspection, field: str) -> tuple[str, type[Any], str]:
    """What the field is called, and the model and field that its values are of."""
    definition = inspection.framework_definition
    judgement, _, name = field.rpartition(": ")
    if definition.has(field):
        return judgement_name(definition, definition.judgement(field)), Grade, ""
    if definition.has(judgement):
        what = judgement_name(definition, definition.judgement(judgement))
        return f"{what}, {field_words(Grade, name)}", Grade, name
    if part := _part_name(inspection, field):
        return part, Inspection, ""
    return capfirst(field_words(Inspection, field)), Inspection, field


def _part_name(inspection: Inspection, field: str) -> str:
    """What an area for improvement, a figure or a list of them is called, "" if the field is none."""
    kind, _, name = field.partition(": ")
    what = PARTS.get(field, "")
    if found := _AREA.fullmatch(field):
        what = area_name(inspection, found[1], int(found[2]))
    elif found := _AREAS_OF_SERVICE.fullmatch(field):
        what = f"{_of_service(inspection, found[1], 'Areas for improvement')}, {found[2].replace('_', ' ')}"
    elif found := _FIGURE.fullmatch(field):
        what = f"Figure {found[1]}"
    elif not what and not _is_field(Inspection, field) and (found := _KIND_OF_FIGURE.fullmatch(kind)):
        what = figure_words(found[1], found[2] or "") + (f", {name.replace('_', ' ')}" if name else "")
    return what


def _of_visit(field: str) -> tuple[str, type[Any], str]:
    kind, _, number = field.partition(" ")
    if number and kind in VisitArea.Kind.values:
        return f"{VisitArea.Kind(kind).label}, point {number}", Visit, ""
    return PARTS.get(field) or capfirst(field_words(Visit, field)), Visit, field


def area_name(inspection: Inspection, service: str, number: int) -> str:
    """`Area for improvement 3`, or `Safeguarding: area for improvement 3` if there are several services."""
    return _of_service(inspection, service, f"Area for improvement {number}")


def _of_service(inspection: Inspection, service: str, what: str) -> str:
    services = {one.code: one.short_name for one in inspection.framework_definition.services}
    return what if len(services) == 1 else f"{services.get(service, service)}: {lower_first(what)}"


def field_words(model: type[Any], name: str) -> str:
    """What people call a field: `published by Ofsted on`, `where it comes from`."""
    if name in FIELDS:
        return FIELDS[name]
    return str(model._meta.get_field(name).verbose_name) if _is_field(model, name) else name.replace("_", " ")


def _is_field(model: type[Any], name: str) -> bool:
    try:
        return hasattr(model._meta.get_field(name), "verbose_name")
    except FieldDoesNotExist:
        return False


def value_words(model: type[Any], name: str, value: str) -> str:
    """A value of a field as people write it: `Short inspection`, `25 January 2012`, `yes`."""
    if value in Grade.Provenance.values:
        return provenance_words(value)
    if _is_field(model, name):
        field = model._meta.get_field(name)
        if isinstance(field, BooleanField) and value in ("True", "False"):
            return "yes" if value == "True" else "no"
        if label := dict(field.flatchoices).get(value):
            return str(label)
    try:
        return date_words(date.fromisoformat(value))
    except ValueError:
        return value
