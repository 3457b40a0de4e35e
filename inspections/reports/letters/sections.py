"""A letter's lines under their headings: its opening, findings, and lists of what needs to improve."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from inspections.reports.document import Document, TextLine
from inspections.reports.extract import tidy
from inspections.reports.letters.findings import LetterParagraph, LetterPoint
from inspections.reports.letters.title import LetterTitle
from inspections.reports.setting import BULLET, NUMBER, blocks, body_size, ends_sentence, joined, line_pitch
from inspections.reports.vocabulary import words

SectionKind = Literal["opening", "areas", "findings", "improvements", "priority", "other"]

_HEADINGS: tuple[tuple[SectionKind, re.Pattern[str]], ...] = (
    ("priority", re.compile(r"(?:areas? (?:for|of|requiring) )?priority (?:and immediate )?actions?(?: areas?)?")),
    (
        "improvements",
        re.compile(
            r"(?:what|areas? (?:that|which)) needs? to (?:improve|be improved)\b.{0,80}"
            r"|areas? (?:for|requiring) (?:further )?(?:improvement|development)s?\b.{0,50}"
        ),
    ),
    ("areas", re.compile(r"areas? (?:covered|reviewed|considered)(?: (?:by|during|in|at) (?:the|this) visit)?")),
    ("areas", re.compile(r"(?:scope|focus) of (?:the|this) visit")),
    (
        "findings",
        re.compile(
            r"(?:(?:overview|summary|headline|main|key|overall)(?: of(?: the)?)? ?)?(?:findings|overview|summary)"
            r"(?: and evaluation of progress| from (?:the|this) visit)?"
        ),
    ),
    ("findings", re.compile(r"evaluation of progress|progress(?: made)?(?: since .{3,60})?")),
    ("other", re.compile(r"(?:areas? of )?(?:strengths?|good practice)|next steps|context|background|introduction")),
)
_LONGEST_HEADING = 100
_NOTE_MARK = re.compile(r"(?<=[a-z?:])\d{1,2}$")
# The gap below a heading, in type sizes.
LEAST_GAP = 0.5
# Ofsted's address is set in type smaller than this share of the letter's own, notes at the end of a page than that.
SMALL_TYPE, NOTE_TYPE = 0.8, 0.9
_CLOSING = re.compile(r"yours?,? (?:sincerely|faithfully|truly)\b", re.IGNORECASE)
_LETTERHEAD = re.compile(
    r"(?:ofsted|piccadilly gate|store street|manchester(?: m1 2wd)?|m1 2wd|agora|6 cumberland (?:place|road)"
    r"|nottingham(?: ng1 6hj)?|ng1 6hj|aviation house|125 kingsway|london(?: wc2b 6se)?|wc2b 6se|clive house"
    r"|70 petty france|westminster|sw1h 9ex|2 rivergate|temple quay|bristol(?: bs1 6eh)?|bs1 6eh"
    r"|t:? ?0?300 ?123.*|textphone.*|enquiries@ofsted.*|(?:www\.)?(?:gov\.uk/)?ofsted(?:\.gov\.uk)?|www\..*|\d{1,3})",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(r"t:? ?0300 ?123|textphone|enquiries@ofsted|www\.(?:gov\.uk/)?ofsted", re.IGNORECASE)


@dataclass(frozen=True)
class LetterSection:
    """Lines under one heading. `heading` is empty for the opening, before the first heading."""

    kind: SectionKind
    heading: str
    line: TextLine
    lines: tuple[TextLine, ...]


def body_lines(document: Document, title: LetterTitle) -> tuple[list[TextLine], list[TextLine]]:
    """The letter after its title up to the closing, and the closing, without letterhead and footnotes."""
    everything = list(document.lines)
    size = body_size(everything)
    after = [line for line in everything[title.after :] if (line.page, line.number) not in title.places]
    lines = _without_letterhead(list(_without_small_type(after, size)))
    lines = list(_with_marks_joined([line for line in lines if not (line.text.isdecimal() and len(line.text) < 3)]))
    end = next((index for index, line in enumerate(lines) if _CLOSING.match(line.text)), len(lines))
    return lines[:end], lines[end:]


def _without_small_type(lines: Sequence[TextLine], size: float) -> Iterator[TextLine]:
    """The lines without what is set small: notes at the end of a page, and Ofsted's address."""
    for _, page in groupby(lines, key=lambda line: line.page):
        page_lines = list(page)
        while page_lines and page_lines[-1].size < NOTE_TYPE * size:
            page_lines.pop()
        yield from (line for line in page_lines if line.size >= SMALL_TYPE * size)


def _without_letterhead(lines: list[TextLine]) -> list[TextLine]:
    """Leave out Ofsted's address, which some files hold in the middle of the first page's text."""
    kept: list[TextLine] = []
    for is_address, group in groupby(lines, key=lambda line: _LETTERHEAD.fullmatch(line.text) is not None):
        run = list(group)
        if not (is_address and any(_TELEPHONE.match(line.text) for line in run)):
            kept += run
    return kept


def _with_marks_joined(lines: list[TextLine]) -> Iterator[TextLine]:
    """The lines, with a bullet on a line of its own joined to the line that follows."""
    mark: TextLine | None = None
    for line in lines:
        if mark is not None:
            box = mark.box.join(line.box) if mark.box and line.box and mark.page == line.page else line.box
            yield TextLine(line.page, line.number, f"{mark.text} {line.text}", line.raw, box, (), size=line.size)
            mark = None
        elif len(line.text) == 1 and BULLET.match(f"{line.text} x"):
            mark = line
        else:
            yield line


