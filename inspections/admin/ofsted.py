"""What Ofsted has published that is not on record: the panel of the start page, and the list."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inspections.models import OfstedLook, OfstedPublication
from inspections.wording.words import counted

from .base import ReadOnlyAdmin
from .rights import signed_in
from .uploading import address_of

SHOWN = 10


@dataclass(frozen=True)
class WaitingPublication:
    """A publication that waits, with where its draft is checked ("" if there is none) and what to do."""

    publication: OfstedPublication
    address: str
    to_do: str


def at_ofsted() -> dict[str, Any]:
    """What the panel of the start page shows."""
    waiting = OfstedPublication.objects.waiting().select_related("council", "report__inspection", "report__visit")
    return {
        "look": OfstedLook.objects.first(),
        "waiting": [_waiting(publication) for publication in waiting[:SHOWN]],
        "waiting_count": waiting.count(),
    }


def _waiting(publication: OfstedPublication) -> WaitingPublication:
    report = publication.report
    if report is not None:
        to_do = "Check the draft" if report.inspection_id or report.visit_id else "Fill in its facts"
        return WaitingPublication(publication, address_of(report), to_do)
    return WaitingPublication(publication, "", publication.message or "Not fetched yet.")


class WaitingFilter(admin.SimpleListFilter):
    title = "whether it waits"
    parameter_name = "waits"

    def lookups(self, _request: HttpRequest, _model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Waits"), ("no", "On record or left aside")]

    def queryset(self, _request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        waiting = Q(pk__in=OfstedPublication.objects.waiting().values("pk"))
        if self.value() == "yes":
            return queryset.filter(waiting)
        return queryset.exclude(waiting) if self.value() == "no" else queryset


@admin.register(OfstedPublication)
class OfstedPublicationAdmin(ReadOnlyAdmin):
    """Found by `manage.py watch_ofsted`. What shall not be on record is left aside."""

    list_display = ("council", "title", "published_on", "found_on", "state", "file_link")
    list_display_links = None
    list_filter = (WaitingFilter, "kind")
    list_select_related = ("council", "report__inspection", "report__visit", "left_aside_by")
    search_fields = ("council__short_name", "council__official_name", "title", "address")
    actions = ("leave_aside", "take_up_again")

    @admin.display(description="found on", ordering="found_at")
    def found_on(self, obj: OfstedPublication) -> Any:
        return timezone.localdate(obj.found_at)

    @admin.display(description="what has become of it")
    def state(self, obj: OfstedPublication) -> str | SafeString:
        if obj.left_aside_at:
            return f"Left aside by {obj.left_aside_by}"
        about = obj.report and (obj.report.inspection or obj.report.visit)
        if about and about.status != "draft":
            return about.get_status_display()
        waiting = _waiting(obj)
        if not waiting.address:
            return waiting.to_do
        return format_html('<a href="{}">{}</a>', waiting.address, waiting.to_do)

    @admin.display(description="file")
    def file_link(self, obj: OfstedPublication) -> SafeString:
        return format_html('<a href="{}">at Ofsted</a>', obj.address)

    @admin.action(description="Leave aside: not for this record", permissions=["leave_aside"])
    def leave_aside(self, request: HttpRequest, queryset: QuerySet[OfstedPublication]) -> None:
        number = queryset.filter(left_aside_at__isnull=True).update(
            left_aside_at=timezone.now(), left_aside_by=signed_in(request)
        )
        messages.success(request, f"{counted(number, 'publication')} left aside.")

    @admin.action(description="Take up again: fetch at the next look", permissions=["leave_aside"])
    def take_up_again(self, request: HttpRequest, queryset: QuerySet[OfstedPublication]) -> None:
        number = queryset.update(left_aside_at=None, left_aside_by=None, tried_at=None, attempts=0)
        messages.success(request, f"{counted(number, 'publication')} taken up again.")

    def has_leave_aside_permission(self, request: HttpRequest) -> bool:
        """Whether these actions are offered."""
        return request.user.has_perm("inspections.change_ofstedpublication")
