"""Fills in the admin's forms like a browser: the values on the page, with the test's changes."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse


class _Fields(HTMLParser):
    """The successful controls of every form on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self._select = self._textarea = ""
        self._takes_words = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        name = values.get("name", "")
        if tag == "input" and name and values.get("type") not in ("submit", "file"):
            is_checkbox = values.get("type") == "checkbox"
            if not is_checkbox or "checked" in values:
                self.values[name] = values.get("value", "on" if is_checkbox else "")
        elif tag == "select" and name:
            self._select = name
            self.choices[name] = []
        elif tag == "option" and self._select:
            self.choices[self._select].append(values.get("value", ""))
            if "selected" in values:
                self.values[self._select] = values.get("value", "")
                self._takes_words = "value" not in values
        elif tag == "textarea" and name:
            self._textarea = name
            self.values[name] = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea] += data.removeprefix("\n")
        elif self._takes_words:
            self.values[self._select] = data.strip()
            self._takes_words = False

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""


def fields_of(html: str) -> dict[str, str]:
    """What a browser would send back unchanged; the empty rows that scripts copy are left out."""
    parser = _Fields()
    parser.feed(html)
    return {name: value for name, value in parser.values.items() if "__prefix__" not in name}


def choices_of(html: str, name: str) -> list[str]:
    """The values a select offers."""
    parser = _Fields()
    parser.feed(html)
    return parser.choices[name]


def change_url(record: Any) -> str:
    """The admin page of a record."""
    return reverse(f"admin:inspections_{record._meta.model_name}_change", args=[record.pk])


def opened(client: Client, record: Any) -> dict[str, str]:
    """The form of a record as the client sees it now."""
    response = client.get(change_url(record))
    assert response.status_code == 200
    return fields_of(response.content.decode())


def words(html: str) -> str:
    """The page's text with its spaces tidied."""

    class Words(HTMLParser):
        text = ""

        def handle_data(self, data: str) -> None:
            self.text += f" {data}"

    parser = Words()
    parser.feed(html)
    return " ".join(parser.text.split())
