"""What a page as of an edition says of itself today: that it still holds, or what has been changed since and why.

The answer is worked out from what the page rests on (`Basis`), never from the page's contents, so it costs the same
for every page. Files carry it among the facts about their table. Pictures don't, so that one embedded as of an edition
stays as it was. Links lead to pages of today, and the banner says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone

from dashboard.addresses import with_parameters
from dashboard.presenters.editions import Correction, correction
from dashboard.values.tables import Table
from inspections.models import Edition
from inspections.record.status import Basis, EditionStatus, status_of
from inspections.wording.editions import inspections_words
from inspections.wording.words import sentence

if TYPE_CHECKING:
    from dashboard.selections.moment import Moment
    from dashboard.values.page import Page


@dataclass(frozen=True)
class Banner:
    """What stands above an edition's page. `now` is the page's address as of today, `permanent` its own, empty where
    it cannot be set beside today's.
    """

    made_on: date
    status: EditionStatus
    rests_on: str
    now: str
    permanent: str

    @property
    def edition(self) -> int:
        """The edition's number."""
        return self.status.edition

    @property
    def standing(self) -> str:
        """What has become of it, in words."""
        return standing_words(self.status)

    @property
    def withdrawn_because(self) -> str:
        """The reason of the withdrawal as a sentence; empty where there is none."""
        by = self.status.withdrawn_by
        return sentence(by.reason) if by else ""

    @property
    def is_current(self) -> bool:
        """Whether nothing that it rests on has changed."""
        return self.status.is_current

    @property
    def since(self) -> tuple[Correction, ...]:
        """The later editions that are told, the latest first, with what they changed of what the page rests on."""
        return tuple(correction(one.edition, one.changes) for one in self.status.later)

    @property
    def untold(self) -> int:
        """How many later editions concern the page and are not told."""
        return self.status.number - len(self.status.later)


def standing_words(status: EditionStatus) -> str:
    """One of four: current, superseded by a correction or by additions alone, withdrawn."""
    if status.withdrawn_by:
        return "withdrawn"
    if status.is_current:
        return "current"
    return "superseded by a correction" if status.corrected else "superseded by new reports"


def banner_of(page: Page) -> Banner | None:
    """What a page says of its edition; None, and no query, where none was asked for."""
    if page.basis is None:
        return None
    return banner_at(page.url, page.permanent, page.edition, page.basis, page.rests_on or basis_words(page.basis))


def banner_without_files(request: HttpRequest, moment: Moment) -> Banner | None:
    """The same for a page that has no files, and so no other form to be set beside."""
    basis = Basis(day=moment.day)
    return banner_at(request.get_full_path(), "", moment.edition, basis, basis_words(basis))


def basis_words(basis: Basis) -> str:
    """What a page rests on, inside a sentence: "the ILACS inspections that count by 5 January 2012"."""
    if basis.inspections is not None:
        return "this inspection"
    if basis.day is None:
        return "any inspection or council"
    programme = basis.programme.short_name if basis.programme else ""
    return inspections_words(programme, basis.day, of_these=basis.councils is not None)


def banner_at(url: str, permanent: str, edition: int | None, basis: Basis, rests_on: str) -> Banner | None:
    """What the page at an address says of its edition, None where none was asked for."""
    if edition is None:
        return None
    made_at = Edition.objects.values_list("made_at", flat=True).get(number=edition)
    now = with_parameters(url, {"edition": ""})
    return Banner(timezone.localdate(made_at), status_of(edition, basis), rests_on, now, permanent)


def with_standing(table: Table, page: Page) -> Table:
    """A table of an edition with what has become of that; the table itself, and no query, where none was asked for."""
    if page.edition is None or page.basis is None:
        return table
    # A list of editions has a column of that name.
    edition = "as_of_edition" if "edition" in table.keys else "edition"
    return table.with_facts({edition: page.edition, "standing": standing_words(status_of(page.edition, page.basis))})
