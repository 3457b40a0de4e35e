"""Processor time of the running thread, with that of the processes it had work for it."""

import threading
import time

_processes = threading.local()


def add_process_seconds(seconds: float) -> None:
    """Count the processor time of a process that worked for this thread."""
    _processes.seconds = getattr(_processes, "seconds", 0.0) + seconds


def thread_seconds() -> float:
    """Processor time so far; only differences mean anything."""
    spent: float = getattr(_processes, "seconds", 0.0)
    return time.thread_time() + spent
