"""Corrections and withdrawals, and what each edition changed and altered."""

from functools import partial

from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard import respond as answers
from dashboard.addresses import with_parameters
from dashboard.errors import NotOnRecordError
from dashboard.exports.corrections import changes_file, ranks_file
from dashboard.presenters.alterations import edition_shown
from dashboard.presenters.editions import corrections
from dashboard.selections.moment import Moment, moment_of
from dashboard.values.page import Page as PageValue
from inspections.models import Edition, EditionChange
from inspections.record.alterations import altered_by
from inspections.record.status import CORRECTING, Basis
from inspections.wording.words import date_words

CORRECTIONS_ON_PAGE = 50
CHANGES_SHOWN = 100


@require_safe
def correction_list(request: HttpRequest, ending: str = "") -> HttpResponse:
    """`/data/corrections/`: every correction and withdrawal, the latest first, in pages."""
    moment = moment_of(request, day_in_path=True)
    found = _made_by(moment).filter(kind__in=CORRECTING)
    changes = EditionChange.objects.select_related("inspection__council")
    shown = _page(request, found.prefetch_related(Prefetch("changes", changes)))
    number = {"page": str(shown.number) if shown.number > 1 else ""}
    url = with_parameters("/data/corrections/", {**moment.query(), **number})
    concerned = changes.filter(edition__in=found).select_related("edition").order_by("-edition__number", "id")
    answered = PageValue(
        title="Corrections and withdrawals",
        url=url,
        permanent=with_parameters("/data/corrections/", {"edition": str(moment.record.edition or ""), **number}),
        day=moment.day,
        edition=moment.edition,
        tables={"corrections": partial(changes_file, concerned, "corrections", moment.day)},
        basis=Basis(),
        rests_on="any inspection or council",
    )
    context = {
        "corrections": corrections(shown),
        "shown": shown,
        "number": shown.paginator.count,
        "today": moment.day,
        "newer": with_parameters(url, {"page": str(shown.number - 1)}) if shown.has_previous() else "",
        "older": with_parameters(url, {"page": str(shown.number + 1)}) if shown.has_next() else "",
    }
    return answers.answer(request, answered, ending, "corrections.html", context)


@require_safe
def edition_page(request: HttpRequest, number: int, ending: str = "") -> HttpResponse:
    """`/data/editions/<n>/`: what an edition changed; of a correction, which rankings and sentences it altered."""
    edition = Edition.objects.filter(number=number).first()
    if edition is None:
        latest = Edition.objects.values_list("number", flat=True).first() or 0
        instead = [(f"/data/editions/{latest}/", f"Edition {latest}, the latest")] if latest else []
        raise NotOnRecordError(f"There is no edition {number}.", [*instead, ("/data/corrections/", "All corrections")])
    changes = EditionChange.objects.filter(edition=edition).select_related("inspection__council", "edition")
    altered = altered_by(edition)
    day, url = timezone.localdate(edition.made_at), f"/data/editions/{number}/"
    tables = {"changes": partial(changes_file, changes, f"edition-{number}", day)}
    if altered and altered.rankings:
        tables["ranks"] = partial(ranks_file, altered, f"edition-{number}", day)
    answered = PageValue(f"Edition {number}, made on {date_words(day)}", url, url, day, tables=tables)
    context = {"page": edition_shown(edition, changes[:CHANGES_SHOWN], changes.count(), altered), "day": day}
    return answers.answer(request, answered, ending, "edition.html", context)


def _made_by(moment: Moment) -> QuerySet[Edition]:
    """The editions up to the one asked for."""
    editions = Edition.objects.order_by("-number")
    return editions if moment.edition is None else editions.filter(number__lte=moment.edition)


def _page(request: HttpRequest, found: QuerySet[Edition]) -> Page:
    """The page of the list that is asked for; BadRequest where there is none of that number."""
    paginator = Paginator(found, CORRECTIONS_ON_PAGE)
    try:
        return paginator.page(request.GET.get("page") or 1)
    except InvalidPage:
        raise BadRequest(f"The list of corrections has pages 1 to {paginator.num_pages}.") from None
