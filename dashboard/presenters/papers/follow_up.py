"""The end of a paper: what the report says, what it asks for, risks, summary, recommendation, and the sources."""

from collections.abc import Sequence

from dashboard.presenters.improvements import TimescaleGroup, by_timescale
from dashboard.presenters.paragraphs import quotations
from dashboard.values.documents import (
    Block,
    Bullets,
    Cell,
    Column,
    Paragraph,
    Quotation,
    Row,
    Table,
    paragraphs,
    text_row,
)
from inspections.models import AreaForImprovement
from inspections.statistics.standings import State
from inspections.wording.cautions import LIMITS
from inspections.wording.papers import changes_sentence, grade_counts_sentence, improvements_sentence, licence_words
from inspections.wording.results import key_sentences
from inspections.wording.words import capital, date_words, lower_first

from .comparison import place_words
from .facts import PaperFacts

IMPLICATIONS = (
    "Finance",
    "Staffing",
    "Risk",
    "Equality and diversity",
    "Accommodation",
    "Crime and disorder",
    "Human rights",
    "Consultation",
    "Procurement",
    "Disability",
    "Legal",
)
MOST_QUOTED = 6
FROM_THE_REPORT = "[Copy the wording from the report]"
EMPTY_ROWS = 3


def findings(facts: PaperFacts) -> tuple[Block, ...]:
    """The first paragraph under each key judgement, where the report is loaded; else where to find them."""
    quoted = quotations(facts.evidence.paragraphs, [one.judgement for one in facts.changes], facts.evidence.grades)
    shown = [one.judgement for one in facts.changes if one.judgement.key] or [one.judgement for one in facts.changes]
    if not any(quoted.by_judgement[judgement.id] for judgement in shown):
        return _without_paragraphs(facts)
    licence = licence_words(facts.framework.programme)
    blocks: list[Block] = [
        *paragraphs(f"In Ofsted’s own words. {licence}", notes=facts.notes.first(facts.report)),
    ]
    for judgement in shown[:MOST_QUOTED]:
        if held := quoted.by_judgement[judgement.id]:
            place = f", {held[0].place}" if held[0].place else ""
            blocks.append(Paragraph(f"On {_service_of(facts, judgement.service)}{lower_first(judgement.name)}:"))
            blocks.append(Quotation(held[0].text, f"Ofsted’s report on {facts.name}, {facts.dated}{place}"))
    blocks.append(Paragraph("[Keep the findings that matter to members, and add others.]", to_complete=True))
    return tuple(blocks)


def _without_paragraphs(facts: PaperFacts) -> tuple[Block, ...]:
    words = (
        "[Quote here the findings that matter to members, word for word and with the report’s paragraph numbers. The "
        "text of the report is not on record here.]"
    )
    ranges = []
    for change in facts.changes:
        grounds = facts.evidence.grades.get(change.judgement.id)
        if grounds and grounds.paragraph_first and change.judgement.key:
            first, last = grounds.paragraph_first, grounds.paragraph_last
            where = f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"
            name = f"{_service_of(facts, change.judgement.service)}{lower_first(change.judgement.name)}"
            ranges.append(f"{capital(name)}: {where} of the report")
    lead = paragraphs("The report explains its key judgements in these paragraphs:") if ranges else ()
    return (Paragraph(words, to_complete=True), *lead, *((Bullets(tuple(ranges)),) if ranges else ()))


def _service_of(facts: PaperFacts, code: str) -> str:
    """`safeguarding services, `: where the framework has several services."""
    if len(facts.framework.services) == 1:
        return ""
    return f"{lower_first(facts.framework.service(code).name)}, "


def improvements(facts: PaperFacts) -> tuple[Block, ...]:
    """The areas for improvement by service and timescale, with days and columns for who does what."""
    found = facts.evidence.improvements
    if not found:
        return (
            Paragraph(
                "[The report’s areas for improvement are not on record here. Copy them into the table.]",
                to_complete=True,
            ),
            _action_plan("improvements", "Areas for improvement", [_empty_row()] * EMPTY_ROWS),
        )
    services = [one for one in facts.framework.services if any(item.service == one.code for item in found)]
    counts = {one.name: sum(item.service == one.code for item in found) for one in services}
    tables = []
    for service in services:
        timescales = by_timescale(
            [item for item in found if item.service == service.code], facts.inspection.published_on
        )
        placed = [(item, one) for one in timescales for item in one.items]
        rows = [_improvement_row(number, item, one) for number, (item, one) in enumerate(placed, start=1)]
        name = f"improvements-{service.code}" if len(services) > 1 else "improvements"
        tables.append(_action_plan(name, f"Areas for improvement: {lower_first(service.name)}", rows))
    return (
        *paragraphs(improvements_sentence(counts), notes=facts.notes.first(facts.report)),
        *paragraphs(
            f"{_due(facts)}The number of areas is no score: reports with better grades can list more. “Owner” and "
            "“Progress” are left for the council’s action plan."
        ),
        *tables,
    )


