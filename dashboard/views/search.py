"""The search."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.addresses import PageRequest
from dashboard.errors import NotOnRecordError
from dashboard.presenters.search import (
    Passage,
    councils_found,
    facets_of,
    found_words,
    missing_words,
    name_in_form,
    names_to_type,
    page_links,
    passages,
    searched_words,
)
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.moment import Moment
from dashboard.selections.search import SearchSelection
from dashboard.tables.search import ROWS_AT_MOST, PassagesTable
from dashboard.values.page import Page
from inspections.models import Inspection
from inspections.record.current import CurrentRecord
from inspections.search.hits import Hit
from inspections.search.index import SearchResults, find, grades_under, paragraphs_of

PARAGRAPHS_ON_A_PAGE = 20


@page_view(is_shared=False)
def search(request: PageRequest) -> Shown | RedirectTo:
    """`/search/`: councils by any name, and paragraphs of the loaded reports, in pages."""
    record, today = CurrentRecord(), timezone.localdate()
    selection = SearchSelection(Moment(record, today)).read(request.GET)
    # The header's form leads straight to a council; the form of this page searches the reports for its name.
    if request.GET.get("go") and not request.ending and (slug := selection.council_named()):
        return RedirectTo(reverse("council", args=[slug]))
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    if request.ending and not request.GET.get("q", "").strip():
        raise BadRequest("Nothing is asked for. Put the words to search for in the address: ?q=care+leavers")
    results = find(selection.question, selection.within)
    # There is no search of an edition, so its permanent address won't go on showing this when the data have changed.
    page = Page.of(
        replace(selection, page=1),
        request.site,
        "Search",
        tables={
            "paragraphs": lambda source: PassagesTable(
                _passages(results.hits[:ROWS_AT_MOST], results, selection), results, selection, today, source
            )
        },
    )

    def context() -> dict[str, Any]:
        return {"today": today, **_results(selection, results), **_names(selection, record)}

    # Search engines have no use for the results of another search.
    headers = {"X-Robots-Tag": "noindex"}
    return Shown(page, "search.html", context, headers=headers)


def _results(selection: SearchSelection, results: SearchResults) -> dict[str, Any]:
    """The context of one page of paragraphs. NotOnRecordError if there is no such page."""
    last = max(1, -(-len(results.hits) // PARAGRAPHS_ON_A_PAGE))
    if selection.page > last:
        instead = [(selection.url(page=last), f"Page {last} of this search"), ("/search/", "A new search")]
        raise NotOnRecordError(f"This search has no page {selection.page}: its last is page {last}.", instead)
    first = (selection.page - 1) * PARAGRAPHS_ON_A_PAGE
    on_page = _passages(results.hits[first : first + PARAGRAPHS_ON_A_PAGE], results, selection)
    return {
        "found": results,
        "found_words": found_words(results),
        "facets": facets_of(results, selection),
        "unsaid": missing_words(results, selection),
        "passages": on_page,
        "licences": list(dict.fromkeys(passage.licence for passage in on_page)),
        "first": first + 1,
        "last": last,
        "pages": page_links(selection, last),
        "previous": selection.url(page=selection.page - 1),
        "next": selection.url(page=selection.page + 1),
        "rows_at_most": ROWS_AT_MOST,
    }


def _names(selection: SearchSelection, record: CurrentRecord) -> dict[str, Any]:
    """The context of the councils found and of the form."""
    councils = record.councils()
    name = name_in_form(councils, selection.council, timezone.localdate())
    return {
        "selection": selection,
        "councils": councils_found(
            councils,
            record.names,
            timezone.localdate(),
            lambda: record.latest_records(timezone.localdate()),
            selection,
        ),
        "council_name": name,
        "chosen": searched_words(selection, name),
        "everywhere": SearchSelection(selection.moment, selection.q).url(),
        "inspections": sum(record.counts().values()),
    }


def _passages(hits: Sequence[Hit], results: SearchResults, selection: SearchSelection) -> list[Passage]:
    """The paragraphs of these hits with their grades."""
    grades = grades_under(record.pk for hit in hits if isinstance(record := results.records[hit.report], Inspection))
    return passages(hits, results, paragraphs_of(hits), grades, selection)


@require_safe
def council_names(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (a view takes its request)
    """`/names.json`: every name of every council, as fields suggest them: what to type, and whose it is."""
    return JsonResponse(
        {"names": names_to_type(CurrentRecord().names, timezone.localdate())}, json_dumps_params={"ensure_ascii": False}
    )
