"""What a judgement's page is asked for: which judgement, for which councils, with which grade, as at which day."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dashboard.addresses import with_parameters
from dashboard.errors import NotOnRecordError
from dashboard.presenters.distributions import GOOD_OR_BETTER, GRADED, NOT_GRADED
from dashboard.presenters.links import judgement_code, judgement_url
from dashboard.selections.moment import Moment
from dashboard.selections.programme import choice_of, council_slug
from inspections.frameworks.definitions import Framework, Judgement
from inspections.frameworks.loader import all_frameworks, framework
from inspections.models import Council


@dataclass(frozen=True)
class JudgementSelection:
    """One judgement of one framework as at a moment; empty text stands for "not asked for"."""

    framework: Framework
    judgement: Judgement
    moment: Moment
    region: str = ""
    grade: str = ""
    neighbours_of: str = ""
    neighbour_set: str = ""
    neighbour_set_name: str = ""

    @property
    def grades(self) -> dict[str, str]:
        """The grades to choose from by their codes in addresses, with the words that stand behind "councils"."""
        grades = {grade.code: f"graded {grade.in_text}" for grade in self.framework.scale.grades}
        return {
            **grades,
            GOOD_OR_BETTER: "graded good or outstanding",
            GRADED: "with a grade",
            NOT_GRADED: "without a grade",
        }

    @property
    def is_group(self) -> bool:
        """Whether the page shows some councils only."""
        return bool(self.region or self.neighbours_of)

    def parameters(self) -> dict[str, str]:
        """The query string's parameters, without those that change nothing."""
        given = {
            **self.moment.query(),
            "region": self.region,
            "grade": self.grade,
            "neighbours-of": self.neighbours_of,
            "set": self.neighbour_set if self.neighbours_of else "",
        }
        return {name: value for name, value in given.items() if value}

    def is_read_from(self, code: str, parameters: Mapping[str, str]) -> bool:
        """Whether a request's address is already the one for this selection, so that it need not be redirected."""
        return code == judgement_code(self.framework, self.judgement) and dict(parameters.items()) == self.parameters()

    def url(self, **changes: object) -> str:
        """The address of the page for this selection with some changes."""
        wanted = replace(self, **changes) if changes else self  # type: ignore[arg-type]
        return with_parameters(judgement_url(wanted.framework, wanted.judgement), wanted.parameters())


def read_judgement_selection(
    parameters: Mapping[str, str], framework_code: str, code: str, moment: Moment, neighbour_sets: Mapping[str, str]
) -> JudgementSelection:
    """Read the path and query of the page.

    NotOnRecordError for an unknown framework or judgement, or for a code that several services have; BadRequest
    for an unknown filter. `neighbour_sets` are the names of the sets by code, the latest first.
    """
    of = known_framework(framework_code)
    asked = JudgementSelection(of, _judgement(of, code), moment)
    neighbours_of = council_slug(parameters.get("neighbours-of", ""), moment.record, moment.day)
    chosen = choice_of("set", parameters.get("set", ""), list(neighbour_sets)) or next(iter(neighbour_sets), "")
    return replace(
        asked,
        region=choice_of("region", parameters.get("region", ""), list(Council.Region.values)),
        grade=choice_of("grade", parameters.get("grade", ""), list(asked.grades)),
        neighbours_of=neighbours_of,
        neighbour_set=chosen if neighbours_of else "",
        neighbour_set_name=neighbour_sets.get(chosen, "") if neighbours_of else "",
    )


def known_framework(code: str) -> Framework:
    """The framework with the code; NotOnRecordError names those there are."""
    try:
        return framework(code)
    except KeyError:
        instead = [(f"/frameworks/{known.code}/", known.name) for known in all_frameworks()]
        raise NotOnRecordError(f"There is no framework “{code}”.", instead) from None


def _judgement(of: Framework, code: str) -> Judgement:
    """The judgement that a code of an address names, with or without its service's."""
    found = [judgement for judgement in of.judgements if code in (judgement.id, judgement.code)]
    if len(found) == 1:
        return found[0]
    message = f"{of.short_name} has no judgement “{code}”."
    if found:
        message = f"{of.short_name} has more than one judgement “{code}”: say of which service."
    shown = found or of.judgements
    instead = [(judgement_url(of, one), f"{of.service(one.service).short_name}: {one.name}") for one in shown]
    raise NotOnRecordError(message, instead)
