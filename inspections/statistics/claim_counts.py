"""What a sentence counts: how many judgements out of how many, or one judgement by its name."""

import re
from dataclasses import replace

from inspections.frameworks.definitions import Programme

from .claim_numbers import NUMBER, number_of
from .claim_sentence import Sentence
from .claim_subjects import Subject
from .claim_words import COUNCILS, GRADE, JUDGEMENTS, KINDS, SERVICE, TYPES, judgement_patterns

_BEFORE = r"\b(?:(?:with|has|had|have|in|on|for|got|across) )?(?:(?:only|just|exactly) )?"
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|[1-9])"
_ITS = r"(?:(?:the|its|their|our|these) )*"
_KIND = rf"(?P<kind>{KINDS}*)"
# What may stand before "judgements" is read again by itself.
_OF_THEM = (
    rf"(?:(?P<grade>{GRADE}) )?(?:of (?:its|the) )?(?P<overall>overall(?: effectiveness)? )?"
    rf"(?:(?P<service>{SERVICE})(?: services?)? )?{JUDGEMENTS}\b"
)
_THEN_A_GRADE = rf"(?=\s*(?:$|[|.,;:)]|(?:judged|rated|graded|were|are|being|as|at|with|and)\b|(?:{GRADE})))"
_EVERY = ("all", "both", "every", "each", "across the board", "in everything", "on every count", "throughout")
_NONE = ("none", "neither", "no")
_RULES = (
    rf"{_BEFORE}(?P<n>all|none|neither|{NUMBER}) (?:out )?of {_ITS}(?P<m>{NUMBER} )?{_KIND}{_OF_THEM}",
    # "One of four" without judgements may be one of four councils.
    rf"{_BEFORE}(?P<n>(?!one|1 )(?:{_SMALL}|all|none)) (?:out )?of {_ITS}(?P<m>{_SMALL}) ?{_THEN_A_GRADE}",
    rf"{_BEFORE}(?P<n>all|both|every|each)(?: of)? {_ITS}(?P<m>{NUMBER} )?{_KIND}{_OF_THEM}",
    rf"{_BEFORE}(?P<n>all) (?P<m>{_SMALL})\b(?! (?:of )?(?:{COUNCILS}|{'|'.join(TYPES.values())}))",
    r"\b(?P<n>across the board|in everything|on every count|throughout)\b",
    # "By four judgements" says nothing of how many have a grade.
    rf"{_BEFORE}(?P<n>no|{NUMBER}) {_KIND}(?={GRADE}){_OF_THEM}(?! of)",
    rf"{_BEFORE}(?P<n>no|{NUMBER}) {_KIND}{_OF_THEM}(?= (?:(?:judged|rated|graded|is|are|was|were|as) )*(?:{GRADE}))",
)


def read_count(sentence: Sentence) -> Subject:
    """`three of the four key judgements`, `all four`, `in all areas`, `no inadequate judgements`."""
    for pattern in _RULES:
        found = sentence.find(pattern)
        if found and (subject := _subject(found)):
            sentence.drop(found)
            for name in ("grade", "overall", "service"):
                if words := found.groupdict().get(name):
                    sentence.put_back(words.strip())
            return subject
    return Subject()


def _subject(found: re.Match[str]) -> Subject | None:
    """How many of how many; None if they are more than there are."""
    groups = found.groupdict()
    words = groups["n"].lower()
    of = number_of(groups["m"].strip()) if groups.get("m") else 2 if words == "both" else None
    is_every = words in _EVERY
    count = None if is_every else 0 if words in _NONE else number_of(words)
    if of is not None and count is not None and count > of:
        return None
    return Subject(count=count, is_every=is_every, out_of=of, kind=(groups.get("kind") or "").lower(), words=found[0])


def read_judgement(sentence: Sentence, programme: Programme, subject: Subject) -> Subject:
    """The judgement or, if several are counted, the service that the words name."""
    for pattern, ids in judgement_patterns(programme):
        found = sentence.find(pattern)
        if not found:
            continue
        services = {id_.partition(".")[0] for id_ in ids}
        words = " ".join(filter(None, (subject.words, found[0])))
        if not subject.is_set:
            sentence.drop(found)
            return replace(subject, judgements=ids, words=words)
        if "overall" in found[0].lower():
            sentence.drop(found)
            return replace(subject, of_overall=True, words=words)
        if len(services) == 1 and re.search(rf"\b{SERVICE}(?: services?)?(?: {JUDGEMENTS})?$", found[0], re.IGNORECASE):
            sentence.drop(found)
            return replace(subject, service=services.pop(), words=words)
    return subject
