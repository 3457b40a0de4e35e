"""The search in the header of the staff side: it finds what the account may see, and only there."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inspections.models import CouncilAlias, Inspection
from tests.builders.factories import make_council, make_inspection, make_visit
from tests.builders.forms import change_url, words

from .conftest import make_draft, member_of, signed_in
from .test_publishing import add_problem

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def found(client: Client, question: str) -> str:
    return words(client.get("/admin/find/", {"q": question}).content.decode())


def test_council_is_found_with_all_that_is_about_it(as_loader: Client, draft: Inspection, loader: Any):
    problem = add_problem(draft, loader, "Leadership was not read")
    visit = make_visit(draft.council)
    response = as_loader.get("/admin/find/", {"q": "testshire"})
    page = response.content.decode()
    for label in ("Councils", "Inspections", "Visits", "Files", "Problems"):
        assert f">{label}</h2>" in page
    assert change_url(draft) in page
    assert change_url(visit) in page
    assert f"{change_url(draft)}#problem-{problem.pk}" in page


def test_words_may_be_of_a_name_and_of_a_year(as_loader: Client, draft: Inspection):
    other = make_inspection(draft.council, inspected_from="2014-03-03", published_on=date(2014, 5, 1))
    page = as_loader.get("/admin/find/", {"q": "testshire 2014"}).content.decode()
    assert change_url(other) in page
    assert change_url(draft) not in page


def test_other_name_of_a_council_finds_it(as_loader: Client, draft: Inspection):
    CouncilAlias.objects.create(council=draft.council, name="Testing Vale")
    assert "Inspections" in found(as_loader, "testing vale")


def test_nothing_found_says_so(as_loader: Client):
    assert "Nothing that you may see has all of these words." in found(as_loader, "zzqqx")


def test_only_what_the_account_may_see_is_found(draft: Inspection, loader: Any):
    add_problem(draft, loader, "Leadership was not read")
    only_councils = member_of("olga")
    only_councils.user_permissions.add(Permission.objects.get(codename="view_council"))
    page = found(signed_in(only_councils), "testshire")
    assert "Councils" in page
    assert "Inspections" not in page
    assert "Leadership" not in page


def test_a_stranger_finds_nothing(client: Client, draft: Inspection):
    response = client.get("/admin/find/", {"q": "testshire"})
    assert response.status_code == 302
    assert b"Testshire" not in response.content


def test_number_of_questions_does_not_grow(as_loader: Client, draft: Inspection, loader: Any):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            as_loader.get("/admin/find/", {"q": "testshire"})
        return len(queries)

    add_problem(draft, loader, "Leadership was not read")
    make_visit(draft.council)
    few = asked()
    for number in range(6):
        add_problem(make_draft(make_council(f"testshire-{number}"), loader), loader, "Leadership was not read")
    assert asked() == few
