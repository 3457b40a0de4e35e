"""The page of a visit: its days, its theme, what needs to improve, and the letter's paragraphs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import ClassVar

from dashboard.selections.visits import VisitListSelection
from inspections.dates import PartialDate
from inspections.models import Council, Inspection, Visit, VisitArea
from inspections.record.evidence import VisitEvidence
from inspections.record.history import History
from inspections.record.rows import council_row
from inspections.wording.headlines import council_headline
from inspections.wording.reports import licence_words
from inspections.wording.results import PROVENANCE
from inspections.wording.visits import (
    about_visit_words,
    days_on_site,
    visit_headline,
    visit_sentence,
    visit_words,
    visits_counted,
)
from inspections.wording.words import MONTHS, capital, counted, date_words

from .context_line import ContextLine
from .list_pages import ListPage
from .paragraphs import ReportQuotation, quotations_in_order


def visits_since(visits: Iterable[Visit], began: PartialDate) -> tuple[Visit, ...]:
    """The visits that began after an inspection had begun for certain, in their order."""
    return tuple(visit for visit in visits if visit.first_day > began.latest)


@dataclass(frozen=True)
class VisitLine:
    """A visit in a list of its council's."""

    visit: Visit

    @property
    def name(self) -> str:
        """`Focused visit, 5 to 6 November 2024`."""
        return f"{self.visit.get_kind_display()}, {days_on_site(self.visit.first_day, self.visit.visited_to)}"

    @property
    def about(self) -> str:
        """`front door, no area for priority action`; "" if neither is known."""
        return about_visit_words(self.visit.theme, self.visit.has_priority_action)


@dataclass(frozen=True)
class LetterPart:
    """Paragraphs of a letter under one heading, empty for those before the first."""

    heading: str
    paragraphs: tuple[ReportQuotation, ...]


@dataclass(frozen=True)
class VisitPage:
    """The content of the page of a visit.

    `before` is the last inspection that had ended on site when the visit began, and `before_words` what the council's
    grades were then. `earlier` and `later` are the visits beside it.
    """

    visit: Visit
    priority_actions: tuple[VisitArea, ...]
    improvements: tuple[VisitArea, ...]
    parts: tuple[LetterPart, ...]
    before: Inspection | None
    before_words: str
    earlier: Visit | None
    later: Visit | None

    @property
    def council(self) -> Council:
        return self.visit.council

    @property
    def month(self) -> str:
        day = self.visit.first_day
        return f"{MONTHS[day.month - 1]} {day.year}"

    @property
    def title(self) -> str:
        """`Kent: focused visit of 5 November 2024`."""
        return f"{self.council.display_name}: {visit_words(self.visit.kind, self.visit.first_day)}"

    @property
    def headline(self) -> str:
        return visit_headline(self.visit.kind, self.visit.theme, self.visit.has_priority_action)

    @property
    def on_site(self) -> str:
        return days_on_site(self.visit.first_day, self.visit.visited_to)

    @property
    def sentence(self) -> str:
        """The visit in a sentence to quote."""
        visit = self.visit
        return visit_sentence(
            self.council.display_name,
            visit.kind,
            (visit.first_day, visit.visited_to),
            theme=visit.theme,
            published_on=visit.published_on,
            has_priority_action=visit.has_priority_action,
        )

    @property
    def origin(self) -> str:
        """Where it comes from if its letter was not read: `from Ofsted’s official statistics`, or ""."""
        return "" if self.visit.provenance == Visit.Provenance.REPORT else PROVENANCE[self.visit.provenance]

    @property
    def citation(self) -> str:
        """The source of a quotation: author, subject and date of the letter."""
        day = self.visit.published_on
        dated = f", published {date_words(day)}" if day else ""
        return f"Ofsted, {self.title.replace(':', ',', 1)}{dated}"

    @property
    def licence(self) -> str:
        return licence_words("ilacs")


def visit_page(visit: Visit, evidence: VisitEvidence, history: History, visits: list[Visit]) -> VisitPage:
    """Present a visit. `history` is the council's, and `visits` are all visits to it, latest first."""
    index = visits.index(visit)
    before = [one for one in history.inspections if one.inspected.latest <= visit.first_day]
    records = [history.records[one.pk] for one in reversed(before)]
    return VisitPage(
        visit=visit,
        priority_actions=tuple(area for area in evidence.areas if area.kind == VisitArea.Kind.PRIORITY_ACTION),
        improvements=tuple(area for area in evidence.areas if area.kind == VisitArea.Kind.IMPROVEMENT),
        parts=tuple(_parts(evidence)),
        before=before[0] if before else None,
        before_words=council_headline(records) if before else "",
        earlier=visits[index + 1] if index + 1 < len(visits) else None,
        later=visits[index - 1] if index else None,
    )


def _parts(evidence: VisitEvidence) -> Iterable[LetterPart]:
    quotes = quotations_in_order(evidence.paragraphs)
    pairs = zip(evidence.paragraphs, quotes, strict=True)
    for heading, group in groupby(pairs, key=lambda pair: pair[0].heading):
        yield LetterPart(heading, tuple(quote for _, quote in group))


def visit_line(page: VisitPage, today: date) -> ContextLine:
    """The line of context: the day from which the visit counts."""
    return ContextLine(
        day=page.visit.public_from,
        today=today,
        facts=(capital(page.visit.get_kind_display()), page.council.region),
        mine=page.council.slug,
        name=page.council.display_name,
    )


@dataclass(frozen=True)
class VisitList(ListPage[VisitListSelection, Visit]):
    """The list of visits. `slugs` are those of the councils asked for, None for all."""

    slugs: frozenset[str] | None

    on_a_page: ClassVar[int] = 100

    @cached_property
    def by_year(self) -> Mapping[int, int]:
        """The number of the visits asked for by year, latest first."""
        return Counter(visit.first_day.year for visit in self.found)

    @property
    def sentence(self) -> str:
        """The number of visits by kind and of councils, and the first day, in a sentence. Empty for an empty list."""
        if not self.found:
            return ""
        kinds = visits_counted([visit.kind for visit in self.found])
        councils = counted(len({visit.council.slug for visit in self.found}), "council")
        return f"{kinds} to {councils} since {date_words(self.found[-1].first_day)} are on record here."


def visit_list(selection: VisitListSelection, councils: Iterable[Council], visits: Iterable[Visit]) -> VisitList:
    """Present the visits that a selection asks for."""
    slugs = selection.group.slugs(selection.moment.record)
    asked = (visit for visit in visits if selection.asks_for(visit))
    return VisitList(
        selection,
        tuple(visit for visit in asked if slugs is None or visit.council.slug in slugs),
        {council.slug: council_row(council, selection.day) for council in councils},
        slugs,
    )
