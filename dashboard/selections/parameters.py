"""Query parameters. Each is declared once, then read, written, drawn as a form field and described by the API."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.core.exceptions import BadRequest

# Values with their words; in groups, where the words are themselves a mapping.
Choices = Mapping[str, str | Mapping[str, str]]


@dataclass(frozen=True)
class Parameter:
    """One query parameter.

    `help` describes it in the API, `label` names its form field. A choice defaults to the first of `choices`, unless
    `none` holds the words for choosing nothing or `default` says otherwise. `attribute` is where a selection keeps
    the value (`group.region`), if not under the parameter's own name. A list is repeated in the query, or written as
    one text where it has a `separator`.
    """

    name: str
    help: str
    kind: Literal["text", "choice", "flag", "council", "day", "number"] = "text"
    label: str = ""
    choices: Choices = field(default_factory=dict)
    none: str = ""
    default: str | None = None
    numbers: range = range(1, 10_000)
    longest: int = 100
    is_list: bool = False
    separator: str = ""
    is_in_path: bool = False
    example: str = ""
    attribute: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        """The values that the API names; none where they depend on what is on record."""
        return ("1",) if self.kind == "flag" else tuple(flat(self.choices))

    def default_among(self, choices: Choices) -> str:
        """The text that changes nothing."""
        if self.default is None and self.kind == "choice" and not self.none:
            return next(iter(flat(choices)), "")
        return self.default or ""

    def texts_in(self, given: Sequence[str]) -> list[str]:
        """What the query asks for: of a repeated parameter that is no list, the last."""
        texts = given if self.is_list else given[-1:]
        if self.separator:
            texts = [part for text in texts for part in text.replace(",", self.separator).split(self.separator)]
        return [clean for text in texts if (clean := " ".join(text.replace("\0", " ").split())[: self.longest])]

    def joined(self, texts: list[str]) -> list[str]:
        """The texts as the query has them."""
        return [self.separator.join(texts)] if self.separator and texts else texts

    def value_of(self, text: str, choices: Choices) -> Any:
        """The value that a text stands for. BadRequest says what is possible where it stands for none."""
        match self.kind:
            case "choice":
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
    """A parameter in a form: its choices there, and what is chosen or typed. `latest` is the last day on offer."""

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
    def groups(self) -> list[tuple[str, Mapping[str, str]]]:
        """The choices under the names of their groups; those of no group under an empty name."""
        return [(key, of) if isinstance(of, Mapping) else ("", {key: of}) for key, of in self.choices.items()]


def flat(choices: Choices) -> dict[str, str]:
    """The choices without their groups."""
    found: dict[str, str] = {}
    for key, words in choices.items():
        found |= words if isinstance(words, Mapping) else {key: words}
    return found


def known_choice(name: str, text: str, known: Mapping[str, str] | Sequence[str]) -> str:
    """The known value that a text means, whatever its case. BadRequest names those known where there is none."""
    for value in known:
        if value.casefold() == text.casefold():
            return value
    raise BadRequest(f"There is no {name} “{text}”. Known here: {', '.join(known)}.")


def text_of(value: Any) -> str:
    """A value as an address writes it; empty for None and False."""
    if value is None or value is False:
        return ""
    return "1" if value is True else str(value)


def in_both_directions(columns: Mapping[str, str] | Sequence[str]) -> dict[str, str]:
    """Values of a sort parameter: each column, and with a minus to turn it round."""
    return {sign + column: "" for column in columns for sign in ("", "-")}
