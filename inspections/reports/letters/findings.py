"""What the reader finds in a letter on a visit. It crosses a process border as JSON, like a report's reading."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import Enum
from typing import Any, Literal

from inspections.reports.document import PageBox
from inspections.reports.findings import READER_VERSION, Problem, ProblemKind

VisitKind = Literal["focused_visit", "monitoring_visit"]


class VisitTheme(Enum):
    """The themes in Ofsted's own lists of visits, with Ofsted's words for each."""

    words: str

    def __new__(cls, code: str, words: str) -> VisitTheme:
        member = object.__new__(cls)
        member._value_ = code
        member.words = words
        return member

    FRONT_DOOR = "front_door", "Front door"
    IN_NEED_OR_ON_A_PLAN = "in_need_or_on_a_plan", "Children in need/subject to a plan"
    CHILDREN_IN_CARE = "children_in_care", "Children in care"
    ACHIEVING_PERMANENCE = "achieving_permanence", "Achieving permanence"
    CARE_LEAVERS = "care_leavers", "Care leavers"
    VULNERABLE_ADOLESCENTS = "vulnerable_adolescents", "Vulnerable adolescents"


@dataclass(frozen=True)
class LetterEvidence:
    """The words that something was read from, and where they begin. `box` is None in a text."""

    quote: str
    page: int
    line: int
    box: PageBox | None = None


@dataclass(frozen=True)
class LetterParagraph:
    """A paragraph with the heading it is under, empty before the first. `order` counts from 1 through the letter.

    A list's points are lines of the paragraph that leads in to it.
    """

    order: int
    heading: str
    text: str
    page: int
    line: int


@dataclass(frozen=True)
class LetterPoint:
    """A point under *what needs to improve* or *areas for priority action*. `order` counts from 1 in its list."""

    order: int
    text: str
    page: int
    line: int


@dataclass(frozen=True)
class LetterReading:
    """Everything found in one letter on a visit. A field is None or empty if the letter doesn't say, with a problem.

    `theme` is what the inspectors looked at: Ofsted's words from its lists if `theme_code` is set, else as printed.
    `inspectors` are all whom the letter names, `lead_inspectors` the one it calls so or who signed it.
    `has_priority_action` is None if that can't be told. `pages` is the text page by page.
    """

    kind: str
    visit: VisitKind
    title: LetterEvidence
    council: str | None = None
    council_as_printed: str = ""
    visited_from: date | None = None
    visited_to: date | None = None
    visited_evidence: LetterEvidence | None = None
    published_on: date | None = None
    published_evidence: LetterEvidence | None = None
    theme: str = ""
    theme_code: VisitTheme | None = None
    theme_evidence: LetterEvidence | None = None
    lead_inspectors: tuple[str, ...] = ()
    inspectors: tuple[str, ...] = ()
    inspectors_evidence: LetterEvidence | None = None
    has_priority_action: bool | None = None
    priority_actions: tuple[LetterPoint, ...] = ()
    improvements: tuple[LetterPoint, ...] = ()
    paragraphs: tuple[LetterParagraph, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: tuple[str, ...] = ()
    sha256: str = ""
    reader_version: int = READER_VERSION

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the visit from being published."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`, with dates as text. `visit` tells a letter from a report's reading."""
        data = asdict(replace(self, problems=()))
        for name in _DAYS:
            value = getattr(self, name)
            data[name] = value.isoformat() if value else None
        data["theme_code"] = self.theme_code.value if self.theme_code else None
        data["problems"] = [{**vars(problem), "kind": problem.kind.name} for problem in self.problems]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> LetterReading:
        """The reverse of `to_json`. Raises KeyError, TypeError or ValueError for anything else."""
        values = dict(data)
        for name in _DAYS:
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        for name in _EVIDENCE:
            values[name] = _evidence(values[name]) if values[name] else None
        values["theme_code"] = _THEMES[values["theme_code"]] if values["theme_code"] else None
        for name in ("lead_inspectors", "inspectors", "pages"):
            values[name] = tuple(values[name])
        for name in ("priority_actions", "improvements"):
            values[name] = tuple(LetterPoint(**row) for row in values[name])
        values["paragraphs"] = tuple(LetterParagraph(**row) for row in values["paragraphs"])
        values["problems"] = tuple(Problem(**{**row, "kind": ProblemKind[row["kind"]]}) for row in values["problems"])
        return cls(**values)


_THEMES = {theme.value: theme for theme in VisitTheme}
_DAYS = ("visited_from", "visited_to", "published_on")
_EVIDENCE = ("title", "visited_evidence", "published_evidence", "theme_evidence", "inspectors_evidence")


def _evidence(row: dict[str, Any]) -> LetterEvidence:
    return LetterEvidence(**{**row, "box": PageBox(**row["box"]) if row["box"] else None})
