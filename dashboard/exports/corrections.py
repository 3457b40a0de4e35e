"""What editions changed as a file, and the ranks that one altered."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from dashboard.presenters.editions import line_of
from dashboard.values.table import (
    COUNCIL,
    FRAMEWORK,
    INSPECTED_FROM,
    LICENCE,
    PUBLISHED_ON,
    Column,
    DataFile,
    Kind,
    Value,
)
from inspections.models import Edition, EditionChange
from inspections.record.alterations import Altered
from inspections.statistics.ranking import Ranked
from inspections.wording.alterations import ranked_words

COLUMNS = (
    Column("edition", "Edition", Kind.NUMBER),
    Column("made_on", "Made on", Kind.DAY),
    Column("kind", "Kind", words=dict(Edition.Kind.choices)),
    Column("reason", "Reason", meaning="As staff gave it. Empty where nothing that was public is changed."),
    Column("council", "Council’s code", meaning="Empty where the change is of the register of councils."),
    Column("name", "Council"),
    FRAMEWORK,
    PUBLISHED_ON,
    INSPECTED_FROM,
    Column("field", "Field", meaning="The judgement, or the name of the fact, as programs know it."),
    Column("what", "What changed"),
    Column("before", "Before", meaning="Empty for nothing."),
    Column("after", "After", meaning="Empty for nothing."),
)
RANK_COLUMNS = (
    Column("programme", "Programme"),
    Column("measure", "Ranked by"),
    Column("ranked_as_at", "Ranked as at", Kind.DAY),
    *COUNCIL,
    Column("rank_before", "Rank before", Kind.NUMBER, "Empty where not ranked."),
    Column("rank_after", "Rank after", Kind.NUMBER, "Empty where not ranked."),
    Column("before", "Before"),
    Column("after", "After"),
)


def changes_file(changes: Iterable[EditionChange], name: str, day: date, address: str) -> DataFile:
    """A row for each thing changed; `changes` come with their edition, inspection and council."""
    return DataFile(
        name=name,
        title="What editions changed",
        about={"as_at": day, "source": address, "licence": LICENCE},
        columns=COLUMNS,
        rows=[_row(change) for change in changes],
    )


def _row(change: EditionChange) -> list[Value]:
    edition, inspection, line = change.edition, change.inspection, line_of(change)
    about: list[Value] = ["", "", "", None, ""]
    if inspection:
        council = inspection.council
        about = [council.slug, council.display_name, inspection.framework, inspection.published_on]
        about.append(str(inspection.inspected))
    made_on = timezone.localdate(edition.made_at)
    said = [change.field, line.what, line.before, line.after]
    return [edition.number, made_on, edition.kind, edition.reason, *about, *said]


def ranks_file(altered: Altered, name: str, day: date, address: str) -> DataFile:
    """Every council whose place an edition altered, in every ranking that was compared."""
    return DataFile(
        name=f"{name}-ranks",
        title="Ranks that a correction altered",
        about={"as_at": day, "source": address, "licence": LICENCE},
        columns=RANK_COLUMNS,
        rows=[
            [
                change.after.programme.name,
                change.after.measure.name,
                change.after.day,
                moved.council.slug,
                moved.council.name,
                *(entry.rank if isinstance(entry, Ranked) else None for entry in (moved.before, moved.after)),
                ranked_words(moved.before),
                ranked_words(moved.after),
            ]
            for change in (one.change for one in altered.rankings)
            for moved in change.moved
        ],
    )
