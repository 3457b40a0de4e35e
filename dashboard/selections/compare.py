"""What the comparison is asked for: a query in, one frozen dataclass out, and back to an address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.urls import reverse

from dashboard.addresses import FILE_PARAMETERS
from dashboard.selections.councils import fold
from dashboard.selections.moment import Moment
from inspections.frameworks.definitions import Programme
from inspections.frameworks.loader import all_programmes
from inspections.models import Council
from inspections.wording.words import listed

LONGEST_QUERY, MOST_COUNCILS, MOST_SUGGESTED = 100, 10, 5


@dataclass(frozen=True)
class CompareSelection:
    """Up to ten councils under one programme as at a day.

    `councils` are slugs, in the order asked for; a group (a region, or a council with its neighbours in a set)
    fills up what they leave of the ten. `as_at` and `edition` are those asked for, None for now. `sought` is a name
    to add that no council bears.
    """

    programme: Programme
    today: date
    as_at: date | None = None
    councils: tuple[str, ...] = ()
    region: str = ""
    neighbours_of: str = ""
    neighbour_set: str = ""
    neighbour_set_name: str = ""
    sought: str = ""
    edition: int | None = None

    @property
    def day(self) -> date:
        """The day as at which the page speaks."""
        return self.as_at or self.today

    def of_programme(self, programme: Programme) -> CompareSelection:
        """The same councils under another programme."""
        return replace(self, programme=programme)

    def of_councils(self, slugs: Sequence[str]) -> CompareSelection:
        """Those councils alone, in that order, without a group."""
        return replace(
            self, councils=tuple(slugs), region="", neighbours_of="", neighbour_set="", neighbour_set_name="", sought=""
        )

    def parameters(self) -> list[tuple[str, str]]:
        """The query string's parameters, without those that change nothing."""
        given = [
            *(("council", slug) for slug in self.councils),
            ("region", self.region),
            ("neighbours-of", self.neighbours_of),
            ("set", self.neighbour_set if self.neighbours_of else ""),
            ("programme", self.programme.code if self.programme != default_programme() else ""),
            ("as-at", str(self.as_at or "")),
            ("edition", str(self.edition or "")),
            ("add", self.sought),
        ]
        return [(name, value) for name, value in given if value]

    def is_read_from(self, query: QueryDict) -> bool:
        """Whether a request's address is already the one for this selection, so that it need not be redirected."""
        given = [(name, value) for name, values in query.lists() for value in values if name not in FILE_PARAMETERS]
        return sorted(given) == sorted(self.parameters()) and tuple(query.getlist("council")) == self.councils

    def url(self, **changes: object) -> str:
        """The address of the comparison for this selection with some changes."""
        wanted = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        query = wanted.parameters()
        return reverse("compare") + (f"?{urlencode(query)}" if query else "")


def default_programme() -> Programme:
    """The one that is compared unless another is asked for: today's."""
    return all_programmes()[-1]


@dataclass(frozen=True)
class Register:
    """The councils by the names that people give them. `aliases` are further names by the council's key."""

    councils: Sequence[Council]
    aliases: Mapping[int, Sequence[str]]

    def named(self, text: str) -> Council | None:
        """The council that is meant by a slug or any of its names; of two with one name that in being."""
        wanted = fold(text)
        found = [council for council in self.councils if text == council.slug or wanted in self._names(council)]
        return min(found, key=lambda council: (council.slug != text, council.valid_to is not None), default=None)

    def near(self, text: str) -> list[Council]:
        """The councils whose names are nearest to one that none bears, in being first."""
        wanted = fold(text[:LONGEST_QUERY])
        names = {name: council for council in reversed(self.councils) for name in self._names(council)}
        close = get_close_matches(wanted, names, n=MOST_SUGGESTED, cutoff=0.7)
        close += [name for name in names if wanted and wanted in name]
        found = {names[name].slug: names[name] for name in close}
        return sorted(found.values(), key=lambda council: council.valid_to is not None)[:MOST_SUGGESTED]

    def _names(self, council: Council) -> set[str]:
        names = (council.short_name, council.official_name, council.ofsted_name, council.slug)
        return {fold(name) for name in (*names, *self.aliases.get(council.pk, ())) if name}


def read_compare_selection(
    query: QueryDict, *, moment: Moment, register: Register, neighbour_sets: Mapping[str, str]
) -> CompareSelection:
    """Read a request's query. BadRequest names what is known where a value is not known.

    `add` is a name to add; one that no council bears is kept as `sought`, so that the page can offer others.
    """
    region = _choice("region", query.get("region", ""), list(Council.Region.values))
    code = _choice("programme", query.get("programme", ""), [known.code for known in all_programmes()])
    chosen_set = _choice("set", query.get("set", ""), list(neighbour_sets))
    centre = _slug(query.get("neighbours-of", ""), register)
    slugs = [_slug(text, register) for text in query.getlist("council")]
    sought = query.get("add", "").strip()[:LONGEST_QUERY]
    added = register.named(sought) if sought else None
    if added:
        slugs, sought = [*slugs, added.slug], ""
    councils = tuple(dict.fromkeys(filter(None, slugs)))
    if len(councils) > MOST_COUNCILS:
        raise BadRequest(f"At most {MOST_COUNCILS} councils can be compared at once; {len(councils)} were asked for.")
    neighbour_set = (chosen_set or next(iter(neighbour_sets), "")) if centre else ""
    return CompareSelection(
        programme=next((known for known in all_programmes() if known.code == code), default_programme()),
        today=moment.today,
        as_at=moment.as_at,
        councils=councils,
        region="" if centre else region,
        neighbours_of=centre,
        neighbour_set=neighbour_set,
        neighbour_set_name=neighbour_sets.get(neighbour_set, ""),
        sought=sought,
        edition=moment.edition,
    )


def _slug(text: str, register: Register) -> str:
    text = text.strip()
    if not text:
        return ""
    found = register.named(text)
    if found is None:
        near = listed([council.display_name for council in register.near(text)])
        raise BadRequest(f"No council is called “{text}”.{f' Names near to it: {near}.' if near else ''}")
    return found.slug


def _choice(name: str, value: str, known: list[str]) -> str:
    if value and value not in known:
        raise BadRequest(f"There is no {name} “{value}”. Known here: {', '.join(known)}.")
    return value
