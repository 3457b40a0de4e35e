"""The page of a visit, and the list of all visits."""

from datetime import date

import pytest

from inspections import actions
from inspections.models import Report, ReportParagraph, VisitArea
from tests.builders.factories import make_council, make_inspection, make_report, make_user, make_visit
from tests.builders.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
ADDRESS = "/councils/testshire/visits/2024-11-05/"
FILES = ("csv", "xlsx", "json")


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def visit(user):
    """A published visit with a letter."""
    draft = make_visit(
        published=False,
        visited_to=date(2024, 11, 6),
        theme="Front door",
        has_priority_action=True,
        lead_inspectors="Ann Example, Bob Sample",
        letter_url="https://files.example/50001",
    )
    VisitArea.objects.create(visit=draft, kind="improvement", order=1, text="The supervision of staff.")
    VisitArea.objects.create(visit=draft, kind="priority_action", order=1, text="Delays at the front door.")
    report = make_report(make_inspection(published=False), "Decisions come <late>.", "Staff know children well.")
    Report.objects.filter(pk=report.pk).update(inspection=None, visit=draft)
    ReportParagraph.objects.filter(report=report, order=2).update(heading="What works well")
    return actions.publish(draft, by=user)


def shown(client, address: str = ADDRESS) -> str:
    return words(client.get(address))


def test_it_says_when_on_what_and_by_whom(client, visit):
    page = shown(client)
    assert "Testshire, November 2024" in page
    assert "Focused visit: front door, with areas for priority action." in page
    for fact in ("5 to 6 November 2024", "12 December 2024", "Ann Example, Bob Sample", "Ofsted’s letter"):
        assert fact in page
    assert "Open Government Licence v3" in page
    assert "https://files.example/50001" in client.get(ADDRESS).content.decode()


def test_it_offers_a_sentence_to_quote(client, visit):
    assert (
        "Ofsted made a focused visit to Testshire from 5 to 6 November 2024, on “Front door”; its letter was published "
        "on 12 December 2024. The letter names areas for priority action."
    ) in shown(client)


def test_what_the_letter_asks_for_stands_in_its_own_words_and_order(client, visit):
    page = shown(client)
    assert page.index("Areas for priority action Delays at the front door.") < page.index(
        "What needs to improve The supervision of staff."
    )
    rows = client.get(f"{ADDRESS[:-1]}.json?table=areas").json()["rows"]
    assert [(row["kind"], row["number"], row["text"]) for row in rows] == [
        ("priority_action", 1, "Delays at the front door."),
        ("improvement", 1, "The supervision of staff."),
    ]


def test_the_letters_paragraphs_stand_under_their_headings_and_are_escaped(client, visit):
    page = shown(client)
    assert "At the beginning 1. Decisions come <late>." in page
    assert "What works well 2. Staff know children well." in page
    assert "Decisions come &lt;late&gt;." in client.get(ADDRESS).content.decode()


def test_what_is_not_on_record_is_said(client):
    make_visit(published_on=None, provenance="official_statistics", source="A list of Ofsted’s")
    page = shown(client)
    assert "Focused visit." in page
    assert "the day is not on record here; counted here as published from 28 February 2025" in page
    assert "Its words are not on record here." in page
    assert "from Ofsted’s official statistics: A list of Ofsted’s" in page
    assert "Ofsted made a focused visit to Testshire that began on 5 November 2024." in page


def test_it_names_the_inspection_before_and_the_visits_beside_it(client, visit):
    make_inspection(visit.council)
    make_inspection(visit.council, inspected_from="2025-03-10", published_on=date(2025, 5, 1))
    make_visit(visited_from=date(2023, 5, 3), published_on=None, kind="monitoring_visit")
    make_visit(visited_from=date(2025, 6, 3), published_on=None)
    page = shown(client)
    assert "ILACS 2023, published 25 January 2024. Good overall in January 2024." in page
    assert "May 2025" not in page
    assert "← Before: monitoring visit, 3 May 2023" in page
    assert "Next: focused visit, 3 June 2025 →" in page


def test_its_files_have_the_facts(client, visit):
    (row,) = client.get(f"{ADDRESS[:-1]}.json").json()["rows"]
    assert (row["council"], row["kind"], row["theme"]) == ("testshire", "focused_visit", "Front door")
    assert (row["visited_from"], row["visited_to"], row["counts_from"]) == ("2024-11-05", "2024-11-06", "2024-12-12")
    assert (row["has_priority_action"], row["provenance"]) == (True, "report")
    assert not [key for key in row if "grade" in key]


