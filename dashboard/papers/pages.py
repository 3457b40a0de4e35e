"""Pages as papers: a ranking, a comparison or a scorecard for a Word file, from the tables and charts of the page."""

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.values.documents import Bullets, Fact, Paper, Picture, Section, TableBlock, numbered, paragraphs
from dashboard.values.facts import LICENCE
from dashboard.values.page import Page
from dashboard.values.tables import Table
from inspections.wording.cautions import LIMITS
from inspections.wording.words import date_words


def page_paper(page: Page, sentences: Sequence[str], tables: Iterable[Table], *, title: str = "") -> Paper:
    """A page as a paper: sentences, first chart, tables, what grades can't say, and the source.

    `title` is used instead of the page's own title if that says too little.
    """
    title = title or page.title
    pictures = (Picture(page.chart()),) if page.charts else ()
    sections = [
        Section("says", "What this shows", paragraphs(*sentences)),
        Section("picture", "Picture", pictures),
        Section("tables", "Tables", tuple(map(TableBlock, tables))),
        Section("limits", "What grades cannot say", (*paragraphs("Grades have limits:"), Bullets(LIMITS))),
        Section("sources", "Source", paragraphs(f"{LICENCE} This goes on showing the same: {page.source}")),
    ]
    return Paper(
        file_name=page.file_name,
        title=title,
        short_title=title,
        subject=title,
        permanent=page.source,
        day=page.day,
        facts=_facts(page.day, page.source),
        sections=numbered(sections),
    )


def _facts(day: date, address: str) -> tuple[Fact, ...]:
    return (Fact("As at", date_words(day)), Fact("Permanent link", address, address))
