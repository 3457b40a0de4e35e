"""What has changed since a paper was written: a permanent link beside today."""

from functools import partial

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.addresses import host_of, with_parameters
from dashboard.exports.changes import differences_file, no_link_file
from dashboard.found_pages import page_at
from dashboard.presenters.changes import differences_of, sentences_beside
from dashboard.presenters.edition_banner import banner_of
from dashboard.respond import answer
from dashboard.selections.links import read_link
from dashboard.values.page import Page
from inspections.record.status import reports_after

TITLE = "What has changed since?"
DIFFERENCES_SHOWN, REPORTS_SHOWN = 100, 20


@require_safe
def changes(request: HttpRequest, ending: str = "") -> HttpResponse:
    """`/changes/?url=<permanent link>[&since=<edition>]`: what differs now, by which correction, and what is new."""
    pasted, since = request.GET.get("url", "").strip(), request.GET.get("since", "").strip()
    if not pasted:
        nothing = _page({}, {"differences": no_link_file})
        return answer(request, nothing, ending, "changes.html", {"pasted": "", "since": since})
    try:
        link = read_link(pasted, since, request.get_host())
        then = page_at(request, link.then)
    except (BadRequest, Http404) as error:
        if ending:
            raise
        context = {"pasted": pasted, "since": since, "error": str(error)}
        response = answer(request, _page({}), "", "changes.html", context)
        response.status_code = 404 if isinstance(error, Http404) else 400
        return response
    now = _found(request, with_parameters(then.permanent, {"edition": ""}))
    today = _found(request, link.today)
    banner, host = banner_of(then), host_of(request)
    assert banner is not None
    assert then.basis is not None
    told = banner.status.since
    differences = differences_of(then.table("", host), now.table("", host), told) if then.tables and now else []
    new = reports_after(then.basis, then.day, timezone.localdate())
    context = {
        "pasted": pasted,
        "since": since,
        "then": then,
        "now": now,
        "today": today,
        "standing": banner,
        "differences": differences[:DIFFERENCES_SHOWN],
        "number": len(differences),
        "untold": max(len(differences) - DIFFERENCES_SHOWN, 0),
        "sentences": sentences_beside(then, now),
        "sentences_today": [one for one in today.sentences() if one] if today and today.day != then.day else [],
        "reports": new[:REPORTS_SHOWN],
        "reports_number": new.count(),
    }
    asked = {"url": link.url, "since": link.edition}
    tables = {"differences": partial(differences_file, then, differences)}
    return answer(request, _page(asked, tables), ending, "changes.html", context)


def _found(request: HttpRequest, url: str) -> Page | None:
    """The page at an address of this site; None where it is not there any more."""
    try:
        return page_at(request, url)
    except Http404:
        return None


def _page(asked: dict[str, str], tables: dict | None = None) -> Page:
    """The page in its forms. What it says is of today, so its address is all the permanence it has."""
    url = with_parameters("/changes/", asked)
    return Page(TITLE, url, url, timezone.localdate(), tables=tables or {})
