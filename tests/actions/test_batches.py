"""Publishing many drafts as one edition."""

from datetime import date

import pytest

from inspections.actions import publish_batch
from inspections.models import Edition, Inspection, InspectionVersion
from tests.builders.factories import make_council, make_inspection, make_user, make_visit

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
LATER = date(2099, 1, 1)


@pytest.fixture
def by():
    return make_user("paula")


def a_draft(slug, **fields):
    return make_inspection(make_council(slug), published=False, **fields)


def test_all_of_a_batch_are_one_edition(by):
    drafts = [a_draft("testshire"), a_draft("exampleham")]
    batch = publish_batch(drafts, by=by, reason="Read")
    assert batch.published == drafts
    edition = Edition.objects.get()
    assert (batch.edition, edition.reason, edition.changes.count()) == (edition, "Read", 2)
    assert InspectionVersion.objects.current().count() == 2


def test_what_cannot_be_published_stays_a_draft_and_the_rest_is_published(by):
    to_come, good = a_draft("testshire", published_on=LATER), a_draft("exampleham")
    batch = publish_batch([to_come, good], by=by, reason="Read")
    assert batch.published == [good]
    [(refused, why)] = batch.refused
    assert refused == to_come
    assert "has not come yet" in why
    assert list(Inspection.objects.filter(status="draft")) == [to_come]


def test_a_correction_is_no_part_of_a_batch(by):
    on_record = make_inspection(grades={"whole.leaders": "good"})
    draft = make_inspection(published=False, grades={"whole.leaders": "outstanding"}, replaces=on_record)
    batch = publish_batch([draft], by=by, reason="Read")
    assert "It would correct the record" in batch.refused[0][1]
    assert on_record.grades.get().grade == "good"
    assert Inspection.objects.filter(pk=draft.pk, status="draft").exists()
    assert batch.edition is None
    assert not Edition.objects.exists()


def test_visits_are_published_as_one_edition_too(by):
    drafts = [make_visit(published=False, visited_from=date(2024, 5, day), published_on=None) for day in (1, 2, 2)]
    batch = publish_batch(drafts, by=by, reason="Read without a problem")
    assert [visit.status for visit in batch.published] == ["published", "published"]
    assert [draft for draft, _ in batch.refused] == [drafts[2]]
    assert batch.edition.changes.filter(visit__isnull=False).count() == 2
