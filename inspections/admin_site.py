"""Django's admin as the staff side: its name and its own pages.

Outside `admin`, because Django makes the site before it imports the package that registers records with it.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver


class StaffSite(AdminSite):
    """Django's admin, opening with what waits to be done rather than a list of tables."""

    site_header = "Children’s services inspections: staff"
    site_title = "Staff"
    index_title = "What would you like to do?"
    index_template = "admin/staff_index.html"
    # The width is needed for the grades beside their sources; the index lists every kind of record.
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's pages, and our own: loading grades from files, uploading and reviewing reports."""
        from inspections.admin import pages

        return [*pages.urls(self), *super().get_urls()]

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Give back what was sent by somebody who has been signed out. Django would drop it and ask to sign in."""
        from inspections.admin import lost

        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method == "POST" and not request.user.is_authenticated:
                return lost.signed_out(request)
            return inner(request, *args, **kwargs)

        return checked

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Add the menu, which is counted only where a page shows it."""
        from inspections.admin.menu import menu_of

        return {**super().each_context(request), "staff_menu": partial(menu_of, request)}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The drafts that wait, reports without a draft, and the latest editions."""
        from inspections.admin import pages

        return super().index(request, {**pages.index_context(request), **(extra_context or {})})


class StaffAdminConfig(AdminConfig):
    """Replaces Django's default admin site by StaffSite."""

    default_site = "inspections.admin_site.StaffSite"
