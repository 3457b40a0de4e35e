"""The list of councils, and the page of one."""

from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse

from dashboard.addresses import PageRequest
from dashboard.charts.council_lanes import council_lanes
from dashboard.charts.timeline import council_charts
from dashboard.presenters.cards import council_card
from dashboard.presenters.council import CouncilPage, council_line, since_last_inspection
from dashboard.presenters.council import council_page as present
from dashboard.presenters.councils import list_line, listed_lines, marks_shown, narrowed, shown_words
from dashboard.presenters.feeds import feed_link
from dashboard.presenters.succession import succession
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.councils import CouncilListSelection
from dashboard.selections.group import CouncilGroup
from dashboard.selections.inspections import CouncilSelection, council_at
from dashboard.selections.moment import Moment, moment_of
from dashboard.tables.council import EntryTable, SinceBeforeTable, TimelineTable, council_tables
from dashboard.tables.councils import CouncilsTable
from dashboard.tables.heat import neighbours_table
from dashboard.values.page import Page
from inspections.frameworks.loader import all_programmes
from inspections.record.status import Basis


@page_view()
def council_list(request: PageRequest) -> Shown | RedirectTo:
    """`/councils/`: the list, searched, filtered and sorted. The name of one council leads to its page."""
    moment = moment_of(request)
    record, day = moment.record, moment.day
    selection = CouncilListSelection(moment).read(request.GET)
    lines = listed_lines(record, day, with_abolished=bool(selection.abolished))
    selected = narrowed(lines, selection, record.names.by_slug if selection.q else {})
    meant = record.names.resolve(selection.q, day) if selection.is_search_alone else None
    # The name of an abolished council may mean one in being with a similar name.
    is_answer = meant is not None and (meant.is_in_being(day) or not selected)
    if not is_answer and not selection.is_canonical(request):
        return RedirectTo(selection.url())
    shown = shown_words(len(selected), len(lines), selection)
    page = Page.of(
        selection,
        request.site,
        "Councils",
        basis=Basis(day=day),
        tables={"councils": lambda source: CouncilsTable(selected, shown=shown, day=day, address=source)},
    )

    def context() -> dict[str, Any]:
        return {
            "near": record.names.near(selection.q, day) if selection.q and not selected else (),
            "former": meant,
            "table": CouncilsTable(selected, shown=shown, day=day, order_by=selection.sort),
            "number": len(selected),
            "selection": selection,
            "shown": shown,
            "with_abolished": selection.url(abolished=True),
            "today": day,
            "line": list_line(selection, lines, len(lines)),
            "states": marks_shown(selected),
            "has_origins": any(line.has_origins for line in selected),
        }

    leads_to = moment.url(f"/councils/{meant.slug}/") if meant and is_answer else ""
    return Shown(page, "councils.html", context, redirect_to=leads_to)


@page_view()
def council_page(request: PageRequest, slug: str) -> Shown | RedirectTo:
    """`/councils/<slug>/`: the council's latest grades, its places among others, and all its inspections."""
    moment = moment_of(request)
    record = moment.record
    council = council_at(slug, moment)
    selection = CouncilSelection(moment, council)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    predecessors = record.predecessors(council)
    same_area = [other for other in predecessors if other.same_area_as_id == council.pk]
    shown_through = [other.slug for other in same_area if other.has_ended(moment.day)]
    shown = present(
        council,
        record.history_of(slug, *shown_through).as_at(moment.day),
        record.programme_as_at(all_programmes()[-1], moment.day),
        record.neighbours_of(slug),
        moment,
        visits=record.visits_of(slug, *shown_through),
    )
    page = Page.of(
        selection,
        request.site,
        council.display_name,
        sentences=lambda: [sentence for place in shown.placed for sentence in place.sentences],
        card=partial(council_card, shown),
        basis=Basis(councils={slug, *shown_through}, day=moment.day, visits=None),
        rests_on=f"the inspections of {council.display_name}, or visits to it",
        tables=council_tables(shown),
        feeds=(feed_link(moment, CouncilGroup(own_list=(slug,)), f"New reports: {council.display_name}"),),
        charts=council_charts(shown, partial(TimelineTable, council, shown.records, moment.day)),
    )

    def context() -> dict[str, Any]:
        return {
            "page": shown,
            "lanes": council_lanes(shown.time_line, shown.timeline_finding) if shown.time_line else "",
            "line": council_line(shown, selection),
            "source": page.source,
            "paper_url": shown.paper_url,
            "brief_url": _brief_url(shown, moment),
            "since": since_last_inspection(shown),
            "today": moment.day,
            "succession": succession(council, predecessors, record, moment.day, inspected=bool(shown.records)),
            **_tables_on_page(shown, moment.day),
        }

    return Shown(page, "council.html", context)


def _brief_url(shown: CouncilPage, moment: Moment) -> str:
    """The address of the brief on the council; "" if only a predecessor was inspected."""
    if shown.latest is None or shown.latest.inspection.council_id != shown.council.pk:
        return ""
    return moment.url(reverse("brief", args=[shown.council.slug]))


def _tables_on_page(shown: CouncilPage, day: date) -> dict[str, Any]:
    programme = shown.councils_as_at.programme.short_name
    return {
        "earlier": [(entry, EntryTable(entry)) for entry in shown.earlier],
        "changes": SinceBeforeTable(shown.council, shown.changes, day) if shown.changes.rows else None,
        "neighbour_tables": [(one, neighbours_table(shown.council, one, programme, day)) for one in shown.neighbours],
    }
