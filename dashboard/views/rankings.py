"""The ranking of a programme's councils as at a day."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.addresses import asked
from dashboard.charts.counts import counts_chart
from dashboard.exports.rankings import counts_file, ranking_file
from dashboard.exports.word.pages import with_document
from dashboard.presenters.page_papers import ranking_tables
from dashboard.presenters.rankings import ranking_page
from dashboard.presenters.tables import ranking_table
from dashboard.respond import answer, moved
from dashboard.selections.claim import check_url
from dashboard.selections.moment import moment_of
from dashboard.values.chart import source_line

from .programme_pages import asked_for, frame, marked_council, page_of, source_of, standing_after


@require_safe
def ranking(request: HttpRequest, programme: str, day: str | None = None, ending: str = "") -> HttpResponse:
    """Councils by one named count, joint ranks and all, and those that are not ranked with their reasons."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    sets = record.neighbour_sets()
    selection = asked_for(request, "ranking", programme, day, moment=moment, sets=sets)
    if not selection.is_read_from(asked(request), day):
        return moved(request, selection.url("ranking"), ending)
    councils_as_at = record.programme_as_at(selection.programme, selection.day, selection.slugs(record))
    council = marked_council(selection, record)
    page = ranking_page(selection, councils_as_at, standing_after(selection, council, record), council)
    source = source_of(request, "ranking", selection, record)
    counts = partial(counts_file, page)
    charts = (counts_chart(page, source_line(selection.day, source), partial(counts, source)),) if page.rows else ()
    tables = {"ranking": partial(ranking_file, page), "counts": counts}
    answered = page_of("ranking", selection, record, tables=tables, charts=charts, sentences=lambda: page.quotes)
    others = [one for one in page.sentences if one not in page.highest]
    sentences = (page.highest, *others, *page.notes, page.mixed, page.fair if page.mixed else "")
    answered = with_document(
        answered, request, sentences, lambda at: ranking_tables(ranking_file(page, at), selection.day)
    )
    context = frame("ranking", selection, councils_as_at, council=council, sets=sets, source=source)
    context |= {"page": page, "table": ranking_table(page), "heatmap": selection.url("heatmap", sort="rank")}
    context["check"] = check_url(selection)
    return answer(request, answered, ending, "ranking.html", context)
