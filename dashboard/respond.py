"""One page, many forms: what a view shows becomes HTML, a table's file, a chart's picture or a Word file.

A view makes its page once, whatever the ending of the address, so that numbers can't differ between its forms.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial, update_wrapper
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve

from dashboard.addresses import (
    AS_CITED,
    CSV_METADATA,
    EMBED,
    PageRequest,
    is_of_file,
    site_of,
    with_ending,
    with_parameters,
)
from dashboard.errors import status_of_error
from dashboard.exports import disposition, respond
from dashboard.exports.atom import atom_response
from dashboard.exports.csv_metadata import MEDIA_TYPE as CSVW
from dashboard.exports.csv_metadata import metadata_bytes
from dashboard.exports.slides import ChartSlide, short_words, slide_file
from dashboard.exports.word import word_file
from dashboard.pictures.png import picture_size, png_of
from dashboard.presenters.edition_banner import banner_of, edition_day, standing_headers, with_standing, with_status
from dashboard.short_links import printed
from dashboard.values import theme
from dashboard.values.chart import Chart
from dashboard.values.feed import ATOM
from dashboard.values.formats import FORMATS
from dashboard.values.page import SLIDE, WORD, Page
from inspections.wording.words import listed

PICTURE_WIDTHS = {"": theme.WIDE, "narrow": theme.NARROW}
MOST_REDIRECTS = 3


@dataclass(frozen=True)
class Shown:
    """What a view shows at its address.

    `context` makes what the template needs beside the page; it is called only where HTML is asked for. `redirect_to`
    sends whoever asks for HTML somewhere else. `error` is one that the HTML explains itself; files raise it.
    """

    page: Page
    template: str
    context: Callable[[], Mapping[str, Any]]
    redirect_to: str = ""
    error: BadRequest | Http404 | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RedirectTo:
    """The one address of what was asked for, where the request had another."""

    url: str


class PageView:
    """A Django view of a page and its files, from a function that makes the page.

    `is_shared`: other sites may show its charts and tables.
    """

    def __init__(self, make: Callable[..., Shown | RedirectTo], *, is_shared: bool) -> None:
        self.make = make
        self.is_shared = is_shared
        update_wrapper(self, make)

    def __call__(self, request: HttpRequest, ending: str = "", **place: Any) -> HttpResponseBase:
        """The page in the form that the address ends in; Http404 for one that it doesn't have."""
        if request.method not in {"GET", "HEAD"}:
            return HttpResponseNotAllowed(["GET", "HEAD"])
        shown = self.make(PageRequest.of(request, ending), **place)
        if isinstance(shown, RedirectTo):
            kept = {name: str(value) for name, value in request.GET.items() if is_of_file(name, str(value), ending)}
            return redirect(with_parameters(with_ending(shown.url, ending), kept))
        if shown.redirect_to and not ending:
            return redirect(shown.redirect_to)
        response = _file(request, shown, ending) if ending else self._html(request, shown)
        for name, value in shown.headers.items():
            response.headers[name] = value
        return response

    def _html(self, request: HttpRequest, shown: Shown) -> HttpResponse:
        page = with_standing(shown.page)
        context = {
            **shown.context(),
            "answer": page,
            "files": page.files,
            "banner": banner_of(page),
            "is_shared": self.is_shared,
        }
        status = status_of_error(shown.error) if shown.error else 200
        return render(request, shown.template, context, status=status)


def page_view(*, is_shared: bool = True) -> Callable[[Callable[..., Shown | RedirectTo]], PageView]:
    """Make a view of a function that takes a PageRequest and the places in its path, and returns what to show."""
    return lambda make: PageView(make, is_shared=is_shared)


def page_at(url: str, site: str) -> Page:
    """The page at an address of this site (path and query), following redirects to its one address.

    Http404 if the address has no page with charts or tables. Errors of the page's own view pass through.
    """
    for _ in range(MOST_REDIRECTS):
        url = url.removeprefix(f"/{EMBED}")
        try:
            match = resolve(url.partition("?")[0])
        except Resolver404:
            break
        view = match.func
        if not isinstance(view, PageView) or not view.is_shared or "ending" in match.kwargs:
            break
        shown = view.make(PageRequest.at(url, site), **match.kwargs)
        if isinstance(shown, Shown):
            return shown.page
        url = shown.url
    raise Http404("No chart and no table that can be taken elsewhere is at this address.")


def _file(request: HttpRequest, shown: Shown, ending: str) -> HttpResponseBase:
    if shown.error:
        raise shown.error
    page = shown.page if _is_as_cited(request) else with_standing(shown.page)
    response = _file_of(request, page, ending)
    for name, value in standing_headers(page).items():
        # A CSV file has a link to its description already.
        response.headers[name] = ", ".join(filter(None, (response.headers.get(name), value)))
    return response


