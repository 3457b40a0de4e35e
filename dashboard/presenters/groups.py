"""The groups of councils that pages compare within, as parts of a sentence."""

from dashboard.selections.programme import Selection
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


def group_phrase(selection: Selection, councils_as_at: CouncilsAsAt) -> str:
    """What follows “3 councils”: `in the group of county councils in the South East`. Empty for all councils."""
    members = []
    if selection.type:
        members.append(SEVERAL.get(selection.type, Council.Type(selection.type).label))
    if selection.neighbours_of:
        centre = councils_as_at.standings.get(selection.neighbours_of)
        name = centre.council.name if centre else selection.neighbours_of
        members.append(neighbours_words(name, selection.neighbour_set_name))
    group = f"in the group of {' among '.join(members)}" if members else ""
    region = f"in {region_name(selection.region)}" if selection.region else ""
    return " ".join(filter(None, (group, region)))
