"""Turns our own SVG into PNG, in a subprocess with limits on memory and time.

The engine (resvg) holds the interpreter lock while it draws, aborts on some input and needs memory by the pixel, so it
never runs in a process that serves pages. It draws no text without a font: the font comes from a package, and system
fonts are ignored, so that the same SVG gives the same bytes everywhere.
"""

import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import fontpkg_arimo

from dashboard.processor_time import add_process_seconds

# Arimo has the widths of Arial and Liberation Sans, which the SVGs name.
FAMILY = fontpkg_arimo.FAMILY
FONTS = tuple(sorted(str(path) for path in (fontpkg_arimo.ROOT / "files").glob("*.ttf")))
WALL_SECONDS = 15
# Elements by which the engine would read files or addresses. Our SVGs never have them.
FORBIDDEN = ("<image", "<feImage", "<use", "<style", "<!")
# In front of the picture: the seconds of processor time that its process used.
USED = struct.Struct(">d")
# The signal for a process that used up its processor time; Windows has none.
_OUT_OF_TIME = getattr(signal, "SIGXCPU", None)
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); from dashboard.pictures import rasteriser_process as own; own.serve()"
)
ROOT = Path(__file__).resolve().parents[2]


class NotDrawnError(Exception):
    """The process was stopped by a limit, or the engine refused the SVG."""


class TooSlowError(NotDrawnError):
    """The picture took longer than allowed, for example because the machine is busy. The message is for readers."""

    def __init__(self) -> None:
        super().__init__("This picture took too long to draw. Ask for a smaller one, or for the .svg.")


def rasterise(svg: str, width: int, seconds: float | None = None) -> bytes:
    """A PNG of this width in pixels, in the SVG's proportions. NotDrawnError if that fails.

    TooSlowError if it takes longer than `seconds` by the clock, or `WALL_SECONDS`. ValueError for an SVG that isn't
    ours.
    """
    if forbidden := [mark for mark in FORBIDDEN if mark in svg]:
        raise ValueError(f"an SVG of ours does not have {forbidden[0]}")
    if not FONTS:
        raise NotDrawnError("the package fontpkg-arimo has no font, so there would be no text in the picture")
    begun = time.monotonic()
    try:
        done = subprocess.run(  # noqa: S603  our own code, in our own interpreter
            [sys.executable, "-I", "-c", _BOOT, str(ROOT), str(width), FAMILY, *FONTS],
            input=svg.encode(),
            capture_output=True,
            timeout=WALL_SECONDS if seconds is None else seconds,
            check=False,
            env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
        )
    except subprocess.TimeoutExpired:
        add_process_seconds(time.monotonic() - begun)
        raise TooSlowError from None
    used, png = done.stdout[: USED.size], done.stdout[USED.size :]
    # A process that was stopped didn't say what it used: at most the time by the clock.
    add_process_seconds(USED.unpack(used)[0] if png else time.monotonic() - begun)
    if -done.returncode == _OUT_OF_TIME:
        raise TooSlowError
    if done.returncode or not png:
        raise NotDrawnError(_why(done))
    return png


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode < 0:
        return f"its process was stopped by {signal.Signals(-done.returncode).name}"
    return done.stderr.decode(errors="replace").strip()[-500:] or "its process gave nothing"
