"""Which of a report's paragraphs each grade rests on: every paragraph once, under the narrowest judgement it is of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspections.frameworks.definitions import Judgement
from inspections.record.evidence import GradeEvidence, Paragraph


@dataclass(frozen=True)
class Quotation:
    """A paragraph to be quoted. `place` is its number or page, empty where unknown; `anchor` its name on the page."""

    place: str
    anchor: str
    number: int | None
    text: str


@dataclass(frozen=True)
class Quotations:
    """A report's paragraphs: by judgement id, and the numbered ones that stand under no judgement."""

    by_judgement: Mapping[str, tuple[Quotation, ...]]
    others: tuple[Quotation, ...]

    @property
    def anchors(self) -> frozenset[str]:
        """The names under which paragraphs can be linked to."""
        groups = (*self.by_judgement.values(), self.others)
        return frozenset(one.anchor for group in groups for one in group)


def place_words(paragraph: int | None, page: int | None) -> str:
    """Where in the report something stands: by its paragraph, else by its page; empty where neither is known."""
    if paragraph:
        return f"paragraph {paragraph}"
    return f"page {page}" if page else ""


def quotations(
    paragraphs: Sequence[Paragraph], judgements: Iterable[Judgement], grades: Mapping[str, GradeEvidence]
) -> Quotations:
    """Give each paragraph to the judgement with the fewest that claims it.

    A judgement claims the paragraphs under its heading, or those of its grade's range where it has no heading:
    so the parts of a judgement come before the judgement that heads them.
    """
    claims = {one.id: _claimed(paragraphs, one, grades.get(one.id)) for one in judgements}
    owners: dict[int, str] = {}
    for id_ in sorted(claims, key=lambda id_: -len(claims[id_])):
        owners |= dict.fromkeys(claims[id_], id_)
    numbers: set[int] = set()
    shown = [_quotation(one, order, numbers) for order, one in enumerate(paragraphs, start=1)]
    found = {id_: tuple(shown[n] for n in claimed if owners[n] == id_) for id_, claimed in claims.items()}
    others = tuple(one for n, one in enumerate(shown) if n not in owners and one.number)
    return Quotations(found, others)


def _claimed(paragraphs: Sequence[Paragraph], judgement: Judgement, grounds: GradeEvidence | None) -> list[int]:
    own = [n for n, one in enumerate(paragraphs) if (one.service, one.judgement) == (judgement.service, judgement.code)]
    if own or grounds is None or grounds.paragraph_first is None or grounds.paragraph_last is None:
        return own
    first, last = grounds.paragraph_first, grounds.paragraph_last
    return [n for n, one in enumerate(paragraphs) if one.number and first <= one.number <= last]


def anchor_of(number: int | None, order: int) -> str:
    """The name on the page of a paragraph: by its printed number, else by its place in the report, from 1."""
    return f"paragraph-{number}" if number else f"passage-{order}"


def _quotation(paragraph: Paragraph, order: int, numbers: set[int]) -> Quotation:
    """A number that a report prints twice names the first of its paragraphs."""
    number = paragraph.number
    anchor = anchor_of(None if number in numbers else number, order)
    if number:
        numbers.add(number)
    return Quotation(place_words(number, paragraph.page), anchor, number, paragraph.text)
