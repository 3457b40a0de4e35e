"""Rows on record, as the CSV that was loaded: byte for byte where nothing has changed."""

import csv
import io
from collections.abc import Iterable

from inspections.record.files.current import on_record
from inspections.record.files.layouts import LAYOUTS, FileRow, Layout

from .reading import safe


def export_files(names: Iterable[str] = tuple(LAYOUTS)) -> dict[str, bytes]:
    """The content of each file by its name (grades.csv), UTF-8 with LF line ends. Published inspections alone.

    `names` are names of layouts; KeyError for another. Text that a spreadsheet would run as a formula has an
    apostrophe in front, which an import takes off again.
    """
    record = on_record()
    layouts = [LAYOUTS[name] for name in names]
    return {layout.file_name: _content(layout, record.rows[layout.name].values()) for layout in layouts}


def _content(layout: Layout, rows: Iterable[FileRow]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(layout.columns)
    writer.writerows([safe(row[column]) for column in layout.columns] for row in rows)
    return text.getvalue().encode()
