"""Limits that a process sets on itself before it handles hostile input. Standard library only.

On systems without such limits (Windows) nothing is set, and only the parent's time-out applies.
"""

# Not by contextlib, which takes as long to import as a process with nothing else takes to start.
try:
    import resource
except ImportError:
    NO_LIMITS = True
else:
    NO_LIMITS = False
OPEN_FILES = 64


def limit_process(memory_bytes: int) -> None:
    """Limit memory and open files. Forbid writing to files and core dumps."""
    if NO_LIMITS:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))


def limit_time(cpu_seconds: int) -> None:
    """Limit processor seconds from now on. Call it again for the next piece of work."""
    if NO_LIMITS:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + cpu_seconds, hard))
