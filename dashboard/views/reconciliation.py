"""The record held against Ofsted's own statistics, in public."""

from functools import partial
from typing import Any

from dashboard.addresses import PageRequest, with_parameters
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.moment import moment_of
from dashboard.tables.reconciliation import ReconciliationDifferencesTable, ReconciliationsTable
from dashboard.values.page import Page
from dashboard.values.tables import TableMaker
from inspections.reconciliation.kept import reconciliations
from inspections.record.status import Basis
from inspections.wording.reconciliation import agreement_sentence

PATH = "/data/reconciliation/"


@page_view()
def reconciliation(request: PageRequest) -> Shown | RedirectTo:
    """`/data/reconciliation/`: what agrees with Ofsted's statistics, what differs, and who was right."""
    moment = moment_of(request, day_in_path=True)
    url = moment.url(PATH)
    if not request.is_at(url):
        return RedirectTo(url)
    results = reconciliations(moment.record)
    tables: dict[str, TableMaker] = {"editions": partial(ReconciliationsTable, results, moment.day)}
    if any(not result.agrees for result in results):
        tables["differences"] = partial(ReconciliationDifferencesTable, results, moment.day)
    page = Page(
        title="This record against Ofsted’s statistics",
        site=request.site,
        url=url,
        permanent=with_parameters(PATH, {"edition": str(moment.record.edition or "")}),
        day=moment.day,
        edition=moment.edition,
        tables=tables,
        basis=Basis(),
    )

    def context() -> dict[str, Any]:
        sentences = [
            agreement_sentence(result.as_at, result.inspections, result.agreeing, result.values) for result in results
        ]
        return {
            "today": moment.day,
            "sentences": sentences,
            "tables": [page.table(name) for name in tables] if results else [],
        }

    return Shown(page, "reconciliation.html", context)
