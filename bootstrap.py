"""Sets the site up, runs it and tests it, on any system, with nothing but Python 3.11 or later.

    python bootstrap.py setup           everything but serving
    python bootstrap.py run             set up, then serve on 127.0.0.1, port 8000 or what PORT says
    python bootstrap.py reports [...]   set up, then fetch the reports on record from Ofsted, with the arguments given
    python bootstrap.py test [...]      what tests need, then pytest on all cores, with the arguments given
    python bootstrap.py tools           only what tests and checks need

`make setup`, `make run`, `make reports` and `make test` call this file. Each can be run again at any time and skips
what is already done. It uses the standard library alone, and syntax that older Pythons can parse, so that they can say
what is wrong.
"""

import contextlib
import hashlib
import math
import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - the reader of the message has an older one
    sys.exit(
        f"This needs Python 3.11 or later; this is {sys.version.split()[0]}. Install one and name it, for example:\n"
        "    make run PYTHON=python3.12\n"
        "    python3.12 bootstrap.py run"
    )

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
RUNTIME_LOCK = ROOT / "requirements.txt"
TOOLS_LOCK = ROOT / "requirements-dev.txt"
HOST = "127.0.0.1"
# Of one core, for all tests.
TEST_MINUTES = 10


def main() -> None:
    """Run the command named by the first argument."""
    command, *arguments = sys.argv[1:] or [""]
    if command in WITH_ARGUMENTS:
        WITH_ARGUMENTS[command](arguments)
    elif command in COMMANDS and not arguments:
        COMMANDS[command]()
    else:
        sys.exit(__doc__)


def setup() -> None:
    """Make everything that serving needs: packages, settings, database, data, static files, first staff account."""
    make_environment()
    install(RUNTIME_LOCK)
    write_settings()
    run_or_exit([PYTHON, "manage.py", "set_up"])


def run() -> None:
    """Set up, then serve and read what staff upload, until stopped."""
    port = free_port()
    setup()
    print(f"\nThe site is at http://{HOST}:{port}/ and its staff side at http://{HOST}:{port}/admin/", flush=True)
    print("Ctrl+C stops it.", flush=True)
    command = server_command(port)
    os.chdir(ROOT)
    reader = [str(PYTHON), "manage.py", "run_reader"]
    if WINDOWS:
        with subprocess.Popen(reader) as reading:
            try:
                run_or_exit(command)
            finally:
                reading.terminate()
    else:
        subprocess.Popen([*reader, "--parent", str(os.getpid())])
        # Replace this process, so that stopping it stops the server, and the reader with it.
        os.execv(command[0], command)


def reports(arguments: "list[str]") -> None:
    """Set up, then fetch the reports whose addresses are on record and publish those that agree with it."""
    setup()
    # The account that set-up makes; `--by NAME` among the arguments names another.
    options = ["--publish-agreeing", "--by", "staff"]
    run_or_exit([PYTHON, "manage.py", "fetch_reports", *options, *arguments])


def server_command(port: int) -> "list[str]":
    """The command that serves the site: a worker for each of two cores, with threads to wait in, not to work in."""
    # granian takes more than one worker on Windows only experimentally.
    workers = "1" if WINDOWS else "2"
    return [
        *(str(PYTHON), "-m", "granian", "dashboard.wsgi:application"),
        *("--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", workers, "--blocking-threads", "128", "--http1-header-read-timeout", "10000"),
        # A worker that dies is followed by another, and one that doesn't end when it is told to is killed.
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        # A request that comes while others wait finds a thread ready.
        *("--blocking-threads-idle-timeout", "600"),
        # granian warns of that many threads. Of those, dashboard/serving/ lets a few work at a time.
        *("--log-level", "error"),
    ]


def test(arguments: "list[str]") -> None:
    """Run the tests, without https whatever .env says."""
    tools()
    if not arguments:
        cores = os.cpu_count() or 1
        minutes = max(2, math.ceil(TEST_MINUTES / cores))
        print(f"Running all tests on all cores ({cores}): about {minutes} minutes.", flush=True)
    run_or_exit([PYTHON, "-m", "pytest", "-n", "auto", "--durations=20", *arguments], HTTPS="false")


def tools() -> None:
    """Install what tests and checks need."""
    make_environment()
    install(TOOLS_LOCK)
    write_settings()


