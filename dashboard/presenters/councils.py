"""The list of councils with their latest inspections and overall judgements."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.selections.councils import GRADES, NO_OVERALL, CouncilListSelection
from inspections.models import Council
from inspections.names import CouncilNames
from inspections.record.current import Record
from inspections.record.kept import kept_by_edition
from inspections.statistics.standings import OVERALL, InspectionRecord, InspectionRow, Result, State
from inspections.wording.days import day_words
from inspections.wording.results import state_words
from inspections.wording.words import counted, date_words

from .context_line import ContextLine, NamedLink
from .heatmaps import STATE_MARKS
from .links import scorecard_url
from .timeline import THEMES

NO_GRADE_RANK = 9
# The themes of judgements that the list shows, with their names in short.
LISTED_THEMES = {theme: name for theme, name in THEMES.items() if theme != "adoption"}


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
    def type_words(self) -> str:
        return str(Council.Type(self.council.type).label)

    @property
    def inspection(self) -> InspectionRow | None:
        return self.record.inspection if self.record else None

    @cached_property
    def by_theme(self) -> Mapping[str, tuple[Result, ...]]:
        """The results of its latest inspection by theme: several where two services were judged."""
        found: dict[str, tuple[Result, ...]] = {}
        if self.record is None:
            return found
        for judgement in self.record.framework.judgements:
            if judgement.theme and judgement.service in self.record.services:
                found[judgement.theme] = (*found.get(judgement.theme, ()), self.record.result(judgement.id))
        return found

    @property
    def has_origins(self) -> bool:
        """Whether a grade was not read from the report itself, or the day of publication is not known."""
        results = [result for theme in self.by_theme.values() for result in theme if result.grade]
        dated_by_month = self.inspection is not None and self.inspection.dated_by_month
        return dated_by_month or not all(result.from_report for result in results)

    def state_of(self, theme: str) -> State:
        """Why its latest inspection has no judgement of a theme."""
        no_overall = theme == "overall" and self.record is not None and self.record.framework.no_overall
        return State.NO_OVERALL if no_overall else State.NO_SUCH_JUDGEMENT

    @property
    def dated(self) -> str:
        """The day of that inspection's report, or when it was inspected; empty if there is none."""
        return day_words(self.inspection.published_on, self.inspection.inspected_from) if self.inspection else ""

    @property
    def scorecard(self) -> str:
        """The address of that inspection, or empty."""
        return scorecard_url(self.inspection) if self.inspection else ""

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


@kept_by_edition
def listed_lines(record: Record, day: date, *, with_abolished: bool) -> tuple[CouncilLine, ...]:
    """A line for each council in being on the day or, if asked for, for each that had begun by then."""
    listed = [one for one in record.councils() if one.in_being(day) or (with_abolished and one.has_begun(day))]
    return tuple(council_lines(listed, record.latest_records(day)))


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
    """`12 of today’s 153 councils` and the filters, in words."""
    filters = [
        f"named like “{selection.q}”" if selection.q else "",
        f"in {selection.group.region}" if selection.group.region else "",
        f"of the type “{Council.Type(selection.group.type).label.lower()}”" if selection.group.type else "",
        f"latest overall judgement: {GRADES[selection.grade].lower()}" if selection.grade else "",
    ]
    by = ", ".join(filter(None, filters))
    if not by:
        return f"{of} councils on record since 2009" if selection.abolished else f"Today’s {of} councils"
    scope = f"{of} councils on record since 2009" if selection.abolished else f"today’s {of} councils"
    return f"{shown} of {scope}: {by}"


def marks_shown(lines: Iterable[CouncilLine]) -> list[tuple[str, str]]:
    """The marks of the states that stand in place of grades, with their words."""
    shown: set[State] = set()
    for line in lines:
        for theme in LISTED_THEMES if line.record else ():
            results = line.by_theme.get(theme, ())
            shown |= {result.state for result in results} if results else {line.state_of(theme)}
    return [(mark, state_words(state)) for state, mark in STATE_MARKS.items() if state in shown]


def list_line(selection: CouncilListSelection, lines: Iterable[CouncilLine], number: int) -> ContextLine:
    """The line of context of the list, on which the day is chosen. `number` of today's councils are inspected."""
    inspected = [line for line in lines if line.inspection]
    last = max(inspected, key=lambda line: line.inspection.sequence if line.inspection else 0, default=None)
    latest = None
    if last and last.inspection:
        words = f"{last.council.display_name}, {date_words(last.inspection.counts_from)}"
        latest = NamedLink(words, last.scorecard)
    return ContextLine(
        day=selection.day,
        today=selection.moment.today,
        facts=(f"{len(inspected)} of {counted(number, 'council')} inspected",),
        latest=latest,
        door=selection.path,
        kept=[pair for pair in selection.query() if pair[0] != "as-at"],
    )
