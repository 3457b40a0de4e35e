"""The addresses of the staff side's own pages."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from . import loading


def urls(site: AdminSite) -> list[URLPattern]:
    """Each behind the admin's sign-in; the views check what the account may do."""
    view = site.admin_view
    return [
        path("load-grades/", view(loading.load_grades), name="load_grades"),
        path("load-grades/export.zip", view(loading.export), name="export_grades"),
    ]
