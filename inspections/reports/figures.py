"""Figures that a report states about its area and its inspection: numbers of children, plans, schools, inspectors.

A figure is what is printed, in digits or words, with its qualifier. None is computed, percentages are left out, and a
total is one only if the report prints it. Figures are read under *About this inspection* and *Service information*, or
*Information about this local authority area*.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from inspections.frameworks.definitions import Framework
from inspections.reports.document import Document, TextLine
from inspections.reports.findings import Figure, ParagraphFinding, Problem, ProblemKind
from inspections.reports.outline import OutlineSection, outline
from inspections.reports.setting import BULLET, NUMBER, body_size, space_between

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS = {word: value for value, word in enumerate(f"{_UNITS} eighteen nineteen".split(), start=1)}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS.split(), start=2)}
_WORDS |= {
    f"{tens}-{unit}": 10 * value + digit
    for value, tens in enumerate(_TENS.split(), start=2)
    for digit, unit in enumerate(_UNITS.split()[:9], start=1)
}

_QUALIFIER = (
    r"(?:(?P<qualifier>approximately|around|about|over|more than|nearly|almost|just under|just over|at least|some"
    r"|fewer than|less than|up to|under|roughly|in excess of)\s+)?"
)
_NUMBER = (
    _QUALIFIER
    + r"(?<![\d.,£#])(?P<number>\d[\d,]*\d|\d|\b(?:"
    + "|".join(sorted(_WORDS, key=len, reverse=True))
    + r")\b)(?![.,]?\d|\s*%|\s*per\s?cent)"
)
# A longer number is not a figure about an area, or is several numbers run together.
MOST_DIGITS = 9
_WELL_FORMED = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
# “56,2002”: 56,200 with the mark of note 2.
_MARK_RUN_IN = re.compile(r"(?P<figure>\d{1,3}(?:,\d{3})+)(?P<mark>\d{1,2})")
_NOTE = re.compile(r"(?P<mark>\d{1,2})(?:\s+\D|$)")
# Notes are set in type smaller than this share of the report's own.
NOTE_TYPE = 0.9
# A later figure of the same kind up to this share of the first is a part of it: of 280 children, 2 came alone.
LARGEST_PART = 2 / 3
_DAY = re.compile(
    r"\b(?:at|on|as of|as at|by|in|during|since)\s+(?:the (?:end|time) of\s+)?"
    r"(?P<day>[^.,;]{0,20}?\b(?:19|20)\d\d(?:[-–/]\d\d)?)\b"
    r"|\b(?P<time>(?:at the time of|during) (?:the|this) inspection|(?:the )?previous year|last year)\b",
    re.IGNORECASE,
)
_CHILDREN = r"(?:children(?: and young people)?|young people|child)"
_BAND = (
    r"(?P<band>(?:aged? (?:between )?)?\d{1,2}\s*(?:to|and|[-–—])\s*\d{1,2}"
    r"|(?:aged )?under (?:the age of )?\d{1,2})"
)
_MAINTAINED = r"(?:(?P<part>local authority maintained|maintained|state|state-funded)\s+)?"
_LISTED = r"(?=,|;|\)|\s+and\b|\s+or\b)"


@dataclass(frozen=True)
class _Pattern:
    kind: str
    expression: re.Pattern[str]


def _patterns(*rows: tuple[str, str]) -> tuple[_Pattern, ...]:
    """Compile patterns in which `#` is the number with its qualifier and `@` is children and young people."""
    return tuple(
        _Pattern(kind, re.compile(text.replace("@", _CHILDREN).replace("#", _NUMBER), re.IGNORECASE))
        for kind, text in rows
    )


_ABOUT = _patterns(
    ("inspectors_hmi", r"#\s+(?:of\s+)?(?:(?:Her|His) Majesty[’']?s Inspectors?|HMIs?\b)"),
    ("inspectors_cqc", r"#\s+(?:CQC inspectors?|inspectors? from (?:the )?(?:Care Quality Commission|CQC))"),
    ("inspectors_additional", r"#\s+additional inspectors?"),
    ("inspectors", r"(?:team|total) of #\s+inspectors\b(?! from)"),
    ("children_met", r"discussions? with #\s+@"),
    ("parents_met", r"discussions? with [^.;\n]*?#\s+parents"),
    ("case_files", r"#\s+case files"),
)
_INFORMATION = _patterns(
    ("looked_after_children", r"#\s+(?:looked[- ]after @|@ in care|@(?: who)?(?: are| were)?(?: being)? looked after)"),
    ("looked_after_own_foster_care", r"#\s+were placed in local authority foster care"),
    ("looked_after_other_foster_care", r"#\s+were placed with agency or other"),
    ("looked_after_relative_or_friend", r"#\s+were placed with (?:a )?relatives? or friends?"),
    ("looked_after_with_parents", r"#\s+(?:were placed|live|lived) with (?:their )?parents"),
    ("looked_after_residential", r"#\s+(?:were at a residential placement|live in residential children[’']?s homes)"),
    ("looked_after_placed_for_adoption", r"#\s+were placed for adoption"),
    ("looked_after_other_placement", r"#\s+were placed in another type of placement"),
    ("looked_after_outside_area", r"#\s+(?:\([^)]*\)\s+)?live outside the local authority"),
    ("looked_after_foster_families", r"#\s+live with foster families"),
    ("foster_placements", r"#\s+(?:were |are )?in foster placements"),
    ("care_leavers", r"#\s+(?:care leavers|(?:young people )?with care leaver status)"),
    (
        "child_protection_plans",
        r"#\s+@(?: who| that)?(?: are| were)?(?: currently)? (?:the subjects? of|subject to|supported|on)\b"
        r"[^.\n]{0,30}?child(?:ren)?(?:[’']?s)? protection plans?",
    ),
    ("children_in_need", r"#\s+@ (?:had been |have been |were |are )?(?:assessed|identified)[^.,\n]{0,40}?\bin need\b"),
    ("privately_fostered", r"#\s+@ (?:lived|live|were living|are living) in (?:a )?privately arranged foster"),
    ("unaccompanied_asylum_seeking", r"#\s+@ (?:are|were) unaccompanied asylum"),
    ("adoptions", r"there (?:have|has) been #\s+adoptions?"),
    ("special_guardianship_orders", r"#\s+@ (?:became|have become) (?:the )?subjects? of special guardianship"),
    ("sen_statements", r"#\s+@ (?:had|have|with) (?:a )?statements? of special educational need"),
    ("schools", rf"#\s+{_MAINTAINED}schools\b"),
    ("primary_schools", rf"#\s+primary(?: phase)?(?: schools?\b|{_LISTED})"),
    ("secondary_schools", rf"#\s+secondary(?: phase)?(?: schools?\b|{_LISTED})"),
    ("special_schools", rf"#\s+special(?: schools?\b|{_LISTED})"),
    ("nursery_schools", r"#\s+(?:local authority maintained |maintained )?(?:nursery schools?|nurser(?:y|ies))\b"),
    ("pupil_referral_units", r"#\s+(?:registered |short stay )*pupil referral units?"),
    ("academies", r"#\s+academ(?:y|ies)\b"),
)
_POPULATION = _patterns(
    ("population_of_children", rf"#\s+(?:(?:are|were)\s+)?@\s+{_BAND}"),
    ("population", r"population of #(?: people| residents|[,.])"),
)
_LOOKED_AFTER_BY_AGE = _patterns(
    ("looked_after_children", r"#\s+@ (?P<band>under (?:the age of )?(?:\d{1,2}|[a-z]+))"),
    ("looked_after_children", r"#\s+(?:@ )?of school age \((?P<band>\d{1,2}\s*[-–—]\s*\d{1,2})\)"),
    ("looked_after_children", r"#\s+(?P<band>post-16) @"),
)
_LOOKED_AFTER = re.compile(r"looked[- ]after", re.IGNORECASE)
_SENTENCE_BREAK = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n")


def read_figures(
    document: Document, framework: Framework | None, paragraphs: Sequence[ParagraphFinding]
) -> tuple[tuple[Figure, ...], tuple[Problem, ...]]:
    """The figures in order, each kind and age band once, with the problems found."""
    figures: list[Figure] = []
    problems: list[Problem] = []
    labels = {(item.page, item.line): item.label for item in paragraphs if item.number is not None}
    notes = _notes(document)
    for section in outline(document, framework):
        if section.kind in {"about", "information"}:
            for figure in _in_section(section, labels, notes, problems):
                _add(figure, figures, problems)
    return tuple(figures), tuple(problems)


def _add(figure: Figure, figures: list[Figure], problems: list[Problem]) -> None:
    if figure.kind == "schools" and not any(other.kind == "schools" for other in figures):
        # The first is the total; only those that follow are parts of it.
        figure = replace(figure, part=None)
    same = next((other for other in figures if _key(other) == _key(figure)), None)
    if same is None:
        figures.append(figure)
    elif same.value != figure.value and not _is_part_or_of_another_day(figure, same):
        detail = f"{figure.kind}: {same.value:,g} first, then {figure.value:,g}."
        place = figure.paragraph
        problems.append(Problem(ProblemKind.FIGURES_CONTRADICT, detail, figure.page, figure.line, place))


def _is_part_or_of_another_day(figure: Figure, first: Figure) -> bool:
    """Whether a second figure doesn't contradict the first: far smaller, or given for another day."""
    days, first_days = _days_named(figure.quoted_line), _days_named(first.quoted_line)
    return figure.value <= LARGEST_PART * first.value or (days != first_days)


