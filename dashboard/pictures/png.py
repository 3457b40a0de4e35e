"""Charts as PNG of a stated physical size, drawn within limits and kept on disk."""

import hashlib
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from django.core.exceptions import BadRequest
from PIL import Image

from dashboard.file_cache import cache_folder, read_cached, trim_cache, write_cached
from dashboard.patience import seconds_left
from dashboard.pictures.rasteriser import NotDrawnError, TooSlowError, rasterise

CM_PER_INCH = 2.54
WIDTH_CM, DPI = range(4, 25), range(72, 601)
MOST_PIXELS = 25_000_000
# Cache version. Raise it when the drawing changes.
VERSION = 2
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
# Seconds for which a Word file waits for its picture, and those that the rest of it needs.
DOCUMENT_SECONDS, SECONDS_TO_FINISH = 4.0, 1.5


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


def png_of(svg: str, size: PictureSize = PAPER) -> bytes:
    """The SVG as PNG, from the cache if it was drawn before.

    BadRequest if it would have too many pixels, NotDrawnError if the engine fails, which is TooSlowError if it takes
    too long.
    """
    if _has_too_many_pixels(svg, size):
        raise BadRequest(
            f"This picture would have more than {MOST_PIXELS // 1_000_000} million pixels. Ask for a smaller width-cm "
            "or dpi, for fewer councils, or for the .svg, which is sharp at any size."
        )
    file = _file(svg, size)
    if (png := read_cached(file)) is None:
        png = with_resolution(rasterise(svg, size.pixels), size.dpi)
        _keep(file, png)
    return png


def document_png_of(svg: str) -> bytes:
    """The SVG as PNG for a Word file: in few colours, which halves its size. NotDrawnError as `png_of`.

    TooSlowError also if the file's reader would have to wait too long.
    """
    file = _document_file(svg)
    if (png := read_cached(file)) is not None:
        return png
    if _has_too_many_pixels(svg, IN_DOCUMENT):
        raise NotDrawnError("it would have too many pixels")
    seconds = seconds_left(at_most=DOCUMENT_SECONDS + SECONDS_TO_FINISH) - SECONDS_TO_FINISH
    if seconds <= 0:
        raise TooSlowError
    picture = Image.open(BytesIO(rasterise(svg, IN_DOCUMENT.pixels, seconds))).convert("RGB")
    saved = BytesIO()
    few = picture.quantize(FEW_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(saved, "PNG", dpi=(IN_DOCUMENT.dpi, IN_DOCUMENT.dpi))
    _keep(file, saved.getvalue())
    return saved.getvalue()


def keep_document_png(svg: str) -> bool:
    """Draw the picture of a Word file unless it is kept already. Returns whether it is kept now. NotDrawnError."""
    file = _document_file(svg)
    if not file.is_file():
        document_png_of(svg)
    return file.is_file()


def _document_file(svg: str) -> Path:
    return _file(svg, IN_DOCUMENT, f"in {FEW_COLOURS} colours")


def _file(svg: str, size: PictureSize, form: str = "") -> Path:
    """Where the picture is kept: by what is drawn, whatever its description says."""
    _, _, drawn = svg.rpartition("</desc>")
    key = hashlib.sha256(f"{VERSION} {_shape(svg)} {size} {form} {drawn}".encode()).hexdigest()
    return cache_folder("pictures") / f"{key}.png"


def _keep(file: Path, png: bytes) -> None:
    write_cached(file, png)
    trim_cache(file.parent, "*.png", max_files=MAX_FILES, max_bytes=MAX_BYTES)


def _shape(svg: str) -> tuple[float, float]:
    """Width and height of the SVG, in its own units."""
    shape = re.match(r'<svg [^>]*viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    if shape is None:
        raise ValueError("the SVG must begin with an element whose viewBox starts at 0 0")
    return float(shape[1]), float(shape[2])


def _has_too_many_pixels(svg: str, size: PictureSize) -> bool:
    width, height = _shape(svg)
    return size.pixels * size.pixels * height / width > MOST_PIXELS


def with_resolution(png: bytes, dpi: int) -> bytes:
    """The PNG with its resolution in a pHYs chunk, so that Word places it at its physical size."""
    per_metre = round(dpi / CM_PER_INCH * 100)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(body) - len(b"pHYs")) + body + struct.pack(">I", zlib.crc32(body))
    # After the signature (8 bytes) and the header (25) of every PNG.
    return png[:33] + chunk + png[33:]
