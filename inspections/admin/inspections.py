"""Admin of inspections: drafts that loaders edit, and published ones that only actions change."""

from contextlib import nullcontext
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from inspections import actions
from inspections.dates import counts_from
from inspections.intake.matching import near
from inspections.models import AreaForImprovement, Grade, Inspection, Report, ReportProblem, StatedFigure
from inspections.signing_in.confirming import confirm_identity

from . import draft_page, history, lost, problems, publishing
from .base import RecordAdmin, grade_count_words
from .council_names import CouncilSearchMixin
from .evidence import set_beside
from .filters import FrameworkFilter, ProgrammeFilter, ProvenanceFilter
from .forms import InspectionForm
from .grades import GradeFormSet
from .inlines import AreaInline, FigureInline, GradeInline
from .parts import PartFormSet
from .rights import LOAD, PUBLISH, may_edit, signed_in

Status = Inspection.Status


@admin.register(Inspection)
class InspectionAdmin(CouncilSearchMixin, RecordAdmin):
    form = InspectionForm
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
    list_select_related = ("council",)
    list_per_page = 50
    date_hierarchy = "counts_from"
    search_fields = ("council__short_name", "council__official_name", "council__aliases__name", "lead_inspector")
    search_help_text = "Any name of the council, or the lead inspector"
    ordering = ("-counts_from", "-id")
    autocomplete_fields = ("council",)
    actions = None

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
        return str(obj.inspected)

    @admin.display(description="status", ordering="status")
    def status_tag(self, obj: Inspection) -> str:
        """The status in words, with a colour in addition."""
        return format_html('<span class="tag tag-{}">{}</span>', obj.status, obj.get_status_display())

    @admin.display(description="grades", ordering="grade_count")
    def grade_count_words(self, obj: Any) -> str:
        return grade_count_words(obj)

    @admin.display(description="open problems", ordering="problem_count")
    def open_problems(self, obj: Any) -> int | str:
        return obj.problem_count or "–"

    # Who may do what

    def has_change_permission(self, request: HttpRequest, obj: Inspection | None = None) -> bool:
        return may_edit(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Inspection | None = None) -> bool:
        """Only drafts are deleted; published inspections are withdrawn."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.status == Status.DRAFT)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Whoever may delete a draft may delete its parts, which have no delete pages."""
        deletable, counts, _needed, protected = super().get_deleted_objects(objs, request)
        return deletable, counts, set(), protected

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
        fieldsets: list[tuple[Any, dict[str, Any]]] = [
            ("The inspection", {"fields": about}),
            (
                "When",
                {
                    "fields": (
                        ("inspected_from", "inspected_from_known_to", "inspected_from_until", "inspected_to"),
                        ("second_inspected_from", "second_inspected_to"),
                        "published_on",
                    )
                },
            ),
            ("Source", {"fields": ("source", "report_url", "kind", "lead_inspector", "note")}),
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

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        """Make a form class for this request, which can carry an action's refusal."""
        form = cast("type[InspectionForm]", super().get_form(request, obj, change, **kwargs))
        form.refusal = getattr(request, "refusal", "")
        return form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Hide the links that add or edit councils and records from this page."""
        if db_field.name == "report_url":
            kwargs["assume_scheme"] = "https"
        if db_field.name == "note":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 3})
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("council", "replaces") and field is not None:
            widget = field.widget
            widget.can_add_related = widget.can_change_related = widget.can_delete_related = False
            widget.can_view_related = False
        return field

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Allow one change at a time. A refused action comes back as an error of the form."""
        try:
            with actions.in_turn() if request.method == "POST" else nullcontext():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except actions.ActionRefusedError as refusal:
            request.refusal = str(refusal)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _get_obj_does_not_exist_redirect(
        self,
        request: HttpRequest,
        opts: Any,  # noqa: ARG002  as Django calls it
        object_id: str,
    ) -> HttpResponse:
        """Say what became of a draft, and give entries back, where Django leads to the start page with neither."""
        return lost.gone(request, object_id)

    def save_model(self, request: HttpRequest, obj: Inspection, form: ModelForm, change: bool) -> None:
        """Save a draft. A published inspection is corrected in `save_related`, with its grades."""
        if obj.status != Status.DRAFT:
            return
        obj.counts_from = counts_from(obj.inspected, obj.published_on)
        if change:
            obj.lock_version += 1
        else:
            obj.created_by = signed_in(request)
        super().save_model(request, obj, form, change)

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
        confirm_identity(request)
        grades = next(formset for formset in formsets if isinstance(formset, GradeFormSet))
        parts = [formset for formset in formsets if isinstance(formset, PartFormSet)]
        edition = actions.correct(
            form.instance,
            by=signed_in(request),
            reason=form.cleaned_data["reason"],
            fields={name: form.cleaned_data[name] for name in form.changed_data if name in actions.CORRECTABLE_FIELDS},
            grades=grades.corrections(),
            parts=[part for formset in parts for part in formset.save(commit=False)],
            removed=[part for formset in parts for part in formset.deleted_objects],
        )
        message = f"{edition}: the correction is public." if edition else "Nothing differed, so nothing was changed."
        messages.info(request, message)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        """Log the reason of a correction."""
        if form.instance.status == Status.DRAFT:
            return super().construct_change_message(request, form, formsets, add)
        return f"Corrected: {form.cleaned_data['reason']}"

    def response_add(self, request: HttpRequest, obj: Inspection, _continue: str | None = None) -> HttpResponse:
        """Continue with the grades."""
        messages.success(request, f"{obj} is a draft now. Enter its grades below.")
        return HttpResponseRedirect(reverse("admin:inspections_inspection_change", args=[obj.pk]))

    def response_change(self, request: HttpRequest, obj: Inspection) -> HttpResponse:
        """Continue with the page that confirms publication, if that button was pressed."""
        if "_publish" in request.POST and request.user.has_perm(PUBLISH):
            return HttpResponseRedirect(reverse("admin:inspections_inspection_publish", args=[obj.pk]))
        if problems.CLOSE in request.POST:
            messages.success(request, "Saved, and closed what you chose.")
            return HttpResponseRedirect(
                f"{reverse('admin:inspections_inspection_change', args=[obj.pk])}#problems-heading"
            )
        if obj.status != Status.DRAFT:
            # `save_related` has shown the result of the correction.
            return HttpResponseRedirect(reverse("admin:inspections_inspection_change", args=[obj.pk]))
        return super().response_change(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj is not None:
            reports = list(Report.objects.filter(inspection=obj).prefetch_related("problems__closed_by"))
            context |= {
                "can_publish": obj.status == Status.DRAFT and request.user.has_perm(PUBLISH),
                "can_withdraw": obj.status == Status.PUBLISHED and request.user.has_perm(PUBLISH),
                "can_restore": obj.status == Status.WITHDRAWN and request.user.has_perm(PUBLISH),
                "may_read_again": obj.status != Status.DRAFT and request.user.has_perms(LOAD),
                "near": near(obj),
                "reports": reports,
                "problems": problems.shown(reports, obj, request.POST),
                "show_save_and_add_another": False,
            }
            for inline in context["inline_admin_formsets"]:
                if isinstance(inline.formset, GradeFormSet):
                    set_beside(inline.formset, obj, reports[0] if reports else None)
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
        parts = (Grade, AreaForImprovement, StatedFigure)
        return history.entries(obj.history.all(), *(part.history.filter(inspection_id=obj.pk) for part in parts))
