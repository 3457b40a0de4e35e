"""The list of councils with their latest inspections and overall judgements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.selections.councils import GRADES, NO_OVERALL, CouncilListSelection
from inspections.models import Council
from inspections.names import CouncilNames
from inspections.statistics.standings import OVERALL, InspectionRecord, InspectionRow, Result, State
from inspections.wording.days import day_words

from .links import scorecard_url

NO_GRADE_RANK = 9


@dataclass(frozen=True)
class Headline:
    """An overall judgement. `of` is the name of its service if the framework has several."""

    of: str
    result: Result


@dataclass(frozen=True)
class CouncilLine:
    """A council of the list. `record` is its latest inspection, None if none is on record."""

    council: Council
    record: InspectionRecord | None
    headlines: tuple[Headline, ...]

    @property
    def inspection(self) -> InspectionRow | None:
        return self.record.inspection if self.record else None

    @property
    def scorecard(self) -> str:
        """The address of that inspection, or empty."""
        return scorecard_url(self.inspection) if self.inspection else ""

    @property
    def dated(self) -> str:
        """`25 January 2012`, or `inspected June 2010`."""
        return day_words(self.inspection.published_on, self.inspection.inspected_from) if self.inspection else ""

    @property
    def headline(self) -> Headline | None:
        """The first overall judgement, if any."""
        return self.headlines[0] if self.headlines else None

    @property
    def grade_codes(self) -> set[str]:
        """The codes of its latest overall grades, for the filter."""
        codes = {headline.result.grade.code for headline in self.headlines if headline.result.grade}
        if any(headline.result.state is State.NO_OVERALL for headline in self.headlines):
            codes.add(NO_OVERALL)
        return codes

    @property
    def overall_rank(self) -> int:
        """Sort key: the rank of the first overall grade, councils without one last."""
        first = self.headlines[0].result if self.headlines else None
        return first.grade.rank if first and first.grade else NO_GRADE_RANK


def headlines(record: InspectionRecord) -> tuple[Headline, ...]:
    """The overall judgement of each service of an inspection, or that the framework has none."""
    framework = record.framework
    if framework.no_overall:
        return (Headline("", record.result(f"{framework.services[0].code}.{OVERALL}")),)
    overall_ids = [(s, f"{s.code}.{OVERALL}") for s in framework.services if s.code in record.services]
    with_overall = [(service, id_) for service, id_ in overall_ids if framework.has(id_)]
    several = len([s for s in framework.services if framework.has(f"{s.code}.{OVERALL}")]) > 1
    return tuple(Headline(service.short_name if several else "", record.result(id_)) for service, id_ in with_overall)


def council_lines(councils: Iterable[Council], latest: Mapping[str, InspectionRecord]) -> list[CouncilLine]:
    """A line for each council. `latest` are the latest inspections by council slug."""
    found = ((council, latest.get(council.slug)) for council in councils)
    return [CouncilLine(council, record, headlines(record) if record else ()) for council, record in found]


def narrowed(
    lines: Iterable[CouncilLine], selection: CouncilListSelection, names: Mapping[str, CouncilNames]
) -> list[CouncilLine]:
    """The selected lines. `names` are the councils' names by slug, for a search by name."""
    group = selection.group
    return [
        line
        for line in lines
        if (not selection.q or names[line.council.slug].holds(selection.q))
        and (not selection.grade or selection.grade in line.grade_codes)
        and group.region in ("", line.council.region)
        and group.type in ("", line.council.type)
    ]


def shown_words(shown: int, of: int, selection: CouncilListSelection) -> str:
    """`12 of 153 councils` and the filters, in words."""
    filters = [
        f"named like “{selection.q}”" if selection.q else "",
        f"in {selection.group.region}" if selection.group.region else "",
        f"of the type “{Council.Type(selection.group.type).label.lower()}”" if selection.group.type else "",
        f"latest overall judgement: {GRADES[selection.grade].lower()}" if selection.grade else "",
    ]
    by = ", ".join(filter(None, filters))
    scope = "councils on record since 2009" if selection.abolished else "councils in being today"
    return f"{shown} of {of} {scope}" + (f": {by}." if by else ".")
