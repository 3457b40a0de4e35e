"""SVG to PNG in a process of its own, with limits on memory and time. Our own SVG only; no Django.

The engine holds the interpreter while it draws, aborts on some input and takes memory by the pixel, so it never runs
in a process that serves pages. It draws no letter whose font it does not find: the font comes with a package and is
named, and what the machine has is left aside, so that the same SVG gives the same bytes everywhere.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import fontpkg_arimo

# Arimo has the widths of Arial and Liberation Sans, which the SVGs name.
FAMILY = fontpkg_arimo.FAMILY
FONTS = tuple(sorted(str(path) for path in (fontpkg_arimo.ROOT / "files").glob("*.ttf")))
WALL_SECONDS = 15
# What the engine would read from disk or fetch if an SVG named it. Ours never do.
NOT_OURS = ("<image", "<feImage", "<use", "<style", "<!")
# The signal that ends a process for having used up its time, where there is one.
_OUT_OF_TIME = getattr(signal, "SIGXCPU", None)
_BOOT = (
    "import sys; sys.path.insert(0, sys.argv[1]); from dashboard.pictures import rasteriser_process as own; own.serve()"
)
ROOT = Path(__file__).resolve().parents[2]


class NotDrawnError(Exception):
    """The picture was not drawn: the process was stopped by a limit, or the engine refused the SVG."""


class TooSlowError(NotDrawnError):
    """The picture was not drawn within the time that one may take, as where the machine is busy with other things."""


def rasterise(svg: str, width: int) -> bytes:
    """A PNG so many pixels wide, as high as the SVG's shape asks for. NotDrawnError where that fails.

    ValueError for an SVG that is not of our making.
    """
    if found := [mark for mark in NOT_OURS if mark in svg]:
        raise ValueError(f"an SVG of ours does not have {found[0]}")
    if not FONTS:
        raise NotDrawnError("the package fontpkg-arimo holds no font, and a picture without words is none")
    question = json.dumps({"svg": svg, "width": width, "fonts": FONTS, "family": FAMILY})
    try:
        done = subprocess.run(  # noqa: S603  our own code, in our own interpreter
            [sys.executable, "-I", "-c", _BOOT, str(ROOT)],
            input=question.encode(),
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
            env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
        )
    except subprocess.TimeoutExpired:
        raise TooSlowError("it took too long") from None
    if -done.returncode == _OUT_OF_TIME:
        raise TooSlowError("it used up its time")
    if done.returncode or not done.stdout:
        raise NotDrawnError(_why(done))
    return done.stdout


def _why(done: subprocess.CompletedProcess[bytes]) -> str:
    if done.returncode < 0:
        return f"its process was stopped by {signal.Signals(-done.returncode).name}"
    return done.stderr.decode(errors="replace").strip()[-500:] or "its process gave nothing"
