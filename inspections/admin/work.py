"""The drafts that wait: what is ready to publish, what has open problems, and what comes next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from inspections.actions import read_drafts
from inspections.frameworks.loader import all_programmes
from inspections.models import Grade, Inspection, ReportProblem
from inspections.wording.words import counted

from .base import grade_count_words

MOST_SHOWN = 40
EVERYBODYS, READY, PROBLEMS, MINE, SECOND_LOOK = "", "ready", "problems", "mine", "second-look"
SHOWN = {
    EVERYBODYS: "All drafts",
    PROBLEMS: "With open problems",
    READY: "Ready to publish",
    SECOND_LOOK: "Waiting for a second look",
    MINE: "Mine",
}
NEWEST_FIRST = "newest"


@dataclass(frozen=True)
class WaitingDraft:
    """A draft of the list. `doubts` are the kinds of its open problems in words, each once."""

    draft: Any
    doubts: tuple[str, ...] = ()
    # Somebody else has to publish it.
    second_look: bool = False

    @property
    def grades(self) -> str:
        return grade_count_words(self.draft)

    @property
    def age(self) -> str:
        """For example `3 days`."""
        days = (timezone.now() - self.draft.created_at).days
        return counted(days, "day") if days else "today"


@dataclass(frozen=True)
class WorkChoice:
    """A link that narrows the list, with how many drafts it leads to."""

    label: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class WaitingWork:
    """The drafts that were asked for. `ready` and `doubtful` hold MOST_SHOWN at most."""

    ready: list[WaitingDraft]
    doubtful: list[WaitingDraft]
    ready_count: int
    doubtful_count: int
    shows: list[WorkChoice]
    programmes: list[WorkChoice]
    other_order: WorkChoice
    show: str

    @property
    def has_ready(self) -> bool:
        """Whether the section of drafts that are ready is shown."""
        return self.show != PROBLEMS

    @property
    def has_doubtful(self) -> bool:
        return self.show not in (READY, SECOND_LOOK)


def work_of(user: User, asked: Mapping[str, str]) -> WaitingWork:
    """What waits, for the start page, narrowed by `show`, `programme` and `order` of the address."""
    programmes = {programme.code: programme for programme in all_programmes()}
    shows = {code: label for code, label in SHOWN.items() if code != SECOND_LOOK or settings.SECOND_PERSON}
    show, programme = asked.get("show", ""), asked.get("programme", "")
    show, programme = show if show in shows else "", programme if programme in programmes else ""
    order = NEWEST_FIRST if asked.get("order") == NEWEST_FIRST else ""
    drafts, read = list(drafts_in_order()), read_drafts(user)
    of_programme = [draft for draft in drafts if not programme or _programme(draft) == programme]
    chosen = [draft for draft in of_programme if _is_among(draft, show, user, read)]
    if order:
        chosen.reverse()
    ready, doubtful = [draft for draft in chosen if is_ready(draft)], [draft for draft in chosen if not is_ready(draft)]
    shown = [draft for draft in drafts if _is_among(draft, show, user, read)]
    return WaitingWork(
        [WaitingDraft(draft, second_look=draft.pk in read) for draft in ready[:MOST_SHOWN]],
        _with_doubts(doubtful[:MOST_SHOWN]),
        len(ready),
        len(doubtful),
        [
            WorkChoice(
                label,
                sum(_is_among(draft, code, user, read) for draft in of_programme),
                _url(show=code, programme=programme, order=order),
                code == show,
            )
            for code, label in shows.items()
        ],
        [
            WorkChoice(label, count, _url(show=show, programme=code, order=order), code == programme)
            for code, label in {"": "All programmes", **{one.code: one.short_name for one in all_programmes()}}.items()
            if (count := sum(code in {"", _programme(draft)} for draft in shown)) or code == programme
        ],
        WorkChoice(
            "Oldest first" if order else "Newest first",
            len(chosen),
            _url(show=show, programme=programme, order="" if order else NEWEST_FIRST),
            False,
        ),
        show,
    )


def drafts_in_order() -> QuerySet[Any]:
    """All drafts, the oldest first, with the numbers of their open problems and of their grades."""
    problems = ReportProblem.objects.blocking().filter(report__inspection=OuterRef("pk")).order_by()
    grades = Grade.objects.filter(inspection=OuterRef("pk")).order_by()
    drafts = Inspection.objects.filter(status=Inspection.Status.DRAFT)
    return (
        drafts.select_related("council", "created_by")
        .annotate(
            open_problems=_number(problems, "report__inspection"),
            grade_count=_number(grades, "inspection"),
        )
        .order_by("created_at", "pk")
    )


def _number(rows: QuerySet[Any], of: str) -> Coalesce:
    return Coalesce(Subquery(rows.values(of).annotate(n=Count("pk")).values("n")), 0)


def is_ready(draft: Any) -> bool:
    """Whether nothing stands in the way of publishing a draft of `drafts_in_order`."""
    return not draft.open_problems and draft.grade_count > 0


def and_the_next(done: str, user: User) -> SafeString:
    """What was done, with a link to the draft that comes next for the user."""
    drafts, read = list(drafts_in_order()), read_drafts(user)
    draft = next((one for one in drafts if is_ready(one) and one.pk not in read), None)
    if draft is not None:
        return format_html('{} <a class="next" href="{}">Next draft: {}</a>', done, _address(draft), draft)
    draft = next((one for one in drafts if not is_ready(one)), None)
    if draft is None:
        return format_html("{} No other draft waits for you.", done)
    return format_html(
        '{} No other draft is ready to publish. <a class="next" href="{}">Next with something to settle: {}</a>',
        done,
        _address(draft),
        draft,
    )


def _address(draft: Inspection) -> str:
    return reverse("admin:inspections_inspection_change", args=[draft.pk])


def _programme(draft: Inspection) -> str:
    return draft.framework_definition.programme


def _is_among(draft: Any, show: str, user: User, read: set[int]) -> bool:
    """`read` has the drafts that the user may not publish."""
    if show == MINE:
        return bool(draft.created_by_id == user.pk)
    if show in (READY, SECOND_LOOK) and is_ready(draft):
        return (draft.pk in read) == (show == SECOND_LOOK)
    if show == SECOND_LOOK:
        return False
    return show == EVERYBODYS or is_ready(draft) == (show == READY)


def _url(**parameters: str) -> str:
    asked = urlencode({name: value for name, value in parameters.items() if value})
    return f"{reverse('admin:index')}?{asked}" if asked else reverse("admin:index")


def _with_doubts(drafts: Sequence[Any]) -> list[WaitingDraft]:
    problems = ReportProblem.objects.blocking().filter(report__inspection__in=[draft.pk for draft in drafts])
    doubts: dict[int, list[str]] = {}
    for inspection, detail, kind in problems.values_list("report__inspection", "detail", "kind"):
        doubts.setdefault(inspection, []).append(detail or kind.replace("_", " "))
    return [WaitingDraft(draft, _each_once(doubts.get(draft.pk, ()))) for draft in drafts]


def _each_once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
