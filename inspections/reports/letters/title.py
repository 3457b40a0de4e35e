"""Recognises a letter on a visit by its title or its first sentence, wherever on the first pages they are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from inspections.reports.document import Document, TextLine
from inspections.reports.letters.findings import LetterEvidence, VisitKind
from inspections.reports.setting import joined

# Ofsted's address, the recipient's and the title are within these lines.
FIRST_LINES = 120
# Without a salutation the title has to be within these.
TITLE_LINES = 25
# A title or a first sentence wraps over at most this many lines.
WRAPS = 3
_VISIT = r"(?P<kind>focus+ed|monitoring)\s+visit"
_TITLE = re.compile(
    rf"(?:(?:ofsted|ilacs|re:|(?:the )?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))\W+)*"
    rf"{_VISIT}\s+(?:to|of|at|in)\s+(?=[\w‘'“]).{{3,}}",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    rf"this letter (?:summari[sz]es|sets out|outlines|contains|reports(?: on)?|presents|provides|details|confirms)\b"
    rf"[^.]{{0,80}}?\b{_VISIT}",
    re.IGNORECASE,
)
_SALUTATION = re.compile(r"dear\b", re.IGNORECASE)
_REPORT = re.compile(r"inspection dates?\b|dates? of inspection\b|judgement\s+grade\b", re.IGNORECASE)
_END_OF_TITLE = re.compile(r"services\W*$|[.:]$", re.IGNORECASE)


@dataclass(frozen=True)
class LetterTitle:
    """The kind of visit with the title's words, and the index of the letter's first line after the title.

    `places` are the page and number of each of the title's lines: in some files they come after the letter's first
    sentences. `other_kind` is set if the first sentence names another kind of visit than the title.
    """

    visit: VisitKind
    evidence: LetterEvidence
    after: int
    places: frozenset[tuple[int, int]] = frozenset()
    other_kind: bool = False


def find_title(document: Document) -> LetterTitle | None:
    """The title of a letter on a visit, or its first sentence if it has no title. None if this is no such letter."""
    lines = list(islice(document.lines, FIRST_LINES))
    title = _title(lines)
    sentence = _first_sentence(lines)
    if title is None:
        return sentence
    if sentence is None:
        # Reports name visits too, but they print dates or a table, and greet nobody.
        is_letter = title.after <= TITLE_LINES or any(_SALUTATION.match(line.text) for line in lines)
        return title if is_letter and not any(_REPORT.match(line.text) for line in lines) else None
    return replace(title, after=min(title.after, sentence.after), other_kind=sentence.visit != title.visit)


def _title(lines: Sequence[TextLine]) -> LetterTitle | None:
    for index, line in enumerate(lines):
        match = _TITLE.match(line.text)
        if match is None or not line.text[:1].isupper() or _is_prose(line.text):
            continue
        end = index + 1
        while end < min(index + WRAPS, len(lines)) and not _END_OF_TITLE.search(lines[end - 1].text):
            if not _goes_on(lines[end - 1], lines[end]):
                break
            end += 1
        places = frozenset((line.page, line.number) for line in lines[index:end])
        return LetterTitle(_kind(match), _evidence(lines[index:end]), end, places)
    return None


def _is_prose(text: str) -> bool:
    """Whether a line that begins like a title is part of a sentence."""
    return re.search(r"[a-z]{2}[.,;] [A-Z]|\b(?:was|were|has|took|identified|found)\b", text) is not None


def _goes_on(line: TextLine, following: TextLine) -> bool:
    """Whether a title continues on the next line: set like it, and not a sentence of the letter."""
    if _SENTENCE.match(following.text) or _SALUTATION.match(following.text):
        return False
    return following.page == line.page and (following.bold == line.bold if line.bold else following.text[:1].islower())


def _first_sentence(lines: Sequence[TextLine]) -> LetterTitle | None:
    for index, line in enumerate(lines):
        if "this letter" not in line.text.lower():
            continue
        text = joined([other.text for other in lines[index : index + WRAPS]])
        match = _SENTENCE.search(text, text.lower().find("this letter"))
        if match is not None and match.start() < len(line.text):
            return LetterTitle(_kind(match), LetterEvidence(match[0], line.page, line.number, line.box), index)
    return None


def _kind(match: re.Match[str]) -> VisitKind:
    return "monitoring_visit" if match["kind"].lower() == "monitoring" else "focused_visit"


def _evidence(lines: Sequence[TextLine]) -> LetterEvidence:
    first = lines[0]
    box = first.box
    for line in lines[1:]:
        box = box.join(line.box) if box and line.box else box
    return LetterEvidence(joined([line.text for line in lines]), first.page, first.number, box)
