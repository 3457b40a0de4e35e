"""The groups of councils that pages compare within, as parts of a sentence."""

from dashboard.selections.group import CouncilGroup
from inspections.models import Council
from inspections.statistics.standings import CouncilsAsAt

NAMED_WITHOUT_ARTICLE = {Council.Region.LONDON, Council.Region.YORKSHIRE_AND_THE_HUMBER}
SEVERAL = {
    Council.Type.COUNTY: "county councils",
    Council.Type.LONDON_BOROUGH: "London boroughs",
    Council.Type.METROPOLITAN_DISTRICT: "metropolitan districts",
    Council.Type.UNITARY: "unitary authorities",
}


def region_name(region: str) -> str:
    """A region inside a sentence: `the North East`, `London`."""
    return region if region in NAMED_WITHOUT_ARTICLE else f"the {region}"


def neighbours_words(name: str, set_name: str) -> str:
    """`County Durham and its statistical neighbours in the set of May 2025`."""
    return f"{name} and its statistical neighbours in the set of {set_name}"


def group_phrase(group: CouncilGroup, councils_as_at: CouncilsAsAt) -> str:
    """What follows “3 councils”: `in the group of county councils in the South East`. Empty for all councils."""
    members = []
    if group.type:
        members.append(SEVERAL.get(group.type, Council.Type(group.type).label))
    if group.neighbours_of:
        members.append(neighbours_words(centre_name(group, councils_as_at), group.neighbour_set_name))
    members_words = f"in the group of {' among '.join(members)}" if members else ""
    region = f"in {region_name(group.region)}" if group.region else ""
    return " ".join(filter(None, (members_words, region)))


def centre_name(group: CouncilGroup, councils_as_at: CouncilsAsAt) -> str:
    """The name of the council whose neighbours are meant; its slug if it was not in being."""
    centre = councils_as_at.standings.get(group.neighbours_of)
    return centre.council.name if centre else group.neighbours_of
