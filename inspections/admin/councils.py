"""The register of councils and their statistical neighbours."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from inspections.models import Council, CouncilAlias, NeighbourSet, StatisticalNeighbour

from .base import RecordAdmin


class InBeingFilter(admin.SimpleListFilter):
    """Councils that are, and those that were."""

    title = "in being"
    parameter_name = "in_being"

    def lookups(self, _request: HttpRequest, _model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """The two choices."""
        return [("yes", "Today"), ("no", "Abolished")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Council]) -> QuerySet[Council]:
        """By whether the council has an end."""
        return queryset.filter(valid_to__isnull=self.value() == "yes") if self.value() else queryset


class AliasInline(admin.TabularInline):
    """The other names by which people and reports call the council."""

    model = CouncilAlias
    extra = 0
    verbose_name = "other name"
    verbose_name_plural = "other names, by which search and the reader know the council"


@admin.register(Council)
class CouncilAdmin(RecordAdmin):
    """Councils. Their inspections keep them from being deleted."""

    list_display = ("short_name", "official_name", "region", "type", "valid_from", "valid_to", "dfe_la_code")
    list_filter = (InBeingFilter, "region", "type", "london")
    search_fields = ("short_name", "official_name", "ofsted_name", "aliases__name", "slug", "dfe_la_code")
    search_help_text = "Any name of the council, or its DfE code"
    autocomplete_fields = ("successors", "same_area_as")
    readonly_fields = ("slug",)
    inlines = (AliasInline,)
    fieldsets = (
        (None, {"fields": ("short_name", "official_name", "ofsted_name", "slug")}),
        ("Where and what", {"fields": ("region", "type", "london")}),
        ("In being", {"fields": ("valid_from", "valid_to", "successors", "same_area_as")}),
        (
            "Codes",
            {
                "fields": (
                    "dfe_la_code",
                    ("gss_2012", "gss_current", "gss_last"),
                    "region_gss",
                    ("bs6879", "ofsted_urn"),
                )
            },
        ),
        ("Note", {"fields": ("note",)}),
    )

    def get_readonly_fields(self, _request: HttpRequest, obj: Council | None = None) -> tuple[str, ...]:
        """The slug is part of public addresses: it is chosen once."""
        return self.readonly_fields if obj else ()


@admin.register(NeighbourSet)
class NeighbourSetAdmin(admin.ModelAdmin):
    """The sets that pages name."""

    list_display = ("name", "code")
    search_fields = ("name", "code")


@admin.register(StatisticalNeighbour)
class StatisticalNeighbourAdmin(admin.ModelAdmin):
    """Who is a neighbour of whom in which set."""

    list_display = ("council", "rank", "neighbour", "closeness", "neighbour_set", "superseded")
    list_filter = ("neighbour_set", "closeness", "superseded")
    list_select_related = ("council", "neighbour", "neighbour_set")
    search_fields = ("council__short_name", "council__official_name")
    search_help_text = "The council whose neighbours you look for"
    autocomplete_fields = ("council", "neighbour")
