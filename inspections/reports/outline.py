"""The body of a report, divided by its headings into sections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from inspections.frameworks.definitions import Framework
from inspections.reports.document import Document, TextLine
from inspections.reports.headings import Kind, ReportHeading, heading_names, headings, timescale_of
from inspections.reports.setting import BULLET, NUMBER, body_size, ends_sentence, is_bold_heading
from inspections.reports.vocabulary import is_grade_piece, label_words, words

OVERALL = "overall_effectiveness"
# Under this heading the headings are repeated, with what each grade would mean.
_MEANINGS = re.compile(r"what the inspection judge?ments mean|(?:the )?inspection judgements and what they mean")
_OTHER_PART = re.compile(
    r"strengths?\b|findings|progress since|summary|judge?ments?\b|information|inspect", re.IGNORECASE
)
_MARK = re.compile(r"(?:\d{1,3}[.)]|[-–•▪■◼●○◦\ue000-\uf8ff])$")
_SHORT_LINE = 60
_IMPRINT = re.compile(r"The Office for Standards in Education|Any complaints about the inspection or the report")
_CONTENTS_ENTRY = re.compile(r"(?:^|\s)\d{1,3}$")
_ROW = re.compile(r"^\d(?:\.\d)?\.? ")


@dataclass(frozen=True)
class OutlineSection:
    """Lines under one heading. `service` and `judgement` are codes, None if the heading names none.

    `heading` is the line that the section begins with, None at the start of the report.
    """

    kind: Kind
    service: str | None
    judgement: str | None
    heading: TextLine | None
    lines: tuple[TextLine, ...]


@lru_cache(maxsize=1)  # Three steps in a row need this for the same report.
def outline(document: Document, framework: Framework | None) -> tuple[OutlineSection, ...]:
    """The report's sections in order, up to the record of main findings, without contents list and footnotes."""
    lines = _without_rows(_body(document), framework)
    return tuple(_sections(lines, headings(lines, framework), framework))


def _body(document: Document) -> list[TextLine]:
    everything = list(document.lines)
    size = body_size(everything)
    lines = []
    for _, page in groupby(everything, key=lambda line: line.page):
        page_lines = list(page)
        # Footnotes: small type at the end of the page, often with its mark on a line of its own.
        while page_lines and 0 < page_lines[-1].size < size - 0.9:
            page_lines.pop()
        lines += [line for line in page_lines if not (line.text.isdecimal() and line.size < size - 0.9)]
    return _without_imprint(_without_contents(list(_with_marks_joined(lines))))


def _with_marks_joined(lines: list[TextLine]) -> Iterator[TextLine]:
    """The lines, with a number or a bullet on a line of its own joined to the line that follows."""
    mark: TextLine | None = None
    before = "."
    for line, following in zip(lines, [*lines[1:], None], strict=True) if lines else ():
        text = following.text if following else ""
        # The last word of a paragraph can also be a number: “… at the age of / 17.”
        free = ends_sentence(before) or len(before) < _SHORT_LINE
        marks = free and text and not (NUMBER.match(text) or BULLET.match(text))
        before = line.text
        if mark is not None:
            yield replace(line, text=f"{mark.text} {line.text}", number=mark.number, page=mark.page, box=mark.box)
            mark = None
        elif marks and _MARK.match(line.text):
            mark = line
        else:
            yield line


def _without_imprint(lines: list[TextLine]) -> list[TextLine]:
    half = len(lines) // 2
    end = next((i for i in range(half, len(lines)) if _IMPRINT.match(lines[i].text)), len(lines))
    return lines[:end]


def _without_contents(lines: list[TextLine]) -> list[TextLine]:
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


def _without_rows(lines: list[TextLine], framework: Framework | None) -> list[TextLine]:
    """Leave out the numbered rows of a table of judgements, such as “2.1 Adoption performance Good”."""
    labels = [label for label in heading_names(framework) if label]
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


def _sections(
    lines: list[TextLine], headings: list[ReportHeading], framework: Framework | None
) -> Iterator[OutlineSection]:
    services = [service.code for service in framework.services] if framework else []
    single = {s.code: s.judgements[0].code for s in framework.services if len(s.judgements) == 1} if framework else {}
    service: str | None = None
    seen: set[str] = set()
    meanings: TextLine | None = None
    size = body_size(lines)
    first = headings[0].start if headings else len(lines)
    yield OutlineSection("front", None, None, None, tuple(lines[:first]))
    ends = [*(heading.start for heading in headings[1:]), len(lines)]
    for heading, end in zip(headings, ends, strict=False):
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
        body = lines[heading.end : end]
        cut = _list_ends(line, body, size) if heading.kind == "improvements" else len(body)
        kind: Kind = "judgement" if judgement else "other" if heading.kind == "judgement" else heading.kind
        yield OutlineSection(kind, service, judgement, line, tuple(body[:cut]))
        if cut < len(body):
            judgement = single.get(service or "")
            kind = "judgement" if judgement else "other"
            yield OutlineSection(kind, service, judgement, body[cut], tuple(body[cut + 1 :]))


def _service(codes: dict[str, str], current: str | None, services: list[str], seen: set[str]) -> str:
    """The service of a heading: the next one from the second *Overall effectiveness* on."""
    if current is None:
        return next(code for code in services if code in codes)
    if current in codes and not (codes[current] == OVERALL and f"{current}.{OVERALL}" in seen):
        return current
    later = [code for code in services[services.index(current) + 1 :] if code in codes]
    return later[0] if later else next(iter(codes))


def _list_ends(heading: TextLine, body: list[TextLine], size: float) -> int:
    """Index at which another heading ends a list: in larger type than the list's own, or naming another part."""
    for index, line in enumerate(body):
        if not (size and is_bold_heading(line, size)) or line.text.endswith(":") or timescale_of(line.text):
            continue
        if line.size > heading.size + 0.4 or _OTHER_PART.search(line.text):
            return index
    return len(body)
