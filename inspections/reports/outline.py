"""The body of a report, parted by its headings: which judgement, list or chapter each line stands under."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal

from inspections.frameworks.loader import Framework
from inspections.reports.document import Document, Line
from inspections.reports.extract import tidy
from inspections.reports.vocabulary import grade_pattern, is_grade_piece, label_words, whole_grade, words

Kind = Literal["front", "judgement", "improvements", "about", "information", "other", "record"]

OVERALL = "overall_effectiveness"
BULLET = re.compile(r"^(?:[-–—•▪■◼●○◦∙·□▫]|[\ue000-\uf8ff])\s*(?=\S)")
NUMBER = re.compile(r"^(?:[-–—•]\s*)?(\d{1,3})\.(?:\s+(?=\S)|(?=[^\d\s.]))")
_SENTENCE_END = re.compile(r"[.!?:;][)\]’'”\"]*(?:\s\([^()]{1,40}\))?\d{0,2}$")

# Chapters by their headings in words; the first that fits decides.
_CHAPTERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("record", re.compile(r"record of main findings.*")),
    ("improvements", re.compile(r"areas? for improvement|recommendations?|what needs to improve.*")),
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
# Under this heading the same headings come again, with what each grade would mean.
_MEANINGS = re.compile(r"what the inspection judge?ments mean|(?:the )?inspection judgements and what they mean")
_BOARD = re.compile(
    r"(?:section \d )?(?:inspection (?:findings|judge?ments?) (?:about )?)?(?:the )?(?:effectiveness of )?(?:the )?"
    r"(?:local safeguarding childrens? board|lscb)(?: lscb)?(?: grade)?"
)
_GRADE_TAIL = re.compile(
    r"[\s:–—-]*(?:\b(?:is|are)\b(?:\s+that\s+(?:it|they))?(?:\s+(?:is|are))?)?[\s:–—-]*"
    rf"(?:\(?grade\s*[1-4]\)?)?[\s:–—-]*\(?{grade_pattern()}\)?\s*(?:\(?grade\s*[1-4]\)?)?[.\s]*\d?$",
    re.IGNORECASE,
)
_GRADE_END = re.compile(grade_pattern() + r"\W*(?:grade\s*[1-4]\W*)?\d?$", re.IGNORECASE)
_VERB_TAIL = re.compile(r"\s+(?:is|are)(?:\s+that\s+(?:it|they)(?:\s+(?:is|are|requires?))?)?[\s:]*$", re.IGNORECASE)
_VERB_AND_GRADE = re.compile(r"\b(?:is|are)\s+[^:]*\.$")
_PREFIX = re.compile(r"^(?:graded judge?ment (?:for|about|on|of) (?:the )?|inspection outcomes )")
_OF_SERVICES = re.compile(r" of (?:safeguarding services|services for (?:looked after children|safeguarding).*)$")
_FOOTNOTE_MARK = re.compile(r"(?<=[A-Za-z?)])\d{1,2}$")
_IMPRINT = re.compile(r"The Office for Standards in Education|Any complaints about the inspection or the report")
_CONTENTS_ENTRY = re.compile(r"(?:^|\s)\d{1,3}$")
_ROW = re.compile(r"^\d(?:\.\d)?\.? ")
_LONGEST_HEADING = 4
# With this many headings set in bold or larger type, a judgement in plain type is no heading.
_TYPED = 5


@dataclass(frozen=True)
class Section:
    """Lines under one heading. `service` and `judgement` are codes, None where the heading names none.

    `heading` is the line the section begins with, None at the start of the report.
    """

    kind: Kind
    service: str | None
    judgement: str | None
    heading: Line | None
    lines: tuple[Line, ...]


def outline(document: Document, framework: Framework | None) -> tuple[Section, ...]:
    """The report's sections in order, up to its record of main findings, without contents list and footnotes."""
    lines = _without_rows(_body(document), framework)
    starts = _with_tables_left_out(list(_headings(lines, framework)))
    return tuple(_sections(lines, starts, framework))


def blocks(lines: Sequence[Line], pitch: float | None = None) -> Iterator[tuple[Line, ...]]:
    """The lines grouped as they are printed together: a bullet, a number or a gap begins a block.

    `pitch` is the usual distance between lines where these are too few to tell.
    """
    pitch = line_pitch(lines) if pitch is None else pitch
    block: list[Line] = []
    for line in lines:
        if block and _begins(line, block, pitch):
            yield tuple(block)
            block = []
        block.append(line)
    if block:
        yield tuple(block)


