"""What the national page is asked for: a programme, a day and the judgement to show by region."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.urls import reverse

from dashboard.errors import NotOnRecordError
from dashboard.selections.moment import Moment, read_day
from inspections.frameworks.definitions import Framework, Judgement, Programme
from inspections.frameworks.loader import all_programmes, programme
from inspections.statistics.comparable import things_judged


@dataclass(frozen=True)
class NationalSelection:
    """A programme as at a day; `judgement` is the key of the one that is shown by region (`judgement_keys`)."""

    programme: Programme
    judgement: str
    today: date
    day_asked: date | None = None
    edition: int | None = None

    @property
    def day(self) -> date:
        """The day as at which the page speaks."""
        return self.day_asked or self.today

    @property
    def judged(self) -> tuple[Framework, Judgement]:
        """The judgement that is shown by region, and the latest framework that judged it."""
        return judgement_keys(self.programme)[self.judgement]

    def query(self) -> dict[str, str]:
        """The query string's parameters, without those that change nothing."""
        usual = self.judgement == first_judgement(self.programme)
        given = {"judgement": "" if usual else self.judgement, "edition": str(self.edition or "")}
        return {name: value for name, value in given.items() if value}

    def url(self, **changes: object) -> str:
        """The address of the page for this selection with some changes."""
        wanted = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        arguments = {"programme": wanted.programme.code}
        if wanted.day_asked:
            arguments["day"] = wanted.day_asked.isoformat()
        query = wanted.query()
        return reverse("national", kwargs=arguments) + (f"?{urlencode(query)}" if query else "")

    def of_programme(self, other: Programme) -> NationalSelection:
        """Another programme, as at today: other days may be empty."""
        return replace(self, programme=other, judgement=first_judgement(other), day_asked=None)

    def is_read_from(self, parameters: Mapping[str, str], day: str | None) -> bool:
        """Whether a request's address is already the one for this selection, so that it need not be redirected."""
        return dict(parameters.items()) == self.query() and day == (str(self.day_asked) if self.day_asked else None)


@cache
def judgement_keys(of: Programme) -> dict[str, tuple[Framework, Judgement]]:
    """Each thing that a programme judged by the key that addresses use for it.

    That is the judgement's id; behind the framework's code where another version has the same name for another thing.
    Services are in Ofsted's order; of each, key judgements come first.
    """
    services = {s.code: n for n, s in enumerate(s for member in of.frameworks for s in member.services)}
    found: dict[str, tuple[Framework, Judgement]] = {}
    for member, judgement in sorted(things_judged(of), key=lambda one: (services[one[1].service], not one[1].key)):
        key = f"{member.code}.{judgement.id}" if judgement.id in found else judgement.id
        found[key] = (member, judgement)
    return found


def first_judgement(of: Programme) -> str:
    """The key of the judgement that a page opens with: an overall one."""
    return next(iter(judgement_keys(of)))


def read_national_selection(
    parameters: Mapping[str, str], programme_code: str, day: str | None, moment: Moment
) -> NationalSelection:
    """Read the path and query of the page.

    NotOnRecordError for an unknown programme, and for a day that is none or has not come; BadRequest for an unknown
    judgement. The form gives the day as `as-at`; it takes the place of the path's.
    """
    try:
        found = programme(programme_code)
    except KeyError:
        instead = [(reverse("national", args=[known.code]), known.name) for known in all_programmes()]
        raise NotOnRecordError(f"There is no programme “{programme_code}”.", instead) from None
    now = [(reverse("national", args=[found.code]), f"{found.name}, as at today")]
    judgement, known = parameters.get("judgement", ""), judgement_keys(found)
    if judgement and judgement not in known:
        raise BadRequest(f"There is no judgement “{judgement}”. Known here: {', '.join(known)}.")
    return NationalSelection(
        programme=found,
        judgement=judgement or first_judgement(found),
        today=moment.today,
        day_asked=read_day(parameters.get("as-at") or day, moment.today, now),
        edition=moment.edition,
    )
