"""Up to ten councils beside each other."""

from collections.abc import Iterable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.addresses import with_parameters
from dashboard.charts.comparison import comparison_chart
from dashboard.exports.compare import compared_councils_file, comparison_file
from dashboard.exports.word.pages import with_document
from dashboard.presenters.compare import Comparison, chosen_slugs, compare_page
from dashboard.presenters.page_papers import comparison_tables
from dashboard.respond import answer, moved
from dashboard.selections.compare import CompareSelection, Register, read_compare_selection
from dashboard.selections.moment import moment_of
from dashboard.values.chart import source_line
from dashboard.values.page import Page
from inspections.frameworks.loader import all_programmes
from inspections.models import Council
from inspections.record.current import Record
from inspections.record.status import Basis


@require_safe
def compare(request: HttpRequest, ending: str = "") -> HttpResponse:
    """`/compare/?council=…&council=…`: judgements as rows, councils as columns."""
    moment = moment_of(request)
    record = moment.record
    register, sets = Register(record.councils(), record.aliases()), record.neighbour_sets()
    selection = read_compare_selection(request.GET, moment=moment, register=register, neighbour_sets=sets)
    if not selection.is_read_from(request.GET):
        return moved(request, selection.url(), ending)
    neighbours = record.neighbours_of(selection.neighbours_of) if selection.neighbours_of else []
    slugs = chosen_slugs(selection, register, neighbours)
    councils_as_at = record.programme_as_at(selection.programme, moment.day, slugs)
    page = compare_page(selection, councils_as_at, register, neighbours, slugs)
    context = {
        "page": page,
        "selection": selection,
        "programmes": [(known, selection.of_programme(known).url()) for known in all_programmes()],
        "neighbour_sets": sets,
        "regions": Council.Region.values,
    }
    answered = _answered(request, page, selection, record, slugs)
    return answer(
        request, answered, ending, "compare.html", context | {"source": request.build_absolute_uri(answered.permanent)}
    )


def _answered(
    request: HttpRequest,
    page: Comparison,
    selection: CompareSelection,
    record: Record,
    slugs: Iterable[str],
) -> Page:
    """The page with its files, and its picture where there is a grade to draw."""
    permanent = selection.url(as_at=selection.day, edition=record.edition or None, sought="")
    source = request.build_absolute_uri(permanent)
    table = partial(comparison_file, page)
    day = source_line(selection.day, source)
    answered = Page(
        title=page.title,
        url=with_parameters(selection.url(), {"add": ""}),
        permanent=permanent,
        day=selection.day,
        edition=selection.edition,
        basis=Basis(councils=set(slugs), programme=selection.programme, day=selection.day),
        rests_on=f"the {selection.programme.short_name} inspections of these councils",
        tables={"comparison": table, "councils": partial(compared_councils_file, page)},
        charts=(comparison_chart(page, day, partial(table, source)),) if page.rows else (),
    )
    if not page.rows:
        return answered
    sentences = (*page.findings, *page.cautions)
    return with_document(answered, request, sentences, lambda at: comparison_tables(comparison_file(page, at)))
