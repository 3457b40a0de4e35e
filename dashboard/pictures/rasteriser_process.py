"""The subprocess of `rasteriser`. It imports little, because it starts anew for each picture."""

import json
import struct
import sys
import time

from resvg_py import svg_to_bytes

from inspections.process_limits import limit_process, limit_time

MEMORY_BYTES = 600 * 1024 * 1024
CPU_SECONDS = 10


def serve() -> None:
    """Read one task from stdin, write to stdout the processor time used and one PNG."""
    task = json.loads(sys.stdin.buffer.read())
    limit_process(MEMORY_BYTES)
    limit_time(CPU_SECONDS)
    png = svg_to_bytes(
        svg_string=task["svg"],
        width=task["width"],
        skip_system_fonts=True,
        font_files=task["fonts"],
        font_family=task["family"],
        sans_serif_family=task["family"],
        background="#ffffff",
    )
    sys.stdout.buffer.write(struct.pack(">d", time.process_time()) + png)
