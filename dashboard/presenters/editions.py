"""Editions and corrections in words: what each was about and what it changed. Never who made it."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from dashboard.selections.moment import Moment
from inspections.models import Edition, EditionChange, Inspection, Visit
from inspections.record.worded_changes import WordedChanges
from inspections.statistics.standings import State
from inspections.wording.results import state_words
from inspections.wording.visits import visit_words
from inspections.wording.words import counted, listed

# Fields that say where in the report a grade is. The list of corrections counts their changes without quoting them.
PLACES = {"page", "quoted_line", "paragraph_first", "paragraph_last", "paragraphs_derived", "source"}
# The fields of changes that are about the whole of something.
WHOLE = {"inspection", "visit"}


@dataclass(frozen=True)
class About:
    """What an edition is about. `url` is empty if that isn't public, or isn't a single inspection."""

    name: str
    url: str


@dataclass(frozen=True)
class EditionLine:
    """An edition in the list."""

    edition: Edition
    about: About


@dataclass(frozen=True)
class ChangeLine:
    """A single change. An empty `before` or `after` means that there was or is nothing; of a grade, none on record."""

    what: str
    before: str
    after: str
    is_grade: bool = False

    @property
    def words(self) -> str:
        """`nothing → 10`, `not on record here → Adequate`, `10, some in other words`."""
        if self.before == self.after:
            return f"{self.after}, some in other words"
        nothing = state_words(State.NOT_ON_RECORD) if self.is_grade else "nothing"
        return f"{self.before or nothing} → {self.after or nothing}"


@dataclass(frozen=True)
class Corrected:
    """What a correction or withdrawal changed of one record. `places` is the number of changes to evidence."""

    about: About
    lines: tuple[ChangeLine, ...]
    places: int


@dataclass(frozen=True)
class Correction:
    """A correction or withdrawal, and what it changed."""

    edition: Edition
    corrected: tuple[Corrected, ...]


def editions_until(moment: Moment) -> QuerySet[Edition]:
    """The editions up to the moment's, the latest first."""
    editions = Edition.objects.order_by("-number")
    return editions if moment.edition is None else editions.filter(number__lte=moment.edition)


def edition_lines(
    editions: Iterable[tuple[Edition, int, int, Inspection | Visit | None]],
) -> tuple[EditionLine, ...]:
    """The list of editions, each with how many inspections and visits it concerns, and the record if it is only one."""
    return tuple(
        EditionLine(edition, _about_edition(inspections, visits, alone))
        for edition, inspections, visits, alone in editions
    )


def corrections(editions: Iterable[Edition]) -> tuple[Correction, ...]:
    """Corrections and withdrawals with their changes, which should be prefetched."""
    return tuple(correction(edition, edition.changes.all()) for edition in editions)


def correction(edition: Edition, changes: Iterable[EditionChange]) -> Correction:
    """An edition and some of its changes. Fetch these with their inspections, visits and councils."""
    by_record = groupby(changes, key=lambda change: change.inspection or change.visit)
    in_words = WordedChanges()
    return Correction(edition, tuple(_corrected(record, list(group), in_words) for record, group in by_record))


def _about_edition(inspections: int, visits: int, alone: Inspection | Visit | None) -> About:
    if alone:
        return _about(alone)
    numbers = [counted(number, what) for number, what in ((inspections, "inspection"), (visits, "visit")) if number]
    return About(listed(numbers) if numbers else "the councils", "")


def _about(record: Inspection | Visit | None) -> About:
    if record is None:
        return About("The councils", "")
    if isinstance(record, Visit):
        what = visit_words(record.kind, record.first_day)
    else:
        what = f"{record.framework_definition.short_name}, {record.dated}"
    public = record.status == Inspection.Status.PUBLISHED
    return About(f"{record.council.display_name}, {what}", record.get_absolute_url() if public else "")


def _corrected(record: Inspection | Visit | None, changes: list[EditionChange], in_words: WordedChanges) -> Corrected:
    parts = [change for change in changes if change.field not in WHOLE]
    shown = [change for change in parts if change.field.rpartition(": ")[2] not in PLACES]
    lines = tuple(line_of(change, in_words) for change in shown)
    return Corrected(_about(record), lines, len(parts) - len(shown))


def line_of(change: EditionChange, in_words: WordedChanges) -> ChangeLine:
    """A change in words."""
    is_grade = change.inspection is not None and change.inspection.framework_definition.has(change.field)
    return ChangeLine(*in_words(change.inspection or change.visit, change), is_grade)
