"""Reports as loaded, their text, and the problems found when reading them."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from inspections.actions import close_problem
from inspections.models import Inspection, Report, ReportPage, ReportParagraph, ReportProblem
from inspections.wording.words import counted

from .base import ReadOnlyAdmin
from .council_names import CouncilSearchMixin
from .problems import STANDARD_REASONS
from .rights import signed_in
from .uploading import address_of


class OpenFilter(admin.SimpleListFilter):
    """Open and closed problems."""

    title = "open"
    parameter_name = "open"

    def lookups(self, _request: HttpRequest, _model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Open"), ("no", "Closed")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[ReportProblem]) -> QuerySet[ReportProblem]:
        return queryset.filter(closed_at__isnull=self.value() == "yes") if self.value() else queryset


class WithoutReadingAdmin(ReadOnlyAdmin):
    """Records listed without the reader's whole result, which is long."""

    reading = "report__reading"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer(self.reading)


@admin.register(Report)
class ReportAdmin(CouncilSearchMixin, WithoutReadingAdmin):
    """Every file that staff have loaded."""

    reading = "reading"

    list_display = ("name", "about", "kind", "uploaded_by", "uploaded_at", "reader_version")
    list_filter = ("kind", "reader_version", "inspection__status", "inspection__framework")
    list_select_related = ("inspection__council", "visit__council", "uploaded_by")
    date_hierarchy = "uploaded_at"
    search_fields = ("name", "inspection__council__short_name", "visit__council__short_name", "sha256")
    council_slug = "inspection__council__slug"
    search_help_text = "The name of the file, or of the council"
    fields = (
        "name",
        "about",
        "address",
        "source",
        "kind",
        "sha256",
        "reader_version",
        "uploaded_by",
        "uploaded_at",
        "read_at",
    )
    readonly_fields = ("about", "source")

    @admin.display(description="about", ordering="inspection__council__short_name")
    def about(self, obj: Report) -> str:
        """A link to the page where the report is checked."""
        about = obj.inspection or obj.visit
        words = str(about) if about else "Fill in council, framework or dates"
        return format_html('<a href="{}">{}</a>', address_of(obj), words)

    @admin.display(description="file")
    def source(self, obj: Report) -> str:
        return format_html('<a href="{}">Download</a>', reverse("admin:report_file", args=[obj.pk]))


@admin.register(ReportProblem)
class ReportProblemAdmin(CouncilSearchMixin, WithoutReadingAdmin):
    """Problems across reports. Each is closed on its draft's page, or several here with one reason."""

    actions = ("close_checked", "close_wording", "close_other")
    list_display = ("detail", "severity", "in_report", "page", "closed_at", "closed_by_words", "closed_because")
    list_filter = (OpenFilter, "severity", "kind")
    list_select_related = ("report__inspection__council", "report__visit__council", "closed_by")
    search_fields = (
        "detail",
        "report__name",
        "report__inspection__council__short_name",
        "report__visit__council__short_name",
    )
    council_slug = "report__inspection__council__slug"

    def has_close_permission(self, request: HttpRequest) -> bool:
        """Whether the actions are offered, as Django asks for `permissions=["close"]`."""
        return bool(request.user.has_perm("inspections.change_reportproblem"))

    @admin.action(description=f"Close: {STANDARD_REASONS['checked']}", permissions=["close"])
    def close_checked(self, request: HttpRequest, chosen: QuerySet[ReportProblem]) -> None:
        self._close(request, chosen, STANDARD_REASONS["checked"])

    @admin.action(description=f"Close: {STANDARD_REASONS['wording']}", permissions=["close"])
    def close_wording(self, request: HttpRequest, chosen: QuerySet[ReportProblem]) -> None:
        self._close(request, chosen, STANDARD_REASONS["wording"])

    @admin.action(description=f"Close: {STANDARD_REASONS['other']}", permissions=["close"])
    def close_other(self, request: HttpRequest, chosen: QuerySet[ReportProblem]) -> None:
        self._close(request, chosen, STANDARD_REASONS["other"])

    def _close(self, request: HttpRequest, chosen: QuerySet[ReportProblem], because: str) -> None:
        """Close those that are open and of a draft. What is published or has no draft yet is left alone."""
        draft = Inspection.Status.DRAFT
        of_drafts = Q(report__inspection__status=draft) | Q(report__visit__status=draft)
        problems = list(chosen.filter(of_drafts, closed_at__isnull=True))
        for problem in problems:
            close_problem(problem, by=signed_in(request), because=because)
        self.message_user(request, f"{counted(len(problems), 'problem')} closed: {because}")

    @admin.display(description="closed by", ordering="closed_by")
    def closed_by_words(self, obj: ReportProblem) -> str:
        return obj.closed_by_words

    @admin.display(description="report")
    def in_report(self, obj: ReportProblem) -> str:
        address = f"{address_of(obj.report)}#problem-{obj.pk}"
        return format_html('<a href="{}">{}</a>', address, obj.report.inspection or obj.report.visit or obj.report)


@admin.register(ReportPage)
class ReportPageAdmin(WithoutReadingAdmin):
    """The text of reports, page by page."""

    list_display = ("report", "number")
    list_select_related = ("report",)
    search_fields = ("text", "report__name")


@admin.register(ReportParagraph)
class ReportParagraphAdmin(CouncilSearchMixin, WithoutReadingAdmin):
    """The paragraphs of reports, word for word."""

    list_display = ("number", "report", "service", "judgement", "page", "beginning")
    list_display_links = ("number", "beginning")
    list_select_related = ("report",)
    list_filter = ("service",)
    search_fields = ("text", "report__name", "report__inspection__council__short_name")
    council_slug = "report__inspection__council__slug"

    @admin.display(description="text")
    def beginning(self, obj: ReportParagraph) -> str:
        return obj.text[:120]
