"""What the admin pages of several records share."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern
from simple_history.admin import SimpleHistoryAdmin

from . import history


class ReadOnlyAdmin(admin.ModelAdmin):
    """Records that are looked up here, and changed on the page of what they belong to."""

    def has_add_permission(self, _request: HttpRequest) -> bool:
        """Never here."""
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Never here."""
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Never here."""
        return False


class ReadOnlyInline(admin.TabularInline):
    """Rows shown on the page of what they belong to, not changed there."""

    extra = 0
    can_delete = False

    def has_add_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Never here."""
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: Any = None) -> bool:
        """Never here."""
        return False


class RecordAdmin(SimpleHistoryAdmin):
    """A record whose history can be read as a list of changes. Nothing is reverted: corrections go forward."""

    def get_urls(self) -> list[URLPattern]:
        """Without the page that would set a record back to an older state, unseen by the actions."""
        return admin.ModelAdmin.get_urls(self)

    def history_of(self, obj: Any) -> list[history.HistoryEntry]:
        """The entries of the history page, the latest first."""
        return history.entries(type(obj).history.filter(id=obj.pk))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who changed what, when and why."""
        obj = self.get_object(request, object_id)
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {obj}",
            "opts": self.opts,
            "original": obj,
            "object": obj,
            "entries": self.history_of(obj),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)


def grades_held(inspection: Any) -> str:
    """`grade_count` grades of how many: all that a full record holds, and the optional ones where a report has them."""
    definition = inspection.framework_definition
    full = len(definition.expected_judgements)
    of = full if inspection.grade_count <= full else len(definition.judgements)
    return f"{inspection.grade_count} of {of}"
