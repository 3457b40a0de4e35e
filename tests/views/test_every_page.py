"""What every public page has to do, on all real data: one page of each address."""

import re
from collections import defaultdict
from html import unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.urls import URLPattern, resolve

from dashboard.urls import urlpatterns
from inspections.record import kept
from tests.builders.pages import gzipped, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
PAGES = {
    "home": "/",
    "about": "/about/",
    "accessibility": "/accessibility/",
    "privacy": "/privacy/",
    "councils": "/councils/?region=London",
    "council": "/councils/county-durham/",
    "scorecard": "/councils/county-durham/2012-01-25/",
    "visit": "/councils/barking-and-dagenham/visits/2025-03-26/",
    "visits": "/visits/?region=London",
    "compare": "/compare/?council=county-durham&council=lincolnshire",
    "brief": "/briefs/county-durham/",
    "data": "/data/",
    "api": "/data/api/",
    "frameworks": "/frameworks/",
    "framework": "/frameworks/slac-2010/",
    "judgement": "/judgements/ilacs-2023/care_leavers/",
    "latest": "/latest/?programme=ilacs&region=North+East",
    "national": "/national/ilacs/",
    "search": "/search/?q=durham",
    "ranking": "/ranking/slac/2012-01-25/?council=county-durham",
    "heatmap": "/heatmap/sif/?region=North+East",
    "map": "/map/ilacs/",
    "improvements": "/improvements/?q=supervision",
    "waiting": "/waiting/ilacs/?region=North+East",
    "share": "/share/national/ilacs/",
    "paper": "/papers/county-durham/2012-01-25/2012-01-05/",
    "embed": "/embed/national/ilacs/",
    "corrections": "/data/corrections/",
    "reconciliation": "/data/reconciliation/",
    "edition": "/data/editions/1/",
    "changes": "/changes/?url=/ranking/slac/2012-01-25/&since=1",
    "check": "/check/?council=county-durham&measure=slac.key-outstanding&claim=joint-highest&count=3&as-at=2012-01-05",
}
# Files, what only programs read, and what leads elsewhere.
DOORS = {
    "ranking-door",
    "heatmap-door",
    "map-door",
    "national-door",
    "waiting-door",
    "improved-door",
    "judgement-door",
    "paper-door",
}
NO_PAGES = {
    "robots",
    "security",
    "names",
    "favicon",
    "touch-icon",
    "card",
    "sitemap",
    "openapi",
    "api-catalog",
    "dataset",
    "oembed",
    "latest-paper",
    "dataset-file",
    "dataset-files",
    "data-package",
    "embed-script",
    "short-link",
    None,
} | DOORS
FRAMED = {"embed"}
# Nothing in a query changes what they show, or they show another page.
OF_ONE_FORM = {"about", "accessibility", "api", "embed", "privacy", "share"}
LINKS_OF_ONE_KIND = 1
SCRIPT_AT_MOST = 8 * 1024
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


@pytest.fixture(scope="module")
def answered() -> dict[str, HttpResponse]:
    """The answers so far, by the page's name: no page is made twice."""
    return {}


@pytest.fixture
def answer(client, answered, name) -> HttpResponse:
    if name not in answered:
        answered[name] = client.get(PAGES[name])
        assert answered[name].status_code == 200
    return answered[name]


@pytest.fixture
def html(answer) -> str:
    return answer.content.decode()


def test_no_address_is_left_out():
    named = {pattern.name for pattern in urlpatterns if isinstance(pattern, URLPattern)}
    assert named - NO_PAGES == set(PAGES)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_sets_no_cookie_and_carries_no_token(answer, html, name):
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "csrfmiddlewaretoken" not in html


