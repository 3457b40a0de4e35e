"""Which paragraphs answer a question, and in which order.

A row of the index has every place of one word in one report, four bytes each: the upper two are the paragraph's order,
the lower two the word's number in the paragraph. Words next to each other differ by one, and a paragraph is found
without reading its text.
"""

import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .question import Question
from .words import stems_of

LIMIT = 1 << 16


class Hit(NamedTuple):
    """A paragraph that answers the question, by its report's key and its order in the report.

    `together` is how often all words occur in a row as typed. `times` is how often the rarest term occurs.
    """

    report: int
    order: int
    together: int
    times: int


def places(paragraphs: Iterable[tuple[int, str]]) -> dict[str, bytes]:
    """The index rows of a report by stem, from its paragraphs as (order, text). Leaves out what is beyond the limits.

    The last number of a paragraph is never used, so that no word is next to one of another paragraph.
    """
    by_stem: dict[str, list[int]] = defaultdict(list)
    for order, text in sorted(paragraphs):
        if order < LIMIT:
            for place, stem in enumerate(stems_of(text)[: LIMIT - 1], start=order * LIMIT):
                by_stem[stem].append(place)
    return {stem: struct.pack(f"<{len(numbers)}I", *numbers) for stem, numbers in by_stem.items()}


def hits(question: Question, rows: Iterable[tuple[int, str, bytes]]) -> list[Hit]:
    """The paragraphs in which every term occurs, in no order. Rows are (report, stem, places)."""
    by_report: dict[int, dict[str, bytes]] = defaultdict(dict)
    for report, stem, packed in rows:
        by_report[report][stem] = packed
    return [hit for report, by_stem in by_report.items() for hit in _in_report(report, question, by_stem)]


def _in_report(report: int, question: Question, by_stem: Mapping[str, bytes]) -> Iterable[Hit]:
    counts = []
    for term in question.terms:
        count = _times(term, by_stem)
        if not count:
            return
        counts.append(count)
    together = _times(question.together, by_stem) if question.together else {}
    if len(counts) == 1 and not together:
        yield from (Hit(report, order, 0, times) for order, times in counts[0].items())
        return
    orders = set(counts[0]).intersection(*counts[1:])
    yield from (Hit(report, order, together.get(order, 0), min(count[order] for count in counts)) for order in orders)


def _times(term: tuple[str, ...], by_stem: Mapping[str, bytes]) -> Mapping[int, int]:
    """How often each paragraph contains the term, by the paragraph's order."""
    if not all(stem in by_stem for stem in term):
        return {}
    if len(term) == 1:
        packed = by_stem[term[0]]
        # Little-endian: every second number is the upper half.
        return Counter(struct.unpack(f"<{len(packed) // 2}H", packed)[1::2])
    numbers = [struct.unpack(f"<{len(by_stem[stem]) // 4}I", by_stem[stem]) for stem in term]
    starts = set(numbers[0])
    for step, later in enumerate(numbers[1:], start=1):
        starts &= {number - step for number in later}
    return Counter(number // LIMIT for number in starts)


def in_order(hits: Iterable[Hit], rank: Mapping[int, int]) -> list[Hit]:
    """Best first: all words together, then most occurrences, then by `rank` of the reports, then as printed."""
    return sorted(hits, key=lambda hit: (-hit.together, -hit.times, rank[hit.report], hit.order))
