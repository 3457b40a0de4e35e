"""The national picture of a programme as at a day."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.addresses import asked
from dashboard.charts.national import national_charts
from dashboard.exports.national import judgements_file, over_time_file, regions_file, totals_file
from dashboard.presenters.days import days_of
from dashboard.presenters.national import NationalPage, national_page
from dashboard.respond import answer, moved
from dashboard.selections.moment import moment_of
from dashboard.selections.national import read_national_selection
from dashboard.values.chart import InTurn
from dashboard.values.page import Page
from inspections.frameworks.loader import all_programmes
from inspections.record.current import Record
from inspections.record.status import Basis
from inspections.wording.words import date_words

from .programme_pages import inspections_counted


@require_safe
def national(request: HttpRequest, programme: str, day: str | None = None, ending: str = "") -> HttpResponse:
    """`/national/<programme>/[<day>/]`: how many councils hold each grade, by judgement, by region and through time."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    selection = read_national_selection(asked(request), programme, day, moment)
    if not selection.is_read_from(asked(request), day):
        return moved(request, selection.url(), ending)
    councils_as_at = record.programme_as_at(selection.programme, selection.day)
    page = national_page(selection, councils_as_at, lambda: (record.councils(), record.records()))
    found = answered(request, page, record)
    context = {
        "page": page,
        "selection": selection,
        "days": days_of(councils_as_at, selection.today, lambda day: selection.url(day_asked=day)),
        "programmes": [(one, selection.of_programme(one).url()) for one in all_programmes()],
    }
    return answer(request, found, ending, "national.html", context)


def answered(request: HttpRequest, page: NationalPage, record: Record) -> Page:
    """The page in every form."""
    selection = page.selection
    permanent = selection.url(day_asked=selection.day, edition=record.edition or None)
    tables = {
        "judgements": partial(judgements_file, page),
        "regions": partial(regions_file, page),
        "over-time": partial(over_time_file, page),
        "totals": partial(totals_file, page),
    }
    return Page(
        title=f"{selection.programme.short_name}: the national picture as at {date_words(selection.day)}",
        url=selection.url(),
        permanent=permanent,
        day=selection.day,
        edition=selection.edition,
        basis=Basis(programme=selection.programme, day=selection.day),
        rests_on=inspections_counted(selection.programme, selection.day),
        tables=tables,
        charts=InTurn(national_charts(page, request.build_absolute_uri(permanent))),
    )
