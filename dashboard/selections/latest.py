"""What the list of all reports is asked for."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from django.core.exceptions import BadRequest

from inspections.frameworks.definitions import Programme
from inspections.frameworks.loader import all_programmes, programme
from inspections.models import Visit
from inspections.wording.words import date_words

from .base import ListSelection
from .group import GROUP
from .moment import AS_AT, EDITION
from .parameters import PAGE, Choices, Parameter

SINCE = Parameter(
    "since", "Only reports published on this day or later.", "day", "Published from", example="2025-01-01"
)
UNTIL = Parameter("until", "Only reports published on this day or before.", "day", "to", example="2025-12-31")
PROGRAMME = Parameter(
    "programme",
    "Only reports of a programme, without letters on visits.",
    "filter",
    "Programme",
    {member.code: member.short_name for member in reversed(all_programmes())},
    attribute="programme_code",
)
INSPECTION = "inspection"
KIND = Parameter(
    "kind",
    "Only reports of inspections, or only letters on visits of a kind.",
    "filter",
    "Kind",
    {INSPECTION: "Reports of inspections", **{code: f"{words}s" for code, words in Visit.Kind.choices}},
)
PARAMETERS = (SINCE, UNTIL, PROGRAMME, KIND, *GROUP, EDITION, AS_AT, PAGE)


@dataclass(frozen=True)
class LatestSelection(ListSelection):
    """The reports between two days, of a programme and a group of councils, and which page of them."""

    since: date | None = None
    until: date | None = None
    programme_code: str = ""
    kind: str = ""

    path = "/latest/"
    parameters = PARAMETERS

    def choices(self, parameter: Parameter) -> Choices:
        return PROGRAMME.choices if parameter == PROGRAMME else super().choices(parameter)

    def completed(self) -> Self:
        """The selection, if its days can have reports. BadRequest says why not."""
        found = super().completed()
        refuse_empty_period(found.since, found.until, found.day)
        return found

    @property
    def programme(self) -> Programme | None:
        return programme(self.programme_code) if self.programme_code else None

    @property
    def is_narrowed(self) -> bool:
        """Whether it leaves out any report."""
        return bool(self.since or self.until or self.programme_code or self.kind or self.group)

    def asks_for(self, kind: str, day: date, programme_code: str) -> bool:
        """Whether a report or letter is asked for, whatever its council. A letter is of no programme."""
        return (
            self.kind in ("", kind)
            and day <= (self.until or self.day)
            and day <= self.day
            and (self.since is None or day >= self.since)
            and self.programme_code in ("", programme_code)
        )


def refuse_empty_period(since: date | None, until: date | None, day: date) -> None:
    """Refuse two days between which a list as at a day can have no report. BadRequest says why."""
    if since and since > day:
        as_at = date_words(day)
        raise BadRequest(f"No report can be on record since {date_words(since)}: the list is as at {as_at}.")
    if since and until and since > until:
        raise BadRequest(f"{date_words(since)} comes after {date_words(until)}: swap the two days.")
