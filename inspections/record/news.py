"""When what readers are told of each inspection last changed, and by which edition: what feeds are made from.

Evidence that is loaded later changes no grade and no day, so it is no news.
"""

from collections.abc import Mapping

from django.db.models import F, Max, Q

from inspections.models import Edition, EditionChange, Inspection

# Facts of an inspection that a reader is told. Grades are beside these: their fields are `service.judgement`.
_TOLD = ("framework", "kind", "inspected_from", "inspected_from_known_to", "inspected_from_until", "published_on")
_IS_NEWS = (
    (Q(field="inspection") & ~Q(before=F("after")))
    | Q(field__in=_TOLD)
    | (Q(field__contains=".") & ~Q(field__contains=": "))
)


def latest_news() -> Mapping[int, Edition]:
    """The last edition that told something new of each inspection, by the inspection's key. Two queries."""
    changes = EditionChange.objects.filter(_IS_NEWS, inspection__isnull=False).order_by()
    last = dict(changes.values_list("inspection").annotate(last=Max("edition__number")))
    editions = {edition.number: edition for edition in Edition.objects.filter(number__in=set(last.values()))}
    return {inspection: editions[number] for inspection, number in last.items()}


def withdrawn_inspections() -> list[Inspection]:
    """Everything that was public and has been withdrawn, with its council."""
    return list(Inspection.objects.withdrawn().select_related("council"))
