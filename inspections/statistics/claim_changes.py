"""What a sentence says of a council's grades through time: improved, fallen, for the first time, since when."""

import re

from .claim_days import SINCE_LAST, period_in, since_last_pattern, since_patterns
from .claim_kinds import ClaimKind
from .claim_sentence import Sentence
from .claim_words import GRADE, GRADE_WORDS

# Best first.
_ORDER = ("outstanding", "good-or-better", "good", "adequate", "requires-improvement", "inadequate")
# The first verbs of each kind say a change by themselves, the others only with grades.
_VERBS = {
    ClaimKind.IMPROVED: (
        r"(?<!most )\b(?:improved its (?:grade|rating)|improved|upgraded)",
        r"\b(?:gone up|went up|moved up|moved|stepped up|jumped|climbed|risen|rose|progressed|gone|went|up)",
    ),
    ClaimKind.FELL: (
        r"\b(?:fallen|fell|declined|downgraded|worsened|deteriorated)",
        r"\b(?:gone down|went down|moved down|moved|slipped|dropped|gone|went|down)",
    ),
}
_YEAR = r"(?:19|20)\d\d"
_FIRST_TIME = (
    r"\b(?:for (?:the|its|our) (?:very )?first time(?: ever)?(?: in its history)?|"
    rf"(?:its|our|their|the council's) first(?: ever)?(?= (?:{GRADE})))"
)
_BETTER_THAN_BEFORE = (
    r"\bbetter (?=than (?:at |in |when )?(?:(?:it|we) (?:was|were) )?"
    rf"(?:in (?:\w+ )?{_YEAR}|(?:its |our |the )?(?:last|previous)))"
)


def read_change(sentence: Sentence) -> None:
    """`improved from good to outstanding`, `has fallen since 2019`, `for the first time`, `since 2016`."""
    if first_time := sentence.take(_FIRST_TIME):
        sentence.says("claim", ClaimKind.FIRST_TIME.value, first_time[0])
    if steps := sentence.take(_steps_pattern()):
        _take_steps(sentence, steps)
    for kind, (strong, weak) in _VERBS.items():
        if sentence.kind and not (steps and sentence.kind is kind):
            continue
        verb = rf"(?:{strong}|{weak})" if steps else rf"(?:{strong}|{weak}(?= to (?:{GRADE})))"
        if found := sentence.take(rf"(?:\b(?:has|have|had|is|was) )?{verb}(?: to(?= (?:{GRADE})))?\b"):
            sentence.says("claim", kind.value, found[0])
    if not sentence.kind and (better := sentence.take(_BETTER_THAN_BEFORE)):
        sentence.says("claim", ClaimKind.IMPROVED.value, better[0])
    _read_since(sentence)


def _steps_pattern() -> str:
    """`from good in 2019 to outstanding in 2022`, the years being optional."""

    def grade(name: str) -> str:
        return rf"(?:an? )?['\"]?(?P<{name}>{GRADE})['\"]?(?: (?:grade|rating|judgement))?"

    before, after = rf"(?: in (?P<before>{_YEAR}))?", rf"(?: in (?P<after>{_YEAR}))?"
    return rf"\bfrom {grade('was')}{before} to (?:be )?{grade('grade')}{after}"


def _take_steps(sentence: Sentence, steps: re.Match[str]) -> None:
    was, grade = grade_of(steps["was"]), grade_of(steps["grade"])
    if sentence.kind is None:
        rises = _ORDER.index(grade) < _ORDER.index(was)
        sentence.says("claim", (ClaimKind.IMPROVED if rises else ClaimKind.FELL).value, steps[0])
    sentence.says("was", was, steps[0])
    sentence.says("grade", grade, steps[0])
    if steps["before"]:
        sentence.says("since", steps["before"], f"in {steps['before']}")
    if steps["after"]:
        sentence.put_back(f"in {steps['after']}")


def grade_of(words: str) -> str:
    """The name of a grade by its words."""
    return next(name for name, spelt in GRADE_WORDS.items() if re.fullmatch(spelt, words, re.IGNORECASE))


def _read_since(sentence: Sentence) -> None:
    if "since" in sentence.parts:
        return
    is_change = sentence.kind in {ClaimKind.IMPROVED, ClaimKind.FELL}
    if is_change and (last := sentence.take(since_last_pattern())):
        sentence.says("since", SINCE_LAST, last[0])
        return
    for pattern in since_patterns():
        found = sentence.find(pattern)
        if found and (period := period_in(found)):
            sentence.drop(found)
            sentence.says("since", period.when, found[0])
            return
