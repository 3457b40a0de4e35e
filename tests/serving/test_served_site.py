"""Finished pages and turns, tried around an application that counts what it makes."""

import gzip
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import brotli
import pytest

from dashboard.caching import CURRENT, NOT_TO_BE_KEPT, UNCHANGING
from dashboard.patience import seconds_left
from dashboard.serving import application as serving
from dashboard.serving.application import ServedSite

from .wsgi import Response, ask

TEXT = b"Testshire " * 500


class CountingSite:
    """Stands for Django: answers each address with its own text, and counts how often it was asked."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.status, self.headers, self.body = "200 OK", [("Content-Type", "text/html; charset=utf-8")], TEXT
        self.gate = threading.Event()
        self.gate.set()
        self.seen: dict[str, object] = {}

    def __call__(self, environ, start_response):
        address = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
        self.seen = environ
        self.gate.wait(10)
        self.made[address] += 1
        start_response(self.status, [*self.headers, ("Content-Length", str(len(self.body)))])
        return Body([self.body])


class Body(list):
    """As Django's responses are: to be closed."""

    def close(self) -> None:
        pass


@pytest.fixture
def site() -> CountingSite:
    return CountingSite()


@pytest.fixture
def record() -> dict[str, object]:
    """The state of the record, which a test can change."""
    return {"state": (1,)}


@pytest.fixture
def served(site, record) -> ServedSite:
    return ServedSite(site, state=lambda: record["state"], version="1", most_bytes=1_000_000)


def test_a_page_is_made_once(served, site):
    assert ask(served, "/ranking/").body == ask(served, "/ranking/").body == TEXT
    assert site.made == {"/ranking/?": 1}


@pytest.mark.parametrize("other", ["/ranking/?region=London", "/ranking.csv"])
def test_another_address_is_another_page(served, site, other):
    ask(served, "/ranking/")
    ask(served, other)
    assert len(site.made) == 2


@pytest.mark.parametrize("header", [{"HOST": "other.example"}, {"X_FORWARDED_PROTO": "https"}])
def test_another_site_is_another_page(served, site, header):
    ask(served, "/")
    ask(served, "/", **header)
    assert site.made["/?"] == 2


def test_a_change_of_the_record_makes_every_page_anew(served, site, record):
    first = ask(served, "/")
    record["state"] = (2,)
    site.body = b"Changed"
    second = ask(served, "/")
    assert (second.body, site.made["/?"]) == (b"Changed", 2)
    assert first.headers["etag"] != second.headers["etag"]


def test_another_day_makes_every_page_anew(served, site, monkeypatch):
    for day in (1, 2):
        monkeypatch.setattr("django.utils.timezone.localdate", lambda day=day: date(2026, 9, day))
        ask(served, "/")
    assert site.made["/?"] == 2


def test_a_new_version_has_other_tags(site, served):
    newer = ServedSite(site, state=lambda: (1,), version="2", most_bytes=1_000_000)
    assert ask(served, "/").headers["etag"] != ask(newer, "/").headers["etag"]


@pytest.mark.parametrize(
    ("accepted", "encoding", "decoded"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress),
        ("*", "br", brotli.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
    ],
)
def test_each_reader_gets_the_smallest_form_accepted(served, accepted, encoding, decoded):
    response = ask(served, "/", ACCEPT_ENCODING=accepted)
    assert response.headers.get("content-encoding") == encoding
    assert decoded(response.body) == TEXT
    assert response.headers["content-length"] == str(len(response.body))
    assert response.headers["vary"] == "Accept-Encoding"


def test_what_is_compressed_already_is_sent_as_it_is(served, site):
    site.headers = [("Content-Type", "image/png")]
    response = ask(served, "/map/ilacs.png", ACCEPT_ENCODING="br")
    assert "content-encoding" not in response.headers
    assert response.body == TEXT


