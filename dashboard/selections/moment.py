"""The edition of the data that a page reads, and its day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Self

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils import timezone

from dashboard.addresses import PageRequest, with_ending, with_parameters
from dashboard.errors import NotOnRecordError
from inspections import clock
from inspections.dates import REGISTER_BEGINS, PartialDate
from inspections.models import Edition
from inspections.names import name_as_of
from inspections.record.as_of_edition import EditionRecord, first_edition_kept
from inspections.record.current import CurrentRecord, Record
from inspections.wording.councils import no_council_meant
from inspections.wording.words import date_words

from .parameters import Parameter

# The largest number that fits into the database column.
LARGEST_EDITION = 2_147_483_647
EDITION = Parameter(
    "edition",
    "As of an edition of the data, which stays as it was. The latest for none.",
    "number",
    numbers=range(1, LARGEST_EDITION + 1),
    attribute="moment.edition",
)
AS_AT = Parameter(
    "as-at", "As at a day. Today for none.", "day", "As at", example="2025-06-30", attribute="moment.as_at"
)
# Some pages have the day in their path; their forms send it as a parameter.
DAY_IN_PATH = replace(AS_AT, is_in_path=True)


@dataclass(frozen=True)
class Moment:
    """The record that a page reads from, and its day.

    `edition` and `as_at` are those asked for, or None. `today` is the day of a page that names none: the day on which
    the edition was made, or today. `last_day` is the last that may be asked for: the edition says what was known until
    the next one was made.
    """

    record: Record
    today: date
    edition: int | None = None
    as_at: date | None = None
    last_day: date | None = None

    @property
    def day(self) -> date:
        """The day of the page."""
        return self.as_at or self.today

    @property
    def edition_day(self) -> date | None:
        """The day on which the edition asked for was made."""
        return None if self.edition is None else self.today

    @property
    def permanent(self) -> Self:
        """The same moment with its day and edition, whatever changes later."""
        return replace(self, as_at=self.day, edition=self.record.edition or None)

    @cached_property
    def neighbour_sets(self) -> dict[str, str]:
        """Names of the sets of statistical neighbours by code, latest first."""
        return self.record.neighbour_sets()

    def council_slug(self, text: str) -> str:
        """The slug of the council that has this slug or, on the day, this name. BadRequest suggests others."""
        names = self.record.names
        council = names.resolve(text, self.day)
        if council is None:
            raise BadRequest(no_council_meant(text, names, self.day))
        return council.slug

    def on(self, text: str | None, instead: Sequence[tuple[str, str]]) -> Self:
        """The moment as at the day in a text, if any. NotOnRecordError, with `instead`, if it is not a day."""
        moment = replace(self, as_at=_read_day(text, self.last_day or self.today, instead))
        name_as_of(moment.day)
        return moment

    def url(self, path: str) -> str:
        """The address at this moment of a page without other parameters."""
        return with_parameters(path, {"edition": str(self.edition or ""), "as-at": str(self.as_at or "")})


def moment_of(request: HttpRequest | PageRequest, *, day_in_path: bool = False) -> Moment:
    """The moment that `?edition=` and `?as-at=` ask for; councils are named by its day.

    Pages with the day in their path read it by `Moment.on`.

    BadRequest if the edition is not a number; NotOnRecordError if there is no such edition or no such day.
    """
    path = with_ending(request.path, request.ending) if isinstance(request, PageRequest) else request.path
    now_alike = with_parameters(f"{path}?{request.GET.urlencode()}", {"as-at": "", "edition": ""})
    instead = [(now_alike, "This page as it is now")]
    number = _edition_asked(request.GET.get("edition", ""))
    now = clock.today()
    record, today, last_day = (CurrentRecord(), now, now) if number is None else _as_of(number, instead)
    asked = "" if day_in_path else request.GET.get("as-at", "")
    moment = Moment(record, today, number, _read_day(asked, last_day, instead), last_day)
    name_as_of(moment.day)
    return moment


def _read_day(text: str | None, last_day: date, instead: Sequence[tuple[str, str]]) -> date | None:
    """The day in a text, or None if it is empty. NotOnRecordError, with `instead`, if it is not a day.

    Days after the last are refused: nobody knows what will be published by then, or the edition didn't.
    """
    if not text:
        return None
    try:
        written = PartialDate.parse(text)
    except ValueError as error:
        raise NotOnRecordError(f"{error}.", instead) from None
    if not written.is_exact:
        raise NotOnRecordError(f"“{text}” is not a day. Write it as year, month and day: 2012-01-05.", instead)
    if written.earliest < REGISTER_BEGINS:
        raise NotOnRecordError(
            f"{date_words(written)} is before the register of councils, which begins on {date_words(REGISTER_BEGINS)}.",
            instead,
        )
    if written.earliest > timezone.localdate():
        raise NotOnRecordError(
            f"{date_words(written)} has not come yet, so nobody knows what will have been published by then.", instead
        )
    if written.earliest > last_day:
        raise NotOnRecordError(
            f"{date_words(written)} is later than the edition asked for: the next was made on {date_words(last_day)}.",
            instead,
        )
    return written.earliest


def _edition_asked(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise BadRequest(f"“{text}” is not the number of an edition. Editions are numbered from 1: edition=12.")
    return min(int(text[:20]), LARGEST_EDITION)


def _as_of(number: int, instead: Sequence[tuple[str, str]]) -> tuple[Record, date, date]:
    """The record as of the edition, the day it was made, and the last day on which it was the latest."""
    made_at = dict(Edition.objects.filter(number__in=[number, number + 1]).values_list("number", "made_at"))
    if number not in made_at:
        raise NotOnRecordError(
            f"There is no edition {number}. The latest is edition {CurrentRecord().edition}.", instead
        )
    first_kept = first_edition_kept()
    if first_kept is None or number < first_kept:
        raise NotOnRecordError(
            f"What edition {number} showed was not kept. The first edition that can be shown is edition {first_kept}.",
            [
                (with_parameters(instead[0][0], {"edition": str(first_kept)}), f"This page as of edition {first_kept}"),
                *instead,
            ],
        )
    followed = made_at.get(number + 1)
    last_day = timezone.localdate(followed) if followed else timezone.localdate()
    return EditionRecord(number), timezone.localdate(made_at[number]), last_day
