"""The addresses of the staff side's own pages."""

from functools import partial

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from . import evidence, loading, uploading


def urls(site: AdminSite) -> list[URLPattern]:
    """Each behind the admin's sign-in; the views check what the account may do."""
    view = site.admin_view
    # A picture never changes: the browser of the person who may see it may keep it, nothing in between.
    picture = partial(view, cacheable=True)
    return [
        path("load-grades/", view(loading.load_grades), name="load_grades"),
        path("load-grades/export.zip", view(loading.export), name="export_grades"),
        path("upload-reports/", view(uploading.upload_reports), name="upload_reports"),
        path("reports/<int:pk>/complete/", view(uploading.complete_report), name="complete_report"),
        path("reports/<int:pk>/file/", view(evidence.source_file), name="report_file"),
        path("reports/<int:pk>/page-<int:page>.png", picture(evidence.page_picture), name="report_page_picture"),
        path("reports/<int:pk>/<str:judgement>.png", picture(evidence.judgement_picture), name="report_picture"),
    ]
