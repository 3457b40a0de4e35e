"""The paragraphs that a search found as a file, word for word, the best first."""

from collections.abc import Sequence
from datetime import date

from dashboard.presenters.search import Passage, found_words
from dashboard.selections.search import SearchSelection
from dashboard.values.table import COUNCIL, FRAMEWORK, INSPECTED_FROM, PUBLISHED_ON, Column, DataFile, Kind, Value
from inspections.models import Grade
from inspections.search.index import SearchResults

ROWS_AT_MOST = 500
LICENCE = (
    "Crown copyright. Reports under ILACS (since 2018): Open Government Licence v3. Earlier reports may be reproduced "
    "for non-commercial purposes, unaltered, with source and date of publication."
)
COLUMNS = (
    *COUNCIL,
    FRAMEWORK,
    PUBLISHED_ON,
    INSPECTED_FROM,
    Column("paragraph", "Paragraph", Kind.NUMBER, "As printed; empty where it has no number."),
    Column("page", "Page", Kind.NUMBER, "Empty where it is not known."),
    Column("judgement", "Judgement’s code", meaning="That of the heading under which the paragraph stands, if of any."),
    Column("judgement_name", "Judgement"),
    Column(
        "grade",
        "Grade given under it",
        meaning="Empty where the paragraph stands under no judgement, or its grade is not on record here.",
        words=dict(Grade.Value.choices),
    ),
    Column("text", "Text", meaning="Word for word from Ofsted’s report."),
    Column("address", "Where it stands here"),
)


def passages_file(
    shown: Sequence[Passage], found: SearchResults, selection: SearchSelection, day: date, address: str
) -> DataFile:
    """The paragraphs shown; `address` is the file's own, and begins with the site's."""
    words = found_words(found)
    if len(shown) < len(found.hits):
        words = f"{words} This file holds the first {len(shown):,}."
    site = address.partition("/search")[0]
    return DataFile(
        name=f"search-{day}",
        title=f"Paragraphs of Ofsted’s reports that say {selection.q}" if selection.q else "Paragraphs found",
        about={"question": selection.q, "found": words, "as_at": day, "source": address, "licence": LICENCE},
        columns=COLUMNS,
        rows=[_row(passage, site) for passage in shown],
    )


def _row(passage: Passage, site: str) -> list[Value]:
    inspection, paragraph = passage.inspection, passage.paragraph
    return [
        inspection.council.slug,
        inspection.council.display_name,
        inspection.framework,
        inspection.published_on,
        str(inspection.inspected),
        paragraph.number,
        paragraph.page,
        f"{paragraph.service}.{paragraph.judgement}" if paragraph.judgement else None,
        passage.judgement or None,
        passage.grade or None,
        paragraph.text,
        site + passage.url,
    ]
