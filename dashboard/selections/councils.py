"""What the list of councils is asked for: a query in, one frozen dataclass out, and back to an address."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.core.exceptions import BadRequest

from dashboard.selections.moment import Moment
from inspections.models import Council, Grade

SORTS = ("council", "region", "type", "overall", "published")
NO_OVERALL = "no-overall"
GRADES = {
    **{value: label for value, label in Grade.Value.choices if value != Grade.Value.NOT_JUDGED},
    NO_OVERALL: "No overall judgement since April 2026",
}
LONGEST_QUERY = 100


@dataclass(frozen=True)
class CouncilSelection:
    """Some councils, in an order. Empty text stands for "not asked for"; `sort` has a minus to turn it round.

    `edition` and `as_at` are those asked for, None for now.
    """

    q: str = ""
    region: str = ""
    type: str = ""
    grade: str = ""
    abolished: bool = False
    sort: str = "council"
    edition: int | None = None
    as_at: date | None = None

    @property
    def is_search_alone(self) -> bool:
        """Whether nothing but a name is asked for."""
        return bool(self.q) and self == CouncilSelection(q=self.q, edition=self.edition, as_at=self.as_at)

    def matches(self, names: Iterable[str]) -> bool:
        """Whether any of a council's names holds every word asked for; none does where no letter is."""
        words = fold(self.q).split()
        return bool(words) and any(all(word in name for word in words) for name in map(fold, names))

    @property
    def with_abolished(self) -> str:
        """The query of the same list with the abolished councils in it."""
        return replace(self, abolished=True).query()

    def query(self) -> str:
        """The query string, without what changes nothing."""
        return urlencode(self.parameters())

    def parameters(self) -> dict[str, str]:
        """The query string's parameters, without those that change nothing."""
        given = {
            "q": self.q,
            "region": self.region,
            "type": self.type,
            "grade": self.grade,
            "abolished": "1" if self.abolished else "",
            "sort": "" if self.sort == "council" else self.sort,
            "edition": str(self.edition or ""),
            "as-at": str(self.as_at or ""),
        }
        return {name: value for name, value in given.items() if value}


def read_council_selection(parameters: Mapping[str, str], moment: Moment) -> CouncilSelection:
    """Read a request's query. BadRequest names the known values where one is not known."""
    known = {
        "region": list(Council.Region.values),
        "type": list(Council.Type.values),
        "grade": list(GRADES),
        "abolished": ["1"],
        "sort": [sign + column for column in SORTS for sign in ("", "-")],
    }
    chosen = {}
    for name, values in known.items():
        value = parameters.get(name, "")
        if value and value not in values:
            raise BadRequest(f"There is no {name} “{value}”. Known here: {', '.join(values)}.")
        chosen[name] = value
    return CouncilSelection(
        q=parameters.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY],
        region=chosen["region"],
        type=chosen["type"],
        grade=chosen["grade"],
        abolished=bool(chosen["abolished"]),
        sort=chosen["sort"] or "council",
        edition=moment.edition,
        as_at=moment.as_at,
    )


def fold(name: str) -> str:
    """A name as people type it: no case, accents or punctuation, “and” for an ampersand."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters.replace("'", "").replace("’", "")).split())
