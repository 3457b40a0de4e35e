"""What the ranking and the heatmap share: their selection, the marked council, and the frame around their tables."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest

from dashboard.addresses import asked
from dashboard.presenters.days import days_of
from dashboard.selections.moment import Moment
from dashboard.selections.programme import Selection, read_selection
from dashboard.values.page import Page
from inspections.frameworks.definitions import Programme
from inspections.frameworks.loader import all_programmes
from inspections.models import Council
from inspections.record.current import CurrentRecord, Record
from inspections.record.status import Basis
from inspections.statistics.standings import CouncilsAsAt, Standing
from inspections.wording.words import date_words


def asked_for(
    request: HttpRequest, page: str, programme: str, day: str | None, *, moment: Moment, sets: Mapping[str, str]
) -> Selection:
    """The selection of a request, as at the moment's day unless it names another."""
    return read_selection(
        page,
        parameters=asked(request),
        programme_code=programme,
        day=day,
        moment=moment,
        neighbour_sets=sets,
    )


def marked_council(selection: Selection, record: Record) -> Council | None:
    """The council to mark, None where none is asked for."""
    return record.council(selection.council) if selection.council else None


def standing_after(selection: Selection, council: Council | None, record: Record) -> Standing | None:
    """A council's standing by its first report after the day, None where it has none."""
    if council is None:
        return None
    days = record.change_days(selection.programme, [council.slug])
    later = next((day for day in days if day > selection.day), None)
    if later is None:
        return None
    councils_as_at = record.programme_as_at(selection.programme, later, [council.slug])
    return councils_as_at.standings.get(council.slug)


def permanent_url(page: str, selection: Selection, record: Record) -> str:
    """The address that will still show this selection as it is now: with its day and its edition."""
    return selection.url(page, day_asked=selection.day, edition=record.edition or None)


def source_of(request: HttpRequest, page: str, selection: Selection, record: Record) -> str:
    """The same with the host: what files, pictures and sentences name as their source."""
    return request.build_absolute_uri(permanent_url(page, selection, record))


def page_of(page: str, selection: Selection, record: Record, **forms: Any) -> Page:
    """A page (`ranking`, `heatmap`) of a selection with its `tables`, `charts` and `document`."""
    basis, rests_on = _basis(selection, record)
    return Page(
        title=f"{selection.programme.short_name} {page} as at {date_words(selection.day)}",
        url=selection.url(page),
        permanent=permanent_url(page, selection, record),
        day=selection.day,
        edition=selection.edition,
        basis=basis,
        rests_on=rests_on,
        **forms,
    )


def _basis(selection: Selection, record: Record) -> tuple[Basis | None, str]:
    """What an edition's page rests on; of a group the councils that were in it and those that are now."""
    if selection.edition is None:
        return None, ""
    slugs = selection.slugs(record)
    words = inspections_counted(selection.programme, selection.day)
    if slugs is None:
        return Basis(programme=selection.programme, day=selection.day), words
    councils = slugs | (selection.slugs(CurrentRecord()) or frozenset())
    return Basis(councils=councils, programme=selection.programme, day=selection.day), f"{words}, of these councils"


def inspections_counted(programme: Programme, day: date) -> str:
    """What a page about a programme rests on, in words."""
    return f"the {programme.short_name} inspections that count by {date_words(day)}"


def typed_name(slug: str, name: str, valid_to: date | None) -> str:
    """What a field for a council's name holds: of one that was abolished the slug, as its name may live on."""
    return slug if valid_to else name


def frame(
    page: str,
    selection: Selection,
    councils_as_at: CouncilsAsAt,
    *,
    council: Council | None,
    sets: Mapping[str, str],
    source: str,
) -> dict[str, Any]:
    """The context that both pages need beside their own: form choices, days and addresses."""
    centre = councils_as_at.standings.get(selection.neighbours_of)
    return {
        "selection": selection,
        "council_name": typed_name(council.slug, council.short_name, council.valid_to) if council else "",
        "centre_name": typed_name(centre.council.slug, centre.council.name, centre.council.valid_to)
        if centre
        else selection.neighbours_of,
        "days": days_of(councils_as_at, selection.today, lambda day: selection.url(page, day_asked=day)),
        "programmes": [(programme, selection.of_programme(programme).url(page)) for programme in all_programmes()],
        "form_action": selection.cleared().url(page),
        "neighbour_sets": sets,
        "regions": Council.Region.values,
        "types": Council.Type.choices,
        "everyone": selection.url(page, region="", type="", neighbours_of=""),
        "address": source,
    }
