"""The menu of every staff page: what waits, with numbers, and where records are found."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.urls import reverse

from inspections.actions import read_drafts
from inspections.models import Grade, Inspection, QueuedFile, ReportProblem, Visit

from .rights import LOAD
from .work import SECOND_LOOK


@dataclass(frozen=True)
class MenuItem:
    """A link in the menu. `count` is the number beside it, None for a link without one."""

    label: str
    url: str
    count: int | None
    is_current: bool


def menu_of(request: HttpRequest) -> list[MenuItem]:
    """What the account may see, with three queries, and one more where a second person publishes.

    Empty for somebody who is not signed in as staff.
    """
    user = request.user
    if not isinstance(user, User) or not user.is_active or not user.is_staff:
        return []
    address = request.get_full_path()
    items: list[MenuItem] = []

    def add(label: str, url: str, count: int | None = None) -> None:
        items.append(MenuItem(label, url, count, url == address))

    if user.has_perm("inspections.view_inspection"):
        numbers = _draft_numbers(user)
        start = reverse("admin:index")
        add("Drafts", start, numbers["all"])
        add("With open problems", f"{start}?show=problems", numbers["all"] - numbers["ready"] - numbers["second_look"])
        add("Ready to publish", f"{start}?show=ready", numbers["ready"])
        if settings.SECOND_PERSON:
            add("For a second look", f"{start}?show={SECOND_LOOK}", numbers["second_look"])
        add("Mine", f"{start}?show=mine", numbers["mine"])
    if user.has_perm("inspections.view_visit"):
        drafts = f"{reverse('admin:inspections_visit_changelist')}?status__exact=draft"
        add("Visits", drafts, Visit.objects.filter(status=Inspection.Status.DRAFT).count())
    if user.has_perms(LOAD):
        unread = QueuedFile.objects.exclude(status=QueuedFile.Status.DONE)
        add("Being read", reverse("admin:upload_reports"), unread.count())
    if user.has_perm("inspections.view_inspection"):
        add("Inspections", reverse("admin:inspections_inspection_changelist"))
        add("Councils", reverse("admin:inspections_council_changelist"))
    if user.has_perm("auth.view_user"):
        add("People", reverse("admin:auth_user_changelist"))
    return items


def _draft_numbers(user: User) -> dict[str, int]:
    """How many drafts there are: `all`, `mine` (begun by the account), and those without an open problem.

    The last are `ready` to be published by the account, or somebody else has to (`second_look`).
    """
    problems = ReportProblem.objects.blocking().filter(report__inspection=OuterRef("pk"))
    drafts = Inspection.objects.filter(status=Inspection.Status.DRAFT).annotate(
        is_blocked=Exists(problems), is_graded=Exists(Grade.objects.filter(inspection=OuterRef("pk")))
    )
    rows, read = list(drafts.values_list("pk", "created_by", "is_blocked", "is_graded")), read_drafts(user)
    clean = [key for key, _, is_blocked, is_graded in rows if is_graded and not is_blocked]
    return {
        "all": len(rows),
        "ready": sum(key not in read for key in clean),
        "second_look": sum(key in read for key in clean),
        "mine": sum(created_by == user.pk for _, created_by, _, _ in rows),
    }
