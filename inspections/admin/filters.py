"""List filters by what a framework is part of, for inspections and for what belongs to them."""

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
        """The filter for records that reach their inspection by `path`, such as `inspection__`."""
        return type(cls.__name__, (cls,), {"path": path})


class FrameworkFilter(_ByFramework):
    """By framework, named in words."""

    title = "framework"
    parameter_name = "framework"

    def lookups(self, _request: HttpRequest, _model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Every framework, oldest first."""
        return [(known.code, known.short_name) for known in all_frameworks()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the framework."""
        return queryset.filter(**{f"{self.path}framework": self.value()}) if self.value() else queryset


class ProgrammeFilter(_ByFramework):
    """By programme: the frameworks that are compared with one another."""

    title = "programme"
    parameter_name = "programme"

    def lookups(self, _request: HttpRequest, _model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Every programme, oldest first."""
        return [(known.code, known.short_name) for known in all_programmes()]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Those under any framework of the programme; an unknown programme holds none."""
        if not self.value():
            return queryset
        if self.value() not in dict(self.lookup_choices):
            return queryset.none()
        codes = [member.code for member in programme(str(self.value())).frameworks]
        return queryset.filter(**{f"{self.path}framework__in": codes})


class ProvenanceFilter(admin.SimpleListFilter):
    """Inspections that hold a grade of the provenance."""

    title = "provenance of a grade"
    parameter_name = "provenance"

    def lookups(self, _request: HttpRequest, _model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """The strongest first."""
        return list(Grade.Provenance.choices)

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Without a join, so that no inspection is listed twice."""
        if not self.value():
            return queryset
        return queryset.filter(Exists(Grade.objects.filter(inspection=OuterRef("pk"), provenance=self.value())))
