"""Base classes shared by the admin pages."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from simple_history.admin import SimpleHistoryAdmin

from . import history


class ReadOnlyAdmin(admin.ModelAdmin):
    """Records to look up. They are changed on the page of the record that they belong to."""

    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False


class ReadOnlyInline(admin.TabularInline):
    """Rows to look up on the page of the record that they belong to."""

    extra = 0
    can_delete = False

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        return False


class RecordAdmin(SimpleHistoryAdmin):
    """A record whose history is a list of changes. Nothing can be reverted: corrections go forward."""

    def get_urls(self) -> list[URLPattern]:
        """Leave out the page that sets a record back to an older state, which would bypass the actions."""
        return admin.ModelAdmin.get_urls(self)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Name the form's address: a form that waited until somebody confirmed who they are comes back elsewhere."""
        address = form_url or request.get_full_path()
        response: HttpResponse = super().changeform_view(request, object_id, address, extra_context)
        return response

    def history_of(self, obj: Any) -> list[history.HistoryEntry]:
        """The entries of the history page, latest first."""
        return history.entries(obj)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, object_id)
        if obj is None:
            missing: HttpResponse = self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            return missing
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {obj}",
            "opts": self.opts,
            "original": obj,
            "object": obj,
            "rows": history.folded(self.history_of(obj)),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)


def grade_count_words(inspection: Any) -> str:
    """`grade_count` grades of how many: all that a full record holds, and the optional ones where a report has them."""
    definition = inspection.framework_definition
    full = len(definition.expected_judgements)
    of = full if inspection.grade_count <= full else len(definition.judgements)
    return f"{inspection.grade_count} of {of}"
