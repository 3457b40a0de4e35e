"""Ofsted's list of councils and a council's publications, as read from their pages."""

from datetime import date

import pytest

from inspections.ofsted.pages import kind_of, list_address, listed_kind, read_council_page, read_list

PAGE = "https://reports.ofsted.gov.uk/provider/44/80486"
FILE = "https://files.ofsted.gov.uk/v1/file/50000001"


def link(label, href=FILE, kind="publication-link"):
    return f'<a class="{kind}" href="{href}"><span class="nonvisual">{label}</span> <span>Open</span></a>'


def test_the_list_is_asked_for_a_hundred_rows_at_a_time():
    assert list_address(100) == (
        "https://reports.ofsted.gov.uk/search?q=&location=&lat=&lon=&radius="
        "&level_1_types=3&level_2_types%5B%5D=12&start=100&rows=100"
    )


def test_councils_are_the_links_that_end_in_a_number():
    html = (
        '<a href="/provider/44/80486">Testshire</a><a href="https://reports.ofsted.gov.uk/provider/2/80487/">B</a>'
        '<a href="/provider/44/help">Help</a><a href="https://example.org/provider/44/80488">C</a><a>no</a>'
        '<a href="/search?start=100">Next</a>'
    )
    assert read_list(html) == {"80486": PAGE, "80487": "https://reports.ofsted.gov.uk/provider/2/80487/"}


def test_a_publication_has_its_kind_and_day():
    page = read_council_page(link("Children&#39;s services inspection, PDF - 22 June\n 2023"))
    [found] = page.publications
    assert (found.url, found.title, found.kind) == (FILE, "Children's services inspection", "inspection")
    assert found.published_on == date(2023, 6, 22)
    assert page.problems == ()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Children's services inspection", "inspection"),
        ("Children’s services focused visit", "visit"),
        ("Children's services monitoring visit", "visit"),
        ("Area SEND full inspection", "other"),
        ("Joint area child protection inspection", "other"),
        ("Adoption agency inspection", "other"),
        ("Inspection of safeguarding and looked after children services", "inspection"),
        ("Thematic study of something", "unknown"),
    ],
)
def test_kinds(title, kind):
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Children's services inspection", "inspection"),
        ("Children's services Focused visit", "focused_visit"),
        ("Children's services monitoring visit", "monitoring_visit"),
        ("Area SEND full inspection", ""),
        ("Thematic study", ""),
    ],
)
def test_kinds_of_visits_are_told_apart(title, kind):
    assert listed_kind(title) == kind


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        (link("Children's services inspection, PDF"), "no kind and day of publication"),
        (link("Children's services inspection, PDF - 31 June 2023"), "no kind and day of publication"),
        (link("Children's services inspection, PDF - 2 June 2023", "/v1/file/1"), "not one of Ofsted’s files"),
        (link("Children's services inspection, PDF - 2 June 2023", "https://example.org/v1/file/1"), "not one of"),
        (link("Report of 2 June 2023", kind="document"), "is not marked as a publication"),
        ("<h1>Testshire</h1>", "lists no publication"),
        ("", "lists no publication"),
    ],
)
def test_what_looks_otherwise_is_said_and_nothing_is_guessed(html, problem):
    page = read_council_page(html)
    assert page.publications == ()
    [said] = page.problems
    assert problem in said


def test_what_looks_right_beside_it_is_kept():
    page = read_council_page(link("Inspection") + link("Children's services focused visit, PDF - 24 October 2019"))
    assert [found.kind for found in page.publications] == ["visit"]
    assert len(page.problems) == 1
