"""What a sentence counts: which judgements with which grade, and all that its words may mean by that."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspections.frameworks.definitions import Framework, Programme

from .claim_kinds import OF_A_PLACE, OF_ITS_HISTORY, ClaimKind
from .claim_measures import canonical, countables, has_grade

_LOWEST = frozenset({ClaimKind.LOWEST, ClaimKind.JOINT_LOWEST})


@dataclass(frozen=True)
class Subject:
    """What the words name: judgements, how many of how many, and the grade.

    `judgements` are ids, several if a name stands in several services. `is_every`: "all" of them, without a number
    unless `out_of` has it. `kind` are words such as "key" or "main". `service` is that of a set of judgements, and
    `of_overall` restricts it to overall effectiveness. `words` say what is counted, `grade_words` the grade.
    """

    judgements: tuple[str, ...] = ()
    count: int | None = None
    is_every: bool = False
    out_of: int | None = None
    kind: str = ""
    service: str = ""
    of_overall: bool = False
    grade: str = ""
    words: str = ""
    grade_words: str = ""

    @property
    def is_set(self) -> bool:
        """Whether several judgements are counted."""
        return self.count is not None or self.is_every


def readings_of(
    subject: Subject, kind: ClaimKind | None, programme: Programme, own: Framework | None, day: date
) -> tuple[Mapping[str, str], ...]:
    """What the words may put in the fields `measure`, `grade` and `count`, likeliest first.

    Empty if there is no such thing: a grade that the scale hasn't got, judgements that were not judged. `own` is the
    framework of the council's latest inspection by the day.
    """
    if kind is None or (subject.grade and not has_grade(programme, subject.grade)):
        return ()
    in_force = [one for one in programme.frameworks if one.in_force_from.earliest <= day]
    codes = _codes(subject, kind, programme, own, own or (in_force or programme.frameworks)[-1])
    grades = [subject.grade] if subject.grade else _grades_unsaid(kind, codes, programme)
    found = [_reading(subject, kind, programme, code, grade) for code in codes for grade in grades]
    return tuple(dict(pairs) for pairs in dict.fromkeys(tuple(one.items()) for one in found))


def _codes(
    subject: Subject, kind: ClaimKind, programme: Programme, own: Framework | None, of_day: Framework
) -> list[str]:
    known = countables(programme)
    if subject.judgements:
        by_judgement = {one.judgements[0]: code for code, one in known.items() if one.is_one}
        judged = [id_ for id_ in subject.judgements if of_day.has(id_)] or subject.judgements
        return [by_judgement[id_] for id_ in judged if id_ in by_judgement]
    if subject.is_set:
        return _sets(subject, kind, programme, own)
    if kind in OF_A_PLACE:
        return [code for code, one in known.items() if not one.framework and _is_measure(programme, code)]
    if "overall" in known and known["overall"].is_one:
        return ["overall"]
    # Without one overall judgement, "outstanding" may mean that of either service.
    return [code for code in known if code.endswith(".overall_effectiveness")]


def _is_measure(programme: Programme, code: str) -> bool:
    return canonical(programme, code, "outstanding")[1] == ""


def _sets(subject: Subject, kind: ClaimKind, programme: Programme, own: Framework | None) -> list[str]:
    """Sets of judgements with the number that the words give; all that may be meant if they give none."""
    known = countables(programme)
    if kind in OF_ITS_HISTORY:
        return []
    of_programme = [code for code, one in known.items() if not one.framework and not one.is_one]
    whole = [code for code, one in known.items() if one.framework and own and one.framework == own.code]
    is_own = kind is ClaimKind.COUNT
    if subject.of_overall:
        possible = ["overall"] if "overall" in known and not known["overall"].is_one else []
    elif subject.service:
        possible = [code for code in whole if code.endswith(f".{subject.service}")]
    elif "key" in subject.kind and "key" in known:
        possible = ["key"]
    elif "main" in subject.kind and "main" in known:
        possible = ["main"]
    elif subject.out_of is not None:
        possible = [*(whole if is_own else ()), *of_programme]
    elif is_own:
        possible = _every_of(of_programme, whole, own)
    else:
        possible = [code for code in of_programme if code != "overall"]
    if subject.out_of is not None:
        possible = [code for code in possible if len(known[code].judgements) == subject.out_of][:1]
    count = subject.count or 0
    return [code for code in dict.fromkeys(possible) if count <= len(known[code].judgements)]


def _every_of(of_programme: list[str], whole: list[str], own: Framework | None) -> list[str]:
    """The sets that "all areas" or "three judgements" of a council's own inspection may mean.

    An inspection with one overall judgement beside the others is judged by its other judgements too.
    """
    every = [code for code in whole if own and code == own.code]
    sets = [code for code in of_programme if code != "overall"]
    if own and own.code == "ilacs-2018":
        return every
    return [*sets, *every]


def _grades_unsaid(kind: ClaimKind, codes: list[str], programme: Programme) -> list[str]:
    if kind in {ClaimKind.IMPROVED, ClaimKind.FELL}:
        return [""]
    if kind in _LOWEST:
        # Who has most of the worst grade is worst; who has none of it may still be.
        return ["inadequate"]
    if kind not in OF_A_PLACE and kind not in {ClaimKind.COUNT, ClaimKind.ONE_OF}:
        return []
    known = countables(programme)
    if kind in OF_A_PLACE and all(known[code].is_one for code in codes):
        return ["outstanding"]
    return ["outstanding", "good-or-better"] if kind in OF_A_PLACE else []


def _reading(subject: Subject, kind: ClaimKind, programme: Programme, code: str, grade: str) -> dict[str, str]:
    of = countables(programme)[code]
    measure, rest = canonical(programme, code, grade)
    reading = {"measure": f"{programme.code}.{measure}", "grade": rest}
    if subject.count is not None:
        reading["count"] = str(subject.count)
    elif subject.is_every or (of.is_one and kind in {ClaimKind.COUNT, ClaimKind.ONE_OF}):
        reading["count"] = str(len(of.judgements))
    return reading