def _is_as_cited(request: HttpRequest) -> bool:
    name, value = AS_CITED
    asked = request.GET.get(name, "")
    if asked not in {"", value}:
        raise BadRequest(f"“{name}” can be {value}; leave it out for a file that says what has become of its edition.")
    return bool(asked)


def _file_of(request: HttpRequest, page: Page, ending: str) -> HttpResponseBase:
    if ending == CSV_METADATA and page.tables:
        return _csv_metadata(request, page)
    if ending not in page.endings:
        offered = listed([f".{known}" for known in page.endings]) or "none"
        raise Http404(f"This page has no file ending in “.{ending}”. The endings are {offered}.")
    if ending == WORD:
        return word_file(page.paper(), edition_day(page))
    if ending == ATOM:
        assert page.feed is not None
        return atom_response(page.feed(), page.site)
    if ending in FORMATS:
        table = with_status(page.table(request.GET.get("table", ""), ending), page)
        response = respond(ending, table, made_on=partial(edition_day, page), with_notes=_with_notes(request))
        if ending == "csv":
            described_by = request.get_full_path().replace(f".{ending}", f".{CSV_METADATA}", 1)
            response.headers["Link"] = f'<{described_by}>; rel="describedby"; type="{CSVW}"'
        return response
    chart = page.chart(request.GET.get("chart", ""))
    if ending == SLIDE:
        return slide_file(_slide(page, chart))
    return _figure(request, page, chart) if ending == "plotly" else _picture(request, page, chart, ending)


def _csv_metadata(request: HttpRequest, page: Page) -> HttpResponse:
    """What is in the CSV file at this address without “-metadata.json”."""
    table = with_status(page.table(request.GET.get("table", ""), "csv"), page)
    url = site_of(request) + request.get_full_path().replace(f".{CSV_METADATA}", ".csv", 1)
    described = metadata_bytes(table, url, with_notes=_with_notes(request))
    return HttpResponse(described, content_type=CSVW)


def _with_notes(request: HttpRequest) -> bool:
    """Whether a CSV file repeats the facts about its table in every row."""
    notes = request.GET.get("notes", "")
    if notes not in {"", "no"}:
        raise BadRequest("The notes of a CSV file can be left out by “no”; leave the parameter out to have them.")
    return not notes


def _slide(page: Page, chart: Chart) -> ChartSlide:
    """The slide of a chart. That of the main chart says the page's main sentence too.

    BadRequest if the chart is too long for a slide.
    """
    if not chart.fits_slide:
        raise BadRequest("This chart has too many rows to be read on a slide. Choose a region or a group of councils.")
    is_main = chart.name == next(iter(page.charts))
    sentence = page.main_sentence() if is_main else ""
    title = chart.headline or chart.title
    words = sentence or (f"{chart.title}." if chart.headline else chart.finding)
    return ChartSlide(
        file_name=page.chart_file_name(chart),
        title=title,
        words=short_words(words),
        chart=chart,
        source=chart.source.removesuffix(printed(page.source)).strip(),
        link=printed(page.source),
        made_on=edition_day(page),
    )


def _picture(request: HttpRequest, page: Page, chart: Chart, ending: str) -> HttpResponse:
    width = request.GET.get("width", "")
    if width not in PICTURE_WIDTHS:
        raise BadRequest("The width of a picture can be “narrow”; leave it out for the usual one.")
    svg = chart.svg(PICTURE_WIDTHS[width])
    if ending == "svg":
        svg = theme.darkened(svg) if _is_dark(request) else svg
        return HttpResponse(svg, content_type="image/svg+xml", headers=_named(page, chart, ending))
    png = png_of(svg, picture_size(request.GET))
    return HttpResponse(png, content_type="image/png", headers=_named(page, chart, ending))


def _figure(request: HttpRequest, page: Page, chart: Chart) -> HttpResponse:
    figure = json.dumps(chart.interactive(page.chart_file_name(chart)), ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(
        theme.darkened(figure) if _is_dark(request) else figure,
        content_type="application/json",
        headers=_named(page, chart, "json"),
    )


def _is_dark(request: HttpRequest) -> bool:
    look = request.GET.get("theme", "")
    if look not in {"", "dark"}:
        raise BadRequest("The theme of a picture can be “dark”; leave it out for the light one.")
    return look == "dark"


def _named(page: Page, chart: Chart, ending: str) -> dict[str, str]:
    return {"Content-Disposition": disposition(page.chart_file_name(chart), ending)}
