"""What a page is asked for, read from an address and written as one.

A page has one address for each selection: defaults, unknown parameters and repeated ones are left out of it, so that
links, caches and citations agree. A request with another address is redirected.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Self
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import QueryDict

from dashboard.addresses import PageRequest
from inspections.frameworks.definitions import Programme
from inspections.statistics.standings import CouncilsAsAt, without_weak_evidence

from .group import ALL_COUNCILS, SET, CouncilGroup
from .moment import Moment
from .parameters import Choices, FormField, Parameter, WrongValueError, flat, text_of

EVIDENCE = Parameter(
    "evidence",
    "“strong” leaves out weakly evidenced grades.",
    "filter",
    "Weakly evidenced grades",
    {"strong": "Leave them out"},
)


@dataclass(frozen=True)
class Selection:
    """What one page is asked for.

    A view makes a selection from the path and the moment, then lets it `read` the query. Subclasses define their
    `path` and their `parameters`, in the order of the address.
    """

    moment: Moment
    group: CouncilGroup = field(default=ALL_COUNCILS, kw_only=True)
    evidence: str = field(default="", kw_only=True)

    @property
    def path(self) -> str:
        raise NotImplementedError

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        raise NotImplementedError

    def choices(self, parameter: Parameter) -> Choices:
        """The choices of a parameter on this page."""
        return self.moment.neighbour_sets if parameter == SET else parameter.choices

    def value_of(self, parameter: Parameter, text: str) -> Any:
        """Convert a text of the query. BadRequest lists what is possible."""
        if parameter.kind == "council":
            return self.moment.council_slug(text)
        return parameter.value_of(text, self.choices(parameter))

    def completed(self) -> Self:
        """Apply the rules between parameters, once all are read. BadRequest if they contradict each other."""
        return replace(self, group=self.group.completed(self.moment))

    def read(self, query: QueryDict) -> Self:
        """The selection with the values of the query. WrongValueError lists what is possible."""
        values: dict[str, Any] = {}
        for parameter in self.parameters:
            # The moment is read first, because it decides which councils and sets are known.
            if parameter.attribute.startswith("moment."):
                continue
            given = query.getlist(parameter.name)
            try:
                selected = [self.value_of(parameter, text) for text in parameter.texts_in(given)]
            except BadRequest as error:
                typed = ["; ".join(given)] if parameter.is_list else given[-1:]
                raise WrongValueError(str(error), FormField(parameter, self.choices(parameter), typed)) from error
            if parameter.separator and parameter.kind == "choice":
                selected = [value for value in flat(self.choices(parameter)) if value in selected]
            if selected:
                attribute = parameter.attribute or parameter.name
                values[attribute] = tuple(dict.fromkeys(selected)) if parameter.is_list else selected[0]
        return self._with(values).completed()

    @property
    def day(self) -> date:
        return self.moment.day

    @property
    def edition(self) -> int | None:
        """The edition asked for; None for the record as it is now."""
        return self.moment.edition

    @property
    def edition_day(self) -> date | None:
        """The day on which the edition asked for was made."""
        return self.moment.edition_day

    def programme_as_at(self, programme: Programme, councils: frozenset[str] | None = None) -> CouncilsAsAt:
        """The programme's inspections as at the day, of these councils (slugs) or all, with the evidence chosen."""
        found = self.moment.record.programme_as_at(programme, self.day, councils)
        return without_weak_evidence(found) if self.evidence else found

    def query(self) -> list[tuple[str, str]]:
        """The parameters of the address, without defaults."""
        return [
            (parameter.name, text)
            for parameter in self.parameters
            if not parameter.is_in_path
            for text in parameter.joined(self._texts(parameter))
            if text != self._default(parameter)
        ]

    def url(self, **changes: Any) -> str:
        """The address of this selection, with some of its attributes changed."""
        wanted = replace(self, **changes) if changes else self
        query = wanted.query()
        return f"{wanted.path}?{urlencode(query)}" if query else wanted.path

    def url_as_at(self, day: date) -> str:
        """The address of this selection as at another day."""
        return self.url(moment=replace(self.moment, as_at=day))

    def permanent_url(self, **changes: Any) -> str:
        """The address with its day and edition, which keeps showing the same when the data change."""
        return self.url(moment=self.moment.permanent, **changes)

    def is_canonical(self, request: PageRequest) -> bool:
        """Whether the request has the one address of this selection."""
        return request.is_at(self.url())

    @cached_property
    def fields(self) -> dict[str, FormField]:
        """The form fields by the names of their parameters."""
        return {
            parameter.name: FormField(
                parameter,
                self.choices(parameter),
                self._texts(parameter) or [self._default(parameter)],
                self.moment.today if parameter.attribute == "moment.as_at" else None,
            )
            for parameter in self.parameters
        }

    def _default(self, parameter: Parameter) -> str:
        # Choices of neighbour sets are a query, so they are not read for a default that is known.
        return parameter.default_among(self.choices(parameter)) if parameter.default is None else parameter.default

    def _texts(self, parameter: Parameter) -> list[str]:
        value = attrgetter(parameter.attribute or parameter.name)(self)
        return [text for item in (value if parameter.is_list else (value,)) if (text := text_of(item))]

    def _with(self, values: Mapping[str, Any]) -> Self:
        """The selection with new values of its attributes (`sort`) or its members' attributes (`group.region`)."""
        changes: dict[str, Any] = {}
        for attribute, value in values.items():
            name, _, of_member = attribute.partition(".")
            member = changes.get(name, getattr(self, name))
            changes[name] = replace(member, **{of_member: value}) if of_member else value
        return replace(self, **changes)


@dataclass(frozen=True)
class ListSelection(Selection):
    """What a list is asked for that is shown page by page."""

    page: int = field(default=1, kw_only=True)
