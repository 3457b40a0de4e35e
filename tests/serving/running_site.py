"""A real server on a site with all real data, and clients that take their time."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import bootstrap

ROOT = Path(bootstrap.__file__).parent
SET_UP = """
import django; django.setup()
from django.core.management import call_command
from tests.builders.database import load_fixtures
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
load_fixtures()
"""
# Of one kind at once.
SLOW = 200


@dataclass(frozen=True)
class RunningSite:
    """A site that is being served, and where."""

    port: int
    environment: dict[str, str]
    # Kills the server and its workers at once, as a machine that fails does.
    kill: Callable[[], None] = lambda: None

    def get(self, address: str, *, timeout: float = 60, **headers: str) -> tuple[int, dict[str, str], bytes, float]:
        """Status, headers, body and seconds of an answer on a new connection."""
        begun = time.monotonic()
        connection = HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        connection.request("GET", address, headers={"Host": "localhost", **headers})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        said = {name.lower(): value for name, value in response.getheaders()}
        return response.status, said, body, time.monotonic() - begun

    def run(self, script: str) -> None:
        """Run a script on the site's data, in another process."""
        script = "import django; django.setup()\n" + script
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=self.environment, check=True)

    @contextmanager
    def slow(self, beginning: bytes, *, receive: int = 0, number: int = SLOW) -> Iterator[list[socket.socket]]:
        """So many connections that send this beginning and then neither send nor read any more."""
        with ExitStack() as stack:
            connections = []
            for _ in range(number):
                connection = stack.enter_context(socket.socket())
                if receive:
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive)
                connection.connect(("127.0.0.1", self.port))
                connection.sendall(beginning)
                connections.append(connection)
            yield connections


def prepared(folder: Path, **settings: str) -> dict[str, str]:
    """Make a site with all real data in the folder. Returns the environment in which it is served, with the settings."""
    environment = environment_in(folder, **settings)
    subprocess.run([sys.executable, "-c", SET_UP], cwd=ROOT, env=environment, check=True)
    return environment


def environment_in(folder: Path, **settings: str) -> dict[str, str]:
    """The environment in which a site in the folder is served."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.serving.site_settings",
        "DATA_DIR": str(folder),
        "SECRET_KEY": "k" * 60,
        "HTTPS": "false",
        "DATABASE_URL": "",
        "ALLOWED_HOSTS": "localhost",
        "PYTHONPATH": str(ROOT),
        **settings,
    }


@contextmanager
def running(environment: dict[str, str]) -> Iterator[RunningSite]:
    """The site served as `make run` serves it, on a free port."""
    port = free_port()
    command = [sys.executable, *bootstrap.server_command(port)[1:]]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    site = RunningSite(port, environment, partial(os.killpg, server.pid, signal.SIGKILL))
    try:
        wait_for(port)
        # Each worker imports what it needs.
        for _ in range(8):
            site.get("/")
        yield site
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            site.kill()
            server.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def wait_for(port: int) -> None:
    """Wait until something listens."""
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(port)
