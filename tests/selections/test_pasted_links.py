"""Permanent links as people paste them: from a paper, an email or a browser's line, whole or broken."""

import pytest
from django.core.exceptions import BadRequest

from dashboard.selections.links import read_link

HOST = "inspections.example"
LINK = "/councils/county-durham/2012-01-25/?edition=40"


@pytest.mark.parametrize(
    "pasted",
    [
        f"https://{HOST}{LINK}",
        f"http://{HOST.upper()}{LINK}",
        f"{HOST}{LINK}",
        LINK,
        LINK.lstrip("/"),
        f"  <https://{HOST}{LINK}>.  ",
        f"(https://{HOST}{LINK})",
        f"https://{HOST}{LINK}.",
        f"“{HOST}{LINK}”,",
        f"https://{HOST}/councils/county-durham/2012-01- 25/?edition=40",
        f"https://{HOST}/councils/county-\r\ndurham/2012-01-25/\n?edition=40",
        f"https://{HOST}/councils/county\u2011durham/2012\u201301\u201325/?edition=40",
        f"https://{HOST}/councils/county-dur\u00adham/2012-01-25/?edition=\u200b40",
    ],
)
def test_a_link_is_understood_however_it_was_pasted(pasted):
    link = read_link(pasted, "", HOST)
    assert (link.url, link.edition) == ("/councils/county-durham/2012-01-25/", "40")


def test_a_space_in_a_name_of_the_query_stays_one():
    link = read_link("/ranking/ilacs/2024-06-01/?region=South East&council=county- durham&edition=2", "", HOST)
    assert link.url == "/ranking/ilacs/2024-06-01/?region=South+East&council=county-durham"


@pytest.mark.parametrize(
    "pasted", ["https://elsewhere.example/ranking/slac/?edition=1", "elsewhere.example/ranking/slac/?edition=1"]
)
def test_a_link_of_another_site_is_refused(pasted):
    with pytest.raises(BadRequest, match="address of another site"):
        read_link(pasted, "", HOST)


def test_what_is_no_link_says_so():
    with pytest.raises(BadRequest, match="leads to no page"):
        read_link("what Ofsted said", "1", HOST)
