"""Sentences as officers and press offices write them: what is understood, the verdict, and an independent recount."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict

from dashboard.presenters.ruling import ruled
from dashboard.selections.claim import query_of_sentence, read_claim, sentence_read
from dashboard.selections.moment import Moment
from inspections.record.current import CurrentRecord
from tests.builders.database import TODAY
from tests.recount import recount

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
SENTENCES = tomllib.loads(Path(__file__).with_name("claim_sentences.toml").read_text(encoding="utf-8"))["sentence"]
OF_SLAC_2010 = [
    "overall_effectiveness capacity_for_improvement safe_and_feel_safe quality_of_provision health_agencies "
    "ambition_and_prioritisation leadership_and_management performance_management_qa partnership_working "
    "equality_and_diversity",
    "overall_effectiveness capacity_for_improvement being_healthy staying_safe enjoying_and_achieving "
    "positive_contribution economic_well_being quality_of_provision ambition_and_prioritisation "
    "leadership_and_management performance_management_qa equality_and_diversity",
]
SAFEGUARDING, LOOKED_AFTER = (
    [f"{service}.{code}" for code in codes.split()]
    for service, codes in zip(("safeguarding", "looked_after"), OF_SLAC_2010, strict=True)
)
SETS = {
    "FOUR": ["whole.leaders", "whole.help_and_protection", "whole.children_in_care", "whole.care_leavers"],
    "OVERALL": ["whole.overall_effectiveness"],
    "KEY": [*SAFEGUARDING[:2], *LOOKED_AFTER[:2]],
    "SIX": [
        "whole.overall_effectiveness",
        "whole.help_and_protection",
        "whole.cla_permanence",
        "whole.adoption",
        "whole.care_leavers",
        "whole.leadership",
    ],
    "SAFEGUARDING10": SAFEGUARDING,
    "LOOKEDAFTER12": LOOKED_AFTER,
    "EVERY22": SAFEGUARDING + LOOKED_AFTER,
}
BEST_FIRST = ["outstanding", "good", "requires_improvement", "inadequate"]


def judged(text: str) -> dict:
    """What is understood of a sentence, as the table has it, and the verdict."""
    moment = Moment(CurrentRecord(), TODAY)
    understood = sentence_read(text, moment)
    says = " ".join(f"{name}={part.value.replace(' ', '_')}" for name, part in understood.parts.items())
    found = {"text": text, "says": says} | ({"left": list(understood.left)} if understood.left else {})
    query = query_of_sentence(QueryDict(mutable=True), moment, understood)
    if "claim" not in query:
        return found | {"verdict": "No claim"}
    query["sentence"] = text
    try:
        asked = read_claim(query, moment)
    except (BadRequest, Http404):
        return {"text": text, "verdict": "Refused"}
    council = moment.record.council(asked.council) if asked.council else None
    _, ruling = ruled(asked, council, understood)
    return found | {"verdict": ruling.verdict}


def test_each_sentence_is_understood_and_judged_as_the_table_says():
    wanted = [{name: row[name] for name in row if name != "recount"} for row in SENTENCES]
    found = [judged(row["text"]) for row in SENTENCES]
    wrong = [pair for pair in zip(found, wanted, strict=True) if pair[0] != pair[1]]
    assert not wrong


def test_the_table_has_enough_sentences_of_every_verdict():
    verdicts = [row["verdict"].partition(" with a")[0] for row in SENTENCES]
    assert len(SENTENCES) >= 120
    for verdict in ("Holds", "Does not hold", "Cannot be checked", "Refused", "No claim"):
        assert verdicts.count(verdict) >= 5
    assert sum("recount" in row for row in SENTENCES) >= 60


@pytest.mark.parametrize("row", [row for row in SENTENCES if "recount" in row], ids=lambda row: row["text"])
def test_a_verdict_is_what_the_csv_files_say(row):
    """Counted from fixtures/ by the claim as it is written by hand beside the sentence."""
    says = {name: value for name, _, value in (part.partition("=") for part in row["says"].split())}
    day = date.fromisoformat(says.get("as-at") or str(TODAY))
    kind, programme, judgements, grades, more = [part.strip() for part in (row["recount"] + ";;").split(";")][:5]
    more = {name: value for name, _, value in (part.partition("=") for part in more.split())}
    judgements = SETS.get(judgements, [judgements])
    what = (programme, judgements, [grade for grade in grades.split(",") if grade])
    if kind.split()[0] in {"changed", "held", "first-time"}:
        true = _true_of_history(kind.split()[0], what, says["council"], day, more)
    else:
        true = _true_of_counts(kind.split(), what, says.get("council", ""), day, more)
    assert true is row["verdict"].startswith("Holds")


def _true_of_counts(kind, what, council, day, more) -> bool:
    programme, judgements, grades = what
    among = _among(council, more)
    counts = {}
    standing = {slug: of for slug, of in recount.grades_as_at(programme, day).items() if slug in among}
    for slug, known in standing.items():
        own = [known.get(judgement, "") for judgement in judgements]
        if all(grade not in {"", "not_judged"} for grade in own):
            counts[slug] = sum(grade in grades for grade in own)
    numbers = [int(number) for number in kind[1:]]
    if "base" in more and int(more["base"]) not in {len(counts), sum(map(bool, standing.values())), len(standing)}:
        return False
    if kind[0] in {"number", "percent"}:
        having = sum(count == len(judgements) for count in counts.values())
        share = 100 * having / len(counts)
        return having == numbers[0] if kind[0] == "number" else numbers[0] <= round(share) <= numbers[1]
    own = counts[council]
    others = [count for slug, count in counts.items() if slug != council]
    higher, level = sum(count > own for count in others), others.count(own)
    if "own" in more and own != int(more["own"]):
        return False
    return {
        "count": lambda: own == numbers[0],
        "one-of": lambda: 1 + level == numbers[0],
        "rank": lambda: 1 + higher == numbers[0],
        "joint-rank": lambda: 1 + higher == numbers[0] and level > 0,
        "highest": lambda: higher == level == 0,
        "joint-highest": lambda: higher == 0 < level,
        "better-than-most": lambda: 2 * sum(count < own for count in others) > len(others),
        "top-percent": lambda: 100 * (1 + higher + level) <= numbers[0] * len(counts),
    }[kind[0]]()


def _among(council: str, more: dict[str, str]) -> set[str]:
    if "neighbours" in more:
        return {council, *recount.neighbours(council, more["neighbours"])}
    region, type_ = more.get("region", "").replace("_", " "), more.get("type", "")
    return {
        slug for slug, row in recount.councils().items() if region in ("", row["region"]) and type_ in ("", row["type"])
    }


def _true_of_history(kind, what, council, day, more) -> bool:
    programme, (judgement,), grades = what
    members = recount.programmes()[programme]["members"]
    reports = sorted(
        (one.counts_from, one.grades[judgement])
        for one in recount.inspections()
        if one.council == council and one.framework in members and one.counts_from <= day and judgement in one.grades
    )
    now = reports[-1][1]
    if kind == "first-time":
        return now in grades and not any(grade in grades for _, grade in reports[:-1])
    since = date.fromisoformat(more["from"])
    if kind == "held":
        return all(grade in grades for published, grade in reports if published >= since)
    before = [grade for published, grade in reports if published <= since][-1]
    return BEST_FIRST.index(now) < BEST_FIRST.index(before) and grades in ([], [before, now])