def _days_named(sentence: str) -> set[str]:
    return {(match["day"] or match["time"]).lower() for match in _DAY.finditer(sentence)}


def _notes(document: Document) -> dict[int, set[str]]:
    """The marks of the notes at the end of each page."""
    size = body_size(list(document.lines))
    notes: dict[int, set[str]] = {}
    for page in document.pages:
        small = (_NOTE.match(line.text) for line in page.lines if 0 < line.size < NOTE_TYPE * size)
        notes[page.number] = {match["mark"] for match in small if match}
    return notes


def _key(figure: Figure) -> tuple[str, str | None, str | None]:
    return figure.kind, figure.age_band, figure.part


@dataclass(frozen=True)
class _Text:
    """A section as running text, with the offset of each line and the number of its paragraph."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[tuple[TextLine, str | None], ...]

    def at(self, offset: int) -> tuple[TextLine, str | None]:
        return self.lines[bisect_right(self.starts, offset) - 1]


def _running_text(section: OutlineSection, labels: dict[tuple[int, int], str]) -> _Text:
    pieces: list[str] = []
    length, label = 0, None
    starts: list[int] = []
    lines: list[tuple[TextLine, str | None]] = []
    for line in section.lines:
        label = labels.get((line.page, line.number), label)
        if pieces:
            begins = BULLET.match(line.text) or NUMBER.match(line.text)
            gap = "\n" if begins else space_between(pieces[-1], line.text)
            pieces.append(gap)
            length += len(gap)
        starts.append(length)
        lines.append((line, label))
        pieces.append(line.text)
        length += len(line.text)
    return _Text("".join(pieces), tuple(starts), tuple(lines))


def _in_section(
    section: OutlineSection,
    labels: dict[tuple[int, int], str],
    notes: dict[int, set[str]],
    problems: list[Problem],
) -> Iterator[Figure]:
    running = _running_text(section, labels)
    doubtful = set(_marked_ends(section.lines, running))
    breaks = [0, *(match.end() for match in _SENTENCE_BREAK.finditer(running.text)), len(running.text)]
    for start, end in pairwise(breaks):
        sentence = running.text[start:end].strip("\n")
        for pattern in _patterns_for(section, sentence):
            for match in pattern.expression.finditer(sentence):
                line, label = running.at(start + match.start("number"))
                figure = _figure(pattern.kind, match, sentence, line, notes.get(line.page, set()))
                marked = _WELL_FORMED.fullmatch(match["number"]) and start + match.end("number") in doubtful
                if figure is None or marked:
                    detail = f"{pattern.kind}: “{match[0]}”."
                    problems.append(Problem(ProblemKind.FIGURE_UNCLEAR, detail, line.page, line.number, label))
                    continue
                yield replace(figure, paragraph=label)


def _patterns_for(section: OutlineSection, sentence: str) -> tuple[_Pattern, ...]:
    if section.kind == "about":
        return _ABOUT
    # Ages of looked after children are not those of the population.
    return _INFORMATION + (_LOOKED_AFTER_BY_AGE if _LOOKED_AFTER.search(sentence) else _POPULATION)


def _figure(kind: str, match: re.Match[str], sentence: str, line: TextLine, notes: set[str]) -> Figure | None:
    printed = match["number"]
    run_in = _MARK_RUN_IN.fullmatch(printed)
    if run_in and not _WELL_FORMED.fullmatch(printed) and run_in["mark"] in notes:
        printed = run_in["figure"]
    value = _value(printed)
    if value is None:
        return None
    groups = match.groupdict()
    qualifier, band, part = groups.get("qualifier"), groups.get("band"), groups.get("part")
    return Figure(
        kind=kind,
        value=value,
        page=line.page,
        line=line.number,
        quoted_line=sentence.strip(),
        qualifier=qualifier.lower() if qualifier else None,
        age_band=_band(band) if band else None,
        part=part.lower() if part else None,
    )


def _value(printed: str) -> int | None:
    """The number in digits or words. None if a footnote's mark has run into it or it is too long."""
    if printed.lower() in _WORDS:
        return _WORDS[printed.lower()]
    digits = printed.replace(",", "")
    return int(digits) if _WELL_FORMED.fullmatch(printed) and len(digits) <= MOST_DIGITS else None


def _band(printed: str) -> str:
    """An age band in a single form: “0-17”, “under 19”, “post-16”."""
    numbers = [str(_WORDS.get(word, word)) for word in re.findall(r"\d+|[a-z]+$", printed.lower())]
    if printed.lower().startswith("post"):
        return printed.lower()
    return f"under {numbers[-1]}" if "under" in printed.lower() else "-".join(numbers)


def _marked_ends(lines: Sequence[TextLine], running: _Text) -> Iterator[int]:
    """Ends of lines that continue in the same row, where digits may be a raised footnote mark."""
    for (one, two), start in zip(pairwise(lines), running.starts, strict=False):
        same_row = one.box and two.box and one.page == two.page and abs(one.box.top - two.box.top) < 5
        if same_row and one.box and two.box and two.box.left >= one.box.right - 3 and one.text[-1:].isdigit():
            yield start + len(one.text)
