"""What a claim to check is made of: a query in, a `Selection` and a `Claim` out, and back to an address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest

from dashboard.selections.moment import Moment
from dashboard.selections.programme import Selection, choice_of, read_selection
from inspections.frameworks.loader import all_programmes
from inspections.statistics.claims import Claim, ClaimKind

KINDS = {
    ClaimKind.COUNT: "has n of the judgements",
    ClaimKind.HIGHEST: "is the highest, alone",
    ClaimKind.JOINT_HIGHEST: "is joint highest, or joint best",
    ClaimKind.ONE_OF: "is one of (only) n councils",
    ClaimKind.RANK: "is nth",
    ClaimKind.TOP: "is in the top n",
    ClaimKind.TOP_PERCENT: "is in the top n per cent",
}
WITHOUT_NUMBER = {ClaimKind.COUNT, ClaimKind.HIGHEST, ClaimKind.JOINT_HIGHEST}
LARGEST = 1_000
MEASURES = {
    f"{programme.code}.{measure.code}": (programme, measure)
    for programme in all_programmes()
    for measure in programme.measures
}
OF_GROUP = ("council", "region", "type", "neighbours-of", "set", "as-at")


@dataclass(frozen=True)
class ClaimSelection:
    """A council in a ranking, and what is claimed of it there."""

    selection: Selection
    claim: Claim

    def url(self, **changes: str) -> str:
        """The address of the check."""
        selection, claim = self.selection, self.claim
        measure = f"{selection.programme.code}.{selection.measure.code}"
        numbers = {"number": claim.number, "count": claim.count, "of": claim.base}
        given = {
            "council": selection.council,
            "measure": measure,
            "claim": claim.kind.value,
            **{name: "" if value is None else str(value) for name, value in numbers.items()},
            "as-at": str(selection.day_asked or ""),
            **{name: value for name, value in selection.query().items() if name in (*OF_GROUP[1:], "edition")},
            **changes,
        }
        return f"/check/?{urlencode({name: value for name, value in given.items() if value})}"


def check_url(selection: Selection) -> str:
    """The form to check a claim on a ranking, with what the ranking was asked for filled in."""
    given = {"council": "", "measure": f"{selection.programme.code}.{selection.measure.code}"}
    given |= {name: value for name, value in selection.query().items() if name in (*OF_GROUP, "edition")}
    given["as-at"] = str(selection.day_asked or "")
    return f"/check/?{urlencode({name: value for name, value in given.items() if value})}"


def read_claim(parameters: Mapping[str, str], moment: Moment, neighbour_sets: Mapping[str, str]) -> ClaimSelection:
    """Read a query. BadRequest for what is missing, unknown or out of range; NotOnRecordError for no day."""
    code = choice_of("measure", parameters.get("measure", ""), list(MEASURES))
    programme, measure = MEASURES[code] if code else (all_programmes()[-1], all_programmes()[-1].measures[0])
    selection = read_selection(
        "ranking",
        parameters={name: parameters[name] for name in OF_GROUP if name in parameters} | {"measure": measure.code},
        programme_code=programme.code,
        day=None,
        moment=moment,
        neighbour_sets=neighbour_sets,
    )
    if not selection.council:
        raise BadRequest("Say which council the sentence is about.")
    kind = ClaimKind(choice_of("claim", parameters.get("claim", ""), [kind.value for kind in ClaimKind]) or "count")
    count = _whole("The number of judgements", parameters.get("count", ""), 0, len(measure.judgements))
    number = _whole("The n of the claim", parameters.get("number", ""), 1, LARGEST)
    base = _whole("The number of councils out of which", parameters.get("of", ""), 1, LARGEST)
    if kind is ClaimKind.COUNT and count is None:
        raise BadRequest(f"Say how many of the {len(measure.judgements)} judgements the council is said to have.")
    if kind not in WITHOUT_NUMBER and number is None:
        raise BadRequest(f"Say which n is claimed: the council {KINDS[kind]}.")
    if kind is ClaimKind.TOP_PERCENT and number and number > 100:
        raise BadRequest("A percentage is at most 100.")
    return ClaimSelection(selection, Claim(kind, None if kind in WITHOUT_NUMBER else number, count, base))


def _whole(what: str, text: str, least: int, most: int) -> int | None:
    """The whole number that is written; None where none is."""
    text = text.strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and least <= int(text[:9]) <= most):
        raise BadRequest(f"{what} is a whole number from {least} to {most}, not “{text[:20]}”.")
    return int(text[:9])
