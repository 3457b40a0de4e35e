"""The list of councils, and the page of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_tables2 import RequestConfig

from dashboard.addresses import asked, with_parameters
from dashboard.answers import Page, answer
from dashboard.council_selection import GRADES, read_council_selection
from dashboard.exports.councils import councils_file
from dashboard.moment import moment_of
from dashboard.presenters.council import council_page as present
from dashboard.presenters.councils import council_lines, exactly_named, narrowed, shown_words
from dashboard.tables import CouncilTable
from inspections.frameworks import all_programmes
from inspections.models import Council

from .scorecards import unknown_council


def council_list(request: HttpRequest, ending: str = "") -> HttpResponse:
    """`/councils/`: searched, filtered and sorted by its query; a name that only one council bears leads to it."""
    moment = moment_of(request)
    holdings, day = moment.holdings, moment.day
    selection = read_council_selection(asked(request), moment)
    everyone = [council for council in holdings.councils() if selection.abolished or council.in_being(day)]
    lines = council_lines(everyone, holdings.latest_inspections(day))
    aliases = holdings.aliases() if selection.q else {}
    if not ending and selection.is_search_alone and (council := exactly_named(lines, selection, aliases)):
        return redirect(with_parameters(council.get_absolute_url(), moment.query()))
    chosen = [
        line
        for line in narrowed(lines, selection, aliases)
        if selection.region in ("", line.council.region) and selection.type in ("", line.council.type)
    ]
    shown = shown_words(len(chosen), len(lines), selection)
    answered = Page(
        title="Councils",
        url=with_parameters("/councils/", selection.parameters()),
        permanent=with_parameters("/councils/", selection.parameters() | moment.permanent_query()),
        day=day,
        edition=moment.edition,
        tables={"councils": lambda source: councils_file(chosen, shown=shown, day=day, address=source)},
    )
    table = CouncilTable(chosen, order_by=selection.sort)
    RequestConfig(request, paginate=False).configure(table)
    context = {
        "table": table,
        "selection": selection,
        "shown": shown,
        "regions": Council.Region.values,
        "types": Council.Type.choices,
        "grades": GRADES.items(),
        "today": day,
    }
    return answer(request, answered, ending, "councils.html", context)


def council_page(request: HttpRequest, slug: str, ending: str = "") -> HttpResponse:
    """`/councils/<slug>/`: where the council stands, and every inspection of it."""
    moment = moment_of(request)
    holdings = moment.holdings
    council = holdings.council(slug)
    if council is None:
        raise unknown_council(slug, holdings)
    predecessors = holdings.predecessors(council)
    shown_through = [other.slug for other in predecessors if other.same_area_as_id == council.pk]
    page = present(
        council,
        holdings.history_of(slug, *shown_through).as_at(moment.day),
        holdings.programme_as_at(all_programmes()[-1], moment.day),
        holdings.neighbours_of(slug),
    )
    address = council.get_absolute_url()
    answered = Page(
        title=council.display_name,
        url=with_parameters(address, moment.query()),
        permanent=with_parameters(address, moment.permanent_query()),
        day=moment.day,
        edition=moment.edition,
    )
    context = {
        "page": page,
        "today": moment.day,
        "successors": holdings.successors(council),
        "predecessors": predecessors,
    }
    return answer(request, answered, ending, "council.html", context)
