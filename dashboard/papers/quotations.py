"""The paragraphs of the report that a paper quotes: those chosen, or the first under each judgement it shows."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from textwrap import shorten

from django.core.exceptions import BadRequest

from dashboard.presenters.paragraphs import ReportQuotation, quotations
from dashboard.values.documents import Block, Paragraph, Quotation
from inspections.frameworks.definitions import Judgement
from inspections.wording.papers.follow_up import OTHER_PARAGRAPHS, judgement_in_text, quotation_source
from inspections.wording.words import capital

from .comparison import columns_of
from .facts import PaperFacts

MOST_QUOTED = 6
FIRST_WORDS = 70


@dataclass(frozen=True)
class ParagraphChoice:
    """A paragraph that can be chosen: its code in addresses, its number or place, and its first words."""

    code: str
    place: str
    begins: str
    is_chosen: bool


@dataclass(frozen=True)
class ParagraphGroup:
    """The paragraphs under a judgement that can be chosen."""

    heading: str
    choices: tuple[ParagraphChoice, ...]

    @property
    def is_open(self) -> bool:
        """Whether any of them is chosen, so that it is shown unfolded."""
        return any(choice.is_chosen for choice in self.choices)


def paragraph_choices(facts: PaperFacts) -> list[ParagraphGroup]:
    """The report's paragraphs by judgement, those under none first. Empty if the report is not loaded."""
    chosen = facts.selection.paragraphs
    return [
        ParagraphGroup(_heading(facts, judgement), tuple(_choice(quote, chosen) for quote in quotes))
        for judgement, quotes in _by_judgement(facts)
    ]


def _choice(quote: ReportQuotation, chosen: Collection[str]) -> ParagraphChoice:
    code, place = code_of(quote), str(quote.number or quote.place)
    return ParagraphChoice(code, place, shorten(quote.text, FIRST_WORDS, placeholder=" …"), code in chosen)


def code_of(quote: ReportQuotation) -> str:
    """Its code in addresses: its printed number, or its place in the report: `79`, `passage-12`."""
    return quote.anchor.removeprefix("paragraph-")


def refuse_unknown(facts: PaperFacts) -> None:
    """BadRequest if a paragraph was chosen that the report doesn't have."""
    known = {code_of(quote) for _, quotes in _by_judgement(facts) for quote in quotes}
    unknown = [code for code in facts.selection.paragraphs if code not in known]
    if unknown and not known:
        raise BadRequest("The text of this report is not loaded, so no paragraph of it can be quoted.")
    if unknown:
        raise BadRequest(f"This report has no paragraph “{unknown[0]}”. The numbers are those that it prints.")


def quoted(facts: PaperFacts) -> Iterator[Block]:
    """Each quotation, with the judgement that it is on before the first of each."""
    last = None
    for judgement, quote in _chosen(facts) or _first_of_each(facts):
        if judgement != last and judgement:
            yield Paragraph(f"On {judgement_in_text(facts.framework, judgement)}:")
        elif judgement != last:
            yield Paragraph(f"{OTHER_PARAGRAPHS}:")
        last = judgement
        yield Quotation(quote.text, quotation_source(facts.name, facts.dated, quote.place))


def _chosen(facts: PaperFacts) -> list[tuple[Judgement | None, ReportQuotation]]:
    wanted = facts.selection.paragraphs
    return [
        (judgement, quote) for judgement, quotes in _by_judgement(facts) for quote in quotes if code_of(quote) in wanted
    ]


def _first_of_each(facts: PaperFacts) -> list[tuple[Judgement | None, ReportQuotation]]:
    """The first paragraph under each judgement that the paper compares, or else under any."""
    first = [(judgement, quotes[0]) for judgement, quotes in _by_judgement(facts) if judgement and quotes]
    compared = [pair for pair in first if pair[0] in columns_of(facts)]
    return [*(compared or first)[:MOST_QUOTED]]


def _by_judgement(facts: PaperFacts) -> list[tuple[Judgement | None, tuple[ReportQuotation, ...]]]:
    """The paragraphs under no judgement, with None, and those under each judgement in Ofsted’s order."""
    judgements = [change.judgement for change in facts.changes]
    found = quotations(facts.evidence.paragraphs, judgements, facts.evidence.grades)
    groups: list[tuple[Judgement | None, tuple[ReportQuotation, ...]]] = [(None, found.others)]
    groups += [(judgement, found.by_judgement[judgement.id]) for judgement in judgements]
    return [(judgement, quotes) for judgement, quotes in groups if quotes]


def _heading(facts: PaperFacts, judgement: Judgement | None) -> str:
    return capital(judgement_in_text(facts.framework, judgement)) if judgement else OTHER_PARAGRAPHS
