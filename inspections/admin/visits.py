"""Admin of visits: drafts that loaders edit, and published ones that only actions change."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path

from inspections import actions
from inspections.models import Inspection, Report, ReportProblem, Visit, VisitArea

from . import history, lost, problems, publishing
from .drafted import DraftedAdmin
from .forms import VisitForm
from .inlines import PartOfInspection
from .ordered import OrderedForm, OrderedFormSet
from .rights import PUBLISH_VISIT, may_edit_visit, signed_in

Status = Inspection.Status


class VisitAreaInline(PartOfInspection):
    """What needs to improve and areas for priority action, in the letter's order."""

    model = VisitArea
    fields = ("kind", "order", "text", "page", "paragraph")
    verbose_name = "point"
    verbose_name_plural = "what the letter asks for"
    classes = ("areas", "ordered", "ordered-within")
    formset = OrderedFormSet
    form = OrderedForm

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_edit_visit(request, obj)

    has_add_permission = has_change_permission
    has_delete_permission = has_change_permission

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Visit)
class VisitAdmin(DraftedAdmin[Visit]):
    form = VisitForm
    url_field = "letter_url"
    publish_right = PUBLISH_VISIT
    change_form_template = "admin/inspections/visit/change_form.html"
    list_display = (
        "council",
        "kind",
        "visited_from",
        "theme",
        "published_on",
        "status_tag",
        "open_problems",
        "provenance",
    )
    list_filter = ("status", "kind", "theme", "has_priority_action", "council__region", "provenance")
    date_hierarchy = "visited_from"
    search_fields = (
        "council__short_name",
        "council__official_name",
        "council__aliases__name",
        "visited_from",
        "published_on",
        "lead_inspectors",
        "theme",
    )
    search_help_text = "Any name of the council, a year or month (2022-03), a lead inspector, or words of the theme"
    ordering = ("-visited_from", "-id")

    # What a list shows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Visit]:
        """Add the number of open problems, counted without joins."""
        open_problems = ReportProblem.objects.blocking().filter(report__visit=OuterRef("pk")).order_by()
        numbers = open_problems.values("report__visit").annotate(n=Count("pk")).values("n")
        visits: QuerySet[Visit] = super().get_queryset(request)
        return visits.annotate(problem_count=Coalesce(Subquery(numbers), 0))

    # Who may do what

    def has_change_permission(self, request: HttpRequest, obj: Visit | None = None) -> bool:
        return may_edit_visit(request, obj)

    def get_view_on_site_url(self, obj: Visit | None = None) -> str | None:
        """Only published visits have a public page. One whose day is being corrected may have none yet."""
        return obj.get_absolute_url() if obj and obj.status == Status.PUBLISHED and obj.visited_from else None

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Visit | None = None) -> list[Any]:
        """Ask for the reason of a correction first. Other fields depend on the status."""
        about = ["council", "kind", "theme", "has_priority_action"]
        if obj is not None and obj.status == Status.DRAFT:
            about.append("replaces")
        fieldsets: list[tuple[Any, dict[str, Any]]] = [
            ("The visit", {"fields": about}),
            ("When", {"fields": (("visited_from", "visited_to"), "published_on")}),
            ("Source", {"fields": ("provenance", "source", "letter_url", "lead_inspectors", "note")}),
        ]
        if obj is not None and may_edit_visit(request, obj):
            about.append("opened_version")
            if obj.status == Status.PUBLISHED:
                fieldsets.insert(0, ("Correct what is published", {"fields": ("reason",), "classes": ("correction",)}))
        return fieldsets

    def get_readonly_fields(self, _request: HttpRequest, obj: Visit | None = None) -> tuple[str, ...]:
        """The council and the source of a published visit can't be corrected."""
        return ("council", "provenance", "source") if obj is not None and obj.status == Status.PUBLISHED else ()

    def get_inlines(self, _request: HttpRequest, obj: Visit | None) -> list[type[InlineModelAdmin]]:
        return [] if obj is None else [VisitAreaInline]

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Save the points of a draft, or correct a published visit."""
        if form.instance.status == Status.DRAFT:
            super().save_related(request, form, formsets, change)
            filled_in = {name for name in form.changed_data if form.cleaned_data[name]}
            problems.close(form.instance, request.POST, filled_in, by=signed_in(request))
            return
        self.correct(request, form, formsets, actions.CORRECTABLE_FIELDS_OF_VISITS)

    def response_add(self, request: HttpRequest, obj: Visit, _continue: str | None = None) -> HttpResponse:
        """Continue with what the letter asks for."""
        messages.success(request, f"{obj} is a draft now. Enter below what its letter asks for.")
        return HttpResponseRedirect(lost.change_url(obj))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj is not None:
            reports = list(Report.objects.filter(visit=obj).prefetch_related("problems__closed_by"))
            context |= self.beside(request, obj, reports)
        return super().render_change_form(request, context, *args, **kwargs)

    # Pages of its own

    def get_urls(self) -> list[URLPattern]:
        """Add the pages that confirm publication, withdrawal and restoration."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", view(publishing.publish_visit), name="inspections_visit_publish"),
            path("<int:pk>/withdraw/", view(publishing.withdraw_visit), name="inspections_visit_withdraw"),
            path("<int:pk>/restore/", view(publishing.restore_visit), name="inspections_visit_restore"),
            *super().get_urls(),
        ]

    def history_of(self, obj: Visit) -> list[history.HistoryEntry]:
        """The history of the visit and of its points."""
        return history.entries(obj, VisitArea)
