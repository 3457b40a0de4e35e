"""The first sentences of a council's page and of a scorecard, and the titles of their figures."""

from collections import Counter
from collections.abc import Sequence

from inspections.frameworks.definitions import Judgement
from inspections.frameworks.loader import programme
from inspections.statistics.changes import Direction, JudgementChange, Tally, tally
from inspections.statistics.ranking import NotRanked, Place
from inspections.statistics.runs import OverallRun, overall_ids, overall_run
from inspections.statistics.shares import GOOD_OR_BETTER, AgainstOthers
from inspections.statistics.spans import GoodOrBetter, ProgrammeSpan, good_or_better
from inspections.statistics.standings import OVERALL, InspectionRecord, InspectionRow, Result

from .absences import unranked_sentence
from .comparisons import alongside, has_position, position_words
from .results import result_words, state_words
from .words import MONTHS, capital, counted, date_words, listed, lower_first, number_words, plural

NO_OVERALL_NOW = "Ofsted gives no overall grade since April 2026."


def month_of(inspection: InspectionRow) -> str:
    """`May 2025`, or when it was inspected if the day of publication is not known: `the year to March 2012`."""
    day = inspection.published_on
    return f"{MONTHS[day.month - 1]} {day.year}" if day else date_words(inspection.inspected_from)


def inspections_words(records: Sequence[InspectionRecord]) -> str:
    """`5 inspections since 2012`, `1 inspection, in 2019`."""
    year = records[0].inspection.year
    return f"{len(records)} inspections since {year}" if len(records) > 1 else f"1 inspection, in {year}"


def council_headline(records: Sequence[InspectionRecord], *, abolished: bool = False) -> str:
    """The latest overall grade, since when, and what it was before; "" without a record. The earliest comes first.

    "Outstanding overall since May 2025, up from good in 2022."
    """
    if not records:
        return ""
    last = records[-1]
    if last.framework.no_overall:
        return f"{grades_counted(last)} in {month_of(last.inspection)}. {NO_OVERALL_NOW}"
    run = overall_run(records)
    if run is None:
        return f"{capital(listed(_by_service(last)))} in {month_of(last.inspection)}."
    return f"{_overall(run, last, abolished=abolished)}."


def not_inspected_itself(predecessor: str) -> str:
    """That only an earlier council with the same area was inspected."""
    return f"No inspection of its own yet. The grades below are of {predecessor}, whose area was the same."


def _overall(run: OverallRun, last: InspectionRecord, *, abolished: bool) -> str:
    if run.latest.grade is None:
        return f"The overall grade of {month_of(last.inspection)} is {state_words(run.latest.state)}"
    graded, moved = f"{run.latest.grade.label} overall", ""
    if run.before and run.before.grade and run.before.inspection:
        went = "up" if run.before.grade.rank > run.latest.grade.rank else "down"
        moved = f", {went} from {run.before.grade.in_text} in {run.before.inspection.year}"
    if abolished:
        return f"{graded} at its last inspection, in {month_of(last.inspection)}{moved}"
    when = "since" if moved or run.reports > 1 else "in"
    return f"{graded} {when} {month_of(run.since.inspection)}{moved}"


def scorecard_headline(record: InspectionRecord, changes: Sequence[JudgementChange]) -> str:
    """The overall grade with what changed, and how many judgements are good or better.

    "Outstanding overall, up from good in 2022. Good or better on 5 of 5 judgements." "Good or better on 21 of 22
    judgements; only economic well-being was adequate."
    """
    counts = good_or_better(record)
    if not counts:
        return "No grade of this inspection is on record here."
    good, base = sum(service.count for service in counts), sum(service.base for service in counts)
    missing = sum(sum(service.lacking.values()) for service in counts)
    share = f"Good or better on {good} of {counted(base, 'judgement')}{_only_lower(record, base - good)}"
    share += f"; {missing} more {plural(missing, 'has', 'have')} no grade on record" if missing else ""
    if record.framework.no_overall:
        return f"{grades_counted(record)}. {NO_OVERALL_NOW}"
    ids = overall_ids(record.framework)
    overall = [change for change in changes if change.judgement.id in ids and change.now.grade]
    if len(ids) != 1 or not overall or not overall[0].now.grade:
        return f"{share}."
    return f"{overall[0].now.grade.label} overall{_moved(overall[0])}. {share}."


def _only_lower(record: InspectionRecord, lower: int) -> str:
    if lower != 1:
        return ""
    results = [(j, record.result(j.id).grade) for j in record.framework.judgements if not j.optional]
    (judgement, grade), *_ = [(j, grade) for j, grade in results if grade and grade.code not in GOOD_OR_BETTER]
    return f"; only {lower_first(judgement.short_name)} was {grade.in_text}"


