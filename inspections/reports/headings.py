"""The headings in a report's body: of judgements, in every form that is printed, and of its other parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from inspections.frameworks.definitions import Framework
from inspections.reports.document import TextLine
from inspections.reports.findings import Timescale
from inspections.reports.setting import BULLET, NUMBER, body_size, is_bold_heading, joined
from inspections.reports.vocabulary import grade_pattern, is_grade_piece, label_words, whole_grade, words

Kind = Literal["front", "judgement", "improvements", "about", "information", "other", "record"]

# Chapters by their headings as words. The first match decides.
_CHAPTERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("record", re.compile(r"record of main findings.*")),
    (
        "improvements",
        re.compile(
            r"areas? (?:for|requiring) (?:improvement|priority action)|recommendations?|what needs to improve.*"
        ),
    ),
    (
        "improvements",
        re.compile(r"what (?:do|does) .{2,60} needs? to improve|(?:areas for )?priority and immediate actions?"),
    ),
    ("information", re.compile(r"service information|information about (?:this|the) (?:local )?(?:authority|area).*")),
    ("information", re.compile(r"(?:annex a )?information about the local authority.*")),
    ("information", re.compile(r"(?:children living|child protection|children looked after) in this area")),
    ("about", re.compile(r"(?:information )?about (?:this|the) inspection(?: and the review)?")),
    (
        "other",
        re.compile(r"executive summary|contents|summary of (?:key )?findings|summary for children and young people"),
    ),
    ("other", re.compile(r"(?:the )?inspection judgements and what they mean|what the inspection judge?ments mean.*")),
    ("other", re.compile(r"(?:section \d )?(?:the )?local authority|inspection judge?ments about the local authority")),
    ("other", re.compile(r"(?:previous|other) ofsted inspections|other information about this area|local leadership")),
    (
        "other",
        re.compile(r"progress since the last inspection|(?:the )?local authority(?:s| has the following) strengths"),
    ),
    ("other", re.compile(r"this local authority .{0,60}because|the practice framework used in this area")),
)
_BOARD = re.compile(
    r"(?:section \d )?(?:inspection (?:findings|judge?ments?) (?:about )?)?(?:the )?(?:effectiveness of )?(?:the )?"
    r"(?:local safeguarding childrens? board|lscb)(?: lscb)?(?: grade)?"
)
_GRADE_TAIL = re.compile(
    r"[\s:–—-]*+(?:\b(?:is|are)\b(?:\s+that\s+(?:it|they))?(?:\s+(?:is|are))?)?[\s:–—-]*+"
    rf"(?:\(?grade\s*[1-4]\)?)?[\s:–—-]*+\(?{grade_pattern()}\)?\s*(?:\(?grade\s*[1-4]\)?)?[.\s]*+\d?$",
    re.IGNORECASE,
)
_GRADE_END = re.compile(grade_pattern() + r"\W*(?:grade\s*[1-4]\W*)?\d?$", re.IGNORECASE)
_VERB_TAIL = re.compile(r"\s+(?:is|are)(?:\s+that\s+(?:it|they)(?:\s+(?:is|are|requires?))?)?[\s:]*$", re.IGNORECASE)
_VERB_AND_GRADE = re.compile(r"\b(?:is|are)\s+[^:]*\.$")
_PREFIX = re.compile(r"^(?:graded judge?ment (?:for|about|on|of) (?:the )?|inspection outcomes )")
_OF_SERVICES = re.compile(r" of (?:safeguarding services|services for (?:looked after children|safeguarding).*)$")
_FOOTNOTE_MARK = re.compile(r"(?<=[A-Za-z?)])\d{1,2}$")
_OF = r"(?: of (?:the |this )?(?:publication|report|inspection)(?: of (?:the|this) .{1,40})?)?"
_TIMESCALES: tuple[tuple[Timescale, re.Pattern[str]], ...] = (
    ("immediately", re.compile(rf"(?:immediately|with immediate effect){_OF}")),
    ("within_three_months", re.compile(rf"within (?:three|3) months{_OF}")),
    ("within_six_months", re.compile(rf"within (?:six|6) months{_OF}")),
)
_LONGEST_HEADING = 4
# If this many headings are set in bold or larger type, a judgement in plain type is not a heading.
_TYPED = 5


@dataclass(frozen=True)
class ReportHeading:
    """A heading in lines `start` to before `end`. `codes` is its judgement's code in each service that has it."""

    start: int
    end: int
    kind: Kind
    codes: dict[str, str]


def headings(lines: list[TextLine], framework: Framework | None) -> list[ReportHeading]:
    """The headings among the lines, in order, without the rows of a table of judgements."""
    return _without_tables(list(_all_headings(lines, framework)))


