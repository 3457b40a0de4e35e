"""The page at an address as a value, for what is made of pages: frames, codes to embed, answers to oEmbed."""

from collections.abc import Mapping
from copy import copy

from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve

from dashboard.addresses import AS_VALUE, EMBED
from dashboard.embedding import Taken
from dashboard.respond import Found
from dashboard.values.page import Page

MOST_REDIRECTS = 3


def page_at(request: HttpRequest, url: str) -> Page:
    """The page at an address of this site (path and query), by way of its one address where it has another.

    Http404 where nothing is there that has a chart or a table. What the page's own view raises goes through.
    """
    for _ in range(MOST_REDIRECTS):
        path, _, query = url.partition("?")
        try:
            found = resolve(path.removeprefix(f"/{EMBED}"))
        except Resolver404:
            break
        if not getattr(found.func, "has_forms", False) or "ending" in found.kwargs:
            break
        asked = copy(request)
        asked.path, asked.GET = path, QueryDict(query)
        answered = found.func(asked, **found.kwargs, ending=AS_VALUE)
        if isinstance(answered, Found):
            return answered.page
        url = answered["Location"]
    raise Http404("No chart and no table that can be taken elsewhere is at this address.")


def part_of(page: Page, parameters: Mapping[str, str], host: str) -> Taken:
    """The chart or the table of a page that the parameters name: its main chart, else its main table, for none.

    BadRequest where the page has none of the name; Http404 where it has neither charts nor tables.
    """
    if page.charts and "table" not in parameters:
        chart = page.chart(parameters.get("chart", ""))
        return Taken(page, chart, chart.name, host)
    if page.tables:
        name = parameters.get("table", "") or next(iter(page.tables))
        return Taken(page, page.table(name, host + page.permanent), name, host)
    raise Http404("This page has no chart and no table that can be taken elsewhere.")
