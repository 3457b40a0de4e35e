"""What a claim may count: the measures of a programme, one judgement alone, or every judgement of a framework."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from inspections.frameworks.definitions import Framework, Judgement, Measure, Programme, Service
from inspections.frameworks.loader import all_programmes

from .comparable import counterpart, things_judged

GRADES: Mapping[str, tuple[str, ...]] = {
    "outstanding": ("outstanding",),
    "good-or-better": ("outstanding", "good"),
    "good": ("good",),
    "adequate": ("adequate",),
    "requires-improvement": ("requires_improvement",),
    "inadequate": ("inadequate",),
}
GRADE_OF_CODE = {codes[0]: name for name, codes in GRADES.items() if len(codes) == 1}


@dataclass(frozen=True)
class Countable:
    """Judgements that a claim may count, with whatever grade.

    `code` is unique in the programme. `noun` is one of the judgements in a sentence. `framework` is the one version
    whose judgements these are; None if all versions of the programme have them.
    """

    code: str
    label: str
    judgements: tuple[str, ...]
    noun: str
    framework: str = ""

    @property
    def is_one(self) -> bool:
        return len(self.judgements) == 1


@cache
def countables(programme: Programme) -> Mapping[str, Countable]:
    """Everything that may be counted under a programme, by code: the sets of its measures first."""
    found: dict[str, Countable] = {}
    for measure in programme.measures:
        code = _set_of(measure)
        label = measure.short_name.partition(",")[0]
        found.setdefault(code, Countable(code, label, measure.judgements, measure.noun))
    sets = {frozenset(one.judgements) for one in found.values()}
    for framework in programme.frameworks:
        found |= {one.code: one for one in _whole_frameworks(framework) if frozenset(one.judgements) not in sets}
    alone = {one.judgements[0] for one in found.values() if one.is_one}
    for framework, judgement in things_judged(programme):
        if judgement.id not in {*alone, *found} and _is_same_throughout(programme, framework, judgement.id):
            found[judgement.id] = _judgement_alone(framework, judgement)
    return found


def _whole_frameworks(framework: Framework) -> list[Countable]:
    """Every judgement of a framework that reports grade, and every one of each of its services."""

    def whole(code: str, label: str, judgements: tuple[Judgement, ...], noun: str) -> Countable:
        ids = tuple(judgement.id for judgement in judgements if not judgement.optional)
        return Countable(code, label, ids, noun, framework.code)

    every = [whole(framework.code, f"Every judgement of {framework.short_name}", framework.judgements, "judgement")]
    if len(framework.services) > 1:
        every += [
            whole(
                f"{framework.code}.{service.code}",
                f"Every judgement of {framework.short_name} on {_service_words(service)}",
                service.judgements,
                f"judgement on {_service_words(service)}",
            )
            for service in framework.services
        ]
    return [one for one in every if not one.is_one]


def _is_same_throughout(programme: Programme, framework: Framework, id_: str) -> bool:
    """Whether the judgement has this id wherever the programme judged the same thing, and nowhere else."""
    others = [other for other in programme.frameworks if other != framework]
    return all(counterpart(framework.code, other.code, id_) == (id_ if other.has(id_) else None) for other in others)


def _judgement_alone(framework: Framework, judgement: Judgement) -> Countable:
    words = _lower_first(judgement.short_name)
    if f" {words}".startswith((" are ", " children are ", " children feel ")):
        words = f"whether children {words.removeprefix('children ')}"
    if sum(other.code == judgement.code for other in framework.judgements) > 1:
        words = f"{words} for {_service_words(framework.service(judgement.service))}"
    return Countable(judgement.id, words[:1].upper() + words[1:], (judgement.id,), f"judgement on {words}")


def _service_words(service: Service) -> str:
    return _lower_first(service.short_name)


def _lower_first(words: str) -> str:
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _set_of(measure: Measure) -> str:
    """`four` of `four-outstanding`; `judgements` for a measure that is named by its grade alone."""
    for grade in ("-outstanding", "-good-or-better"):
        if measure.code.endswith(grade):
            return measure.code.removesuffix(grade)
    return "judgements"


def canonical(programme: Programme, code: str, grade: str) -> tuple[str, str]:
    """A code and a grade as addresses have them: a measure of the programme has its grade in its code."""
    of_set, own_grade = split(programme, code)
    grade = grade or own_grade
    if grade:
        for measure in programme.measures:
            if _set_of(measure) == of_set and measure.grades == GRADES[grade]:
                return measure.code, ""
    return of_set, grade


def split(programme: Programme, code: str) -> tuple[str, str]:
    """The code of what is counted, and the grade if the code says it."""
    for measure in programme.measures:
        if measure.code == code:
            return _set_of(measure), next(name for name, codes in GRADES.items() if codes == measure.grades)
    return code, ""


def measure_for(programme: Programme, code: str, grade: str) -> Measure:
    """The measure that counts these judgements with this grade, by default outstanding."""
    code, grade = canonical(programme, code, grade)
    if not grade and code in {measure.code for measure in programme.measures}:
        return programme.measure(code)
    of, grade = countables(programme)[code], grade or "outstanding"
    words = " or ".join(one.replace("_", " ") for one in reversed(GRADES[grade]))
    name = f"{of.label} graded {words}"
    return Measure(f"{code}.{grade}", name, name, of.noun, GRADES[grade], of.judgements)


def has_grade(programme: Programme, grade: str) -> bool:
    """Whether the programme's scale has the grade."""
    scale = programme.frameworks[0].scale
    return all(scale.has(code) for code in GRADES[grade])


@cache
def codes_of_all() -> Mapping[str, tuple[Programme, str]]:
    """The programme and the code by `programme.code`, as addresses have it."""
    return {
        f"{programme.code}.{code}": (programme, code)
        for programme in all_programmes()
        for code in (*(measure.code for measure in programme.measures), *countables(programme))
    }
