"""Which councils the picture of a paper shows: those asked for, else the statistical neighbours, else the region.

The neighbours are those of the set that existed on the day. If there was none yet, or none of them is close, the
picture shows the region. A later set is used only if the officer asks for it, and the paper then says so.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dashboard.presenters.groups import SEVERAL, centre_name, group_phrase, region_name
from dashboard.selections.group import CouncilGroup
from dashboard.selections.paper import PaperSelection
from inspections.models import StatisticalNeighbour
from inspections.statistics.standings import CouncilsAsAt
from inspections.wording.words import capital

# More would not stay on one sheet.
MOST_PICTURED = 36


@dataclass(frozen=True)
class Peers:
    """The councils of the picture as at the day. `set_name` and `set_is_later` are of a set of neighbours.

    `set_is_later`: it was made after the day, so that these were not the neighbours of that time.
    """

    councils_as_at: CouncilsAsAt
    heading: str
    set_name: str = ""
    set_is_later: bool = False


def grouped(councils_as_at: CouncilsAsAt, group: CouncilGroup, slugs: Collection[str] | None) -> CouncilsAsAt:
    """The councils asked for, of all; `slugs` is None for all."""
    if slugs is None:
        return councils_as_at
    kept = {slug: standing for slug, standing in councils_as_at.standings.items() if slug in slugs}
    return replace(councils_as_at, standings=kept, group=group_phrase(group, replace(councils_as_at, standings=kept)))


def peers_of(
    selection: PaperSelection,
    councils_as_at: CouncilsAsAt,
    asked_for: CouncilsAsAt,
    neighbours: Sequence[StatisticalNeighbour],
) -> Peers | None:
    """The group asked for where it fits into a picture; else those nearest to the council; None where none is.

    `councils_as_at` holds every council of the day, `asked_for` the group, `neighbours` are the council's in every set.
    """
    if selection.group and len(asked_for.standings) <= MOST_PICTURED:
        return _peers(selection.group, asked_for, selection.day.isoformat()) if asked_for.standings else None
    code = _set_of_the_day(neighbours, selection.day.isoformat())
    if code:
        nearest = CouncilGroup("", "", selection.slug, code, selection.moment.neighbour_sets.get(code, code))
        slugs = {one.neighbour.slug for one in neighbours if one.neighbour_set.code == code} | {selection.slug}
    else:
        region = selection.inspection.council.region
        nearest = CouncilGroup(region)
        slugs = {slug for slug, one in councils_as_at.standings.items() if one.council.region == region}
    if not selection.compared.programme.covers_all:
        # To list those to whom the programme never came would say nothing.
        slugs = {slug for slug in slugs if slug == selection.slug or _is_inspected(councils_as_at, slug)}
    found = grouped(councils_as_at, nearest, slugs)
    return _peers(nearest, found, selection.day.isoformat()) if found.standings else None


def _is_inspected(councils_as_at: CouncilsAsAt, slug: str) -> bool:
    return slug in councils_as_at.standings and councils_as_at.standings[slug].is_inspected


def _set_of_the_day(neighbours: Sequence[StatisticalNeighbour], day: str) -> str:
    """The latest set that there was on the day, where it says that any neighbour is close; empty where none does."""
    known = {one.neighbour_set.code for one in neighbours if one.neighbour_set.code <= day[:7]}
    latest = max(known, default="")
    of_latest = [one for one in neighbours if one.neighbour_set.code == latest]
    close = any(one.closeness != StatisticalNeighbour.Closeness.NOT_CLOSE for one in of_latest)
    return latest if close and not any(one.superseded for one in of_latest) else ""


def _peers(group: CouncilGroup, councils_as_at: CouncilsAsAt, day: str) -> Peers:
    if not group.neighbours_of:
        kind = SEVERAL.get(group.type, "councils")
        region = f" in {region_name(group.region)}" if group.region else ""
        return Peers(councils_as_at, f"{capital(kind)}{region}")
    heading = f"{centre_name(group, councils_as_at)} and its statistical neighbours"
    return Peers(councils_as_at, heading, group.neighbour_set_name, group.neighbour_set > day[:7])
