"""The paragraphs that a search found as a file, word for word, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dashboard.presenters.search import Passage, found_words
from dashboard.search_selection import SearchSelection
from inspections.search.index import Found

from .table import DataFile, Value

ROWS_AT_MOST = 500
LICENCE = (
    "Crown copyright. Reports under ILACS (since 2018): Open Government Licence v3. Earlier reports may be reproduced "
    "for non-commercial purposes, unaltered, with source and date of publication."
)
COLUMNS = (
    "council",
    "name",
    "framework",
    "published_on",
    "inspected_from",
    "paragraph",
    "page",
    "judgement",
    "judgement_name",
    "grade",
    "text",
    "address",
)


def passages_file(
    shown: Sequence[Passage], found: Found, selection: SearchSelection, day: date, address: str
) -> DataFile:
    """The paragraphs shown; `address` is the file's own, and begins with the site's."""
    words = found_words(found)
    if len(shown) < len(found.hits):
        words = f"{words} This file holds the first {len(shown):,}."
    site = address.partition("/search")[0]
    return DataFile(
        name=f"search-{day}",
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