def sections(lines: Sequence[TextLine]) -> list[LetterSection]:
    """The letter's sections in order. The first is the opening, with no heading."""
    found: list[LetterSection] = []
    kind: SectionKind = "opening"
    heading, first, start, index = "", lines[0] if lines else None, 0, 0
    while index < len(lines):
        end, named = _heading_at(lines, index)
        if named is None:
            index += 1
            continue
        assert first is not None
        found.append(LetterSection(kind, heading, first, tuple(lines[start:index])))
        kind, first = named, lines[index]
        heading = joined([line.text for line in lines[index:end]])
        start = index = end
    if first is not None:
        found.append(LetterSection(kind, heading, first, tuple(lines[start:])))
    return found


def _heading_at(lines: Sequence[TextLine], index: int) -> tuple[int, SectionKind | None]:
    """Index after the heading that begins here, and its kind. None if there is no heading."""
    line = lines[index]
    if not line.text[:1].isupper() or BULLET.match(line.text) or NUMBER.match(line.text):
        return index, None
    end = index + 1
    while line.bold and end < min(index + 3, len(lines)) and _continues(lines[end - 1], lines[end]):
        end += 1
    text = joined([other.text for other in lines[index:end]])
    kind = _kind_of(text)
    if kind is not None:
        # In mid-sentence one word such as “Findings” may be all of a line.
        free = line.bold or " " in text or index == 0 or ends_sentence(lines[index - 1].text)
        goes_on = end < len(lines) and not line.bold and lines[end].text[:1].islower()
        return (end, kind) if free and not goes_on else (index, None)
    is_heading = line.bold and len(text) <= _LONGEST_HEADING and not text.endswith((".", ",", ";"))
    return (end, "other") if is_heading and _stands_apart(lines, end) else (index, None)


def _stands_apart(lines: Sequence[TextLine], end: int) -> bool:
    """Whether a gap follows. Bold words at a paragraph's start are no heading."""
    last, following = lines[end - 1], lines[end] if end < len(lines) else None
    if following is None or last.box is None or following.box is None:
        return False
    return following.page != last.page or following.box.top - last.box.bottom > LEAST_GAP * last.size


def _continues(line: TextLine, following: TextLine) -> bool:
    return (
        following.bold
        and following.page == line.page
        and not line.text.endswith(("?", ":"))
        and _kind_of(following.text) is None
        and not BULLET.match(following.text)
    )


def _kind_of(text: str) -> SectionKind | None:
    if len(text) > _LONGEST_HEADING:
        return None
    plain = words(_NOTE_MARK.sub("", text))
    if text.endswith((".", ",", ";")) and not text.isupper():
        return None
    return next((kind for kind, pattern in _HEADINGS if pattern.fullmatch(plain)), None)


def paragraphs(found: Sequence[LetterSection]) -> list[LetterParagraph]:
    """Every paragraph in order. A list after a lead-in with a colon is part of the lead-in's paragraph."""
    everything = [line for section in found for line in section.lines]
    pitch = line_pitch(everything)
    made: list[LetterParagraph] = []
    for section in found:
        parts: list[list[tuple[TextLine, ...]]] = []
        for block in _blocks(section.lines, pitch):
            follows_lead_in = bool(parts) and joined([line.text for line in parts[-1][0]]).endswith(":")
            if parts and follows_lead_in and BULLET.match(block[0].text):
                parts[-1].append(block)
            else:
                parts.append([block])
        for part in parts:
            text = "\n".join(_text(block, keep_mark=len(part) > 1) for block in part)
            first = part[0][0]
            made.append(LetterParagraph(len(made) + 1, section.heading, text, first.page, first.number))
    return made


def points(found: Sequence[LetterSection], kind: SectionKind) -> list[LetterPoint]:
    """The points of every list of the kind, or its paragraphs if it has no bullets."""
    made: list[LetterPoint] = []
    pitch = line_pitch([line for section in found for line in section.lines])
    for section in found:
        if section.kind != kind:
            continue
        parts = list(_blocks(section.lines, pitch))
        listed = [block for block in parts if BULLET.match(block[0].text)]
        # Without bullets every paragraph is a point; with them the words before and after the list are none.
        for block in listed or [block for block in parts if not block[-1].text.endswith(":")]:
            made.append(LetterPoint(len(made) + 1, _text(block), block[0].page, block[0].number))
    return made


def _blocks(lines: Sequence[TextLine], pitch: float) -> Iterator[tuple[TextLine, ...]]:
    """The blocks of lines, with one that goes on after the end of a page joined to its rest."""
    # A text with blank lines between its paragraphs has none inside them.
    spaced = any(two.number > one.number + 1 for one, two in pairwise(lines))
    open_block: tuple[TextLine, ...] = ()
    for block in blocks(lines, pitch):
        if open_block and not _begins_anew(open_block, block, spaced=spaced):
            open_block += block
            continue
        if open_block:
            yield open_block
        open_block = block
    if open_block:
        yield open_block


def _begins_anew(block: Sequence[TextLine], following: Sequence[TextLine], *, spaced: bool) -> bool:
    first, last = following[0], block[-1]
    if BULLET.match(first.text) or NUMBER.match(first.text):
        return True
    if last.box is None and spaced:
        return first.number > last.number + 1
    return first.page == last.page or (ends_sentence(last.text) and first.text[:1].isupper())


def _text(block: Sequence[TextLine], *, keep_mark: bool = False) -> str:
    text = tidy(joined([line.text for line in block]))
    return text if keep_mark else NUMBER.sub("", BULLET.sub("", text)).strip()
