"""What is new as feeds: reports with their grades, corrected and withdrawn ones, and the corrections by themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import NamedTuple

from django.core.exceptions import BadRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.addresses import with_ending
from dashboard.selections.group import CouncilGroup
from dashboard.selections.latest import INSPECTION, LatestSelection
from dashboard.selections.moment import Moment
from dashboard.values.feed import ATOM, Feed, FeedEntry, FeedLink
from inspections.dates import REGISTER_BEGINS
from inspections.models import Edition, Inspection, Visit
from inspections.record.news import latest_news, withdrawn_inspections, withdrawn_visits
from inspections.statistics.standings import State
from inspections.wording.days import dated_words
from inspections.wording.results import STATES
from inspections.wording.visits import visit_words
from inspections.wording.words import capital, counted, date_words, sentence

from .editions import Correction, corrections
from .latest import LatestPage, LetterLine, ReportLine
from .links import scorecard_url
from .timeline import THEMES

MOST_ENTRIES = 30
MOST_CHANGES = 10
# Only the day of a publication is known. At midday it is the same day wherever a reader converts it to.
MIDDAY = time(12)
KINDS: Mapping[str, str] = {Edition.Kind.CORRECT: "correction", Edition.Kind.WITHDRAW: "withdrawal"}
CORRECTIONS = FeedLink("Corrections and withdrawals", f"/data/corrections.{ATOM}")


def feed_link(moment: Moment, group: CouncilGroup, title: str, programme: str = "") -> FeedLink:
    """The feed of new reports on a group of councils."""
    now = replace(moment, edition=None, as_at=None)
    selection = LatestSelection(now, group=group, programme_code=programme)
    return FeedLink(title, with_ending(selection.url(), ATOM))


def latest_feed_link(page: LatestPage) -> FeedLink:
    """The feed of the reports that a list of reports shows."""
    selection = page.selection
    words = [selection.programme.short_name if selection.programme else "", page.group]
    scope = "; ".join(filter(None, words)) or "all councils"
    now = replace(selection.moment, edition=None, as_at=None)
    return FeedLink(f"New reports: {scope}", with_ending(selection.url(page=1, moment=now), ATOM))


def latest_feed(page: LatestPage) -> Feed:
    """The reports and letters asked for that are new, corrected or withdrawn, the latest change first.

    BadRequest if they are asked for as of an edition or a day.
    """
    _refuse_past(page.selection.moment)
    told = sorted(_told(page), key=lambda one: (one.edition.number, one.day), reverse=True)
    link = latest_feed_link(page)
    return Feed(
        title=link.title,
        subtitle="Ofsted’s inspections of and visits to children’s services: new reports, corrections, withdrawals.",
        url=link.url,
        page_url=page.selection.url(page=1),
        updated=told[0].edition.made_at if told else _last_change(),
        entries=[one.entry() for one in told[:MOST_ENTRIES]],
    )


def corrections_feed(editions: Iterable[Edition], moment: Moment) -> Feed:
    """These corrections and withdrawals, which come latest first with their changes. BadRequest for an edition."""
    _refuse_past(moment)
    entries = [_correction_entry(one) for one in corrections(editions)]
    return Feed(
        title=CORRECTIONS.title,
        subtitle="Everything published here that was corrected or withdrawn, with the reason.",
        url=CORRECTIONS.url,
        page_url="/data/corrections/",
        updated=entries[0].updated if entries else _last_change(),
        entries=entries,
    )


def _refuse_past(moment: Moment) -> None:
    if moment.edition is not None or moment.as_at is not None:
        raise BadRequest(
            "A feed tells what is new, so it can’t be had as of an edition or a day. Leave “edition” and “as-at” out."
        )


def _last_change() -> datetime:
    """When anything public changed last."""
    made_at: datetime | None = Edition.objects.order_by("-number").values_list("made_at", flat=True).first()
    return made_at or _midday_of(REGISTER_BEGINS)


class Told(NamedTuple):
    """A change for the feed: the edition that made it, the day from which the report counts, and its entry's maker."""

    edition: Edition
    day: date
    entry: Callable[[], FeedEntry]


def _told(page: LatestPage) -> Iterator[Told]:
    """The reports and letters of the list, and those withdrawn from it."""
    news = latest_news()
    for line in page.found:
        is_report = isinstance(line, ReportLine)
        edition = (news.inspections if is_report else news.visits).get(line.inspection.id)
        if edition:
            entry = partial(_report_entry, line) if isinstance(line, ReportLine) else partial(_letter_entry, line)
            yield Told(edition, line.inspection.counts_from, partial(entry, edition))
    for inspection in withdrawn_inspections():
        programme = inspection.framework_definition.programme
        if _is_of(page, inspection.council.slug, INSPECTION, inspection.counts_from, programme):
            edition = news.inspections[inspection.pk]
            yield Told(edition, inspection.counts_from, partial(_withdrawn_entry, inspection, edition))
    for visit in withdrawn_visits():
        if _is_of(page, visit.council.slug, visit.kind, visit.public_from, ""):
            edition = news.visits[visit.pk]
            yield Told(edition, visit.public_from, partial(_withdrawn_visit_entry, visit, edition))