def joined(parts: Sequence[str]) -> str:
    """Lines as running text: a word broken at a hyphen is closed up."""
    text = ""
    for part in parts:
        broken = re.search(r"[a-z]-$", text) and part[:1].islower()
        text += part if broken or not text else f" {part}"
    return text


def prose(lines: Sequence[Line]) -> str:
    """Lines as running text, without marks of italics that reached over a line's end."""
    return tidy(joined([line.text for line in lines]))


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence or a lead-in does."""
    return _SENTENCE_END.search(text) is not None


def is_bold_heading(line: Line, body_size: float) -> bool:
    """Whether type alone makes the line a heading: larger, or bold and no sentence."""
    if BULLET.match(line.text) or NUMBER.match(line.text) or not line.text[:1].isupper():
        return False
    return line.size > body_size + 0.9 or (line.bold and not line.text.endswith((".", ",", ";")))


def body_size(lines: Sequence[Line]) -> float:
    """The size of most of the type, 0 in a text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _body(document: Document) -> list[Line]:
    everything = list(document.lines)
    size = body_size(everything)
    lines = []
    for _, page in groupby(everything, key=lambda line: line.page):
        kept = list(page)
        # Footnotes: small type at the foot of the page, often with its mark on a line of its own.
        while kept and 0 < kept[-1].size < size - 0.9:
            kept.pop()
        lines += [line for line in kept if not (line.text.isdecimal() and line.size < size - 0.9)]
    return _without_imprint(_without_contents(lines))


def _without_imprint(lines: list[Line]) -> list[Line]:
    half = len(lines) // 2
    end = next((i for i in range(half, len(lines)) if _IMPRINT.match(lines[i].text)), len(lines))
    return lines[:end]


def _without_contents(lines: list[Line]) -> list[Line]:
    for start, line in enumerate(lines):
        if words(line.text) == "contents":
            end = start
            for index in range(start + 1, len(lines)):
                if index - end > 3:
                    break
                if _CONTENTS_ENTRY.search(lines[index].text) and len(lines[index].text) < 140:
                    end = index
            if end > start:
                return lines[:start] + lines[end + 1 :]
    return lines


def _without_rows(lines: list[Line], framework: Framework | None) -> list[Line]:
    """Without the numbered rows of a table of judgements, such as “2.1 Adoption performance Good”."""
    labels = [label for label in _names(framework) if label]
    kept, after_row = [], False
    for line in lines:
        if _ROW.match(line.text) and _is_row(label_words(line.text), labels) and not line.text.endswith("."):
            after_row = True
        elif not (after_row and is_grade_piece(line.text)):
            after_row = False
            kept.append(line)
    return kept


def _is_row(label: str, labels: list[str]) -> bool:
    return bool(label) and any(
        name.startswith(label) or (label.startswith(name) and is_grade_piece(label.removeprefix(name)))
        for name in labels
    )


@dataclass(frozen=True)
class _Heading:
    start: int
    end: int
    kind: Kind
    codes: dict[str, str]


def _headings(lines: list[Line], framework: Framework | None) -> Iterator[_Heading]:
    names = _names(framework)
    size = body_size(lines)
    typed = size > 0 and sum(is_bold_heading(line, size) for line in lines) >= _TYPED
    index = 0
    while index < len(lines):
        found = _heading_at(lines, index, names)
        run = lines[found.start : found.end] if found else []
        if found is None or (typed and found.codes and not any(_stands_out(line, size) for line in run)):
            index += 1
        else:
            yield found
            index = found.end


def _stands_out(line: Line, size: float) -> bool:
    return is_bold_heading(line, size) or bool(_grade_tail(line.text)) or is_grade_piece(line.text)


def _heading_at(lines: list[Line], index: int, names: dict[str, dict[str, str]]) -> _Heading | None:
    """The heading that begins here, over as many lines as it takes; grades beside and after it belong to it."""
    text = ""
    if not lines[index].text[:1].isupper() or is_grade_piece(lines[index].text):
        return None
    for end in range(index, min(index + _LONGEST_HEADING, len(lines))):
        line = lines[end]
        if len(line.text) > 160 or (end > index and NUMBER.match(line.text)):
            return None
        if end > index and whole_grade(line.text):
            continue
        text = joined([text, line.text]) if text else line.text
        found = _named(text, names)
        if found is not None:
            kind, codes = found
            after = end + 1
            while codes and after < len(lines) and is_grade_piece(lines[after].text):
                after += 1
            # What goes on in lower case is a sentence that happens to break here.
            if after < len(lines) and lines[after].text[:1].islower():
                continue
            return _Heading(index, after, kind, codes)
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
    """The grade that a heading ends in, with what joins them: “: good”, “ is that it is good”, “ Grade 2 (Good)”."""
    # The last characters decide cheaply for nearly every line.
    if not _GRADE_END.search(text[-40:]):
        return ""
    match = _GRADE_TAIL.search(text)
    return match[0] if match else ""


