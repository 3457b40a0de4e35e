"""Reading TOML tables field by field, with errors that name the file and the field."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inspections.dates import PartialDate


class FrameworkError(ValueError):
    """A framework file that can't be used. The message names the file and what to correct."""


class TomlTable:
    """A TOML table being read. Fields are taken by name, and fields left over are an error."""

    def __init__(self, path: Path, table: dict[str, Any], what: str) -> None:
        self.path, self.table, self.what = path, dict(table), what

    def error(self, message: str) -> FrameworkError:
        return FrameworkError(f"{self.path.name}: {self.what}: {message}")

    def take(self, name: str, kind: type, default: Any = ...) -> Any:
        if name not in self.table:
            if default is ...:
                raise self.error(f"“{name}” is missing")
            return default
        value = self.table.pop(name)
        if not isinstance(value, kind):
            raise self.error(f"“{name}” should be {kind.__name__}, not {type(value).__name__}")
        return value

    def words(self, name: str, *, optional: bool = False) -> tuple[str, ...]:
        if optional and name not in self.table:
            return ()
        values = self.take(name, list)
        if not values or not all(isinstance(value, str) and value for value in values):
            raise self.error(f"“{name}” should be a list of words")
        return tuple(values)

    def tables(self, name: str, code: str = "code") -> Iterator[TomlTable]:
        for index, table in enumerate(self.take(name, list, []), start=1):
            label = f"{name} {table.get(code, index)}"
            yield TomlTable(self.path, table, label if self.what == "file" else f"{self.what}, {label}")

    def partial_date(self, name: str) -> PartialDate | None:
        text = self.take(name, str, None)
        if text is None:
            return None
        try:
            return PartialDate.parse(text)
        except ValueError as error:
            raise self.error(f"“{name}”: {error}") from None

    def done(self) -> None:
        if self.table:
            raise self.error(f"unknown field “{next(iter(self.table))}”")


def read_toml(path: Path) -> TomlTable:
    try:
        return TomlTable(path, tomllib.loads(path.read_text(encoding="utf-8")), "file")
    except (OSError, ValueError) as error:
        raise FrameworkError(f"{path.name}: {error}") from error


def check_unique(table: TomlTable, name: str, codes: list[str]) -> None:
    for code in codes:
        if codes.count(code) > 1:
            raise table.error(f"{name} “{code}” stands twice")
