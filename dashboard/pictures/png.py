"""Charts as PNG of a stated physical size, drawn within limits and cached on disk."""

import hashlib
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import BadRequest
from PIL import Image

from dashboard.file_cache import cache_folder, read_cached, trim_cache, write_cached
from dashboard.pictures.rasteriser import TooSlowError, rasterise

from .rate_limit import PicturesBusyError, drawing_lock, refuse_while_busy

CM_PER_INCH = 2.54
WIDTH_CM, DPI = range(4, 25), range(72, 601)
MOST_PIXELS = 25_000_000
# Cache version. Raise it when the drawing changes.
VERSION = 1
# Papers have a share of their own, which nobody can use up by asking for pictures.
LOCK, DOCUMENTS_LOCK = "turn", "turn-of-documents"
RETRY_AFTER_SLOW_PICTURE = 60  # seconds
MAX_FILES, MAX_BYTES = 2_000, 256 * 1024 * 1024


@dataclass(frozen=True)
class PictureSize:
    """The width of a picture on paper, and its resolution."""

    width_cm: int = 16
    dpi: int = 300

    @property
    def pixels(self) -> int:
        """Its width in pixels."""
        return round(self.width_cm / CM_PER_INCH * self.dpi)


PAPER = PictureSize()
# Word saves pictures at 220 dots per inch.
IN_DOCUMENT, FEW_COLOURS = PictureSize(dpi=220), 128


def picture_size(parameters: Mapping[str, str]) -> PictureSize:
    """The size that `width-cm` and `dpi` ask for. BadRequest if they are out of range."""
    return PictureSize(
        width_cm=_whole("width-cm", parameters.get("width-cm", ""), WIDTH_CM) or PAPER.width_cm,
        dpi=_whole("dpi", parameters.get("dpi", ""), DPI) or PAPER.dpi,
    )


def _whole(name: str, text: str, possible: range) -> int | None:
    if not text:
        return None
    if re.fullmatch(r"[0-9]{1,4}", text) and int(text) in possible:
        return int(text)
    raise BadRequest(f"{name} is a whole number from {possible[0]} to {possible[-1]}, not “{text[:20]}”.")


def png_of(svg: str, size: PictureSize = PAPER, *, lock: str = LOCK) -> bytes:
    """The SVG as PNG, from the cache if it was drawn before. `lock` names the share of time in which it is drawn.

    BadRequest if it would have too many pixels, PicturesBusyError if too much is being drawn or it takes too long,
    NotDrawnError if the engine fails.
    """
    _check_pixels(svg, size)
    key = hashlib.sha256(f"{VERSION} {size.pixels} {size.dpi} {svg}".encode()).hexdigest()
    folder = cache_folder("pictures")
    file = folder / f"{key}.png"
    if (png := read_cached(file)) is not None:
        return png
    with drawing_lock(folder / lock):
        # Another process may have drawn it while this one waited.
        if (png := read_cached(file)) is None:
            png = with_resolution(_drawn(svg, size.pixels), size.dpi)
            write_cached(file, png)
            trim_cache(folder, "*.png", max_files=MAX_FILES, max_bytes=MAX_BYTES)
    return png


def _drawn(svg: str, width: int) -> bytes:
    try:
        return rasterise(svg, width)
    except TooSlowError:
        raise PicturesBusyError(
            RETRY_AFTER_SLOW_PICTURE, "This picture took too long to draw. Ask for a smaller one, or for the .svg."
        ) from None


def refuse_pictures_while_busy() -> None:
    """Raise PicturesBusyError if no picture could be drawn now, before any work is done for one."""
    refuse_while_busy(cache_folder("pictures") / LOCK)


def document_png_of(svg: str) -> bytes:
    """The SVG as PNG for a Word file. As `png_of`, but in few colours, which halves its size."""
    key = hashlib.sha256(f"{VERSION} {IN_DOCUMENT} {FEW_COLOURS} {svg}".encode()).hexdigest()
    file = cache_folder("pictures") / f"{key}.png"
    if (png := read_cached(file)) is not None:
        return png
    picture = Image.open(BytesIO(png_of(svg, IN_DOCUMENT, lock=DOCUMENTS_LOCK))).convert("RGB")
    saved = BytesIO()
    few = picture.quantize(FEW_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(saved, "PNG", dpi=(IN_DOCUMENT.dpi, IN_DOCUMENT.dpi))
    write_cached(file, saved.getvalue())
    return saved.getvalue()


def _check_pixels(svg: str, size: PictureSize) -> None:
    shape = re.match(r'<svg [^>]*viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    if shape is None:
        raise ValueError("the SVG must begin with an element whose viewBox starts at 0 0")
    width, height = map(float, shape.groups())
    if size.pixels * size.pixels * height / width > MOST_PIXELS:
        raise BadRequest(
            f"This picture would have more than {MOST_PIXELS // 1_000_000} million pixels. Ask for a smaller width-cm "
            "or dpi, for fewer councils, or for the .svg, which is sharp at any size."
        )


def with_resolution(png: bytes, dpi: int) -> bytes:
    """The PNG with its resolution in a pHYs chunk, so that Word places it at its physical size."""
    per_metre = round(dpi / CM_PER_INCH * 100)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(body) - len(b"pHYs")) + body + struct.pack(">I", zlib.crc32(body))
    # After the signature (8 bytes) and the header (25) of every PNG.
    return png[:33] + chunk + png[33:]
