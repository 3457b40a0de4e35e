"""Formset for rows that have a place among each other: areas for improvement, figures, points of a letter."""

from typing import Any

from django import forms

from inspections.actions import clear_places
from inspections.models import AreaForImprovement, VisitArea

from .parts import PartFormSet

GROUPED_BY = {AreaForImprovement: "service", VisitArea: "kind"}


class OrderedForm(forms.ModelForm):
    """A row whose place may be left empty. Places are compared in the formset, since two rows may change theirs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "order" in self.fields:
            self.fields["order"].required = False

    def _get_validation_exclusions(self) -> set[str]:
        exclude: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclude | {"order"}


class OrderedFormSet(PartFormSet):
    """Rows without a place come last in their group, in the order in which they stand on the page."""

    def clean(self) -> None:
        """Give every row its place, and refuse two in the same."""
        super().clean()
        rows = [form for form in self.forms if self._stays(form)]
        taken: dict[Any, set[int]] = {}
        for form in rows:
            place = form.cleaned_data.get("order")
            if place is None:
                continue
            places = taken.setdefault(self._group(form), set())
            if place in places:
                form.add_error("order", f"Another row has place {place}: leave it empty, and this one comes last.")
            places.add(place)
        for form in rows:
            if form.cleaned_data.get("order") is None:
                places = taken.setdefault(self._group(form), set())
                form.cleaned_data["order"] = form.instance.order = max(places, default=0) + 1
                places.add(form.instance.order)

    def save(self, commit: bool = True) -> list[Any]:
        """Save, after clearing the places that change, since the database refuses two rows in one."""
        if commit:
            clear_places([form.instance for form in self.initial_forms if "order" in form.changed_data])
        saved: list[Any] = super().save(commit)
        return saved

    def _stays(self, form: Any) -> bool:
        if not hasattr(form, "cleaned_data") or form in self.deleted_forms:
            return False
        return form.instance.pk is not None or form.has_changed()

    def _group(self, form: Any) -> Any:
        """Rows of other groups are numbered apart."""
        return form.cleaned_data.get(GROUPED_BY.get(self.model, ""))
