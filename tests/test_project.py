"""Promises about the project itself: its locks, its layers, its migrations, what its files may not say."""

import ast
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from inspections import VERSION

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ["requirements.txt", "requirements-dev.txt"]
# Spelt so that this file does not say them either.
FORBIDDEN = {
    "an absolute path of a machine": re.compile(r"(?<![\w./:-])/(?:work|root|home/\w+|Users/\w+|private)/"),
    "the host of a package registry": re.compile(r"py[p]i\.org|python[h]osted\.|npm[j]s\.|proxy\.golan[g]"),
}


def pins(lock):
    """Package name -> the text of its entry, for one lock file."""
    lines = [
        line for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")
    ]
    entries = re.split(r"\n(?=\S)", "\n".join(lines))
    return {canonicalize_name(re.match(r"[\w.-]+", entry)[0]): entry for entry in entries}


def locked_version(entry):
    return re.search(r"==([^\s;]+)", entry)[1]


def test_one_version_of_the_release():
    assert PROJECT["project"]["version"] == VERSION
    assert f"## {VERSION}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address_and_no_option(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")

    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_for_every_pin(lock):
    for entry in pins(lock).values():
        assert re.search(r"==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-dev.txt", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]),
    ],
)
def test_lock_satisfies_pyproject(lock, wanted):
    locked = pins(lock)

    for requirement in map(Requirement, wanted):
        version = locked_version(locked[canonicalize_name(requirement.name)])
        assert requirement.specifier.contains(version, prereleases=True), f"{requirement}: {version} is locked"


def test_locks_agree():
    runtime, development = pins("requirements.txt"), pins("requirements-dev.txt")

    assert {name: locked_version(entry) for name, entry in runtime.items()} == {
        name: locked_version(development[name]) for name in runtime
    }


def test_layers_import_in_one_direction():
    tool = Path(sys.executable).parent / "lint-imports"

    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_a_class_name_means_one_class():
    named = Counter(
        statement.name
        for folder in ("inspections", "dashboard")
        for path in (ROOT / folder).rglob("*.py")
        for statement in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(statement, ast.ClassDef)
    )

    # Django finds these two by their names.
    assert {name for name, times in named.items() if times > 1} <= {"Command", "Migration"}


@pytest.mark.django_db
def test_migrations_complete():
    # Exits with 1, which fails the test, where a model has changed and no migration says so.
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_readme_commands_exist():
    named = set(re.findall(r"\bmake ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))

    assert {"run", "test", "setup"} <= named
    assert named <= targets


def test_readme_under_two_screens():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("page", ["README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))])
def test_links_between_documents_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", (ROOT / page).read_text(encoding="utf-8"))

    assert [target for target in targets if not (ROOT / page).parent.joinpath(target).exists()] == []


def test_files_named_in_documents_exist():
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    folders = "inspections|dashboard|templates|static|fixtures|tests|docs"
    named = {
        path for page in pages for path in re.findall(rf"`((?:{folders})/[^`\s*]*)`", page.read_text(encoding="utf-8"))
    }

    assert len(named) > 50
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


def test_no_line_of_a_template_is_long():
    lines = {path: path.read_text(encoding="utf-8").splitlines() for path in (ROOT / "templates").rglob("*.html")}

    assert [f"{path.name}: {line}" for path, found in lines.items() for line in found if len(line) > 160] == []


@pytest.mark.parametrize("sheet", sorted((ROOT / "static").rglob("*.css")), ids=lambda path: path.name)
def test_style_sheets_have_one_declaration_a_line(sheet):
    lines = sheet.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if len(line) > 120 or re.search(r";\s*[\w-]|\}\s*\S", line)] == []


@pytest.mark.parametrize("what", FORBIDDEN)
def test_committed_files_do_not_name(what):
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git repository, so there is no telling what is committed")

    found = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and (match := FORBIDDEN[what].search(path.read_bytes().decode("utf-8", "replace"))):
            found.append(f"{name}: {match[0]}")

    assert found == []


def test_tests_stand_in_folders_named_as_those_of_the_code():
    code = {path.name for app in ("inspections", "dashboard") for path in (ROOT / app).iterdir() if path.is_dir()}
    of_their_own = {"browser", "builders", "benchmarks", "deploy", "faults", "mutations", "recount"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if (path / "__init__.py").exists()}
    assert folders - of_their_own <= code
