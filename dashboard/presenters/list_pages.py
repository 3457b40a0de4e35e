"""What the lists of reports, visits and areas for improvement share: their pages and their group of councils."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from dashboard.selections.base import ListSelection
from inspections.statistics.standings import CouncilRow

from .groups import as_typed, group_title

Asked = TypeVar("Asked", bound=ListSelection)
Item = TypeVar("Item")


@dataclass(frozen=True)
class ListPage(Generic[Asked, Item]):
    """One page of a list, latest first. `found` is the whole list, and `councils` are all councils by slug."""

    selection: Asked
    found: Sequence[Item]
    councils: Mapping[str, CouncilRow]

    on_a_page: ClassVar[int] = 40

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.found) // self.on_a_page))

    @property
    def shown(self) -> Sequence[Item]:
        """The part of the list on this page."""
        start = (self.selection.page - 1) * self.on_a_page
        return self.found[start : start + self.on_a_page]

    @property
    def newer(self) -> str:
        """The address of the page before this one, or empty."""
        page = self.selection.page
        return self.selection.url(page=page - 1) if page > 1 else ""

    @property
    def older(self) -> str:
        """The address of the page after this one, or empty."""
        page = self.selection.page
        return self.selection.url(page=page + 1) if page < self.pages else ""

    @property
    def group(self) -> str:
        """The group of councils in words."""
        return group_title(self.selection.group, self.councils)

    @property
    def own_list(self) -> str:
        """The names of a reader's own list, as its form field takes them."""
        return as_typed(self.selection, *self.selection.group.own_list)

    @property
    def centre_name(self) -> str:
        """The council whose neighbours are asked for, as its form field takes it, or empty."""
        return as_typed(self.selection, self.selection.group.neighbours_of)
