"""Filters and tags for grades, states, numbers, dates and links. None of them queries the database."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard import embedding
from dashboard.charts.heatmap_table import heat_cell
from dashboard.charts.plotly_script import map_styles_id
from dashboard.exports.html_table import data_table
from dashboard.exports.paper_table import paper_table
from dashboard.presenters.links import scorecard_url, short_date
from dashboard.values.page import Page
from inspections.frameworks.loader import all_frameworks
from inspections.statistics.shares import Shares
from inspections.statistics.standings import Result, State
from inspections.wording.cautions import CAUTIONS
from inspections.wording.glossary import GLOSSARY
from inspections.wording.reports import licence_words
from inspections.wording.results import provenance_words, state_words
from inspections.wording.words import counted, date_words, listed, lower_first, n_of, sentence

OEMBED = {"json": "application/json", "xml": "text/xml"}

register = template.Library()

register.filter("date_words", date_words)
register.filter("n_of", n_of)
register.filter("counted", counted)
register.filter("listed", listed)
register.filter("licence_words", licence_words)
register.filter("state_words", state_words)
register.filter("heat_cell", heat_cell)
register.filter("sentence", sentence)
register.filter("lower_first", lower_first)
register.filter("scorecard_url", scorecard_url)
register.filter("short_date", short_date)
register.filter("files_of", Page.files_of)
register.simple_tag(data_table)
register.simple_tag(map_styles_id)
register.simple_tag(paper_table)


@register.simple_tag
def caution(name: str) -> str:
    """A caution about what grades can say, by its name in `wording.cautions`."""
    return CAUTIONS[name]


@register.simple_tag
def glossary() -> dict[str, str]:
    """What the words mean, by term."""
    return GLOSSARY


@register.simple_tag(takes_context=True)
def citation(context: Context) -> str:
    """The citation of the page, for a list of sources."""
    return embedding.citation(context["answer"])


@register.simple_tag(takes_context=True)
def oembed_links(context: Context) -> SafeString:
    """Links for oEmbed consumers, if the page has a chart or table that may be embedded."""
    forms = OEMBED if context["is_shared"] else {}
    links = [(f"{kind}+oembed", embedding.oembed_url(context["answer"], form)) for form, kind in forms.items()]
    return format_html_join("\n", '<link rel="alternate" type="{}" href="{}">', links)


@register.simple_tag(takes_context=True)
def nav_link(context: Context, path: str, words: str, section: str = "") -> SafeString:
    """A link of the header with aria-current if it leads to the page shown, or to its section."""
    request: HttpRequest | None = context.get("request")
    here = request.path if request else ""
    current = "page" if here == path else "true" if here.startswith(section or path) else ""
    mark = format_html(' aria-current="{}"', current) if current else ""
    return format_html('<a href="{}"{}>{}</a>', path, mark, words)


@cache
def _grade(code: str) -> SafeString:
    for framework in all_frameworks():
        if framework.scale.has(code):
            grade = framework.scale.grade(code)
            return format_html(
                '<span class="grade {}"><b aria-hidden="true">{}</b>{}</span>', code, grade.letter, grade.label
            )
    return state(State.NOT_JUDGED)


@register.filter
def grade(code: str) -> SafeString:
    """The tag of a grade by its code: letter, word and colour."""
    return _grade(code)


@register.filter
@cache
def state(value: State) -> SafeString:
    """The tag of a state without a grade: words in a hatched outline."""
    return format_html('<span class="state">{}</span>', state_words(value))


@register.filter
def result(value: Result) -> SafeString:
    """The tag of a grade or state, with its provenance unless it was read from the report itself."""
    if value.grade is None:
        return state(value.state)
    tag = _grade(value.grade.code)
    if value.from_report or not value.provenance:
        return tag
    return format_html('{} <small class="from">{}</small>', tag, provenance_words(value.provenance))


@register.filter
def letter(value: Result) -> SafeString:
    """A grade's letter in its colour, with the word for screen readers; a state in words."""
    if value.grade is None:
        return state(value.state)
    return format_html(
        '<b class="cell {}"><span class="vh">{}</span><span aria-hidden="true">{}</span></b>',
        value.grade.code,
        value.grade.label,
        value.grade.letter,
    )


@register.filter
def bar(shares: Shares) -> SafeString:
    """A bar of grades, best first. Hidden from screen readers, since the numbers stand beside it."""
    rectangles, start = [], 0
    for share in shares.shares:
        if share.count:
            rectangles.append((share.grade.code, start, share.count))
        start += share.count
    rects = format_html_join("", '<rect class="{}" x="{}" width="{}" height="1"/>', rectangles)
    return format_html(
        '<svg class="bar" viewBox="0 0 {} 1" preserveAspectRatio="none" aria-hidden="true">{}</svg>', start or 1, rects
    )


@register.filter
def thousands(number: int) -> str:
    """Add commas: 71906 becomes 71,906."""
    return f"{number:,}"


@register.filter(is_safe=True)
def one_line(text: str) -> str:
    """Join lines and drop the space around them, so that a template can wrap an attribute's text."""
    return " ".join(text.split())


@register.filter
def comma(forloop: Mapping[str, Any], last: str = "") -> str:
    """What separates an item from the one before it: a comma, or the word `last` before the last item."""
    if forloop["first"]:
        return ""
    return f" {last} " if last and forloop["last"] else ", "


@register.filter
def of_name(named: Mapping[str, Any], name: str) -> Any:
    """Look up a name that a template can only reach by a variable."""
    return named[name]
