"""The words of states come from one list, and no page, file or sentence has another wording."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from inspections.statistics.standings import State
from inspections.wording.results import STATES

ROOT = Path(settings.BASE_DIR)
LIST = ROOT / "inspections/wording/results.py"
# What staff see and what reports are read for has words of its own; a grade's label is no state.
OTHERS = ("admin", "intake", "loading", "management", "migrations", "reports", "models")
OTHER_WORDINGS = re.compile(
    r"not on record here|not judged|no (such|separate) judgement|no overall judgement since|not counted yet"
    r"|no report (by|under|yet)|withdrawn from this record|(never|not|not yet) inspected\b",
    re.IGNORECASE,
)


def python_texts(path: Path) -> Iterator[str]:
    """The texts in code, without docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def template_texts(path: Path) -> Iterator[str]:
    """The template with its spaces tidied, so that no wording hides in a line break."""
    yield " ".join(re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8")).split())


def sources() -> list[tuple[Path, Iterator[str]]]:
    code = [
        path
        for app in ("inspections", "dashboard")
        for path in sorted((ROOT / app).rglob("*.py"))
        if path != LIST and path.relative_to(ROOT).parts[1] not in OTHERS
    ]
    templates = [path for path in sorted((ROOT / "templates").rglob("*.html")) if "admin" not in path.parts]
    return [(path, python_texts(path)) for path in code] + [(path, template_texts(path)) for path in templates]


def test_every_state_has_words_and_no_two_have_the_same():
    assert set(STATES) == set(State)
    assert len(set(STATES.values())) == len(State)


def test_no_other_place_has_words_for_a_state():
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, texts in sources()
        for text in texts
        for match in OTHER_WORDINGS.finditer(text)
    ]
    assert not found


@pytest.mark.parametrize("words", [*(words for words in STATES.values() if words != "graded"), "not inspected"])
def test_the_search_knows_the_words_of_every_state(words):
    assert OTHER_WORDINGS.search(words.upper())
