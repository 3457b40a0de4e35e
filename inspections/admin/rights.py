"""Who may change an inspection or a visit, and when."""

from django.contrib.auth.models import User
from django.http import HttpRequest

from inspections.models import Inspection, Visit

PUBLISH = "inspections.publish_inspection"
PUBLISH_VISIT = "inspections.publish_visit"
LOAD = ("inspections.add_report", "inspections.add_inspection")


def may_edit(request: HttpRequest, inspection: Inspection | None) -> bool:
    """Loaders edit drafts, publishers correct published inspections, nobody edits withdrawn ones."""
    if not request.user.has_perm("inspections.change_inspection"):
        return False
    if inspection is None or inspection.status == Inspection.Status.DRAFT:
        return True
    return inspection.status == Inspection.Status.PUBLISHED and request.user.has_perm(PUBLISH)


def may_edit_visit(request: HttpRequest, visit: Visit | None) -> bool:
    """As with inspections."""
    if not request.user.has_perm("inspections.change_visit"):
        return False
    if visit is None or visit.status == Inspection.Status.DRAFT:
        return True
    return visit.status == Inspection.Status.PUBLISHED and request.user.has_perm(PUBLISH_VISIT)


def signed_in(request: HttpRequest) -> User:
    """The account behind a request. Every page of the staff side asks for one."""
    assert isinstance(request.user, User)
    return request.user
