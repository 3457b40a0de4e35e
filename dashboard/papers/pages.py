"""Pages as papers: a ranking, a comparison or a scorecard for a Word file, from the tables and charts of the page."""

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.values.documents import Bullets, Fact, Paper, Picture, Section, TableBlock, numbered, paragraphs
from dashboard.values.facts import LICENCE
from dashboard.values.page import Page
from inspections.wording.cautions import LIMITS
from inspections.wording.words import date_words


def page_paper(
    page: Page,
    sentences: Sequence[str],
    sections: Iterable[tuple[str, tuple[TableBlock, ...]]],
    *,
    title: str = "",
    notes: Sequence[str] = (),
    has_picture: bool = True,
) -> Paper:
    """A page as a paper: sentences, first chart, sections of tables, how it is counted, limits and the source.

    Leave the picture out where a table in the colours of the grades shows the same.

    `sections` are headings with their tables. `title` is used instead of the page's own title if that says too little.
    """
    title = title or page.title
    pictures = (Picture(page.chart()),) if page.charts and has_picture else ()
    written = [
        Section("says", "Summary", (*paragraphs(*sentences), *pictures)),
        *(Section(f"tables-{n}", heading, blocks) for n, (heading, blocks) in enumerate(sections)),
        Section("counting", "How this is counted", paragraphs(*notes)),
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
        sections=numbered(written),
    )


def _facts(day: date, address: str) -> tuple[Fact, ...]:
    return (Fact("As at", date_words(day)), Fact("Permanent link", address, address))
