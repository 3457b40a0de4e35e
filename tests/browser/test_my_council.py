"""The reader's council: kept in the browser only if the reader asks for it, then marked wherever a link leads."""

from datetime import date

import pytest

from tests.builders.factories import make_council, make_inspection

RANKING = "/ranking/ilacs/2024-06-01/"


@pytest.fixture
def council(page):
    """A page of a site with one council."""
    make_inspection(make_council("testshire"), published_on=date(2024, 1, 25))
    return page


def test_nothing_is_kept_unless_it_is_asked_for(council):
    council.goto(f"{RANKING}?council=testshire")
    council.get_by_role("button", name="Remember Testshire in this browser").wait_for()
    assert council.evaluate("localStorage.length") == 0
    assert council.context.cookies() == []


def test_a_council_that_is_kept_is_marked_by_every_link_until_it_is_forgotten(council):
    council.goto(f"{RANKING}?council=testshire")
    council.get_by_role("button", name="Remember Testshire").click()
    council.get_by_role("button", name="Forget").wait_for()
    council.goto(RANKING)
    council.get_by_role("navigation", name="Pages").get_by_role("link", name="Heatmap").click()
    council.wait_for_url("**/heatmap/ilacs/?council=testshire")
    council.get_by_role("button", name="Forget").click()
    council.get_by_role("button", name="Remember Testshire").wait_for()
    assert council.evaluate("localStorage.length") == 0


def test_a_page_without_a_council_leads_to_the_one_that_is_kept(council):
    council.goto(f"{RANKING}?council=testshire")
    council.get_by_role("button", name="Remember Testshire").click()
    council.goto(RANKING)
    council.locator(".context").get_by_role("link", name="Testshire", exact=True).click()
    council.wait_for_url("**/councils/testshire/")
