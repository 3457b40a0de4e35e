"""Limits that a process sets on itself before it touches what could harm it. Standard library only.

Where the system has no such limits (Windows), nothing is set: the parent's clock still holds.
"""

from contextlib import suppress

with suppress(ImportError):
    import resource

NO_LIMITS = "resource" not in globals()
OPEN_FILES = 64


def limit_process(memory_bytes: int) -> None:
    """At most so much memory and few open files; no writing to files, no core dump."""
    if NO_LIMITS:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def limit_time(cpu_seconds: int) -> None:
    """So many seconds of the processor from now on; can be set again for the next piece of work."""
    if NO_LIMITS:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + cpu_seconds, hard))
