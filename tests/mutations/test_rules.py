"""The list of mutations follows the code."""

from subprocess import CompletedProcess

import pytest

from .__main__ import main
from .rules import MUTATIONS, ROOT, Mutation, MutationNotFoundError


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.rule)
def test_what_a_mutation_breaks_is_there_once_and_so_are_its_tests(mutation):
    assert mutation.broken() != (ROOT / mutation.file).read_text(encoding="utf-8")
    assert [test for test in mutation.tests if not (ROOT / test).exists()] == []


def test_a_mutation_of_what_is_not_there_is_an_error(tmp_path):
    (tmp_path / "rules.py").write_text("base = ranked\n")
    with pytest.raises(MutationNotFoundError, match="stands 0 times"):
        Mutation("bases", "rules.py", "base = all", "base = none", ()).broken(tmp_path)


def test_tests_that_fail_before_anything_is_broken_say_how_they_ended(monkeypatch, capsys):
    failed = CompletedProcess([], 4, "collected nothing\n", "SECRET_KEY is not set\n")
    monkeypatch.setattr("tests.mutations.__main__._copy", lambda target: target)
    monkeypatch.setattr("tests.mutations.__main__._pytest", lambda *_: failed)
    assert main([]) == 1
    said = capsys.readouterr().out
    assert "SECRET_KEY is not set" in said
    assert "Before anything is broken, the tests ended with exit code 4." in said
