"""Form fields, drawn from the parameters that a page declares."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from dashboard.selections.parameters import Choices, FormField

register = template.Library()


@register.inclusion_tag("_partials/field.html")
def field(
    fields: Mapping[str, FormField],
    name: str,
    *,
    label: str | None = None,
    empty_label: str = "All",
    value: str | None = None,
    choices: Choices | Iterable[tuple[str, str]] | None = None,
    note: str = "",
    css: str = "",
    described_by: str = "",
    required: bool = False,
    invalid: bool = False,
) -> dict[str, Any]:
    """A labelled form field. The first keywords override the declaration of its parameter on one page.

    `note` is small print under it, and `css` the class of its box. All are given to the template, which takes long to
    find out that a name is missing.
    """
    form_field = fields[name]
    if value is not None:
        form_field = replace(form_field, texts=[value])
    if choices is not None:
        form_field = replace(form_field, choices=dict(choices))
    parameter = form_field.parameter
    return {
        "field": form_field,
        "name": name,
        "kind": "checkboxes" if parameter.kind == "choice" and parameter.is_list else parameter.kind,
        "label": parameter.label if label is None else label,
        "empty_label": empty_label if parameter.kind == "filter" else "",
        "groups": [(name, options(of.items(), form_field.texts)) for name, of in form_field.groups],
        "note": note,
        "css": css,
        "described_by": described_by,
        "required": required,
        "invalid": invalid,
    }


@register.filter
def options(choices: Iterable[tuple[str, str]], chosen: Collection[str]) -> SafeString:
    """The options of a select with these values and words."""
    return mark_safe("".join([_option(value, words, chosen) for value, words in choices]))  # noqa: S308 (escaped)


def _option(value: str, words: str, chosen: Collection[str]) -> str:
    own = f' value="{escape(value)}"' if value != words else ""
    return f"<option{own}{' selected' if value in chosen else ''}>{escape(words)}</option>"


@register.simple_tag
def hidden(fields: Mapping[str, FormField], *names: str) -> SafeString:
    """Hidden inputs for parameters that a form keeps as they are; none for defaults."""
    kept = [(name, text) for name in names for text in fields[name].texts if text != fields[name].default]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept)
