"""Reads a sentence about Ofsted's grades as people write them, by rules: what it says, in which words, what is left.

"Durham is joint best of 92 as at 5 January 2012" names a council, a place, a base and a day. What a sentence doesn't
say is left out here; whoever checks the claim assumes something for it and says so. Words are never skipped: those
that no rule understands are left over, and a sentence with such words is not judged as a whole.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from inspections.frameworks.definitions import Framework, Programme
from inspections.frameworks.loader import all_programmes
from inspections.names import CouncilRegister

from .claim_changes import read_change
from .claim_councils import read_share
from .claim_counts import read_count, read_judgement
from .claim_days import DayMeant, day_pattern, period_in
from .claim_kinds import OF_ITS_HISTORY, ClaimKind
from .claim_places import read_place
from .claim_sentence import ClaimPart, Sentence
from .claim_subjects import Subject, readings_of
from .claim_who import read_council, read_group
from .claim_words import GRADE_WORDS, LATEST_INSPECTION, SERVICES_FOR_CHILDREN, left_over

_PAST = re.compile(r"\b(?:was|were|had|came)\b", re.IGNORECASE)
_PROGRAMMES = {
    "sif": r"(?:single inspection(?: framework)?s?|sifs?)",
    "ilacs": r"ilacs(?: (?:2018|2023|2026))?",
    "slac": r"(?:slac|safeguarding and looked[ -]after children inspections?)",
    "cp-2012": r"child protection inspections?",
}


@dataclass(frozen=True)
class Register:
    """What a sentence may name, and what is known of it.

    `framework_of` is the framework of a council's (slug) latest inspection by a day, or None without one.
    """

    names: CouncilRegister
    regions: Collection[str]
    today: date
    framework_of: Callable[[str, date], Framework | None] = lambda _slug, _day: None


@dataclass(frozen=True)
class ClaimText:
    """A sentence read: its parts by the form's names (`council`, `claim`, `of` …), and words not understood.

    If its words have several meanings, `readings` has what each would put in the form's fields, the first being what
    `parts` has. `names_programme`: it says under which programme. `is_of_past`: it speaks of the past, without a day.
    """

    parts: Mapping[str, ClaimPart]
    left: tuple[str, ...]
    readings: tuple[Mapping[str, str], ...] = ()
    names_programme: bool = False
    is_of_past: bool = False


def read_claim_text(text: str, register: Register) -> ClaimText:
    """Read a sentence. Councils and programmes are those of its day, or of today."""
    sentence = Sentence(_plain(text))
    named = _read_programme(sentence)
    read_change(sentence)
    for says_nothing in (SERVICES_FOR_CHILDREN, LATEST_INSPECTION):
        while sentence.take(says_nothing):
            pass
    day = _read_day(sentence, register.today) or register.today
    council = read_council(sentence, register.names, day)
    own = register.framework_of(council, day) if council else None
    programme = named or (_programme(own.programme) if own else programme_of_day(day))
    if own and own.programme != programme.code:
        own = None
    subject = read_count(sentence)
    if sentence.kind is None or sentence.kind in OF_ITS_HISTORY:
        read_place(sentence)
    if sentence.kind is None:
        read_share(sentence)
    subject = read_judgement(sentence, programme, subject)
    subject = _read_grade(sentence, subject)
    read_group(sentence, register.regions, council)
    _settle_kind(sentence, subject)
    if sentence.kind is ClaimKind.SHARE and "council" in sentence.parts:
        sentence.put_back(sentence.parts.pop("council").words)
    readings = readings_of(subject, sentence.kind, programme, own, day)
    _say_reading(sentence, readings, subject)
    is_of_past = "as-at" not in sentence.parts and bool(_PAST.search(text))
    return ClaimText(sentence.parts, left_over(sentence.text), readings, named is not None, is_of_past)


def _plain(text: str) -> str:
    """The text with plain apostrophes, hyphens and spaces, and without what separates things read."""
    for other, plain in {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "‑": "-", "|": " ; "}.items():
        text = text.replace(other, plain)
    return " ".join(text.split())


def programme_of_day(day: date) -> Programme:
    """The programme that is or was the latest on a day."""
    begun = [one for one in all_programmes() if one.frameworks[0].in_force_from.earliest <= day]
    return (begun or all_programmes()[:1])[-1]


def _programme(code: str) -> Programme:
    return next(one for one in all_programmes() if one.code == code)


def _read_programme(sentence: Sentence) -> Programme | None:
    for programme in all_programmes():
        spelt = _PROGRAMMES.get(programme.code, re.escape(programme.short_name))
        before, after = (
            r"(?:\b(?:under|of|in|for|by) )?(?:\b(?:the|its|our|an?) )?",
            r"(?: (?:framework|inspections?))?",
        )
        if found := sentence.take(rf"{before}\b{spelt}\b{after}"):
            sentence.says("programme", programme.code, found[0])
            return programme
    return None


def _read_day(sentence: Sentence, today: date) -> date | None:
    for pattern in day_pattern():
        found = sentence.find(pattern)
        if not found:
            continue
        period = period_in(found)
        if period is None:
            # 31 February 2012 is not February 2012.
            return None
        sentence.drop(found)
        return _say_day(sentence, period, found[0], today)
    if found := sentence.take(
        r"(?:\b(?:as at|as of|as things stand|by) )?\b(?:today|now|currently|at present|at the moment)\b"
    ):
        sentence.says("as-at", "", found[0])
    return None


def _say_day(sentence: Sentence, period: DayMeant, words: str, today: date) -> date:
    """The last day of a month or year is meant, or today if it goes on."""
    day = min(period.last, today) if period.first <= today else period.last
    sentence.says("as-at", day, words)
    if period.span:
        sentence.says("span", period.span, words)
    if last_year := sentence.take(
        r"\b(?:since|on|than|from|compared (?:with|to)) (?:the year before|last year|the previous year)\b"
    ):
        sentence.says("since", day.year - 1, last_year[0])
    return day


def _read_grade(sentence: Sentence, subject: Subject) -> Subject:
    if "grade" in sentence.parts:
        part = sentence.parts.pop("grade")
        return replace(subject, grade=part.value, grade_words=part.words)
    for name, spelt in GRADE_WORDS.items():
        found = sentence.take(rf"(?<![\w-])['\"]?{spelt}['\"]?(?![\w-])(?: (?:grade|rating|judge?ment)s?\b)?")
        if found:
            return replace(subject, grade=name, grade_words=found[0])
    return subject


def _settle_kind(sentence: Sentence, subject: Subject) -> None:
    """The kind of claim, if it is only by the way that the sentence says it."""
    if sentence.kind is None and (subject.is_set or subject.grade):
        words = subject.words if subject.is_set else subject.grade_words
        kind = ClaimKind.HELD if "since" in sentence.parts else ClaimKind.COUNT
        sentence.says("claim", kind.value, words)
    if sentence.kind not in OF_ITS_HISTORY:
        for part in ("since", "was"):
            if part in sentence.parts:
                sentence.put_back(sentence.parts.pop(part).words)


def _say_reading(
    sentence: Sentence,
    readings: tuple[Mapping[str, str], ...],
    subject: Subject,
) -> None:
    """Put what is counted into the parts, with the words that say it."""
    by_programme = sentence.parts.pop("programme", None)
    said = ", ".join(filter(None, (by_programme.words if by_programme else "", subject.words, subject.grade_words)))
    if not readings:
        # What is not known to be counted can't be claimed.
        taken = [sentence.parts.pop(name, None) for name in ("claim", "of", "number", "share", "than", "was", "since")]
        words = [part.words for part in taken if part]
        for phrase in dict.fromkeys([*words, subject.words, subject.grade_words]):
            sentence.put_back(phrase)
        return
    first = readings[0]
    if said:
        sentence.says("measure", first["measure"], said)
    if first.get("grade"):
        sentence.says("grade", first["grade"], subject.grade_words)
    if first.get("count"):
        sentence.says("count", first["count"], subject.words or subject.grade_words)
