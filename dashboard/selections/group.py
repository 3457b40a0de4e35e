"""A group of councils: of a region, of a type, one council with its statistical neighbours, or an own list."""

from dataclasses import dataclass, replace
from typing import Self

from inspections.models import Council
from inspections.record.current import Record
from inspections.wording.groups import absent_council_words

from .moment import Moment
from .parameters import Parameter

REGION = Parameter(
    "region",
    "Only councils of a region.",
    "filter",
    "Region",
    {region: region for region in Council.Region.values},
    attribute="group.region",
)
TYPE = Parameter(
    "type", "Only councils of a type.", "filter", "Type", dict(Council.Type.choices), attribute="group.type"
)
NEIGHBOURS_OF = Parameter(
    "neighbours-of",
    "Only a council, by code or name, and its statistical neighbours.",
    "council",
    "Statistical neighbours of",
    attribute="group.neighbours_of",
)
# Addresses always name the set, because the latest one changes.
SET = Parameter(
    "set",
    "Of which set of neighbours. The latest that has the council for none.",
    "choice",
    "Set of neighbours",
    default="",
    attribute="group.neighbour_set",
)
OWN_LIST = Parameter(
    "list",
    "Only councils of a list of your own, by code or name. Repeat it for others.",
    "council",
    "Councils of your own list",
    is_list=True,
    most=30,
    example="county-durham",
    attribute="group.own_list",
)
GROUP = (REGION, TYPE, NEIGHBOURS_OF, SET, OWN_LIST)


@dataclass(frozen=True)
class CouncilGroup:
    """The councils that a page is about: all of them, unless something is set.

    `neighbours_of` is a slug, and `own_list` are the slugs of a reader's own list. `centre` names the council whose
    neighbours are meant, with the reason if it was not in being on the day.
    """

    region: str = ""
    type: str = ""
    neighbours_of: str = ""
    neighbour_set: str = ""
    neighbour_set_name: str = ""
    own_list: tuple[str, ...] = ()
    centre: str = ""

    def __bool__(self) -> bool:
        """Whether it leaves out any councils."""
        return bool(self.region or self.type or self.neighbours_of or self.own_list)

    def completed(self, moment: Moment) -> Self:
        """The group with its set of neighbours, by default the latest that has the council.

        Councils that were abolished are only in earlier sets. Without neighbours there is no set.
        """
        if not self.neighbours_of:
            return replace(self, neighbour_set="", neighbour_set_name="", centre="")
        sets = moment.neighbour_sets
        code = self.neighbour_set or self._latest_set(moment) or next(iter(sets), "")
        centre = self._centre_named(moment)
        return replace(self, neighbour_set=code, neighbour_set_name=sets.get(code, ""), centre=centre)

    def _centre_named(self, moment: Moment) -> str:
        council = moment.record.names.by_slug[self.neighbours_of]
        if council.is_in_being(moment.day):
            return council.names[0]
        return absent_council_words(council.names[0], council.valid_from, council.valid_to, moment.day)

    def _latest_set(self, moment: Moment) -> str:
        neighbours = moment.record.neighbours_of(self.neighbours_of)
        return neighbours[0].neighbour_set.code if neighbours else ""

    def slugs(self, record: Record) -> frozenset[str] | None:
        """Slugs of the councils, in being or not. None for all councils."""
        if not self:
            return None
        among = set(self.own_list) if self.own_list else None
        if self.neighbours_of:
            neighbours = {self.neighbours_of, *record.neighbour_slugs(self.neighbours_of, self.neighbour_set)}
            among = neighbours if among is None else among & neighbours
        if not (self.region or self.type):
            return frozenset(among or ())
        return frozenset(
            council.slug
            for council in record.councils()
            if self.region in ("", council.region)
            and self.type in ("", council.type)
            and (among is None or council.slug in among)
        )


ALL_COUNCILS = CouncilGroup()