def _moved(change: JudgementChange) -> str:
    before = change.before[0] if change.before else None
    if before is None or before.grade is None or before.inspection is None:
        return ""
    grade, year = before.grade.in_text, before.inspection.year
    words = {Direction.IMPROVED: f", up from {grade} in", Direction.LOWER: f", down from {grade} in"}
    words[Direction.SAME] = ", as in"
    return f"{words[change.direction]} {year}" if change.direction in words else ""


def service_title(service: GoodOrBetter | None, name: str, record: InspectionRecord) -> str:
    """What a service's grades come to: `Safeguarding: 10 of 10 good or better`.

    Where there is one service alone: `Outstanding on 4 and good on 1 of 5 judgements`.
    """
    if not name:
        return grades_counted(record)
    return f"{name}: {service.count} of {service.base} good or better" if service else name


def areas_title(number: int, at_once: int, *, has_timescales: bool) -> str:
    """`15 areas for improvement, 2 of them due at once`; `2 areas for improvement, no timescale given`."""
    areas = f"{capital(number_words(number))} {plural(number, 'area')} for improvement"
    if not has_timescales:
        return f"{areas}, no timescale given"
    return f"{areas}, {number_words(at_once)} of them due at once" if at_once else areas


def _by_service(record: InspectionRecord) -> list[str]:
    """`good overall for safeguarding` for each service that the inspection covers."""
    parts = []
    for id_ in overall_ids(record.framework):
        service = record.framework.service(id_.partition(".")[0])
        if service.code in record.services:
            result = record.result(id_)
            parts.append(f"{result_words(result)} overall for {lower_first(service.short_name)}")
    return parts


def grades_counted(record: InspectionRecord) -> str:
    """`Good on all 4 judgements`, `Outstanding on 1 and good on 3 of 4 judgements`."""
    results = [record.result(j.id) for j in record.framework.judgements if not j.optional]
    grades = [result.grade for result in results if result.grade]
    if not grades:
        return f"No grade of {counted(len(results), 'judgement')} is on record here"
    counts = Counter(sorted(grades, key=lambda grade: grade.rank))
    if len(counts) == 1:
        number = {1: "the one judgement", 2: "both judgements"}.get(len(grades), f"all {len(grades)} judgements")
        return f"{grades[0].label} on {number}"
    parts = [f"{grade.in_text} on {number}" for grade, number in counts.items()]
    return f"{capital(listed(parts))} of {len(grades)} judgements"


def change_in_short(change: JudgementChange) -> str:
    """What changed, for a chip: `Up from good in 2022`, `Same as in 2022`, `Not graded apart in 2022`."""
    before = change.before[0] if change.before else None
    year = before.inspection.year if before and before.inspection else ""
    match change.direction:
        case Direction.IMPROVED if before:
            words = f"Up from {result_words(before)} in {year}"
        case Direction.LOWER if before:
            words = f"Down from {result_words(before)} in {year}"
        case Direction.SAME:
            words = f"Same as in {year}"
        case Direction.NOT_COMPARABLE if before and _same_programme(change, before):
            words = f"Not graded apart in {year}"
        case Direction.NOT_COMPARABLE if before and before.framework:
            words = f"Not comparable with {programme(before.framework.programme).short_name}, {year}"
        case Direction.NOT_GRADED_NOW | Direction.NOT_GRADED_BEFORE if before:
            words = f"{year}: {result_words(before)}"
        case Direction.FIRST:
            words = "First inspection on record"
        case _:
            words = "Nothing like it before"
    return words


def _same_programme(change: JudgementChange, before: Result) -> bool:
    now = change.now.framework
    return bool(now and before.framework and now.programme == before.framework.programme)


def time_line_title(spans: Sequence[ProgrammeSpan]) -> str:
    """How many judgements are higher or lower than at the programme's first inspection.

    "Three judgements are higher than in 2019, none is lower"
    """
    last = spans[-1]
    counts, year = tally(last.changes), last.first.inspection.year
    if len(last.records) == 1:
        return f"One {_programme(last)} inspection, in {year}: nothing to set it against yet"
    if not counts.base:
        return f"No grade of {last.last.inspection.year} can be set against one of {year}"
    if counts.improved == counts.lower == 0:
        return f"Every judgement that can be compared is graded as in {year}"
    if not counts.improved:
        return f"{capital(_are(counts.lower, 'lower'))} than in {year}, none is higher"
    lower = (
        f"{number_words(counts.lower)} {plural(counts.lower, 'is', 'are')} lower" if counts.lower else "none is lower"
    )
    return f"{capital(_are(counts.improved, 'higher'))} than in {year}, {lower}"


def _are(number: int, what: str) -> str:
    return f"{number_words(number)} {plural(number, 'judgement is', 'judgements are')} {what}"


