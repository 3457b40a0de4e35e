"""The heatmap of a programme's councils and judgements as at a day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dashboard.charts.heatmap_figure import heatmap_figure
from dashboard.charts.heatmap_table import heatmap_table
from dashboard.exports import respond
from dashboard.exports.heatmaps import heatmap_file
from dashboard.moment import moment_of
from dashboard.plotly_script import map_styles_id
from dashboard.presenters.heatmaps import heatmap_page
from dashboard.selection import HEATMAP_ORDERS

from .programme_pages import asked_for, frame, marked_council


@require_safe
def heatmap(request: HttpRequest, programme: str, day: str | None = None, ending: str = "") -> HttpResponse:
    """Councils × judgements: a letter and a colour in each cell, and a mark for every state without a grade."""
    moment = moment_of(request, day_in_path=True)
    holdings = moment.holdings
    sets = holdings.neighbour_sets()
    selection = asked_for(request, "heatmap", programme, day, moment=moment, sets=sets)
    if not selection.is_read_from(request.GET, day):
        return redirect(selection.url("heatmap", ending))
    field = holdings.programme_as_at(selection.programme, selection.day, selection.slugs(holdings))
    page = heatmap_page(selection, field)
    if ending:
        # The address that will still say the same tomorrow.
        dated = selection.url("heatmap", ending, day_asked=selection.day)
        return respond(ending, heatmap_file(page, request.build_absolute_uri(dated)))
    context = frame(request, "heatmap", selection, sets)
    context |= {
        "page": page,
        "table": heatmap_table(page),
        "orders": HEATMAP_ORDERS,
        "frameworks": selection.programme.frameworks if len(selection.programme.frameworks) > 1 else (),
        "marked": marked_council(selection, holdings),
        "figure": heatmap_figure(page, context["address"]) if page.rows else None,
        "map_styles_id": map_styles_id(),
        "ranking": selection.url("ranking", order="rank", framework=None),
    }
    return render(request, "heatmap.html", context)
