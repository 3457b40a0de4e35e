"""Grades and states as markup: the word always, with its letter and colour."""

from collections.abc import Iterator
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from inspections.frameworks.definitions import ScaleGrade
from inspections.frameworks.loader import all_frameworks
from inspections.statistics.shares import Share, Shares
from inspections.statistics.standings import FROM_REPORT, Result, State
from inspections.wording.results import provenance_words, state_words

# In place of a grade's code: the words stand for a grade that is missing.
STATE = "state"
# The per cent of a bar's width that a number of two digits needs.
LEAST_FOR_NUMBER = 7


@cache
def grade_tag(code: str) -> SafeString:
    """A grade's code as its tag: letter, word and colour."""
    for framework in all_frameworks():
        if framework.scale.has(code):
            grade = framework.scale.grade(code)
            return format_html(
                '<span class="grade {}"><b aria-hidden="true">{}</b>{}</span>', code, grade.letter, grade.label
            )
    return state_tag(State.NOT_JUDGED)


@cache
def state_tag(state: State) -> SafeString:
    """A state without a grade as its tag: words in a hatched outline."""
    return words_tag(STATE, state_words(state))


def words_tag(code: str, words: str) -> SafeString:
    """Words in the colour of a grade, by its code; for STATE in the outline of a missing one."""
    css_class = code if code == STATE else f"grade {code}"
    return format_html('<span class="{}">{}</span>', css_class, words)


def result_tag(result: Result) -> SafeString:
    """A grade, or the state in its place; unless it was read from the report itself with where it comes from."""
    if result.grade is None:
        return state_tag(result.state)
    return _sourced_tag(result.grade.code, result.provenance or FROM_REPORT)


@cache
def _sourced_tag(code: str, provenance: str) -> SafeString:
    tag = grade_tag(code)
    if provenance == FROM_REPORT:
        return tag
    return format_html('{} <small class="from">{}</small>', tag, provenance_words(provenance))


def letter_tag(result: Result) -> SafeString:
    """A grade as its letter in its colour, the word for screen readers; a state in words."""
    return state_tag(result.state) if result.grade is None else _letter_of_grade(result.grade)


@cache
def _letter_of_grade(grade: ScaleGrade) -> SafeString:
    return format_html(
        '<b class="cell {}"><span class="vh">{}</span><span aria-hidden="true">{}</span></b>',
        grade.code,
        grade.label,
        grade.letter,
    )


def graded_words(grade: ScaleGrade, provenance: str) -> str:
    """A grade for a screen reader: `Good, as stated in a later Ofsted report`."""
    return grade.label if provenance == FROM_REPORT else f"{grade.label}, {provenance_words(provenance)}"


def shares_bar(shares: Shares) -> SafeString:
    """How many hold each grade as a bar, best first; hidden from screen readers, as the numbers stand beside it."""
    rectangles, start = "", 0
    for share in shares.shares:
        if share.count:
            rectangles += f'<rect class="{share.grade.code}" x="{start}" width="{share.count}" height="1"/>'
        start += share.count
    whole = f'viewBox="0 0 {start or 1} 1" preserveAspectRatio="none" aria-hidden="true"'
    return mark_safe(f'<svg class="bar" {whole}>{rectangles}</svg>')  # noqa: S308 (numbers and codes alone)


def counted_bar(shares: Shares, own: ScaleGrade | None = None) -> SafeString:
    """The same, tall, with the number in every part that has room for it; its screen readers' words stand beside it.

    The part of the council's `own` grade is underlined.
    """
    parts = "".join(part for _, part in bar_parts(shares, own))
    return mark_safe(f'<svg class="bar numbers" aria-hidden=true>{parts}</svg>')  # noqa: S308 (numbers alone)


def bar_parts(shares: Shares, own: ScaleGrade | None = None) -> Iterator[tuple[Share, str]]:
    """Each part of a tall bar: a rectangle in per cent of the width, with its number if there is room."""
    start = 0.0
    for share in shares.shares:
        width = 100 * share.count / (shares.base or 1)
        if share.count:
            css, place = share.grade.letter.lower(), f'x="{start:.1f}%" width="{width:.1f}%"'
            underline = f"<rect class=own {place} />" if share.grade == own else ""
            number = f'<text class={css} x="{start + width / 2:.1f}%" y=50%>{share.count}</text>'
            part = f"<rect class={css} {place} height=100% />{underline}"
            yield share, part + (number if width >= LEAST_FOR_NUMBER else "")
        start += width


def marked_tag(result: Result, mark: str) -> SafeString:
    """A grade or state as its mark, with its words beside it, which a small chip leaves out of sight."""
    if result.grade is None:
        return format_html(
            '<span class="state"><b aria-hidden="true">{}</b><span>{}</span></span>', mark, state_words(result.state)
        )
    tag = format_html(
        '<span class="grade {}"><b aria-hidden="true">{}</b><span>{}</span></span>',
        result.grade.code,
        mark,
        result.grade.label,
    )
    if result.from_report or not result.provenance:
        return tag
    return format_html('{}<small class="vh"> {}</small>', tag, provenance_words(result.provenance))


def shares_strip(shares: Shares, own: Result, *, in_bar: bool) -> SafeString:
    """How many hold each grade, the council's own underlined: as a bar with the counts, or a letter a council.

    Hidden from screen readers, as the numbers stand beside it.
    """
    if in_bar:
        return counted_bar(shares, own.grade)
    held = [(share.grade.letter, share.count, share.grade == own.grade) for share in shares.shares if share.count]
    letters = format_html_join(
        "",
        '<b class="cell {}{}">{}</b>',
        (
            (letter.lower(), " own" if is_own and n == 0 else "", letter)
            for letter, count, is_own in held
            for n in range(count)
        ),
    )
    return format_html('<span class="held" aria-hidden="true">{}</span>', letters)
