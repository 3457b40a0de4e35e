"""Every address that has files, read out of the site's list of addresses."""

import re
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver

from dashboard.selections.parameters import Parameter

from .resources import BY_NAME, OF_ENDING, PLACES, Resource

_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One form of a resource: `/ranking/{programme}.csv`, with what stands in its braces and in its query."""

    resource: Resource
    path: str
    ending: str

    @property
    def places(self) -> list[Parameter]:
        """What stands in its braces."""
        return [PLACES[name] for name in re.findall(r"{(\w+)}", self.path)]

    @property
    def query(self) -> list[Parameter]:
        """What can stand in its query."""
        return [*self.resource.parameters, *OF_ENDING.get(self.ending, ())]

    @property
    def example(self) -> str:
        """An address that answers."""
        return self.path.format(**{place.name: place.example for place in self.places})


def undescribed() -> set[str]:
    """The names of addresses that have files and are not described."""
    return {name for name, _ in _routes()} - set(BY_NAME)


def addresses() -> list[Address]:
    """Every form of everything that is described, in the order of the site's addresses."""
    return [
        Address(resource, path.replace("{ending}", ending), ending)
        for name, path in _routes()
        if (resource := BY_NAME.get(name))
        for ending in resource.endings
    ]


def _routes() -> list[tuple[str, str]]:
    """The name and the path of each address with an ending, what varies in braces."""
    return [
        (pattern.name, "/" + _PLACE.sub(r"{\1}", str(pattern.pattern)))
        for pattern in get_resolver().url_patterns
        if isinstance(pattern, URLPattern) and pattern.name and _has_files(pattern)
    ]


def _has_files(pattern: URLPattern) -> bool:
    return "ending" in pattern.default_args or "<slug:ending>" in str(pattern.pattern)
