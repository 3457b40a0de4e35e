"""Serves plotly's script from the installed package, so that the project has no copy of it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import plotly
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

SCRIPT = "plotly.min.js"


FOLDER = Path(plotly.__file__).parent / "package_data"


@cache
def map_styles_id() -> str:
    """The id of the style element that the script adds for maps, unless the page has an element with this id.

    It changes with the version of the script. Empty if a version adds none.
    """
    script = (FOLDER / SCRIPT).read_text(encoding="utf-8")
    found = re.search(r'if\(!document\.getElementById\("([0-9a-f]{64})"\)\)', script)
    return found.group(1) if found else ""


class _PlotlyStorage(FileSystemStorage):
    # Where collectstatic puts the file.
    prefix = "plotly"


class PlotlyScriptFinder(BaseFinder):
    """Finds `plotly/plotly.min.js` and no other file of the package."""

    storage = _PlotlyStorage(location=str(FOLDER))

    def check(self, **_kwargs: object) -> list[CheckMessage]:
        """There are no settings to check."""
        return []

    def find(self, path: str, find_all: bool = False) -> Any:
        """The path of the file, for `findstatic` and the development server."""
        found = self.storage.path(SCRIPT) if path == f"plotly/{SCRIPT}" else None
        if find_all:
            return [found] if found else []
        return found or []

    def list(self, _ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        """The file for collectstatic."""
        yield SCRIPT, self.storage
