"""Formset for rows edited with a draft, which keeps the work of two people who edit at the same time."""

from collections.abc import Mapping
from typing import Any, cast

from django.forms.models import BaseInlineFormSet
from django.http import QueryDict


class PartFormSet(BaseInlineFormSet):
    """Rows identified by their key. A row that somebody else has removed comes back as new, as typed."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.brought_back: set[int] = set()
        if self.is_bound:
            self._bring_back_removed_rows()

    def _bring_back_removed_rows(self) -> None:
        existing = {str(key) for key in self.get_queryset().values_list("pk", flat=True)}
        rows = [_fields(self.data, f"{self.prefix}-{index}-") for index in range(self.total_form_count())]
        known = [row for row in rows if row.get("id") in existing]
        removed = [row for row in rows if row.get("id") and row["id"] not in existing]
        if not removed:
            return
        new = [row | {"id": ""} for row in removed] + [row for row in rows if not row.get("id")]
        data = cast("QueryDict", self.data).copy()
        for index, row in enumerate(known + new):
            for name, value in row.items():
                data[f"{self.prefix}-{index}-{name}"] = value
        data[f"{self.prefix}-INITIAL_FORMS"] = str(len(known))
        self.data = data
        self.brought_back = set(range(len(known), len(known) + len(removed)))
        # The management form has been read already.
        self.__dict__.pop("management_form", None)

    def add_fields(self, form: Any, index: int | None) -> None:
        """Give the checkbox that removes a row an accessible name."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete this row"

    def clean(self) -> None:
        """Show what somebody saved meanwhile beside each row that differs."""
        super().clean()
        if not getattr(self.instance, "saved_meanwhile", False):
            return
        for index, form in enumerate(self.forms):
            if index in self.brought_back:
                form.add_error(None, "Somebody has removed this row. Saving again adds it anew.")
            elif form.instance.pk:
                for name in form.changed_data:
                    if name in form.fields and name != "DELETE":
                        form.add_error(name, f"Saved now: {form.initial.get(name) or 'nothing'}.")


def _fields(data: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): data[name] for name in data if name.startswith(prefix)}
