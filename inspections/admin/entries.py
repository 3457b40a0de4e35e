"""What a form held, under the labels that staff see: for the page that gives entries back."""

from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.http import HttpRequest
from django.utils.text import capfirst

from inspections.frameworks.loader import all_frameworks

# Fields of forms that no model has.
LABELS = {"reason": "Reason for the correction", "DELETE": "Delete this row"}


def labelled(request: HttpRequest, entries: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The label of each entry, such as `Published by Ofsted on`, and the value in words.

    Names of records are for those who are signed in.
    """
    model = _model_of(request)
    return [_labelled(model, name, value, named=request.user.is_authenticated) for name, value in entries]


def _model_of(request: HttpRequest) -> type[Model] | None:
    """The model whose form is at the address, if its name says so: `inspections_visit_change`."""
    parts = ((request.resolver_match and request.resolver_match.url_name) or "").split("_")
    if len(parts) < 3 or parts[0] != "inspections":
        return None
    return apps.all_models["inspections"].get(parts[1])


def _labelled(model: type[Model] | None, name: str, value: str, *, named: bool) -> tuple[str, str]:
    part, _, rest = name.partition("-")
    row, _, field_name = rest.rpartition("-")
    if not field_name:
        field = _field(model, part)
        return _label(field, part), _in_words(field, value, named=named)
    related = getattr(_field(model, part), "related_model", None)
    field = _field(related, field_name)
    label = f"{_row_words(related, part, row)}: {_label(field, field_name)}"
    return label, _in_words(field, value, named=named)


def _field(model: type[Model] | None, name: str) -> Any:
    if model is None:
        return None
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _label(field: Any, name: str) -> str:
    return LABELS.get(name) or capfirst(getattr(field, "verbose_name", name).replace("_", " "))


def _row_words(related: type[Model] | None, part: str, row: str) -> str:
    """`Area for improvement 2`, or the judgement of a grade."""
    if row.isdecimal():
        what = related._meta.verbose_name if related else part.replace("_", " ")
        return f"{capfirst(str(what))} {int(row) + 1}"
    named = (
        judgement.name for framework in all_frameworks() for judgement in framework.judgements if judgement.id == row
    )
    service, _, code = row.partition(".")
    name = next(named, capfirst(code.replace("_", " ")))
    return name if service == "whole" else f"{name} ({service.replace('_', ' ')})"


def _in_words(field: Any, value: str, *, named: bool) -> str:
    """The value as the form shows it: the label of a choice, or the name of a record."""
    if getattr(field, "many_to_one", False):
        key = value if named and value.isdecimal() and len(value) < 10 else None
        return str((key and field.related_model.objects.filter(pk=key).first()) or value)
    return str(dict(getattr(field, "flatchoices", None) or ()).get(value, value))
