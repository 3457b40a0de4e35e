"""What the comparison of councils is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from django.http import QueryDict

from inspections.frameworks.definitions import Programme
from inspections.frameworks.loader import all_programmes, programme

from .base import Selection
from .group import ALL_COUNCILS, NEIGHBOURS_OF, OWN_LIST, REGION, SET
from .moment import AS_AT, EDITION
from .parameters import FormField, Parameter, WrongValueError

MOST_COUNCILS = 10
TODAYS_PROGRAMME = all_programmes()[-1].code
ADD = Parameter("add", "One council more, by any name.", "council", "Add a council", attribute="sought")
PARAMETERS = (
    Parameter(
        "council",
        "A council, by code or name. Repeat it for others.",
        "council",
        "Councils",
        is_list=True,
        example="county-durham",
        attribute="councils",
    ),
    replace(REGION, help="Fill the ten up with councils of a region, by name.", label="Or those of a region"),
    replace(
        NEIGHBOURS_OF,
        help="Fill the ten up with a council and its closest statistical neighbours.",
        label="Or the neighbours of",
    ),
    SET,
    replace(OWN_LIST, help="Fill the ten up with councils of a list of your own, in its order."),
    Parameter(
        "programme",
        "Under which programme. Today’s for none.",
        "choice",
        "Programme",
        {known.code: known.short_name for known in all_programmes()},
        default=TODAYS_PROGRAMME,
        attribute="programme_code",
    ),
    AS_AT,
    EDITION,
    ADD,
)


@dataclass(frozen=True)
class CompareSelection(Selection):
    """Up to ten councils under one programme.

    `councils` are slugs, in the order asked for; a group (a region, a council with its neighbours, or an own
    list) fills up the rest of the ten. `sought` is a name to add that no council has.
    """

    councils: tuple[str, ...] = ()
    programme_code: str = TODAYS_PROGRAMME
    sought: str = ""

    path = "/compare/"
    parameters = PARAMETERS

    def read(self, query: QueryDict) -> Self:
        # Before any name is looked up.
        _refuse_too_many(PARAMETERS[0].texts_in(query.getlist("council")))
        return super().read(query)

    def value_of(self, parameter: Parameter, text: str) -> Any:
        # An unknown name is no error here: the page suggests councils with similar names.
        return text if parameter == ADD else super().value_of(parameter, text)

    def completed(self) -> Self:
        added = self.moment.record.names.resolve(self.sought, self.moment.day) if self.sought else None
        councils = tuple(dict.fromkeys([*self.councils, added.slug] if added else self.councils))
        _refuse_too_many(councils, ADD)
        completed = super().completed()
        group = replace(completed.group, region="") if completed.group.neighbours_of else completed.group
        return replace(completed, councils=councils, group=group, sought="" if added else self.sought)

    @property
    def programme(self) -> Programme:
        return programme(self.programme_code)

    def of_councils(self, slugs: Sequence[str]) -> Self:
        """Those councils alone, in that order, without a group."""
        return replace(self, councils=tuple(slugs), group=ALL_COUNCILS, sought="")


def _refuse_too_many(councils: Sequence[str], *typed_in: Parameter) -> None:
    """Refuse more than ten. `typed_in` are the fields besides the first in which they were typed."""
    if len(councils) > MOST_COUNCILS:
        raise WrongValueError(
            f"At most {MOST_COUNCILS} councils can be compared at once; {len(councils)} were asked for.",
            FormField(PARAMETERS[0], {}, ["; ".join(councils)]),
            *typed_in,
        )
