"""The committee paper on one inspection, as one value that its page and its Word file show."""

from dashboard.values.documents import Block, Fact, Paper, Section, numbered
from inspections.wording.papers.background import inspection_words
from inspections.wording.words import date_range, date_words, listed

from .background import background, purpose, scale
from .brief import brief
from .comparison import comparison, peers_table, picture
from .counting import counting
from .facts import Notes, PaperFacts
from .follow_up import findings, implications, improvements, recommendation, risks, sources, summary
from .judgements import judgements
from .peers import Peers, grouped, peers_of
from .quotations import paragraph_choices, refuse_unknown

__all__ = [
    "Notes",
    "PaperFacts",
    "Peers",
    "brief",
    "grouped",
    "paper",
    "paragraph_choices",
    "peers_of",
    "refuse_unknown",
]

WRITERS = {
    "purpose": ("Purpose of the report", purpose),
    "background": ("Background", background),
    "scale": ("The grades", scale),
    "judgements": ("Ofsted’s judgements", judgements),
    "comparison": ("Comparison with other councils", comparison),
    "picture": ("", picture),
    "peers": ("Grades council by council", peers_table),
    "findings": ("Key findings", findings),
    "improvements": ("Areas for improvement", improvements),
    "risks": ("Risks", risks),
    "summary": ("Summary", summary),
    "recommendation": ("Recommendation", recommendation),
    "counting": ("How this is counted", counting),
    "sources": ("Background papers and sources", sources),
    "implications": ("Appendix: implications", implications),
}


# Parts that the page folds, under these words.
FOLDS = {"counting": "What the comparison rests on", "implications": "The usual headings, to fill in"}


def paper(facts: PaperFacts) -> Paper:
    """The paper with the parts asked for, in their order."""
    parts = facts.selection.parts
    # A paper of such a part alone shows it.
    folds = FOLDS if len(parts) > len(FOLDS) else {}
    sections = [Section(part, *_section(part, facts), folds.get(part, "")) for part in parts]
    kind = inspection_words(facts.framework)
    inspection = facts.inspection
    return Paper(
        file_name=f"paper-{inspection.council.slug}-{inspection.address_date}-{facts.day}",
        title=f"{facts.name}: outcome of Ofsted’s {kind}",
        short_title=f"{facts.name}: Ofsted inspection, {facts.dated}",
        subject=f"Committee paper on Ofsted’s {kind} in {facts.name}, {facts.dated}",
        permanent=facts.permanent,
        day=facts.day,
        facts=_facts(facts),
        sections=numbered(sections),
        notes=tuple(facts.notes.texts),
    )


def _section(part: str, facts: PaperFacts) -> tuple[str, tuple[Block, ...]]:
    heading, write = WRITERS[part]
    if not heading and facts.peers:
        heading = facts.peers.heading
    return heading, write(facts)


def _dated(facts: PaperFacts) -> Fact:
    """When inspectors were there or, if only a month or a year is known, what is dated by it."""
    periods = listed([date_range(*period) for period in facts.periods])
    if facts.periods[0][0].is_exact:
        return Fact("Inspectors on site", periods)
    return Fact("Dated", f"{periods} (of the inspection or of its report)")


def _facts(facts: PaperFacts) -> tuple[Fact, ...]:
    inspection = facts.inspection
    published = date_words(inspection.published_on) if inspection.published_on else "The day is not on record"
    return (
        Fact("Report to", "[committee, and day of the meeting]"),
        Fact("Report of", "[officer, and how to reach them]"),
        Fact("Council", facts.name),
        Fact("Inspection", facts.framework.name),
        _dated(facts),
        Fact("Report published", published),
        Fact("Compared as at", date_words(facts.day)),
        Fact("Permanent link", facts.permanent, facts.permanent),
    )
