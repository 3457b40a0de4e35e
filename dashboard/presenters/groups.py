"""The groups of councils that pages compare within, as parts of a sentence."""

from collections.abc import Mapping

from dashboard.selections.base import Selection
from dashboard.selections.group import CouncilGroup
from dashboard.selections.programme import ProgrammeSelection
from inspections.models import Council
from inspections.names import typed_name
from inspections.statistics.standings import CouncilRow, CouncilsAsAt
from inspections.wording.groups import group_words, neighbours_words, own_list_words, region_name
from inspections.wording.words import capital, possessive


def group_phrase(group: CouncilGroup, councils_as_at: CouncilsAsAt) -> str:
    """What follows “3 councils”: `in the group of county councils in the South East`. Empty for all councils."""
    neighbours = ""
    if group.neighbours_of:
        neighbours = neighbours_words(centre_name(group, councils_as_at), group.neighbour_set_name)
    return group_words(group.region, group.type, neighbours, own_list_words(len(group.own_list)))


def group_heading(group: CouncilGroup, councils_as_at: CouncilsAsAt) -> str:
    """The group shown: `South West; Unitary authority`; empty for all councils."""
    parts = [group.region, Council.Type(group.type).label if group.type else ""]
    if group.neighbours_of:
        parts.append(neighbours_words(centre_name(group, councils_as_at), group.neighbour_set_name))
    parts.append(capital(own_list_words(len(group.own_list))))
    return "; ".join(filter(None, parts))


def answer_phrase(group: CouncilGroup) -> str:
    """What follows “3 councils” in a sentence below the group’s own name: `in the North East`, `of this group`."""
    if group == CouncilGroup(region=group.region):
        return f"in {region_name(group.region)}" if group else ""
    return "of this group"


def as_typed(selection: Selection, *slugs: str) -> str:
    """Councils as a field of a form takes them: `County Durham; Gateshead`."""
    if not any(slugs):
        return ""
    councils = [(slug, selection.moment.record.names.by_slug[slug]) for slug in slugs]
    return "; ".join(typed_name(slug, of.names[0], of.valid_to, selection.day) for slug, of in councils)


def groups_of(selection: ProgrammeSelection, council: CouncilRow) -> tuple[tuple[str, str], ...]:
    """Links to the page of a council's neighbours and of its region, as (words, address)."""
    links = [("Its region", selection.url(group=CouncilGroup(region=council.region)))]
    neighbours = CouncilGroup(neighbours_of=council.slug).completed(selection.moment)
    if selection.moment.record.neighbour_slugs(council.slug, neighbours.neighbour_set):
        links.insert(0, ("Its neighbours", selection.url(group=neighbours)))
    return tuple(links)


def centre_name(group: CouncilGroup, councils_as_at: CouncilsAsAt) -> str:
    """The name of the council whose neighbours are meant, with the reason if it was not in being."""
    centre = councils_as_at.standings.get(group.neighbours_of)
    return centre.council.name if centre else group.centre


def all_label(group: CouncilGroup, councils_as_at: CouncilsAsAt) -> str:
    """The choice of a form that names no region: `All of England`, `County Durham’s neighbours`."""
    type_ = Council.Type(group.type).label if group.type else ""
    of = f"{possessive(centre_name(group, councils_as_at))} neighbours" if group.neighbours_of else ""
    return "; ".join(filter(None, (type_, of, capital(own_list_words(len(group.own_list)))))) or "All of England"


def group_title(group: CouncilGroup, councils: Mapping[str, CouncilRow]) -> str:
    """The group after a page's name: `North East; Unitary authority; a list of 3 councils`. Empty for all councils.

    `councils` are all by slug.
    """
    centre = councils.get(group.neighbours_of)
    own = group.own_list
    parts = (
        group.region,
        Council.Type(group.type).label if group.type else "",
        f"{centre.name} and its statistical neighbours" if centre else "",
        councils[own[0]].name if len(own) == 1 else own_list_words(len(own)),
    )
    return "; ".join(filter(None, parts))
