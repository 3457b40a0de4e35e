"""What an address asks for, as one value that leads back to the one address for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict

from dashboard.addresses import PageRequest

from .group import ALL_COUNCILS, SET, CouncilGroup
from .moment import Moment
from .parameters import Choices, FormField, Parameter, flat, text_of


@dataclass(frozen=True)
class Selection:
    """What one page is asked for.

    A page makes its selection from the path and the moment, and lets it `read` the query. Subclasses name their
    `path` and their `parameters`, in the order in which addresses have them.
    """

    moment: Moment
    group: CouncilGroup = field(default=ALL_COUNCILS, kw_only=True)

    @property
    def path(self) -> str:
        raise NotImplementedError

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        raise NotImplementedError

    def choices(self, parameter: Parameter) -> Choices:
        """The values that a parameter can have on this page, with their words."""
        return self.moment.neighbour_sets if parameter == SET else parameter.choices

    def value_of(self, parameter: Parameter, text: str) -> Any:
        """The value that a text stands for. BadRequest says what is possible where it stands for none."""
        if parameter.kind == "council":
            return self.moment.council_slug(text)
        return parameter.value_of(text, self.choices(parameter))

    def settled(self) -> Self:
        """The selection once all parameters are read, without those that another makes idle."""
        return replace(self, group=self.group.of_known_set(self.moment))

    def read(self, query: QueryDict) -> Self:
        """The selection with what the query asks for. BadRequest says what is possible where a value is not."""
        values: dict[str, Any] = {}
        for one in self.parameters:
            # The moment is read before anything else, because it decides what is known.
            if one.attribute.startswith("moment."):
                continue
            found = [self.value_of(one, text) for text in one.texts_in(query.getlist(one.name))]
            if one.separator:
                found = [value for value in flat(self.choices(one)) if value in found]
            if found:
                values[one.attribute or one.name] = tuple(dict.fromkeys(found)) if one.is_list else found[0]
        return self._with(values).settled()

    @property
    def day(self) -> date:
        """The day as at which the page speaks."""
        return self.moment.day

    def query(self) -> list[tuple[str, str]]:
        """The query string's parameters, without those that change nothing."""
        return [
            (one.name, text)
            for one in self.parameters
            if not one.is_in_path
            for text in one.joined(self._texts(one))
            if text != self._default(one)
        ]

    def url(self, **changes: Any) -> str:
        """The address of this selection with some changes."""
        wanted = replace(self, **changes) if changes else self
        query = wanted.query()
        return f"{wanted.path}?{urlencode(query)}" if query else wanted.path

    def url_as_at(self, day: date) -> str:
        """The address of the same as at another day."""
        return self.url(moment=replace(self.moment, as_at=day))

    def permanent_url(self, **changes: Any) -> str:
        """The address that will still show this, with some changes, when the data have changed."""
        return self.url(moment=self.moment.permanent, **changes)

    def is_canonical(self, request: PageRequest) -> bool:
        """Whether the request has the one address for this selection."""
        return request.is_at(self.url())

    @cached_property
    def fields(self) -> dict[str, FormField]:
        """The fields of the page's form by the names of their parameters."""
        return {
            one.name: FormField(
                one,
                self.choices(one),
                self._texts(one) or [self._default(one)],
                self.moment.today if one.attribute == "moment.as_at" else None,
            )
            for one in self.parameters
        }

    def _default(self, parameter: Parameter) -> str:
        return parameter.default_among(self.choices(parameter)) if parameter.default is None else parameter.default

    def _texts(self, parameter: Parameter) -> list[str]:
        value = attrgetter(parameter.attribute or parameter.name)(self)
        return [text for one in (value if parameter.is_list else (value,)) if (text := text_of(one))]

    def _with(self, values: Mapping[str, Any]) -> Self:
        """The selection with other values of its attributes, or of those of its members (`group.region`)."""
        changes: dict[str, Any] = {}
        for attribute, value in values.items():
            name, _, of_member = attribute.partition(".")
            member = changes.get(name, getattr(self, name))
            changes[name] = replace(member, **{of_member: value}) if of_member else value
        return replace(self, **changes)
