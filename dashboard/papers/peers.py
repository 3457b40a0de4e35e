"""Which councils the picture of a paper shows: those asked for, else the statistical neighbours, else the region.

The neighbours are those of the set that existed on the day. If there was none yet, or none of them is close, the
picture shows the region. A later set is used only if the officer asks for it, and the paper then says so.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dashboard.presenters.groups import centre_name, group_phrase
from dashboard.selections.group import CouncilGroup
from dashboard.selections.paper import PaperSelection
from inspections.models import StatisticalNeighbour
from inspections.statistics.standings import CouncilsAsAt
from inspections.wording.groups import TYPES, region_name
from inspections.wording.words import capital

# More would not stay on one sheet.
MOST_PICTURED = 36


@dataclass(frozen=True)
class Peers:
    """The councils of the picture as at the day.

    `set_name` is that of a set of neighbours. `set_is_later` says that it was made after the day, so that these were
    not the neighbours of that time.
    """

    councils_as_at: CouncilsAsAt
    heading: str
    set_name: str = ""
    set_is_later: bool = False


def grouped(councils_as_at: CouncilsAsAt, group: CouncilGroup, slugs: Collection[str] | None) -> CouncilsAsAt:
    """The councils with these slugs, or all if `slugs` is None."""
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
    """The group asked for if it fits into a picture, or else the councils nearest to this one, or None.

    `councils_as_at` has every council of the day, `asked_for` the group, `neighbours` the council's in every set.
    """
    if selection.group and len(asked_for.standings) <= MOST_PICTURED:
        return _peers(selection.group, asked_for, selection.day.isoformat()) if asked_for.standings else None
    code = _set_of_the_day(neighbours, selection.day.isoformat())
    if code:
        nearest = CouncilGroup("", "", selection.slug, code, selection.moment.neighbour_sets.get(code, code))
        slugs = {neighbour.neighbour.slug for neighbour in neighbours if neighbour.neighbour_set.code == code}
        slugs.add(selection.slug)
    else:
        region = selection.inspection.council.region
        nearest = CouncilGroup(region)
        standings = councils_as_at.standings.items()
        slugs = {slug for slug, standing in standings if standing.council.region == region}
    if not selection.compared.programme.covers_all:
        # Leave out councils that the programme never came to.
        slugs = {slug for slug in slugs if slug == selection.slug or _is_inspected(councils_as_at, slug)}
    found = grouped(councils_as_at, nearest, slugs)
    return _peers(nearest, found, selection.day.isoformat()) if found.standings else None


def _is_inspected(councils_as_at: CouncilsAsAt, slug: str) -> bool:
    return slug in councils_as_at.standings and councils_as_at.standings[slug].is_inspected


def _set_of_the_day(neighbours: Sequence[StatisticalNeighbour], day: str) -> str:
    """The latest set of the day that says any neighbour is close, or ""."""
    codes = {neighbour.neighbour_set.code for neighbour in neighbours}
    latest = max((code for code in codes if code <= day[:7]), default="")
    members = [neighbour for neighbour in neighbours if neighbour.neighbour_set.code == latest]
    close = any(member.closeness != StatisticalNeighbour.Closeness.NOT_CLOSE for member in members)
    return latest if close and not any(member.superseded for member in members) else ""


def _peers(group: CouncilGroup, councils_as_at: CouncilsAsAt, day: str) -> Peers:
    if not group.neighbours_of:
        kind = TYPES.get(group.type, "councils")
        region = f" in {region_name(group.region)}" if group.region else ""
        return Peers(councils_as_at, f"{capital(kind)}{region}")
    heading = f"{centre_name(group, councils_as_at)} and its statistical neighbours"
    return Peers(councils_as_at, heading, group.neighbour_set_name, group.neighbour_set > day[:7])
