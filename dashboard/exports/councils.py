"""The list of councils as a file: a row for each council and overall judgement of its latest inspection."""

from collections.abc import Iterable, Iterator
from datetime import date

from dashboard.presenters.councils import CouncilLine
from dashboard.values.table import (
    COUNCIL,
    FRAMEWORK,
    INSPECTED_FROM,
    LICENCE,
    PUBLISHED_ON,
    REGION,
    Column,
    DataFile,
    Kind,
    ToPeople,
    Value,
    provenance,
)
from inspections.wording.results import result_words
from inspections.wording.words import date_words

COLUMNS = (
    *COUNCIL,
    Column("official_name", "Official name"),
    REGION,
    Column("type", "Type of council"),
    Column(
        "in_being_from",
        "In being from",
        Kind.DAY,
        "Empty for a council that is older than these data.",
        to_people=ToPeople.WHERE_ANY,
    ),
    Column(
        "in_being_to",
        "In being to",
        Kind.DAY,
        "The last day; empty for a council of today.",
        to_people=ToPeople.WHERE_ANY,
    ),
    FRAMEWORK,
    PUBLISHED_ON,
    INSPECTED_FROM,
    Column(
        "overall_of",
        "Overall grade of",
        meaning="The service that the overall grade is of.",
        to_people=ToPeople.WHERE_ANY,
    ),
    Column("overall", "Overall grade", meaning="The latest, or in words why there is none here. Never empty."),
    provenance("overall", "Overall grade"),
)


def councils_file(lines: Iterable[CouncilLine], *, shown: str, day: date, address: str) -> DataFile:
    """The councils shown; `shown` says in words how many of which they are."""
    return DataFile(
        name=f"councils-{day}",
        title=f"Councils, as at {date_words(day)}",
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
