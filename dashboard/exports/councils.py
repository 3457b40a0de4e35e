"""The list of councils as a file: a row for each council and overall judgement of its latest inspection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from dashboard.presenters.councils import CouncilLine
from inspections.wording import result_words

from .table import LICENCE, DataFile, Value

COLUMNS = (
    "council",
    "name",
    "official_name",
    "region",
    "type",
    "in_being_from",
    "in_being_to",
    "framework",
    "published_on",
    "inspected_from",
    "overall_of",
    "overall",
    "overall.provenance",
)


def councils_file(lines: Iterable[CouncilLine], *, shown: str, day: date, address: str) -> DataFile:
    """The councils shown; `shown` says in words how many of which they are."""
    return DataFile(
        name=f"councils-{day}",
        about={"councils": shown, "as_at": day, "source": address, "licence": LICENCE},
        columns=COLUMNS,
        rows=[row for line in lines for row in _rows(line)],
    )


def _rows(line: CouncilLine) -> Iterator[list[Value]]:
    council, inspection = line.council, line.inspection
    start: list[Value] = [council.slug, council.short_name, council.official_name, council.region]
    start += [council.get_type_display(), council.valid_from, council.valid_to]
    if inspection is None:
        yield [*start, None, None, None, None, "no inspection on record here", None]
        return
    start += [inspection.framework, inspection.published_on, str(inspection.inspected)]
    for headline in line.headlines:
        yield [*start, headline.of, result_words(headline.result), headline.result.provenance]
