"""The limited process in which files from outside are read. `sandbox` starts it and asks it."""

import base64
import json
import os
import sys
from datetime import date
from typing import IO, Any

from inspections.names import CouncilNames
from inspections.process_limits import limit_process, limit_time
from inspections.reports.document import PageBox

# The first line of a process that is ready to read files.
READY = b"ready\n"
MEMORY_BYTES = 600 * 1024 * 1024
CPU_SECONDS = 15


def serve() -> None:
    """The worker's loop: a line of JSON in, a line of JSON out, until the pipe is closed."""
    from inspections.reports.pipeline import read_report

    source, target = sys.stdin.buffer, sys.stdout.buffer
    register = [
        CouncilNames(slug, tuple(names), _day(valid_from), _day(valid_to))
        for slug, names, valid_from, valid_to in json.loads(source.readline())["register"]
    ]
    # Standard error tells the parent why a start failed. What a PDF engine says about a file goes nowhere.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    limit_process(MEMORY_BYTES)
    target.write(READY)
    target.flush()
    for line in source:
        question = json.loads(line)
        data = base64.b64decode(question["data"])
        limit_time(CPU_SECONDS)
        if question["do"] == "read":
            answer = read_report(data, register).to_json()
        else:
            answer = _rendered(data, question["page"], question["box"])
        send(target, answer)


def send(pipe: IO[bytes], message: dict[str, Any]) -> None:
    """Write the message as a line of JSON."""
    pipe.write(json.dumps(message).encode("utf-8") + b"\n")
    pipe.flush()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _rendered(data: bytes, page: int, box: dict[str, float] | None) -> dict[str, str]:
    from inspections.reports.picture import region_png

    png = region_png(data, page, PageBox(**box) if box else None)
    return {"png": base64.b64encode(png).decode("ascii") if png else ""}
