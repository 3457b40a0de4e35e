"""The map of a programme's councils by one judgement, as at a day."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.addresses import asked
from dashboard.charts.map_chart import map_chart
from dashboard.charts.map_list import map_table, map_tiles
from dashboard.exports.maps import map_file
from dashboard.presenters.maps import judgement_choices, map_page, marked_words
from dashboard.respond import answer, moved
from dashboard.selections.moment import moment_of
from dashboard.values.chart import source_line

from .programme_pages import asked_for, frame, marked_council, page_of, source_of


@require_safe
def tile_map(request: HttpRequest, programme: str, day: str | None = None, ending: str = "") -> HttpResponse:
    """England's councils as tiles of equal size in roughly their places, and the same as a list."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    sets = record.neighbour_sets()
    selection = asked_for(request, "map", programme, day, moment=moment, sets=sets)
    if not selection.is_read_from(asked(request), day):
        return moved(request, selection.url("map"), ending)
    councils_as_at = record.programme_as_at(selection.programme, selection.day)
    page = map_page(selection, councils_as_at, selection.slugs(record))
    source = source_of(request, "map", selection, record)
    table = partial(map_file, page)
    charts = (map_chart(page, source_line(selection.day, source), partial(table, source)),) if page.is_known else ()
    answered = page_of("map", selection, record, tables={"map": table}, charts=charts)
    council = marked_council(selection, record)
    context = frame("map", selection, councils_as_at, council=council, sets=sets, source=source)
    context |= {
        "page": page,
        "tiles": map_tiles(page),
        "table": map_table(page),
        "judgements": judgement_choices(selection),
        "marked": marked_words(page, council) if council else "",
        "ranking": selection.url("ranking", judgement=""),
        "heatmap": selection.url("heatmap", judgement=""),
    }
    return answer(request, answered, ending, "map.html", context)