def timescale_of(text: str) -> Timescale | None:
    """The timescale that the line is a heading for, or None. Ignores a bullet, a colon and the case."""
    plain = words(BULLET.sub("", text))
    return next((code for code, pattern in _TIMESCALES if pattern.fullmatch(plain)), None)


def _all_headings(lines: list[TextLine], framework: Framework | None) -> Iterator[ReportHeading]:
    names = heading_names(framework)
    size = body_size(lines)
    typed = size > 0 and sum(is_bold_heading(line, size) for line in lines) >= _TYPED
    index = 0
    while index < len(lines):
        heading = _heading_at(lines, index, names)
        run = lines[heading.start : heading.end] if heading else []
        if heading is None or (typed and heading.codes and not any(_stands_out(line, size) for line in run)):
            index += 1
        else:
            yield heading
            index = heading.end


def _without_tables(headings: list[ReportHeading]) -> list[ReportHeading]:
    """Leave out the rows of a table of judgements: headings that follow each other directly."""
    kept: list[ReportHeading] = []
    for heading in headings:
        before = kept[-1] if kept else None
        if not (before and before.codes and heading.codes and before.end == heading.start):
            kept.append(heading)
        elif before.codes == heading.codes:
            # One heading in two forms: “Section 2: …” above “The effectiveness of …”.
            kept[-1] = replace(before, end=heading.end)
        else:
            kept[-1] = heading
    return kept


def heading_names(framework: Framework | None) -> dict[str, dict[str, str]]:
    """Every heading as words, with its judgement's code by service. The key "" is the safeguarding board's."""
    names: dict[str, dict[str, str]] = {}
    if framework is None:
        return names
    for service in framework.services:
        single = {service.code: service.judgements[0].code} if len(service.judgements) == 1 else {}
        names.setdefault(label_words(service.name), single)
        for group in service.groups:
            names.setdefault(label_words(group.name), {})
        for judgement in service.judgements:
            for wording in (judgement.name, *judgement.wordings):
                label = label_words(wording)
                names.setdefault(label, {})[service.code] = judgement.code
                names.setdefault(f"experiences and progress of {label}", {})[service.code] = judgement.code
            if service.code == "lscb":
                names[""] = {service.code: judgement.code}
    return names


def _stands_out(line: TextLine, size: float) -> bool:
    return is_bold_heading(line, size) or bool(_grade_tail(line.text)) or is_grade_piece(line.text)


def _heading_at(lines: list[TextLine], index: int, names: dict[str, dict[str, str]]) -> ReportHeading | None:
    """The heading that begins here, over as many lines as it takes, with any grades beside or after it."""
    text = ""
    if not lines[index].text[:1].isupper() or is_grade_piece(lines[index].text):
        return None
    for end in range(index, min(index + _LONGEST_HEADING, len(lines))):
        line = lines[end]
        if len(line.text) > 160 or (end > index and NUMBER.match(line.text)):
            return None
        # A grade beside the heading may come between its lines, or be broken: “… Grade 2 / (Good)”.
        before, text = text, joined([text, line.text]) if text else line.text
        named = _named(text, names)
        if named is None:
            text = before if before and whole_grade(line.text) else text.removesuffix(_grade_tail(text))
        if named is not None:
            kind, codes = named
            after = end + 1
            while codes and after < len(lines) and is_grade_piece(lines[after].text):
                after += 1
            # If the next line begins in lower case, this is a sentence that happens to break here.
            if after < len(lines) and lines[after].text[:1].islower():
                continue
            return ReportHeading(index, after, kind, codes)
    return None


def _named(text: str, names: dict[str, dict[str, str]]) -> tuple[Kind, dict[str, str]] | None:
    bare = _FOOTNOTE_MARK.sub("", text.strip())
    plain = words(bare)
    for kind, pattern in _CHAPTERS:
        if pattern.fullmatch(plain):
            return kind, {}
    tail = _grade_tail(bare)
    label = label_words(_VERB_TAIL.sub("", bare.removesuffix(tail))).replace(
        "experience and progress", "experiences and progress"
    )
    # “Ambition and prioritisation are good.” is the first sentence under the heading.
    if _VERB_AND_GRADE.search(tail) and not _PREFIX.search(label):
        return None
    label = _OF_SERVICES.sub("", _PREFIX.sub("", label))
    if label in names:
        return ("judgement" if names[label] else "other"), names[label]
    if _BOARD.fullmatch(label) and "" in names:
        return "judgement", names[""]
    return None


def _grade_tail(text: str) -> str:
    """The grade at the end of a heading with the words before it: “: good”, “ is that it is good”, “ Grade 2
    (Good)”.
    """
    # A cheap check that rules out nearly every line.
    if not _GRADE_END.search(text[-40:]):
        return ""
    match = _GRADE_TAIL.search(text)
    return match[0] if match else ""
