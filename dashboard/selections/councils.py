"""What the list of councils is asked for."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from inspections.models import Grade

from .base import Selection
from .group import ALL_COUNCILS, REGION, TYPE, CouncilGroup
from .moment import AS_AT, EDITION
from .parameters import Parameter, in_both_directions

NO_OVERALL = "no-overall"
GRADES = {
    **{value: label for value, label in Grade.Value.choices if value != Grade.Value.NOT_JUDGED},
    NO_OVERALL: "No overall judgement since April 2026",
}
PARAMETERS = (
    Parameter("q", "Only councils of which a name holds all these words.", label="Name"),
    REGION,
    TYPE,
    Parameter(
        "grade",
        "Only councils with this latest overall grade.",
        "choice",
        "Latest overall judgement",
        GRADES,
        none="Any",
    ),
    Parameter("abolished", "With the councils that were abolished.", "flag", "Include abolished councils"),
    Parameter(
        "sort",
        "By which column, with a minus to turn it round.",
        "choice",
        choices=in_both_directions(("council", "region", "type", "overall", "published")),
    ),
    EDITION,
    AS_AT,
)


@dataclass(frozen=True)
class CouncilListSelection(Selection):
    """Some councils, in the order of a column; a minus before it turns it round."""

    q: str = ""
    group: CouncilGroup = ALL_COUNCILS
    grade: str = ""
    abolished: bool = False
    sort: str = "council"

    path = "/councils/"
    parameters = PARAMETERS

    @property
    def is_search_alone(self) -> bool:
        """Whether nothing but a name is asked for."""
        return bool(self.q) and self == CouncilListSelection(self.moment, self.q)

    def matches(self, names: Iterable[str]) -> bool:
        """Whether any of a council's names holds every word asked for; none does where no letter is."""
        words = fold(self.q).split()
        return bool(words) and any(all(word in name for word in words) for name in map(fold, names))


def fold(name: str) -> str:
    """A name as people type it: no case, accents or punctuation, “and” for an ampersand."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters.replace("'", "").replace("’", "")).split())
