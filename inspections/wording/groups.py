"""The groups of councils that pages compare within, as parts of a sentence."""

from datetime import date

from .words import council_in_text, counted, date_words

WITHOUT_ARTICLE = {"London", "Yorkshire and The Humber"}
TYPES = {
    "county": "county councils",
    "london_borough": "London boroughs",
    "metropolitan_district": "metropolitan districts",
    "unitary": "unitary authorities",
}
ONE_OF_A_KIND = {"city_of_london": "City of London", "isles_of_scilly": "Isles of Scilly"}


def region_name(region: str) -> str:
    """A region inside a sentence: `the North East`, `London`."""
    return region if region in WITHOUT_ARTICLE else f"the {region}"


def absent_council_words(council: str, first: date | None, last: date | None, day: date) -> str:
    """A council that was not in being: `Bournemouth, … and Poole (in being from 1 April 2019, not counted here)`."""
    if first and day < first:
        return f"{council} (in being from {date_words(first)}, not counted here)"
    return f"{council} (abolished after {date_words(last)}, not counted here)" if last else council


def neighbours_words(council: str, set_name: str) -> str:
    """`County Durham and its statistical neighbours in the set of May 2025`."""
    return f"{council_in_text(council)} and its statistical neighbours in the set of {set_name}"


def own_list_words(number: int) -> str:
    """`a list of 12 councils`; empty for none."""
    return f"a list of {counted(number, 'council')}" if number else ""


def group_in_short(words: str) -> str:
    """`in the group` for a group whose long name has been given; a region’s name is short enough."""
    return "in the group" if words.startswith("in the group of") else words


def group_words(region: str = "", type_: str = "", neighbours: str = "", own_list: str = "") -> str:
    """What follows "3 councils": `in the group of county councils in the South East`, `in a list of 12 councils`.

    Empty for all councils.
    """
    members = " among ".join(filter(None, ((TYPES | ONE_OF_A_KIND).get(type_), neighbours, own_list)))
    is_list_alone = bool(own_list) and members == own_list
    within = f"in {'' if is_list_alone else 'the group of '}{members}" if members else ""
    return " ".join(filter(None, (within, f"in {region_name(region)}" if region else "")))
