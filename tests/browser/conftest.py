"""A real browser with a live site. Skipped without Chromium, unless REQUIRE_BROWSER=1."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

# The first is Chromium without what only a screen needs, which takes half the processor time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items):
    """Everything in this folder drives a browser and has a live server, which needs data that are really saved."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.fixture(scope="session")
def chromium():
    """The machine's Chromium, started once."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        advice = f"no Chromium found: install one ({' or '.join(NAMES)}) or name its file in CHROMIUM"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(advice)
        pytest.skip(advice)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as environment:
        # Playwright runs a loop in this thread, which Django takes for asynchronous code.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture
def errors():
    """What the page has reported as errors. A test takes out those it meant to cause."""
    return []


@pytest.fixture
def page(chromium, live_server, errors):
    """A new page whose addresses begin at the live site; the test fails on any error the page reports."""

    def note(message):
        # The staff side names no icon, so that a browser asks for one by itself.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            errors.append(message.text)

    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", note)
    yield page
    context.close()
    assert errors == []
