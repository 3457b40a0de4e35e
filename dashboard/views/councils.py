"""The list of councils, and the page of one."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django_tables2 import RequestConfig

from dashboard.council_selection import GRADES, read_council_selection
from dashboard.exports import alternates, respond
from dashboard.exports.councils import councils_file
from dashboard.presenters.council import council_page as present
from dashboard.presenters.councils import council_lines, exactly_named, narrowed, shown_words
from dashboard.tables import CouncilTable
from inspections.field import programme_as_at
from inspections.frameworks import all_programmes
from inspections.history import history_of
from inspections.models import Council, CouncilAlias, Inspection, StatisticalNeighbour

from .scorecards import unknown_council


def council_list(request: HttpRequest, ending: str = "") -> HttpResponse:
    """`/councils/`: searched, filtered and sorted by its query; a name that only one council bears leads to it."""
    selection = read_council_selection(request.GET)
    everyone = Council.objects.all() if selection.abolished else Council.objects.in_being(timezone.localdate())
    lines = council_lines(*_with_latest(everyone))
    aliases = _aliases() if selection.q else {}
    if not ending and selection.is_search_alone and (council := exactly_named(lines, selection, aliases)):
        return redirect(council)
    chosen = [
        line
        for line in narrowed(lines, selection, aliases)
        if selection.region in ("", line.council.region) and selection.type in ("", line.council.type)
    ]
    shown = shown_words(len(chosen), len(lines), selection)
    if ending:
        address = request.build_absolute_uri()
        return respond(ending, councils_file(chosen, shown=shown, day=timezone.localdate(), address=address))
    table = CouncilTable(chosen, order_by=selection.sort)
    RequestConfig(request, paginate=False).configure(table)
    context = {
        "table": table,
        "selection": selection,
        "shown": shown,
        "regions": Council.Region.values,
        "types": Council.Type.choices,
        "grades": GRADES.items(),
        "today": timezone.localdate(),
        "files": alternates("/councils", selection.query()),
    }
    return render(request, "councils.html", context)


def council_page(request: HttpRequest, slug: str) -> HttpResponse:
    """`/councils/<slug>/`: where the council stands today, and every inspection of it."""
    council = Council.objects.prefetch_related("successors", "predecessors").filter(slug=slug).first()
    if council is None:
        raise unknown_council(slug)
    shown_through = [other.slug for other in council.predecessors.all() if other.same_area_as_id == council.pk]
    history = history_of(slug, *shown_through)
    today = timezone.localdate()
    field = programme_as_at(all_programmes()[-1], today)
    neighbours = StatisticalNeighbour.objects.filter(council=council).select_related("neighbour_set", "neighbour")
    return render(request, "council.html", {"page": present(council, history, field, list(neighbours)), "today": today})


def _with_latest(councils: QuerySet[Council]) -> tuple[list[Council], dict[int, Inspection]]:
    """The councils, and the latest published inspection of each with its grades. Three queries."""
    found = list(
        councils.annotate(latest=Inspection.objects.published().as_at(timezone.localdate()).latest_of_council())
    )
    by_key = {council.pk: council for council in found}
    latest = Inspection.objects.filter(pk__in=[council.latest for council in found if council.latest])
    inspections = {}
    for inspection in latest.prefetch_related("grades"):
        inspection.council = by_key[inspection.council_id]
        inspections[inspection.council_id] = inspection
    return found, inspections


def _aliases() -> dict[int, list[str]]:
    names = defaultdict(list)
    for council, name in CouncilAlias.objects.values_list("council", "name"):
        names[council].append(name)
    return names
