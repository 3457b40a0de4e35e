"""Pictures of pages, drawn when a file is read."""

from typing import Any

import pytest
from django.core.files.storage import default_storage

from inspections.intake.pictures import MOST_DRAWN, cited_pages, draw_cited_pages, picture_path
from inspections.models import Report


class PageDrawer:
    """A worker that notes which pages it drew."""

    def __init__(self) -> None:
        self.drawn: list[int] = []

    def render(self, _data: bytes, page: int, _box: Any) -> bytes | None:
        self.drawn.append(page)
        return b"png" if page != 7 else None


@pytest.fixture
def report(settings: Any, tmp_path: Any) -> Report:
    settings.MEDIA_ROOT = tmp_path
    reading = {"grades": [{"page": 4}, {"page": 4}, {"page": None}], "improvements": [{"page": 7}], "problems": []}
    return Report(kind="pdf", sha256="a" * 64, reading=reading)


def test_the_first_page_and_those_that_something_was_read_from_are_cited(report: Report):
    assert cited_pages(report) == (1, 4, 7)
    report.reading = {"figures": [{"page": number} for number in range(1, 40)]}
    assert len(cited_pages(report)) == MOST_DRAWN


def test_each_is_drawn_once(report: Report):
    worker: Any = PageDrawer()
    draw_cited_pages(report, b"pdf", worker)
    assert worker.drawn == [1, 4, 7]
    assert default_storage.exists(picture_path(report, "page-4"))
    draw_cited_pages(report, b"pdf", worker)
    assert worker.drawn == [1, 4, 7, 7]


def test_a_text_has_no_pictures(report: Report):
    report.kind = "text"
    worker: Any = PageDrawer()
    draw_cited_pages(report, b"text", worker)
    assert worker.drawn == []
