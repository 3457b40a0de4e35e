"""What has changed since a paper was written: a permanent link compared with today."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404
from django.utils import timezone

from dashboard.addresses import PageRequest, with_parameters
from dashboard.presenters.causes import causes_of
from dashboard.presenters.changes import PageDifference, differences_of, sentences_beside
from dashboard.presenters.edition_banner import Banner, banner_of
from dashboard.respond import RedirectTo, Shown, page_at, page_view
from dashboard.selections.links import PermanentLink, read_link
from dashboard.tables.changes import DifferencesTable
from dashboard.values.page import Page
from dashboard.values.tables import TableMaker
from inspections.record.status import reports_after

TITLE = "What has changed since?"
DIFFERENCES_SHOWN, REPORTS_SHOWN = 100, 20


@page_view()
def changes(request: PageRequest) -> Shown | RedirectTo:
    """`/changes/?url=<permanent link>[&since=<edition>]`: what differs now, by which correction, and what is new."""
    pasted, since = request.GET.get("url", "").strip(), request.GET.get("since", "").strip()
    form = {"pasted": pasted, "since": since}
    if not request.is_at(url := with_parameters("/changes/", {"url": pasted, "since": since})):
        return RedirectTo(url)
    if not pasted:
        nothing = _page(request.site, {}, {"differences": lambda source: DifferencesTable(None, address=source)})
        return Shown(nothing, "changes.html", lambda: form)
    try:
        link = read_link(pasted, since, request.host)
        then = page_at(link.then, request.site)
    except (BadRequest, Http404) as error:
        context = {**form, "error": str(error)}
        return Shown(_page(request.site, {}), "changes.html", lambda: context, error=error)
    now = _page_if_there(request.site, with_parameters(then.permanent, {"edition": ""}))
    banner = banner_of(then)
    assert banner is not None
    differences = _differences(then, now)
    page = _page(
        request.site,
        {"url": link.url, "since": link.edition},
        {"differences": partial(DifferencesTable, then, differences)},
    )
    return Shown(page, "changes.html", lambda: form | _context(link, then, now, differences, banner))


def _differences(then: Page, now: Page | None) -> list[PageDifference]:
    if not then.tables or now is None:
        return []
    assert then.basis is not None
    assert then.edition is not None
    return differences_of(then.table(), now.table(), causes_of(then.basis, then.edition))


def _context(
    link: PermanentLink, then: Page, now: Page | None, differences: list[PageDifference], banner: Banner
) -> dict[str, Any]:
    assert then.basis is not None
    today = _page_if_there(then.site, link.today)
    new = reports_after(then.basis, then.day, timezone.localdate())
    return {
        "then": then,
        "now": now,
        "today": today,
        "standing": banner,
        "table": DifferencesTable(then, differences[:DIFFERENCES_SHOWN], number=len(differences)),
        "number": len(differences),
        "sentences": sentences_beside(then, now),
        "sentences_today": list(filter(None, today.sentences())) if today and today.day != then.day else [],
        "reports": new[:REPORTS_SHOWN],
        "reports_number": new.count(),
    }


def _page_if_there(site: str, url: str) -> Page | None:
    """The page at an address of this site, or None if it is gone."""
    try:
        return page_at(url, site)
    except Http404:
        return None


def _page(site: str, asked: Mapping[str, str], tables: Mapping[str, TableMaker] | None = None) -> Page:
    """The page, which speaks of today: its address is its permanent one."""
    url = with_parameters("/changes/", asked)
    return Page(TITLE, site, url, url, timezone.localdate(), tables=tables or {})
