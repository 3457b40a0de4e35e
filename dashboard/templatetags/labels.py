"""Filters and tags for grades, states, numbers, dates and links. None of them queries the database."""

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.template.defaultfilters import urlize
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from dashboard import embedding
from dashboard.charts.plotly_script import map_styles_id
from dashboard.charts.region_list import shares_by_region
from dashboard.presenters.context_line import ContextLine
from dashboard.presenters.links import scorecard_url, short_date
from dashboard.tables.council_places import against_table, place_cells
from dashboard.tables.distributions import letters
from dashboard.values.grade_tags import counted_bar, grade_tag, result_tag, shares_bar, state_tag
from dashboard.values.markup import link
from dashboard.values.page import Page, ShownChart
from dashboard.values.table_html import table_html
from dashboard.values.tables import Form, Table
from inspections.statistics.standings import Result
from inspections.wording.cautions import CAUTIONS
from inspections.wording.glossary import GLOSSARY
from inspections.wording.provenance import DATASET, DATASET_URL, marks_key
from inspections.wording.reports import licence_words
from inspections.wording.results import provenance_words, state_words
from inspections.wording.words import council_in_text, counted, date_words, listed, lower_first, n_of, sentence

OEMBED = {"json": "application/json", "xml": "text/xml"}
# The address of each main page, the words of its link, the section that it stands for, and whether it marks a council.
MAIN_PAGES = (
    ("/councils/", "Councils", "", False),
    ("/compare/", "Compare", "", True),
    ("/national/ilacs/", "National", "/national/", True),
    ("/ranking/ilacs/", "Ranking", "/ranking/", True),
    ("/heatmap/ilacs/", "Heatmap", "/heatmap/", True),
    ("/map/ilacs/", "Map", "/map/", True),
)

register = template.Library()

register.filter("date_words", date_words)
register.filter("n_of", n_of)
register.filter("counted", counted)
register.filter("listed", listed)
register.filter("licence_words", licence_words)
register.filter("state_words", state_words)
register.filter("sentence", sentence)
register.filter("lower_first", lower_first)
register.filter("scorecard_url", scorecard_url)
register.filter("short_date", short_date)
register.filter("files_of", Page.files_of)
register.simple_tag(marks_key)
register.filter("grade", grade_tag)
register.filter("state", state_tag)
register.filter("result", result_tag)
register.filter("shares_bar", shares_bar)
register.filter("shares_by_region", shares_by_region)
register.filter("letters", letters)
register.filter("against_table", against_table)
register.filter("place_cells", place_cells)
register.filter("counted_bar", counted_bar)


@register.simple_tag
def dataset() -> str:
    """The research dataset by its authors and title."""
    return DATASET


@register.simple_tag
def dataset_url() -> str:
    """The address of the research dataset in the state that was loaded."""
    return DATASET_URL


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


@register.simple_tag(takes_context=True, name="table")
def draw_table(context: Context, table: Table) -> SafeString:
    """A table in the form it is to be drawn in."""
    return table_html(table, context["request"].GET)


@register.simple_tag(takes_context=True)
def nav_link(context: Context, path: str, words: str, section: str = "", *, marks: bool = False) -> SafeString:
    """A link of the header with aria-current if it leads to the page shown, or to its section.

    A page that `marks` a council marks the reader's.
    """
    request: HttpRequest | None = context.get("request")
    here = request.path if request else ""
    current = "page" if here == path else "true" if here.startswith(section or path) else ""
    mark = f' aria-current="{current}"' if current else ""
    line: ContextLine | None = context.get("line")
    query = f"?council={line.mine}" if marks and line and line.mine else ""
    return SafeString(f'<a href="{escape(path + query)}"{mark}>{escape(words)}</a>')


@register.simple_tag(takes_context=True)
def main_links(context: Context) -> SafeString:
    """The links of the header, which its menu repeats."""
    links = (nav_link(context, path, words, section, marks=marks) for path, words, section, marks in MAIN_PAGES)
    return mark_safe("".join(links))  # noqa: S308 (escaped)


@register.simple_tag
def exploring(shown: ShownChart | str) -> SafeString:
    """Attributes with what the script for interactive charts needs; none if the page doesn't offer the chart so."""
    if not isinstance(shown, ShownChart) or not shown.chart.explorable:
        return SafeString()
    return format_html(
        'data-figure="{}" data-name="{}" data-script="{}" data-styles="{}" data-map-styles="{}"',
        shown.figure,
        shown.chart.title,
        static("plotly/plotly.min.js"),
        static("css/plotly.css"),
        map_styles_id(),
    )


@register.filter
def origin(result: Result) -> str:
    """Where a grade comes from, in words."""
    return provenance_words(result.provenance, result.evidence) if result.provenance else ""


@register.filter
def in_text(name: str) -> str:
    """A council’s name inside a sentence: `the Isle of Wight`."""
    return council_in_text(name)


@register.filter
def plain(table: Table) -> Table:
    """A table as the values of its files, in words."""
    return table.drawn_as(Form.PLAIN)


@register.filter
def to_write(words: str) -> SafeString:
    """Words with what stands in [brackets], for the reader to write, marked."""
    parts = (
        format_html('<mark class="yours">{}</mark>', part) if part.startswith("[") else format_html("{}", part)
        for part in re.split(r"(\[[^\]]*\])", words)
    )
    return format_html_join("", "{}", ((part,) for part in parts))


@register.filter
def of_paper(words: str, to_complete: bool) -> str:
    """Words of a paper in HTML: with what is for the reader to write marked, or else with addresses as links."""
    return to_write(words) if to_complete else urlize(words, autoescape=True)


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
def links(named: Iterable[tuple[str, str]]) -> SafeString:
    """Names as links to their addresses, separated by commas."""
    return mark_safe(", ".join(link(url, name) for name, url in named))  # noqa: S308 (escaped)


@register.filter
def of_name(named: Mapping[str, Any], name: str) -> Any:
    """Look up a name that a template can only reach by a variable."""
    return named[name]
