"""The file of a backup: a ZIP of tables and report files, with a manifest that has their counts and digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from io import TextIOWrapper
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

FORM = 1
MANIFEST, TABLES, FILES = "manifest.json", "tables/", "files/"
PIECE = 1024 * 1024
# Apps of earlier releases, whose rows nothing needs.
GONE_APPS = {"axes"}


class UnfitBackupError(Exception):
    """The file isn't a whole backup. Its text says in what way."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. `migrations` is the last of each app; `tables` are numbers of rows by model.

    `digests` are SHA-256 of every other member of the ZIP, by its name.
    """

    release: str
    made_at: str
    edition: int
    migrations: dict[str, str]
    tables: dict[str, int]
    digests: dict[str, str]
    form: int = FORM

    @property
    def files(self) -> list[str]:
        """The names of the report files."""
        return [name.removeprefix(FILES) for name in self.digests if name.startswith(FILES)]


class BackupWriter:
    """Writes members one after the other, and the manifest last."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self.tables: dict[str, int] = {}
        self.digests: dict[str, str] = {}

    def add_table(self, label: str, lines: Iterable[str]) -> None:
        self.tables[label] = 0

        def pieces() -> Iterator[bytes]:
            for line in lines:
                self.tables[label] += 1
                yield f"{line}\n".encode()

        self._add(f"{TABLES}{label}.jsonl", pieces(), ZIP_DEFLATED)

    def add_file(self, name: str, file: IO[bytes]) -> None:
        self._add(f"{FILES}{name}", iter(lambda: file.read(PIECE), b""), ZIP_STORED)

    def add_manifest(self, manifest: Manifest) -> None:
        self._archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1), ZIP_DEFLATED)

    def _add(self, name: str, pieces: Iterable[bytes], method: int) -> None:
        digest = hashlib.sha256()
        self._archive.compression = method
        with self._archive.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                member.write(piece)
        self.digests[name] = digest.hexdigest()


class BackupReader:
    """A backup whose every byte has been checked. UnfitBackupError if it isn't whole."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = ZipFile(path)
            self.manifest = _manifest(self._archive)
            self._check()
        except BadZipFile as error:
            raise UnfitBackupError("It is not a backup, or only a part of one.") from error

    def lines(self, label: str) -> Iterator[str]:
        with self._archive.open(f"{TABLES}{label}.jsonl") as member:
            yield from TextIOWrapper(member, encoding="utf-8")

    def file(self, name: str) -> IO[bytes]:
        return self._archive.open(f"{FILES}{name}")

    def _check(self) -> None:
        members = set(self._archive.namelist()) - {MANIFEST}
        if differing := members ^ set(self.manifest.digests):
            raise UnfitBackupError(f"What it holds is not what it lists: {sorted(differing)[0]}.")
        for name, expected in self.manifest.digests.items():
            digest = hashlib.sha256()
            with self._archive.open(name) as member:
                while piece := member.read(PIECE):
                    digest.update(piece)
            if digest.hexdigest() != expected:
                raise UnfitBackupError(f"{name} is damaged.")


def _manifest(archive: ZipFile) -> Manifest:
    with suppress(KeyError, TypeError, ValueError):
        values = json.loads(archive.read(MANIFEST))
        if values["form"] > FORM:
            raise UnfitBackupError("It was made by a later release. Install that release and restore it there.")
        for part in ("migrations", "tables"):
            values[part] = {key: value for key, value in values[part].items() if key.split(".")[0] not in GONE_APPS}
        return Manifest(**values)
    raise UnfitBackupError("It is not a backup of this site: it has no manifest.")
