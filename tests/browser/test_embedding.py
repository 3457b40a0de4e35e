"""Frames on another site, as its readers meet them; and what may not be framed."""

import re
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.builders.factories import make_council, make_inspection

HEATMAP, RANKING = "/heatmap/ilacs/2024-06-01/", "/ranking/ilacs/2024-06-01/"


@pytest.fixture
def elsewhere():
    """Another site (another port is another origin), which shows whatever body it is told to."""

    class Site(BaseHTTPRequestHandler):
        body = ""

        def do_GET(self):
            page = f"<!doctype html><title>Elsewhere</title>{self.body}".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_args):
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Site, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def inspected(page):
    make_inspection(make_council("testshire"), published_on=date(2024, 1, 25))


def code(page, address: str) -> str:
    page.goto(address)
    return page.locator("[data-copy-code]").first.text_content()


@pytest.mark.parametrize("width", [1280, 375])
def test_another_site_frames_a_chart_that_fits_its_width(page, elsewhere, width):
    site, address = elsewhere
    site.body = code(page, f"/share{HEATMAP}")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    frame = page.frame_locator("iframe")
    picture = frame.locator("img")
    picture.wait_for()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    assert frame.locator("html").evaluate("html => html.scrollWidth <= html.clientWidth")
    assert frame.locator("html").evaluate("html => html.scrollHeight <= html.clientHeight")
    assert frame.get_by_role("link", name="as at 1 June 2024").is_visible()
    assert page.context.cookies() == []


def heights(page) -> list[tuple[float, float]]:
    """The height of each frame on the page, and of what it holds."""
    page.wait_for_load_state("networkidle")
    found = []
    for frame in page.frames[1:]:
        frame.wait_for_selector("img")
        inner = frame.evaluate("document.documentElement.scrollHeight")
        found.append((frame.frame_element().bounding_box()["height"], inner))
    return found


def test_without_a_script_the_height_in_the_code_shows_the_whole_chart(page, elsewhere):
    site, address = elsewhere
    site.body = code(page, f"/share{HEATMAP}") + code(page, f"/share{RANKING}")
    page.set_viewport_size({"width": 760, "height": 800})
    page.goto(address)
    assert [inner <= height for height, inner in heights(page)] == [True, True]


def test_the_script_fits_each_of_two_frames_to_what_it_holds(page, elsewhere, live_server):
    site, address = elsewhere
    frames = [code(page, f"/share{one}") for one in (HEATMAP, RANKING)]
    # Too low and too high, so that both have to be fitted.
    frames = [
        re.sub(r' height="\d+"', f' height="{height}"', one) for one, height in zip(frames, (90, 2000), strict=True)
    ]
    site.body = f'{"".join(frames)}<script src="{live_server.url}/embed.js" async></script>'
    page.set_viewport_size({"width": 760, "height": 800})
    page.goto(address)
    page.wait_for_function("[...document.querySelectorAll('iframe')].every((frame) => frame.style.height)")
    first, second = heights(page)
    for height, inner in (first, second):
        assert inner <= height <= inner + 8
    assert first != second
    # Narrower frames have higher or lower pictures.
    page.set_viewport_size({"width": 340, "height": 800})
    page.wait_for_timeout(300)
    assert all(inner <= height <= inner + 8 for height, inner in heights(page))


def test_its_link_leads_back_out_of_the_frame(page, elsewhere):
    site, address = elsewhere
    site.body = code(page, f"/share{HEATMAP}")
    page.goto(address)
    page.frame_locator("iframe").get_by_role("link").click()
    page.wait_for_url(f"**{HEATMAP}")


def test_nothing_else_can_be_framed(chromium, live_server, elsewhere):
    site, address = elsewhere
    site.body = f'<iframe src="{live_server.url}{HEATMAP}"></iframe>'
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    page.wait_for_timeout(500)
    assert any("frame" in text and live_server.url in text for text in said)
    assert page.frames[1].url.startswith("chrome-error:")
    page.close()


def test_a_code_and_a_picture_can_be_copied(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/share{HEATMAP}")
    page.get_by_role("button", name="Copy the code").first.click()
    page.get_by_text("Copied").first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("<iframe src=")
    page.get_by_role("button", name="Copy the picture").click()
    page.get_by_text("Copied").nth(1).wait_for()
    assert page.evaluate("navigator.clipboard.read().then(([item]) => item.types)") == ["image/png"]
