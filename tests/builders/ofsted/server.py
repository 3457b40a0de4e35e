"""Serves the stand-in on a real socket. The `Host` header says which of Ofsted's hosts is meant."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from .site import OfstedSite


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    site: OfstedSite

    def do_GET(self) -> None:
        answer = self.site.answer(f"https://{self.headers['Host']}{self.path}", dict(self.headers))
        time.sleep(answer.seconds)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        if answer.broken:
            self.wfile.write(answer.content[: len(answer.content) // 2])
            self.close_connection = True
        else:
            self.wfile.write(answer.content)

    def log_message(self, *_args: object) -> None:
        """Nothing: tests and `OfstedSite.asked` say what was asked."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Connections to the server so far.
    connections = 0

    def get_request(self):
        self.connections += 1
        return super().get_request()


def make_server(site: OfstedSite, port: int = 0) -> _Server:
    """A server of this site on the machine itself, not yet serving."""
    return _Server(("127.0.0.1", port), type("_OfThisSite", (_Handler,), {"site": site}))


@contextmanager
def serving(site: OfstedSite) -> Iterator[_Server]:
    """Serve the site while the block runs. `address_of(server)` is what the client takes as its stand-in."""
    server = make_server(site)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def address_of(server: _Server) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}"
