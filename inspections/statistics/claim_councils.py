"""What a sentence says of how many councils there are: a number, a share or both."""

import re

from .claim_kinds import ClaimKind
from .claim_numbers import FRACTION, NUMBER, fraction_of, number_of
from .claim_places import read_councils_of
from .claim_sentence import Sentence
from .claim_shares import Than
from .claim_words import GRADE, REGIONS, SOME_COUNCILS, than_of, than_pattern

_COUNCILS = rf"(?P<councils>(?:{REGIONS} )?(?:(?:{GRADE})(?:[- ]rated)? )?(?:other )?{SOME_COUNCILS})"
_OF = rf"(?: (?:out )?of)?(?: (?:the|all|these|those|england's|its))*(?: (?P<base>{NUMBER}))? {_COUNCILS}"
_OF_BASE = rf" (?:out )?of (?:the |all |england's )*(?P<base>{NUMBER}) {_COUNCILS}"
_PERCENT = rf"(?P<percent>{NUMBER}) ?(?:%|per ?cent)"
_RULES = (
    rf"{than_pattern()}{_PERCENT}{_OF}",
    rf"{than_pattern()}(?P<fraction>{FRACTION}){_OF}",
    rf"(?P<most>\b(?:most|(?:the|a) (?:vast )?majority)){_OF}",
    rf"(?P<none>\b(?:no|none of the|not one|not a single)){_OF}",
    rf"(?P<all>\b(?:all|every(?: single)?|each|100 ?%)){_OF}",
    rf"{than_pattern()}(?P<n>{NUMBER}){_OF_BASE}",
    rf"(?:\bthere (?:are|were) )?{than_pattern()}(?P<n>{NUMBER})(?: of the)? {_COUNCILS}",
)
_PROPORTION = rf"\b(?:the )?(?:proportion|share|percentage) of (?:the |all )?{_COUNCILS}"
_STATED = rf"\b(?:is|was|stood at|stands at) {than_pattern()}{_PERCENT}"


def read_share(sentence: Sentence) -> None:
    """`33% of 39 reports`, `a third of councils`, `13 of 39 councils`, `no council`, `the proportion … is 32%`."""
    if sentence.find(_PROPORTION) and (stated := sentence.take(_STATED)):
        _say_share(sentence, stated)
        if councils := sentence.take(_PROPORTION):
            read_councils_of(sentence, councils["councils"])
        return
    for pattern in _RULES:
        found = sentence.find(pattern)
        if found and not re.search(r"\bone of (?:the )?$", sentence.text[: found.start()], re.IGNORECASE):
            sentence.drop(found)
            _say_share(sentence, found)
            read_councils_of(sentence, found["councils"])
            return


def _say_share(sentence: Sentence, found: re.Match[str]) -> None:
    groups, words = found.groupdict(), found[0]
    share, than = _share_and_than(groups)
    sentence.says("claim", ClaimKind.SHARE.value, words)
    if share:
        sentence.says("share", share, words)
    else:
        sentence.says("number", 0 if groups.get("none") else number_of(groups["n"]), words)
        if beside := sentence.take(rf"\(\s*{_PERCENT}\s*\)"):
            sentence.says("share", number_of(beside["percent"]), beside[0])
    if than is not Than.EXACTLY:
        sentence.says("than", than.value, groups.get("than") or words)
    if groups.get("base"):
        sentence.says("of", number_of(groups["base"]), f"of {groups['base']}")


def _share_and_than(groups: dict[str, str | None]) -> tuple[str, Than]:
    """The share as the form has it, or "" for a number, and how it is meant."""
    than = than_of(groups.get("than")) or Than.EXACTLY
    if groups.get("most"):
        return "50", Than.MORE
    if fraction := groups.get("fraction"):
        # In words a share is rounded.
        return str(fraction_of(fraction)), Than.ABOUT if than is Than.EXACTLY else than
    if percent := groups.get("percent"):
        return str(number_of(percent)), than
    return "100" if groups.get("all") else "", than
