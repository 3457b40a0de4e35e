"""What the list of councils is asked for."""

from dataclasses import dataclass

from inspections.models import Grade
from inspections.statistics.standings import State
from inspections.wording.results import STATES
from inspections.wording.words import capital

from .base import Selection
from .group import REGION, TYPE
from .moment import AS_AT, EDITION
from .parameters import Parameter, sort_by

NO_OVERALL = "no-overall"
GRADES = {
    **{value: label for value, label in Grade.Value.choices if value != Grade.Value.NOT_JUDGED},
    NO_OVERALL: capital(STATES[State.NO_OVERALL]),
}
PARAMETERS = (
    Parameter("q", "Only councils of which a name holds all these words.", label="Name"),
    REGION,
    TYPE,
    Parameter("grade", "Only councils with this latest overall grade.", "filter", "Latest overall judgement", GRADES),
    Parameter("abolished", "With the councils that were abolished.", "flag", "Include abolished councils"),
    sort_by("council", "region", "type", "overall", "published"),
    EDITION,
    AS_AT,
)


@dataclass(frozen=True)
class CouncilListSelection(Selection):
    """The councils of the list, sorted by a column; with a minus, in descending order."""

    q: str = ""
    grade: str = ""
    abolished: bool = False
    sort: str = "council"

    path = "/councils/"
    parameters = PARAMETERS

    @property
    def is_search_alone(self) -> bool:
        """Whether only a name is asked for."""
        return bool(self.q) and self == CouncilListSelection(self.moment, self.q)
