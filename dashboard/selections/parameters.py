"""Query parameters: each is declared once, for reading, addresses, form fields and the API's description."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.core.exceptions import BadRequest

# Labels by value. A nested mapping is a group of choices under its name.
Choices = Mapping[str, str | Mapping[str, str]]


@dataclass(frozen=True)
class Parameter:
    """A query parameter.

    `help` is its description in the API and `label` that of its form field. A choice defaults to the first of
    `choices`, unless it has a `default`; a filter need not be chosen. `attribute` is where a selection keeps the value
    (`group.region`), if not under the parameter's name. A list is a repeated parameter, or one text with a
    `separator`; it has at most `most` values if that is given. Councils in a list can be typed with semicolons or on
    lines of their own.
    """

    name: str
    help: str
    kind: Literal["text", "choice", "filter", "flag", "council", "day", "number"] = "text"
    label: str = ""
    choices: Choices = field(default_factory=dict)
    default: str | None = None
    numbers: range = range(1, 10_000)
    max_length: int = 100
    is_list: bool = False
    most: int = 0
    separator: str = ""
    is_in_path: bool = False
    example: str = ""
    attribute: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """The values listed by the API; empty if they depend on the data."""
        return ("1",) if self.kind == "flag" else tuple(flat(self.choices))

    def default_among(self, choices: Choices) -> str:
        """The text that need not be in an address."""
        if self.default is None and self.kind == "choice":
            return next(iter(flat(choices)), "")
        return self.default or ""

    def texts_in(self, given: Sequence[str]) -> list[str]:
        """The texts to read of those in a query: the last one, or each of a list once, without the empty ones.

        BadRequest if a list has too many.
        """
        texts = given if self.is_list else given[-1:]
        if self.is_list and self.kind == "council":
            texts = [part for text in texts for part in text.replace("\n", ";").split(";")]
        if self.separator:
            texts = [part for text in texts for part in text.replace(",", self.separator).split(self.separator)]
        cleaned = [" ".join(text.replace("\0", " ").split())[: self.max_length].strip() for text in texts]
        found = list(dict.fromkeys(filter(None, cleaned)))
        if self.most and len(found) > self.most:
            raise BadRequest(
                f"“{self.label or self.name}” takes at most {self.most} names, not {len(found)}: "
                f"leave out {len(found) - self.most}."
            )
        return found

    def joined(self, texts: list[str]) -> list[str]:
        """The texts as a query has them: one for a list with a separator."""
        return [self.separator.join(texts)] if self.separator and texts else texts

    def value_of(self, text: str, choices: Choices) -> Any:
        """Convert a text. BadRequest lists what is possible."""
        match self.kind:
            case "choice" | "filter":
                what = self.name.removesuffix("s") if self.separator else self.name
                return known_choice(what, text, flat(choices))
            case "flag":
                return bool(known_choice(self.name, text, self.values))
            case "number":
                if not (text.isascii() and text.isdecimal() and int(text[:9]) in self.numbers):
                    what, least, most = self.label or self.name, self.numbers[0], self.numbers[-1]
                    raise BadRequest(f"“{what}” is a whole number from {least} to {most}, not “{text[:20]}”.")
                return int(text[:9])
            case "day":
                try:
                    return date.fromisoformat(text)
                except ValueError:
                    raise BadRequest(
                        f"“{self.name}” takes a day as year, month and day: {self.name}=2012-01-25. “{text}” is none."
                    ) from None
        return text


PAGE = Parameter("page", "Which page of a long list. Files have all of it.", "number", "Page", default="1")


@dataclass(frozen=True)
class FormField:
    """A parameter in a form, with what is chosen or typed. `latest` is the last day that can be picked."""

    parameter: Parameter
    choices: Choices
    texts: Sequence[str]
    latest: date | None = None

    @property
    def value(self) -> str:
        return self.texts[0] if self.texts else ""

    @property
    def default(self) -> str:
        return self.parameter.default_among(self.choices)

    @property
    def groups(self) -> list[tuple[str, dict[str, str]]]:
        """Choices by the name of their group, which is empty for those without one that follow each other."""
        found: list[tuple[str, dict[str, str]]] = []
        for key, of in self.choices.items():
            if isinstance(of, Mapping):
                found.append((key, dict(of)))
            elif found and not found[-1][0]:
                found[-1][1][key] = of
            else:
                found.append(("", {key: of}))
        return found


class WrongValueError(BadRequest):
    """A parameter has a value that it can't have. `form_field` has what was typed, to be corrected.

    It may have what was typed for other parameters too: `replaced` are the names of all of them.
    """

    def __init__(self, message: str, form_field: FormField, *more: Parameter) -> None:
        super().__init__(message)
        self.form_field = form_field
        self.replaced = {parameter.name for parameter in (form_field.parameter, *more)}


def flat(choices: Choices) -> dict[str, str]:
    """Labels by value, without groups."""
    found: dict[str, str] = {}
    for key, words in choices.items():
        found |= words if isinstance(words, Mapping) else {key: words}
    return found


def known_choice(name: str, text: str, known: Mapping[str, str] | Sequence[str]) -> str:
    """The known value that equals the text, ignoring case. BadRequest lists those known."""
    for value in known:
        if value.casefold() == text.casefold():
            return value
    raise BadRequest(f"There is no {name} “{text}”. Known here: {', '.join(known)}.")


def text_of(value: Any) -> str:
    """A value as text for an address; empty for None and False."""
    if value is None or value is False:
        return ""
    return "1" if value is True else str(value)


def sort_by(*columns: str) -> Parameter:
    """The parameter to sort a table by one of its columns; the first is the default."""
    choices = {sign + column: "" for column in columns for sign in ("", "-")}
    return Parameter("sort", "By which column, with a minus to turn it round.", "choice", choices=choices)
