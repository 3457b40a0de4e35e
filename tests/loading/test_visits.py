"""Visits loaded from visits.csv: into an empty site, again, and beside what staff have done."""

from datetime import date

import pytest
from django.conf import settings

from inspections import actions
from inspections.loading.exporting import export_files
from inspections.loading.preview import preview_groups
from inspections.models import Edition, Visit
from inspections.record.as_of_edition import EditionRecord
from inspections.record.current import CurrentRecord
from tests.builders.factories import make_user, make_visit
from tests.builders.files import SAMPLE, NamedFile, changed, make_file, planned

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def loaded(user):
    actions.load_records(planned(visits=[SAMPLE["visits"]]), by=user)
    return Visit.objects.get()


def row(**cells):
    """A file of visits with the sample row, changed."""
    return make_file("visits", [changed("visits", **cells)])


def problems(*rows) -> list[str]:
    return [str(problem) for problem in planned(make_file("visits", rows)).problems]


def test_the_visits_of_the_fixtures_are_on_record(real_data):
    visits = CurrentRecord().visits()
    assert [len([visit for visit in visits if visit.kind == kind]) for kind in Visit.Kind] == [73, 52]
    assert {visit.provenance for visit in visits} == {"official_statistics"}
    (barking,) = [
        visit for visit in CurrentRecord().visits_of("barking-and-dagenham") if visit.visited_from.year == 2025
    ]
    assert (barking.theme, barking.has_priority_action) == ("Children in need/subject to a plan", None)
    assert "as at 31 March 2025" in barking.source
    assert EditionRecord(1).visits() == visits


def test_loading_the_fixtures_again_changes_nothing(real_data, user):
    again = planned(NamedFile("visits.csv", (settings.BASE_DIR / "fixtures/visits.csv").read_bytes()))
    assert again.is_empty
    assert again.unchanged["visits"] == 125


def test_a_visit_is_loaded_with_the_edition(loaded, user):
    assert (loaded.status, loaded.published_by, loaded.counts_from) == ("published", user, date(2025, 2, 28))
    assert loaded.history.get().history_type == "+"
    assert Edition.objects.get().changes.get(visit=loaded).field == "visit"
    assert [visit.theme for visit in EditionRecord(1).visits()] == ["Front door"]
    assert b"testshire,focused_visit,2024-11-05," in export_files(["visits"])["visits.csv"]


def test_a_site_in_use_gets_new_visits_as_one_edition_with_a_preview(loaded, user):
    more = planned(make_file("visits", [changed("visits", visited_from=f"202{n}-01-15") for n in range(2, 5)]))
    (group,) = preview_groups(more)
    assert (group.name, len(group.rows)) == ("New visits", 3)
    assert group.rows[0].about == "Testshire, focused visit of 15 January 2022"
    assert group.rows[0].what == "Theme: Front door, a list"
    assert group.rows[0].reference == "visits|testshire|2022-01-15"
    edition = actions.load_records(more, by=user)
    assert (edition.number, edition.kind, edition.reason) == (2, "load", "Record completed from visits.csv")
    assert len(EditionRecord(1).visits()) == 1


def test_what_was_empty_is_filled_in_and_what_was_known_needs_a_reason(loaded, user):
    filled = planned(row(published_on="2024-12-12", has_priority_action="1"))
    assert not filled.needs_reason
    edition = actions.load_records(filled, by=user)
    assert [(change.field, change.after) for change in edition.changes.all()] == [
        ("published_on", "2024-12-12"),
        ("has_priority_action", "True"),
    ]
    loaded.refresh_from_db()
    assert (loaded.counts_from, loaded.has_priority_action) == (date(2024, 12, 12), True)
    replaced = planned(row(theme="Care leavers"))
    with pytest.raises(actions.ActionRefusedError, match="Give a reason"):
        actions.load_records(replaced, by=user)
    assert actions.load_records(replaced, by=user, reason="Misread").kind == "correct"


def test_an_empty_cell_deletes_nothing(loaded, user):
    assert planned(row(theme="")).is_empty


def test_a_list_never_replaces_what_was_read_from_the_letter(loaded, user):
    draft = make_visit(
        loaded.council, published=False, published_on=None, replaces=loaded, theme="Children who are in care"
    )
    actions.publish(draft, by=user)
    assert planned(make_file("visits", [SAMPLE["visits"]])).is_empty
    actions.load_records(planned(row(visited_to="2024-11-06")), by=user)
    loaded.refresh_from_db()
    assert (loaded.theme, loaded.source, loaded.visited_to) == ("Children who are in care", "", date(2024, 11, 6))


def test_a_row_that_would_undo_a_correction_is_pointed_out(loaded, user):
    actions.correct(loaded, by=user, reason="Misread", fields={"theme": "Care leavers"})
    (change,) = planned(make_file("visits", [SAMPLE["visits"]])).all_changed
    assert change.undoes.endswith("edition 2: Misread")


def test_a_visit_withdrawn_or_moved_to_another_day_is_not_loaded_again(loaded, user):
    actions.correct(loaded, by=user, reason="Misread", fields={"visited_from": date(2024, 11, 4)})
    assert planned(make_file("visits", [SAMPLE["visits"]])).is_empty
    actions.withdraw(loaded, by=user, reason="Another council's")
    again = planned(row(visited_from="2024-11-04"))
    assert again.is_empty
    assert again.kept["visits"] == 1


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"kind": "inspection"}, "column kind: “inspection” is not one of focused_visit, monitoring_visit"),
        ({"visited_from": "2024-11"}, "column visited_from: “2024-11” is not a whole date"),
        ({"visited_from": ""}, "column visited_from: is empty"),
        ({"visited_to": "2024-11-04"}, "the visit would end before it begins"),
        ({"published_on": "2024-11-04"}, "the letter would be published before the visit"),
        ({"published_on": "2924-11-04"}, "has not come yet"),
        ({"has_priority_action": "yes"}, "neither 1 (yes) nor 0 (no)"),
        ({"council": "Nowhere"}, "column council"),
    ],
)
def test_a_bad_cell_is_named(loaded, cells, message):
    assert any(message in problem for problem in problems(changed("visits", **cells)))


def test_a_visit_twice_is_refused(loaded):
    assert "the same council and visited_from stands in row 2" in problems(SAMPLE["visits"], SAMPLE["visits"])[0]
