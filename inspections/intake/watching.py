"""Looks at Ofsted's list and the councils' pages, and keeps the publications that aren't on record.

Nothing is guessed and nothing lost: what doesn't look as expected becomes a sentence, and what was known before stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from django.utils import timezone

from inspections.models import Council, Inspection, OfstedPage, OfstedPublication, Report, Visit
from inspections.ofsted.client import NotFetchedError, PoliteClient, SiteAnswer
from inspections.ofsted.pages import ROWS_OF_LIST, PublicationLink, list_address, read_council_page, read_list
from inspections.wording.words import counted, listed_up_to

MOST_ROWS = 1000
MOST_NAMED = 5


class Watch:
    """One look at Ofsted's site. `problems` are sentences, `found` the publications that are new."""

    def __init__(self, client: PoliteClient) -> None:
        self._client = client
        self._known = _known_addresses()
        self.problems: list[str] = []
        self.found: list[OfstedPublication] = []

    def pages(self, today: date) -> list[OfstedPage]:
        """Read the list, and return the page of each council that Ofsted lists or has listed before."""
        addresses = self._listed()
        unread = bool(self.problems)
        councils = {council.ofsted_urn: council for council in Council.objects.exclude(ofsted_urn="")}
        for urn in addresses.keys() - councils.keys():
            self.problems.append(
                f"Ofsted lists a council with the number {urn}, which is not in the register: {addresses[urn]}"
            )
        missing = [council for urn, council in councils.items() if council.in_being(today) and urn not in addresses]
        if missing and not unread:
            names = listed_up_to(MOST_NAMED, [str(council) for council in missing])
            lacking = counted(len(missing), "council")
            self.problems.append(
                f"Ofsted’s list lacks {lacking} of the register, whose pages are looked at if known: {names}."
            )
        without = Council.objects.in_being(today).filter(ofsted_urn="")
        self.problems += [
            f"{council} has no Ofsted URN in the register, so its page is not looked at." for council in without
        ]
        return list(_pages(councils, addresses))

    def look_at(self, page: OfstedPage) -> None:
        """Read a council's page, unless it is as it was, and keep what is new."""
        try:
            answer = self._client.get(page.address, etag=page.etag, last_modified=page.last_modified)
        except NotFetchedError as error:
            self.problems.append(f"{page.council}: the page {page.address} can’t be read: {error}.")
            return
        if not answer.unchanged:
            self._read(page, answer)
        page.read_at = timezone.now()
        page.save()

    def _listed(self) -> dict[str, str]:
        """Addresses of the councils' pages by Ofsted's number for the council."""
        found: dict[str, str] = {}
        for start in range(0, MOST_ROWS, ROWS_OF_LIST):
            try:
                rows = read_list(_text(self._client.get(list_address(start))))
            except NotFetchedError as error:
                self.problems.append(f"Ofsted’s list of councils can’t be read from row {start + 1} on: {error}.")
                break
            is_new = bool(rows.keys() - found.keys())
            found |= rows
            if len(rows) < ROWS_OF_LIST or not is_new:
                break
        return found

    def _read(self, page: OfstedPage, answer: SiteAnswer) -> None:
        read = read_council_page(_text(answer))
        problems = [f"{page.council}: {problem} ({page.address})" for problem in read.problems]
        if len(read.publications) < page.publications:
            now = counted(len(read.publications), "publication")
            problems.append(f"{page.council}: the page lists {now}, and {page.publications} before. ({page.address})")
        for link in read.publications:
            if link.kind != "other" and link.url not in self._known:
                self._keep(page.council, link)
        page.publications = len(read.publications)
        # A page with a problem is read again in full.
        page.etag, page.last_modified = ("", "") if problems else (answer.etag[:200], answer.last_modified[:60])
        self.problems += problems

    def _keep(self, council: Council, link: PublicationLink) -> None:
        publication = OfstedPublication.objects.create(
            council=council,
            address=link.url,
            title=link.title[:200],
            kind=link.kind,
            published_on=link.published_on,
        )
        self._known.add(link.url)
        self.found.append(publication)


def _known_addresses() -> set[str]:
    """Addresses of every report and letter on record, whatever its status, and of what was found before."""
    return {
        *Inspection.objects.exclude(report_url="").values_list("report_url", flat=True),
        *Visit.objects.exclude(letter_url="").values_list("letter_url", flat=True),
        *Report.objects.exclude(address="").values_list("address", flat=True),
        *OfstedPublication.objects.values_list("address", flat=True),
    }


def _pages(councils: Mapping[str, Council], addresses: Mapping[str, str]) -> Iterator[OfstedPage]:
    kept = {page.council_id: page for page in OfstedPage.objects.all()}
    for urn, council in sorted(councils.items(), key=lambda item: item[1].short_name):
        page = kept.get(council.pk) or OfstedPage(council=council)
        page.council = council
        if urn in addresses and page.address != addresses[urn]:
            page.address, page.etag, page.last_modified = addresses[urn], "", ""
        if page.address:
            yield page


def _text(answer: SiteAnswer) -> str:
    return answer.content.decode("utf-8", "replace")
