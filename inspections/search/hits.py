"""Which paragraphs answer a question, and in which order. Plain Python over rows of the index.

A row holds every place in one report at which one word stands: four bytes for each, of which the upper two are the
paragraph's order and the lower two the word's number within the paragraph. So words that stand together are a
question of adding one, and a paragraph is found without reading it.
"""

import struct
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from .question import Question
from .words import stems_of

LIMIT = 1 << 16


class Hit(NamedTuple):
    """A paragraph that answers, by its report's key and its order there.

    `together` is how many times it says all words in a row as they were typed, `times` how often it says that one
    of the terms which it says least.
    """

    report: int
    order: int
    together: int
    times: int


def places(paragraphs: Iterable[tuple[int, str]]) -> dict[str, bytes]:
    """The rows of a report by stem, of its paragraphs as order and text. What is beyond the limits is left out.

    The last number of a paragraph is never given, so that no word is next to one of another paragraph.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for order, text in sorted(paragraphs):
        if order < LIMIT:
            for number, stem in enumerate(stems_of(text)[: LIMIT - 1]):
                found[stem].append(order * LIMIT + number)
    return {stem: struct.pack(f"<{len(numbers)}I", *numbers) for stem, numbers in found.items()}


def hits(question: Question, rows: Iterable[tuple[int, str, bytes]]) -> list[Hit]:
    """The paragraphs in which every term occurs, in no order; rows are (report, stem, places)."""
    by_report: dict[int, dict[str, bytes]] = defaultdict(dict)
    for report, stem, found in rows:
        by_report[report][stem] = found
    return [hit for report, held in by_report.items() for hit in _in_report(report, question, held)]


def _in_report(report: int, question: Question, held: Mapping[str, bytes]) -> Iterable[Hit]:
    counts = []
    for term in question.terms:
        found = _times(term, held)
        if not found:
            return
        counts.append(found)
    together = _times(question.together, held) if question.together else {}
    if len(counts) == 1 and not together:
        yield from (Hit(report, order, 0, times) for order, times in counts[0].items())
        return
    orders = set(counts[0]).intersection(*counts[1:])
    yield from (Hit(report, order, together.get(order, 0), min(found[order] for found in counts)) for order in orders)


def _times(term: tuple[str, ...], held: Mapping[str, bytes]) -> Mapping[int, int]:
    """How often a report's paragraphs say the term, by their order."""
    if not all(stem in held for stem in term):
        return {}
    if len(term) == 1:
        found = held[term[0]]
        # The lower half comes first.
        return Counter(struct.unpack(f"<{len(found) // 2}H", found)[1::2])
    numbers = [struct.unpack(f"<{len(held[stem]) // 4}I", held[stem]) for stem in term]
    starts = set(numbers[0])
    for step, later in enumerate(numbers[1:], start=1):
        starts &= {number - step for number in later}
    return Counter(number // LIMIT for number in starts)


def in_order(found: Iterable[Hit], rank: Mapping[int, int]) -> list[Hit]:
    """The best first: all words together, then said most often; then by `rank` of their reports, then as printed."""
    return sorted(found, key=lambda hit: (-hit.together, -hit.times, rank[hit.report], hit.order))