def test_it_never_speaks_of_grades_of_its_own(client, visit):
    page = shown(client)
    assert "It is in no ranking and changes no grade here." in page
    assert "Focused visit, no grades" in page


@pytest.mark.parametrize("ending", ["", *FILES])
def test_a_draft_has_no_page(client, ending):
    make_visit(published=False, theme="Secret theme")
    address = f"{ADDRESS[:-1]}.{ending}" if ending else ADDRESS
    response = client.get(address)
    assert response.status_code == 404
    assert b"Secret theme" not in response.content


def test_a_draft_beside_the_visit_on_record_shows_nowhere(client, visit):
    draft = make_visit(published=False, replaces=visit, theme="Secret theme")
    VisitArea.objects.create(visit=draft, kind="improvement", order=1, text="Secret words.")
    for address in (ADDRESS, "/visits/", "/visits.json", f"{ADDRESS[:-1]}.csv", f"{ADDRESS[:-1]}.json?table=areas"):
        body = client.get(address).content
        assert b"Secret" not in body, address


def test_a_withdrawn_visit_says_so_and_leads_to_what_it_showed(client, visit, user):
    actions.withdraw(visit, by=user, reason="Of another council")
    response = client.get(ADDRESS)
    assert response.status_code == 410
    assert "This visit to Testshire was withdrawn on" in words(response)
    assert "Of another council." in words(response)
    past = words(client.get(f"{ADDRESS}?edition=1"))
    assert "Edition 1" in past
    assert "The visit was withdrawn on" in past
    assert "It should not be quoted any more." in past
    assert "Focused visit: front door" in past


def test_a_permanent_link_shows_what_it_showed_and_that_it_was_corrected(client, visit, user):
    actions.correct(visit, by=user, reason="Misread", fields={"theme": "Care leavers"})
    assert "Focused visit: care leavers" in shown(client)
    past = shown(client, f"{ADDRESS}?edition=1")
    assert "Focused visit: front door" in past
    assert "superseded by a correction" in past
    assert "What is on record of this visit has been corrected since." in past
    compared = shown(client, f"/changes/?url={ADDRESS}&since=1")
    assert "Front door" in compared
    assert "Care leavers" in compared


def test_the_address_of_a_day_that_was_corrected_leads_to_the_visit(client, visit, user):
    actions.correct(visit, by=user, reason="Misread", fields={"visited_from": date(2024, 11, 4)})
    response = client.get(ADDRESS)
    assert response.status_code == 302
    assert response.url == "/councils/testshire/visits/2024-11-04/"
    assert client.get(f"{ADDRESS}?edition=1").status_code == 200
    assert client.get(f"{response.url}?edition=1").url == f"{ADDRESS}?edition=1"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2024-11-07", "No visit to Testshire that began on 7 November 2024 is on record here."),
        ("yesterday", "“yesterday” is not a day. Write the first day of the visit as year, month and day"),
    ],
)
def test_an_address_without_a_visit_lists_what_there_is(client, visit, day, message):
    response = client.get(f"/councils/testshire/visits/{day}/")
    assert response.status_code == 404
    assert message in words(response)
    assert "Focused visit of 5 November 2024" in words(response)


def test_a_visit_of_an_unknown_council_is_not_found(client):
    assert client.get("/councils/nowhere/visits/2024-11-05/").status_code == 404


@pytest.fixture
def several():
    london = make_council("hamlets", region="London")
    make_visit(london, visited_from=date(2023, 5, 3), published_on=None, theme="Care leavers", kind="monitoring_visit")
    make_visit(visited_from=date(2024, 3, 5), published_on=None, theme="Domestic abuse")
    make_visit(theme="Front door", has_priority_action=False)
    make_visit(london, visited_from=date(2024, 11, 6), published_on=None)


def listed(client, query: str = "") -> list[str]:
    return [row["visited_from"] for row in client.get(f"/visits.json{query}").json()["rows"]]


