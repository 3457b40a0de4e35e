"""The end of a paper: what the report says, what it asks for, risks, summary, recommendation, and the sources."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from dashboard.presenters.improvements import TimescaleGroup, by_timescale
from dashboard.values.documents import Block, Bullets, Paragraph, TableBlock, paragraphs
from inspections.models import AreaForImprovement, Grade
from inspections.statistics.standings import State
from inspections.wording.cautions import LIMITS
from inspections.wording.papers.follow_up import (
    CHOOSE_PARAGRAPHS,
    COMPLETE_FINDINGS,
    FINDINGS_LEAD,
    FROM_THE_REPORT,
    NO_IMPROVEMENTS,
    OTHER_SOURCES,
    QUOTE_FINDINGS,
    REQUESTS,
    REQUESTS_LEAD,
    RISKS_LEAD,
    SOURCES_LEAD,
    action_plan_sentences,
    addressees_sentence,
    improvements_sentence,
    judgement_in_text,
    permanence_sentence,
    request_to_note,
    risks_to_add,
    stated_elsewhere_words,
)
from inspections.wording.papers.judgements import changes_sentence, grade_counts_sentence
from inspections.wording.provenance import document_words
from inspections.wording.reports import licence_words, paragraphs_words
from inspections.wording.results import key_sentences, provenance_words
from inspections.wording.words import capital, date_words, lower_first

from .comparison import place_words
from .facts import PaperFacts
from .quotations import quoted
from .tables import ImplicationsTable, ImprovementsTable, PlannedImprovement

EMPTY_ROWS = 3


def findings(facts: PaperFacts) -> tuple[Block, ...]:
    """The paragraphs chosen or the first under each judgement shown, or else where to find them."""
    if not facts.evidence.paragraphs:
        return _without_paragraphs(facts)
    quotes = tuple(quoted(facts))
    if not quotes:
        return (Paragraph(CHOOSE_PARAGRAPHS, to_complete=True),)
    licence = licence_words(facts.framework.programme)
    lead = paragraphs(f"In Ofsted’s own words. {licence}", notes=facts.notes.first(facts.report))
    to_complete = () if facts.selection.paragraphs else (Paragraph(COMPLETE_FINDINGS, to_complete=True),)
    return (*lead, *quotes, *to_complete)


def _without_paragraphs(facts: PaperFacts) -> tuple[Block, ...]:
    ranges = []
    for change in facts.changes:
        grade = facts.evidence.grades.get(change.judgement.id)
        if grade and grade.paragraph_first and change.judgement.key:
            where = paragraphs_words(grade.paragraph_first, grade.paragraph_last)
            name = capital(judgement_in_text(facts.framework, change.judgement))
            ranges.append(f"{name}: {where} of the report")
    lead: tuple[Block, ...] = (*paragraphs(FINDINGS_LEAD), Bullets(tuple(ranges))) if ranges else ()
    return (Paragraph(QUOTE_FINDINGS, to_complete=True), *lead)


def improvements(facts: PaperFacts) -> tuple[Block, ...]:
    """The areas for improvement by service and timescale, with due days and empty columns for the action plan."""
    areas = facts.evidence.improvements
    if not areas:
        empty = [PlannedImprovement(FROM_THE_REPORT)] * EMPTY_ROWS
        return (
            Paragraph(NO_IMPROVEMENTS, to_complete=True),
            TableBlock(ImprovementsTable(facts, "improvements", "Areas for improvement", empty)),
        )
    published_on = facts.inspection.published_on
    services = [service for service in facts.framework.services if any(area.service == service.code for area in areas)]
    counts = {service.name: sum(area.service == service.code for area in areas) for service in services}
    tables = []
    for service in services:
        timescales = by_timescale([area for area in areas if area.service == service.code], published_on)
        placed = [(area, timescale) for timescale in timescales for area in timescale.items]
        rows = [_planned(number, *item) for number, item in enumerate(placed, start=1)]
        name = f"improvements-{service.code}" if len(services) > 1 else "improvements"
        title = f"Areas for improvement: {lower_first(service.name)}"
        tables.append(TableBlock(ImprovementsTable(facts, name, title, rows), folds=True))
    timed = any(area.timescale for area in areas)
    addressees = addressees_sentence(Counter(area.addressee for area in areas if area.addressee))
    return (
        *paragraphs(f"{improvements_sentence(counts)} {addressees}".rstrip(), notes=facts.notes.first(facts.report)),
        *paragraphs(action_plan_sentences(published_on if timed else None)),
        *tables,
    )


def _planned(number: int, area: AreaForImprovement, timescale: TimescaleGroup) -> PlannedImprovement:
    due = date_words(timescale.due) if timescale.due else ""
    words = f"{number}. {area.text or FROM_THE_REPORT}"
    return PlannedImprovement(words, area.addressee, timescale.name if area.timescale else "", due)


def risks(facts: PaperFacts) -> tuple[Block, ...]:
    """What grades can and cannot say."""
    return (*paragraphs(RISKS_LEAD), Bullets(LIMITS), Paragraph(risks_to_add(facts.name), to_complete=True))


def summary(facts: PaperFacts) -> tuple[Block, ...]:
    """The judgements and the comparison again, with the same figures as above."""
    record = facts.record
    has_key_grade = any(
        record.result(judgement.id).state is State.GRADED for judgement in facts.framework.key_judgements
    )
    counts = "" if has_key_grade else grade_counts_sentence(record)
    sentences = (key_sentences(record), changes_sentence(facts.changes), counts)
    return paragraphs(" ".join(filter(None, sentences)), *place_words(facts))


def recommendation(facts: PaperFacts) -> tuple[Block, ...]:
    """What members are asked for, to be completed."""
    requests = (request_to_note(facts.name, facts.dated), *REQUESTS)
    return (Paragraph(REQUESTS_LEAD, to_complete=True), Bullets(requests, to_complete=True))


def implications(facts: PaperFacts) -> tuple[Block, ...]:
    """The empty table that most councils add to their papers."""
    return (Paragraph("[Complete or remove.]", to_complete=True), TableBlock(ImplicationsTable(facts)))


def sources(facts: PaperFacts) -> tuple[Block, ...]:
    """Every source with its address, the terms of use, and the link that keeps showing the same."""
    licence = licence_words(facts.framework.programme)
    report = f"{facts.report_name} {licence} {facts.inspection.report_url}".strip()
    keeps = permanence_sentence(facts.day, facts.edition, facts.permanent)
    return (
        *paragraphs(SOURCES_LEAD),
        Bullets((report, *_stated_elsewhere(facts), facts.ranking_source, OTHER_SOURCES)),
        *paragraphs(keeps),
    )


def _stated_elsewhere(facts: PaperFacts) -> Iterator[str]:
    """A source for each document that states grades in place of the report, with the judgements it is about."""
    documents: dict[tuple[str, str], list[str]] = defaultdict(list)
    for change in facts.changes:
        grade = facts.evidence.grades.get(change.judgement.id)
        if grade and grade.provenance != Grade.Provenance.REPORT:
            origin = provenance_words(grade.provenance, grade.evidence)
            document = document_words(grade.provenance, grade.source, grade.note)
            documents[origin, document].append(judgement_in_text(facts.framework, change.judgement))
    for (origin, document), judgements in documents.items():
        yield stated_elsewhere_words(judgements, origin, document)
