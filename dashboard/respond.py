"""One page, many forms: what a view has found becomes HTML, a table's file, a chart's picture, a document or a frame.

A view makes one `Page` and answers with it, whatever the ending of the address, so that numbers cannot differ.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dashboard.addresses import AS_VALUE, FILE_PARAMETERS, with_ending, with_parameters
from dashboard.exports import disposition, respond
from dashboard.pictures.png import picture_size, png_of
from dashboard.presenters.edition_banner import banner_of, with_standing
from dashboard.values import theme
from dashboard.values.chart import Chart
from dashboard.values.formats import FORMATS
from dashboard.values.page import Page
from inspections.wording.words import listed

PICTURE_WIDTHS = {"": theme.WIDE, "narrow": theme.NARROW}


class Found(HttpResponse):
    """A page as a value: what a view answers to whoever makes something else of its page."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page


def answer(request: HttpRequest, page: Page, ending: str, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """The page in the form that the address asks for; Http404 for an ending that this page does not have."""
    if not ending:
        shown = {**context, "answer": page, "files": page.files, "banner": banner_of(page)}
        return render(request, template, shown)
    if ending == AS_VALUE:
        return Found(page)
    if ending not in page.endings:
        offered = listed([f".{known}" for known in page.endings]) or "none"
        raise Http404(f"This page has no file ending in “.{ending}”. The endings are {offered}.")
    if ending == "docx":
        assert page.document is not None
        return page.document()
    if ending in FORMATS:
        name = request.GET.get("table", "")
        source = request.build_absolute_uri(with_ending(page.permanent, ending, {"table": name}))
        return respond(ending, with_standing(page.table(name, source), page))
    chart = page.chart(request.GET.get("chart", ""))
    return _figure(chart, page) if ending == "plotly" else _picture(request, page, chart, ending)


def moved(request: HttpRequest, url: str, ending: str) -> HttpResponse:
    """A redirect to the one address of a selection, in the form asked for."""
    kept = {name: request.GET[name] for name in FILE_PARAMETERS if name in request.GET}
    return redirect(with_parameters(with_ending(url, ending), kept))


def _picture(request: HttpRequest, page: Page, chart: Chart, ending: str) -> HttpResponse:
    width = request.GET.get("width", "")
    if width not in PICTURE_WIDTHS:
        raise BadRequest("The width of a picture can be “narrow”; leave it out for the usual one.")
    svg = chart.svg(PICTURE_WIDTHS[width])
    if ending == "svg":
        return HttpResponse(svg, content_type="image/svg+xml", headers=_named(page, chart, ending))
    png = png_of(svg, picture_size(request.GET))
    return HttpResponse(png, content_type="image/png", headers=_named(page, chart, ending))


def _figure(chart: Chart, page: Page) -> HttpResponse:
    figure = chart.interactive(page.file_name(chart))
    return HttpResponse(
        json.dumps(figure, ensure_ascii=False, separators=(",", ":")),
        content_type="application/json",
        headers=_named(page, chart, "json"),
    )


def _named(page: Page, chart: Chart, ending: str) -> dict[str, str]:
    """Under which name a picture is kept."""
    return {"Content-Disposition": disposition(page.file_name(chart), ending)}
