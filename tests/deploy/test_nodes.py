"""Two machines on one PostgreSQL and one bucket, with nothing else in common: each may fail, and so may the database."""

import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer

from tests.builders.postgres import PROGRAMS, Cluster, running_cluster
from tests.serving.running_site import RunningSite, free_port, prepared, running
from tests.serving.test_real_server import WITHDRAW, edition_of

pytestmark = pytest.mark.skipif(not PROGRAMS, reason="there is no PostgreSQL to start")
MAKE_BUCKET = """
import boto3
from django.conf import settings
options = settings.STORAGES["default"]["OPTIONS"]
boto3.client("s3", endpoint_url=options["endpoint_url"]).create_bucket(Bucket=options["bucket_name"])
"""
STORE = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
assert default_storage.save("2026/11/testshire.pdf", ContentFile(b"%PDF of Testshire")) == "2026/11/testshire.pdf"
"""
READ = """
from django.core.files.storage import default_storage
assert default_storage.open("2026/11/testshire.pdf").read() == b"%PDF of Testshire"
"""


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="module")
def nodes(cluster, tmp_path_factory) -> Iterator[tuple[RunningSite, RunningSite]]:
    bucket = ThreadedMotoServer(port=free_port(), verbose=False)
    bucket.start()
    shared = {
        **cluster.settings,
        "REPORTS_BUCKET": "inspections",
        "REPORTS_ENDPOINT": f"http://127.0.0.1:{bucket._port}",
        "AWS_ACCESS_KEY_ID": "testshire",
        "AWS_SECRET_ACCESS_KEY": "testshire",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    environment = prepared(tmp_path_factory.mktemp("one"), **shared)
    other = environment | {"DATA_DIR": str(tmp_path_factory.mktemp("other"))}
    # Static files come with the code.
    shutil.copytree(Path(environment["DATA_DIR"]) / "static", Path(other["DATA_DIR"]) / "static")
    with running(environment) as one, running(other) as two:
        one.run(MAKE_BUCKET)
        yield one, two
    bucket.stop()


class Readers:
    """Read a page of a site again and again until told to stop, each some dozens of times a second."""

    def __init__(self, site: RunningSite, number: int = 4) -> None:
        self.statuses: list[int] = []
        self._site, self._stop = site, threading.Event()
        self._threads = ThreadPoolExecutor(number)
        self._reading = [self._threads.submit(self._read) for _ in range(number)]

    def _read(self) -> None:
        while not self._stop.is_set():
            try:
                self.statuses.append(self._site.get("/ranking/ilacs/", timeout=30)[0])
            except (OSError, HTTPException):
                self.statuses.append(0)
            # Without a pause they would take all the cores.
            time.sleep(0.02)

    def stop(self) -> list[int]:
        """Stop, and say what they were answered: 0 where there was no answer."""
        self._stop.set()
        for reading in self._reading:
            reading.result()
        return self.statuses


def test_what_is_published_on_one_is_read_on_the_other_at_once(nodes):
    one, two = nodes
    before = {edition_of(two) for _ in range(8)}
    one.run(WITHDRAW)
    assert {edition_of(two) for _ in range(8)} == {before.pop() + 1}


def test_a_report_loaded_on_one_is_there_on_the_other_and_in_neither_folder(nodes):
    one, two = nodes
    one.run(STORE)
    two.run(READ)
    folders = [Path(node.environment["DATA_DIR"]) for node in nodes]
    assert not [path for folder in folders for path in folder.rglob("*.pdf")]


def test_nobody_but_its_own_readers_notices_that_a_machine_is_killed(nodes):
    one, _ = nodes
    reading = Readers(one)
    with running(nodes[1].environment) as third:
        assert third.get("/")[0] == 200
        third.kill()
        with pytest.raises((OSError, HTTPException)):
            third.get("/", timeout=5)
        time.sleep(1)
    assert set(reading.stop()) == {200}


def test_after_a_restart_of_the_database_all_is_as_before_without_anybodys_doing(nodes, cluster):
    reading = [Readers(node, 2) for node in nodes]
    cluster.control("-m", "immediate", "restart")
    end = time.monotonic() + 30
    while {node.get("/ranking/ilacs/")[0] for node in nodes for _ in range(4)} != {200}:
        assert time.monotonic() < end
        time.sleep(0.2)
    seen = {status for readers in reading for status in readers.stop()}
    assert seen <= {200, 503}
    nodes[0].run(WITHDRAW)
    assert edition_of(nodes[0]) == edition_of(nodes[1])
