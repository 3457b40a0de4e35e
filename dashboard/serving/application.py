"""The outermost layer, which a server calls: keeps finished pages and lets what has to be made take turns.

A request for a page that is finished is answered within some microseconds, and one for a page that the reader has
already (304) without the page. Everything else goes on to Django, in a turn of its kind: pages, pictures, documents,
the staff side. Many requests for one page make it once. Static files need no turn, so they never wait behind pages.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from io import BytesIO
from threading import BoundedSemaphore, Lock
from typing import Any, TypeVar

from django.conf import settings
from django.db import connections
from django.utils import timezone

from dashboard.addresses import HEALTH, STAFF_SIDE
from dashboard.caching import cache_control_of
from dashboard.patience import waiting_for
from inspections.clients import client_network

from .answers import Answer, FinishedAnswer, answer_of, known_tag
from .busy import busy_answer
from .finished import FinishedPages, PageKey
from .static import StaticFiles
from .turns import BusyError, Turn, Turns

Environ = Mapping[str, Any]
StartResponse = Callable[..., Any]
Made = Answer | FinishedAnswer
AnyMade = TypeVar("AnyMade", bound=Made)
logger = logging.getLogger(__name__)
READING = {"GET", "HEAD"}
PICTURES, DOCUMENTS = {"png"}, {"docx", "ods", "pptx", "xlsx", "zip"}
# Seconds that a reader waits for a page, and somebody on the staff side for a free place.
PATIENCE, STAFF_PATIENCE = 10.0, 5.0
# Requests in the queue of each kind, and those that wait for what another is having made. All that wait or work at once
# are as many as the server has threads at most, so that what is finished waits for none of them.
PAGES_WAITING, FILES_WAITING, MOST_FOLLOWERS = 32, 12, 60
VARY = [("Vary", "Accept-Encoding")]
# What a page doesn't depend on, so that it is made without it.
_OF_THE_READER = {
    "CONTENT_LENGTH",
    "CONTENT_TYPE",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_COOKIE",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
}


class ServedSite:
    """A WSGI application around Django's. `state` says on what public pages rest, None if that isn't known."""

    def __init__(self, application: Any, *, state: Callable[[], Any], version: str, most_bytes: int) -> None:
        self._application = application
        self._state = state
        self._version = version
        self._keeps = most_bytes > 0
        self._finished = FinishedPages(most_bytes)
        self._static = StaticFiles(application)
        self._pages = Turns("page", at_once=1, waiting=PAGES_WAITING)
        self._pictures = Turns("picture", at_once=1, waiting=FILES_WAITING)
        self._documents = Turns("document", at_once=1, waiting=FILES_WAITING)
        self._staff_pages, self._staff_forms = BoundedSemaphore(4), BoundedSemaphore(4)
        self._being_made: dict[PageKey, Turn[Made]] = {}
        self._followers = BoundedSemaphore(MOST_FOLLOWERS)
        self._lock = Lock()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        if path.startswith(settings.STATIC_URL):
            return self._static(environ, start_response)
        try:
            if path.startswith(STAFF_SIDE):
                made: Made = self._of_staff(environ)
            elif environ["REQUEST_METHOD"] not in READING or path.startswith(HEALTH):
                # Refused or answered with next to no work, so it takes no reader's turn.
                made = self._at_once(environ)
            elif (key := self._key(environ)) is None:
                made = self._unkept(environ)
            elif tag := known_tag(environ, key.tag(self._version)):
                control = cache_control_of(path, environ["QUERY_STRING"])
                start_response("304 Not Modified", [("ETag", tag), ("Cache-Control", control), *VARY])
                return []
            else:
                made = self._finished.get(key) or self._shared(key, environ)
        except BusyError:
            logger.warning("No turn for %s: too much is asked for at once", path)
            made = busy_answer(environ)
        headers, body = made.form(environ.get("HTTP_ACCEPT_ENCODING", ""))
        start_response(made.status, headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else body

    def _key(self, environ: Environ) -> PageKey | None:
        """The key of a page that may be kept. None for a request that isn't for everybody's page."""
        if (
            not self._keeps
            or f"{settings.SESSION_COOKIE_NAME}=" in environ.get("HTTP_COOKIE", "")
            or (state := self._state()) is None
        ):
            return None
        scheme = environ.get("HTTP_X_FORWARDED_PROTO", environ["wsgi.url_scheme"])
        address = f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}"
        return PageKey(state, timezone.localdate(), f"{scheme}://{environ.get('HTTP_HOST', '')}{address}")

    def _shared(self, key: PageKey, environ: Environ) -> Made:
        """The page made now, once for all who ask for it meanwhile."""
        turns, client = self._turns(environ), client_network(environ)
        with self._lock:
            turn = self._being_made.get(key)
            is_first = turn is None
            if turn is None:
                turn = self._start(turns, partial(self._make, key, environ), client)
                self._being_made[key] = turn
            else:
                turns.join(turn, client)
        if is_first:
            turn.future.add_done_callback(lambda _done: self._being_made.pop(key, None))
            return turns.result(turn, client, PATIENCE)
        if not self._followers.acquire(blocking=False):
            turns.leave(turn, client)
            raise BusyError
        try:
            made = turns.result(turn, client, PATIENCE)
        finally:
            self._followers.release()
        return made if made.is_for_everybody else self._unkept(environ)

    def _make(self, key: PageKey, environ: Environ) -> Made:
        """Make the page and keep it, unless it has been made since it was asked for."""
        if finished := self._finished.get(key):
            return finished
        asked = {name: value for name, value in environ.items() if name not in _OF_THE_READER}
        answer = answer_of(self._application, asked | {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()})
        if not answer.is_keepable:
            return answer
        finished = FinishedAnswer.of(answer, key.tag(self._version))
        self._finished.keep(key, finished)
        return finished

    def _unkept(self, environ: Environ) -> Answer:
        """What is asked in another way than everybody's page, or while nothing can be kept."""
        turns, client = self._turns(environ), client_network(environ)
        turn = self._start(turns, partial(answer_of, self._application, environ), client)
        return turns.result(turn, client, PATIENCE)

    def _start(self, turns: Turns, work: Callable[[], AnyMade], client: str) -> Turn[AnyMade]:
        with waiting_for(PATIENCE):
            return turns.start(work, client)

    def _of_staff(self, environ: Environ) -> Answer:
        """A page of the staff side, made in the server's own thread.

        granian stops altogether where one thread answers a request whose body another still reads. So a form that
        doesn't arrive keeps its place until its sender leaves; a proxy in front takes forms whole.
        """
        places = self._staff_pages if environ["REQUEST_METHOD"] in READING else self._staff_forms
        if not places.acquire(timeout=STAFF_PATIENCE):
            raise BusyError
        try:
            return self._at_once(environ)
        finally:
            places.release()

    def _at_once(self, environ: Environ) -> Answer:
        """Made in the server's own thread, which keeps no connection."""
        try:
            return answer_of(self._application, environ)
        finally:
            connections.close_all()

    def _turns(self, environ: Environ) -> Turns:
        ending = environ["PATH_INFO"].rpartition(".")[2]
        if ending in PICTURES:
            return self._pictures
        return self._documents if ending in DOCUMENTS else self._pages
