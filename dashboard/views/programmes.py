"""The pages of a programme (ranking, heatmap, map, national, waiting) share their request, page and form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.addresses import PageRequest
from dashboard.presenters.context_line import programme_line
from dashboard.presenters.days import days_of
from dashboard.presenters.feeds import feed_link
from dashboard.presenters.groups import all_label, as_typed
from dashboard.respond import RedirectTo
from dashboard.selections.group import ALL_COUNCILS
from dashboard.selections.moment import moment_of
from dashboard.selections.parameters import known_choice
from dashboard.selections.programme import ProgrammeSelection, read_programme_selection
from dashboard.values.page import Page
from inspections.frameworks.loader import all_programmes
from inspections.models import Council
from inspections.names import typed_name
from inspections.record.current import CurrentRecord, Record
from inspections.record.status import Basis
from inspections.statistics.standings import CouncilsAsAt
from inspections.wording.words import date_words

# Names of pages in their titles, where it is not that in the address.
TITLES = {"waiting": "inspections: days since the last", "national": "national picture"}
# What a page of another programme or day keeps: who is shown, and who is marked.
KEPT = ("region", "type", "neighbours-of", "set", "list", "council")


@dataclass(frozen=True)
class ProgrammeRequest:
    """A request for a page of a programme, as at a day."""

    site: str
    selection: ProgrammeSelection

    @property
    def record(self) -> Record:
        return self.selection.moment.record

    @cached_property
    def council(self) -> Council | None:
        """The council to mark, if one is asked for."""
        return self.record.council(self.selection.council) if self.selection.council else None

    @cached_property
    def councils(self) -> frozenset[str] | None:
        """The slugs of the group asked for; None for all councils."""
        return self.selection.group.slugs(self.record)

    @cached_property
    def group(self) -> CouncilsAsAt:
        """The inspections of the group, as at the day."""
        return self.selection.programme_as_at(self.selection.programme, self.councils)

    @cached_property
    def england(self) -> CouncilsAsAt:
        """The inspections of all councils, as at the day."""
        return self.selection.programme_as_at(self.selection.programme)

    def page(self, **forms: Any) -> Page:
        """The page, with its tables, charts and other forms."""
        selection = self.selection
        name = (
            "grades" if selection.page == "national" and selection.group else TITLES.get(selection.page, selection.page)
        )
        title = f"{selection.programme.short_name} {name} as at {date_words(selection.day)}"
        words = f"New reports: {selection.programme.short_name}{', the same councils' if selection.group else ''}"
        feeds = (feed_link(selection.moment, selection.group, words, selection.programme.code),)
        return Page.of(selection, self.site, title, basis=self._basis(), feeds=feeds, **forms)

    def _basis(self) -> Basis | None:
        """What an edition's page rests on. Of a group: the councils in it then, and those in it now."""
        selection = self.selection
        if selection.edition is None:
            return None
        councils = (
            None if self.councils is None else self.councils | (selection.group.slugs(CurrentRecord()) or frozenset())
        )
        visits = None if selection.page == "waiting" else ()
        return Basis(councils=councils, programme=selection.programme, day=selection.day, visits=visits)

    def form(self, councils: CouncilsAsAt) -> dict[str, Any]:
        """The template context of the form and the links around the table."""
        selection, council = self.selection, self.council
        days = days_of(councils, selection.moment.today, selection.url_as_at)
        return {
            "selection": selection,
            "council_name": typed_name(council.slug, council.short_name, council.valid_to, selection.day)
            if council
            else "",
            "centre_name": as_typed(selection, selection.group.neighbours_of),
            "own_list": as_typed(selection, *selection.group.own_list),
            "is_empty_group": self.councils is not None and self.councils.isdisjoint(councils.standings),
            "all_label": all_label(selection.group, councils),
            "has_more_choices": bool(replace(selection.group, region="") or selection.framework or selection.evidence),
            "days": days,
            "line": programme_line(
                selection, councils, days, council, door=reverse(f"{selection.page}-door"), kept=KEPT
            ),
            "national": selection.url(page="national"),
            "everyone": selection.url(group=ALL_COUNCILS),
            "address": f"{self.site}{selection.permanent_url()}",
        }


@require_safe
def programme_door(request: HttpRequest, page: str) -> HttpResponse:
    """`/<page>/?programme=&as-at=`: redirects to the page of that programme, the newest for none."""
    query = request.GET.copy()
    codes = {member.code: member.short_name for member in all_programmes()}
    asked = (query.pop("programme", None) or [all_programmes()[-1].code])[-1]
    url = reverse(page, args=[known_choice("programme", asked, codes)])
    return redirect(f"{url}?{query.urlencode()}" if query else url)


def read_programme_request(
    page: str, request: PageRequest, programme: str, day: str | None
) -> ProgrammeRequest | RedirectTo:
    """Read a request, or redirect it to its one address."""
    moment = moment_of(request, day_in_path=True)
    selection = read_programme_selection(page, programme, day, request.GET, moment)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    return ProgrammeRequest(request.site, selection)
