"""Whether overall judgements on record came out by the rule that their framework states for them."""

from collections.abc import Iterable

from inspections.frameworks.definitions import Framework

from .standings import InspectionRecord

INADEQUATE = "inadequate"


def rule_held(framework: Framework, records: Iterable[InspectionRecord]) -> int:
    """In how many inspections on record the framework's rule on overall judgements held; 0 if it did not in one.

    Inspections with an overall grade under any version with the same rule are counted.
    """
    rule = framework.overall_rule
    if rule is None:
        return 0
    number = 0
    for record in records:
        if record.framework.overall_rule != rule:
            continue
        overall = record.result(rule.judgement).grade
        if overall is None:
            continue
        must = _any_inadequate(record, rule.inadequate_where)
        may = must or _any_inadequate(record, rule.may_be_inadequate_where)
        if (must and overall.code != INADEQUATE) or (overall.code == INADEQUATE and not may):
            return 0
        number += 1
    return number


def _any_inadequate(record: InspectionRecord, judgements: Iterable[str]) -> bool:
    grades = (record.result(judgement).grade for judgement in judgements)
    return any(grade is not None and grade.code == INADEQUATE for grade in grades)
