"""Up to ten councils side by side."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from django.core.exceptions import BadRequest

from dashboard.addresses import PageRequest
from dashboard.charts.comparison import comparison_chart
from dashboard.papers.pages import page_paper
from dashboard.presenters.compare import Comparison, compare_line, compare_page, compared_slugs, group_slugs
from dashboard.presenters.feeds import feed_link
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.compare import CompareSelection
from dashboard.selections.group import CouncilGroup
from dashboard.selections.moment import moment_of
from dashboard.tables.compare import BESIDE_EACH_OTHER, ComparedCouncilsTable, ComparisonTable, word_sections
from dashboard.tables.comparison_grid import comparison_table
from dashboard.values.documents import Paper
from dashboard.values.page import Page
from inspections.record.status import Basis


@page_view()
def compare(request: PageRequest) -> Shown | RedirectTo:
    """`/compare/?council=…&council=…`: judgements as rows, councils as columns."""
    moment = moment_of(request)
    record = moment.record
    selection = CompareSelection(moment).read(request.GET)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    region, centre = selection.group.region, selection.group.neighbours_of
    group = group_slugs(selection, record.councils() if region else (), record.neighbours_of(centre) if centre else ())
    slugs = compared_slugs(selection, group)
    if request.ending and not slugs:
        raise BadRequest("No council is chosen. Name up to ten in the address: ?council=county-durham&council=derby")
    councils = record.programme_as_at(selection.programme, moment.day, frozenset(slugs))
    comparison = compare_page(selection, councils, group, slugs, record.visits_of(*slugs) if slugs else ())
    page = _page(request.site, comparison, slugs)

    def context() -> dict[str, Any]:
        return {
            "page": comparison,
            "table": comparison_table(comparison),
            "selection": selection,
            "line": compare_line(comparison),
            "source": page.source,
        }

    return Shown(page, "compare.html", context)


def _page(site: str, comparison: Comparison, slugs: Sequence[str]) -> Page:
    """The page with its tables and, if there are grades, a picture and a Word file."""
    selection = comparison.selection
    table = partial(ComparisonTable, comparison)
    has_grades = bool(comparison.rows)
    return Page.of(
        replace(selection, sought=""),
        site,
        comparison.title,
        basis=Basis(councils=set(slugs), programme=selection.programme, day=selection.day, visits=None),
        rests_on=f"the {selection.programme.short_name} inspections of these councils, or visits to them",
        tables={"comparison": table, "councils": partial(ComparedCouncilsTable, comparison)},
        charts={"comparison": partial(comparison_chart, comparison, table=table)} if has_grades else {},
        document=partial(_paper, comparison) if has_grades else None,
        feeds=(feed_link(selection.moment, CouncilGroup(own_list=tuple(slugs)), "New reports: these councils"),)
        if slugs
        else (),
    )


def _paper(comparison: Comparison, page: Page) -> Paper:
    return page_paper(
        page,
        comparison.findings,
        word_sections(comparison),
        notes=comparison.cautions,
        has_picture=len(comparison.columns) > BESIDE_EACH_OTHER,
    )
