"""The blocks of a paper in WordprocessingML, in order."""

from collections.abc import Iterator

from dashboard.values.documents import Block, Bullets, Fact, Paper, Paragraph, Picture, Quotation, Section, TableBlock

from .marks import (
    FIELD_ENDS,
    Linker,
    attribute,
    bookmarked,
    field,
    field_begins,
    hyperlink,
    note_mark,
    paragraph,
    run,
    runs,
)
from .tables import table_xml

# Papers with at least this many sections get a table of contents.
SECTIONS_OF_A_LONG_PAPER = 8
# What stays on the page of the paragraph before it.
LED_INTO = (Bullets, Quotation, TableBlock)
SPACE_AFTER_TABLE = '<w:spacing w:before="200"/>'


def body_xml(paper: Paper, link: Linker) -> Iterator[str | Picture]:
    """The elements of the body as XML; pictures as they are, because each needs a part of its own."""
    yield paragraph("Title", run(paper.title))
    if paper.standing:
        yield paragraph("Standing", run(paper.standing))
    for fact in paper.facts:
        yield _fact(fact, link)
    if len(paper.sections) >= SECTIONS_OF_A_LONG_PAPER:
        yield from _contents(paper.sections)
    for number, section in enumerate(paper.sections):
        yield paragraph("Heading1", bookmarked(number, _anchor(number), run(section.heading)))
        blocks = section.blocks
        for before, block, after in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
            after_table = isinstance(before, TableBlock) and not before.below
            yield from _block(block, link, after_table=after_table, leads_in=isinstance(after, LED_INTO))
    if _ends_with_table(paper):
        # A document has to end with a paragraph.
        yield paragraph("TableNote", runs(paper.permanent, link))


def _ends_with_table(paper: Paper) -> bool:
    last = paper.sections[-1].blocks[-1] if paper.sections else None
    return isinstance(last, TableBlock) and not last.below


def _fact(fact: Fact, link: Linker) -> str:
    words = hyperlink(fact.words, fact.url, link) if fact.url else runs(fact.words, link)
    return paragraph("Fact", f"{run(f'{fact.name}:', style='Strong')}<w:r><w:tab/></w:r>{words}")


def _anchor(number: int) -> str:
    return f"_Toc{number + 1:08}"


def _contents(sections: tuple[Section, ...]) -> Iterator[str]:
    """A table of contents with its entries. The page numbers are for Word to fill in when it opens the file."""
    yield paragraph("TOCHeading", run("Contents"))
    for number, section in enumerate(sections):
        page = field_begins(rf"PAGEREF {_anchor(number)} \h") + FIELD_ENDS
        entry = f"{run(section.heading)}<w:r><w:tab/></w:r>{page}"
        linked = f'<w:hyperlink w:anchor={attribute(_anchor(number))} w:history="1">{entry}</w:hyperlink>'
        opening = field_begins('TOC \\o "1-1" \\h \\z \\u', to_update=True) if number == 0 else ""
        closing = FIELD_ENDS if number == len(sections) - 1 else ""
        yield paragraph("TOC1", f"{opening}{linked}{closing}")


def _block(block: Block, link: Linker, *, after_table: bool, leads_in: bool) -> Iterator[str | Picture]:
    """`leads_in`: a list, a table or a quotation follows, and the paragraph must stay on its page."""
    match block:
        case Paragraph():
            content = runs(block.words, link) + "".join(map(note_mark, block.notes))
            kept = "<w:keepNext/>" if leads_in else ""
            yield paragraph("NumberedParagraph", content, kept + (SPACE_AFTER_TABLE if after_table else ""))
        case Bullets():
            for item in block.items:
                yield paragraph("ListBullet", runs(item, link))
        case Quotation():
            yield paragraph("Quote", run(f"“{block.words}”"), "<w:keepNext/>")
            yield paragraph("QuoteSource", run(block.source))
        case TableBlock():
            yield paragraph("Caption", _caption("Table", block.number, block.table.title, link))
            yield table_xml(block.table, link)
            if block.below:
                yield paragraph("TableNote", run(block.below))
        case Picture():
            yield block
            yield paragraph("FigureCaption", _caption("Figure", block.number, block.caption, link))
            yield paragraph("FigureSource", runs(block.chart.source, link))


def _caption(kind: str, number: int, words: str, link: Linker) -> str:
    counter = field(rf"SEQ {kind} \* ARABIC", str(number))
    return f"{run(f'{kind} ')}{counter}{runs(f': {words}', link)}"
