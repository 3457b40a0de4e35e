"""Changes in words: names of judgements and fields, values as people write them."""

from datetime import date
from typing import Any, Protocol

from django.core.exceptions import FieldDoesNotExist
from django.utils.text import capfirst

from inspections.models import Council, Grade, Inspection, Visit
from inspections.wording.frameworks import judgement_name
from inspections.wording.results import provenance_words
from inspections.wording.words import date_words

PARTS = {"areas_for_improvement": "Areas for improvement", "figures": "Figures", "areas": "Points of the letter"}


class WordedChange(Protocol):
    """A change of an edition, made or to be made."""

    @property
    def field(self) -> str: ...

    @property
    def before(self) -> str: ...

    @property
    def after(self) -> str: ...


def change_words(record: Inspection | Visit | None, change: WordedChange) -> tuple[str, str, str]:
    """What changed, from what, to what. Without a record the register of councils changed."""
    subject, _, field = change.field.rpartition(": ")
    if isinstance(record, Inspection) and record.framework_definition.has(subject or field):
        definition = record.framework_definition
        what = judgement_name(definition, definition.judgement(subject or field))
        if subject:
            what += f", {_field_words(Grade, field)}"
    elif record is None:
        what = f"{subject}, {_field_words(Council, field)}" if subject else field
    else:
        what = PARTS.get(field) or capfirst(_field_words(type(record), field))
    return what, _value_words(change.before), _value_words(change.after)


def _field_words(model: type[Any], name: str) -> str:
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", name))
    except FieldDoesNotExist:
        return name.replace("_", " ")


def _value_words(value: str) -> str:
    if value in Grade.Provenance.values:
        return provenance_words(value)
    try:
        return date_words(date.fromisoformat(value))
    except ValueError:
        return value
