"""The beginning of a paper: what it is for, what was inspected, when and by whom, and what the grades mean."""

from dashboard.presenters.paragraphs import place_words
from dashboard.values.documents import Block, Bullets, Cell, Column, Paragraph, Row, Table, paragraphs
from inspections.models import StatedFigure
from inspections.statistics.standings import State
from inspections.wording.figures import figure_words
from inspections.wording.frameworks import in_force_words
from inspections.wording.papers import came_out_sentence, inspection_words, on_site_words
from inspections.wording.results import key_sentences
from inspections.wording.words import counted, date_words, listed

from .facts import PaperFacts

INSPECTORS = {
    "inspectors_hmi": "{} of Ofsted’s (His or Her Majesty’s Inspectors)",
    "inspectors_additional": "{} additional",
    "inspectors_cqc": "{} of the Care Quality Commission",
}
EVIDENCE = ("case_files", "children_met", "parents_met")


def purpose(facts: PaperFacts) -> tuple[Block, ...]:
    """What the paper is for, in a sentence."""
    kind = inspection_words(facts.framework)
    return paragraphs(
        f"This report gives members the outcome of Ofsted’s {kind} in {facts.name}, {facts.dated}.",
        notes=facts.notes.first(facts.report),
    )


def background(facts: PaperFacts) -> tuple[Block, ...]:
    """The programme's rule, the days, the framework, the inspectors, the evidence and the inspection before."""
    inspection = facts.inspection
    on_site = f"Inspectors were in {facts.name} {on_site_words(facts.periods)}."
    if not inspection.inspected.is_exact:
        when = date_words(inspection.inspected)
        on_site = f"The inspection is dated {when} here, which may be when inspectors were there or when they reported."
    came_out = came_out_sentence(inspection.published_on, inspection.counts_from)
    return (
        *paragraphs(facts.selection.compared.programme.rule),
        *paragraphs(f"{on_site} {came_out}", notes=facts.notes.first(facts.report)),
        *paragraphs(_framework(facts), _inspectors(facts)),
        *_evidence(facts),
        *paragraphs(_earlier(facts)),
    )


def _framework(facts: PaperFacts) -> str:
    framework = facts.framework
    reference = f" (Ofsted’s reference {framework.ofsted_reference})" if framework.ofsted_reference else ""
    legal = f" Its legal basis: {framework.legal_basis}." if framework.legal_basis else ""
    when = in_force_words(framework)
    return f"The framework was {framework.short_name}, in force {when}{reference}.{legal}"


def _inspectors(facts: PaperFacts) -> str:
    stated = {figure.kind: figure for figure in facts.evidence.figures if figure.kind in INSPECTORS}
    named = [words.format(stated[kind].value) for kind, words in INSPECTORS.items() if kind in stated]
    lead = facts.inspection.lead_inspector
    who = f"The lead inspector was {lead}." if lead else ""
    if not named:
        return who
    places = dict.fromkeys(place_words(figure.paragraph, figure.page) for figure in stated.values())
    where = f" ({listed([place for place in places if place])} of the report)" if any(places) else ""
    total = sum(figure.value for figure in stated.values())
    by_body = f": {listed(named)}" if len(named) > 1 else f", {named[0].partition(' ')[2]}"
    return f"The report names {counted(total, 'inspector')}{by_body}{where}. {who}".strip()


def _evidence(facts: PaperFacts) -> tuple[Block, ...]:
    found = [figure for kind in EVIDENCE for figure in facts.evidence.figures if figure.kind == kind]
    if not found:
        return ()
    lead = "Of the evidence that inspectors saw, these numbers are on record:"
    return (*paragraphs(lead), Bullets(tuple(map(_figure, found))))


def _figure(figure: StatedFigure) -> str:
    place = place_words(figure.paragraph, figure.page)
    qualifier = f"{figure.qualifier} " if figure.qualifier else ""
    where = f" ({place} of the report)" if place else ""
    return f"{figure_words(figure.kind, figure.age_band)}: {qualifier}{figure.value:,}{where}"


def _earlier(facts: PaperFacts) -> str:
    earlier = facts.earlier
    if earlier is None:
        begun = facts.inspection.council.valid_from
        came = f" It came into being on {date_words(begun)}; councils before it have their own." if begun else ""
        return f"No earlier inspection of {facts.name} is on record here.{came}"
    framework = earlier.framework_definition
    day = earlier.published_on
    when = f"was reported on {date_words(day)}" if day else f"was of {date_words(earlier.inspected)}"
    then = key_sentences(facts.history.records[earlier.pk])
    return f"The inspection before this one, under {framework.short_name}, {when}. {then}".strip()


def scale(facts: PaperFacts) -> tuple[Block, ...]:
    """The scale of the framework in force then, with what its reports print beside each grade."""
    framework = facts.framework
    meanings = framework.grade_meanings
    rows = tuple(
        Row((Cell(grade.label, grade.code), Cell(str(grade.rank)), *map(Cell, meanings[grade.rank - 1 : grade.rank])))
        for grade in framework.scale.grades
    )
    columns = (
        Column("Grade", 4),
        Column("Grade number", 3),
        *((Column("What the report says it means", 9),) if meanings else ()),
    )
    table = Table("scale", f"The scale of {framework.short_name}", columns, rows)
    lead = "Ofsted made all judgements on a scale of four grades."
    return (*paragraphs(lead, notes=facts.notes.first(facts.report) if meanings else ()), table, *_other_scale(facts))


def _other_scale(facts: PaperFacts) -> tuple[Paragraph, ...]:
    """That the third grade had another name before, where the paper shows grades of both scales."""
    shown = {
        result.framework.scale
        for change in facts.changes
        for result in change.before
        if result.framework and result.state is State.GRADED
    }
    own = facts.framework.scale
    others = [scale for scale in shown if scale != own]
    if not others:
        return ()
    third, before = own.grades[2], others[0].grades[2]
    return paragraphs(
        f"The third grade of the inspection before was “{before.in_text}”, which is not the same as "
        f"“{third.in_text}”. This paper does not compare one with the other."
    )
