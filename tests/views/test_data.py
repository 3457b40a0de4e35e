"""The data page as its readers see it."""

from datetime import date

import pytest

from dashboard.dataset.files import FILES
from inspections import actions
from inspections.wording.results import PROVENANCE
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import row_of, table, words

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql, pytest.mark.usefixtures("today")]


def test_data_without_any_record_says_so(client):
    page = words(client.get("/data/"))
    assert "Nothing has been published yet." in page
    assert "Nothing published here has been corrected or withdrawn so far." in page


def test_each_programme_says_how_many_councils_and_reports(client):
    make_inspection(make_council("testshire"))
    make_council("sampleshire")
    row = row_of(client.get("/data/"), "Inspections of local authority children’s services, since 2018")
    assert row[1:7] == [
        "Councils: 1 of 2",
        "Inspections: 1",
        "With every grade: 0 of 1",
        "No day known: 0 of 1",
        "Grades: 1",
        "From the report: 1",
    ]


def test_councils_without_a_report_are_named(client):
    make_inspection(make_council("testshire"))
    make_council("sampleshire")
    assert "ILACS: no report on 1 of 2 councils: Sampleshire." in words(client.get("/data/"))


def test_a_judgement_of_which_nothing_is_on_record_is_named(client):
    make_inspection(grades={"whole.overall_effectiveness": "good"})
    assert "ILACS: no grade of any council for The impact of leaders" in words(client.get("/data/"))


def test_a_correction_stands_with_its_reason_and_what_changed(client):
    inspection = make_inspection(grades={"whole.overall_effectiveness": "good"})
    actions.correct(
        inspection,
        by=make_user(),
        reason="A slip of the pen.",
        grades={"whole.overall_effectiveness": {"grade": "outstanding"}},
    )
    page = words(client.get("/data/"))
    assert "A slip of the pen." in page
    assert "Testshire, ILACS 2023, published 25 January 2024" in page
    assert "Overall effectiveness: Good → Outstanding" in page


def test_a_correction_of_a_date_and_of_a_source_is_in_plain_words(client):
    inspection = make_inspection(grades={"whole.overall_effectiveness": "good"})
    actions.correct(
        inspection,
        by=make_user(),
        reason="The report was found.",
        fields={"published_on": date(2024, 1, 26)},
        grades={"whole.overall_effectiveness": {"provenance": "later_report", "page": 4}},
    )
    page = words(client.get("/data/"))
    assert "Published by Ofsted on: 25 January 2024 → 26 January 2024" in page
    assert f"Overall effectiveness, where it comes from: {PROVENANCE['report']} → as stated in a later" in page
    assert "1 detail of where in the report its grades stand" in page


def test_a_judgement_of_several_services_is_corrected_under_the_name_of_its_own(client):
    grades = {"safeguarding.overall_effectiveness": "good"}
    slac = {"framework": "slac-2010", "inspected_from": "2011-11-28", "published_on": date(2012, 1, 25)}
    inspection = make_inspection(**slac, grades=grades)
    actions.correct(inspection, by=make_user(), reason="A slip.", grades={next(iter(grades)): {"grade": "adequate"}})
    assert "Safeguarding: overall effectiveness: Good → Adequate" in words(client.get("/data/"))


def test_editions_stand_with_the_newest_first_and_what_they_were_about(client):
    inspection, user = make_inspection(), make_user()
    for name in ("A N Inspector", "B N Inspector"):
        actions.correct(inspection, by=user, reason="A slip.", fields={"lead_inspector": name})
    response = client.get("/data/")
    rows = table(response, -1)
    assert [row[0] for row in rows] == ["Edition", "Edition 2", "Edition 1"]
    assert rows[1][2:] == ["Correction", "Testshire, ILACS 2023, published 25 January 2024"]
    assert response.content.decode().count('href="/councils/testshire/2024-01-25/"') == 4


def test_an_edition_of_many_inspections_says_how_many(client, real_data):
    assert table(client.get("/data/"), -1)[1][2:] == ["Records loaded", "709 inspections and 125 visits"]


def test_a_withdrawal_stands_with_its_reason_and_without_a_link(client):
    inspection = make_inspection(published_on=date(2024, 1, 25))
    actions.withdraw(inspection, by=make_user(), reason="Loaded for the wrong council.")
    response = client.get("/data/")
    assert "Loaded for the wrong council." in words(response)
    assert "/councils/testshire/2024-01-25/" not in response.content.decode()


def test_who_made_a_change_stays_inside(client):
    inspection = make_inspection()
    by = make_user("pat.example")
    actions.correct(inspection, by=by, reason="A slip.", fields={"lead_inspector": "A N Inspector"})
    assert "pat.example" not in client.get("/data/").content.decode()


def test_what_is_on_record_is_said_judgement_by_judgement(client):
    make_inspection(grades={"whole.care_leavers": "good"})
    make_inspection(make_council("sampleshire"), grades={"whole.leaders": "good"})
    response = client.get("/data/")
    rows = {row[0]: row[1:] for n in range(3) for row in table(response, n) if len(row) == 2}
    assert rows["Care leavers"] == ["1 of 2"]
    assert rows["Children in care"] == ["0 of 2"]


def test_a_reinspection_of_one_service_lacks_nothing_of_the_other(client):
    grades = {"safeguarding.overall_effectiveness": "good"}
    make_inspection(framework="slac-2010", inspected_from="2011-05-01", published_on=date(2011, 6, 1), grades=grades)
    rows = {row[0]: row[1:] for n in range(3) for row in table(client.get("/data/"), n) if len(row) == 2}
    assert rows["Safeguarding: overall effectiveness"] == ["1 of 1"]
    assert rows["Looked after children: overall effectiveness"] == ["0 of 0"]


def test_every_column_of_the_data_set_is_explained(client):
    page = words(client.get("/data/"))
    for file in FILES:
        assert f"{file.file_name}: {file.about}" in page
        for column in file.columns:
            assert f"{column.key} {column.heading}" in page
