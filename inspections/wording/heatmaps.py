"""Sentences on what the rows and columns of a heatmap are."""

from collections.abc import Sequence

from inspections.frameworks.definitions import Framework, ScaleGrade

from .words import counted, lower_first, n_of, plural

SIMILARITY = (
    "Councils with like grades stand together: each is put where it adds least to the differences between neighbouring "
    "rows. They are counted in steps between grades, with one and a half where only one of the two has a grade. The "
    "order does not rank."
)


def grid_words(councils: int, judgements: int) -> str:
    """The size of a table of councils and judgements: `12 councils by 4 judgements`."""
    return f"{counted(councils, 'council')} by {counted(judgements, 'judgement')}"


def best_and_worst_sentence(columns: Sequence[tuple[str, int, int]], best: ScaleGrade, where: str = "") -> str:
    """On which judgement most councils have the best grade and on which fewest, or "" without any column.

    `columns` are names of judgements, each with the number of councils that have the grade and that have any.
    "Impact of leaders is outstanding in 60 of 153 councils, help and protection in 28".
    """
    if not columns:
        return ""
    by_share = sorted(columns, key=lambda column: (-column[1] / column[2], column[0]))
    (most, number, base), (least, fewest, of) = by_share[0], by_share[-1]
    councils = " ".join(filter(None, (plural(base, "council"), where)))
    if not number:
        return f"No judgement is {best.in_text} in any of {base:,} {councils}"
    first = f"{most} is {best.in_text} in {number:,} of {base:,} {councils}"
    if number / base == fewest / of:
        return first
    return f"{first}, {lower_first(least)} in {fewest or 'none'}{f' of {of:,}' if of != base else ''}"


def only_framework_sentence(framework: Framework, number: int, total: int) -> str:
    """That only councils inspected under one version are shown, and how many inspections that leaves."""
    share = n_of(number, total, plural(total, "inspection"))
    return f"Only councils inspected under {framework.short_name} are shown: {share} counted."


def columns_sentence(framework: Framework, number: int, total: int) -> str:
    """That the columns are one version's judgements while some grades were given under another."""
    share = n_of(number, total, plural(total, "inspection"))
    return (
        f"The columns are the judgements of {framework.short_name}, under which {share} counted were made. Grades "
        "of another version stand in them only where the two judgements compare fairly."
    )
