"""What the search of areas for improvement is asked for."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from inspections.frameworks.loader import all_frameworks
from inspections.record.areas import AreaOnRecord
from inspections.search.question import Question, read_question
from inspections.wording.visits import OTHER_THEME, THEMES_OF_VISITS

from .base import ListSelection
from .group import GROUP
from .latest import SINCE, UNTIL, refuse_empty_period
from .moment import AS_AT, EDITION
from .parameters import PAGE, Parameter

QUESTION = Parameter(
    "q", "Words that an area has to say, all of them.", label="Words", max_length=200, example="supervision"
)


def _services_named() -> dict[str, str]:
    """The services of the frameworks that judge several."""
    several = [framework for framework in all_frameworks() if len(framework.services) > 1]
    return {service.code: service.name for framework in several for service in framework.services}


THEME = Parameter(
    "theme",
    "Only areas on one theme of visits or, in reports that judged several, on one service.",
    "filter",
    "Theme",
    {"Visits": {**THEMES_OF_VISITS, OTHER_THEME: "Another theme"}, "Reports of two services": _services_named()},
)
KIND = Parameter(
    "kind",
    "Only areas of reports, of letters on visits, or areas for priority action.",
    "filter",
    "From",
    {"report": "Inspection reports", "letter": "Letters on visits", "priority": "Priority action, in letters"},
)
PARAMETERS = (QUESTION, THEME, replace(SINCE, example=""), UNTIL, KIND, *GROUP, EDITION, AS_AT, PAGE)


@dataclass(frozen=True)
class ImprovementsSelection(ListSelection):
    """A question and filters on areas for improvement, and which page of them."""

    q: str = ""
    theme: str = ""
    since: date | None = None
    until: date | None = None
    kind: str = ""

    path = "/improvements/"
    parameters = PARAMETERS

    def completed(self) -> Self:
        """The selection, if its days can have reports. BadRequest says why not."""
        found = super().completed()
        refuse_empty_period(found.since, found.until, found.day)
        return found

    @cached_property
    def question(self) -> Question:
        """The parsed question."""
        return read_question(self.q)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the day is chosen."""
        return bool(self.q or self.theme or self.since or self.until or self.kind or self.group)

    def asks_for(self, area: AreaOnRecord) -> bool:
        """Whether an area is asked for, whatever its council."""
        return (
            self.kind in ("", area.kind)
            and self.theme in ("", area.topic)
            and area.counts_from <= min(self.until or self.day, self.day)
            and (self.since is None or area.counts_from >= self.since)
            and (not self.question or self.question.is_answered_by(area.text))
        )
