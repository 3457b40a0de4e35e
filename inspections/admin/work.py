"""The drafts that wait: what is ready to publish, what has open problems, and what comes next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inspections.models import Inspection, ReportProblem

from .base import grade_count_words

MOST_SHOWN = 40
BLOCKING = Q(reports__problems__closed_at__isnull=True) & Q(reports__problems__severity__in=["error", "warning"])


@dataclass(frozen=True)
class WaitingDraft:
    """A draft of the list. `doubts` are the kinds of its open problems in words, each once."""

    draft: Any
    doubts: tuple[str, ...]

    @property
    def grades(self) -> str:
        return grade_count_words(self.draft)


@dataclass(frozen=True)
class WaitingWork:
    """The drafts of all, or of one person, the oldest first. The lists hold MOST_SHOWN at most."""

    ready: list[WaitingDraft]
    doubtful: list[WaitingDraft]
    ready_count: int
    doubtful_count: int
    mine_count: int
    is_mine: bool


def work_of(user: User, *, mine: bool) -> WaitingWork:
    """What waits, for the start page."""
    drafts = _drafts().filter(created_by=user) if mine else _drafts()
    ready, doubtful = (
        drafts.filter(open_problems=0, grade_count__gt=0),
        drafts.exclude(open_problems=0, grade_count__gt=0),
    )
    return WaitingWork(
        _waiting(ready[:MOST_SHOWN]),
        _waiting(doubtful[:MOST_SHOWN]),
        ready.count(),
        doubtful.count(),
        Inspection.objects.filter(status=Inspection.Status.DRAFT, created_by=user).count(),
        mine,
    )


def next_ready() -> Inspection | None:
    """The draft that has been ready to publish for longest."""
    return _drafts().filter(open_problems=0, grade_count__gt=0).first()


def and_the_next(done: str) -> SafeString:
    """What was done, with a link to the draft that comes next."""
    draft = next_ready()
    if draft is None:
        return format_html("{} No other draft is ready to publish.", done)
    address = reverse("admin:inspections_inspection_change", args=[draft.pk])
    return format_html('{} <a href="{}">Next draft: {}</a>', done, address, draft)


def _drafts() -> QuerySet[Any]:
    drafts = Inspection.objects.filter(status=Inspection.Status.DRAFT).select_related(
        "council", "created_by", "replaces"
    )
    return drafts.annotate(
        open_problems=Count("reports__problems", filter=BLOCKING, distinct=True),
        grade_count=Count("grades", distinct=True),
    ).order_by("created_at", "pk")


def _waiting(drafts: Iterable[Any]) -> list[WaitingDraft]:
    found = list(drafts)
    problems = ReportProblem.objects.blocking().filter(report__inspection__in=found)
    doubts: dict[int, list[str]] = {}
    for inspection, detail, kind in problems.values_list("report__inspection", "detail", "kind"):
        doubts.setdefault(inspection, []).append(detail or kind.replace("_", " "))
    return [WaitingDraft(draft, tuple(dict.fromkeys(doubts.get(draft.pk, ())))) for draft in found]
