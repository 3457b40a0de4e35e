"""The report's paragraphs that each grade rests on, each under the narrowest judgement that claims it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspections.frameworks.definitions import Judgement
from inspections.models import Grade, ReportParagraph
from inspections.wording.reports import place_in_report


@dataclass(frozen=True)
class ReportQuotation:
    """A paragraph to quote. `place` is its number or page, empty if unknown; `anchor` is its id on the page."""

    place: str
    anchor: str
    number: int | None
    text: str


@dataclass(frozen=True)
class Quotations:
    """A report's paragraphs: by judgement id, and the numbered ones that no judgement claims."""

    by_judgement: Mapping[str, tuple[ReportQuotation, ...]]
    others: tuple[ReportQuotation, ...]


def quotations(
    paragraphs: Sequence[ReportParagraph], judgements: Iterable[Judgement], grades: Mapping[str, Grade]
) -> Quotations:
    """Assign each paragraph to the judgement that claims it and the fewest others.

    A judgement claims the paragraphs under its heading or, without a heading, those in its grade's range. So the
    parts of a judgement get their paragraphs before the judgement above them.
    """
    claims = {judgement.id: _claimed(paragraphs, judgement, grades.get(judgement.id)) for judgement in judgements}
    owners: dict[int, str] = {}
    for id_ in sorted(claims, key=lambda id_: -len(claims[id_])):
        owners |= dict.fromkeys(claims[id_], id_)
    quotes = quotations_in_order(paragraphs)
    by_judgement = {id_: tuple(quotes[n] for n in claimed if owners[n] == id_) for id_, claimed in claims.items()}
    others = tuple(quote for n, quote in enumerate(quotes) if n not in owners and quote.number)
    return Quotations(by_judgement, others)


def quotations_in_order(paragraphs: Sequence[ReportParagraph]) -> list[ReportQuotation]:
    """The paragraphs of a report or a letter to quote, in its order."""
    numbers: set[int] = set()
    return [_quotation(paragraph, order, numbers) for order, paragraph in enumerate(paragraphs, start=1)]


def _claimed(paragraphs: Sequence[ReportParagraph], judgement: Judgement, grounds: Grade | None) -> list[int]:
    own = [
        n
        for n, paragraph in enumerate(paragraphs)
        if (paragraph.service, paragraph.judgement) == (judgement.service, judgement.code)
    ]
    if own or grounds is None or grounds.paragraph_first is None or grounds.paragraph_last is None:
        return own
    first, last = grounds.paragraph_first, grounds.paragraph_last
    return [n for n, paragraph in enumerate(paragraphs) if paragraph.number and first <= paragraph.number <= last]


def anchor_of(number: int | None, order: int) -> str:
    """A paragraph's id on the page: by its printed number, or else by its place in the report from 1."""
    return f"paragraph-{number}" if number else f"passage-{order}"


def _quotation(paragraph: ReportParagraph, order: int, numbers: set[int]) -> ReportQuotation:
    """The paragraph to quote. A number that the report prints twice belongs to the first of its paragraphs."""
    number = paragraph.number
    anchor = anchor_of(None if number in numbers else number, order)
    if number:
        numbers.add(number)
    return ReportQuotation(place_in_report(number, paragraph.page), anchor, number, paragraph.text)
