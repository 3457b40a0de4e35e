"""The staff side as a whole: its name, and an index made for the work rather than a list of tables."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver

SHOWN_ON_INDEX = 10


def grades_held(inspection: Any) -> str:
    """`grade_count` grades of how many: all that a full record holds, and the optional ones where a report has them."""
    definition = inspection.framework_definition
    full = len(definition.expected_judgements)
    of = full if inspection.grade_count <= full else len(definition.judgements)
    return f"{inspection.grade_count} of {of}"


class StaffSite(AdminSite):
    """Django's admin, opening with what waits to be done."""

    site_header = "Children’s services inspections: staff"
    site_title = "Staff"
    index_title = "What would you like to do?"
    index_template = "admin/staff_index.html"
    # The room is for the grades and what they were read from; the index lists every kind of record.
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Django's pages, and those of the work: loading grades from files, uploading and reviewing reports."""
        from inspections.admin import pages

        return [*pages.urls(self), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The drafts that wait, reports without a draft, and the latest editions."""
        from inspections.models import Edition, Inspection, Report

        drafts = Inspection.objects.filter(status=Inspection.Status.DRAFT)
        blocking = Q(reports__problems__closed_at__isnull=True) & ~Q(reports__problems__severity="note")
        waiting = (
            drafts.select_related("council", "created_by")
            .annotate(
                open_problems=Count("reports__problems", filter=blocking, distinct=True),
                grade_count=Count("grades", distinct=True),
            )
            .order_by("-created_at")[:SHOWN_ON_INDEX]
        )
        editions = Edition.objects.select_related("made_by").annotate(change_count=Count("changes"))
        context = {
            "drafts": [(draft, grades_held(draft)) for draft in waiting],
            "draft_count": drafts.count(),
            "published_count": Inspection.objects.published().count(),
            "reports_without_draft": Report.objects.filter(inspection__isnull=True).defer("reading")[:SHOWN_ON_INDEX],
            "editions": editions.order_by("-number")[:5],
        }
        return super().index(request, {**context, **(extra_context or {})})


class StaffAdminConfig(AdminConfig):
    """Puts StaffSite in the place of Django's own admin site."""

    default_site = "inspections.admin_site.StaffSite"
