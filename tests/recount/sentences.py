"""A council's place as a sentence, made from the recount alone and sharing no code with the site's wording."""

from datetime import date

from tests.recount import recount

MOST_NAMED = 5
FEWEST = 10
# How many councils' sentences are recounted by each measure tried, in England and each of these groups.
COUNCILS = 5
KINDS = ("", "region", "type", "2021-04", "2025-05")
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
TYPES = {
    "county": "county councils",
    "london_borough": "London boroughs",
    "metropolitan_district": "metropolitan districts",
    "unitary": "unitary authorities",
}
SETS = {"2021-04": "April 2021", "2025-05": "May 2025"}


def name(slug: str) -> str:
    """Its name on the day, on which every council that has a place was in being."""
    return recount.councils()[slug]["short_name"]


def named(slug: str) -> str:
    """Its name inside a sentence."""
    return f"the {name(slug)}" if name(slug) in {"Isle of Wight", "Isles of Scilly", "City of London"} else name(slug)


def group_words(slug: str, kind: str) -> str:
    """The region, the type or a set of neighbours of a council, as it follows the number of councils."""
    row = recount.councils()[slug]
    if kind == "region":
        return f" in {'' if row['region'] in {'London', 'Yorkshire and The Humber'} else 'the '}{row['region']}"
    if kind == "type":
        return f" in the group of {TYPES[row['type']]}"
    return f" in the group of {named(slug)} and its statistical neighbours in the set of {SETS[kind]}" if kind else ""


def members(slug: str, kind: str) -> set[str] | None:
    rows = recount.councils()
    if kind in {"region", "type"}:
        return {other for other, row in rows.items() if row[kind] == rows[slug][kind]}
    return recount.neighbours(slug, kind) if kind else None


def sentence(programme: str, measure: dict, day: date, slug: str, kind: str) -> str:
    """Where a ranked council comes by a count of several judgements, among England or a group."""
    places = {
        other: place
        for other, place in recount.ranking(programme, measure, day, members(slug, kind)).items()
        if place is not None
    }
    rank, joint, count = places[slug]
    base, group = len(places), group_words(slug, kind)
    level = sorted((other for other in places if other != slug and places[other][2] == count), key=by_name)
    level = [named(other) for other in level]
    more = sum(place[2] > count for place in places.values())
    fewer = sum(place[2] < count for place in places.values())
    noun = measure["noun"].replace("judgement", "judgements", 1)
    grades = "good or outstanding" if "good" in measure["grades"] else "outstanding"
    had = f"{count} of {len(measure['judgements'])} {noun} graded {grades}"
    when = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    own = named(slug)[:1].upper() + named(slug)[1:]
    start, end = f"As at {when}, {named(slug)} had {had}", f"{own} is one of the {base}."
    if base == 1:
        return f"{own} has {had}. No other council{group} is ranked as at {when}, so there is nothing to set it"
    if base < FEWEST:
        same = f"{have(len(level))} as many" + (f" ({in_a_row(level)})" if level else "")
        others = f"{base - 1} other council{'s' if base > 2 else ''}{group}"
        return (
            f"{start}. Of the {others} ranked, {have(more)} more, {same} and {have(fewer)} fewer. "
            f"From fewer than ten councils no place is named. {end}"
        )
    few = len(level) <= MOST_NAMED
    if level and not more and not fewer:
        place = f"level with all {len(level)} others{group}"
        return f"{start}: {place}, {in_a_row(level)}. {end}" if few else f"{start}: {place}. {end}"
    parts = [f"{'joint ' if joint else ''}{'highest' if rank == 1 else ordinal(rank)} of {base}{group}"]
    if level:
        parts.append(f"alongside {in_a_row(level)}" if few else f"with {len(level)} others")
    if not fewer and rank > 1:
        parts.append("the lowest count")
    return f"{start}: {', '.join(parts)}. {end}"


def by_name(slug: str) -> str:
    return name(slug).casefold()


def have(number: int) -> str:
    return "none has" if not number else f"{number} {'has' if number == 1 else 'have'}"


def in_a_row(names: list[str]) -> str:
    return " and ".join([*([", ".join(names[:-1])] if names[:-1] else []), *names[-1:]])


def ordinal(number: int) -> str:
    last = number % 10 if number % 100 not in {11, 12, 13} else 0
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"
