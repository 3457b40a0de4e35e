"""The log: one line for each request, whose id all lines of that request have."""

import json
import logging

import pytest
from django.urls import reverse

from dashboard.logs import JsonFormatter, RequestFilter
from dashboard.serving.access import AccessLog
from dashboard.serving.application import ServedSite

from .wsgi import ask


def site(environ, start_response):
    """Stands for Django: warns, fails or answers."""
    if environ["PATH_INFO"] == "/refused/":
        refusal = ValueError("no such council")
        logging.getLogger("django.request").warning("Refused: %s", "/refused/", exc_info=refusal)
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "4")])
    return [b"text"]


@pytest.fixture
def lines():
    """The lines of JSON that are logged."""
    logged: list[str] = []

    class Handler(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logged.append(self.format(record))

    handler = Handler()
    handler.addFilter(RequestFilter())
    handler.setFormatter(JsonFormatter())
    loggers = [logging.getLogger(name) for name in ("access", "django.request")]
    for logger in loggers:
        logger.addHandler(handler)
    level = loggers[0].level
    loggers[0].setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in logged]
    loggers[0].setLevel(level)
    for logger in loggers:
        logger.removeHandler(handler)


@pytest.fixture
def logged_site():
    served = ServedSite(site, state=lambda: (7,), version="1", most_bytes=1_000_000)
    return AccessLog(served, edition=lambda: 7)


def test_a_line_says_who_asked_for_what_and_what_became_of_it(lines, logged_site):
    answer = ask(logged_site, "/ranking/?region=London")
    (line,) = lines()
    assert line["time"].endswith("+00:00")
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["milliseconds"] >= 0
    known = {"level": "info", "method": "GET", "address": "/ranking/?region=London", "status": 200, "bytes": 4}
    assert known | {"edition": 7} | line == line


def test_lines_of_a_page_made_in_another_thread_have_the_id_too_and_what_is_refused_no_traceback(lines, logged_site):
    answer = ask(logged_site, "/refused/")
    warned, accessed = lines()
    assert warned["message"] == "Refused: /refused/"
    assert warned["request_id"] == accessed["request_id"] == answer.headers["x-request-id"]
    assert "traceback" not in warned


def test_a_link_that_sets_a_password_is_not_in_the_log(lines, logged_site):
    ask(logged_site, reverse("choose_password", args=["invitation", "secret:token"]))
    (line,) = lines()
    assert line["address"] == "/admin/password/invitation/…/"
    assert "secret" not in str(line)


def test_a_finished_page_is_logged_each_time_with_an_id_of_its_own(lines, logged_site):
    ids = {ask(logged_site, "/").headers["x-request-id"] for _ in range(3)}
    assert {line["request_id"] for line in lines()} == ids
    assert len(ids) == 3


@pytest.mark.parametrize(("asked", "is_taken"), [("a1b2c3d4e5f6", True), ("<script>alert(1)", False), ("a\nb", False)])
def test_an_id_of_the_proxy_is_taken_if_it_can_do_no_harm(logged_site, asked, is_taken):
    assert (ask(logged_site, "/", X_REQUEST_ID=asked).headers["x-request-id"] == asked) is is_taken


def test_an_error_of_ours_keeps_its_traceback(lines):
    logging.getLogger("django.request").error("Internal Server Error: %s", "/", exc_info=ValueError("broken"))
    (line,) = lines()
    assert "ValueError: broken" in line["traceback"]
