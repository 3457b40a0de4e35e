"""Django's admin as the staff side: its name and its own pages.

Outside `admin`, because Django makes the site before it imports the package that registers records with it.
"""

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

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """The drafts that wait, reports without a draft, and the latest editions."""
        from inspections.admin import pages

        return super().index(request, {**pages.index_context(), **(extra_context or {})})


class StaffAdminConfig(AdminConfig):
    """Replaces Django's default admin site by StaffSite."""

    default_site = "inspections.admin_site.StaffSite"
