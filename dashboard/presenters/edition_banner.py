"""The banner of an edition's page: whether it is still current, or what has changed since and why.

The answer is worked out from what the page rests on (`Basis`), never from the page's contents, so it costs the same
for every page. Tables carry it among their facts, Word files in their first line, pictures in their source and all in
their headers, unless they are asked for as they were cited. Links lead to pages of today, and the banner says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils import timezone

from dashboard.addresses import with_parameters
from dashboard.presenters.editions import Correction, correction
from dashboard.values.tables import Table
from inspections.models import Edition
from inspections.record.status import Basis, EditionStatus, status_of
from inspections.wording.editions import inspections_words, standing_sentence
from inspections.wording.words import sentence

if TYPE_CHECKING:
    from dashboard.selections.moment import Moment
    from dashboard.values.page import Page


CURRENT = "current"


@dataclass(frozen=True)
class Banner:
    """The banner above an edition's page. `now` is the page's address today; `permanent` is its own, or empty if the
    two can't be compared. `about` is what may have been withdrawn: an `inspection` or a `visit`.
    """

    made_on: date
    status: EditionStatus
    rests_on: str
    now: str
    permanent: str
    about: str

    @property
    def edition(self) -> int:
        return self.status.edition

    @property
    def status_words(self) -> str:
        """Its status in words."""
        return status_words(self.status)

    @property
    def withdrawn_because(self) -> str:
        """The reason for the withdrawal as a sentence, or empty."""
        by = self.status.withdrawn_by
        return sentence(by.reason) if by else ""

    @property
    def is_current(self) -> bool:
        return self.status.is_current

    @cached_property
    def since(self) -> tuple[Correction, ...]:
        """The later editions listed, the latest first, with the changes that affect the page."""
        return tuple(correction(later.edition, later.changes) for later in self.status.later)

    @property
    def unlisted(self) -> int:
        """Number of later editions that affect this page but are not listed."""
        return self.status.number - len(self.status.later)


def status_words(status: EditionStatus) -> str:
    """`current`, `superseded by a correction`, `superseded by new reports` or `withdrawn`."""
    if status.withdrawn_by:
        return "withdrawn"
    if status.is_current:
        return CURRENT
    return "superseded by a correction" if status.corrected else "superseded by new reports"


def edition_day(page: Page) -> date:
    """The day of the edition that a page's permanent address names, or the page's own day before the first edition."""
    if page.edition_day or not page.permanent_edition:
        return page.edition_day or page.day
    made_at = Edition.objects.values_list("made_at", flat=True).get(number=int(page.permanent_edition))
    return timezone.localdate(made_at)


def with_standing(page: Page) -> Page:
    """An edition's page with its status today, in words too if it isn't current; any other page as it is."""
    if page.edition is None or page.basis is None:
        return page
    status = status_of(page.edition, page.basis)
    if status.is_current:
        return replace(page, status=status)
    by = status.withdrawn_by
    made_on = timezone.localdate(by.made_at) if by else None
    words = standing_sentence(status.edition, status_words(status), made_on, by.reason if by else "")
    return replace(page, status=status, standing=words)


def standing_headers(page: Page) -> dict[str, str]:
    """Headers of an edition's file for programs: the edition's status today, and the address of the current page."""
    if page.status is None or page.status.is_current:
        return {}
    now = f"{page.site}{with_parameters(page.url, {'edition': ''})}"
    status = f"{page.edition}; {status_words(page.status)}"
    return {"Edition-Status": status, "Link": f'<{now}>; rel="latest-version"'}


def banner_of(page: Page) -> Banner | None:
    """The banner of a page, or None, without a query, if no edition was asked for."""
    if page.edition is None or page.edition_day is None or page.basis is None:
        return None
    return Banner(
        made_on=page.edition_day,
        status=page.status or status_of(page.edition, page.basis),
        rests_on=page.rests_on or basis_words(page.basis),
        now=with_parameters(page.url, {"edition": ""}),
        permanent=page.permanent,
        about="visit" if page.basis.visits else "inspection",
    )


def banner_without_files(request: HttpRequest, moment: Moment) -> Banner | None:
    """The banner of a page without files, which can't be compared with today's. None if no edition was asked for."""
    if moment.edition is None:
        return None
    basis = Basis(day=moment.day, visits=None)
    return Banner(
        made_on=moment.today,
        status=status_of(moment.edition, basis),
        rests_on=basis_words(basis),
        now=with_parameters(request.get_full_path(), {"edition": ""}),
        permanent="",
        about="inspection",
    )


def basis_words(basis: Basis) -> str:
    """What a page rests on, inside a sentence: "the ILACS inspections that count by 5 January 2012"."""
    if basis.visits:
        return "this visit"
    if basis.inspections is not None:
        return "this inspection"
    if basis.day is None:
        return "any inspection or council"
    programme = basis.programme.short_name if basis.programme else ""
    return inspections_words(programme, basis.day, of_these=basis.councils is not None)


def with_status(table: Table, page: Page) -> Table:
    """A table of an edition's page with the edition's status among its facts; any other table as it is.

    A page that was not given its status today (`with_standing`) is as it was cited: current.
    """
    if page.edition is None or page.basis is None:
        return table
    # A list of editions has a column of that name.
    edition = "as_of_edition" if "edition" in table.keys else "edition"
    standing = status_words(page.status) if page.status else CURRENT
    return table.with_facts({edition: page.edition, "standing": standing})
