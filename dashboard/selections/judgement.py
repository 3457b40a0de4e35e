"""What the page of a judgement is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from django.utils.text import capfirst

from dashboard.addresses import path_of
from dashboard.errors import NotOnRecordError
from inspections.frameworks.definitions import Framework, Judgement
from inspections.frameworks.loader import all_frameworks, framework, programme
from inspections.models import Council
from inspections.wording.frameworks import judgement_name

from .base import EVIDENCE, Selection
from .group import NEIGHBOURS_OF, OWN_LIST, REGION, SET, TYPE, CouncilGroup
from .moment import AS_AT, EDITION, Moment
from .parameters import Choices, Parameter
from .programme import judgements_in_order

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
COUNCIL = Parameter("council", "Marks a council, by code or name.", "council", "Council")
# The form names a region or the neighbours of the council in one field; addresses name them as everywhere.
ENGLAND, NEIGHBOURS, OWN_REGION = "england", "neighbours", "its-region"
AMONG = Parameter(
    "among",
    "Another way to say a region or neighbours: those of the council, a region by name, or all of England.",
    "filter",
    "Among",
    {
        ENGLAND: "All of England",
        NEIGHBOURS: "Its statistical neighbours",
        OWN_REGION: "Its region",
        "Regions": {region: region for region in Council.Region.values},
    },
)
PARAMETERS = (
    COUNCIL,
    AMONG,
    REGION,
    TYPE,
    GRADE,
    replace(NEIGHBOURS_OF, label="Neighbours of"),
    SET,
    OWN_LIST,
    EVIDENCE,
    EDITION,
    AS_AT,
)


@dataclass(frozen=True)
class JudgementSelection(Selection):
    """A judgement of a framework, for all councils or a group, and the council to mark. `among` is read, never kept."""

    framework: Framework
    judgement: Judgement
    grade: str = ""
    council: str = ""
    among: str = ""

    parameters = PARAMETERS

    @property
    def marked(self) -> str:
        """The slug of the council to mark: the one asked for, or the one whose neighbours are shown."""
        return self.council or self.group.neighbours_of

    @property
    def is_other_group(self) -> bool:
        """Whether the group rests on a type or an own list."""
        return bool(self.group.type or self.group.own_list)

    @property
    def is_two_groups(self) -> bool:
        """Whether only those neighbours of a council count that are in a region, which `among` has no word for."""
        return bool(self.group.region and self.group.neighbours_of)

    @property
    def chosen_group(self) -> str:
        """The region or neighbours as `among` names them; empty for both at once."""
        if self.is_two_groups:
            return ""
        if self.group.neighbours_of:
            return NEIGHBOURS
        return self.group.region or ENGLAND

    @property
    def judgements(self) -> Choices:
        """The judgements of the programme, as the form lists them."""
        mine = (self.framework, self.judgement)
        things = tuple(judgements_in_order(programme(self.framework.programme)).values())
        listed = things if mine in things else (mine, *things)
        return {judgement_code(of, judgement): judgement_name(of, judgement, short=True) for of, judgement in listed}

    def completed(self) -> Self:
        """The group with what `among` names: neither region nor neighbours if it needs a council and none is named."""
        selection = self._with_group(self._group_named()) if self.among else self
        if selection.council == selection.group.neighbours_of:
            selection = replace(selection, council="")
        return replace(selection, group=selection.group.completed(self.moment))

    def _with_group(self, group: CouncilGroup) -> Self:
        return replace(self, group=group, council=self.marked, among="")

    def _group_named(self) -> CouncilGroup:
        everywhere = replace(self.group, region="", neighbours_of="")
        if self.among == NEIGHBOURS:
            return replace(everywhere, neighbours_of=self.marked)
        if self.among == OWN_REGION:
            council = self.moment.record.council(self.marked)
            return replace(everywhere, region=council.region if council else "")
        return everywhere if self.among == ENGLAND else replace(everywhere, region=self.among)

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
    return path_of("judgement", of.code, judgement.code if is_alone else judgement.id)


def judgement_code(of: Framework, judgement: Judgement) -> str:
    """A judgement of any framework, as the form sends it: `ilacs-2026/whole.care_leavers`."""
    return f"{of.code}/{judgement.id}"


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
