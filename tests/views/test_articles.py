"""A council's name takes its article inside a sentence."""

import re
from html import unescape

import pytest

COUNCIL = "isle-of-wight"
WITHOUT = re.compile(r"\b(?:and|at|for|in|like|of|on|than|to|with) Isle of Wight\b(?! (?:Children|adopters|children))")


@pytest.mark.django_db
@pytest.mark.usefixtures("real_data")
@pytest.mark.parametrize(
    "address",
    [
        f"/councils/{COUNCIL}/",
        f"/councils/{COUNCIL}/2014-11-19/",
        f"/briefs/{COUNCIL}/",
        f"/papers/{COUNCIL}/2023-12-15/",
        f"/papers/{COUNCIL}/2014-11-19/",
        f"/ranking/ilacs/?council={COUNCIL}",
        f"/heatmap/ilacs/?council={COUNCIL}",
        f"/compare/?council={COUNCIL}&council=derby",
        f"/improvements/?council={COUNCIL}",
        f"/visits/?council={COUNCIL}",
        f"/latest/?council={COUNCIL}",
        f"/waiting/ilacs/?council={COUNCIL}",
        f"/map/ilacs/?council={COUNCIL}",
        f"/judgements/ilacs-2023/whole.leaders/?council={COUNCIL}",
    ],
)
def test_the_isle_of_wight_has_its_article(client, address):
    page = re.sub(r"(?s)<(option|script|title|nav)\b.*?</\1>", " ", client.get(address, follow=True).content.decode())
    # A heading of links.
    page = page.replace("Go on</h3>", "</h3>")
    said = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))
    assert [said[max(0, one.start() - 40) : one.end() + 30] for one in WITHOUT.finditer(said)] == []
