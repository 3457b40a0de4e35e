"""When what readers are told of each inspection and visit last changed, and by which edition: what feeds are made from.

Evidence that is loaded later changes no grade and no day, so it is no news.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Max, Q

from inspections.models import Edition, EditionChange, Inspection, Visit
from inspections.models.editions import RESTORED_FIELD

# Facts that a reader is told. Grades are beside these: their fields are `service.judgement`.
_TOLD = (
    RESTORED_FIELD,
    "framework",
    "kind",
    "inspected_from",
    "inspected_from_known_to",
    "inspected_from_until",
    "visited_from",
    "published_on",
    "theme",
    "has_priority_action",
)
_IS_NEWS = (
    (Q(field__in=["inspection", "visit"]) & ~Q(before=F("after")))
    | Q(field__in=_TOLD)
    | (Q(field__contains=".") & ~Q(field__contains=": "))
)


@dataclass(frozen=True)
class LatestNews:
    """The last edition that told something new of each inspection and of each visit, by its key."""

    inspections: Mapping[int, Edition]
    visits: Mapping[int, Edition]


def latest_news() -> LatestNews:
    """Two queries."""
    changes = EditionChange.objects.filter(_IS_NEWS).order_by()
    last = list(changes.values_list("inspection", "visit").annotate(last=Max("edition__number")))
    numbers = {number for *_, number in last}
    editions = {edition.number: edition for edition in Edition.objects.filter(number__in=numbers)}
    return LatestNews(
        {inspection: editions[number] for inspection, _, number in last if inspection},
        {visit: editions[number] for _, visit, number in last if visit},
    )


def withdrawn_inspections() -> list[Inspection]:
    """Every inspection that was public and has been withdrawn, with its council."""
    return list(Inspection.objects.withdrawn().select_related("council"))


def withdrawn_visits() -> list[Visit]:
    """Every visit that was public and has been withdrawn, with its council."""
    return list(Visit.objects.withdrawn().select_related("council"))