def test_tags_are_strong_and_of_one_form(served):
    tags = {ask(served, "/", ACCEPT_ENCODING=one).headers["etag"] for one in ("br", "gzip", "")}
    assert len(tags) == 3
    assert all(tag.startswith('"') for tag in tags)


def test_a_reader_who_has_the_page_is_told_so_before_anything_is_made(site, served):
    tag = ask(served, "/", ACCEPT_ENCODING="br").headers["etag"]
    restarted = ServedSite(site, state=lambda: (1,), version="1", most_bytes=1_000_000)
    site.made.clear()
    response = ask(restarted, "/", ACCEPT_ENCODING="br", IF_NONE_MATCH=f'"other", W/{tag}')
    assert (response.status, response.body, response.headers["etag"]) == (304, b"", tag)
    assert response.headers["cache-control"] == CURRENT
    assert site.made == {}


def test_a_reader_who_has_an_earlier_page_gets_the_new_one(served, record):
    tag = ask(served, "/").headers["etag"]
    record["state"] = (2,)
    assert ask(served, "/", IF_NONE_MATCH=tag).status == 200


def test_a_picture_of_an_edition_stays_the_same_without_being_made(served, site):
    site.headers = [("Content-Type", "image/svg+xml")]
    address = "/map/ilacs.svg?edition=1&as-cited=1"
    tag = ask(served, address).headers["etag"]
    assert ask(served, address, IF_NONE_MATCH=tag).headers["cache-control"] == UNCHANGING


def test_head_is_answered_from_the_page(served, site):
    response = ask(served, "/", method="HEAD")
    assert (response.status, response.body, response.headers["content-length"]) == (200, b"", str(len(TEXT)))
    ask(served, "/")
    assert site.made["/?"] == 1


@pytest.mark.parametrize("status", ["404 Not Found", "302 Found", "400 Bad Request", "503 Service Unavailable"])
def test_only_pages_are_kept(served, site, status):
    site.status = status
    assert ask(served, "/").status == int(status[:3])
    ask(served, "/")
    assert site.made["/?"] == 2


@pytest.mark.parametrize(
    "private",
    [("Set-Cookie", "a=b"), ("Vary", "Accept, Cookie"), ("Cache-Control", "private"), ("Cache-Control", "no-store")],
)
def test_nothing_private_is_kept(served, site, private):
    site.headers.append(private)
    ask(served, "/")
    ask(served, "/")
    assert site.made["/?"] == 2


def test_the_staff_side_is_never_kept(served, site):
    ask(served, "/admin/")
    ask(served, "/admin/")
    assert site.made["/admin/?"] == 2


def test_someone_who_is_signed_in_neither_gets_nor_leaves_a_finished_page(served, site):
    ask(served, "/", COOKIE="csrftoken=1; sessionid=2")
    ask(served, "/")
    ask(served, "/", COOKIE="sessionid=2")
    assert site.made["/?"] == 3


def test_a_page_is_made_without_what_its_reader_sent(served, site):
    ask(served, "/", COOKIE="csrftoken=1", ACCEPT_ENCODING="br", IF_NONE_MATCH='"x"')
    assert not {"HTTP_COOKIE", "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH"} & set(site.seen)


def test_nothing_is_kept_while_the_state_is_not_known(served, site, record):
    record["state"] = None
    ask(served, "/")
    ask(served, "/")
    assert site.made["/?"] == 2


def test_it_can_be_turned_off(site):
    plain = ServedSite(site, state=lambda: (1,), version="1", most_bytes=0)
    assert ask(plain, "/").body == ask(plain, "/").body == TEXT
    assert site.made["/?"] == 2


def test_memory_is_bounded_and_the_least_used_go_first(site):
    small = ServedSite(site, state=lambda: (1,), version="1", most_bytes=100_000)
    ask(small, "/first/")
    for number in range(50):
        ask(small, f"/{number}/")
        ask(small, "/first/")
    assert small._finished.size <= 100_000
    assert 5 < len(small._finished) < 50
    assert site.made["/first/?"] == 1


