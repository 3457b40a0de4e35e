"""Compares a draft with what is on record: which inspection it is of, and where grades differ."""

from dataclasses import dataclass
from datetime import date, timedelta

from inspections.dates import PartialDate
from inspections.frameworks.loader import framework as framework_of
from inspections.models import Council, Inspection, Report, ReportProblem
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


def find_on_record(
    council: Council, framework: str, inspected_from: date, published_on: date | None
) -> Inspection | None:
    """The published inspection that a report seems to be about, or None.

    It has the same council and day of publication, or the same programme and first day. A month or year on record may
    be that of the inspection or of the publication, so either may match. With several matches the result is None.
    """
    programme = framework_of(framework).programme
    candidates = []
    for inspection in Inspection.objects.published().filter(council=council).select_related("council"):
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
    if draft.replaces is None:
        return []
    drafted = {grade.judgement_id: grade for grade in draft.grades.all()}
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


def flag_differences(report: Report, draft: Inspection) -> None:
    """Add each difference to the report's problems, to be closed before publication."""
    report.problems.filter(kind=DIFFERS_FROM_RECORD).delete()
    definition = draft.framework_definition
    ReportProblem.objects.bulk_create(
        ReportProblem(
            report=report,
            kind=DIFFERS_FROM_RECORD,
            severity=ReportProblem.Severity.WARNING,
            detail=(
                f"{definition.judgement(difference.judgement).name}: {difference.drafted} here, "
                f"{difference.on_record} on record ({difference.provenance})"
            ),
            advice="Check the grade in the report. Publishing puts it in the place of the one on record.",
            judgement=difference.judgement,
        )
        for difference in differences(draft)
    )
    ReportProblem.objects.bulk_create(
        ReportProblem(
            report=report,
            kind=DIFFERS_FROM_RECORD,
            severity=ReportProblem.Severity.WARNING,
            detail=difference,
            advice="Look up which is right. Publishing what is read here is a correction, which everyone can see.",
        )
        for difference in differing_facts(draft)
    )


def _may_be(partial: PartialDate, day: date) -> bool:
    return partial.earliest <= day <= partial.latest
