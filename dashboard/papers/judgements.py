"""What the inspection found: the key judgements in a sentence, and a table of every judgement for each service."""

from dashboard.values.documents import Block, Paragraph, TableBlock, paragraphs
from inspections.frameworks.definitions import Service
from inspections.wording.papers.judgements import (
    changes_sentence,
    grade_counts_sentence,
    not_on_record_sentence,
    service_not_judged_sentence,
)
from inspections.wording.results import key_sentences

from .facts import PaperFacts
from .tables import PaperJudgementsTable


def judgements(facts: PaperFacts) -> tuple[Block, ...]:
    """The key judgements in a sentence, the counts, what changed, and the tables in Ofsted's order."""
    record = facts.record
    key = key_sentences(record)
    sentences = (grade_counts_sentence(record), changes_sentence(facts.changes))
    blocks: list[Block] = []
    if key:
        blocks.append(Paragraph(key, facts.notes.first(facts.report), quotable=True))
    blocks += paragraphs(" ".join(filter(None, sentences)), not_on_record_sentence(record))
    for service in facts.framework.services:
        blocks += _service(facts, service)
    return tuple(blocks)


def _service(facts: PaperFacts, service: Service) -> tuple[Block, ...]:
    if service.code not in facts.record.services:
        return paragraphs(service_not_judged_sentence(service.name))
    table = PaperJudgementsTable(facts, service)
    return (TableBlock(table, below=table.cautions),)
