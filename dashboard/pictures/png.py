"""Charts as PNG of a stated physical size, drawn within limits and kept on disk."""

import hashlib
import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import BadRequest
from PIL import Image

from dashboard.file_cache import keep, keep_within, kept, kept_folder
from dashboard.pictures.rasteriser import NotDrawnError, TooSlowError, rasterise

from .rate_limit import PicturesBusyError, drawing_turn, refuse_while_busy

__all__ = [
    "IN_DOCUMENT",
    "NotDrawnError",
    "PictureSize",
    "PicturesBusyError",
    "document_png_of",
    "picture_size",
    "png_of",
    "refuse_pictures_while_busy",
]

CM_PER_INCH = 2.54
WIDTH_CM, DPI = range(4, 25), range(72, 601)
MOST_PIXELS = 25_000_000
# What makes a picture beside its SVG: another number leaves the pictures that were drawn otherwise aside.
VERSION = 1
TURN = "turn"
AFTER_A_SLOW_ONE = 60
FILES_KEPT, BYTES_KEPT = 2_000, 256 * 1024 * 1024


@dataclass(frozen=True)
class PictureSize:
    """How wide a picture is on paper, and how fine."""

    width_cm: int = 16
    dpi: int = 300

    @property
    def pixels(self) -> int:
        """How many pixels it is wide."""
        return round(self.width_cm / CM_PER_INCH * self.dpi)


PAPER = PictureSize()
# Word itself keeps pictures at 220 dots per inch.
IN_DOCUMENT, FEW_COLOURS = PictureSize(dpi=220), 128


def picture_size(parameters: Mapping[str, str]) -> PictureSize:
    """The size that `width-cm` and `dpi` ask for; BadRequest with what is possible for another."""
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
    """The SVG as PNG, the same bytes each time; from the disk where it was drawn before.

    BadRequest where it would have too many pixels, PicturesBusyError while too much is being drawn or where it took
    too long, NotDrawnError where the engine fails.
    """
    _check_pixels(svg, size)
    key = hashlib.sha256(f"{VERSION} {size.pixels} {size.dpi} {svg}".encode()).hexdigest()
    folder = kept_folder("pictures")
    file = folder / f"{key}.png"
    if (png := kept(file)) is not None:
        return png
    with drawing_turn(folder / TURN):
        # Another process may have drawn it while this one waited.
        if (png := kept(file)) is None:
            png = with_resolution(_drawn(svg, size.pixels), size.dpi)
            keep(file, png)
            keep_within(folder, "*.png", FILES_KEPT, BYTES_KEPT)
    return png


def _drawn(svg: str, width: int) -> bytes:
    try:
        return rasterise(svg, width)
    except TooSlowError:
        raise PicturesBusyError(
            AFTER_A_SLOW_ONE, "This picture took too long to draw. Ask for a smaller one, or for the .svg."
        ) from None


def refuse_pictures_while_busy() -> None:
    """PicturesBusyError where no picture could be drawn now, before any work is done for one."""
    refuse_while_busy(kept_folder("pictures") / TURN)


def document_png_of(svg: str) -> bytes:
    """The SVG as PNG for a document, in few colours and so less than half as large; as `png_of` otherwise."""
    key = hashlib.sha256(f"{VERSION} {IN_DOCUMENT} {FEW_COLOURS} {svg}".encode()).hexdigest()
    file = kept_folder("pictures") / f"{key}.png"
    if (png := kept(file)) is not None:
        return png
    picture = Image.open(BytesIO(png_of(svg, IN_DOCUMENT))).convert("RGB")
    found = BytesIO()
    few = picture.quantize(FEW_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(found, "PNG", dpi=(IN_DOCUMENT.dpi, IN_DOCUMENT.dpi))
    keep(file, found.getvalue())
    return found.getvalue()


def _check_pixels(svg: str, size: PictureSize) -> None:
    shape = re.match(r'<svg [^>]*viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    if shape is None:
        raise ValueError("an SVG of ours begins with an element that has a viewBox from 0 0")
    width, height = map(float, shape.groups())
    if size.pixels * size.pixels * height / width > MOST_PIXELS:
        raise BadRequest(
            f"This picture would have more than {MOST_PIXELS // 1_000_000} million pixels. Ask for a smaller width-cm "
            "or dpi, for fewer councils, or for the .svg, which is sharp at any size."
        )


def with_resolution(png: bytes, dpi: int) -> bytes:
    """The PNG with its resolution written down, so that Word places it at its physical size."""
    per_metre = round(dpi / CM_PER_INCH * 100)
    body = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
    chunk = struct.pack(">I", len(body) - len(b"pHYs")) + body + struct.pack(">I", zlib.crc32(body))
    # After the signature (8 bytes) and the header (25), which every PNG begins with.
    return png[:33] + chunk + png[33:]
