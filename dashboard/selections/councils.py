"""What the list of councils is asked for."""

from dataclasses import dataclass

from inspections.models import Grade

from .base import Selection
from .group import REGION, TYPE
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
    grade: str = ""
    abolished: bool = False
    sort: str = "council"

    path = "/councils/"
    parameters = PARAMETERS

    @property
    def is_search_alone(self) -> bool:
        """Whether nothing but a name is asked for."""
        return bool(self.q) and self == CouncilListSelection(self.moment, self.q)
