"""Files that are on the disk, not only on their way there, once they are stored."""

import os
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage


class DurableFiles(FileSystemStorage):
    """A record is committed after its file is stored, so a power cut must not take the file and leave the record."""

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        new = self._missing_folders(name)
        stored = super().save(name, content, max_length)
        path = Path(self.path(stored))
        _write_out(path)
        # Windows writes folders out by itself.
        if os.name != "nt":
            for folder in (path.parent, *(folder.parent for folder in new)):
                _write_out(folder)
        return stored

    def _missing_folders(self, name: str | None) -> list[Path]:
        """The folders of the file that are yet to be made, within this storage."""
        folders = Path(name or "").parents
        return [folder for part in folders if not (folder := Path(self.location) / part).is_dir()]


def _write_out(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
