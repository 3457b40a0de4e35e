"""The scorecard of one inspection."""

from functools import partial

from dashboard.addresses import PageRequest, with_parameters
from dashboard.charts.scorecard import scorecard_charts
from dashboard.exports.scorecards import areas_file, scorecard_file
from dashboard.presenters.page_papers import page_paper, scorecard_tables
from dashboard.presenters.scorecard import Scorecard, scorecard
from dashboard.respond import Moved, Shown, page_view
from dashboard.selections.inspections import inspection_at
from dashboard.selections.moment import moment_of
from dashboard.values.documents import Paper
from dashboard.values.page import Page
from inspections.frameworks.loader import programme
from inspections.record.status import Basis


@page_view()
def inspection_page(request: PageRequest, slug: str, published: str) -> Shown | Moved:
    """`/councils/<slug>/<published>/`: the date is that of publication, or `inspected-` and what is known."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    history = record.history_of(slug)
    inspection = inspection_at(history.inspections, slug, published, moment)
    url = moment.url(inspection.get_absolute_url())
    if not request.is_at(url):
        return Moved(url)
    of_programme = programme(inspection.framework_definition.programme)
    councils = record.programme_as_at(of_programme, inspection.counts_from)
    shown = scorecard(inspection, history, councils, record.evidence_of(inspection))
    table = partial(scorecard_file, shown)
    page = Page(
        title=shown.title,
        site=request.site,
        url=url,
        permanent=with_parameters(url, {"edition": str(record.edition or "")}),
        day=inspection.counts_from,
        edition=moment.edition,
        sentences=lambda: (shown.key_sentences, shown.good_or_better, *shown.place_sentences),
        basis=Basis(inspections={inspection.pk}),
        # The areas for improvement are a table to fill in: an action plan.
        tables={"scorecard": table} | ({"areas": partial(areas_file, shown)} if shown.improvements else {}),
        charts=scorecard_charts(shown, table),
        document=partial(_paper, shown),
    )
    return Shown(page, "scorecard.html", lambda: {"page": shown})


def _paper(shown: Scorecard, page: Page) -> Paper:
    areas = areas_file(shown, page.source) if shown.improvements else None
    tables = scorecard_tables(scorecard_file(shown, page.source), areas)
    title = f"{shown.inspection.council.display_name}: {shown.framework.short_name}, {shown.inspection.day_words}"
    return page_paper(page, (shown.key_sentences, *shown.place_sentences), tables, title=title)
