"""Pictures of papers, drawn before anybody asks: when it is quiet, once, and only where they can be kept."""

import io
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone
from PIL import Image

from dashboard import drawing_ahead
from dashboard.drawing_ahead import DrawingAhead
from dashboard.file_cache import cache_folder
from dashboard.management.commands import run_reader
from dashboard.pictures import png
from dashboard.pictures.rasteriser import NotDrawnError
from inspections import actions
from inspections.models import Council, Edition, Inspection
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.rows import key_four
from tests.builders.word import found, part

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
COUNCILS = ("mockshire", "sampleshire", "testshire")


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A folder where nothing is kept yet."""
    settings.DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def drawn(monkeypatch) -> list[str]:
    """What is drawn, as SVG."""
    png_file = io.BytesIO()
    Image.new("RGBA", (40, 20)).save(png_file, "PNG")
    asked: list[str] = []

    def draw(svg: str, *_: float) -> bytes:
        asked.append(svg)
        return png_file.getvalue()

    monkeypatch.setattr(png, "rasterise", draw)
    return asked


@pytest.fixture
def user() -> User:
    return make_user()


def publish(user: User, slug: str, letters: str = "oogo", *, on: date = date(2012, 1, 25)) -> Inspection:
    draft = make_inspection(
        Council.objects.get(slug=slug),
        framework="slac-2010",
        inspected_from=str(on - timedelta(days=60)),
        published_on=on,
        grades=key_four(letters),
        published=False,
    )
    return actions.publish(draft, by=user)


@pytest.fixture
def record(user) -> None:
    """Three councils with an inspection each, Testshire's published last."""
    for slug in COUNCILS:
        make_council(slug)
    for slug in COUNCILS:
        publish(user, slug)


def wait_a_while() -> None:
    """Let the latest edition be an hour old."""
    Edition.objects.update(made_at=timezone.now() - timedelta(hours=1))


def draw_all(ahead: DrawingAhead) -> int:
    """Draw until nothing is left. Returns how many times that took."""
    for times in range(20):
        if not ahead.draw_next():
            return times
    raise AssertionError("it never ends")


@pytest.mark.usefixtures("record", "today")
class TestDrawingAhead:
    def test_who_asks_for_the_latest_paper_finds_its_picture_drawn(self, client, drawn):
        wait_a_while()
        draw_all(DrawingAhead())
        drawn.clear()
        answer = client.get("/papers/testshire/2012-01-25.docx")
        assert found(part(answer.content, "word/document.xml"), ".//w:drawing")
        assert drawn == []

    def test_what_was_published_last_is_drawn_first(self, drawn):
        wait_a_while()
        ahead = DrawingAhead()
        ahead.draw_next()
        assert "Testshire" in drawn[0]
        assert len(drawn) == 1

    def test_one_council_is_drawn_at_a_time_and_each_once(self, drawn):
        wait_a_while()
        assert draw_all(DrawingAhead()) == len(COUNCILS)
        assert len(drawn) == len(set(drawn)) == len(COUNCILS)

    def test_nothing_is_drawn_while_a_batch_may_be_being_published(self, drawn):
        assert draw_all(DrawingAhead()) == 0
        assert drawn == []

    def test_a_new_edition_has_those_drawn_anew_that_it_changes(self, client, user, drawn):
        wait_a_while()
        ahead = DrawingAhead()
        draw_all(ahead)
        drawn.clear()
        publish(user, "testshire", "gggg", on=date(2013, 1, 25))
        wait_a_while()
        assert draw_all(ahead) == len(COUNCILS)
        assert 0 < len(drawn) < len(COUNCILS)
        drawn.clear()
        assert client.get("/papers/testshire/2013-01-25.docx").status_code == 200
        assert drawn == []

    def test_what_is_kept_is_not_drawn_again_after_a_restart(self, drawn):
        wait_a_while()
        DrawingAhead().draw_next()
        assert draw_all(DrawingAhead()) == len(COUNCILS)
        assert len(drawn) == len(COUNCILS)

    @pytest.mark.parametrize("broken", ["tempfile.mkstemp", "pathlib.Path.replace", "pathlib.Path.mkdir"])
    def test_where_nothing_can_be_kept_nothing_more_is_drawn(self, monkeypatch, drawn, caplog, broken):
        def refuse(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        wait_a_while()
        monkeypatch.setattr(broken, refuse)
        assert draw_all(DrawingAhead()) == 1
        assert len(drawn) == 1
        assert "can't be kept" in caplog.text

    def test_one_that_cannot_be_drawn_keeps_none_of_the_others(self, monkeypatch, drawn, caplog):
        draw = png.rasterise

        def fail(svg: str, *more: float) -> bytes:
            if not drawn:
                drawn.append("failed")
                raise NotDrawnError
            return draw(svg, *more)

        wait_a_while()
        monkeypatch.setattr(png, "rasterise", fail)
        draw_all(DrawingAhead())
        assert len(list(cache_folder("pictures").iterdir())) == len(COUNCILS) - 1
        assert "The picture of the paper of testshire can't be drawn ahead" in caplog.text

    def test_a_database_that_is_away_is_for_the_reader_to_wait_for(self, monkeypatch):
        def refuse(_: object) -> None:
            raise OperationalError("gone")

        wait_a_while()
        monkeypatch.setattr(drawing_ahead, "page_at", refuse)
        monkeypatch.setattr(drawing_ahead, "CurrentRecord", lambda: refuse(None))
        with pytest.raises(OperationalError):
            DrawingAhead().draw_next()


def test_before_the_first_edition_there_is_nothing_to_draw():
    assert draw_all(DrawingAhead()) == 0


class TestReader:
    @pytest.fixture(autouse=True)
    def drawings(self, monkeypatch) -> list[str]:
        """What the reader does, in order: it reads what `waiting` says and draws."""
        done: list[str] = []
        monkeypatch.setattr(run_reader, "close_old_connections", lambda: None)
        monkeypatch.setattr(DrawingAhead, "draw_next", lambda _: done.append("drew"))
        monkeypatch.setattr(run_reader, "read_waiting", lambda: done.append("read") or len(done) < 2)
        return done

    def test_it_draws_while_no_file_waits(self, monkeypatch, drawings):
        def stop(_: float) -> None:
            if len(drawings) >= 5:
                raise KeyboardInterrupt

        monkeypatch.setattr(run_reader.time, "sleep", stop)
        monkeypatch.setattr(run_reader.signal, "signal", lambda *_: None)
        call_command("run_reader")
        assert drawings == ["read", "read", "drew", "read", "drew"]

    def test_one_that_ends_when_no_file_waits_draws_nothing(self, drawings):
        call_command("run_reader", "--until-empty")
        assert drawings == ["read"]
