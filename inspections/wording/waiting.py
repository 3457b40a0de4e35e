"""Sentences on how long ago inspections were. They say what was observed, never what is due."""

from collections.abc import Sequence

from inspections.statistics.waiting import Elapsed, Intervals, ObservedIntervals, median_elapsed

from .words import capital, counted, number_words, plural

COUNTED_FROM = "Days are counted from the first day on site of the latest inspection published by this day."
OBSERVED = (
    "This says what was observed. When an inspection is due, and why one came early or late, only Ofsted can say. "
    "Rules for how often it inspects have changed."
)
DAYS_IN_MONTH = 30.436875


def elapsed_words(wait: Elapsed) -> str:
    """`1,020`, `1,850 to 1,879` where only the month is known, or `at least 5,355`."""
    if wait.is_exact:
        return f"{wait.least:,}"
    return f"at least {wait.least:,}" if wait.most is None else f"{wait.least:,} to {wait.most:,}"


def since_words(wait: Elapsed) -> str:
    """`612 days since the last inspection began`."""
    return f"{capital(elapsed_words(wait))} days since the last inspection began"


def duration_words(days: int) -> str:
    """`2 years 10 months`, `7 months`, `3 years`."""
    years, months = divmod(round(days / DAYS_IN_MONTH), 12)
    parts = [counted(years, "year") if years else "", counted(months, "month") if months else ""]
    return " ".join(filter(None, parts)) or counted(days, "day")


def waiting_sentence(waits: Sequence[Elapsed], where: str = "") -> str:
    """When half of the councils were inspected last. `where` follows the councils: "in London".

    "Half of 151 councils were last inspected 1,020 days ago or more, which is about 2 years 10 months"; where days are
    not known: "… 544 to 560 days ago or more".
    """
    councils = " ".join(filter(None, (plural(len(waits), "council"), where)))
    middle = median_elapsed(waits)
    if not waits:
        return f"No council {f'{where} ' if where else ''}has been inspected by this day"
    if middle is None:
        return f"{capital(number_words(len(waits)))} {councils} {plural(len(waits), 'has', 'have')} been inspected"
    about = f", which is about {duration_words(middle.least)}" if middle.is_exact else ""
    return f"Half of {len(waits):,} {councils} were last inspected {elapsed_words(middle)} days ago or more{about}"


def group_name(group: Intervals) -> str:
    """`After good`, `After an inspection without an overall grade`."""
    return f"After {group.grade.in_text}" if group.grade else "After an inspection without an overall grade"


def intervals_title(observed: ObservedIntervals) -> str:
    """What was observed, in a sentence: the median after the best and the worst grade that have ten or more.

    "Half of the next inspections came within 1,670 days after outstanding, within 1,288 after inadequate".
    """
    enough = [group for group in observed.by_grade if group.are_enough and group.grade]
    shown = [enough[0], enough[-1]] if len(enough) > 1 else enough
    if shown:
        parts = [
            f"within {group.median:,}{'' if n else ' days'} {group_name(group).lower()}"
            for n, group in enumerate(shown)
        ]
        return f"Half of the next inspections came {', '.join(parts)}"
    if observed.all.are_enough:
        return f"Half of the next inspections came within {observed.all.median:,} days"
    number = observed.all.number
    few = "No interval between two inspections has" if not number else f"{capital(number_words(number))} intervals have"
    return f"{'One interval has' if number == 1 else few} been observed"


def left_out_sentence(observed: ObservedIntervals) -> str:
    """How many intervals are left out because a day is not known, or ""."""
    if not observed.inexact:
        return ""
    verb = plural(observed.inexact, "is", "are")
    return f"{counted(observed.inexact, 'interval')} {verb} left out: not both days are known."
