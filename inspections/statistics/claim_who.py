"""Which council a sentence is about, and among which others."""

import re
from collections.abc import Collection
from datetime import date

from inspections.names import CouncilRegister, says_which

from .claim_sentence import Sentence
from .claim_words import COUNCILS, REGION_WORDS, TYPES

OWN_REGION = "its-region"
_LONGEST_NAME = 7
# English words that are councils only where they stand as a name.
_ALSO_WORDS = frozenset(["reading", "bath", "bury", "barking", "hart", "medway", "poole", "kent", "stock", "rutland"])
_NOT_AT_THE_EDGE = frozenset(["and", "of", "council", "authority", "unitary", "the", "metropolitan", "&"])
_IN_ALL = r"(?:\b(?:in|of|across|among|amongst|within|from)(?: all of| all)? )?(?:\bthe )?(?:\bwhole of (?:the )?)?"
_IN_ITS_REGION = (
    r"\b(?:in|of|across|within) (?:the|its|our|their) region(?:'s (?:councils|authorities))?\b|\bregionally\b"
)
_AMONG = r"\b(?:among|amongst|of|out of|in) (?:the |all |england's |english )*"
_NEIGHBOURS = (
    r"(?:\b(?:than|of|among|amongst|in) )?(?:all (?:of )?)?(?:(?:our|its|their|the) )?(?:own )?(?:(?:ten|10) )?"
    r"(?:statistical |nearest |closest )*\bneighbours(?: group)?\b"
)
_EVERYWHERE = (
    r"\b(?:anywhere )?(?:in|across|of) (?:the )?(?:whole of |whole |all of )?(?:england|country|nation)\b",
    r"\b(?:nationally|nationwide|national|in the national (?:table|ranking|picture))\b",
)


def read_group(sentence: Sentence, regions: Collection[str], council: str) -> None:
    """The region, type or neighbours of the council (slug) that it is compared with."""
    for region in sorted(regions, key=len, reverse=True):
        spelt = REGION_WORDS.get(region, re.escape(region).replace(r"\ ", "[ -]"))
        if found := sentence.take(rf"{_IN_ALL}(?<![\w-])(?:{spelt})(?:'s)?(?: (?:region|{COUNCILS}))?(?![\w-])"):
            sentence.says("region", region, found[0])
            break
    if council and "region" not in sentence.parts and (found := sentence.take(_IN_ITS_REGION)):
        sentence.says("region", OWN_REGION, found[0])
    for code, spelt in TYPES.items():
        if found := sentence.take(rf"{_AMONG}{spelt}(?![\w-])"):
            sentence.says("type", code, found[0])
            break
    if council and (found := sentence.take(_NEIGHBOURS)):
        sentence.says("neighbours-of", council, found[0])
        if of := sentence.parts.pop("of", None):
            # Of ten neighbours, or of the eleven that they are with the council itself?
            sentence.put_back(of.words)
    for everywhere in _EVERYWHERE:
        sentence.take(everywhere)


def read_council(sentence: Sentence, names: CouncilRegister, day: date) -> str:
    """The slug of the longest run of words that is a council's name, one with a capital before others.

    Every other mention of the same council is taken too. Other councils are left over.
    """
    slug = ""
    while found := _find_council(sentence.text, names, day, slug):
        start, end, run, slug = found
        sentence.text = f"{sentence.text[:start]} | {sentence.text[end:]}"
        sentence.says("council", slug, run)
    return slug


def _find_council(text: str, names: CouncilRegister, day: date, slug: str) -> tuple[int, int, str, str] | None:
    words = list(re.finditer(r"[\w'&.,-]+|[^\w\s'&.,-]", text))
    starts = {
        capital: [n for n, word in enumerate(words) if word[0][:1].isupper() is capital and word[0][:1].isalpha()]
        for capital in (True, False)
    }
    for capital, first_words in starts.items():
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            for first in first_words:
                if first + length > len(words):
                    continue
                start, end = words[first].start(), words[first + length - 1].end()
                run = re.sub(r"(?:'s|')$", "", text[start:end].strip(" .,"))
                if not _may_be_name(run, text, start, end, is_capital=capital):
                    continue
                council = names.resolve(run, day)
                if council and slug in ("", council.slug):
                    return start, start + len(text[start:end].rstrip(" .,")), run, council.slug
    return None


def _may_be_name(run: str, text: str, start: int, end: int, *, is_capital: bool) -> bool:
    words = run.split()
    if not words or words[0].lower() in _NOT_AT_THE_EDGE or words[-1].lower() in _NOT_AT_THE_EDGE - {"council"}:
        return False
    if not says_which(run) or re.search(r"[^\w\s'&.,-]", run):
        return False
    if is_capital or run.lower() not in _ALSO_WORDS:
        return True
    return start == 0 or bool(re.match(r" (?:council|is|was|has)\b", text[end:]))
