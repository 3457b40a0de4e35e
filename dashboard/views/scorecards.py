"""The scorecard of one inspection."""

from functools import partial
from typing import Any

from django.urls import reverse

from dashboard.addresses import PageRequest, with_parameters
from dashboard.charts.scorecard import scorecard_charts
from dashboard.papers.pages import page_paper
from dashboard.presenters.cards import scorecard_card
from dashboard.presenters.scorecard import Scorecard, scorecard, scorecard_line
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.inspections import ScorecardSelection, inspection_at
from dashboard.selections.moment import moment_of
from dashboard.tables.improvements import ActionPlanTable
from dashboard.tables.scorecards import ScorecardTable, word_sections
from dashboard.values.documents import Paper
from dashboard.values.page import Page
from inspections.frameworks.loader import programme
from inspections.record.status import Basis
from inspections.wording.results import NOT_ON_RECORD


@page_view()
def inspection_page(request: PageRequest, slug: str, published: str) -> Shown | RedirectTo:
    """`/councils/<slug>/<published>/`: the date is that of publication, or `inspected-` and what is known."""
    moment = moment_of(request, day_in_path=True)
    record = moment.record
    history = record.history_of(slug)
    inspection = inspection_at(history.inspections, slug, published, moment)
    selection = ScorecardSelection(moment, inspection)
    if not selection.is_canonical(request):
        return RedirectTo(selection.url())
    of_programme = programme(inspection.framework_definition.programme)
    councils = record.programme_as_at(of_programme, inspection.counts_from)
    shown = scorecard(inspection, history, councils, record.evidence_of(inspection))
    table = partial(ScorecardTable, shown)
    page = Page.of(
        selection,
        request.site,
        shown.title,
        sentences=lambda: (shown.key_sentences, shown.good_or_better, *shown.place_sentences),
        card=partial(scorecard_card, shown),
        basis=Basis(inspections={inspection.pk}),
        # The areas for improvement are a table to fill in: an action plan.
        tables={"scorecard": table} | ({"areas": partial(ActionPlanTable, shown)} if shown.improvements else {}),
        charts=scorecard_charts(shown, table),
        document=partial(_paper, shown),
    )

    def context() -> dict[str, Any]:
        paper = reverse("paper", args=[slug, inspection.address_date])
        return {
            "page": shown,
            "not_on_record": NOT_ON_RECORD,
            "line": scorecard_line(shown, moment.today),
            "judged": [(part, ScorecardTable(shown, part=part)) for part in shown.services],
            "document_url": page.document_url,
            "paper_url": with_parameters(paper, {"edition": str(selection.edition or "")}),
        }

    return Shown(page, "scorecard.html", context)


def _paper(shown: Scorecard, page: Page) -> Paper:
    title = f"{shown.inspection.council.display_name}: {shown.framework.short_name}, {shown.inspection.day_words}"
    return page_paper(
        page,
        (shown.key_sentences, *shown.places),
        word_sections(shown),
        title=title,
        notes=shown.bases,
        has_picture=False,
    )
