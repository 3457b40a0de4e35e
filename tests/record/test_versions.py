"""What a version keeps, when one begins and ends, and what the database refuses."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.forms.models import model_to_dict

from inspections import actions
from inspections.models import Council, CouncilVersion, Edition, InspectionVersion, NeighbourSet
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.files import SAMPLE, changed, make_file, planned

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def spans(versions) -> list[tuple[int, int | None]]:
    """The editions of versions, in order."""
    return list(versions.values_list("first_edition", "last_edition"))


@pytest.fixture
def user():
    return make_user()


def corrected(inspection, user, grade: str) -> None:
    actions.correct(inspection, by=user, reason="Misread", grades={"whole.overall_effectiveness": {"grade": grade}})


def begin_versions() -> None:
    """What the migrations do on a site that has inspections and no versions yet."""
    import_module("inspections.migrations.0004_first_versions").begin_versions(apps, None)
    import_module("inspections.migrations.0006_spans_and_sources").complete_versions(apps, None)


def test_a_draft_has_no_version_until_it_is_published(user):
    inspection = make_inspection(published=False)
    assert not inspection.versions.exists()
    actions.publish(inspection, by=user)
    assert spans(inspection.versions) == [(1, None)]


def test_a_correction_ends_the_version_and_begins_another(user):
    inspection = actions.publish(make_inspection(published=False), by=user)
    corrected(inspection, user, "inadequate")
    assert spans(inspection.versions) == [(1, 1), (2, None)]
    first, second = inspection.versions.all()
    assert first.results == [["whole.overall_effectiveness", "good", "report", ""]]
    assert second.results == [["whole.overall_effectiveness", "inadequate", "report", ""]]


def test_a_withdrawal_ends_the_version(user):
    inspection = actions.publish(make_inspection(published=False), by=user)
    actions.withdraw(inspection, by=user, reason="Another council's")
    assert spans(inspection.versions) == [(1, 1)]


def test_what_an_edition_leaves_alone_keeps_its_version(user):
    inspection = actions.publish(make_inspection(published=False), by=user)
    other = make_inspection(make_council("sampleshire"), published=False)
    actions.publish(other, by=user)
    assert spans(inspection.versions) == [(1, None)]
    assert spans(Council.objects.get(slug="testshire").versions) == [(1, None)]
    assert spans(other.versions) == [(2, None)]


def test_a_version_says_which_services_are_graded(user):
    grades = {"safeguarding.overall_effectiveness": "good", "looked_after.overall_effectiveness": "good"}
    actions.publish(make_inspection(framework="slac-2010", published=False, grades=grades), by=user)
    assert InspectionVersion.objects.get().services == "|looked_after|safeguarding|"


def test_new_neighbours_begin_a_version_of_their_council_alone(user):
    actions.load_records(planned(), by=user)
    closer = changed("statistical_neighbours", closeness="very_close")
    actions.load_records(planned(make_file("statistical_neighbours", [closer])), by=user, reason="Misread")
    assert spans(Council.objects.get(slug="testshire").versions) == [(1, 1), (2, None)]
    assert spans(Council.objects.get(slug="exampleham").versions) == [(1, None)]


def test_a_set_of_neighbours_remembers_the_edition_that_brought_it(user):
    actions.load_records(planned(), by=user)
    newer = SAMPLE["statistical_neighbours"] | {"model": "2026-05"}
    actions.load_records(planned(make_file("statistical_neighbours", [newer])), by=user)
    assert dict(NeighbourSet.objects.values_list("code", "first_edition")) == {"2025-05": 1, "2026-05": 2}


def test_the_database_lets_one_version_of_a_thing_hold(user):
    actions.publish(make_inspection(published=False), by=user)
    for model in (InspectionVersion, CouncilVersion):
        again = model.objects.get()
        again.pk, again.first_edition = None, 2
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()


@pytest.mark.parametrize("model", [InspectionVersion, CouncilVersion])
def test_the_database_refuses_a_version_that_ends_before_it_begins(user, model):
    actions.publish(make_inspection(published=False), by=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.update(last_edition=0)


def test_the_migration_begins_the_versions_that_an_edition_would(user):
    actions.load_records(planned(), by=user)
    models = (CouncilVersion, InspectionVersion)
    wanted = [list(map(model_to_dict, model.objects.all())) for model in models]
    for model in models:
        model.objects.all().delete()
    NeighbourSet.objects.update(first_edition=None)
    begin_versions()
    found = [list(map(model_to_dict, model.objects.all())) for model in models]
    assert [[one | {"id": 0} for one in held] for held in found] == [
        [one | {"id": 0} for one in held] for held in wanted
    ]
    assert NeighbourSet.objects.get().first_edition == 1


def test_the_migration_begins_nothing_before_the_first_edition():
    make_inspection()
    begin_versions()
    assert not Edition.objects.exists()
    assert not CouncilVersion.objects.exists()
