"""Corrections and withdrawals, and what an edition changed."""

from functools import partial
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage, Paginator
from django.core.paginator import Page as PageOfList
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from dashboard.addresses import PageRequest
from dashboard.errors import NotOnRecordError
from dashboard.presenters.alterations import edition_shown, moved_places
from dashboard.presenters.editions import corrections, editions_until
from dashboard.presenters.feeds import CORRECTIONS, MOST_ENTRIES, corrections_feed
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.corrections import CorrectionListSelection
from dashboard.selections.moment import moment_of
from dashboard.tables.corrections import CorrectionsTable, RanksTable
from dashboard.values.feed import ATOM
from dashboard.values.page import Page
from dashboard.values.tables import TableMaker
from inspections.models import Edition, EditionChange
from inspections.record.alterations import altered_by
from inspections.record.status import CORRECTING, Basis
from inspections.wording.words import date_words

CORRECTIONS_ON_PAGE = 50
CHANGES_SHOWN = 100


@page_view()
def correction_list(request: PageRequest) -> Shown | RedirectTo:
    """`/data/corrections/`: all corrections and withdrawals, the latest first, in pages."""
    moment = moment_of(request, day_in_path=True)
    found = editions_until(moment).filter(kind__in=CORRECTING)
    changes = EditionChange.objects.select_related("inspection__council", "visit__council")
    newest = found.prefetch_related(Prefetch("changes", changes))
    shown = _paginated(request, newest)
    selection = CorrectionListSelection(moment, page=1 if request.ending == ATOM else shown.number)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    concerned = changes.filter(edition__in=found).select_related("edition").order_by("-edition__number", "id")
    page = Page.of(
        selection,
        request.site,
        "Corrections and withdrawals",
        tables={"corrections": partial(CorrectionsTable, concerned, "corrections", moment.day)},
        basis=Basis(visits=None),
        feed=lambda: corrections_feed(newest[:MOST_ENTRIES], moment),
        feeds=(CORRECTIONS,),
    )

    def context() -> dict[str, Any]:
        return {
            "corrections": corrections(shown),
            "shown": shown,
            "number": shown.paginator.count,
            "today": moment.day,
            "newer": selection.url(page=shown.number - 1) if shown.has_previous() else "",
            "older": selection.url(page=shown.number + 1) if shown.has_next() else "",
        }

    return Shown(page, "corrections.html", context)


@page_view()
def edition_page(request: PageRequest, number: int) -> Shown | RedirectTo:
    """`/data/editions/<n>/`: what an edition changed, and the rankings and sentences that a correction altered."""
    edition = Edition.objects.filter(number=number).first()
    if edition is None:
        latest = Edition.objects.values_list("number", flat=True).first() or 0
        instead = [(f"/data/editions/{latest}/", f"Edition {latest}, the latest")] if latest else []
        raise NotOnRecordError(f"There is no edition {number}.", [*instead, ("/data/corrections/", "All corrections")])
    url = f"/data/editions/{number}/"
    if not request.is_at(url):
        return RedirectTo(url)
    changes = EditionChange.objects.filter(edition=edition).select_related(
        "inspection__council", "visit__council", "edition"
    )
    altered = altered_by(edition)
    day = timezone.localdate(edition.made_at)
    tables: dict[str, TableMaker] = {"changes": partial(CorrectionsTable, changes, f"edition-{number}", day)}
    if altered and altered.rankings:
        tables["ranks"] = partial(RanksTable, moved_places(altered), f"edition-{number}", day)
    page = Page(f"Edition {number}, made on {date_words(day)}", request.site, url, url, day, tables=tables)

    def context() -> dict[str, Any]:
        shown = edition_shown(edition, changes[:CHANGES_SHOWN], changes.count(), altered)
        rankings = [(one, RanksTable(one.lines, "", day, heading=one.heading)) for one in shown.rankings]
        return {"page": shown, "rankings": rankings, "day": day}

    return Shown(page, "edition.html", context)


def _paginated(request: PageRequest, found: QuerySet[Edition]) -> PageOfList[Edition]:
    """The page of the list with the number in the query. BadRequest if there is none."""
    paginator = Paginator(found, CORRECTIONS_ON_PAGE)
    try:
        return paginator.page(request.GET.get("page") or 1)
    except InvalidPage:
        raise BadRequest(f"The list of corrections has pages 1 to {paginator.num_pages}.") from None
