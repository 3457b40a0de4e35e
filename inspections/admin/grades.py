"""The grades of one inspection as a form with a row for each judgement of the framework, in Ofsted's order.

A row is identified by its judgement, never by its position, so that two people's rows are not mixed up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from inspections.frameworks.definitions import Framework
from inspections.models import Grade, Inspection

EVIDENCE = ("page", "paragraph_first", "paragraph_last", "paragraphs_derived", "quoted_line")
LABELS = dict(Grade.Value.choices)


class GradeForm(forms.ModelForm):
    """The row of one judgement. No grade means that none is on record; an existing one is then removed."""

    grade = forms.ChoiceField(required=False)

    # The `RowEvidence` to show beside the row.
    evidence: Any = None

    class Meta:
        model = Grade
        fields = ("grade", "provenance", "source", "note", *EVIDENCE)
        widgets = {
            "quoted_line": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *, framework: Framework, **kwargs: Any) -> None:
        # An unchanged row without a grade is ignored; a grade on record is always checked.
        is_new = kwargs["instance"].pk is None
        super().__init__(empty_permitted=is_new, use_required_attribute=False, **kwargs)
        self.framework = framework
        self.belongs = framework.has(self.instance.judgement_id)
        offered = framework.grade_codes() if self.belongs else ()
        # A grade of another scale is shown, so that it can be replaced, but not accepted.
        off_scale = (self.instance.grade,) if self.instance.pk and self.instance.grade not in offered else ()
        choices = [("", "Not on record"), *((code, LABELS[code]) for code in (*offered, *off_scale))]
        cast("forms.ChoiceField", self.fields["grade"]).choices = choices
        name = self.name
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label or 'Grade'}: {name}"
        self.fields["grade"].widget.attrs["class"] = "grade-choice"

    # A row that was not on the submitted page, as after a change of framework, is not bound and is ignored.
    def has_changed(self) -> bool:
        return self.is_bound and super().has_changed()

    def is_valid(self) -> bool:
        """Whether the row can be saved, or there is nothing to save."""
        return not self.is_bound or super().is_valid()

    @property
    def name(self) -> str:
        """The judgement's name, or its id if the framework doesn't have it."""
        judgement_id = self.instance.judgement_id
        return self.framework.judgement(judgement_id).name if self.belongs else judgement_id

    @property
    def judgement(self) -> Any:
        """The framework's definition, or None for a grade left from another framework."""
        return self.framework.judgement(self.instance.judgement_id) if self.belongs else None

    @property
    def evidence_fields(self) -> Iterator[forms.BoundField]:
        """The fields folded away under the grade."""
        names = ("provenance", "source", "page", "paragraph_first", "paragraph_last", "quoted_line", "note")
        return (self[name] for name in names)

    @property
    def summary(self) -> str:
        """What stands before the evidence is unfolded."""
        return self.evidence.summary_of(self.instance) if self.instance.pk else "Provenance, page, paragraphs"

    @property
    def removes(self) -> bool:
        """Whether saving removes a grade from the record."""
        return bool(self.instance.pk) and not self.cleaned_data.get("grade")

    def clean_grade(self) -> str:
        grade = str(self.cleaned_data["grade"])
        if not grade and self.instance.pk and self.instance.inspection.status == Inspection.Status.PUBLISHED:
            raise ValidationError("What was published is not taken away: choose another grade, or Not judged.")
        if grade and not self.belongs:
            raise ValidationError(
                f"This is not a judgement of {self.framework.short_name}. Take the grade off the record, "
                "or choose the framework it belongs to."
            )
        if grade and grade not in self.framework.grade_codes():
            raise ValidationError(
                f"{LABELS[grade]} is not on the scale of {self.framework.short_name}. "
                f"Choose {', '.join(step.label for step in self.framework.scale.grades)} or Not judged."
            )
        return grade

    def clean(self) -> dict[str, Any]:
        """Refuse evidence without a grade."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("grade") and "grade" not in self.errors and not self.instance.pk:
            self.add_error("grade", "Choose the grade that this evidence is for, or empty its fields.")
        if not self.instance.pk and cleaned.get("grade") and not self._says_where(cleaned):
            self.add_error("source", "Give the address or the name of the document that this grade is from.")
        return cleaned

    def _says_where(self, cleaned: dict[str, Any]) -> bool:
        """Whether a new grade says where it can be seen, or is from where its inspection is from."""
        if cleaned.get("source") or cleaned.get("provenance") == self.instance.inspection.source:
            return True
        if cleaned.get("provenance") == Grade.Provenance.REPORT:
            return bool(cleaned.get("page") or cleaned.get("paragraph_first"))
        # A derived grade has its reasoning in the note, which the record asks for.
        return cleaned.get("provenance") == Grade.Provenance.DERIVED


class GradeFormSet(BaseInlineFormSet):
    """The rows of one inspection, and of any grade that its framework doesn't have."""

    instance: Inspection

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.new_objects: list[Grade] = []
        self.changed_objects: list[tuple[Grade, list[str]]] = []
        self.deleted_objects: list[Grade] = []

    @cached_property
    def on_record(self) -> dict[str, Grade]:
        """The grades on record now, by judgement id."""
        return {grade.judgement_id: grade for grade in self.instance.grades.all()} if self.instance.pk else {}

    @cached_property
    def forms(self) -> list[GradeForm]:
        """A row for each judgement in Ofsted's order, then the grades without a judgement of the framework."""
        ids = [judgement.id for judgement in self.instance.framework_definition.judgements]
        ids += [judgement_id for judgement_id in self.on_record if judgement_id not in ids]
        return [self._row(judgement_id) for judgement_id in ids]

    def _row(self, judgement_id: str) -> GradeForm:
        grade = self.on_record.get(judgement_id)
        if grade is None:
            service, _, judgement = judgement_id.partition(".")
            # What is typed is from where its inspection is from, unless the row says otherwise.
            provenance = self.instance.source
            grade = Grade(inspection=self.instance, service=service, judgement=judgement, provenance=provenance)
        prefix = f"{self.prefix}-{judgement_id}"
        return GradeForm(
            data=self.data if self.is_bound and f"{prefix}-grade" in self.data else None,
            instance=grade,
            prefix=prefix,
            framework=self.instance.framework_definition,
        )

    # The admin needs these of every formset. Rows are matched by judgement, so there are no initial or extra ones.
    def initial_form_count(self) -> int:
        return 0

    def total_form_count(self) -> int:
        return len(self.forms)

    @property
    def initial_forms(self) -> list[GradeForm]:
        return []

    @property
    def extra_forms(self) -> list[GradeForm]:
        return []

    def validate_unique(self) -> None:
        """There is one row per judgement, so there are no duplicates."""

    def clean(self) -> None:
        """Show what somebody saved meanwhile beside each row that differs."""
        if getattr(self.instance, "saved_meanwhile", False):
            for form in self.forms:
                if form.has_changed() and "grade" in form.changed_data:
                    saved = LABELS.get(str(form.initial.get("grade") or ""), "not on record")
                    form.add_error("grade", f"Saved now: {saved}.")

    def save(self, commit: bool = True) -> list[Grade]:  # noqa: ARG002 -- Django's signature
        """Add, change and remove grades, and keep lists of them for the admin's log."""
        for form in self.forms:
            if not form.has_changed():
                continue
            if form.removes:
                self.deleted_objects.append(form.instance)
                form.instance.delete()
            elif form.instance.pk:
                self.changed_objects.append((form.save(), form.changed_data))
            else:
                self.new_objects.append(form.save())
        return [*self.new_objects, *(grade for grade, _ in self.changed_objects)]

    def corrections(self) -> dict[str, dict[str, Any]]:
        """The changed rows in the form that `actions.correct` takes: judgement id -> field -> new value."""
        return {
            form.instance.judgement_id: {name: form.cleaned_data[name] for name in form.changed_data}
            for form in self.forms
            if form.has_changed()
        }

    def newly_graded(self) -> set[str]:
        """Ids of the judgements whose grade differs from the one on record."""
        return {
            form.instance.judgement_id
            for form in self.forms
            if form.has_changed() and "grade" in form.changed_data and not form.removes
        }

    def services(self) -> Iterable[ServiceRows]:
        """The rows by service and sub-heading, for the template."""
        definition = self.instance.framework_definition
        for service in definition.services:
            rows = [form for form in self.forms if form.belongs and form.instance.service == service.code]
            groups = {group.code: group.name for group in service.groups}
            yield ServiceRows(service.name, list(_under_headings(rows, groups)))
        others = [form for form in self.forms if not form.belongs]
        if others:
            yield ServiceRows(f"Not a judgement of {definition.short_name}", [("", form) for form in others])


@dataclass(frozen=True)
class ServiceRows:
    """A service's rows, each with the sub-heading above it, or "" if it is that of the row before."""

    name: str
    rows: list[tuple[str, GradeForm]]


def _under_headings(forms_: list[GradeForm], groups: dict[str, str]) -> Iterator[tuple[str, GradeForm]]:
    last = None
    for form in forms_:
        group = form.judgement.group
        yield (groups.get(group, "") if group != last else ""), form
        last = group