def test_a_page_too_large_to_keep_is_sent(site):
    small = ServedSite(site, state=lambda: (1,), version="1", most_bytes=10_000)
    assert ask(small, "/").body == TEXT
    assert len(small._finished) == 0


def together(served: ServedSite, site: CountingSite, addresses: list[str], **headers: str) -> list[Response]:
    """The answers to requests that all come while nothing gets made."""
    site.gate.clear()
    with ThreadPoolExecutor(len(addresses)) as readers:
        answers = [readers.submit(ask, served, address, **headers) for address in addresses]
        threading.Timer(0.5, site.gate.set).start()
        return [answer.result() for answer in answers]


def test_many_who_ask_for_one_page_have_it_made_once(served, site):
    assert {answer.status for answer in together(served, site, ["/"] * 60)} == {200}
    assert site.made["/?"] == 1


def test_too_many_pages_at_once_are_refused_with_a_time_to_come_back(served, site):
    answers = together(served, site, [f"/{number}/" for number in range(60)])
    refused = [answer for answer in answers if answer.status == 503]
    assert len(refused) == 60 - 33
    assert refused[0].headers["retry-after"] == "5"
    assert b"Too much is being asked for at once" in refused[0].body


@pytest.mark.parametrize("method", ["POST", "PUT", "OPTIONS"])
def test_what_only_gets_refused_waits_for_no_page_and_keeps_none_waiting(served, site, method):
    site.gate.clear()
    threads = [threading.Thread(target=partial(ask, served, "/", method=method)) for _ in range(60)]
    for thread in threads:
        thread.start()
    page = ThreadPoolExecutor(1).submit(ask, served, "/new/")
    until(lambda: served._pages._running)
    site.gate.set()
    assert page.result().status == 200
    for thread in threads:
        thread.join()


def test_at_an_address_of_json_the_refusal_is_json(served, site):
    answers = together(served, site, [f"/{number}.json" for number in range(60)])
    refused = next(answer for answer in answers if answer.status == 503)
    assert refused.headers["content-type"] == "application/problem+json"
    assert b'"error": "Too much' in refused.body


@pytest.mark.parametrize(
    ("address", "accept", "media_type", "said"),
    [
        ("/papers/{}.docx", "text/html,*/*;q=0.8", "text/html; charset=utf-8", b'href="">Try again</a>'),
        ("/map/{}.png", "image/avif,image/webp,*/*", "application/problem+json", b'"status": 503'),
        ("/papers/{}.docx", "*/*", "application/problem+json", b'"detail": "Too much is being asked for at once.'),
        ("/papers/{}.docx", "", "application/problem+json", b'"status": 503'),
        ("/papers/{}/", "*/*", "text/html; charset=utf-8", b'href="">Try again</a>'),
        ("/ranking/{}.csv", "text/html", "text/plain; charset=utf-8", b"Try again in a few seconds."),
    ],
)
def test_people_are_refused_by_a_page_and_programs_by_problem_details(served, address, accept, media_type, said):
    (refused,) = {
        (answer.headers["content-type"], answer.headers["cache-control"], said in answer.body)
        for answer in together(served, served._application, [address.format(n) for n in range(40)], ACCEPT=accept)
        if answer.status == 503
    }
    assert refused == (media_type, "no-store", True)


KINDS = ("/papers/{}.docx", "/map/{}.png", "/admin/{}/", "/{}/")


@pytest.mark.parametrize("busy", KINDS)
def test_each_kind_of_work_leaves_room_for_the_others(served, site, busy):
    """Sixty Word files, pictures, sign-ins or pages at once: what is finished is answered, and so are the others."""
    ask(served, "/finished/")
    site.gate.clear()
    threads = [threading.Thread(target=ask, args=(served, busy.format(number))) for number in range(60)]
    for thread in threads:
        thread.start()
    assert ask(served, "/finished/").status == 200
    others = [one.format("new") for one in KINDS if one != busy]
    waiting = [ThreadPoolExecutor(1).submit(ask, served, other) for other in others]
    site.gate.set()
    assert [answer.result().status for answer in waiting] == [200, 200, 200]
    for thread in threads:
        thread.join()


