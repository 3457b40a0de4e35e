"""What the inspection found: the key judgements in a sentence, and a table of every judgement for each service."""

from itertools import groupby

from dashboard.values.documents import Block, Cell, Column, Paragraph, Row, Table, heading_row, paragraphs, result_cell
from inspections.frameworks.definitions import Service
from inspections.statistics.changes import Direction, JudgementChange
from inspections.statistics.standings import Result, State
from inspections.wording.papers.judgements import (
    changes_sentence,
    direction_words,
    grade_counts_sentence,
    not_on_record_sentence,
    service_not_judged_sentence,
)
from inspections.wording.results import change_words, key_sentences, result_words
from inspections.wording.words import capital, listed

from .facts import PaperFacts


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
    own = [change for change in facts.changes if change.judgement.service == service.code]
    with_change = any(change.direction is not Direction.FIRST for change in own)
    names = {group.code: group.name for group in service.groups}
    rows: list[Row] = []
    for name, changes in groupby(own, key=lambda change: names.get(change.judgement.group or "", "")):
        if name:
            rows.append(heading_row(name))
        rows += [_row(facts, change, with_change=with_change) for change in changes]
    columns = [Column("Judgement", 11.5), Column("Grade", 4.5)]
    if with_change:
        now = Column(f"Grade in {facts.record.inspection.year}", 3.4, "grade")
        columns = [
            Column("Judgement", 6),
            now,
            Column("At the inspection before", 3.6, "grade_before"),
            Column("Change", 3),
        ]
    why = dict.fromkeys(change.why for change in own if change.why and change.why not in change_words(change))
    return (
        Table(
            name=f"judgements-{service.code}" if len(facts.framework.services) > 1 else "judgements",
            caption=f"{service.name}: every judgement, {facts.name}, {facts.dated}",
            columns=tuple(columns),
            rows=tuple(rows),
            below=" ".join(f"{capital(reason)}." for reason in why),
        ),
    )


def _row(facts: PaperFacts, change: JudgementChange, *, with_change: bool) -> Row:
    judgement = change.judgement
    below = "grade for the heading" if judgement.optional else ""
    cells = [Cell(judgement.name, below=below), result_cell(facts.record.result(judgement.id))]
    if with_change:
        cells += [_before(change), Cell(direction_words(change))]
    return Row(tuple(cells), is_part=bool(judgement.part_of))


def _before(change: JudgementChange) -> Cell:
    """The grade before with its framework, or all grades if it was judged in parts."""
    if not change.before:
        return Cell("No judgement like it", "state")
    if len(change.before) > 1:
        words = listed([result_words(result) for result in change.before])
        return Cell(f"Judged in parts: {words}", below=_where(change.before[0]))
    cell = result_cell(change.before[0])
    return Cell(cell.words, cell.grade, ", ".join(filter(None, (_where(change.before[0]), cell.below))))


def _where(result: Result) -> str:
    """Under which framework and when: `ILACS 2018, in 2022`."""
    if result.framework is None or result.inspection is None or result.state is State.NOT_ON_RECORD:
        return ""
    return f"{result.framework.short_name}, in {result.inspection.year}"
