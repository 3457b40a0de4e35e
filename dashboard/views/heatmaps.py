"""The heatmap of a programme's councils and judgements as at a day."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.addresses import asked
from dashboard.charts.heatmap_chart import heatmap_chart
from dashboard.charts.heatmap_table import heatmap_table
from dashboard.exports.heatmaps import heatmap_file
from dashboard.presenters.heatmaps import heatmap_page
from dashboard.respond import answer, moved
from dashboard.selections.moment import moment_of
from dashboard.selections.programme import HEATMAP_ORDERS
from dashboard.values.chart import source_line

from .programme_pages import asked_for, frame, marked_council, page_of, source_of


@require_safe
def heatmap(request: HttpRequest, programme: str, day: str | None = None, ending: str = "") -> HttpResponse:
    """Councils × judgements: a letter and a colour in each cell, and a mark for every state without a grade."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    sets = record.neighbour_sets()
    selection = asked_for(request, "heatmap", programme, day, moment=moment, sets=sets)
    if not selection.is_read_from(asked(request), day):
        return moved(request, selection.url("heatmap"), ending)
    councils_as_at = record.programme_as_at(selection.programme, selection.day, selection.slugs(record))
    page = heatmap_page(selection, councils_as_at)
    source = source_of(request, "heatmap", selection, record)
    table = partial(heatmap_file, page)
    charts = (heatmap_chart(page, source_line(selection.day, source), partial(table, source)),) if page.rows else ()
    answered = page_of("heatmap", selection, record, tables={"heatmap": table}, charts=charts)
    council = marked_council(selection, record)
    context = frame("heatmap", selection, councils_as_at, council=council, sets=sets, source=source)
    context |= {
        "page": page,
        "table": heatmap_table(page),
        "marked": council,
        "orders": HEATMAP_ORDERS,
        "frameworks": selection.programme.frameworks if len(selection.programme.frameworks) > 1 else (),
        "ranking": selection.url("ranking", order="rank", framework=None),
    }
    return answer(request, answered, ending, "heatmap.html", context)
