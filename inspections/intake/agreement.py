"""Which drafts agree with what is on record in every grade and date, so that publishing them corrects nothing."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db.models import QuerySet

from inspections.actions import PublishedBatch, publish_batch
from inspections.models import Inspection
from inspections.models.grades import is_weaker
from inspections.wording.words import counted, date_words

REASON = "The reports themselves were read, and agree with what was on record."
# While a batch is published (half a second on an idle core) nobody else can change anything.
BATCH = 50


def disagreements(draft: Inspection) -> list[str]:
    """Why the draft can't be published unseen, in sentences. Empty if it agrees in everything."""
    return list(_disagreements(draft))


def publish_agreeing(*, by: User) -> list[PublishedBatch]:
    """Publish the drafts of fetched reports that agree with what is on record, as one edition per batch."""
    agreeing = [draft for draft in fetched_drafts() if not disagreements(draft)]
    return [
        publish_batch(agreeing[start : start + BATCH], by=by, reason=REASON) for start in range(0, len(agreeing), BATCH)
    ]


def fetched_drafts() -> QuerySet[Inspection]:
    """Drafts whose report came from the address of the inspection on record."""
    return (
        Inspection.objects.filter(status=Inspection.Status.DRAFT, replaces__isnull=False)
        .exclude(reports__address="")
        .filter(reports__isnull=False)
        .select_related("council", "replaces__council")
        .prefetch_related("grades", "replaces__grades", "reports__problems")
        .order_by("council__short_name", "counts_from")
        .distinct()
    )


def _disagreements(draft: Inspection) -> Iterator[str]:
    on_record = draft.replaces
    if on_record is None:
        yield "It is not on record yet."
        return
    if draft.lock_version:
        yield "Somebody has edited it."
    if draft.reports.exclude(address=on_record.report_url).exists():
        yield "Its file is not from the address on record."
    problems = sum(report.problems.blocking().count() for report in draft.reports.all())
    if problems:
        yield f"{counted(problems, 'problem')} to settle."
    if draft.framework != on_record.framework:
        yield "The framework differs."
    if draft.inspected != on_record.inspected:
        yield f"The first day of the inspection is {draft.inspected} here, {on_record.inspected} on record."
    for name, words in (
        ("inspected_to", "The last day of the inspection"),
        ("second_inspected_from", "The first day of the second period"),
        ("second_inspected_to", "The last day of the second period"),
        ("published_on", "The day of publication"),
    ):
        here, there = getattr(draft, name), getattr(on_record, name)
        if here and there and here != there:
            yield f"{words} is {date_words(here)} here, {date_words(there)} on record."
    yield from _grades_that_differ(draft, on_record)


def _grades_that_differ(draft: Inspection, on_record: Inspection) -> Iterator[str]:
    here = {grade.judgement_id: grade for grade in draft.grades.all()}
    there = {grade.judgement_id: grade for grade in on_record.grades.all()}
    definition = draft.framework_definition
    for judgement_id in dict.fromkeys([*there, *here]):
        drafted, recorded = here.get(judgement_id), there.get(judgement_id)
        name = definition.judgement(judgement_id).name if definition.has(judgement_id) else judgement_id
        if drafted is None:
            yield f"{name} was not read."
        elif recorded is None:
            yield f"{name} is not on record yet."
        elif drafted.grade != recorded.grade:
            yield f"{name}: {drafted.get_grade_display()} here, {recorded.get_grade_display()} on record."
        elif is_weaker(drafted.provenance, recorded.provenance):
            yield f"{name} is on record from a stronger source."
