"""Compares a draft with what is on record: which inspection it is of, and where grades differ."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from inspections.dates import PartialDate
from inspections.frameworks.loader import framework as framework_of
from inspections.models import Council, Grade, Inspection, ReportProblem, Visit
from inspections.wording.results import provenance_words
from inspections.wording.words import date_words

DIFFERS_FROM_RECORD = "differs_from_record"


NEAR = timedelta(days=31)


@dataclass(frozen=True)
class GradeDifference:
    """A judgement on which a draft and the inspection on record differ. Grades are display names."""

    judgement: str
    drafted: str
    on_record: str
    provenance: str


class PublishedRecord:
    """What is published about some councils. `councils` are by slug; each kind is read when it is asked for."""

    def __init__(self, slugs: Iterable[str]) -> None:
        wanted = set(slugs)
        self.councils = {council.slug: council for council in Council.objects.filter(slug__in=wanted)}

    @cached_property
    def inspections(self) -> Mapping[int, list[Inspection]]:
        """By the council's key, with their grades."""
        return _by_council(Inspection.objects.published().prefetch_related("grades"), self.councils.values())

    @cached_property
    def visits(self) -> Mapping[int, list[Visit]]:
        """By the council's key."""
        return _by_council(Visit.objects.published(), self.councils.values())


def _by_council(rows: QuerySet[Any], councils: Iterable[Council]) -> Mapping[int, list[Any]]:
    by_key, found = {council.pk: council for council in councils}, defaultdict(list)
    for row in rows.filter(council__in=by_key):
        row.council = by_key[row.council_id]
        found[row.council_id].append(row)
    return found


def find_on_record(
    published: Iterable[Inspection], framework: str, inspected_from: date, published_on: date | None
) -> Inspection | None:
    """Of a council's published inspections the one that a report seems to be about, or None.

    It has the same day of publication, or the same programme and first day. A month or year on record may be that of
    the inspection or of the publication, so either may match. With several matches the result is None.
    """
    programme = framework_of(framework).programme
    candidates = []
    for inspection in published:
        if inspection.framework_definition.programme != programme:
            continue
        if published_on and inspection.published_on == published_on:
            return inspection
        if inspection.inspected.is_exact:
            if inspection.inspected_from == inspected_from:
                return inspection
        elif _may_be(inspection.inspected, inspected_from) or (
            published_on and _may_be(inspection.inspected, published_on)
        ):
            candidates.append(inspection)
    return candidates[0] if len(candidates) == 1 else None


def near(draft: Inspection) -> list[Inspection]:
    """Other drafts and published inspections of the council, within a month and under the same programme.

    They may be of the same inspection. The one that the draft is about is left out.
    """
    programme = draft.framework_definition.programme
    others = Inspection.objects.exclude(status=Inspection.Status.WITHDRAWN).filter(council=draft.council_id)
    others = others.exclude(pk__in=[key for key in (draft.pk, draft.replaces_id) if key]).select_related("council")
    return [
        other
        for other in others
        if other.framework_definition.programme == programme
        and (_close(other.inspected_from, draft.inspected_from) or _close(other.published_on, draft.published_on))
    ]


def _close(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= NEAR


def differences(draft: Inspection) -> list[GradeDifference]:
    """Where the draft and the inspection on record have different grades, in Ofsted's order."""
    return _differing_grades(draft, draft.grades.all())


def _differing_grades(draft: Inspection, grades: Iterable[Grade]) -> list[GradeDifference]:
    if draft.replaces is None:
        return []
    drafted = {grade.judgement_id: grade for grade in grades}
    differing = [
        GradeDifference(
            grade.judgement_id,
            drafted[grade.judgement_id].get_grade_display(),
            grade.get_grade_display(),
            provenance_words(grade.provenance, grade.evidence),
        )
        for grade in draft.replaces.grades.all()
        if grade.judgement_id in drafted and drafted[grade.judgement_id].grade != grade.grade
    ]
    order = {judgement.id: judgement.order for judgement in draft.framework_definition.judgements}
    return sorted(differing, key=lambda difference: order.get(difference.judgement, 0))


def differing_facts(draft: Inspection) -> list[str]:
    """Where the framework or a day is another than on record, in sentences. What is new or more exact doesn't differ.

    "Day of publication: 19 October 2015 here, 20 October 2015 on record"
    """
    on_record = draft.replaces
    if on_record is None:
        return []
    found = []
    if draft.framework != on_record.framework:
        here, there = draft.framework_definition.short_name, on_record.framework_definition.short_name
        found.append(f"Framework: {here} here, {there} on record")
    if not on_record.inspected.earliest <= draft.inspected.earliest <= on_record.inspected.latest:
        days = f"{date_words(draft.inspected)} here, {date_words(on_record.inspected)} on record"
        if on_record.inspected.is_exact or on_record.published_on:
            found.append(f"First day of the inspection: {days}")
    for name, words in (("inspected_to", "Last day of the inspection"), ("published_on", "Day of publication")):
        day, recorded = getattr(draft, name), getattr(on_record, name)
        if day and recorded and day != recorded:
            found.append(f"{words}: {date_words(day)} here, {date_words(recorded)} on record")
    return found


def problems_with_record(draft: Inspection, grades: Iterable[Grade]) -> Iterator[ReportProblem]:
    """An unsaved problem for each difference from the record, to be closed before publication."""
    definition = draft.framework_definition
    for difference in _differing_grades(draft, grades):
        yield ReportProblem(
            kind=DIFFERS_FROM_RECORD,
            severity=ReportProblem.Severity.WARNING,
            detail=(
                f"{definition.judgement(difference.judgement).name}: {difference.drafted} here, "
                f"{difference.on_record} on record ({difference.provenance})"
            ),
            advice="Check the grade in the report. Publishing puts it in the place of the one on record.",
            judgement=difference.judgement,
        )
    for fact in differing_facts(draft):
        yield ReportProblem(
            kind=DIFFERS_FROM_RECORD,
            severity=ReportProblem.Severity.WARNING,
            detail=fact,
            advice="Look up which is right. Publishing what is read here is a correction, which everyone can see.",
        )


def _may_be(partial: PartialDate, day: date) -> bool:
    return partial.earliest <= day <= partial.latest
