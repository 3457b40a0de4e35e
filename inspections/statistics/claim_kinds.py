"""What can be claimed, what the verdict can be, and what a council with missing grades may have."""

from dataclasses import dataclass
from enum import Enum

from .standings import CouncilRow, State


class ClaimKind(Enum):
    """What is claimed. The values appear in addresses."""

    COUNT = "count"
    HIGHEST = "highest"
    JOINT_HIGHEST = "joint-highest"
    ONE_OF = "one-of"
    RANK = "rank"
    JOINT_RANK = "joint-rank"
    TOP = "top"
    TOP_PERCENT = "top-percent"
    LOWEST = "lowest"
    JOINT_LOWEST = "joint-lowest"
    BETTER = "better"
    BETTER_THAN_MOST = "better-than-most"
    SHARE = "share"
    IMPROVED = "improved"
    FELL = "fell"
    HELD = "held"
    FIRST_TIME = "first-time"


# What is said of a council's own grades through time, whatever other councils have.
OF_ITS_HISTORY = frozenset({ClaimKind.IMPROVED, ClaimKind.FELL, ClaimKind.HELD, ClaimKind.FIRST_TIME})


class Verdict(Enum):
    """What the record says about a claim."""

    HOLDS = "Holds"
    DOES_NOT_HOLD = "Does not hold"
    CANNOT_BE_CHECKED = "Cannot be checked"


@dataclass(frozen=True)
class Claim:
    """What is said about a council in a ranking.

    `number` is the n of "one of only n", of the rank, of "top n", of "top n per cent", of "joint best with n others".
    `count` is how many judgements the council is said to have, and `base` out of how many councils. Each is None if the
    claim doesn't say.
    """

    kind: ClaimKind
    number: int | None = None
    count: int | None = None
    base: int | None = None


# Claims of a place, which needs something that is counted.
OF_A_PLACE = frozenset(
    {
        ClaimKind.HIGHEST,
        ClaimKind.JOINT_HIGHEST,
        ClaimKind.RANK,
        ClaimKind.JOINT_RANK,
        ClaimKind.TOP,
        ClaimKind.TOP_PERCENT,
        ClaimKind.BETTER,
        ClaimKind.BETTER_THAN_MOST,
        ClaimKind.LOWEST,
        ClaimKind.JOINT_LOWEST,
    }
)
# The states that say what this record lacks, not what Ofsted did: behind each there may be a grade.
UNKNOWN = (State.NOT_ON_RECORD, State.NOT_COUNTED_YET, State.WITHDRAWN)


@dataclass(frozen=True)
class Possible:
    """A council that is not ranked because of what the record lacks, with the lowest and highest count it can have.

    `state` is one of `UNKNOWN`. `partly` says whether some of its counted grades are on record.
    """

    council: CouncilRow
    least: int
    most: int
    state: State = State.NOT_ON_RECORD
    partly: bool = False


def either(*, surely: bool, possibly: bool) -> Verdict:
    if surely:
        return Verdict.HOLDS
    return Verdict.CANNOT_BE_CHECKED if possibly else Verdict.DOES_NOT_HOLD
