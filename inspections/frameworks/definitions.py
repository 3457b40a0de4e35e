"""What a framework is: scales, services, judgements and comparisons, and programmes with their measures."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from inspections.dates import PartialDate

NOT_JUDGED = "not_judged"
Fairness = Literal["fair", "flagged", "partial", "none"]


@dataclass(frozen=True)
class ScaleGrade:
    """One step of a scale; rank 1 is best. `letter` is what a heatmap cell shows.

    `meaning` says in our words how reports describe the grade, or is empty.
    """

    code: str
    rank: int
    label: str
    letter: str
    wordings: tuple[str, ...]
    meaning: str = ""

    @property
    def in_text(self) -> str:
        return self.label.lower()


@dataclass(frozen=True)
class Scale:
    """A four-point scale, best first."""

    code: str
    name: str
    grades: tuple[ScaleGrade, ...]

    def grade(self, code: str) -> ScaleGrade:
        """The grade with this code. Raises KeyError if the scale has none."""
        for grade in self.grades:
            if grade.code == code:
                return grade
        raise KeyError(code)

    def has(self, code: str) -> bool:
        return any(grade.code == code for grade in self.grades)


@dataclass(frozen=True)
class JudgementGroup:
    """A sub-heading of the record of main findings."""

    code: str
    name: str


@dataclass(frozen=True)
class Judgement:
    """One thing that is judged: a row of the framework's record of main findings.

    `order` counts within the framework from 1. `part_of` is the code of the judgement that this is a part of.
    `optional` marks a group heading that some reports grade, so that a missing grade is no gap. `theme` connects
    judgements of different programmes in a council's history, without making them comparable.
    """

    service: str
    code: str
    name: str
    short_name: str
    order: int
    group: str | None
    part_of: str | None
    key: bool
    optional: bool
    theme: str | None
    wordings: tuple[str, ...]

    @property
    def id(self) -> str:
        """`service.code`, unique within a framework."""
        return f"{self.service}.{self.code}"


@dataclass(frozen=True)
class Service:
    """A part of a framework with judgements of its own, in Ofsted's order."""

    code: str
    name: str
    short_name: str
    groups: tuple[JudgementGroup, ...]
    judgements: tuple[Judgement, ...]

    def group(self, code: str) -> JudgementGroup:
        """The group with this code. Raises KeyError if the service has none."""
        for group in self.groups:
            if group.code == code:
                return group
        raise KeyError(code)


@dataclass(frozen=True)
class Comparability:
    """How fairly `judgement` compares with `earlier_judgement` of an earlier framework (ids), and why.

    fair: the same thing. flagged: fair, with the reason shown. partial: show both, and no direction unless every
    earlier part agrees. none: never compare.
    """

    framework: str
    judgement: str
    earlier_judgement: str
    fairness: Fairness
    why: str


@dataclass(frozen=True)
class OverallRule:
    """When an overall judgement is inadequate (all fields are ids).

    It is inadequate if any judgement in `inadequate_where` is. Apart from those, only `may_be_inadequate_where` can
    make it so.
    """

    judgement: str
    inadequate_where: tuple[str, ...]
    may_be_inadequate_where: tuple[str, ...]


@dataclass(frozen=True)
class Framework:
    """One version of a programme. `in_force_to` is None while it is in use.

    The last fields describe its reports. `report_titles` are words in lower case that only titles of this programme
    contain; it is empty if only the rows of the table tell the reports apart. `grades_in_sentences`: the first sentence
    under a judgement's heading states its grade. `overall_in_sentence`: the overall judgement is in a sentence above
    the table, not in a row. `grade_meanings` is what reports print beside each grade, best first, or empty.
    """

    code: str
    name: str
    short_name: str
    programme: str
    in_force_from: PartialDate
    in_force_to: PartialDate | None
    scale: Scale
    services: tuple[Service, ...]
    comparisons: tuple[Comparability, ...]
    ofsted_reference: str
    legal_basis: str
    no_overall: bool
    report_titles: tuple[str, ...]
    grades_in_sentences: bool
    overall_in_sentence: bool
    overall_rule: OverallRule | None
    grade_meanings: tuple[str, ...]

    # Many values are kept by framework, and without this each look-up hashes everything in it.
    def __hash__(self) -> int:
        return hash(self.code)

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement of every service, in Ofsted's order."""
        return tuple(judgement for service in self.services for judgement in service.judgements)

    @cached_property
    def expected_judgements(self) -> tuple[Judgement, ...]:
        """The judgements that a full record has: all but the optional ones."""
        return tuple(judgement for judgement in self.judgements if not judgement.optional)

    @property
    def key_judgements(self) -> tuple[Judgement, ...]:
        return tuple(judgement for judgement in self.judgements if judgement.key)

    def service(self, code: str) -> Service:
        """The service with this code. Raises KeyError if the framework has none."""
        for service in self.services:
            if service.code == code:
                return service
        raise KeyError(code)

    def judgement(self, judgement_id: str) -> Judgement:
        """The judgement with this id (`service.code`). Raises KeyError if the framework has none."""
        for judgement in self.judgements:
            if judgement.id == judgement_id:
                return judgement
        raise KeyError(judgement_id)

    def has(self, judgement_id: str) -> bool:
        return judgement_id in self._judgement_ids

    @cached_property
    def _judgement_ids(self) -> frozenset[str]:
        return frozenset(judgement.id for judgement in self.judgements)

    def grade_codes(self) -> tuple[str, ...]:
        """What a judgement of this framework can have: the scale's codes, best first, and not judged."""
        return (*(grade.code for grade in self.scale.grades), NOT_JUDGED)

    def comparisons_with(self, earlier: str, judgement_id: str) -> tuple[Comparability, ...]:
        """Every comparison of this judgement with the earlier framework."""
        return tuple(
            comparison
            for comparison in self.comparisons
            if comparison.framework == earlier and comparison.judgement == judgement_id
        )


@dataclass(frozen=True)
class Measure:
    """A named count to rank by: how many of `judgements` (ids) have one of `grades`."""

    code: str
    name: str
    short_name: str
    noun: str
    grades: tuple[str, ...]
    judgements: tuple[str, ...]


@dataclass(frozen=True)
class Programme:
    """A family of frameworks, oldest first. `measures[0]` is the default of a ranking.

    `rule` is a sentence on which councils were to be inspected and when, or empty.
    """

    code: str
    name: str
    short_name: str
    covers_all: bool
    frameworks: tuple[Framework, ...]
    measures: tuple[Measure, ...]
    rule: str = ""

    # As for a framework.
    def __hash__(self) -> int:
        return hash(self.code)

    def measure(self, code: str) -> Measure:
        """The measure with this code. Raises KeyError if the programme has none."""
        for measure in self.measures:
            if measure.code == code:
                return measure
        raise KeyError(code)
