"""The forms of an inspection and of a council. They explain errors and lose nothing that was typed."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format

from inspections.models import Inspection
from inspections.record.register import NAMES, names_taken

REASON_NEEDED = "Say why: the reason is shown in the public list of corrections."


class ReasonField(forms.CharField):
    """Why something public changes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Reason for the correction",
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="Everyone can read it in the public list of corrections.",
            error_messages={"required": REASON_NEEDED},
            **kwargs,
        )


class CouncilForm(forms.ModelForm):
    """A new council, or the correction of one, which needs a reason."""

    reason = ReasonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            del self.fields["reason"]

    def full_clean(self) -> None:
        """Check the names at the end, when the instance has its new days."""
        super().full_clean()
        if not self.is_bound:
            return
        fields = {self.cleaned_data.get(field, ""): field for field in NAMES}
        for name, message in names_taken(self.instance, fields).items():
            self.add_error(fields[name], message)


class RecordForm(forms.ModelForm):
    """A draft of an inspection or a visit is saved as it is. A published one needs a reason for its correction.

    `opened_version` is the version that was opened. If somebody has saved since, the form comes back with every entry
    and shows the saved value beside each that differs. Saving again then overwrites.
    """

    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = ReasonField()

    what = "inspection"
    # The fields that say where the facts are from and where that can be seen.
    origin, address = "source", "report_url"
    # Set on a class made for the request, for a second pass after an action has refused the change.
    refusal = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened_version"].initial = self.instance.lock_version
        if self.instance.status != Inspection.Status.PUBLISHED:
            del self.fields["reason"]
        if self.instance.pk is None:
            self._ask_where_it_is_from()
        if "replaces" in self.fields:
            on_record = type(self.instance).objects.published().select_related("council")
            replaces = cast("forms.ModelChoiceField", self.fields["replaces"])
            replaces.queryset = on_record.filter(council=self._council_id())
            replaces.empty_label = f"None: this {self.what} is not on record yet"

    def _ask_where_it_is_from(self) -> None:
        """Whoever types a record chooses its source: nothing is *from the report* by default."""
        field = cast("forms.ChoiceField", self.fields[self.origin])
        field.choices = [("", "Choose"), *(choice for choice in cast("list[Any]", field.choices) if choice[0])]
        field.initial, field.required = None, True
        self.initial.pop(self.origin, None)
        setattr(self.instance, self.origin, "")

    def _refuse_without_address(self, cleaned: dict[str, Any]) -> None:
        if self.instance.pk is None and not (cleaned.get(self.address) or cleaned.get("note")):
            self.add_error(
                self.address,
                "Give the address of the document that you type from, or say in the note where it can be seen.",
            )

    def _council_id(self) -> Any:
        council = self.data.get(self.add_prefix("council"), "")
        return council if council.isdecimal() else self.instance.council_id

    def clean(self) -> dict[str, Any]:
        """Refuse what would overwrite somebody's work unseen, or what an action has refused."""
        cleaned = super().clean() or self.cleaned_data
        if self.refusal:
            raise ValidationError(self.refusal)
        self._refuse_without_address(cleaned)
        opened = cleaned.get("opened_version")
        if self.instance.pk and opened is not None and opened != self.instance.lock_version:
            self._say_what_was_saved_meanwhile()
        return cleaned

    def _say_what_was_saved_meanwhile(self) -> None:
        self.instance.saved_meanwhile = True
        last = self.instance.history.select_related("history_user").first()
        who = (last.history_user.get_full_name() or last.history_user) if last.history_user else "Someone"
        when = date_format(timezone.localtime(last.history_date), "H:i, j F Y")
        for name in self.changed_data:
            if name not in ("opened_version", "reason"):
                self.add_error(name, f"Saved now: {self._saved(name)}.")
        self.add_error(
            None,
            f"{who} saved this {self.what} at {when}, after you had opened it. Nothing of yours is lost: your entries "
            "are below, not saved yet. Where they differ from what is saved, that is shown beside them. "
            "Change what should give way, then save again.",
        )
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("opened_version")] = str(self.instance.lock_version)
        self.data = data

    def _saved(self, name: str) -> str:
        value = self.initial.get(name)
        if value in (None, ""):
            return "nothing"
        field = self.fields[name]
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            return str(field.queryset.model.objects.filter(pk=value).first() or "nothing")
        return str(dict(getattr(field, "choices", ())).get(value, value))


class InspectionForm(RecordForm):
    """The facts of an inspection."""


class VisitForm(RecordForm):
    """The facts of a visit."""

    what = "visit"
    origin, address = "provenance", "letter_url"
