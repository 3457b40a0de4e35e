"""The scorecard of one inspection."""

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from dashboard.addresses import with_parameters
from dashboard.charts.distribution import Bar, distribution_chart
from dashboard.charts.scorecard import scorecard_chart
from dashboard.errors import NotOnRecordError
from dashboard.exports.scorecards import areas_file, scorecard_file
from dashboard.exports.word.pages import with_document
from dashboard.presenters.page_papers import scorecard_tables as document_tables
from dashboard.presenters.scorecard import Scorecard, scorecard
from dashboard.respond import answer, moved
from dashboard.selections.moment import moment_of
from dashboard.values.chart import Chart, source_line
from dashboard.values.documents import Table
from dashboard.values.page import Page
from dashboard.values.table import DataFile
from inspections.dates import PartialDate
from inspections.frameworks.loader import programme
from inspections.models import Council, Edition, EditionChange, Inspection
from inspections.record.as_of_edition import first_edition_kept
from inspections.record.current import Record
from inspections.record.status import Basis
from inspections.wording.words import date_words, sentence

INSPECTED = "inspected-"
NEAREST = 5
WORDS_OF_MANY_NAMES = {"and", "borough", "city", "council", "county", "of", "on", "the", "upon", "with"}


def inspection_page(request: HttpRequest, slug: str, published: str, ending: str = "") -> HttpResponse:
    """`/councils/<slug>/<published>/`: the date is that of publication, or `inspected-` and what is known."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    history = record.history_of(slug)
    inspection = inspection_at(history.inspections, slug, published, record)
    address = with_parameters(inspection.get_absolute_url(), moment.query())
    if inspection.address_date != published:
        return moved(request, address, ending)
    asked = programme(inspection.framework_definition.programme)
    councils_as_at = record.programme_as_at(asked, inspection.counts_from)
    page = scorecard(inspection, history, councils_as_at, record.evidence_of(inspection))
    permanent = with_parameters(address, {"edition": str(record.edition or "")})
    source = request.build_absolute_uri(permanent)
    answered = Page(
        title=page.title,
        url=address,
        permanent=permanent,
        day=inspection.counts_from,
        edition=moment.edition,
        sentences=lambda: (page.key_sentences, page.good_or_better, *page.place_sentences),
        basis=Basis(inspections={inspection.pk}),
        rests_on="this inspection",
        tables=scorecard_tables(page),
        charts=scorecard_charts(page, source),
    )
    sentences = (page.key_sentences, *page.place_sentences)
    title = f"{inspection.council.display_name}: {page.framework.short_name}, {page.dated}"
    answered = with_document(answered, request, sentences, partial(_document_tables, page), title=title)
    return answer(request, answered, ending, "scorecard.html", {"page": page})


def _document_tables(page: Scorecard, address: str) -> Iterable[Table]:
    areas = areas_file(page, address) if page.improvements else None
    return document_tables(scorecard_file(page, address), areas)


def scorecard_tables(page: Scorecard) -> dict[str, Callable[[str], DataFile]]:
    """Its judgements; and its areas for improvement as an action plan, where any is on record."""
    plan = {"areas": partial(areas_file, page)} if page.improvements else {}
    return {"scorecard": partial(scorecard_file, page), **plan}


def scorecard_charts(page: Scorecard, source: str) -> tuple[Chart, ...]:
    """Its grades as a picture for a slide, and how many councils held each grade; none where nothing is graded."""
    if not any(row.result.grade for part in page.services for row in part.rows):
        return ()
    table = partial(scorecard_file, page, source)
    day = page.councils_as_at.day
    where = source_line(day, source)
    bars = [Bar(label, row.national) for label, row in page.drawn_rows]
    distribution = distribution_chart(
        "councils",
        title=f"How many councils held each {page.framework.short_name} grade as at {date_words(day)}",
        finding=page.distribution_finding,
        source=where,
        scale=page.framework.scale,
        bars=bars,
        table=table,
    )
    return (scorecard_chart(page, where, table), *((distribution,) if bars else ()))


def unknown_council(slug: str, record: Record) -> NotOnRecordError:
    """Nothing by that name, and the councils whose names are nearest: alike, or with a word in common."""
    names = {council.slug: council.short_name for council in record.councils()}
    alike = get_close_matches(slug.casefold(), names, n=NEAREST, cutoff=0.75)
    words = set(slug.casefold().split("-")) - WORDS_OF_MANY_NAMES
    sharing = [one for one in names if words & set(one.split("-"))]
    near = list(dict.fromkeys([*alike, *sharing]))[:NEAREST]
    instead = [(f"/councils/{found}/", names[found]) for found in near]
    return NotOnRecordError(f"No council has the address “{slug}”.", [*instead, ("/councils/", "All councils")])


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
