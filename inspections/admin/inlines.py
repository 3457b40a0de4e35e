"""The parts of an inspection that are edited on its page: grades, areas for improvement, figures."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Case, QuerySet, When
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from inspections.models import AreaForImprovement, Grade, Inspection, StatedFigure
from inspections.wording.figures import KINDS, figure_words

from .grades import GradeFormSet
from .ordered import OrderedForm, OrderedFormSet
from .parts import PartFormSet
from .rights import may_edit

# More figures than this are folded under their number.
FOLDED_FROM = 12
FIGURE_KIND = r"^[a-z][a-z0-9_]*$"
KIND_IS_A_CODE = "Write what is counted as a code: small letters, joined by underscores, as in looked_after_children."


class PartOfInspection(admin.TabularInline):
    """Rows that are edited with their inspection, by those who may edit it."""

    extra = 0
    formset: type[BaseInlineFormSet] = PartFormSet

    def has_view_permission(self, _request: HttpRequest, _obj: Inspection | None = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Inspection | None = None) -> bool:
        return may_edit(request, obj)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Give each field an accessible name, which a column heading alone doesn't."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            field.widget.attrs["aria-label"] = capfirst(str(field.label or db_field.verbose_name))
        return field


class GradeInline(PartOfInspection):
    """All judgements of the framework with their grades."""

    model = Grade
    formset = GradeFormSet
    fields = ("grade",)
    can_delete = False
    template = "admin/inspections/inspection/grades.html"

    def has_add_permission(self, _request: HttpRequest, _obj: Inspection | None = None) -> bool:
        """There is a row for each judgement already."""
        return False


class AreaInline(PartOfInspection):
    """Areas for improvement, in the report's order."""

    model = AreaForImprovement
    fields = ("service", "order", "timescale", "addressee", "text", "page")
    verbose_name_plural = "areas for improvement"
    classes = ("areas", "ordered", "ordered-within")
    formset = OrderedFormSet
    form = OrderedForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[AreaForImprovement]:
        """In Ofsted's order, safeguarding first."""
        first = Case(When(service="safeguarding", then=0), default=1)
        return super().get_queryset(request).order_by(first, "service", "order", "pk")

    def get_formset(self, request: HttpRequest, obj: Inspection | None = None, **kwargs: Any) -> Any:
        """Offer the framework's services by name."""
        services = obj.framework_definition.services if obj else ()
        self.services = [(service.code, service.short_name) for service in services]
        if obj:
            self.verbose_name_plural = f"areas for improvement ({obj.areas_for_improvement.count()})"
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "service":
            widget = forms.Select(attrs={"aria-label": "Service"})
            return forms.ChoiceField(choices=[("", "Choose"), *self.services], widget=widget)
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "timescale":
            field.choices = [("", "No timescale"), *AreaForImprovement.Timescale.choices]
        if db_field.name == "addressee":
            field.widget.attrs["placeholder"] = "Addressee"
        return field


class FoldedTextarea(forms.Textarea):
    """A text that is folded away under a word."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        html = super().render(name, value, attrs, renderer)
        return format_html("<details><summary>Line</summary>{}</details>", html)


class FigureKindSelect(forms.Select):
    """The kinds of figures by their names. A kind that the list lacks is offered as it stands."""

    def __init__(self) -> None:
        kinds = [("", "Choose"), *sorted(KINDS.items(), key=lambda kind: kind[1])]
        super().__init__(attrs={"aria-label": "Kind"}, choices=kinds)

    def optgroups(self, name: str, value: list[str], attrs: dict[str, Any] | None = None) -> list[Any]:
        """Django's, with the kind on record."""
        known = dict(self.choices)
        self.choices = [*self.choices, *((kind, figure_words(kind)) for kind in value if kind and kind not in known)]
        return super().optgroups(name, value, attrs)

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Django's, with a name that is too long for the field under it."""
        words = figure_words(str(value)) if value else ""
        html = super().render(name, value, attrs, renderer)
        return format_html('{}<span class="whole-name">{}</span>', html, words) if len(words) > 34 else html


class FigureInline(PartOfInspection):
    """Figures as the report states them."""

    model = StatedFigure
    fields = ("order", "kind", "qualifier", "value", "age_band", "paragraph", "page", "quoted_line")
    verbose_name = "figure"
    verbose_name_plural = "figures the report states"
    classes: tuple[str, ...] = ("figures", "ordered")
    formset = OrderedFormSet
    form = OrderedForm

    def get_formset(self, request: HttpRequest, obj: Inspection | None = None, **kwargs: Any) -> Any:
        """Say in the heading how many there are, and fold many."""
        if obj:
            number = obj.figures.count()
            self.verbose_name_plural = f"figures the report states ({number})"
            if number > FOLDED_FROM:
                self.classes = (*self.classes, "collapse")
        return super().get_formset(request, obj, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Show kinds by their names, and the line as high as its text."""
        if db_field.name == "quoted_line":
            kwargs["widget"] = FoldedTextarea(attrs={"rows": 2})
        if db_field.name == "kind":
            return forms.RegexField(
                FIGURE_KIND, max_length=40, widget=FigureKindSelect(), error_messages={"invalid": KIND_IS_A_CODE}
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)
