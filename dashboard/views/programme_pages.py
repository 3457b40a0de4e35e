"""What the ranking and the heatmap share: their selection, the marked council, and the frame around their tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from dashboard.exports import alternates
from dashboard.selection import Selection, read_selection
from inspections.field import programme_as_at
from inspections.frameworks import all_programmes
from inspections.models import Council, Inspection, NeighbourSet
from inspections.statistics import Standing


def neighbour_sets() -> dict[str, str]:
    """The names of the neighbour sets by code, the latest first."""
    return dict(NeighbourSet.objects.values_list("code", "name"))


def asked_for(request: HttpRequest, page: str, programme: str, day: str | None, sets: Mapping[str, str]) -> Selection:
    """The selection of a request, as at today unless it names a day."""
    return read_selection(
        page,
        parameters=request.GET,
        programme_code=programme,
        day=day,
        today=timezone.localdate(),
        neighbour_sets=sets,
    )


def marked_council(selection: Selection) -> Council | None:
    """The council to mark, None where none is asked for."""
    return Council.objects.get(slug=selection.council) if selection.council else None


def standing_after(selection: Selection, council: Council | None) -> Standing | None:
    """A council's standing by its first report after the day, None where it has none."""
    if council is None:
        return None
    reports = Inspection.objects.published().of_programme(selection.programme).filter(council=council)
    later = reports.filter(counts_from__gt=selection.day).order_by("counts_from").first()
    if later is None:
        return None
    field = programme_as_at(selection.programme, later.counts_from, Council.objects.filter(pk=council.pk))
    return field.standings.get(council.slug)


def frame(request: HttpRequest, page: str, selection: Selection, sets: Mapping[str, str]) -> dict[str, Any]:
    """The context that both pages need beside their own: form choices and addresses."""
    path, _, query = selection.url(page).partition("?")
    permanent = selection.url(page, day_asked=selection.day)
    return {
        "selection": selection,
        "programmes": [(programme, selection.of_programme(programme).url(page)) for programme in all_programmes()],
        "form_action": selection.cleared().url(page),
        "neighbour_sets": sets,
        "regions": Council.Region.values,
        "types": Council.Type.choices,
        "everyone": selection.url(page, region="", type="", neighbours_of=""),
        "files": alternates(path.removesuffix("/"), query),
        "permanent": permanent,
        "address": request.build_absolute_uri(permanent),
    }
