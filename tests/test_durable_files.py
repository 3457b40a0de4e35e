"""A file that is stored would outlast a power cut, as the record that is committed after it would."""

import os
from pathlib import Path

from django.core.files.base import ContentFile

from inspections.durable_files import DurableFiles


def test_file_and_each_folder_that_names_it_are_written_out(tmp_path, monkeypatch):
    written = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: written.append(Path(f"/proc/self/fd/{descriptor}").readlink()))

    name = DurableFiles(location=tmp_path).save("2026/11/testshire.pdf", ContentFile(b"%PDF of Testshire"))

    assert (tmp_path / name).read_bytes() == b"%PDF of Testshire"
    folders = [tmp_path / "2026" / "11", tmp_path / "2026", tmp_path]
    assert written == [tmp_path / name, *folders]

    written.clear()
    second = DurableFiles(location=tmp_path).save("2026/11/exampleham.pdf", ContentFile(b"%PDF of Exampleham"))
    assert written == [tmp_path / second, tmp_path / "2026" / "11"]
