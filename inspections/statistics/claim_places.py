"""What a sentence says of a council's place among others."""

import re

from .claim_kinds import ClaimKind
from .claim_numbers import NUMBER, ORDINAL, number_of
from .claim_sentence import Sentence
from .claim_words import COUNCILS, GRADE, JUDGEMENTS, KINDS, REGIONS, SOME_COUNCILS, TYPES

_ONLY = r"(?:only |just |the |all |exactly |now )*"
_NO_JUDGEMENTS = rf"(?! (?:of|out of) (?:the |its |their )*(?:{NUMBER} )?{KINDS}*{JUDGEMENTS})(?! {KINDS}*{JUDGEMENTS})"
# Behind a place: out of how many.
_BASE = (
    rf"(?P<of>,? (?:out )?of (?:(?:only|just|the|all|a total of|england's|english) )*(?P<n>{NUMBER})"
    rf"(?! (?:the |its )?{KINDS}*{JUDGEMENTS})(?: {COUNCILS})?)?"
)
_JOINT = r"\b(?:joint(?:ly)?|equal|tied(?: for)?|=)[ -]"
# What may follow a place: not "first time", "third inspection", "best interests".
_END = (
    r"(?=\s*(?:$|[|.,;:!?)]|(?:(?:out )?of|in|on|among|amongst|nationally|regionally|overall|for|with|by|as|at|across|"
    r"out|under|when|since|and|council|authority|local authority|place|position|alongside|equal)\b))"
)
_RATED = r"(?:[- ](?:performing|rated|ranked|scoring|graded|placed))?"
_BEST = rf"(?:best|highest|top){_RATED}{_END}"
_WORST = rf"(?:worst|lowest|bottom){_RATED}{_END}"
_FIRST = r"(?:first|1st|number one|number 1|no\.? ?1)(?: place| position)?"
_RANKED = r"\b(?:ranked|ranks|placed|comes|came|in|is|was|are)"
# "Second-best", "among the best", "one of the worst" are other claims.
_NOT_VAGUE = (
    r"(?<!among )(?<!amongst )(?<!among the )(?<!amongst the )(?<!one of the )(?<!of the )(?<!one of )(?<!second )"
    r"(?<!third )(?<!\w-)"
)
_ALONE = rf"{_NOT_VAGUE}\b(?:the )?(?:single )?{_NOT_VAGUE}"
# "A third", "one fifth" are shares.
_NTH = rf"(?<!\ba )(?<!one )(?<!two )(?P<k>(?!first|1st){ORDINAL})(?:[ -](?:best|highest))?(?: place| position)?{_END}"
_NEIGHBOURS = (
    r"(?:(?:our|its|their|the|his|her|[A-Z]\w+'s?) )?(?:own )?(?:statistical |nearest |closest )*neighbours(?: group)?"
)
_TOP = r"(?:one of |among |amongst |in |within )?(?:the |our |england's )?\btop"
_OF_COUNCILS = rf"(?: of (?:all )?(?:the )?{SOME_COUNCILS})?"
_PER_CENT = {"half": 50, "quarter": 25, "quartile": 25, "fifth": 20, "tenth": 10, "decile": 10}
_GRADED = rf"(?:(?:{GRADE})(?:[- ]rated)? )?"
_MOST = r"(?:most(?: of)?|the majority of|more than half(?: of)?)(?: the)?(?: other)?"

