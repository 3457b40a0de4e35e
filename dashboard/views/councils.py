"""The list of councils, and the page of one."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_tables2 import RequestConfig

from dashboard.addresses import with_parameters
from dashboard.charts.timeline import timeline_chart, timeline_rows
from dashboard.exports.council import changes_file, inspections_file, neighbours_file, timeline_file
from dashboard.exports.councils import councils_file
from dashboard.presenters.council import CouncilPage
from dashboard.presenters.council import council_page as present
from dashboard.presenters.council_places import table_name
from dashboard.presenters.councils import council_lines, exactly_named, narrowed, shown_words
from dashboard.presenters.tables import CouncilTable
from dashboard.respond import answer, moved
from dashboard.selections.compare import Register
from dashboard.selections.councils import CouncilListSelection
from dashboard.selections.moment import moment_of
from dashboard.values.chart import Chart, source_line
from dashboard.values.page import Page
from dashboard.values.table import DataFile
from inspections.frameworks.loader import all_programmes
from inspections.record.status import Basis
from inspections.wording.words import date_words

from .scorecards import unknown_council


def council_list(request: HttpRequest, ending: str = "") -> HttpResponse:
    """`/councils/`: searched, filtered and sorted by its query; a name that only one council bears leads to it."""
    moment = moment_of(request)
    record, day = moment.record, moment.day
    selection = CouncilListSelection(moment).read(request.GET)
    register = record.councils()
    everyone = [council for council in register if selection.abolished or council.in_being(day)]
    lines = council_lines(everyone, record.latest_inspections(day))
    aliases = record.aliases() if selection.q else {}
    if not ending and selection.is_search_alone and (council := exactly_named(lines, selection, aliases)):
        return redirect(with_parameters(council.get_absolute_url(), moment.query()))
    if not selection.is_canonical(request, ending):
        return moved(request, selection.url(), ending)
    chosen = [
        line
        for line in narrowed(lines, selection, aliases)
        if selection.group.region in ("", line.council.region) and selection.group.type in ("", line.council.type)
    ]
    shown = shown_words(len(chosen), len(lines), selection)
    answered = Page(
        title="Councils",
        url=selection.url(),
        permanent=selection.permanent_url,
        day=day,
        edition=moment.edition,
        basis=Basis(day=day),
        rests_on=f"the inspections that count by {date_words(day)}",
        tables={"councils": lambda source: councils_file(chosen, shown=shown, day=day, address=source)},
    )
    table = CouncilTable(chosen, order_by=selection.sort)
    table.caption = f"Councils with their latest inspection, as at {date_words(day)}"
    RequestConfig(request, paginate=False).configure(table)
    context = {
        "near": Register(register, aliases).near(selection.q) if selection.q and not chosen else (),
        "table": table,
        "selection": selection,
        "shown": shown,
        "with_abolished": selection.url(abolished=True),
        "today": day,
    }
    return answer(request, answered, ending, "councils.html", context)


def council_page(request: HttpRequest, slug: str, ending: str = "") -> HttpResponse:
    """`/councils/<slug>/`: where the council stands, and every inspection of it."""
    moment = moment_of(request)
    record = moment.record
    council = record.council(slug)
    if council is None:
        raise unknown_council(slug, record)
    predecessors = record.predecessors(council)
    shown_through = [other.slug for other in predecessors if other.same_area_as_id == council.pk]
    page = present(
        council,
        record.history_of(slug, *shown_through).as_at(moment.day),
        record.programme_as_at(all_programmes()[-1], moment.day),
        record.neighbours_of(slug),
        moment,
    )
    address = council.get_absolute_url()
    permanent = with_parameters(address, moment.permanent_query())
    source = request.build_absolute_uri(permanent)
    answered = Page(
        title=council.display_name,
        url=with_parameters(address, moment.query()),
        permanent=permanent,
        day=moment.day,
        edition=moment.edition,
        sentences=lambda: [sentence for place in page.placed for sentence in place.sentences],
        basis=Basis(councils={slug, *shown_through}, day=moment.day),
        rests_on=f"the inspections of {council.display_name}",
        tables=council_tables(page),
        charts=council_charts(page, source),
    )
    context = {
        "page": page,
        "source": source,
        "today": moment.day,
        "successors": record.successors(council),
        "predecessors": predecessors,
    }
    return answer(request, answered, ending, "council.html", context)


def council_tables(page: CouncilPage) -> dict[str, Callable[[str], DataFile]]:
    """Its tables: every inspection, those of the time line, what changed, and each set of neighbours."""
    council, day = page.council, page.councils_as_at.day
    tables = {}
    if page.records:
        tables["inspections"] = partial(inspections_file, council, page.records, day)
        tables["timeline"] = partial(timeline_file, council, page.records, day)
    if page.changes.rows:
        tables["changes"] = partial(changes_file, council, page.changes, day)
    for n, one in enumerate(page.neighbour_sets):
        tables[table_name(one)] = lambda source, n=n: neighbours_file(council, page.neighbours[n], day, source)
    return tables


def council_charts(page: CouncilPage, source: str) -> tuple[Chart, ...]:
    """Its time line; none where no grade of any theme is on record."""
    if not timeline_rows(page.records):
        return ()
    council, day = page.council, page.councils_as_at.day
    return (
        timeline_chart(
            title=f"Ofsted’s inspections of {council.display_name} since 2009",
            finding=page.timeline_finding,
            source=source_line(day, source),
            records=page.records,
            until=day,
            table=partial(timeline_file, council, page.records, day, source),
        ),
    )
