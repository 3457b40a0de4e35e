"""Areas for improvement with service, timescale and addressee, and recommendations.

SLAC reports list them by timescale; later reports give none. The service follows from the place in the report, not from
the sentence that introduces the list, which some reports copied from the other service.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from inspections.frameworks.definitions import Framework
from inspections.reports.document import Document, TextLine
from inspections.reports.extract import tidy
from inspections.reports.findings import Improvement, Problem, ProblemKind, Timescale
from inspections.reports.headings import timescale_of
from inspections.reports.outline import outline
from inspections.reports.setting import BULLET, NUMBER, blocks, ends_sentence, joined

_LEAD_IN = re.compile(r"(?:\b(?:should|must)\s*:|\bfollowing(?: actions?| areas?| recommendations?)?\s*[.:])$")
_ADDRESSEE = re.compile(r"^(?:the )?(?P<name>[A-Z].{2,190}?) (?:should|must)\b", re.IGNORECASE)
_THE_COUNCIL = re.compile(r"local authority|council\b|in order to|partners", re.IGNORECASE)
_NOTHING = re.compile(r"^(?:there (?:are|were) no\b|none\b|not applicable)", re.IGNORECASE)
_SUB_ITEM = re.compile(r"\((?:[ivx]{1,4}|[a-z])\) ")
_CUT_SHORT = re.compile(r"(?:,|-|\b(?:and|or|of|the|to|a|an|in|for|with|by|that|which|their|from))$")


def read_improvements(
    document: Document, framework: Framework | None
) -> tuple[tuple[Improvement, ...], tuple[Problem, ...]]:
    """Every area for improvement or recommendation in order, with the problems found."""
    default = framework.services[0].code if framework else None
    items: list[Improvement] = []
    for section in outline(document, framework):
        if section.kind == "improvements":
            items += _List(section.service or default).read(section.lines)
    ordered = tuple(replace(improvement, order=order) for order, improvement in enumerate(items, start=1))
    return ordered, tuple(_problems(ordered))


class _List:
    """One list being read: the current timescale and addressee, and the items so far."""

    def __init__(self, service: str | None) -> None:
        self.service = service
        self.timescale: Timescale | None = None
        self.inherited = False
        self.addressee: str | None = None
        self.items: list[tuple[Improvement, list[str], TextLine]] = []
        self.open = False
        self.numbered = False

    def read(self, lines: Sequence[TextLine]) -> list[Improvement]:
        """The items in the section's lines, in order. `order` is left at 0."""
        groups = [part for block in blocks(lines) for part in _split_block(block)]
        marked = any(_is_marked(group) for group in groups)
        self.numbered = any(NUMBER.match(group[0].text) and not _introduces(group) for group in groups)
        for group in groups:
            self._take(group, marked)
        return [replace(item, text=_text(parts)) for item, parts, _ in self.items]

    def _take(self, group: tuple[TextLine, ...], marked: bool) -> None:
        first, text = group[0], joined([line.text for line in group])
        timescale = timescale_of(text)
        if timescale is not None:
            self.timescale, self.inherited, self.addressee, self.open = timescale, False, None, False
        elif _introduces(group):
            self._lead_in(text)
        elif _NOTHING.match(text):
            self.open = False
        elif _is_marked(group) and not (self.open and self.numbered and not NUMBER.match(first.text)):
            self._begin(group)
        elif self.open and (self._goes_on(first) or BULLET.match(first.text)):
            self.items[-1][1].extend(line.text for line in group)
        elif not marked or (self.timescale is not None and not _is_subheading(text, self.open)):
            self._begin(group)
        else:
            self.open = False

    def _lead_in(self, text: str) -> None:
        match = _ADDRESSEE.match(NUMBER.sub("", BULLET.sub("", text)))
        self.addressee = match["name"] if match and not _THE_COUNCIL.search(match["name"]) else None
        self.inherited, self.open = self.timescale is not None, False

    def _begin(self, group: tuple[TextLine, ...]) -> None:
        first = group[0]
        item = Improvement(
            text="",
            order=0,
            page=first.page,
            line=first.number,
            service=self.service,
            timescale=self.timescale,
            timescale_inherited=self.inherited,
            addressee=self.addressee,
        )
        parts = [line.text for line in group]
        parts[0] = NUMBER.sub("", BULLET.sub("", parts[0]))
        self.items.append((item, parts, first))
        self.open = True

    def _goes_on(self, line: TextLine) -> bool:
        """Whether a line without a mark belongs to the item before, as its rest or indented under it."""
        _, parts, first = self.items[-1]
        if line.box is not None and first.box is not None and line.page == first.page:
            return line.box.left > first.box.left + 8
        return not ends_sentence(parts[-1]) and not line.text[:1].isupper()


def _split_block(block: tuple[TextLine, ...]) -> Iterator[tuple[TextLine, ...]]:
    """The block, split at headings of timescales and at lead-ins, even if no gap separates them."""
    part: list[TextLine] = []
    for line in block:
        alone = timescale_of(line.text) is not None or (line.text.endswith("should:") and line.text[:1].isupper())
        if alone and part:
            yield tuple(part)
            part = []
        part.append(line)
        if alone:
            yield tuple(part)
            part = []
    if part:
        yield tuple(part)


def _introduces(group: tuple[TextLine, ...]) -> bool:
    """Whether the lines lead in to a list. A bullet that does so, or a bare “the following:”, is an item itself."""
    text = joined([line.text for line in group])
    if not _LEAD_IN.search(text) or BULLET.match(NUMBER.sub("", text)):
        return False
    return NUMBER.match(text) is None or _ADDRESSEE.match(NUMBER.sub("", text)) is not None


def _is_marked(group: tuple[TextLine, ...]) -> bool:
    return BULLET.match(group[0].text) is not None or NUMBER.match(group[0].text) is not None


def _is_subheading(text: str, after_item: bool) -> bool:
    return after_item and len(text) < 80 and text[:1].isupper() and not ends_sentence(text)


def _text(parts: Sequence[str]) -> str:
    """The words as printed. A sub-item, “(i)” or a bullet inside a numbered item, begins a new line."""
    runs: list[list[str]] = []
    for part in parts:
        if not runs or BULLET.match(part) or _SUB_ITEM.match(part):
            runs.append([])
        runs[-1].append(part)
    return "\n".join(tidy(joined(run)) for run in runs)


def _problems(items: Sequence[Improvement]) -> Iterator[Problem]:
    if not items:
        yield Problem(ProblemKind.IMPROVEMENTS_MISSING, "No area for improvement or recommendation was found.")
    timed = {item.service for item in items if item.timescale is not None}
    for item in items:
        quote = item.text if len(item.text) <= 60 else f"{item.text[:60].rsplit(' ', 1)[0]} …"
        if item.service in timed and item.timescale is None:
            yield _problem(ProblemKind.IMPROVEMENT_UNTIMED, f"No timescale stands over “{quote}”.", item)
        if item.timescale_inherited:
            yield _problem(ProblemKind.TIMESCALE_INHERITED, f"A second lead-in stands over “{quote}”.", item)
        if _CUT_SHORT.search(item.text):
            yield _problem(ProblemKind.IMPROVEMENT_CUT_SHORT, f"“{quote}” breaks off.", item)


def _problem(kind: ProblemKind, detail: str, item: Improvement) -> Problem:
    return Problem(kind, detail, page=item.page, line=item.line)