def _due(facts: PaperFacts) -> str:
    day = facts.inspection.published_on
    timed = any(item.timescale for item in facts.evidence.improvements)
    return f"Due days are counted from publication on {date_words(day)}. " if day and timed else ""


def _action_plan(name: str, caption: str, rows: Sequence[Row]) -> Table:
    columns = (
        Column("Area for improvement", 5.4),
        Column("Timescale", 2.9),
        Column("Due by", 2.7),
        Column("Owner", 2.3),
        Column("Progress", 2.7),
    )
    return Table(name, caption, columns, tuple(rows))


def _improvement_row(number: int, item: AreaForImprovement, timescale: TimescaleGroup) -> Row:
    area = Cell(f"{number}. {item.text or FROM_THE_REPORT}", below=f"for {item.addressee}" if item.addressee else "")
    due = date_words(timescale.due) if timescale.due else "None given"
    return Row((area, Cell(timescale.name), Cell(due), Cell(), Cell()))


def _empty_row() -> Row:
    return text_row(FROM_THE_REPORT, "", "", "", "")


def risks(facts: PaperFacts) -> tuple[Block, ...]:
    """What grades can and cannot say."""
    return (
        *paragraphs("Grades are evidence, and they have limits:"),
        Bullets(LIMITS),
        Paragraph(f"[Add the risks that {facts.name} sees, and what is done about them.]", to_complete=True),
    )


def summary(facts: PaperFacts) -> tuple[Block, ...]:
    """The judgements and the comparison again, with the same figures as above."""
    record = facts.record
    key = key_sentences(record)
    found = " ".join(filter(None, (key, changes_sentence(facts.changes))))
    counts = grade_counts_sentence(record) if not any(result_is_graded(facts)) else ""
    return paragraphs(f"{found} {counts}".strip(), place_words(facts))


def result_is_graded(facts: PaperFacts) -> list[bool]:
    """For each key judgement whether it has a grade."""
    return [facts.record.result(one.id).state is State.GRADED for one in facts.framework.key_judgements]


def recommendation(facts: PaperFacts) -> tuple[Block, ...]:
    """What members are asked for, to be completed."""
    return (
        Paragraph("[The committee] is asked to:", to_complete=True),
        Bullets(
            (
                f"note the outcome of Ofsted’s inspection of {facts.name}, {facts.dated};",
                "[agree the action plan for the areas for improvement;]",
                "[ask for a report on progress by a day.]",
            ),
            to_complete=True,
        ),
    )


def implications(_: PaperFacts) -> tuple[Block, ...]:
    """The table that most councils put behind their papers, empty."""
    columns = (Column("Implication", 4), Column("Comment", 12))
    table = Table("implications", "Implications", columns, tuple(text_row(name, "") for name in IMPLICATIONS))
    return (Paragraph("[Complete or remove.]", to_complete=True), table)


def sources(facts: PaperFacts) -> tuple[Block, ...]:
    """Every source with its address, the terms of use, and the link that keeps showing this."""
    licence = licence_words(facts.framework.programme)
    items = (
        f"{facts.report_name} {licence} {facts.inspection.report_url}".strip(),
        facts.ranking_source,
        "Names of councils: mySociety, CC BY 4.0. Codes, regions and statistical neighbours: ONS and Department for "
        "Education, Open Government Licence v3.",
    )
    lead = "The grades, dates and figures in this report are from Ofsted’s published reports, by way of:"
    keeps = (
        f"This report as at {date_words(facts.day)}, from edition {facts.edition} of the data, will stay at: "
        f"{facts.permanent}"
    )
    return (*paragraphs(lead), Bullets(items), *paragraphs(keeps))
