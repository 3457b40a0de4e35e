"""Reads a sentence about a council's place as people write it, by rules: what it says, in which words, what is left.

"Durham is joint best of 92 as at 5 January 2012" names a council, a place, a base and a day. What a sentence doesn't
say is left out here; whoever checks the claim assumes something for it and says so.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from inspections.frameworks.definitions import Measure, Programme
from inspections.frameworks.loader import all_programmes
from inspections.names import CouncilRegister, says_which

from .claims import ClaimKind

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ORDINALS = [
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
]
_NUMBER = rf"\d{{1,4}}|{'|'.join(_NUMBERS)}"
_ORDINAL = rf"\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS[1:])}"
_TYPES = {
    "county": "count(?:y|ies)",
    "london_borough": "london boroughs?",
    "metropolitan_district": "metropolitan (?:districts?|boroughs?)",
    "unitary": "unitar(?:y|ies)",
}
_WHAT = r"(?:judgements?|areas?|categories|grades?)"
# Words that say nothing that is checked.
_FILLER = frozenset(
    [
        *(
            "a",
            "all",
            "among",
            "an",
            "and",
            "are",
            "as",
            "at",
            "be",
            "been",
            "being",
            "by",
            "for",
            "from",
            "had",
            "has",
        ),
        *(
            "have",
            "in",
            "is",
            "it",
            "its",
            "just",
            "now",
            "of",
            "on",
            "only",
            "or",
            "our",
            "out",
            "than",
            "that",
            "the",
        ),
        *("their", "there", "they", "to", "under", "very", "was", "we", "were", "when", "where", "which", "with"),
        *("authorities", "authority", "best", "better", "children", "children's", "come", "comes", "council"),
        *("councils", "country", "county", "england", "english", "graded", "grades", "highest", "inspected"),
        *("inspection", "inspections", "judged", "judgement", "judgements", "local", "national", "nationally"),
        *("ofsted", "ofsted's", "place", "placed", "places", "ranked", "ranks", "rated", "rating", "reports"),
        *("services", "today", "whole"),
    ]
)
_LONGEST_NAME = 7


@dataclass(frozen=True)
class ClaimPart:
    """One thing that a sentence says: its value as the form has it, and the words that say it."""

    value: str
    words: str


@dataclass(frozen=True)
class ClaimText:
    """A sentence read: its parts by the form's names (`council`, `claim`, `of` …), and words not understood."""

    parts: Mapping[str, ClaimPart]
    left: tuple[str, ...]


@dataclass
class _Sentence:
    """What has been read of a sentence, and the text that has not."""

    text: str
    parts: dict[str, ClaimPart] = field(default_factory=dict)

    def take(self, pattern: str) -> re.Match[str] | None:
        """The first match, whose words are not read again."""
        found = re.search(pattern, self.text, re.IGNORECASE)
        if found:
            gap = " | " if found[0].strip() else " "
            self.text = f"{self.text[: found.start()]}{gap}{self.text[found.end() :]}"
        return found

    def says(self, name: str, value: object, found: re.Match[str]) -> None:
        self.parts.setdefault(name, ClaimPart(str(value), " ".join(found[0].split())))


def read_claim_text(text: str, names: CouncilRegister, today: date, regions: Collection[str]) -> ClaimText:
    """Read a sentence. Councils are those of its day, or of `today`; `regions` are the names of regions."""
    sentence = _Sentence(" ".join(text.replace("’", "'").split()))
    day = _read_day(sentence) or today
    named = _read_programme(sentence)
    programme = named or programme_of_day(day)
    neighbours = sentence.take(
        r"(?:(?:than|of|among) )?(?:\w+ )?(?:\w+ )?(?:statistical |nearest )neighbours|\w+ neighbours"
    )
    _read_count(sentence)
    _read_place(sentence)
    measure = _read_measure(sentence, programme, is_named=named is not None)
    _read_group(sentence, regions)
    _read_council(sentence, names, day)
    if neighbours and "council" in sentence.parts:
        sentence.says("neighbours-of", sentence.parts["council"].value, neighbours)
    if (every := sentence.parts.get("count")) and every.value == "all":
        sentence.parts["count"] = ClaimPart(str(len((measure or programme.measures[0]).judgements)), every.words)
    if "count" in sentence.parts and "claim" not in sentence.parts:
        sentence.parts["claim"] = ClaimPart(ClaimKind.COUNT.value, sentence.parts["count"].words)
    return ClaimText(sentence.parts, _left(sentence.text))


