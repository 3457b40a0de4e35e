"""Admin of inspections: drafts that loaders edit, and published ones that only actions change."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst

from inspections import actions
from inspections.intake.matching import near
from inspections.models import AreaForImprovement, Grade, Inspection, Report, ReportProblem, StatedFigure
from inspections.wording.words import date_words

from . import draft_page, history, problems, publishing
from .base import grade_count_words
from .drafted import DraftedAdmin
from .evidence import set_beside
from .filters import FrameworkFilter, ProgrammeFilter, ProvenanceFilter
from .forms import InspectionForm
from .grades import GradeFormSet
from .inlines import AreaInline, FigureInline, GradeInline
from .rights import LOAD, PUBLISH, may_edit, signed_in

Status = Inspection.Status


@admin.register(Inspection)
class InspectionAdmin(DraftedAdmin[Inspection]):
    form = InspectionForm
    url_field = "report_url"
    publish_right = PUBLISH
    change_form_template = "admin/inspections/inspection/change_form.html"
    list_display = (
        "council",
        "framework_name",
        "inspected_words",
        "published_on",
        "status_tag",
        "grade_count_words",
        "open_problems",
        "source",
    )
    list_filter = (
        "status",
        FrameworkFilter,
        ProgrammeFilter,
        "council__region",
        ProvenanceFilter,
        "source",
        "inspected_from_known_to",
    )
    date_hierarchy = "counts_from"
    search_fields = (
        "council__short_name",
        "council__official_name",
        "council__aliases__name",
        "framework",
        "inspected_from",
        "published_on",
        "lead_inspector",
    )
    search_help_text = "Any name of the council, a year or month (2022, 2022-03), or the lead inspector"
    ordering = ("-counts_from", "-id")

    # What a list shows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Inspection]:
        """Add the number of grades and of open problems, counted without joins."""
        grades = Grade.objects.filter(inspection=OuterRef("pk")).order_by().values("inspection")
        problems = (
            ReportProblem.objects.blocking()
            .filter(report__inspection=OuterRef("pk"))
            .order_by()
            .values("report__inspection")
        )
        inspections: QuerySet[Inspection] = super().get_queryset(request)
        return inspections.annotate(
            grade_count=Coalesce(Subquery(grades.annotate(n=Count("pk")).values("n")), 0),
            problem_count=Coalesce(Subquery(problems.annotate(n=Count("pk")).values("n")), 0),
        )

    @admin.display(description="framework", ordering="framework")
    def framework_name(self, obj: Inspection) -> str:
        return obj.framework_definition.short_name

    @admin.display(description="inspected", ordering="inspected_from")
    def inspected_words(self, obj: Inspection) -> str:
        return date_words(obj.inspected)

    @admin.display(description="grades", ordering="grade_count")
    def grade_count_words(self, obj: Any) -> str:
        return grade_count_words(obj)

    # Who may do what

    def has_change_permission(self, request: HttpRequest, obj: Inspection | None = None) -> bool:
        return may_edit(request, obj)

    def get_view_on_site_url(self, obj: Inspection | None = None) -> str | None:
        """Only published inspections have a public page."""
        return obj.get_absolute_url() if obj and obj.status == Status.PUBLISHED else None

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Inspection | None = None) -> list[Any]:
        """Ask for the reason of a correction first. Other fields depend on the status."""
        about = (
            ["council", "framework"]
            if obj is None or obj.status != Status.DRAFT
            else ["council", "framework", "replaces"]
        )
        # What was read is folded, with the days in the heading.
        is_read = obj is not None and obj.status == Status.DRAFT and obj.reports.exists()
        folded = ("collapse",) if is_read else ()
        published_on = obj.published_on if obj and is_read else None
        when = (
            f"When: {date_words(obj.inspected)}, published {date_words(published_on)}"
            if obj and published_on
            else "When"
        )
        fieldsets: list[tuple[Any, dict[str, Any]]] = [
            ("The inspection", {"fields": about, "classes": folded}),
            (
                when,
                {
                    "classes": folded if published_on else (),
                    "fields": (
                        ("inspected_from", "inspected_from_known_to", "inspected_from_until", "inspected_to"),
                        ("second_inspected_from", "second_inspected_to"),
                        "published_on",
                    ),
                },
            ),
            ("Source", {"fields": ("source", "report_url", "kind", "lead_inspector", "note"), "classes": folded}),
        ]
        if obj is not None and may_edit(request, obj):
            fieldsets[0][1]["fields"].append("opened_version")
            if obj.status == Status.PUBLISHED:
                fieldsets.insert(0, ("Correct what is published", {"fields": ("reason",), "classes": ("correction",)}))
        return fieldsets

    def get_readonly_fields(self, _request: HttpRequest, obj: Inspection | None = None) -> tuple[str, ...]:
        """The council and the source of a published inspection can't be corrected."""
        return ("council", "source") if obj is not None and obj.status == Status.PUBLISHED else ()

    def get_inlines(self, _request: HttpRequest, obj: Inspection | None) -> list[type[InlineModelAdmin]]:
        """Grades come after the framework is known."""
        return [] if obj is None else [GradeInline, AreaInline, FigureInline]

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Save the parts of a draft, or correct a published inspection."""
        if form.instance.status == Status.DRAFT:
            super().save_related(request, form, formsets, change)
            filled_in = {name for name in form.changed_data if form.cleaned_data[name]}
            for formset in formsets:
                if isinstance(formset, GradeFormSet):
                    filled_in |= formset.newly_graded()
            problems.close(form.instance, request.POST, filled_in, by=signed_in(request))
            return
        grades = next(formset for formset in formsets if isinstance(formset, GradeFormSet))
        self.correct(request, form, formsets, actions.CORRECTABLE_FIELDS, grades=grades.corrections())

    def response_add(self, request: HttpRequest, obj: Inspection, _continue: str | None = None) -> HttpResponse:
        """Continue with the grades."""
        messages.success(request, f"{obj} is a draft now. Enter its grades below.")
        return HttpResponseRedirect(reverse("admin:inspections_inspection_change", args=[obj.pk]))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj is not None:
            reports = list(Report.objects.filter(inspection=obj).prefetch_related("problems__closed_by"))
            context |= {
                **self.beside(request, obj, reports),
                "may_read_again": obj.status != Status.DRAFT and request.user.has_perms(LOAD),
                "near": near(obj),
            }
            for inline in context["inline_admin_formsets"]:
                if isinstance(inline.formset, GradeFormSet):
                    set_beside(inline.formset, obj, reports[0] if reports else None)
            context["jumps"] = _jumps(context)
        return super().render_change_form(request, context, *args, **kwargs)

    # Pages of its own

    def get_urls(self) -> list[URLPattern]:
        """Add the pages that confirm publication, withdrawal and restoration."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", view(publishing.publish), name="inspections_inspection_publish"),
            path("<int:pk>/preview/", view(draft_page.preview_page), name="inspections_inspection_preview"),
            path("<int:pk>/withdraw/", view(publishing.withdraw), name="inspections_inspection_withdraw"),
            path("<int:pk>/merge/", view(publishing.merge), name="inspections_inspection_merge"),
            path("<int:pk>/restore/", view(publishing.restore), name="inspections_inspection_restore"),
            *super().get_urls(),
        ]

    def history_of(self, obj: Inspection) -> list[history.HistoryEntry]:
        """The history of the inspection and of all its parts."""
        return history.entries(obj, Grade, AreaForImprovement, StatedFigure)


def _jumps(context: dict[str, Any]) -> list[tuple[str, str]]:
    """The places of the page with how many rows each has."""
    jumps = [("problems-heading", f"Doubtful ({len(context['open_problems'])})")] if context["problems"] else []
    for inline in context["inline_admin_formsets"]:
        if isinstance(inline.formset, GradeFormSet):
            services = enumerate(inline.formset.services(), start=1)
            jumps += [(f"service-{number}", f"{service.name} ({len(service.rows)})") for number, service in services]
        else:
            jumps.append((f"{inline.formset.prefix}-heading", capfirst(str(inline.opts.verbose_name_plural))))
    return jumps
