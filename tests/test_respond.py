"""One view, many forms: each form makes what it needs and nothing else."""

from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404
from django.test import RequestFactory
from django.urls import path

from dashboard.addresses import PageRequest, page_paths
from dashboard.respond import RedirectTo, Shown, page_at, page_view
from dashboard.values.chart import Chart
from dashboard.values.columns import Column
from dashboard.values.page import Page
from dashboard.values.tables import Table
from tests.builders.tables import table_of

SITE = "https://example.org"


class NotNeededError(AssertionError):
    """Something was made for a form that does not need it."""


def not_needed(*_arguments: object) -> None:
    raise NotNeededError


def table(source: str) -> Table:
    return table_of(
        [Column("Number", key="number")], ["one"], name="numbers", title="Numbers", about={"source": source}
    )


def chart(source: str) -> Chart:
    return Chart("bars", "Bars", "One bar.", source, lambda: table(source), lambda drawing: None, dict)


def page(site: str = SITE, **forms) -> Page:
    forms = {"tables": {"numbers": not_needed}, "charts": {"bars": not_needed}, "document": not_needed} | forms
    return Page("Numbers", site, "/numbers/", "/numbers/?edition=7", date(2026, 9, 1), **forms)


def shown(context=not_needed, error=None, redirect_to="", **forms):
    """A view that shows the page with some forms."""

    @page_view()
    def numbers(request: PageRequest) -> Shown:
        there = page(request.site, **forms)
        return Shown(there, "accessibility.html", context, redirect_to=redirect_to, error=error)

    return numbers


@page_view()
def moving(request: PageRequest) -> Shown | RedirectTo:
    if request.GET.get("order") == "usual":
        return RedirectTo("/numbers/")
    return Shown(page(request.site), "accessibility.html", dict)


@page_view(is_shared=False)
def unshared(request: PageRequest) -> Shown:
    return Shown(page(request.site), "accessibility.html", dict)


def plain(request):
    raise NotNeededError


urlpatterns = [
    *page_paths("numbers/", shown(dict), "numbers"),
    *page_paths("moving/", moving, "moving"),
    *page_paths("unshared/", unshared, "unshared"),
    path("plain/", plain),
]


def get(view, ending: str = "", query: str = ""):
    address = f"/numbers.{ending}" if ending else "/numbers/"
    return view(RequestFactory().get(f"{address}?{query}"), **({"ending": ending} if ending else {}))


class TestForms:
    def test_a_file_of_a_table_needs_that_table_alone(self):
        answer = get(shown(tables={"numbers": table, "others": not_needed}), "csv")

        assert b"one" in answer.content

    def test_a_table_names_the_permanent_address_of_its_own_file(self):
        answer = get(shown(tables={"others": not_needed, "numbers": table}), "json", "table=numbers")

        assert "/numbers.json?edition=7&table=numbers" in answer.content.decode()

    def test_a_picture_needs_its_chart_alone(self):
        answer = get(shown(charts={"bars": chart, "lines": not_needed}), "svg")

        assert b"One bar." in answer.content

    def test_html_draws_no_file(self):
        assert get(shown(dict)).status_code == 200

    def test_an_ending_that_the_page_does_not_have_is_refused_by_name(self):
        with pytest.raises(
            Http404, match=r"no file ending in “\.pdf”\. The endings are \.csv, \.xlsx, \.ods and \.json"
        ):
            get(shown(charts={}, document=None), "pdf")

    def test_a_table_that_is_not_there_is_refused_with_those_that_are(self):
        with pytest.raises(BadRequest, match=r"no table “letters” here\. Known here: numbers"):
            get(shown(tables={"numbers": table}), "csv", "table=letters")

    def test_only_reading_is_allowed(self):
        assert shown(dict)(RequestFactory().post("/numbers/")).status_code == 405


class TestErrors:
    """An error that the page explains itself."""

    @pytest.mark.parametrize(("error", "status"), [(BadRequest("No."), 400), (Http404("Gone."), 404)])
    def test_html_explains_it_under_its_status(self, error, status):
        assert get(shown(dict, error)).status_code == status

    def test_a_file_raises_it(self):
        with pytest.raises(BadRequest, match="No"):
            get(shown(dict, BadRequest("No."), tables={"numbers": table}), "csv")


class TestRedirects:
    def test_another_address_of_the_same_leads_to_the_one_in_the_same_form(self):
        answer = get(moving, "csv", "order=usual&table=numbers")

        assert answer.url == "/numbers.csv?table=numbers"

    def test_a_reader_can_be_sent_elsewhere(self):
        assert get(shown(redirect_to="/elsewhere/")).url == "/elsewhere/"

    def test_a_file_stays_where_a_reader_is_sent_elsewhere(self):
        assert get(shown(tables={"numbers": table}, redirect_to="/elsewhere/"), "csv").status_code == 200


@pytest.mark.urls(__name__)
class TestPageAt:
    def test_it_is_made_by_the_view_itself(self):
        assert page_at("/numbers/", SITE) == page_at("/embed/numbers/", SITE)
        assert page_at("/numbers/", SITE).source == f"{SITE}/numbers/?edition=7"

    def test_a_redirect_is_followed(self):
        assert page_at("/moving/?order=usual", SITE).url == "/numbers/"

    @pytest.mark.parametrize("url", ["/unshared/", "/plain/", "/nowhere/", "/numbers.csv"])
    def test_there_is_none_at_other_addresses(self, url):
        with pytest.raises(Http404, match="at this address"):
            page_at(url, SITE)


class TestPageRequest:
    def test_what_chooses_a_part_of_the_page_is_no_part_of_its_query(self):
        request = PageRequest.at("/numbers/?q=one&table=numbers&chart=bars&width=narrow&width-cm=8&dpi=96", SITE)

        assert request.GET.dict() == {"q": "one"}

    def test_a_file_is_a_form_of_the_page_at_its_path(self):
        request = PageRequest.of(RequestFactory().get("/numbers.csv?q=one"), "csv")

        assert (request.site, request.path, request.ending) == ("http://testserver", "/numbers/", "csv")