def policy_of(response) -> dict[str, str]:
    """The directives of the content security policy."""
    return dict(directive.split(maxsplit=1) for directive in response["Content-Security-Policy"].split(";"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_lets_a_browser_load_only_what_is_of_this_site(answer, name):
    framing = {"frame-ancestors": "*"} if name in FRAMED else {}
    assert policy_of(answer) == POLICY | framing


@pytest.mark.parametrize(
    "address", ["/nowhere/", "/ranking/ilacs/?region=Mercia", "/national/ilacs.svg", "/admin/login/"]
)
def test_errors_pictures_and_the_staff_side_have_the_policy_too(client, address):
    assert policy_of(client.get(address)) == POLICY


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_from_elsewhere(html, name):
    loaded = re.findall(r'<(?:script|img|source|iframe)[^>]*? (?:src|srcset)="([^"]+)"', html)
    loaded += re.findall(r'<link rel="(?:stylesheet|icon|preload)"[^>]*? href="([^"]+)"', html)
    assert loaded
    assert [address for address in loaded if not address.startswith("/")] == []


@pytest.mark.parametrize("name", [name for name in PAGES if name not in FRAMED])
def test_headings_are_in_order(html, name):
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("name", PAGES)
def test_every_table_has_a_caption_and_every_picture_its_words(html, name):
    assert html.count("<table") == html.count("<caption")
    assert all(re.search(r' alt="[^"]', picture) for picture in re.findall(r"<img [^>]+>", html))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_the_program_shows_in_the_words(answer, name):
    shown = words(answer)
    # If-None-Match is a header's name, and “None of 4 councils” a sentence; a code to copy is markup, and means to show
    # itself.
    found = set(re.findall(r"\bNone\b(?!-| of \d)|\bnan\b|\{\{|\{%|<\w+ object|&amp;|&#", shown))
    assert found <= ({"&amp;"} if name == "share" else set())


def test_no_two_pages_have_one_title(client, answered):
    answers = [answered.get(name) or client.get(PAGES[name]) for name in PAGES]
    titles = [re.search(r"<title>(.*?)</title>", one.content.decode(), re.DOTALL)[1] for one in answers]
    assert len(set(titles)) >= len(titles) - len(FRAMED | {"share"})


@pytest.fixture(scope="module")
def followed() -> set[str]:
    """The addresses that pages have linked to so far: none is asked for twice."""
    return set()


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(client, followed, html, name):
    """Of each kind of address the first that the page links to."""
    kinds = defaultdict(list)
    for found in re.findall(r'(?:href|src|srcset|data-figure)=(?:"([^"]+)"|([^\s>"]+))', html):
        address = unescape("".join(found)).removeprefix("http://testserver").partition("#")[0]
        if address.startswith("/") and not address.startswith(settings.STATIC_URL):
            match = resolve(address.partition("?")[0])
            kinds[match.url_name, match.kwargs.get("ending")].append(address)
    for linked in kinds.values():
        for address in list(dict.fromkeys(linked))[:LINKS_OF_ONE_KIND]:
            if address not in followed:
                # A short link has moved for good.
                assert client.get(address).status_code in {200, 301, 302}, address
                followed.add(address)


@pytest.mark.parametrize("name", sorted(set(PAGES) - OF_ONE_FORM))
def test_it_has_one_address(client, name):
    """Whatever else is written behind it, and however often."""
    page = PAGES[name]
    behind = "&" if "?" in page else "?"
    twice = page.partition("?")[2].rpartition("&")[2]
    for more in ("nothing=1", "nothing=", *([twice] if twice and name != "compare" else [])):
        answer = client.get(f"{page}{behind}{more}")
        assert (answer.status_code, unquote(answer.url)) == (302, page), more


@pytest.mark.parametrize("name", sorted(set(PAGES) - OF_ONE_FORM - {"search", "edition", "changes", "check"}))
def test_a_repeated_parameter_has_one_address(client, name):
    path = PAGES[name].partition("?")[0]
    answer = client.get(f"{path}?edition=0&edition=1")
    assert (answer.status_code, answer.url) == (302, f"{path}?edition=1")


@pytest.mark.parametrize("name", PAGES)
def test_scripts_are_light_before_a_chart_is_asked_for(html, name):
    scripts = re.findall(r'<script[^>]* src="/static/([^"]+)"', html)
    sizes = [gzipped(HttpResponse(Path(finders.find(script)).read_bytes())) for script in set(scripts)]
    assert sum(sizes) <= SCRIPT_AT_MOST


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_it_is_the_same_from_memory(client, page, monkeypatch):
    from_memory = [client.get(page).content for _ in range(2)]
    monkeypatch.setattr(kept, "_may_keep", kept._may_keep.__wrapped__)
    assert from_memory == [client.get(page).content] * 2
