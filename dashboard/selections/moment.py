"""When a page speaks: as of which edition of the data, and as at which day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone

from dashboard.errors import NotOnRecordError
from inspections.dates import PartialDate
from inspections.models import Edition
from inspections.record.as_of_edition import EditionRecord, first_edition_kept
from inspections.record.current import CurrentRecord, Record
from inspections.wording.words import date_words

# The largest number a database column holds.
LARGEST_EDITION = 2_147_483_647


@dataclass(frozen=True)
class Moment:
    """What a page reads from, and its day.

    `edition` is None where none is asked for, `as_at` where no day is. `today` is the last day of which anything
    is known: the day on which the edition was made, or today.
    """

    record: Record
    today: date
    edition: int | None = None
    as_at: date | None = None

    @property
    def day(self) -> date:
        """The day as at which the page speaks, unless its path names one."""
        return self.as_at or self.today

    def query(self) -> dict[str, str]:
        """The query string's parameters that keep another page at this moment."""
        given = {"edition": self.edition, "as-at": self.as_at}
        return {name: str(value) for name, value in given.items() if value is not None}

    def permanent_query(self) -> dict[str, str]:
        """The parameters that keep a page without a day in its path at what it shows now."""
        return {"edition": str(self.record.edition or ""), "as-at": self.day.isoformat()}


def moment_of(request: HttpRequest, *, day_in_path: bool = False) -> Moment:
    """The moment that a request asks for by `?edition=` and `?as-at=`.

    Pages whose path names their day read it with `read_day`: `as-at` is left to them. BadRequest where the
    edition is no number; NotOnRecordError where there is none of that number, or the day is none or has not come.
    """
    instead = [(request.path, "This page as it is now")]
    number = _edition_asked(request.GET.get("edition", ""))
    if number is None:
        record, today = CurrentRecord(), timezone.localdate()
    else:
        record, today = _as_of(number, instead)
    asked = "" if day_in_path else request.GET.get("as-at", "")
    return Moment(record, today, number, read_day(asked, today, instead))


def read_day(text: str | None, today: date, instead: Sequence[tuple[str, str]]) -> date | None:
    """The day that is written, None where none is. NotOnRecordError, with `instead`, where it is none.

    A day later than today is refused: what will be published is not known.
    """
    if not text:
        return None
    try:
        written = PartialDate.parse(text)
    except ValueError as error:
        raise NotOnRecordError(f"{error}.", instead) from None
    if not written.is_exact:
        raise NotOnRecordError(f"“{text}” is not a day. Write it as year, month and day: 2012-01-05.", instead)
    if written.earliest > timezone.localdate():
        raise NotOnRecordError(
            f"{date_words(written)} has not come yet, so nobody knows what will have been published by then.", instead
        )
    if written.earliest > today:
        raise NotOnRecordError(
            f"{date_words(written)} is later than the edition asked for, which was made on {date_words(today)}.",
            instead,
        )
    return written.earliest


def _edition_asked(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise BadRequest(f"“{text}” is not the number of an edition. Editions are numbered from 1: edition=12.")
    return min(int(text[:20]), LARGEST_EDITION)


def _as_of(number: int, instead: Sequence[tuple[str, str]]) -> tuple[Record, date]:
    made_at = Edition.objects.filter(number=number).values_list("made_at", flat=True).first()
    if made_at is None:
        raise NotOnRecordError(
            f"There is no edition {number}. The latest is edition {CurrentRecord().edition}.", instead
        )
    kept = first_edition_kept()
    if kept is None or number < kept:
        raise NotOnRecordError(
            f"What edition {number} showed was not kept. The first edition that can be shown is edition {kept}.",
            [(f"{instead[0][0]}?edition={kept}", f"This page as of edition {kept}"), *instead],
        )
    return EditionRecord(number), timezone.localdate(made_at)
