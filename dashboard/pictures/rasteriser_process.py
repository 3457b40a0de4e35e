"""The subprocess of `rasteriser`. It imports little, because it starts anew for each picture."""

import struct
import sys
import time

from resvg_py import svg_to_bytes

from inspections.process_limits import limit_process, limit_time

MEMORY_BYTES = 600 * 1024 * 1024
CPU_SECONDS = 10


def serve() -> None:
    """Read an SVG from stdin, write to stdout the processor time used and the PNG.

    The arguments are a folder of modules, the width in pixels, a family of fonts, and its files.
    """
    _, _, width, family, *fonts = sys.argv
    svg = sys.stdin.buffer.read().decode()
    limit_process(MEMORY_BYTES)
    limit_time(CPU_SECONDS)
    png = svg_to_bytes(
        svg_string=svg,
        width=int(width),
        skip_system_fonts=True,
        font_files=fonts,
        font_family=family,
        sans_serif_family=family,
        background="#ffffff",
    )
    sys.stdout.buffer.write(struct.pack(">d", time.process_time()) + png)
