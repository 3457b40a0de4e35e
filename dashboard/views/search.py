"""The search."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from dashboard.exports import alternates, respond
from dashboard.exports.search import ROWS_AT_MOST, passages_file
from dashboard.presenters.search import (
    Passage,
    chosen_words,
    councils_found,
    form_choices,
    found_words,
    page_links,
    passages,
    typed_name,
    unsaid_words,
)
from dashboard.search_selection import SearchSelection, read_search
from inspections.holdings import Now
from inspections.search.hits import Hit
from inspections.search.index import Found, find, grades_under, paragraphs_of

from .errors import NotOnRecordError

PARAGRAPHS_ON_A_PAGE = 20


def search(request: HttpRequest, ending: str = "") -> HttpResponse:
    """`/search/`: councils by any name, and paragraphs of the reports that are loaded, a page at a time."""
    holdings, today = Now(), timezone.localdate()
    selection = read_search(request.GET, holdings)
    if not ending and not selection.is_read_from(request.GET):
        return redirect(selection.url(page=selection.page))
    found = find(selection.question, selection.within)
    if ending:
        shown = _passages(found.hits[:ROWS_AT_MOST], found, selection)
        response = respond(ending, passages_file(shown, found, selection, today, request.build_absolute_uri()))
    else:
        last = max(1, -(-len(found.hits) // PARAGRAPHS_ON_A_PAGE))
        if selection.page > last:
            instead = [(selection.url(page=last), f"Page {last} of this search"), ("/search/", "A new search")]
            raise NotOnRecordError(f"This search has no page {selection.page}: its last is page {last}.", instead)
        first = (selection.page - 1) * PARAGRAPHS_ON_A_PAGE
        shown = _passages(found.hits[first : first + PARAGRAPHS_ON_A_PAGE], found, selection)
        councils = holdings.councils()
        council_name = typed_name(councils, selection.council)
        context = {
            "council_name": council_name,
            "selection": selection,
            "chosen": chosen_words(selection, council_name),
            "found": found,
            "found_words": found_words(found),
            "unsaid": unsaid_words(found, selection),
            "passages": shown,
            "licences": list({one.framework.programme: one.programme_name for one in shown}.items()),
            "first": first + 1,
            "last": last,
            "pages": page_links(selection, last),
            "previous": selection.url(page=selection.page - 1),
            "next": selection.url(page=selection.page + 1),
            "everywhere": SearchSelection(selection.q).url(),
            "today": today,
            "inspections": sum(holdings.counts().values()),
            "files": alternates("/search", selection.query()) if found.hits else [],
            **form_choices(),
            "councils": councils_found(councils, holdings.aliases(), holdings.latest_inspections(today), selection),
        }
        response = render(request, "search.html", context)
    # A search engine has no use for the answers of another.
    response["X-Robots-Tag"] = "noindex"
    return response


def _passages(hits: Sequence[Hit], found: Found, selection: SearchSelection) -> list[Passage]:
    """The paragraphs to be shown, with their grades. Two queries."""
    grades = grades_under(found.reports[hit.report].inspection.pk for hit in hits)
    return passages(hits, found, paragraphs_of(hits), grades, selection)
