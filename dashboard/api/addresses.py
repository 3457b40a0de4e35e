"""Every address that has files, from the URL patterns of the site."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import URLPattern, get_resolver

from dashboard.selections.parameters import Parameter

from .resources import BY_NAME, OF_ENDING, PLACES, Resource

_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """A resource with one ending: `/ranking/{programme}.csv`."""

    resource: Resource
    path: str
    ending: str

    @property
    def places(self) -> list[Parameter]:
        """The parameters in its path."""
        return [PLACES[name] for name in re.findall(r"{(\w+)}", self.path)]

    @property
    def query(self) -> list[Parameter]:
        """The parameters of its query."""
        of_ending = OF_ENDING.get(self.ending, ()) if self.resource.table else ()
        return [*self.resource.parameters, *of_ending]

    @property
    def example(self) -> str:
        """The path with an example in each place."""
        return self.path.format(**{place.name: place.example for place in self.places})

    @property
    def example_with_query(self) -> str:
        """An address that answers: the example with what its resource asks for."""
        asked = {one.name: one.example for one in self.resource.parameters if one.name in self.resource.asks}
        return f"{self.example}?{urlencode(asked)}" if asked else self.example


def undescribed() -> set[str]:
    """Names of addresses that have files but no description."""
    return {name for name, _ in _routes()} - set(BY_NAME)


def addresses() -> list[Address]:
    """Every resource with each of its endings, in the order of the URL patterns."""
    return [
        Address(resource, path.replace("{ending}", ending), ending)
        for name, path in _routes()
        if (resource := BY_NAME.get(name))
        for ending in resource.endings
    ]


def _routes() -> list[tuple[str, str]]:
    """The name and the path of each address with an ending; variable parts are in braces."""
    return [
        (pattern.name, "/" + _PLACE.sub(r"{\1}", str(pattern.pattern)))
        for pattern in get_resolver().url_patterns
        if isinstance(pattern, URLPattern) and pattern.name and _has_files(pattern)
    ]


def _has_files(pattern: URLPattern) -> bool:
    return "ending" in pattern.default_args or "<slug:ending>" in str(pattern.pattern)
