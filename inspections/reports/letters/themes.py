"""What the inspectors looked at: the words of the letter, and the theme of Ofsted's lists that they name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspections.reports.letters.findings import VisitTheme
from inspections.reports.letters.sentences import LetterSentence
from inspections.reports.vocabulary import words

_PATTERNS: tuple[tuple[VisitTheme, re.Pattern[str]], ...] = (
    (VisitTheme.FRONT_DOOR, re.compile(r"\bfront doors?\b")),
    (
        VisitTheme.IN_NEED_OR_ON_A_PLAN,
        re.compile(
            r"\bchild(?:ren)? in need\b(?! (?:of|assessments?)\b)"
            r"|\bsubject (?:to|of) (?:a |an )?(?:child )?protection plan|\bchild(?:ren)? protection plan"
        ),
    ),
    (
        VisitTheme.CHILDREN_IN_CARE,
        re.compile(
            r"\bchild(?:ren)? (?:and young people )?in care\b(?! councils?\b)"
            r"|\blooked after child|\bchildren looked after\b"
        ),
    ),
    (VisitTheme.ACHIEVING_PERMANENCE, re.compile(r"\bpermanence\b")),
    (VisitTheme.CARE_LEAVERS, re.compile(r"\bcare leavers?\b")),
    (VisitTheme.VULNERABLE_ADOLESCENTS, re.compile(r"\bvulnerable adolescents?\b")),
)
_OF_CHILDREN_IN_CARE = re.compile(
    r"(\bpermanence\b(?: \w+){0,4}?) (?:for|of) (?:all )?(?:children in care|looked after children)\b"
)
_LOOKED_AT = re.compile(
    r"\b(?:inspectors?|they|we|(?:this|the) (?:focused )?visit)\s+(?:(?:also|primarily|specifically)\s+)?"
    r"(?:looked (?:at|into)|considered|reviewed|evaluated|examined|assessed|explored|focus+ed (?:on|upon)"
    r"|scrutini[sz]ed|inspected|concentrated on"
    r"|(?:had a|was) (?:particular |specific |main )?focus(?:ed)? (?:on|of|was)?)\s+",
    re.IGNORECASE,
)
_FOCUS = re.compile(r"\b(?:focus|scope|theme) of (?:this|the) visit (?:was|is|included)\s+", re.IGNORECASE)
_EVIDENCE = re.compile(
    r"(?:(?:an?|the) )?(?:(?:wide|broad|varied|full|large) )?(?:range|variety|number) of\b"
    r"|(?:relevant |local authority |children[’'‘`]s |electronic )*(?:case|social care) (?:records|files|discussions)\b"
    r"|(?:relevant |local authority )*(?:performance|documents?|evidence|information)\b",
    re.IGNORECASE,
)
_ARRANGEMENTS = re.compile(
    r"^(?:(?:the|its|your) )?(?:local authority|council|authority|borough|county council|trust|services?)?"
    r"(?:[’'‘`]s)?\s*"
    r"(?:(?:and|the|quality|effectiveness|impact|current|progress(?: made)?|of) ){0,6}"
    r"(?:arrangements|services?|practice|responses?|provision|work|progress(?: made)?|support)\s+"
    r"(?:(?:and|made|support|services?|provision) ){0,4}(?:in place\s+)?"
    r"(?:for|to|in|with|on|at|regarding|in relation to|around)\s+",
    re.IGNORECASE,
)
_AREA = re.compile(
    r"^(?:progress(?: made)? in )?(?:the )?(?:following )?(?:areas?|aspects?) of\s+(?!concern)|^supporting\s+",
    re.IGNORECASE,
)
# What follows only says what of the theme they looked at.
_DETAIL = re.compile(
    r",?\s*\b(?:with (?:a |an )?(?:particular |specific |main )*(?:focus|emphasis)|in particular|particularly"
    r"|specifically|including|to include|focus+ing on|which included|in (?:accordance|line) with|as part of)\b"
    r"|, assessing\b|:",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r":\s*$")
MOST_DETAILS = 4


@dataclass(frozen=True)
class ThemeRead:
    """The theme as printed, its sentence, and the themes of Ofsted's lists named in it and in its details."""

    printed: str
    sentence: LetterSentence
    named: tuple[VisitTheme, ...]
    in_details: tuple[VisitTheme, ...]

    @property
    def code(self) -> VisitTheme | None:
        """The theme of Ofsted's lists, if the words name one and the details no other."""
        return self.named[0] if len(self.named) == 1 and not self.others else None

    @property
    def others(self) -> tuple[VisitTheme, ...]:
        """Themes that only the details name. The front door leads to work with children in need."""
        known = set(self.named)
        if VisitTheme.FRONT_DOOR in known:
            known.add(VisitTheme.IN_NEED_OR_ON_A_PLAN)
        return tuple(theme for theme in self.in_details if theme not in known)


def find_theme(opening: Sequence[LetterSentence]) -> ThemeRead | None:
    """What the first sentence that says so says that the inspectors looked at. None if none says so."""
    for index, sentence in enumerate(opening):
        match = _LOOKED_AT.search(sentence.text) or _FOCUS.search(sentence.text)
        if match is None:
            continue
        rest = sentence.text[match.end() :]
        if _EVIDENCE.match(rest):
            continue
        return _read(rest, sentence, _details(opening, index))
    return None


def _read(text: str, sentence: LetterSentence, details: list[str]) -> ThemeRead:
    cut = _DETAIL.search(text)
    head = text[: cut.start()] if cut else text
    if cut:
        details = [text[cut.end() :], *details]
    printed = _AREA.sub("", _ARRANGEMENTS.sub("", head.strip(), count=1), count=1).strip(" .,;:")
    if not printed or re.fullmatch(
        r"(?:(?:the )?following )?(?:areas?|aspects?)(?: of concern.*)?", printed, re.IGNORECASE
    ):
        # “… the following areas:” says it all in its points.
        points = [detail for detail in details if detail.strip()]
        printed, named = "; ".join(point.strip(" .;") for point in points[:MOST_DETAILS]), _themes(points)
        every = all(_themes([point]) == named for point in points)
        return ThemeRead(printed, sentence, named if every else (), () if every else named)
    return ThemeRead(printed, sentence, _themes([head]), _themes(details))


def _details(opening: Sequence[LetterSentence], index: int) -> list[str]:
    """The points after the sentence, and the sentences that say more precisely what they looked at."""
    details: list[str] = []
    for sentence in opening[index + 1 :]:
        match = _LOOKED_AT.search(sentence.text) or _FOCUS.search(sentence.text)
        if sentence.is_point:
            details.append(sentence.text)
        elif match is not None and not _EVIDENCE.match(sentence.text[match.end() :]):
            details.append(sentence.text[match.end() :])
        elif details and not _LEADS_IN.search(sentence.text):
            break
    return details


def _themes(texts: Iterable[str]) -> tuple[VisitTheme, ...]:
    plain = " . ".join(words(text) for text in texts)
    plain = _OF_CHILDREN_IN_CARE.sub(r"\1", plain)
    return tuple(theme for theme, pattern in _PATTERNS if pattern.search(plain))
