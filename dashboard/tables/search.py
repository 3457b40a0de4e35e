"""The paragraphs that a search found, word for word, the best first."""

from collections.abc import Sequence
from datetime import date

from dashboard.presenters.search import Passage, found_words
from dashboard.selections.search import SearchSelection
from dashboard.values.columns import ColumnKind, FileColumn, Value
from dashboard.values.tables import Table
from inspections.models import Grade
from inspections.search.index import SearchResults
from inspections.wording.results import NOT_ON_RECORD

from .common import council_code_column, framework_column, inspected_from_column, published_on_column

ROWS_AT_MOST = 500
LICENCE = (
    "Crown copyright. Reports under ILACS (since 2018): Open Government Licence v3. Earlier reports may be reproduced "
    "for non-commercial purposes, unaltered, with source and date of publication."
)


class PassagesTable(Table):
    """The paragraphs shown."""

    heads_row = "name"

    council = council_code_column("record__council__slug")
    name = FileColumn("Council", accessor="record__council__display_name")
    framework = framework_column(default="")
    published_on = published_on_column("record__published_on")
    inspected_from = inspected_from_column("inspection__inspected", default="")
    visited_from = FileColumn(
        "Visited from",
        accessor="visit__visited_from",
        kind=ColumnKind.DAY,
        meaning="The first day of the visit, where the paragraph is of a letter.",
    )
    paragraph = FileColumn(
        "Paragraph",
        accessor="paragraph__number",
        kind=ColumnKind.NUMBER,
        meaning="As printed; empty where it has no number.",
    )
    page = FileColumn(
        "Page", accessor="paragraph__page", kind=ColumnKind.NUMBER, meaning="Empty where it is not known."
    )
    judgement = FileColumn(
        "Judgement’s code", meaning="That of the heading under which the paragraph stands, if of any."
    )
    judgement_name = FileColumn("Judgement", accessor="judgement")
    grade = FileColumn(
        "Grade given under it",
        meaning=f"Empty where the paragraph stands under no judgement, or its grade is {NOT_ON_RECORD}.",
        words=dict(Grade.Value.choices),
    )
    text = FileColumn("Text", accessor="paragraph__text", meaning="Word for word from Ofsted’s report.")
    address = FileColumn("Where it stands here", accessor="url")

    def __init__(
        self, shown: Sequence[Passage], found: SearchResults, selection: SearchSelection, day: date, address: str
    ) -> None:
        """`address` is the file's own, and starts with the site's."""
        words = found_words(found)
        if len(shown) < len(found.hits):
            words = f"{words} This file holds the first {len(shown):,}."
        self.site = address.partition("/search")[0]
        super().__init__(
            shown,
            name=f"search-{day}",
            title=f"Paragraphs of Ofsted’s reports that say {selection.q}" if selection.q else "Paragraphs found",
            about={"question": selection.q, "found": words, "as_at": day, "source": address, "licence": LICENCE},
        )

    def value_judgement(self, record: Passage) -> Value:
        paragraph = record.paragraph
        return f"{paragraph.service}.{paragraph.judgement}" if paragraph.judgement else None

    def value_judgement_name(self, value: str) -> Value:
        return value or None

    def value_grade(self, value: str) -> Value:
        return value or None

    def value_address(self, value: str) -> str:
        return self.site + value
