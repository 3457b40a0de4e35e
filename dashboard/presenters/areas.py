"""Areas for improvement that answer a question, with the words marked and where each stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dashboard.selections.improvements import ImprovementsSelection
from inspections.frameworks.loader import framework
from inspections.models import AreaForImprovement, Council
from inspections.record.areas import AreaOnRecord
from inspections.record.rows import council_row
from inspections.search.marks import Piece, marked
from inspections.wording.areas import areas_sentence, searched_sentence
from inspections.wording.days import day_words
from inspections.wording.words import capital, date_words

from .list_pages import ListPage

OF_KIND = {"letter": "Letter on a visit", "priority": "Area for priority action, in a letter on a visit"}


@dataclass(frozen=True)
class AreaLine:
    """An area with its text in pieces, those that the question asks for marked."""

    area: AreaOnRecord
    pieces: tuple[Piece, ...]

    @property
    def day(self) -> str:
        """`25 January 2012`, or when the inspection or the visit was if that day is not known."""
        area = self.area
        if area.published_on is None and area.kind != "report":
            return f"visited {date_words(area.began)}"
        return day_words(area.published_on, area.began)

    @property
    def kind(self) -> str:
        """`ILACS 2023`, or which part of a letter."""
        return framework(self.area.framework).short_name if self.area.framework else OF_KIND[self.area.kind]

    @property
    def about(self) -> str:
        """`Safeguarding services; within three months; for the police`."""
        timescale = AreaForImprovement.Timescale(self.area.timescale).label if self.area.timescale else ""
        parts = (self.area.theme, timescale.lower(), f"for {self.area.addressee}" if self.area.addressee else "")
        return capital("; ".join(filter(None, parts)))

    @property
    def place(self) -> str:
        """`paragraph 12, page 3`, or its number in the list where neither is known."""
        paragraph = f"paragraph {self.area.paragraph}" if self.area.paragraph else f"number {self.area.number}"
        return f"{paragraph}, page {self.area.page}" if self.area.page else paragraph


@dataclass(frozen=True)
class AreasPage(ListPage[ImprovementsSelection, AreaOnRecord]):
    """The list of areas for improvement. `all_areas` are all by the day, whatever is asked for."""

    all_areas: Sequence[AreaOnRecord]
    inspections: int
    visits: int

    def lines(self, areas: Sequence[AreaOnRecord]) -> list[AreaLine]:
        question = self.selection.question
        return [AreaLine(area, marked(area.text, question)) for area in areas]

    @property
    def answer(self) -> str:
        """How many areas were found, and in how many reports and letters."""
        reports, letters = _sources(self.found)
        return areas_sentence(len(self.found), reports, letters, self.selection.q)

    @property
    def searched(self) -> str:
        """Whose words are on record by the day, and whose are not."""
        reports, letters = _sources(self.all_areas)
        return searched_sentence(reports, letters, self.inspections, self.visits)


def _sources(areas: Collection[AreaOnRecord]) -> tuple[int, int]:
    """The number of reports and of letters."""
    reports = {area.url for area in areas if area.kind == "report"}
    letters = {area.url for area in areas if area.kind != "report"}
    return len(reports), len(letters)


def areas_page(
    selection: ImprovementsSelection,
    all_areas: Sequence[AreaOnRecord],
    councils: Sequence[Council],
    *,
    inspections: int,
    visits: int,
) -> AreasPage:
    """Present the areas that a selection asks for. `inspections` and `visits` are how many are on record by the day."""
    slugs = selection.group.slugs(selection.moment.record)
    by_day = [area for area in all_areas if area.counts_from <= selection.day]
    found = [area for area in by_day if (slugs is None or area.council in slugs) and selection.asks_for(area)]
    rows = {council.slug: council_row(council, selection.day) for council in councils}
    return AreasPage(selection, found, rows, by_day, inspections, visits)
