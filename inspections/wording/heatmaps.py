"""Sentences on what the rows and columns of a heatmap are."""

from inspections.frameworks.definitions import Framework

from .words import counted, n_of, plural

SIMILARITY = (
    "Councils with like grades stand together: each is put where it adds least to the differences between neighbouring "
    "rows, counted in steps between grades, with one and a half where only one of the two has a grade. The order does "
    "not rank."
)


def grid_words(councils: int, judgements: int) -> str:
    """The size of a table of councils and judgements: `12 councils by 4 judgements`."""
    return f"{counted(councils, 'council')} by {counted(judgements, 'judgement')}"


def only_framework_sentence(framework: Framework, number: int, total: int) -> str:
    """That only councils inspected under one version are shown, and how many inspections that leaves."""
    share = n_of(number, total, plural(total, "inspection"))
    return f"Only councils inspected under {framework.short_name} are shown: {share} counted."


def columns_sentence(framework: Framework, number: int, total: int) -> str:
    """That the columns are one version's judgements while some grades were given under another."""
    share = n_of(number, total, plural(total, "inspection"))
    return (
        f"The columns are the judgements of {framework.short_name}, under which {share} counted were made. Grades "
        "given under another version stand in them only where the two judgements compare fairly."
    )
