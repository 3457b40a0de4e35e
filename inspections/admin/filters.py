"""List filters by framework, programme and provenance."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from inspections.frameworks.loader import all_frameworks, all_programmes, programme
from inspections.models import Grade


class _ByFramework(admin.SimpleListFilter):
    path = ""

    @classmethod
    def within(cls, path: str) -> type[_ByFramework]:
        """The filter for records with the path `path` to their inspection, such as `inspection__`."""
        return type(cls.__name__, (cls,), {"path": path})


class FrameworkFilter(_ByFramework):
    title = "framework"
    parameter_name = "framework"

    def lookups(self, _request: HttpRequest, _model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(framework.code, framework.short_name) for framework in all_frameworks()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{f"{self.path}framework": self.value()}) if self.value() else queryset


class ProgrammeFilter(_ByFramework):
    """By programme: the frameworks that are compared with one another."""

    title = "programme"
    parameter_name = "programme"

    def lookups(self, _request: HttpRequest, _model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [(programme_.code, programme_.short_name) for programme_ in all_programmes()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filter by all frameworks of the programme. An unknown programme has no records."""
        if not self.value():
            return queryset
        if self.value() not in dict(self.lookup_choices):
            return queryset.none()
        codes = [member.code for member in programme(str(self.value())).frameworks]
        return queryset.filter(**{f"{self.path}framework__in": codes})


class ProvenanceFilter(admin.SimpleListFilter):
    """Inspections with a grade of this provenance."""

    title = "provenance of a grade"
    parameter_name = "provenance"

    def lookups(self, _request: HttpRequest, _model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """The strongest first."""
        return list(Grade.Provenance.choices)

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Filter without a join, so that no inspection is listed twice."""
        if not self.value():
            return queryset
        return queryset.filter(Exists(Grade.objects.filter(inspection=OuterRef("pk"), provenance=self.value())))
