"""The staff side's own pages: their addresses, and what the index shows."""

from functools import partial
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import URLPattern, path

from inspections.models import Edition, Inspection, Report, Visit

from . import batches, evidence, finding, inviting, loading, ofsted, reorganising, uploading
from .rights import signed_in
from .work import work_of

SHOWN_ON_INDEX = 10


def urls(site: AdminSite) -> list[URLPattern]:
    """All require the admin's sign-in. The views check permissions."""
    view = site.admin_view
    # A picture never changes. The browser may cache it, but no shared cache.
    picture = partial(view, cacheable=True)
    return [
        path("load-grades/", view(loading.load_grades), name="load_grades"),
        path("load-grades/export.xlsx", view(loading.export_workbook), name="export_workbook"),
        path("load-grades/problems.xlsx", view(loading.export_problems), name="export_problems"),
        path("load-grades/export.zip", view(loading.export), name="export_grades"),
        path("upload-reports/", view(uploading.upload_reports), name="upload_reports"),
        path("councils/<int:pk>/abolish/", view(reorganising.reorganise), name="reorganise"),
        path("councils/<int:pk>/call-off/", view(reorganising.call_off), name="call_off"),
        path("people/invite/", view(inviting.invite), name="invite"),
        path("find/", view(finding.find), name="find"),
        path("publish/", view(batches.publish_several), name="publish_several"),
        path("reports/<int:pk>/complete/", view(uploading.complete_report), name="complete_report"),
        path("reports/<int:pk>/read-again/", view(uploading.read_again), name="read_again"),
        path("reports/<int:pk>/file/", view(evidence.source_file), name="report_file"),
        path("reports/<int:pk>/page-<int:page>.png", picture(evidence.page_picture), name="report_page_picture"),
        path("reports/<int:pk>/<str:judgement>.png", picture(evidence.judgement_picture), name="report_picture"),
    ]


def index_context(request: HttpRequest) -> dict[str, Any]:
    """What the template of the index asks for."""
    blocking = Q(reports__problems__closed_at__isnull=True) & ~Q(reports__problems__severity="note")
    visits = Visit.objects.filter(status=Inspection.Status.DRAFT)
    waiting_visits = visits.select_related("council", "created_by").annotate(
        open_problems=Count("reports__problems", filter=blocking, distinct=True)
    )
    without_draft = Report.objects.filter(inspection__isnull=True, visit__isnull=True)
    editions = Edition.objects.select_related("made_by").annotate(change_count=Count("changes"))
    return {
        "work": work_of(signed_in(request), request.GET.dict()),
        "at_ofsted": ofsted.at_ofsted(),
        "visit_drafts": waiting_visits.order_by("-created_at")[:SHOWN_ON_INDEX],
        "visit_draft_count": visits.count(),
        "published_count": Inspection.objects.published().count(),
        "reports_without_draft": without_draft.defer("reading")[:SHOWN_ON_INDEX],
        "editions": editions.order_by("-number")[:5],
    }
