"""What a paper holds, for its page and its Word file alike: sections of numbered paragraphs, tables and pictures.

A paper is a value: page and file show the same words and numbers because both only walk through it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import ClassVar, TypeAlias

from dashboard.values.chart import Chart
from dashboard.values.tables import Form, Table

# Characters of a quotation that the page shows whole.
LONGEST_OPEN = 250
# A table that folds shows this many rows or fewer at once.
MOST_ROWS_OPEN = 5


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `number` is its number in the paper. `notes` are the numbers of the sources it rests on.

    `to_complete`: words for the officer to replace. `quotable`: a sentence that stands by itself in other papers.
    """

    kind: ClassVar[str] = "paragraph"

    words: str
    notes: tuple[int, ...] = ()
    to_complete: bool = False
    quotable: bool = False
    number: int = 0


@dataclass(frozen=True)
class Bullets:
    """A list that belongs to the paragraph before it."""

    kind: ClassVar[str] = "bullets"

    items: tuple[str, ...]
    to_complete: bool = False


@dataclass(frozen=True)
class Quotation:
    """Words of a report, exactly, with where they stand: the paragraph, the report and its day."""

    kind: ClassVar[str] = "quotation"

    words: str
    source: str

    @property
    def is_long(self) -> bool:
        """Whether the page shows its first lines until all is asked for."""
        return len(self.words) > LONGEST_OPEN


@dataclass(frozen=True)
class TableBlock:
    """A table of the paper with its number; `below` is a note under it.

    `folds` says that the page shows the first rows until the rest is asked for, where there are many.
    """

    kind: ClassVar[str] = "table"

    table: Table
    below: str = ""
    number: int = 0
    folds: bool = False

    @property
    def folds_after(self) -> bool:
        """Whether the page folds its later rows."""
        return self.folds and len(self.table.file_rows) > MOST_ROWS_OPEN

    @property
    def drawn(self) -> Table:
        """The table as the paper's page shows it."""
        return self.table.drawn_as(Form.PAPER, caption=self.caption)

    @property
    def caption(self) -> str:
        """Its title behind its number."""
        return f"Table {self.number}: {self.table.title}"


@dataclass(frozen=True)
class Picture:
    """A chart at the width of the column."""

    kind: ClassVar[str] = "picture"

    chart: Chart
    number: int = 0

    @property
    def caption(self) -> str:
        """What stands under it in Word, above its source: the picture there has neither."""
        return self.chart.title


Block: TypeAlias = Paragraph | Bullets | Quotation | TableBlock | Picture


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it. The page folds a part under `folds_under`, in words; paper and Word don't."""

    code: str
    heading: str
    blocks: tuple[Block, ...]
    folds_under: str = ""


@dataclass(frozen=True)
class Fact:
    """A line of the block under the title."""

    name: str
    words: str
    url: str = ""


@dataclass(frozen=True)
class Paper:
    """A whole paper. `notes` are its sources, numbered from 1. `permanent` is the full address that keeps showing it.

    `standing` says what has become of its edition where it is not current. `short_title` heads each page; `day` is that
    as at which it speaks. `file_name` has no ending.
    """

    file_name: str
    title: str
    short_title: str
    subject: str
    permanent: str
    day: date
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    standing: str = ""

    @property
    def tables(self) -> tuple[Table, ...]:
        """Its tables, in order."""
        blocks = (block for section in self.sections for block in section.blocks)
        return tuple(block.table for block in blocks if isinstance(block, TableBlock))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Its charts, in order."""
        blocks = (block for section in self.sections for block in section.blocks)
        return tuple(block.chart for block in blocks if isinstance(block, Picture))

    def quotable(self) -> tuple[str, ...]:
        """The sentences that stand by themselves in other papers, in order."""
        blocks = (block for section in self.sections for block in section.blocks)
        return tuple(block.words for block in blocks if isinstance(block, Paragraph) and block.quotable)


def numbered(sections: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with their paragraphs, tables and pictures numbered through; without those that hold nothing."""
    numbers = {Paragraph: count(1), TableBlock: count(1), Picture: count(1)}

    def with_number(block: Block) -> Block:
        if isinstance(block, Bullets | Quotation):
            return block
        return replace(block, number=next(numbers[type(block)]))

    return tuple(
        replace(section, blocks=tuple(map(with_number, section.blocks))) for section in sections if section.blocks
    )


def paragraphs(*words: str, notes: Sequence[int] = ()) -> tuple[Paragraph, ...]:
    """A paragraph for each of the words that are not empty; the sources stand behind the last."""
    texts = [text for text in words if text]
    return tuple(Paragraph(text, tuple(notes) if n == len(texts) - 1 else ()) for n, text in enumerate(texts))
