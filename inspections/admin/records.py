"""Records to look up across inspections: grades, areas for improvement, figures, editions."""

from functools import cached_property
from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from inspections.models import AreaForImprovement, Edition, EditionChange, Grade, StatedFigure
from inspections.record.worded_changes import WordedChanges

from .base import ReadOnlyAdmin, ReadOnlyInline
from .council_names import CouncilSearchMixin
from .filters import FrameworkFilter, ProgrammeFilter

COUNCIL_SEARCH = ("inspection__council__short_name", "inspection__council__official_name")


class OfInspectionAdmin(CouncilSearchMixin, ReadOnlyAdmin):
    """Rows of inspections. The first column links to the inspection, where they are changed."""

    council_slug = "inspection__council__slug"
    list_select_related = ("inspection__council",)
    list_display_links = None
    search_help_text = "A council's name"

    @admin.display(description="inspection", ordering="inspection__council__short_name")
    def of_inspection(self, obj: Any) -> str:
        address = reverse("admin:inspections_inspection_change", args=[obj.inspection_id])
        return format_html('<a href="{}">{}</a>', address, obj.inspection)

    @admin.display(description="service", ordering="service")
    def service_name(self, obj: Grade | AreaForImprovement) -> str:
        """The service's name, or its code if the framework doesn't have it."""
        services = {service.code: service.short_name for service in obj.inspection.framework_definition.services}
        return services.get(obj.service, obj.service)


@admin.register(Grade)
class GradeAdmin(OfInspectionAdmin):
    list_display = ("of_inspection", "service_name", "judgement_name", "grade", "provenance", "page", "status")
    list_filter = (
        "grade",
        "provenance",
        FrameworkFilter.within("inspection__"),
        ProgrammeFilter.within("inspection__"),
        "inspection__status",
        "inspection__council__region",
    )
    search_fields = (*COUNCIL_SEARCH, "judgement", "quoted_line")
    search_help_text = "A council's name, a judgement's code, or words of the quoted line"

    @admin.display(description="judgement", ordering="judgement")
    def judgement_name(self, obj: Grade) -> str:
        """The judgement's name, or its code if the framework doesn't have it."""
        definition = obj.inspection.framework_definition
        return definition.judgement(obj.judgement_id).name if definition.has(obj.judgement_id) else obj.judgement

    @admin.display(description="status", ordering="inspection__status")
    def status(self, obj: Grade) -> str:
        return obj.inspection.get_status_display()


@admin.register(AreaForImprovement)
class AreaForImprovementAdmin(OfInspectionAdmin):
    list_display = ("of_inspection", "service_name", "order", "timescale", "addressee", "text")
    list_filter = ("timescale", FrameworkFilter.within("inspection__"), "inspection__council__region")
    search_fields = (*COUNCIL_SEARCH, "text", "addressee")
    search_help_text = "A council's name, or words of the recommendation"


@admin.register(StatedFigure)
class StatedFigureAdmin(OfInspectionAdmin):
    list_display = ("of_inspection", "kind", "qualifier", "value", "age_band", "paragraph")
    list_filter = ("kind", FrameworkFilter.within("inspection__"), "inspection__council__region")
    search_fields = (*COUNCIL_SEARCH, "kind")


class EditionChangeInline(ReadOnlyInline):
    model = EditionChange
    template = "admin/inspections/edition_changes.html"
    fields = ("about", "what", "was", "became")
    readonly_fields = fields
    verbose_name_plural = "what changed"

    def get_queryset(self, request: HttpRequest) -> QuerySet[EditionChange]:
        return super().get_queryset(request).select_related("inspection__council", "visit__council")

    @admin.display(description="about")
    def about(self, obj: EditionChange) -> str:
        """A link to the record that changed."""
        record = obj.inspection or obj.visit
        if record is None:
            return "The register of councils"
        address = reverse(f"admin:inspections_{record._meta.model_name}_change", args=[record.pk])
        return format_html('<a href="{}">{}</a>', address, record)

    @cached_property
    def in_words(self) -> WordedChanges:
        return WordedChanges()

    @admin.display(description="what changed")
    def what(self, obj: EditionChange) -> str:
        return self._words(obj)[0]

    @admin.display(description="before")
    def was(self, obj: EditionChange) -> str:
        return self._words(obj)[1] or "nothing"

    @admin.display(description="after")
    def became(self, obj: EditionChange) -> str:
        return self._words(obj)[2] or "nothing"

    def _words(self, obj: EditionChange) -> tuple[str, str, str]:
        return self.in_words(obj.inspection or obj.visit, obj)


@admin.register(Edition)
class EditionAdmin(CouncilSearchMixin, ReadOnlyAdmin):
    """Editions are made by what staff do and never edited."""

    list_display = ("number", "kind", "made_at", "made_by", "change_count", "reason")
    list_filter = ("kind", "made_by")
    list_select_related = ("made_by",)
    date_hierarchy = "made_at"
    search_fields = ("reason", "changes__inspection__council__short_name", "changes__visit__council__short_name")
    council_slug = "changes__inspection__council__slug"
    search_help_text = "Words of the reason, or a council whose record changed"
    inlines = (EditionChangeInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edition]:
        editions: QuerySet[Edition] = super().get_queryset(request)
        return editions.annotate(change_count=Count("changes"))

    @admin.display(description="changes")
    def change_count(self, obj: Any) -> int:
        return int(obj.change_count)
