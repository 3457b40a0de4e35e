"""What `deploy/` holds, tried as far as it runs without containers and without becoming a service."""

import ast
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands, load_command_class

import bootstrap
from tests.serving.running_site import free_port, wait_for

ROOT = Path(bootstrap.__file__).parent
DEPLOY = ROOT / "deploy"
CONTAINERFILE = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
AS_IF_COLLECTED = """
import os, pathlib
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "dashboard.settings"
django.setup()
from dashboard import static_files
folder = pathlib.Path("staticfiles")
folder.mkdir()
(folder / static_files.STAMP).write_text(static_files.source_fingerprint())
"""
UNITS = sorted(path.name for path in (DEPLOY / "systemd").iterdir())


def instructions(name: str) -> list[str]:
    """The arguments of every such instruction of the Containerfile."""
    return re.findall(rf"^{name} +(.+)$", CONTAINERFILE, re.MULTILINE)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that others may enter, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def image(folder) -> Path:
    """What the image's folder holds: what is copied into it, with what is made of it."""
    site = folder / "site"
    site.mkdir()
    for copied in instructions("COPY"):
        *sources, target = copied.split()
        if sources[0].startswith("--") or target == "/":
            continue
        for source in sources:
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, site / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / source, site / target)
    (made,) = [run for run in instructions("RUN") if "set_up" in run]
    (command,) = re.findall(r"python (manage\.py [^&]+)", made)
    environment = {**os.environ, "SECRET_KEY": "k" * 60, "DATA_DIR": str(folder / "build"), "DATABASE_URL": ""}
    # To compress them takes most of a minute, and is what `make setup` does too.
    subprocess.run([sys.executable, "-c", AS_IF_COLLECTED], cwd=site, env=environment, check=True)
    subprocess.run([sys.executable, *command.split()], cwd=site, env=environment, check=True)
    subprocess.run(["chmod", "-R", "a+rX", str(folder)], check=True)
    return site


def server_options(command: list[str]) -> dict[str, str]:
    """The options of a command that serves, without those of a place."""
    options = dict(re.findall(r"--([\w-]+)(?: ([\w./:]+))?", shlex.join(command)))
    return {name: value for name, value in options.items() if name not in {"host", "port"} and "metrics" not in name}


def test_everything_serves_with_the_options_that_the_tests_of_the_server_try():
    tried = server_options(bootstrap.server_command(8000))
    unit = (DEPLOY / "systemd" / "inspections.service").read_text(encoding="utf-8").replace("\\\n", " ")
    (image,) = instructions("CMD")
    assert server_options(ast.literal_eval(image)) == tried
    assert server_options(shlex.split(re.search("ExecStart=(.+)", unit)[1])) == tried


def test_what_docker_leaves_out_is_not_copied():
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    copied = {source for line in instructions("COPY") if "--from" not in line for source in line.split()[:-1]}
    assert copied == allowed


@pytest.mark.skipif(os.name == "nt", reason="containers are not for Windows")
def test_the_image_runs_as_somebody_who_can_write_nothing_but_its_data(image, folder):
    data = folder / "data"
    data.mkdir(mode=0o700)
    as_nobody: dict[str, object] = {}
    if os.geteuid() == 0:
        shutil.chown(data, "nobody")
        as_nobody = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    port = free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name in {"PATH", "LANG"}},
        "SECRET_KEY": "k" * 60,
        "HTTPS": "false",
        "DATA_DIR": str(data),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    if subprocess.run([sys.executable, "-c", ""], check=False, **as_nobody).returncode:
        pytest.skip("nobody may run this Python")
    set_up = [sys.executable, *COMPOSE["services"]["set-up"]["command"][1:]]
    subprocess.run(set_up, cwd=image, env=environment, check=True, capture_output=True, **as_nobody)
    (command,) = instructions("CMD")
    command = [sys.executable, "-m", *ast.literal_eval(command)]
    command[command.index("--port") + 1] = str(port)
    command = command[: command.index("--metrics")]
    server = subprocess.Popen(command, cwd=image, env=environment, **as_nobody)
    try:
        wait_for(port)
        (check,) = re.findall(r"CMD (\[.+?\])\s*$", " ".join(instructions("HEALTHCHECK")))
        probe = [sys.executable, *(part.replace(":8000", f":{port}") for part in ast.literal_eval(check)[1:])]
        subprocess.run(probe, check=True)
        ready = [*probe[:-1], probe[-1].replace("live", "ready")]
        subprocess.run(ready, check=True)
    finally:
        server.terminate()
        server.wait(timeout=30)
    assert {path.name for path in data.iterdir()} >= {"inspections.sqlite3"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in data.rglob("*"))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd")
@pytest.mark.parametrize("unit", UNITS)
def test_systemd_takes_the_unit(unit, tmp_path):
    for name in UNITS:
        text = (DEPLOY / "systemd" / name).read_text(encoding="utf-8")
        text = text.replace("/srv/inspections/.venv/bin/python", sys.executable).replace("User=inspections\n", "")
        (tmp_path / name).write_text(text.replace("/srv/inspections", str(ROOT)))
    environment = {**os.environ, "SYSTEMD_UNIT_PATH": f"{tmp_path}:"}
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "inspections" in line]) == (0, [])


def test_compose_checks_the_health_of_the_web_containers_as_the_image_does():
    (check,) = re.findall(r"CMD (\[.+?\])\s*$", " ".join(instructions("HEALTHCHECK")))
    for name in ("web1", "web2"):
        assert COMPOSE["services"][name]["healthcheck"]["test"] == ["CMD", *ast.literal_eval(check)]


def test_the_services_of_compose_are_of_one_image_and_run_commands_that_exist():
    services = COMPOSE["services"]
    ours = {name for name, service in services.items() if str(service["image"]).startswith("inspections:")}
    assert ours == {"set-up", "web1", "web2", "reader"}
    for name in ours:
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
        if command := services[name].get("command"):
            _, manage, subcommand, *options = command
            assert (ROOT / manage).is_file()
            load_command_class(get_commands()[subcommand], subcommand).create_parser("", "").parse_args(options)
    (proxied,) = [service for name, service in services.items() if name == "proxy"]
    assert {name.partition(":")[0] for name in proxied["environment"]["SERVERS"].split()} == {"web1", "web2"}
    asked = set(re.findall(r"\$\{(\w+)\}", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    example = (DEPLOY / "compose.env.example").read_text(encoding="utf-8")
    assert asked <= set(re.findall(r"^(\w+)=", example, re.MULTILINE))