# Each kind with a pattern: the first that is found counts. `k` is its number, `half` a part in words.
_RULES = (
    (
        ClaimKind.TOP_PERCENT,
        rf"{_TOP} (?P<k>{NUMBER}) ?(?:%|per ?cent){_OF_COUNCILS}{_BASE}",
    ),
    (ClaimKind.TOP_PERCENT, rf"{_TOP} (?P<half>{'|'.join(_PER_CENT)}){_OF_COUNCILS}{_BASE}"),
    (ClaimKind.TOP, rf"{_TOP} (?P<k>{NUMBER})(?: (?:of|{SOME_COUNCILS}))?{_BASE}"),
    (ClaimKind.JOINT_LOWEST, rf"{_JOINT}{_WORST}{_BASE}"),
    (ClaimKind.JOINT_HIGHEST, rf"{_JOINT}(?:{_BEST}|{_FIRST}){_BASE}"),
    (
        ClaimKind.ONE_OF,
        rf"\b(?:one|1) of {_ONLY}(?P<k>{NUMBER}){_NO_JUDGEMENTS}"
        rf"(?: {_ONLY}(?:{REGIONS} )?{_GRADED}{SOME_COUNCILS})?{_BASE}",
    ),
    (
        ClaimKind.ONE_OF,
        rf"\b(?:among|amongst) {_ONLY}(?P<k>{NUMBER}){_NO_JUDGEMENTS}"
        rf" (?:{REGIONS} )?{_GRADED}{SOME_COUNCILS}{_BASE}",
    ),
    (ClaimKind.JOINT_RANK, rf"(?:{_RANKED} )?{_JOINT}{_NTH}{_BASE}"),
    (ClaimKind.RANK, rf"(?:{_RANKED} )?{_NTH}{_BASE}"),
    (
        ClaimKind.ONE_OF,
        rf"\b(?:the|england's|our) (?:only|one and only|sole) (?P<k>)(?:{REGIONS} )?{_GRADED}{SOME_COUNCILS}{_BASE}",
    ),
    (ClaimKind.ONE_OF, rf"\bthe only (?P<k>)one\b{_BASE}"),
    (ClaimKind.LOWEST, rf"{_ALONE}{_WORST}{_BASE}"),
    (
        ClaimKind.HIGHEST,
        rf"\b(?:better|higher|more highly rated) than (?:any|every|all) other(?: {SOME_COUNCILS}|s)?{_BASE}",
    ),
    (ClaimKind.BETTER_THAN_MOST, rf"\bbetter than {_MOST}(?: {SOME_COUNCILS}|(?= {_NEIGHBOURS}))"),
    (ClaimKind.HIGHEST, rf"\bbetter than (?:all|any|every one|each)(?: of)?(?= {_NEIGHBOURS})"),
    (ClaimKind.BETTER, rf"\bbetter than(?= {_NEIGHBOURS})"),
    (ClaimKind.BETTER, rf"\bbetter than (?:the )?(?:(?:other|rest of the) )?(?:{COUNCILS}|others|rest)"),
    (ClaimKind.HIGHEST, rf"{_ALONE}{_BEST}{_BASE}"),
    # Those who share the first place are first too, so this is no claim to be alone.
    (ClaimKind.RANK, rf"{_RANKED} (?:in )?(?P<first>{_FIRST}){_END}{_BASE}"),
)


def read_place(sentence: Sentence) -> None:
    """The place that a council is said to have, and out of how many."""
    for kind, pattern in _RULES:
        if found := sentence.take(pattern):
            _say_place(sentence, kind, found)
            return


def _say_place(sentence: Sentence, kind: ClaimKind, found: re.Match[str]) -> None:
    groups = found.groupdict()
    words = found[0][: found.start("of") - found.start()] if groups.get("of") else found[0]
    sentence.says("claim", kind.value, words)
    if groups.get("half"):
        sentence.says("number", _PER_CENT[groups["half"].lower()], words)
    elif "k" in groups or "first" in groups:
        sentence.says("number", number_of(groups["k"]) if groups.get("k") else 1, words)
    if groups.get("of"):
        sentence.says("of", number_of(groups["n"]), groups["of"].strip(" ,"))
    if kind in {ClaimKind.JOINT_HIGHEST, ClaimKind.JOINT_LOWEST}:
        others = sentence.take(rf"\b(?:with|alongside) (?P<k>{NUMBER}) (?:others?|other {SOME_COUNCILS})\b")
        if others:
            sentence.says("number", number_of(others["k"]), others[0])
    read_councils_of(sentence, words)


def read_councils_of(sentence: Sentence, words: str) -> None:
    """The grade, type or region inside words that have been read: "17 outstanding councils", "London boroughs"."""
    if grade := re.search(rf"\b(?:{GRADE})\b", words, re.IGNORECASE):
        sentence.put_back(grade[0])
    for code, spelt in TYPES.items():
        if found := re.search(rf"\b{spelt}", words, re.IGNORECASE):
            sentence.says("type", code, found[0])
            return
    if region := re.search(rf"\b{REGIONS}", words, re.IGNORECASE):
        sentence.put_back(f"in {region[0]}")