def improvement_sentences(spans: Sequence[ProgrammeSpan]) -> tuple[str, ...]:
    """Whether it has improved: since the first inspection of the latest programme, and since the first on record.

    "Improved since 2019: yes, on all 3 judgements that can be compared." "Improved since 2012: cannot be said, as SLAC,
    SIF and ILACS judge different things."
    """
    if not spans:
        return ()
    last, first_year = spans[-1], spans[0].first.inspection.year
    year, name = last.first.inspection.year, _programme(last)
    sentences = []
    if len(last.records) == 1:
        sentences.append(f"There is one {name} inspection, of {year}, so nothing under {name} to set it against.")
    else:
        sentences.append(f"Improved since {year}: {_improved(tally(last.changes))}.")
    if len(spans) > 1:
        names = listed([_programme(span) for span in spans])
        sentences.append(f"Improved since {first_year}: cannot be said, as {names} judge different things.")
    return tuple(sentences)


def _programme(span: ProgrammeSpan) -> str:
    return programme(span.first.framework.programme).short_name


def _improved(counts: Tally) -> str:
    compared = f"{counted(counts.base, 'judgement')} that can be compared"
    if not counts.base:
        return "no grade can be compared"
    every = {1: "the one judgement that can be compared", 2: "both judgements that can be compared"}.get(
        counts.base, f"all {compared}"
    )
    if counts.improved == counts.base:
        return f"yes, on {every}"
    if counts.same == counts.base:
        return f"no, the same on {every}"
    if counts.lower == counts.base:
        return f"no, lower on {every}"
    if not counts.improved:
        return f"no, lower on {counts.lower} of {compared}"
    on = f"on {counts.improved} of {compared}"
    return f"{on}; lower on {counts.lower}" if counts.lower else f"yes, {on}"


def lane_words(name: str, grades: Sequence[tuple[str, int]]) -> str:
    """One theme of a time line: `Overall: requires improvement 2016 and 2019, good 2022.`"""
    runs: list[tuple[str, list[str]]] = []
    for grade, year in grades:
        if runs and runs[-1][0] == grade:
            runs[-1][1].append(str(year))
        else:
            runs.append((grade, [str(year)]))
    return f"{name}: {', '.join(f'{grade} {listed(years)}' for grade, years in runs)}."


def place_title(own: Place | NotRanked, noun: str = "judgements") -> str:
    """How many councils do as well: `One of 41 councils outstanding on at least three of four judgements`."""
    if isinstance(own, NotRanked):
        return unranked_sentence(own.council.name, own).removesuffix(".")
    if not has_position(own.ranking):
        return "Its place among other councils"
    grades = "good or better" if len(own.ranking.measure.grades) > 1 else "outstanding"
    number = sum(len(councils) for count, councils in own.ranking.by_count.items() if count >= own.count)
    of = number_words(own.of)
    if not own.count:
        return f"{_one_of(len(own.level_with) + 1)} with none of {of} {noun} {grades}"
    if own.of == 1:
        return f"{_one_of(number)} {grades}"
    share = f"all {of}" if own.count == own.of else f"at least {number_words(own.count)} of {of}"
    return f"{_one_of(number)} {grades} on {share} {noun}"


def _one_of(number: int) -> str:
    return f"One of {number} councils" if number > 1 else "The only council"


def place_in_short(own: Place | NotRanked) -> str:
    """`Joint 18th of 151, with 23 others.`"""
    if isinstance(own, NotRanked):
        return f"Not ranked: {unranked_sentence('', own).partition(': ')[2]}"
    if not own.higher + len(own.level_with) + own.lower:
        return "No other council is ranked."
    if not has_position(own.ranking):
        level = f"{len(own.level_with) or 'none'} {plural(len(own.level_with), 'has', 'have')} as many"
        more, fewer = (f"{number or 'none'} {'has' if number < 2 else 'have'}" for number in (own.higher, own.lower))
        return f"Of {counted(own.base - 1, 'other')}, {more} more, {level}, {fewer} fewer."
    position = capital(position_words(own))
    if position.startswith("Level"):
        return f"{position}."
    ties = alongside([council.name for council in own.level_with]).replace("alongside", "with")
    return f"{position} of {own.base}{f', {ties}' if ties else ''}."


def neighbours_title(judgement: Judgement, against: AgainstOthers) -> str:
    """How many neighbours have a higher, the same or a lower grade on a judgement on which the council has one.

    "Of its ten neighbours, three match it overall and six are lower". Those without a grade are in the ten.
    """
    number = against.base + sum(against.ungraded.values())
    counts = (
        (against.higher, ("is higher", "are higher")),
        (against.same, ("matches it", "match it")),
        (against.lower, ("is lower", "are lower")),
    )
    every = "all " if number > 1 else ""
    parts = [
        f"{every if count == number else ''}{number_words(count)} {plural(count, *verbs)}"
        for count, verbs in counts
        if count
    ]
    if not parts:
        return "Its statistical neighbours"
    on = "overall" if judgement.code == OVERALL else f"on {lower_first(judgement.short_name)}"
    return f"Of its {number_words(number)} {plural(number, 'neighbour')}, {parts[0]} {on}{_and(parts[1:])}"


def _and(parts: Sequence[str]) -> str:
    return f" and {parts[0]}" if len(parts) == 1 else f", {listed(parts)}" if parts else ""