def _names(framework: Framework | None) -> dict[str, dict[str, str]]:
    """Every heading in words, with the judgement's code by service; under "" that of the safeguarding board."""
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


def _with_tables_left_out(headings: list[_Heading]) -> list[_Heading]:
    """Without the rows of a table of judgements: one after another, with nothing between."""
    kept: list[_Heading] = []
    for heading in headings:
        before = kept[-1] if kept else None
        if not (before and before.codes and heading.codes and before.end == heading.start):
            kept.append(heading)
        elif before.codes == heading.codes:
            # One heading in two forms, as “Section 2: …” over “The effectiveness of …”.
            kept[-1] = replace(before, end=heading.end)
        else:
            kept[-1] = heading
    return kept


def _sections(lines: list[Line], headings: list[_Heading], framework: Framework | None) -> Iterator[Section]:
    services = [service.code for service in framework.services] if framework else []
    single = {s.code: s.judgements[0].code for s in framework.services if len(s.judgements) == 1} if framework else {}
    service: str | None = None
    seen: set[str] = set()
    meanings: Line | None = None
    size = body_size(lines)
    first = headings[0].start if headings else len(lines)
    yield Section("front", None, None, None, tuple(lines[:first]))
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        if heading.kind == "record" and not any(NUMBER.match(line.text) for line in lines[heading.end :]):
            return
        line = lines[heading.start]
        judgement = single.get(service or "") if heading.kind == "other" else None
        if _MEANINGS.match(words(line.text)):
            meanings = line
        elif meanings is not None and line.size >= meanings.size:
            meanings = None
        if meanings is not None:
            judgement = None
        elif heading.codes:
            service = _service(heading.codes, service, services, seen)
            judgement = heading.codes[service]
            seen.add(f"{service}.{judgement}")
        elif words(line.text).endswith("local authority"):
            service, judgement = None, None
        end = following.start if following else len(lines)
        body = lines[heading.end : end]
        cut = _list_ends(body, size) if heading.kind == "improvements" else len(body)
        kind: Kind = "judgement" if judgement else "other" if heading.kind == "judgement" else heading.kind
        yield Section(kind, service, judgement, line, tuple(body[:cut]))
        if cut < len(body):
            judgement = single.get(service or "")
            kind = "judgement" if judgement else "other"
            yield Section(kind, service, judgement, body[cut], tuple(body[cut + 1 :]))


def _service(codes: dict[str, str], current: str | None, services: list[str], seen: set[str]) -> str:
    """The service a heading belongs to: the next one from the second *Overall effectiveness* on."""
    if current is None:
        return next(code for code in services if code in codes)
    if current in codes and not (codes[current] == OVERALL and f"{current}.{OVERALL}" in seen):
        return current
    later = [code for code in services[services.index(current) + 1 :] if code in codes]
    return later[0] if later else next(iter(codes))


def _list_ends(body: list[Line], size: float) -> int:
    """Where another heading ends a list: one set in bold or larger type, that introduces nothing timed."""
    for index, line in enumerate(body):
        if size and is_bold_heading(line, size) and line.size >= size - 0.2 and not line.text.endswith(":"):
            return index
    return len(body)


def line_pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line on a page, in points; 0 in a text."""
    steps: Counter[float] = Counter()
    for one, two in pairwise(lines):
        if one.box and two.box and one.page == two.page and two.box.top > one.box.top:
            steps[round(two.box.top - one.box.top)] += 1
    return steps.most_common(1)[0][0] if steps else 0.0


def _begins(line: Line, block: list[Line], pitch: float) -> bool:
    last = block[-1]
    if BULLET.match(line.text) or NUMBER.match(line.text):
        return True
    if line.page != last.page:
        return ends_sentence(last.text) and line.text[:1].isupper()
    if line.box is None or last.box is None:
        return line.number > last.number + 1 or not _wraps(last)
    if line.box.top < last.box.bottom - 2 and line.box.left >= last.box.right - 2:
        return False
    if pitch and line.box.top - last.box.top > 1.3 * pitch:
        return True
    first = block[0].box
    hangs = first is not None and len(block) > 1 and last.box.left > first.left + 8
    return hangs and first is not None and line.box.left < first.left + 4


def _wraps(line: Line) -> bool:
    """Whether a text's line may go on in the next one: texts with whole paragraphs on a line do not wrap."""
    return len(line.text) <= 120 and not ends_sentence(line.text)
