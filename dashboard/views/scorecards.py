"""The scorecard of one inspection."""

from collections.abc import Sequence
from functools import partial

from django.utils import timezone

from dashboard.addresses import PageRequest, with_parameters
from dashboard.charts.scorecard import scorecard_charts
from dashboard.errors import NotOnRecordError
from dashboard.exports.scorecards import areas_file, scorecard_file
from dashboard.presenters.page_papers import page_paper, scorecard_tables
from dashboard.presenters.scorecard import Scorecard, scorecard
from dashboard.respond import Moved, Shown, page_view
from dashboard.selections.moment import moment_of
from dashboard.values.documents import Paper
from dashboard.values.page import Page
from inspections.dates import PartialDate
from inspections.frameworks.loader import programme
from inspections.models import Council, Edition, EditionChange, Inspection
from inspections.record.as_of_edition import first_edition_kept
from inspections.record.current import Record
from inspections.record.status import Basis
from inspections.wording.words import date_words, sentence

INSPECTED = "inspected-"


@page_view()
def inspection_page(request: PageRequest, slug: str, published: str) -> Shown | Moved:
    """`/councils/<slug>/<published>/`: the date is that of publication, or `inspected-` and what is known."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    history = record.history_of(slug)
    inspection = inspection_at(history.inspections, slug, published, record)
    url = with_parameters(inspection.get_absolute_url(), moment.query())
    if inspection.address_date != published:
        return Moved(url)
    of_programme = programme(inspection.framework_definition.programme)
    councils = record.programme_as_at(of_programme, inspection.counts_from)
    shown = scorecard(inspection, history, councils, record.evidence_of(inspection))
    table = partial(scorecard_file, shown)
    page = Page(
        title=shown.title,
        site=request.site,
        url=url,
        permanent=with_parameters(url, {"edition": str(record.edition or "")}),
        day=inspection.counts_from,
        edition=moment.edition,
        sentences=lambda: (shown.key_sentences, shown.good_or_better, *shown.place_sentences),
        basis=Basis(inspections={inspection.pk}),
        # The areas for improvement are a table to fill in: an action plan.
        tables={"scorecard": table} | ({"areas": partial(areas_file, shown)} if shown.improvements else {}),
        charts=scorecard_charts(shown, table),
        document=partial(_paper, shown),
    )
    return Shown(page, "scorecard.html", lambda: {"page": shown})


def _paper(shown: Scorecard, page: Page) -> Paper:
    areas = areas_file(shown, page.source) if shown.improvements else None
    tables = scorecard_tables(scorecard_file(shown, page.source), areas)
    title = f"{shown.inspection.council.display_name}: {shown.framework.short_name}, {shown.dated}"
    return page_paper(page, (shown.key_sentences, *shown.place_sentences), tables, title=title)


def unknown_council(slug: str, record: Record) -> NotOnRecordError:
    """No council has the slug. Councils with names near to it are offered instead."""
    near = [(f"/councils/{one.slug}/", one.display_name) for one in record.names.near(slug, timezone.localdate())]
    return NotOnRecordError(f"No council has the address “{slug}”.", [*near, ("/councils/", "All councils")])


def inspection_at(history: Sequence[Inspection], slug: str, published: str, record: Record) -> Inspection:
    """The inspection at the address, or that was there before more was known of its dates."""
    for inspection in history:
        if inspection.address_date == published:
            return inspection
    if moved := _moved(history, published, record):
        return moved
    council = history[0].council if history else record.council(slug)
    if council is None:
        raise unknown_council(slug, record)
    if withdrawal := _withdrawal(slug, published, record):
        raise _withdrawn(withdrawal, published, council)
    instead = [(one.get_absolute_url(), f"{one.framework_definition.short_name}, {_dated(one)}") for one in history]
    raise NotOnRecordError(
        _what_is_wrong(published, council),
        [*instead, (council.get_absolute_url(), f"All about {council.display_name}")],
    )


def _moved(history: Sequence[Inspection], published: str, record: Record) -> Inspection | None:
    try:
        day = PartialDate.parse(published.removeprefix(INSPECTED))
    except ValueError:
        return None
    field = "published_on"
    if published.startswith(INSPECTED):
        field = "inspected_from"
        for inspection in history:
            if inspection.inspected == day:
                return inspection
    text, of_history = day.earliest.isoformat(), EditionChange.objects.filter(inspection__in=history, field=field)
    were_there = of_history.filter(before=text)
    if record.is_past:
        were_there |= of_history.filter(after=text, edition__number__gt=record.edition)
    last = were_there.order_by("-pk").values_list("inspection", flat=True).first()
    return next((inspection for inspection in history if inspection.pk == last), None)


def _withdrawal(slug: str, published: str, record: Record) -> Edition | None:
    """The edition that withdrew the inspection that was at the address; None where none had by the moment."""
    inspections = Inspection.objects.filter(council__slug=slug, status=Inspection.Status.WITHDRAWN)
    were_there = [one.pk for one in inspections.select_related("council") if one.address_date == published]
    withdrew = Edition.objects.filter(
        kind=Edition.Kind.WITHDRAW, number__lte=record.edition, changes__inspection__in=were_there
    )
    return withdrew.order_by("-number").first()


def _withdrawn(withdrawal: Edition, published: str, council: Council) -> NotOnRecordError:
    """When and why it was withdrawn, and the edition in which it can still be seen."""
    day, before = timezone.localdate(withdrawal.made_at), withdrawal.number - 1
    instead = [(council.get_absolute_url(), f"All about {council.display_name}")]
    kept = first_edition_kept()
    if kept is not None and before >= kept:
        address = f"/councils/{council.slug}/{published}/?edition={before}"
        instead.insert(0, (address, f"The scorecard as edition {before} showed it, not to be quoted any more"))
    return NotOnRecordError(
        f"This inspection of {council.display_name} was withdrawn on {date_words(day)}: {sentence(withdrawal.reason)}",
        instead,
    )


def _what_is_wrong(published: str, council: Council) -> str:
    try:
        day = PartialDate.parse(published.removeprefix(INSPECTED))
    except ValueError as error:
        return f"{str(error)[0].upper()}{str(error)[1:]}."
    if published.startswith(INSPECTED):
        return f"No inspection of {council.display_name} in {date_words(day)} is on record here under that address."
    return f"No inspection of {council.display_name} published {date_words(day)} is on record here."


def _dated(inspection: Inspection) -> str:
    day = inspection.published_on
    return f"published {date_words(day)}" if day else f"inspected {date_words(inspection.inspected)}"
