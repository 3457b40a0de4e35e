"""What is on record as CSV. An unchanged record gives the file that was loaded, byte for byte."""

import csv
import io
from collections.abc import Iterable

from inspections.record.files.current import on_record
from inspections.record.files.layouts import LAYOUTS, FileRow, Layout

from .reading import safe


def export_files(names: Iterable[str] = tuple(LAYOUTS)) -> dict[str, bytes]:
    """The content of each file by its name (grades.csv), UTF-8 with LF line ends. Only published inspections.

    `names` are names of layouts. Text that a spreadsheet would run as a formula gets an apostrophe in front, which an
    import removes.
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