@pytest.mark.parametrize(("busy", "places"), [("/papers/{}.docx", 13), ("/map/{}.png", 13), ("/{}/", 33)])
def test_one_client_keeps_no_other_from_the_same_kind_of_work(served, site, busy, places):
    site.gate.clear()
    with ThreadPoolExecutor(61) as readers:
        greedy = [readers.submit(ask, served, busy.format(number)) for number in range(60)]
        until(lambda: sum(answer.done() for answer in greedy) == 60 - places)
        other = readers.submit(ask, served, busy.format("other"), client="192.0.2.2")
        until(lambda: sum(answer.done() for answer in greedy) == 60 - places + 1)
        site.gate.set()
        assert other.result().status == 200
        assert 503 in {answer.result().status for answer in greedy}
    # Of those that wait, whoever has used least comes first.
    assert list(site.made).index(busy.format("other") + "?") <= 2


def test_an_incomplete_file_is_for_all_who_ask_at_once_and_not_kept(served, site):
    site.headers.append(("Cache-Control", NOT_TO_BE_KEPT))
    assert {answer.status for answer in together(served, site, ["/papers/1.docx"] * 20)} == {200}
    assert site.made["/papers/1.docx?"] == 1
    ask(served, "/papers/1.docx")
    assert site.made["/papers/1.docx?"] == 2


def test_a_word_file_is_kept_by_edition(served, site, record):
    for _ in range(3):
        ask(served, "/papers/1.docx")
    assert site.made["/papers/1.docx?"] == 1
    record["state"] = (2,)
    ask(served, "/papers/1.docx")
    assert site.made["/papers/1.docx?"] == 2


def test_what_is_made_knows_how_long_its_reader_waits(site):
    left: list[float] = []

    def noting(environ, start_response):
        left.append(seconds_left(at_most=100.0))
        return site(environ, start_response)

    ask(ServedSite(noting, state=lambda: (1,), version="1", most_bytes=1_000_000), "/papers/1.docx")
    assert left == [pytest.approx(serving.PATIENCE, abs=1)]


def test_what_has_waited_too_long_is_not_made(served, site, monkeypatch):
    with monkeypatch.context() as impatient:
        impatient.setattr(serving, "PATIENCE", 0.1)
        answers = together(served, site, ["/slow/", "/waiting/"])
    assert [answer.status for answer in answers] == [503, 503]
    site.gate.set()
    assert ask(served, "/after/").status == 200
    assert set(site.made) == {"/slow/?", "/after/?"}


def test_static_files_wait_for_no_page(served, site):
    site.gate.clear()
    threads = [threading.Thread(target=ask, args=(served, f"/{number}/")) for number in range(20)]
    for thread in threads:
        thread.start()
    static = threading.Thread(target=ask, args=(served, "/static/site.css"))
    static.start()
    until(lambda: str(site.seen["PATH_INFO"]).startswith("/static/"))
    site.gate.set()
    for thread in (*threads, static):
        thread.join()


def until(true) -> None:
    """Wait for something that happens in another thread."""
    for _ in range(100):
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not happen")


def test_a_few_large_files_may_be_on_their_way_at_once(served, site):
    site.body = b"a" * 300_000
    begun = [served({"PATH_INFO": "/static/plotly.js", "QUERY_STRING": ""}, lambda *_: None) for _ in range(40)]
    assert ask(served, "/static/plotly.js").status == 503
    for response in begun:
        if hasattr(response, "close"):
            response.close()
    assert ask(served, "/static/plotly.js").body == site.body
