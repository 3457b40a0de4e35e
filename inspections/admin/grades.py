"""The grades of one inspection as a form: a row for each judgement of the framework, in Ofsted's order.

A row is known by its judgement, never by its place, so that two people's rows cannot be mistaken for one another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.functional import cached_property

from inspections.frameworks.definitions import Framework
from inspections.models import Grade, Inspection

EVIDENCE = ("page", "paragraph_first", "paragraph_last", "paragraphs_derived", "quoted_line")
LABELS = dict(Grade.Value.choices)


class GradeForm(forms.ModelForm):
    """One judgement's row. No grade means that none is on record; an existing one is then removed."""

    grade = forms.ChoiceField(required=False)

    class Meta:
        model = Grade
        fields = ("grade", "provenance", "source", "note", *EVIDENCE)
        widgets = {
            "quoted_line": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        # An untouched row without a grade says nothing; a grade on record is checked, touched or not.
        nothing_held = kwargs["instance"].pk is None
        super().__init__(*args, empty_permitted=nothing_held, use_required_attribute=False, **kwargs)
        self.framework = framework
        self.belongs = framework.has(self.instance.judgement_id)
        offered = framework.grade_codes() if self.belongs else ()
        # A grade of another scale is shown, so that it can be seen and replaced, but not accepted.
        held = (self.instance.grade,) if self.instance.pk and self.instance.grade not in offered else ()
        choices = [("", "Not on record"), *((code, LABELS[code]) for code in (*offered, *held))]
        self.fields["grade"].choices = choices
        name = self.name
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = f"{field.label or 'Grade'}: {name}"
        self.fields["grade"].widget.attrs["class"] = "grade-choice"

    # A row that was not on the page that was sent, as after a change of framework, is not bound and says nothing.
    def has_changed(self) -> bool:
        """Whether the row that was sent differs from what is on record."""
        return self.is_bound and super().has_changed()

    def is_valid(self) -> bool:
        """Whether the row can be saved, or has nothing to save."""
        return not self.is_bound or super().is_valid()

    @property
    def name(self) -> str:
        """The judgement in words; its id where the framework has none such."""
        judgement_id = self.instance.judgement_id
        return self.framework.judgement(judgement_id).name if self.belongs else judgement_id

    @property
    def judgement(self) -> Any:
        """The framework's definition, or None for a grade left from another framework."""
        return self.framework.judgement(self.instance.judgement_id) if self.belongs else None

    @property
    def evidence_fields(self) -> Iterator[forms.BoundField]:
        """What stands folded under the grade."""
        names = ("provenance", "source", "page", "paragraph_first", "paragraph_last", "quoted_line", "note")
        return (self[name] for name in names)

    @property
    def removes(self) -> bool:
        """Whether saving takes a grade off the record."""
        return bool(self.instance.pk) and not self.cleaned_data.get("grade")

    def clean_grade(self) -> str:
        """A grade of the framework's own scale, or none."""
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
        """Evidence without a grade is a slip, not a record."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("grade") and "grade" not in self.errors and not self.instance.pk:
            self.add_error("grade", "Choose the grade that this evidence is for, or empty its fields.")
        return cleaned


class GradeFormSet(BaseInlineFormSet):
    """The rows of one inspection, and of any grade that its framework does not know."""

    instance: Inspection

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.new_objects: list[Grade] = []
        self.changed_objects: list[tuple[Grade, list[str]]] = []
        self.deleted_objects: list[Grade] = []

    @cached_property
    def held(self) -> dict[str, Grade]:
        """What is on record now, by judgement."""
        return {grade.judgement_id: grade for grade in self.instance.grades.all()} if self.instance.pk else {}

    @cached_property
    def forms(self) -> list[GradeForm]:
        """A row for each judgement, in Ofsted's order, then what belongs to no judgement of the framework."""
        known = [judgement.id for judgement in self.instance.framework_definition.judgements]
        ids = [*known, *(judgement_id for judgement_id in self.held if judgement_id not in known)]
        return [self._row(judgement_id) for judgement_id in ids]

    def _row(self, judgement_id: str) -> GradeForm:
        service, _, judgement = judgement_id.partition(".")
        grade = self.held.get(judgement_id) or Grade(inspection=self.instance, service=service, judgement=judgement)
        prefix = f"{self.prefix}-{judgement_id}"
        return GradeForm(
            self.data if self.is_bound and f"{prefix}-grade" in self.data else None,
            instance=grade,
            prefix=prefix,
            framework=self.instance.framework_definition,
        )

    # The admin asks every formset for these; here all rows are of one kind.
    def initial_form_count(self) -> int:
        """None: rows are matched by judgement."""
        return 0

    def total_form_count(self) -> int:
        """The number of rows."""
        return len(self.forms)

    @property
    def initial_forms(self) -> list[GradeForm]:
        """None: rows are matched by judgement."""
        return []

    @property
    def extra_forms(self) -> list[GradeForm]:
        """None: rows are matched by judgement."""
        return []

    def validate_unique(self) -> None:
        """One row for each judgement, so nothing can stand twice."""

    def clean(self) -> None:
        """Beside a row that differs from what was saved meanwhile, says what is saved."""
        if getattr(self.instance, "saved_meanwhile", False):
            for form in self.forms:
                if form.has_changed() and "grade" in form.changed_data:
                    saved = LABELS.get(str(form.initial.get("grade") or ""), "not on record")
                    form.add_error("grade", f"Saved now: {saved}.")

    def save(self, commit: bool = True) -> list[Grade]:  # noqa: ARG002 -- Django's signature
        """Add, change and remove as the rows say, and keep account for the log."""
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
        """The changed rows as `actions.correct` takes them: judgement id -> field -> new value."""
        return {
            form.instance.judgement_id: {name: form.cleaned_data[name] for name in form.changed_data}
            for form in self.forms
            if form.has_changed()
        }

    def graded_now(self) -> set[str]:
        """The ids of the judgements whose rows came with another grade than was on record."""
        return {
            form.instance.judgement_id
            for form in self.forms
            if form.has_changed() and "grade" in form.changed_data and not form.removes
        }

    def services(self) -> Iterable[ServiceRows]:
        """The rows under their service and sub-heading, for the template."""
        definition = self.instance.framework_definition
        for service in definition.services:
            rows = [form for form in self.forms if form.belongs and form.instance.service == service.code]
            groups = {group.code: group.name for group in service.groups}
            yield ServiceRows(service.name, list(_under_headings(rows, groups)))
        strangers = [form for form in self.forms if not form.belongs]
        if strangers:
            yield ServiceRows(f"Not a judgement of {definition.short_name}", [("", form) for form in strangers])


@dataclass(frozen=True)
class ServiceRows:
    """A service's rows, each with the sub-heading that stands above it ("" where it is that of the row before)."""

    name: str
    rows: list[tuple[str, GradeForm]]


def _under_headings(forms_: list[GradeForm], groups: dict[str, str]) -> Iterator[tuple[str, GradeForm]]:
    last = None
    for form in forms_:
        group = form.judgement.group
        yield (groups.get(group, "") if group != last else ""), form
        last = group
