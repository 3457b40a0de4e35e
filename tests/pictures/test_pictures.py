"""Charts as PNG: with their words, at their size, the same each time, and never at the cost of the site."""

import io
import subprocess
import sys
import time
from contextlib import nullcontext, suppress

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.test import RequestFactory
from PIL import Image

from dashboard.file_cache import cache_folder, write_cached
from dashboard.middleware.unavailable import SlowPictureMiddleware
from dashboard.patience import waiting_for
from dashboard.pictures import png as pictures
from dashboard.pictures import rasteriser
from dashboard.pictures.png import PictureSize, document_png_of, picture_size, png_of
from dashboard.pictures.rasteriser import NotDrawnError, TooSlowError, rasterise
from dashboard.processor_time import thread_seconds

SMALL = PictureSize(width_cm=4, dpi=72)
limits = pytest.mark.skipif(sys.platform == "win32", reason="this system sets no limits on a process")


def drawn(text: str = "Testshire", *, height: int = 100, attributes: str = "") -> str:
    """An SVG of ours, twice as wide as high unless told otherwise, with black text on white."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 200 {height}" width="200" height="{height}">'
        f'<rect width="200" height="{height}" fill="#ffffff"/><text x="10" y="60" font-size="30" fill="#000000" '
        f'font-family="Arial, Liberation Sans, sans-serif" {attributes}>{text}</text></svg>'
    )


def ink(png: bytes) -> int:
    """How many pixels are dark."""
    return sum(Image.open(io.BytesIO(png)).convert("L").histogram()[:128])


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def counted(monkeypatch) -> list[int]:
    """The widths of what is really drawn."""
    widths: list[int] = []

    def count(svg: str, width: int, *more: float) -> bytes:
        widths.append(width)
        return rasterise(svg, width, *more)

    monkeypatch.setattr(pictures, "rasterise", count)
    return widths


class TestPicture:
    def test_it_is_16_cm_wide_at_300_dots_per_inch_unless_told_otherwise(self):
        image = Image.open(io.BytesIO(png_of(drawn())))
        assert image.format == "PNG"
        assert image.size == (1890, 945)
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.1)

    def test_it_is_as_wide_and_as_fine_as_asked_for(self):
        image = Image.open(io.BytesIO(png_of(drawn(), PictureSize(width_cm=8, dpi=150))))
        assert image.width == 472
        assert image.info["dpi"] == pytest.approx((150, 150), abs=0.1)

    def test_its_words_are_there(self):
        blank, words = (ink(png_of(drawn(text), PictureSize(8, 96))) for text in ("", "Testshire"))
        assert blank == 0
        assert words > 500

    def test_bold_words_are_bold(self):
        plain, bold = (ink(png_of(drawn(attributes=weight))) for weight in ("", 'font-weight="700"'))
        assert bold > 1.2 * plain

    def test_words_are_as_wide_as_in_arial(self):
        # An H of Arial is 1,479 units of 2,048 wide, with 337 of them white.
        image = Image.open(io.BytesIO(png_of(drawn("HHHHHHHH")))).convert("L").point(lambda tone: 255 * (tone < 128))
        left, _, right, _ = image.getbbox()
        assert (right - left) * 200 / 1890 == pytest.approx((8 * 1479 - 337) / 2048 * 30, abs=0.5)

    def test_names_with_quotes_and_ampersands_stay_whole(self):
        assert ink(png_of(drawn("King&#x27;s &amp; “Lynn”"))) > ink(png_of(drawn("King")))

    def test_the_same_svg_gives_the_same_bytes(self, settings, tmp_path):
        first = png_of(drawn(), SMALL)
        settings.DATA_DIR = tmp_path / "elsewhere"
        assert png_of(drawn(), SMALL) == first

    def test_its_ground_is_opaque(self):
        ground = drawn().replace('<rect width="200" height="100" fill="#ffffff"/>', "")
        image = Image.open(io.BytesIO(png_of(ground, SMALL))).convert("RGBA")
        assert image.getextrema()[3] == (255, 255)

    def test_without_a_font_there_is_no_picture_instead_of_one_without_words(self, monkeypatch):
        monkeypatch.setattr(rasteriser, "FONTS", ())
        with pytest.raises(NotDrawnError, match="no font"):
            png_of(drawn(), SMALL)


class TestSize:
    @pytest.mark.parametrize(
        ("query", "size"),
        [
            ("", PictureSize(16, 300)),
            ("width-cm=4", PictureSize(4, 300)),
            ("width-cm=24&dpi=72", PictureSize(24, 72)),
            ("dpi=600", PictureSize(16, 600)),
        ],
    )
    def test_a_possible_size_is_taken(self, query, size):
        assert picture_size(QueryDict(query)) == size

    @pytest.mark.parametrize(
        "text", ["3", "25", "99999999999", "-16", "0", "1e3", "16.5", "sixteen", "１６", "\0", " 16"]
    )
    def test_a_width_out_of_range_is_refused_with_what_is_possible(self, text):
        with pytest.raises(BadRequest, match="width-cm is a whole number from 4 to 24"):
            picture_size({"width-cm": text})

    @pytest.mark.parametrize("text", ["71", "601", "inf"])
    def test_a_fineness_out_of_range_is_refused_with_what_is_possible(self, text):
        with pytest.raises(BadRequest, match="dpi is a whole number from 72 to 600"):
            picture_size({"dpi": text})

    def test_too_many_pixels_in_all_are_refused_before_anything_is_drawn(self, counted):
        with pytest.raises(BadRequest, match="more than 25 million pixels"):
            png_of(drawn(height=4_000), PictureSize(24, 300))
        assert counted == []


class TestKept:
    def test_a_picture_is_drawn_once(self, counted):
        assert png_of(drawn(), SMALL) == png_of(drawn(), SMALL)
        assert counted == [113]

    def test_another_size_and_another_chart_are_other_pictures(self, counted):
        for svg, size in ((drawn(), SMALL), (drawn(), PictureSize(4, 73)), (drawn("Mockshire"), SMALL)):
            png_of(svg, size)
        assert len(counted) == 3

    def test_another_description_is_the_same_picture(self, counted):
        for day in ("26 November 2026", "27 November 2026"):
            described = drawn().replace('role="img"', f'role="img" aria-label="As at {day}."')
            png_of(described.replace('"100"><rect', f'"100"><desc>As at {day}.</desc><rect'), SMALL)
        assert len(counted) == 1

    def test_that_of_a_word_file_is_kept_once_and_in_few_colours(self, counted):
        assert document_png_of(drawn()) == document_png_of(drawn())
        (kept,) = cache_folder("pictures").iterdir()
        assert Image.open(io.BytesIO(kept.read_bytes())).mode == "P"
        assert counted == [1386]

    def test_the_oldest_go_when_there_are_too_many(self, monkeypatch):
        monkeypatch.setattr(pictures, "MAX_FILES", 2)
        for name in ("Testshire", "Sampleshire", "Mockshire"):
            png_of(drawn(name), SMALL)
            time.sleep(0.01)
        assert len(list(cache_folder("pictures").glob("*.png"))) == 2

    def test_what_failed_leaves_nothing_behind(self):
        with pytest.raises(NotDrawnError):
            png_of(drawn("</text>"), SMALL)
        assert list(cache_folder("pictures").iterdir()) == []


class TestFullDisk:
    @pytest.fixture(params=["tempfile.mkstemp", "os.write", "pathlib.Path.open", "pathlib.Path.mkdir"], autouse=True)
    def full(self, request, monkeypatch):
        """A disk that is full or read-only, wherever that shows first."""

        def refused(*_args, **_kwargs):
            raise OSError(28, "No space left on device")

        cache_folder("pictures")
        monkeypatch.setattr(request.param, refused)

    def test_a_picture_is_drawn_even_so(self, monkeypatch):
        monkeypatch.setattr(pictures, "rasterise", lambda *_: b"\x89PNG" + bytes(40))
        assert png_of(drawn(), SMALL).startswith(b"\x89PNG")

    def test_that_of_a_word_file_too(self, monkeypatch):
        png = io.BytesIO()
        Image.new("RGBA", (4, 4)).save(png, "PNG")
        monkeypatch.setattr(pictures, "rasterise", lambda *_: png.getvalue())
        assert document_png_of(drawn()).startswith(b"\x89PNG")


def test_a_file_that_cannot_be_kept_whole_is_not_kept(tmp_path, monkeypatch):
    def broken(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", broken)
    write_cached(tmp_path / "one.png", b"whole")
    assert list(tmp_path.iterdir()) == []


class TestInTime:
    """A Word file waits for its picture as long as its reader does, and not longer than a few seconds."""

    @pytest.fixture
    def seconds(self, monkeypatch) -> list[float]:
        """The seconds allowed for each drawing."""
        allowed: list[float] = []

        def note(svg: str, width: int, seconds: float) -> bytes:
            allowed.append(seconds)
            raise TooSlowError

        monkeypatch.setattr(pictures, "rasterise", note)
        monkeypatch.setattr(pictures, "DOCUMENT_SECONDS", 4.0)
        return allowed

    @pytest.mark.parametrize(("patience", "allowed"), [(None, 4.0), (100.0, 4.0), (3.0, 1.5)])
    def test_it_has_the_seconds_that_its_reader_has(self, seconds, patience, allowed):
        with waiting_for(patience) if patience else nullcontext(), pytest.raises(TooSlowError):
            document_png_of(drawn())
        assert seconds == [pytest.approx(allowed, abs=0.2)]

    def test_nothing_is_begun_for_a_reader_who_has_waited_long(self, seconds):
        with waiting_for(1.0), pytest.raises(TooSlowError):
            document_png_of(drawn())
        assert seconds == []

    def test_one_that_is_kept_is_there_at_once(self):
        kept = document_png_of(drawn())
        with waiting_for(0.0):
            assert document_png_of(drawn()) == kept

    def test_one_with_too_many_pixels_is_not_begun(self, counted):
        with pytest.raises(NotDrawnError, match="too many pixels"):
            document_png_of(drawn(height=4_000))
        assert counted == []

    @pytest.mark.parametrize(
        ("accept", "media_type", "said"),
        [
            ("text/html,*/*", "text/html; charset=utf-8", 'href="">Try again</a>'),
            ("*/*", "application/problem+json", '"detail": "This picture took too long to draw.'),
            ("", "application/problem+json", '"status": 503'),
        ],
    )
    def test_who_asked_for_a_slow_picture_alone_is_told_so(self, accept, media_type, said):
        request = RequestFactory().get("/map/ilacs.png", headers={"Accept": accept})
        answer = SlowPictureMiddleware(lambda _: None).process_exception(request, TooSlowError())
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
        assert answer.headers["Content-Type"] == media_type
        assert said in answer.content.decode()

    def test_other_errors_keep_their_course(self):
        request = RequestFactory().get("/")
        assert SlowPictureMiddleware(lambda _: None).process_exception(request, NotDrawnError()) is None


class TestProcess:
    @pytest.mark.parametrize("svg", ["", "no svg", "<svg", drawn("</text>"), drawn("\0")])
    def test_what_cannot_be_drawn_is_said_to_be_so(self, svg):
        with pytest.raises(NotDrawnError):
            rasterise(svg, 100)

    @pytest.mark.parametrize(
        "foreign", ['<image href="/etc/hostname"/>', "<!ENTITY x>", "<style>", '<use href="/etc/x.svg#a"/>']
    )
    def test_an_svg_that_would_have_something_read_is_refused(self, foreign):
        with pytest.raises(ValueError, match="an SVG of ours does not have"):
            rasterise(drawn(foreign), 100)

    def test_one_that_hangs_is_stopped(self, monkeypatch):
        monkeypatch.setattr(rasteriser, "WALL_SECONDS", 0.3)
        monkeypatch.setattr(rasteriser, "_BOOT", "import time; time.sleep(60)")
        with pytest.raises(TooSlowError):
            rasterise(drawn(), 100)

    @limits
    @pytest.mark.parametrize(
        ("deed", "said"),
        [
            ("own.limit_time(1)\nwhile True: pass", "took too long"),
            ("import os; os.abort()", "stopped by SIGABRT"),
        ],
        ids=["its time", "itself"],
    )
    def test_one_that_ends_is_said_to_have_been_stopped(self, monkeypatch, deed, said):
        root = "import sys; sys.path.insert(0, sys.argv[1]); from dashboard.pictures import rasteriser_process as own; "
        monkeypatch.setattr(rasteriser, "_BOOT", root + deed)
        with pytest.raises(NotDrawnError, match=said):
            rasterise(drawn(), 100)

    def test_a_reader_is_told_that_it_took_too_long(self, monkeypatch):
        monkeypatch.setattr(rasteriser, "WALL_SECONDS", 0.3)
        monkeypatch.setattr(rasteriser, "_BOOT", "import time; time.sleep(60)")
        with pytest.raises(TooSlowError, match=r"took too long to draw. Ask for a smaller one, or for the .svg"):
            png_of(drawn(), SMALL)

    @pytest.mark.parametrize(("boot", "least"), [(None, 0.001), ("import time; time.sleep(60)", 0.3)])
    def test_its_time_counts_as_that_of_whoever_asked(self, monkeypatch, boot, least):
        if boot:
            monkeypatch.setattr(rasteriser, "_BOOT", boot)
        begun, own_begun = thread_seconds(), time.thread_time()
        with suppress(TooSlowError):
            rasterise(drawn(), 100, 0.3 if boot else 120)
        own = time.thread_time() - own_begun
        assert thread_seconds() - begun - own > least

    @limits
    def test_one_that_wants_all_memory_is_stopped(self, monkeypatch):
        boot = rasteriser._BOOT.replace("own.serve()", "own.MEMORY_BYTES = 64 * 2**20; own.serve()")
        monkeypatch.setattr(rasteriser, "_BOOT", boot)
        with pytest.raises(NotDrawnError):
            rasterise(drawn(), 5_000)

    def test_the_drawing_process_loads_no_django(self):
        ask = "import sys; from dashboard.pictures import rasteriser_process; print('django' in sys.modules)"
        done = subprocess.run(
            [sys.executable, "-c", ask], cwd=rasteriser.ROOT, capture_output=True, check=True, text=True
        )
        assert done.stdout == "False\n"
