"""The strict content security policy: in force on every page, and no page breaks it (the `page` fixture fails if one does)."""

from datetime import date

import pytest

from tests.builders.factories import make_council, make_inspection
from tests.builders.rows import key_four

ADDRESSES = (
    "/",
    "/councils/",
    "/councils/testshire/",
    "/councils/testshire/2012-01-25/",
    "/ranking/slac/2012-02-01/?council=testshire",
    "/heatmap/slac/2012-02-01/?council=testshire",
    "/data/",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_keeps_the_policy(page, address):
    make_inspection(
        make_council("testshire"),
        framework="slac-2010",
        inspected_from="2011-11-28",
        published_on=date(2012, 1, 25),
        grades=key_four("oogo"),
    )
    answer = page.goto(address)
    policy = answer.headers["content-security-policy"]
    assert answer.status == 200
    assert "script-src 'self';" in f"{policy};"
    assert "unsafe" not in policy


def test_the_sentence_to_quote_can_be_copied(page):
    make_inspection(
        make_council("testshire"),
        framework="slac-2010",
        inspected_from="2011-11-28",
        published_on=date(2012, 1, 25),
        grades=key_four("oogo"),
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/ranking/slac/2012-02-01/?measure=key-outstanding&council=testshire")
    page.locator("blockquote + button").first.click()
    page.get_by_text("Copied").wait_for()
    assert "3 of 4 key summary judgements graded outstanding" in page.evaluate("navigator.clipboard.readText()")