COMMANDS = {"setup": setup, "run": run, "tools": tools}
WITH_ARGUMENTS = {"reports": reports, "test": test}


def make_environment() -> None:
    """Make .venv unless there is one that works."""
    check = "import pip, sys; sys.exit(sys.version_info < (3, 11))"
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", check], capture_output=True, check=False).returncode == 0:
        return
    print("Making a virtual environment in .venv", flush=True)
    try:
        venv.create(ENVIRONMENT, clear=True, with_pip=True)
    except (subprocess.CalledProcessError, ImportError):
        sys.exit(
            "Python could not make a virtual environment. On Debian and Ubuntu this needs one more package:\n"
            "    sudo apt-get install python3-venv"
        )


def install(lock: Path) -> None:
    """Install exactly what the lock file names, checked by hash, unless it is installed already."""
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    stamp = stamp_of(lock)
    if stamp.exists() and stamp.read_text() == digest:
        return
    print(f"Installing what {lock.name} names (half a minute the first time)", flush=True)
    for old in (RUNTIME_LOCK, TOOLS_LOCK):
        stamp_of(old).unlink(missing_ok=True)
    # The lock names every package that one of them needs. pip installs one after the other, so two of it take half the
    # time.
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes", "--no-deps"]
    with tempfile.TemporaryDirectory() as folder:
        halves = halves_of(lock, Path(folder))
        run_or_exit(*([PYTHON, "-m", "pip", "install", *options, "-r", half] for half in halves))
    stamp.write_text(digest)
    if lock == TOOLS_LOCK:
        # It contains everything in the other one, at the same versions.
        stamp_of(RUNTIME_LOCK).write_text(hashlib.sha256(RUNTIME_LOCK.read_bytes()).hexdigest())


def halves_of(lock: Path, folder: Path) -> "list[Path]":
    """Two files in the folder, each with every second package that the lock file names."""
    packages = re.findall(r"^\w.+(?:\n[ #].*)*", lock.read_text(encoding="utf-8"), re.MULTILINE)
    halves = [folder / "even.txt", folder / "odd.txt"]
    for number, half in enumerate(halves):
        half.write_text("\n".join(packages[number::2]), encoding="utf-8")
    return halves


def stamp_of(lock: Path) -> Path:
    """Path of the file that records which version of the lock file is installed."""
    return ENVIRONMENT / f"{lock.stem}.installed"


def write_settings() -> None:
    """Write .env with a new key, readable by its owner alone, unless there is one or SECRET_KEY is set."""
    path = ROOT / ".env"
    if path.exists() or os.environ.get("SECRET_KEY") or os.environ.get("SECRET_KEY_FILE"):
        return
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(f"SECRET_KEY={secrets.token_urlsafe(50)}\n# This machine alone, so no https.\nHTTPS=false\n")
    print("Wrote .env with a new secret key", flush=True)


def free_port() -> int:
    """The port to serve on. Exits with advice if PORT is not a port or is taken."""
    # On Windows `set PORT=8001 && ...` leaves a space at the end.
    wanted = os.environ.get("PORT", "").strip() or "8000"
    if not (wanted.isascii() and wanted.isdigit() and 0 < int(wanted) < 65536):
        sys.exit(f"PORT={wanted} is not a port: give a number from 1 to 65535.")
    with socket.socket() as probe:
        if not WINDOWS:
            # As the server does. On Windows this option would let two programs share the port.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(wanted)))
        except OSError as error:
            another = "set PORT=8001 && py bootstrap.py run" if WINDOWS else "make run PORT=8001"
            sys.exit(f"Port {wanted} cannot be used ({error.strerror}). Choose another one: {another}")
    return int(wanted)


def run_or_exit(*commands: "list[object]", **environment: str) -> None:
    """Run commands in the project's folder, all at once. If one fails, exit with its code."""
    codes = [130]
    # Ctrl+C needs no traceback.
    with contextlib.suppress(KeyboardInterrupt), contextlib.ExitStack() as stack:
        whole = {**os.environ, **environment}
        running = [
            stack.enter_context(subprocess.Popen([str(part) for part in command], cwd=ROOT, env=whole))
            for command in commands
        ]
        codes = [process.wait() for process in running]
    if any(codes):
        sys.exit(next(filter(None, codes)))


if __name__ == "__main__":
    main()
