"""The beginning of a paper: what it is for, what was inspected, when and by whom, and what the grades mean."""

from collections.abc import Iterator

from dashboard.values.documents import Block, Bullets, Paragraph, TableBlock, paragraphs
from inspections.models import StatedFigure
from inspections.statistics.standings import State
from inspections.wording.papers.background import (
    EVIDENCE_LEAD,
    INSPECTORS,
    SCALE_LEAD,
    came_out_sentence,
    earlier_sentence,
    evidence_words,
    framework_sentence,
    inspectors_sentence,
    no_earlier_sentence,
    on_site_sentence,
    other_scale_sentence,
    purpose_sentence,
    scale_sentence,
    team_in_report,
    team_quotation,
)
from inspections.wording.reports import place_in_report
from inspections.wording.results import key_sentences
from inspections.wording.visits import visit_sentence

from .facts import PaperFacts
from .tables import ScaleTable

MOST_VISITS = 4
EVIDENCE = ("case_files", "children_met", "parents_met")


def purpose(facts: PaperFacts) -> tuple[Block, ...]:
    """What the paper is for."""
    return paragraphs(purpose_sentence(facts.framework, facts.name, facts.dated), notes=facts.notes.first(facts.report))


def background(facts: PaperFacts) -> tuple[Block, ...]:
    """The programme's rule, the days, the framework, the inspectors, the evidence and the inspection before."""
    inspection = facts.inspection
    on_site = on_site_sentence(facts.name, facts.periods)
    came_out = came_out_sentence(inspection.published_on, inspection.counts_from)
    return (
        *paragraphs(facts.selection.compared.programme.rule),
        *paragraphs(f"{on_site} {came_out}", notes=facts.notes.first(facts.report)),
        *paragraphs(framework_sentence(facts.framework), _inspectors(facts)),
        *_evidence(facts),
        *paragraphs(_earlier(facts)),
        *paragraphs(" ".join(_visits(facts))),
    )


def _inspectors(facts: PaperFacts) -> str:
    """The inspection team in the report's own sentence if it is loaded, or else as the numbers on record."""
    lead = facts.inspection.lead_inspector
    for paragraph in facts.evidence.paragraphs:
        if sentence := team_in_report(paragraph.text):
            return team_quotation(sentence, place_in_report(paragraph.number, paragraph.page), lead)
    stated = {figure.kind: figure for figure in facts.evidence.figures if figure.kind in INSPECTORS}
    places = dict.fromkeys(place_in_report(figure.paragraph, figure.page) for figure in stated.values())
    numbers = {kind: figure.value for kind, figure in stated.items()}
    return inspectors_sentence(numbers, list(filter(None, places)), lead)


def _evidence(facts: PaperFacts) -> tuple[Block, ...]:
    figures = [figure for kind in EVIDENCE for figure in facts.evidence.figures if figure.kind == kind]
    return (*paragraphs(EVIDENCE_LEAD), Bullets(tuple(map(_figure, figures)))) if figures else ()


def _figure(figure: StatedFigure) -> str:
    place = place_in_report(figure.paragraph, figure.page)
    return evidence_words(figure.kind, figure.age_band, figure.qualifier, figure.value, place)


def _earlier(facts: PaperFacts) -> str:
    earlier = facts.earlier
    if earlier is None:
        return no_earlier_sentence(facts.name, facts.inspection.council.begun)
    grades = key_sentences(facts.history.records[earlier.pk])
    return earlier_sentence(earlier.framework_definition, earlier.published_on, earlier.inspected, grades)


def _visits(facts: PaperFacts) -> Iterator[str]:
    """Each of the last visits since the inspection, the earliest first."""
    for visit in reversed(facts.visits[:MOST_VISITS]):
        days = (visit.first_day, visit.visited_to)
        yield visit_sentence(
            facts.name,
            visit.kind,
            days,
            theme=visit.theme,
            published_on=visit.published_on,
            has_priority_action=visit.has_priority_action,
        )


def scale(facts: PaperFacts) -> tuple[Block, ...]:
    """The scale of the framework in force then, with what its reports print beside each grade."""
    if not facts.framework.grade_meanings:
        return (*paragraphs(scale_sentence(facts.framework.scale)), *_other_scale(facts))
    notes = facts.notes.first(facts.report)
    return (*paragraphs(SCALE_LEAD, notes=notes), TableBlock(ScaleTable(facts)), *_other_scale(facts))


def _other_scale(facts: PaperFacts) -> tuple[Paragraph, ...]:
    """That the third grade had another name before, if the paper shows grades of both scales."""
    shown = {
        result.framework.scale
        for change in facts.changes
        for result in change.before
        if result.framework and result.state is State.GRADED
    }
    own = facts.framework.scale
    others = [scale for scale in shown if scale != own]
    return paragraphs(other_scale_sentence(others[0].grades[2], own.grades[2])) if others else ()
