"""What the page of one judgement is asked for: which councils, with which grade."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.text import capfirst

from dashboard.errors import NotOnRecordError
from inspections.frameworks.definitions import Framework, Judgement
from inspections.frameworks.loader import all_frameworks, framework

from .base import Selection
from .group import NEIGHBOURS_OF, REGION, SET
from .moment import AS_AT, EDITION, Moment
from .parameters import Choices, Parameter

GOOD_OR_BETTER, GRADED, NOT_GRADED = "good-or-better", "graded", "not-graded"


def grades_of(of: Framework) -> dict[str, str]:
    """The grades to choose from by their codes in addresses, with words to stand behind "councils"."""
    return {
        **{grade.code: f"graded {grade.in_text}" for grade in of.scale.grades},
        GOOD_OR_BETTER: "graded good or outstanding",
        GRADED: "with a grade",
        NOT_GRADED: "without a grade",
    }


GRADE = Parameter(
    "grade",
    "Only councils with a grade. Each framework has its own scale.",
    "choice",
    "Grade",
    {code: capfirst(words) for known in all_frameworks() for code, words in grades_of(known).items()},
    none="All",
)
PARAMETERS = (REGION, GRADE, replace(NEIGHBOURS_OF, label="Neighbours of"), SET, EDITION, AS_AT)


@dataclass(frozen=True)
class JudgementSelection(Selection):
    """One judgement of one framework, for all councils or some."""

    framework: Framework
    judgement: Judgement
    grade: str = ""

    parameters = PARAMETERS

    @property
    def path(self) -> str:
        return judgement_url(self.framework, self.judgement)

    @property
    def grades(self) -> Mapping[str, str]:
        return grades_of(self.framework)

    def choices(self, parameter: Parameter) -> Choices:
        if parameter == GRADE:
            return {code: capfirst(words) for code, words in self.grades.items()}
        return super().choices(parameter)


def judgement_url(of: Framework, judgement: Judgement) -> str:
    """The judgement's page, under one framework. Its code names it, or its id where two services have one code."""
    is_alone = sum(other.code == judgement.code for other in of.judgements) == 1
    return reverse("judgement", args=[of.code, judgement.code if is_alone else judgement.id])


def known_framework(code: str) -> Framework:
    """The framework with the code; NotOnRecordError names those there are."""
    try:
        return framework(code)
    except KeyError:
        instead = [(f"/frameworks/{known.code}/", known.name) for known in all_frameworks()]
        raise NotOnRecordError(f"There is no framework “{code}”.", instead) from None


def judgement_asked_for(framework_code: str, code: str, moment: Moment) -> JudgementSelection:
    """The judgement that a path names, with or without its service.

    NotOnRecordError for an unknown framework or judgement, or for a code that several services have.
    """
    of = known_framework(framework_code)
    found = [judgement for judgement in of.judgements if code in (judgement.id, judgement.code)]
    if len(found) == 1:
        return JudgementSelection(moment, of, found[0])
    message = f"{of.short_name} has no judgement “{code}”."
    if found:
        message = f"{of.short_name} has more than one judgement “{code}”: say of which service."
    shown = found or of.judgements
    instead = [(judgement_url(of, one), f"{of.service(one.service).short_name}: {one.name}") for one in shown]
    raise NotOnRecordError(message, instead)
