"""What the page of a judgement is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.text import capfirst

from dashboard.errors import NotOnRecordError
from inspections.frameworks.definitions import Framework, Judgement
from inspections.frameworks.loader import all_frameworks, framework

from .base import EVIDENCE, Selection
from .group import NEIGHBOURS_OF, REGION, SET
from .moment import AS_AT, EDITION, Moment
from .parameters import Choices, Parameter

GOOD_OR_BETTER, GRADED, NOT_GRADED = "good-or-better", "graded", "not-graded"


def grades_of(of: Framework) -> dict[str, str]:
    """Filters by grade: their codes in addresses, with words that follow “councils”."""
    return {
        **{grade.code: f"graded {grade.in_text}" for grade in of.scale.grades},
        GOOD_OR_BETTER: "graded good or outstanding",
        GRADED: "with a grade",
        NOT_GRADED: "without a grade",
    }


GRADE = Parameter(
    "grade",
    "Only councils with a grade. Each framework has its own scale.",
    "filter",
    "Grade",
    {code: capfirst(words) for member in all_frameworks() for code, words in grades_of(member).items()},
)
PARAMETERS = (REGION, GRADE, replace(NEIGHBOURS_OF, label="Neighbours of"), SET, EVIDENCE, EDITION, AS_AT)


@dataclass(frozen=True)
class JudgementSelection(Selection):
    """A judgement of a framework, for all councils or a group."""

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
    """The page of a judgement. Its code is in the address, or its id if another service has the same code."""
    is_alone = sum(other.code == judgement.code for other in of.judgements) == 1
    return reverse("judgement", args=[of.code, judgement.code if is_alone else judgement.id])


def known_framework(code: str) -> Framework:
    """The framework with this code. NotOnRecordError lists all of them."""
    try:
        return framework(code)
    except KeyError:
        instead = [(f"/frameworks/{member.code}/", member.name) for member in all_frameworks()]
        raise NotOnRecordError(f"There is no framework “{code}”.", instead) from None


def judgement_asked_for(framework_code: str, code: str, moment: Moment) -> JudgementSelection:
    """The judgement with this code or id. NotOnRecordError if there is none or more than one."""
    of = known_framework(framework_code)
    matching = [judgement for judgement in of.judgements if code in (judgement.id, judgement.code)]
    if len(matching) == 1:
        return JudgementSelection(moment, of, matching[0])
    message = f"{of.short_name} has no judgement “{code}”."
    if matching:
        message = f"{of.short_name} has more than one judgement “{code}”: say of which service."
    shown = matching or of.judgements
    instead = [
        (judgement_url(of, judgement), f"{of.service(judgement.service).short_name}: {judgement.name}")
        for judgement in shown
    ]
    raise NotOnRecordError(message, instead)
