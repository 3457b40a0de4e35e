"""What `make run`, `make setup` and `make test` do before Django starts."""

import ast
import os
import runpy
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

SCRIPT = Path(bootstrap.__file__)


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with two locks and an empty environment."""
    environment = tmp_path / ".venv"
    environment.mkdir()
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text(f"{name}, first state")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", environment)
    monkeypatch.setattr(bootstrap, "RUNTIME_LOCK", tmp_path / "requirements.txt")
    monkeypatch.setattr(bootstrap, "TOOLS_LOCK", tmp_path / "requirements-dev.txt")
    return tmp_path


@pytest.fixture
def commands(project, monkeypatch):
    """The commands that would have been run: a list for each time."""
    noted = []
    monkeypatch.setattr(bootstrap, "run_or_exit", lambda *commands: noted.append(commands))
    return noted


def run_script(*arguments, **environment):
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_older_python_told_what_to_do(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr(sys, "version", "3.9.2 (default)")

    with pytest.raises(SystemExit, match=r"(?s)needs Python 3\.11 or later; this is 3\.9\.2.*PYTHON=python3\.12"):
        runpy.run_path(str(SCRIPT))


def test_older_python_can_read_the_file():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("arguments", [[], ["serve"], ["setup", "now"]])
def test_unknown_command_shows_the_known_ones(arguments):
    done = run_script(*arguments)

    assert done.returncode != 0
    assert "python bootstrap.py setup" in done.stderr


@pytest.fixture
def pytest_command(monkeypatch):
    """The commands that `test` would have run."""
    noted = []
    monkeypatch.setattr(bootstrap, "tools", lambda: None)
    monkeypatch.setattr(bootstrap, "run_or_exit", lambda command, **_environment: noted.append(command))
    return noted


@pytest.mark.parametrize(("cores", "minutes"), [(2, 5), (8, 2), (16, 2), (None, 10)])
def test_all_tests_run_on_all_cores_and_say_how_long_they_take(pytest_command, monkeypatch, capsys, cores, minutes):
    monkeypatch.setattr(os, "cpu_count", lambda: cores)

    bootstrap.test([])

    assert f"about {minutes} minutes" in capsys.readouterr().out
    assert pytest_command == [[bootstrap.PYTHON, "-m", "pytest", "-n", "auto", "--durations=20"]]


def test_some_tests_run_on_as_many_cores_as_asked_for(pytest_command, capsys):
    bootstrap.test(["-k", "ranking", "-n", "0"])

    assert capsys.readouterr().out == ""
    assert pytest_command[0][-4:] == ["-k", "ranking", "-n", "0"]


def test_reports_are_fetched_after_set_up_by_the_first_account_or_another(commands, monkeypatch):
    monkeypatch.setattr(bootstrap, "setup", lambda: commands.append("setup"))

    bootstrap.reports(["--by", "paula"])

    fetch = [bootstrap.PYTHON, "manage.py", "fetch_reports", "--publish-agreeing", "--by", "staff", "--by", "paula"]
    assert commands == ["setup", (fetch,)]


@pytest.mark.parametrize("port", ["http", "0", "65536", "-1"])
def test_port_that_is_none_refused(port):
    done = run_script("run", PORT=port)

    assert done.returncode != 0
    assert done.stderr == f"PORT={port} is not a port: give a number from 1 to 65535.\n"


def test_port_in_use_refused_with_advice():
    with socket.create_server((bootstrap.HOST, 0)) as taken:
        port = taken.getsockname()[1]

        done = run_script("run", PORT=str(port))

    assert done.returncode != 0
    assert done.stderr.startswith(f"Port {port} cannot be used")
    assert "PORT=8001" in done.stderr


@pytest.mark.parametrize(("said", "port"), [(None, 8000), ("", 8000), ("8001 ", 8001)])
def test_port_as_said_or_the_usual_one(monkeypatch, said, port):
    monkeypatch.setattr(socket.socket, "bind", lambda _socket, address: None)
    monkeypatch.delenv("PORT", raising=False)
    if said is not None:
        monkeypatch.setenv("PORT", said)

    assert bootstrap.free_port() == port


def test_settings_written_for_the_owner_alone(project, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)

    bootstrap.write_settings()

    written = project / ".env"
    lines = dict(line.split("=", 1) for line in written.read_text().splitlines() if not line.startswith("#"))
    assert len(lines["SECRET_KEY"]) >= 50
    assert lines["HTTPS"] == "false"
    assert os.name == "nt" or stat.S_IMODE(written.stat().st_mode) == 0o600


def test_settings_of_before_kept(project, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (project / ".env").write_text("SECRET_KEY=mine\n")

    bootstrap.write_settings()

    assert (project / ".env").read_text() == "SECRET_KEY=mine\n"


def test_settings_not_written_where_the_environment_has_the_key(project, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "from the environment")

    bootstrap.write_settings()

    assert not (project / ".env").exists()


def test_lock_installed_with_hashes_checked(project, monkeypatch):
    given = []

    def note(*commands):
        assert all("--require-hashes" in command for command in commands)
        given.extend(command[-1].read_text() for command in commands)

    monkeypatch.setattr(bootstrap, "run_or_exit", note)
    bootstrap.RUNTIME_LOCK.write_text(
        "# Made by hand.\nalpha==1 \\\n    --hash=sha256:a1 \\\n    --hash=sha256:a2\n    # via beta\n"
        "beta[one]==2 ; python_version > '3' \\\n    --hash=sha256:b1\ngamma==3 \\\n    --hash=sha256:c1\n"
    )
    bootstrap.install(bootstrap.RUNTIME_LOCK)

    even, odd = given
    assert even == (
        "alpha==1 \\\n    --hash=sha256:a1 \\\n    --hash=sha256:a2\n    # via beta\ngamma==3 \\\n    --hash=sha256:c1"
    )
    assert odd == "beta[one]==2 ; python_version > '3' \\\n    --hash=sha256:b1"


def test_every_package_of_a_lock_is_installed(tmp_path):
    for lock in (bootstrap.RUNTIME_LOCK, bootstrap.TOOLS_LOCK):
        named = {line for line in lock.read_text().splitlines() if "==" in line}
        halves = [half.read_text().splitlines() for half in bootstrap.halves_of(lock, tmp_path)]
        assert {line for half in halves for line in half if "==" in line} == named
        assert sum("--hash" in line for half in halves for line in half) == lock.read_text().count("--hash")


def test_exit_with_the_code_of_the_command_that_failed(project):
    well, badly = ([sys.executable, "-c", f"raise SystemExit({code})"] for code in (0, 3))
    bootstrap.run_or_exit(well, well)
    for commands in ([well, badly], [badly, well], [badly]):
        with pytest.raises(SystemExit) as ended:
            bootstrap.run_or_exit(*commands)
        assert ended.value.code == 3


def test_lock_installed_again_only_when_changed(commands):
    bootstrap.install(bootstrap.RUNTIME_LOCK)
    bootstrap.install(bootstrap.RUNTIME_LOCK)
    assert len(commands) == 1

    bootstrap.RUNTIME_LOCK.write_text("requirements.txt, second state")
    bootstrap.install(bootstrap.RUNTIME_LOCK)
    assert len(commands) == 2


def test_lock_for_tests_covers_the_other(commands):
    bootstrap.install(bootstrap.TOOLS_LOCK)
    bootstrap.install(bootstrap.RUNTIME_LOCK)

    assert len(commands) == 1


def test_lock_for_tests_installed_again_after_the_other_moved(commands):
    bootstrap.install(bootstrap.TOOLS_LOCK)
    bootstrap.RUNTIME_LOCK.write_text("requirements.txt, second state")
    bootstrap.install(bootstrap.RUNTIME_LOCK)

    bootstrap.install(bootstrap.TOOLS_LOCK)

    assert len(commands) == 3


def test_lock_tried_again_after_a_failure(commands, monkeypatch):
    with monkeypatch.context() as failing:
        failing.setattr(bootstrap, "run_or_exit", lambda *_commands: sys.exit(1))
        with pytest.raises(SystemExit):
            bootstrap.install(bootstrap.RUNTIME_LOCK)

    bootstrap.install(bootstrap.RUNTIME_LOCK)

    assert len(commands) == 1