def programme_of_day(day: date) -> Programme:
    """The programme that is or was the latest on a day."""
    begun = [one for one in all_programmes() if one.frameworks[0].in_force_from.earliest <= day]
    return (begun or all_programmes()[:1])[-1]


def _read_day(sentence: _Sentence) -> date | None:
    before = r"(?:\b(?:as at|as of|on|by)\s+)?"
    months = "|".join(_MONTHS)
    written = rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m>{months})[a-z]*\.?\s+(?P<y>\d{{4}})\b"
    in_figures = r"\b(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})\b"
    as_data = r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b"
    for pattern in (written, in_figures, as_data):
        found = re.search(before + pattern, sentence.text, re.IGNORECASE)
        if not found:
            continue
        month = found["m"].lower()[:3]
        try:
            day = date(int(found["y"]), _MONTHS.index(month) + 1 if month in _MONTHS else int(month), int(found["d"]))
        except ValueError:
            continue
        sentence.take(re.escape(found[0]))
        sentence.says("as-at", day, found)
        return day
    if today := sentence.take(before + r"\b(?:today|now|currently)\b"):
        sentence.says("as-at", "", today)
    return None


def _read_programme(sentence: _Sentence) -> Programme | None:
    names = {"sif": "single inspection framework|sif", "ilacs": "ilacs", "slac": "slac"}
    for programme in all_programmes():
        spelt = names.get(programme.code, re.escape(programme.short_name))
        if found := sentence.take(rf"(?:\bunder )?(?:the )?\b(?:{spelt})\b"):
            sentence.says("measure", programme.code, found)
            return programme
    return None


def _read_count(sentence: _Sentence) -> None:
    """`three of the four key judgements`, `all four`, `in all areas`."""
    kinds = r"(?:key|main|summary|graded|overall|sub)[ -]?"
    found = re.search(
        rf"\b(?:with |has |had )?(?P<n>all|{_NUMBER}|none) (?:out )?of (?:the |its |their )?(?P<m>[2-8]|two|three|four|"
        rf"five|six|seven|eight)\b(?! (?:councils|reports|authorities))",
        sentence.text,
        re.IGNORECASE,
    )
    if found and (found["n"].lower() in {"all", "none"} or number_of(found["n"]) <= number_of(found["m"])):
        sentence.take(re.escape(found[0]))
        count = {"all": found["m"], "none": "0"}.get(found["n"].lower(), found["n"])
        sentence.says("count", number_of(count), found)
        return
    if found := sentence.take(
        rf"\b(?:in |for |on |with )?all (?P<n>two|three|four|six|[2-8])\b(?: (?:{kinds})*{_WHAT})?"
    ):
        sentence.says("count", number_of(found["n"]), found)
    elif found := sentence.take(rf"\b(?:in |for |on )(?:all (?:the )?{_WHAT}|everything|every {_WHAT})"):
        sentence.says("count", "all", found)
    elif found := sentence.take(rf"\b(?P<n>{_NUMBER}) (?=outstanding {_WHAT})"):
        sentence.says("count", number_of(found["n"]), found)


def _read_place(sentence: _Sentence) -> None:
    base = rf"(?P<of> (?:out )?of (?:only |just |the |all )*(?P<n>{_NUMBER})(?: councils| reports| authorities)?)?"
    joint = r"\b(?:joint(?:ly)?|equal|tied(?: for)?|tied)[ -]"
    rules = (
        (ClaimKind.TOP_PERCENT, rf"\btop (?P<k>{_NUMBER}) ?(?:%|per ?cent){base}"),
        (ClaimKind.TOP, rf"\btop (?P<k>{_NUMBER})\b(?: councils| authorities)?{base}"),
        (ClaimKind.JOINT_HIGHEST, rf"{joint}(?:best|highest|top|first|1st)\b{base}"),
        (ClaimKind.ONE_OF, rf"\bone of (?:only |just |the )*(?P<k>{_NUMBER})\b(?: councils| authorities)?{base}"),
        (ClaimKind.RANK, rf"\b(?:{joint[2:]})?(?P<k>{_ORDINAL})\b(?:[ -](?:best|highest))?{base}"),
        (ClaimKind.ONE_OF, rf"\bthe only (?P<k>)(?:council|authority)\b{base}"),
        (ClaimKind.HIGHEST, rf"\b(?:best|highest|first|1st|top)\b{base}"),
    )
    for kind, pattern in rules:
        if not (found := sentence.take(pattern)):
            continue
        groups = found.groupdict()
        whole = found[0][: found.start("of") - found.start()] if groups["of"] else found[0]
        sentence.parts["claim"] = ClaimPart(kind.value, whole.strip())
        if "k" in groups:
            sentence.parts["number"] = ClaimPart(str(number_of(groups["k"]) if groups["k"] else 1), whole.strip())
        if groups["of"]:
            sentence.parts["of"] = ClaimPart(str(number_of(groups["n"])), groups["of"].strip())
        return


