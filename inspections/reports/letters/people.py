"""The inspectors whom a letter names, and the one who signed it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from inspections.reports.document import TextLine
from inspections.reports.letters.sentences import LetterSentence

_NAME = (
    r"(?:[A-Z][A-Za-zÀ-ž’'‘-]+|[A-Z]\.?)(?: (?:[A-Z][A-Za-zÀ-ž’'‘-]*\.?|de|van|von|der|den|la|le|du|al|el|bin)){1,4}"
)
_WHOLE_NAME = re.compile(_NAME)
_MAJESTY = (
    r"(?:(?:one|two|three|four|five|all|both)\s+(?:of\s+whom\s+(?:are|were)\s+|of\s+)?)?"
    r"(?:her|his)\s+majesty[’'‘`]?s[’'‘`]?"
)
_ROLE = re.compile(
    rf"\b(?:senior\s+|lead\s+)?(?:{_MAJESTY}\s+inspectors?|HMIs?|SHMIs?|OIs?|ofsted\s+inspectors?"
    r"|(?:social\s+care\s+)?(?:regulatory|compliance|contracted|associate|additional|team|seconded|schools?)\s+inspectors?"
    r"(?:\s+managers?)?|inspectors?|designate)(?:\s*\((?:lead|HMI|OI)\))?\b|\(\s*(?:lead|HMI|OI|SHMI)\s*\)"
    r"|\(?\b(?:HMI|OI)\s+designate\)?",
    re.IGNORECASE,
)
_MENTIONS = re.compile(r"\binspectors?\b|\bHMIs?\b", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:inspectors?|HMIs?)\b[^.]{0,60}?\b(?:were|was|are|is)\b:?"
    r"|\b(?:carried out|undertaken|conducted|led|made) by\b:?"
    r"|\binspectors? (?:for|on|at|during) (?:this|the) visit:",
    re.IGNORECASE,
)
# “Her Majesty's Inspectors A and B carried out the visit.”
_BY_SUBJECT = re.compile(
    r"(?P<names>(?:her|his)? ?(?:majesty.s )?(?:inspectors?|HMIs?)\b.{5,200}?)\s+"
    r"(?:carried out|conducted|undertook|made) (?:the|this) (?:focus+ed |monitoring )?visit",
    re.IGNORECASE,
)
_LEAD = re.compile(rf"\b[Ll]ead [Ii]nspector,?\s+(?:was\s+|is\s+)?(?P<name>{_NAME})")
_END_OF_NAMES = re.compile(r",?\s*\b(?:all|both) of whom\b.*|\bfrom ofsted\b.*|\bon \d.*", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&|with)\s+")
_SIGNED = re.compile(r"(?:pp\.?|p\.p\.|on behalf of)\s+", re.IGNORECASE)
_HONOURS = re.compile(r",?\s+(?:OBE|CBE|MBE|QPM|HMI|SHMI)\b\.?|^(?:Mr|Mrs|Ms|Miss|Dr)\.?\s+")
LINES_OF_SIGNATURE = 8


@dataclass(frozen=True)
class Inspectors:
    """The inspectors in the order in which the letter names them, and the sentence. `unread` is what was no name.

    `lead` is the one whom the letter calls the lead inspector, or None.
    """

    names: tuple[str, ...] = ()
    sentence: LetterSentence | None = None
    unread: str = ""
    lead: str | None = None


def find_inspectors(opening: Sequence[LetterSentence]) -> Inspectors:
    """The inspectors named in the opening."""
    for sentence in opening:
        verb, subject = _VERB.search(sentence.text), _BY_SUBJECT.search(sentence.text)
        if not _MENTIONS.search(sentence.text) or not (verb or subject):
            continue
        names, unread = _names(subject["names"] if subject else sentence.text[verb.end() if verb else 0 :])
        if names:
            lead = _LEAD.search(sentence.text)
            return Inspectors(names, sentence, unread, lead["name"].rstrip(".") if lead else None)
    return Inspectors()


def _names(text: str) -> tuple[tuple[str, ...], str]:
    """The names in a list of inspectors, without their ranks, and the parts that are no names."""
    names: list[str] = []
    unread: list[str] = []
    for part in _PARTS.split(_ROLE.sub(",", _END_OF_NAMES.sub("", text))):
        name = _HONOURS.sub("", part.strip(" .:()–-"))
        if _WHOLE_NAME.fullmatch(name):
            names.append(name)
        elif name:
            unread.append(name)
    return tuple(dict.fromkeys(names)), "; ".join(unread)


def signed_by(closing: Sequence[TextLine]) -> str | None:
    """The name under *Yours sincerely*, above the signatory's rank."""
    for line in closing[1:LINES_OF_SIGNATURE]:
        name = _HONOURS.sub("", _SIGNED.sub("", line.text)).split(",")[0].strip(" .")
        if _WHOLE_NAME.fullmatch(name) and not _MENTIONS.search(name):
            return name
    return None