def test_the_list_has_all_visits_latest_first(client, several):
    assert listed(client) == ["2024-11-06", "2024-11-05", "2024-03-05", "2023-05-03"]
    page = shown(client, "/visits/")
    assert "3 focused visits and 1 monitoring visit to 2 councils since 3 May 2023 are on record here." in page
    assert "2024 3 visits" in page
    assert f'href="{ADDRESS}"' in client.get("/visits/").content.decode()


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("?theme=front_door", ["2024-11-05"]),
        ("?theme=other", ["2024-03-05"]),
        ("?theme=none", ["2024-11-06"]),
        ("?kind=monitoring_visit", ["2023-05-03"]),
        ("?region=London", ["2024-11-06", "2023-05-03"]),
        ("?list=testshire", ["2024-11-05", "2024-03-05"]),
        ("?as-at=2024-12-11", ["2024-03-05", "2023-05-03"]),
    ],
)
def test_the_list_is_narrowed(client, several, query, days):
    assert listed(client, query) == days
    assert client.get(f"/visits/{query}").status_code == 200


def test_an_unknown_filter_says_what_is_known(client, several):
    response = client.get("/visits/?theme=weather")
    assert response.status_code == 400
    assert "There is no theme “weather”. Known here: front_door" in words(response)
    assert client.get("/visits/?page=2").status_code == 400


def test_a_theme_in_another_case_is_redirected_to_its_one_address(client, several):
    response = client.get("/visits/?theme=Front_Door", follow=True)
    assert response.redirect_chain == [("/visits/?theme=front_door", 302)]


def test_the_list_says_where_nothing_fits(client, several):
    assert "No visit is on record here that fits." in shown(client, "/visits/?theme=vulnerable_adolescents")


def test_the_councils_page_has_the_visits_since_the_last_inspection_and_those_before(client, visit):
    make_inspection(visit.council)
    make_visit(visited_from=date(2023, 5, 3), published_on=None, kind="monitoring_visit", theme="Care leavers")
    make_visit(published=False, visited_from=date(2025, 5, 3), published_on=None, theme="Secret draft")
    page = shown(client, "/councils/testshire/")
    assert "One visit since the last inspection" in page
    assert "Focused visit, 5 to 6 November 2024: front door, with areas for priority action" in page
    assert "Before it: 1 visit Monitoring visit, from 3 May 2023: care leavers" in page
    assert "Secret" not in page
    assert "Visits: November 2024." in client.get("/councils/testshire/").content.decode()
    assert f'href="{ADDRESS}"' in client.get("/councils/testshire/").content.decode()
    rows = client.get("/councils/testshire.json?table=visits").json()["rows"]
    assert [row["visited_from"] for row in rows] == ["2024-11-05", "2023-05-03"]
    assert ">Visits</text>" in client.get("/councils/testshire.svg").content.decode()


def test_the_councils_page_as_at_a_day_has_no_later_visit(client, visit):
    make_inspection(visit.council)
    assert "No visit" not in shown(client, "/councils/testshire/?as-at=2024-12-11")
    make_inspection(visit.council, inspected_from="2025-03-10", published_on=date(2025, 5, 1))
    page = shown(client, "/councils/testshire/")
    assert "No visit on record since the last inspection" in page
    assert "Before it: 1 visit" in page


def test_a_council_without_visits_on_record_has_no_panel_of_them(client):
    make_inspection()
    page = shown(client, "/councils/testshire/")
    assert "since the last inspection" not in page.replace("days since the last inspection", "")
    assert "Visits" not in page


def test_a_comparison_has_a_row_of_visits_since(client, visit):
    make_inspection(visit.council)
    make_inspection(make_council("hamlets"))
    make_visit(published=False, visited_from=date(2025, 5, 3), published_on=None)
    page = shown(client, "/compare/?council=testshire&council=hamlets")
    assert "Visits since without grades" in page
    assert "1, the last in November 2024" in page
    assert "none on record" in page
    rows = client.get("/compare.json?council=testshire&council=hamlets&table=councils").json()["rows"]
    assert [(row["council"], row["visits_since"], row["last_visit"]) for row in rows] == [
        ("testshire", 1, "2024-11-05"),
        ("hamlets", 0, None),
    ]


def test_visits_are_in_no_ranking(client, visit, user):
    make_inspection(visit.council)
    before = [client.get(f"/{page}/ilacs.json").json()["rows"] for page in ("ranking", "heatmap", "national")]
    actions.withdraw(visit, by=user, reason="Of another council")
    assert [client.get(f"/{page}/ilacs.json").json()["rows"] for page in ("ranking", "heatmap", "national")] == before


def test_queries_do_not_grow_with_the_visits(client, visit, django_assert_max_num_queries):
    for n in range(1, 20):
        make_visit(visited_from=date(2023, 1, n), published_on=None)
    with django_assert_max_num_queries(6):
        client.get(ADDRESS)
    with django_assert_max_num_queries(4):
        client.get("/visits/")