def _read_measure(sentence: _Sentence, programme: Programme, *, is_named: bool) -> Measure | None:
    """The measure of the programme that the words name, if they name any."""
    grade = sentence.take(r"\b(?:good or (?:better|outstanding)|outstanding or good)\b")
    outstanding = None if grade else sentence.take(r"\boutstanding\b")
    kind = sentence.take(rf"\b(?:overall(?: effectiveness)?|key(?: summary)?|main|all six|six)\b(?: {_WHAT})?")
    sentence.take(rf"\b{_WHAT}\b")
    said = [found[0] for found in (kind, grade or outstanding) if found]
    if not said and not is_named:
        return None
    ending = "good-or-better" if grade else "outstanding"
    count = sentence.parts.get("count")
    beginning = _beginning(f"{kind[0] if kind else ''} {count.words if count else ''}".lower(), programme)
    of_grade = [one for one in programme.measures if one.code.endswith(ending)]
    measure = next((one for one in of_grade if one.code.startswith(beginning)), of_grade[0])
    words = ", ".join([*([sentence.parts["measure"].words] if is_named else []), *said])
    sentence.parts["measure"] = ClaimPart(f"{programme.code}.{measure.code}", words)
    return measure


def _beginning(said: str, programme: Programme) -> str:
    if "overall" in said:
        return "overall"
    if "six" in said:
        return "all"
    return programme.measures[0].code.partition("-")[0]


def _read_group(sentence: _Sentence, regions: Collection[str]) -> None:
    for region in sorted(regions, key=len, reverse=True):
        if found := sentence.take(rf"\bin (?:the )?{re.escape(region)}\b"):
            sentence.says("region", region, found)
            break
    for code, spelt in _TYPES.items():
        if found := sentence.take(rf"\b(?:among|of) (?:the |all )?{spelt}(?: councils?| authorit(?:y|ies))?\b"):
            sentence.says("type", code, found)
            break


def _read_council(sentence: _Sentence, names: CouncilRegister, day: date) -> None:
    """The longest run of words that is a council's name, one with a capital before others."""
    words = list(re.finditer(r"[\w'&.,-]+|\|", sentence.text))
    runs = [
        (words[first].start(), words[last].end())
        for length in range(_LONGEST_NAME, 0, -1)
        for first in range(len(words) - length + 1)
        for last in [first + length - 1]
        if "|" not in sentence.text[words[first].start() : words[last].end()]
    ]
    for capital in (True, False):
        for start, end in runs:
            run = re.sub(r"'s$", "", sentence.text[start:end].strip(" .,"))
            if run[:1].isupper() is not capital or not says_which(run):
                continue
            if council := names.resolve(run, day):
                sentence.parts["council"] = ClaimPart(council.slug, run)
                sentence.text = f"{sentence.text[:start]} | {sentence.text[end:]}"
                return


def _left(text: str) -> tuple[str, ...]:
    """The runs of words that were not understood, without those that say nothing that is checked."""
    runs = (re.findall(r"[\w'%-]+", part) for part in text.split("|"))
    kept = ([word for word in run if word.lower().strip("'-") not in _FILLER] for run in runs)
    return tuple(" ".join(run) for run in kept if run)


def number_of(words: str) -> int:
    """`3`, `three`, `3rd` and `third` as a number."""
    text = words.lower()
    for spelt in (_NUMBERS, _ORDINALS):
        if text in spelt:
            return spelt.index(text) + 1
    return int(re.sub(r"\D", "", text))