def _is_of(page: LatestPage, council: str, kind: str, day: date, programme: str) -> bool:
    return (page.slugs is None or council in page.slugs) and page.selection.asks_for(kind, day, programme)


def _report_entry(line: ReportLine, edition: Edition) -> FeedEntry:
    inspection = line.inspection
    dated = dated_words(inspection.published_on, inspection.inspected_from)
    corrected = edition.kind == Edition.Kind.CORRECT
    facts = [f"{line.record.framework.short_name}, {dated}. {capital(line.change)}."]
    if corrected:
        facts.insert(0, _because("Corrected", edition))
    return FeedEntry(
        key=_key(inspection.id),
        title=f"{'Corrected: ' if corrected else ''}{line.council.name}, {dated}: {_outcome(line)}",
        url=scorecard_url(inspection),
        summary=_summary(facts, _grades(line)),
        category="correction" if corrected else "report",
        updated=edition.made_at,
        published=_midday(inspection.published_on),
    )


def _outcome(line: ReportLine) -> str:
    """`good overall, 1 up of 4`, or only how the grades changed if there is no overall grade."""
    overall = [one.result.grade for one in line.by_theme.get("overall", ()) if one.result.grade]
    words = [f"{overall[0].in_text} overall"] if overall else []
    return ", ".join([*words, line.change])


def _grades(line: ReportLine) -> list[str]:
    """`Leadership: Good, up` for each theme that the report judged."""
    return [
        f"{name}: {'; '.join(grade.words for grade in line.by_theme[theme])}"
        for theme, name in THEMES.items()
        if theme in line.by_theme
    ]


def _letter_entry(line: LetterLine, edition: Edition) -> FeedEntry:
    visit = line.visit
    corrected = edition.kind == Edition.Kind.CORRECT
    words = visit_words(visit.kind, visit.first_day)
    facts = [f"{line.words}. A visit gives no grades."]
    if corrected:
        facts.insert(0, _because("Corrected", edition))
    return FeedEntry(
        key=f"visits/{visit.pk}",
        title=f"{'Corrected: ' if corrected else ''}{line.council.name}, {words}",
        url=line.url,
        summary=_summary(facts, []),
        category="correction" if corrected else "letter",
        updated=edition.made_at,
        published=_midday(visit.published_on),
    )


def _withdrawn_visit_entry(visit: Visit, edition: Edition) -> FeedEntry:
    words = visit_words(visit.kind, visit.first_day)
    return FeedEntry(
        key=f"visits/{visit.pk}",
        title=f"Withdrawn: {visit.council.display_name}, {words}",
        url=f"/data/editions/{edition.number}/",
        summary=_summary([_withdrawn_words(edition)], []),
        category="withdrawal",
        updated=edition.made_at,
        published=_midday(visit.published_on),
    )


def _withdrawn_entry(inspection: Inspection, edition: Edition) -> FeedEntry:
    """An entry without grades: what is withdrawn should no longer be read."""
    of = inspection.framework_definition.short_name
    return FeedEntry(
        key=_key(inspection.pk),
        title=f"Withdrawn: {inspection.council.display_name}, {inspection.dated}",
        url=f"/data/editions/{edition.number}/",
        summary=_summary([f"{of}, {inspection.dated}.", _withdrawn_words(edition)], []),
        category="withdrawal",
        updated=edition.made_at,
        published=_midday(inspection.published_on),
    )


def _correction_entry(one: Correction) -> FeedEntry:
    names = [corrected.about.name for corrected in one.corrected]
    about = names[0] if len(names) == 1 else counted(len(names), "inspection")
    lines = [f"{line.what}: {line.words}" for corrected in one.corrected for line in corrected.lines]
    if len(lines) > MOST_CHANGES:
        lines[MOST_CHANGES:] = [f"{len(lines) - MOST_CHANGES} more"]
    return FeedEntry(
        key=f"editions/{one.edition.number}",
        title=f"{one.edition.get_kind_display()}: {about}",
        url=f"/data/editions/{one.edition.number}/",
        summary=_summary([sentence(one.edition.reason)], lines),
        category=KINDS[one.edition.kind],
        updated=one.edition.made_at,
    )


def _summary(sentences: Iterable[str], items: Iterable[str]) -> SafeString:
    paragraphs = format_html_join("", "<p>{}</p>", ((one,) for one in sentences))
    listed = format_html_join("", "<li>{}</li>", ((one,) for one in items))
    return format_html("{}<ul>{}</ul>", paragraphs, listed) if listed else paragraphs


def _key(inspection: int) -> str:
    """The entry's id, made of the record's key, so that corrections of a name or a day don't change it."""
    return f"inspections/{inspection}"


def _because(done: str, edition: Edition) -> str:
    """`Corrected on 5 May 2026: Misread.`"""
    return f"{done} on {date_words(timezone.localdate(edition.made_at))}: {sentence(edition.reason)}"


def _withdrawn_words(edition: Edition) -> str:
    return _because(capital(STATES[State.WITHDRAWN]), edition)


def _midday(day: date | None) -> datetime | None:
    return _midday_of(day) if day else None


def _midday_of(day: date) -> datetime:
    return datetime.combine(day, MIDDAY, timezone.get_default_timezone())
