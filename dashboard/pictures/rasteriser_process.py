"""The process in which `rasteriser` draws. It loads as little as it can, for it begins anew with each picture."""

import json
import sys

from resvg_py import svg_to_bytes

from inspections.process_limits import limit_process, limit_time

MEMORY_BYTES = 600 * 1024 * 1024
CPU_SECONDS = 10


def serve() -> None:
    """One question in, one PNG out."""
    question = json.loads(sys.stdin.buffer.read())
    limit_process(MEMORY_BYTES)
    limit_time(CPU_SECONDS)
    png = svg_to_bytes(
        svg_string=question["svg"],
        width=question["width"],
        skip_system_fonts=True,
        font_files=question["fonts"],
        font_family=question["family"],
        sans_serif_family=question["family"],
        background="#ffffff",
    )
    sys.stdout.buffer.write(png)
