"""The banner of an edition's page: whether it is still current, or what has changed since and why.

The answer is worked out from what the page rests on (`Basis`), never from the page's contents, so it costs the same
for every page. Tables carry it among their facts, Word files in their first line, pictures in their source and all in
their headers, unless they are asked for as they were cited. Links lead to pages of today, and the banner says so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
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

    @property
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
    return _day_of(int(page.permanent_edition)) if page.permanent_edition else page.day


def _day_of(edition: int) -> date:
    return timezone.localdate(Edition.objects.values_list("made_at", flat=True).get(number=edition))


def with_standing(page: Page) -> Page:
    """A page of an edition with what has become of it; the page as it is if the edition is current."""
    if page.edition is None or page.basis is None:
        return page
    status = status_of(page.edition, page.basis)
    if status.is_current:
        return page
    by = status.withdrawn_by
    made_on = timezone.localdate(by.made_at) if by else None
    words = standing_sentence(status.edition, status_words(status), made_on, by.reason if by else "")
    return replace(page, standing=words)


def standing_headers(page: Page) -> dict[str, str]:
    """What has become of a file's edition and where today's page is, for programs."""
    if not page.standing or page.edition is None or page.basis is None:
        return {}
    now = f"{page.site}{with_parameters(page.url, {'edition': ''})}"
    standing = status_words(status_of(page.edition, page.basis))
    return {"Edition-Status": f"{page.edition}; {standing}", "Link": f'<{now}>; rel="latest-version"'}


def banner_of(page: Page) -> Banner | None:
    """The banner of a page, or None, without a query, if no edition was asked for."""
    if page.basis is None:
        return None
    return banner_at(page.url, page.permanent, page.edition, page.basis, page.rests_on or basis_words(page.basis))


def banner_without_files(request: HttpRequest, moment: Moment) -> Banner | None:
    """The banner of a page without files, which can't be compared with today's."""
    basis = Basis(day=moment.day, visits=None)
    return banner_at(request.get_full_path(), "", moment.edition, basis, basis_words(basis))


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


def banner_at(url: str, permanent: str, edition: int | None, basis: Basis, rests_on: str) -> Banner | None:
    """The banner of the page at an address, or None if no edition was asked for."""
    if edition is None:
        return None
    now = with_parameters(url, {"edition": ""})
    about = "visit" if basis.visits else "inspection"
    return Banner(_day_of(edition), status_of(edition, basis), rests_on, now, permanent, about)


def with_status(table: Table, page: Page, *, as_cited: bool = False) -> Table:
    """A table of an edition's page with the edition's status among its facts; any other table as it is.

    `as_cited`: with the status that the edition had when it was made.
    """
    if page.edition is None or page.basis is None:
        return table
    # A list of editions has a column of that name.
    edition = "as_of_edition" if "edition" in table.keys else "edition"
    standing = CURRENT if as_cited else status_words(status_of(page.edition, page.basis))
    return table.with_facts({edition: page.edition, "standing": standing})
