"""The search of the staff side: what the account may see of councils, inspections, visits, files and problems."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from inspections.models import Council, Inspection, Report, ReportProblem, Visit

from .uploading import address_of

MOST_OF_A_KIND = 8
LONGEST_QUESTION = 100
KINDS: dict[type[Model], str] = {
    Council: "Councils",
    Inspection: "Inspections",
    Visit: "Visits",
    Report: "Files",
    ReportProblem: "Problems",
}


@dataclass(frozen=True)
class FoundRecord:
    """A record with where it is looked at. `state` is in words, or empty."""

    label: str
    url: str
    state: str


@dataclass(frozen=True)
class FoundKind:
    """The first records of a kind, with the address of the list of all."""

    label: str
    records: list[FoundRecord]
    has_more: bool
    url: str


def find(request: HttpRequest) -> HttpResponse:
    """Everything with the words of the question: the words may be spread over a record's names, days and states."""
    question = " ".join(request.GET.get("q", "")[:LONGEST_QUESTION].split())
    kinds = [found for model, label in KINDS.items() if (found := _found(request, model, label, question))]
    context = {
        **admin.site.each_context(request),
        "title": f"Search: {question}" if question else "Search",
        "question": question,
        "kinds": kinds,
    }
    return TemplateResponse(request, "admin/find.html", context)


def _found(request: HttpRequest, model: type[Model], label: str, question: str) -> FoundKind | None:
    model_admin = admin.site.get_model_admin(model)
    if not question or not model_admin.has_view_permission(request):
        return None
    records = model_admin.get_queryset(request).select_related(*_related(model_admin))
    matching, has_duplicates = model_admin.get_search_results(request, records, question)
    if has_duplicates:
        matching = records.filter(pk__in=matching.order_by().values("pk"))
    first = list(matching.order_by(*model_admin.get_ordering(request) or ["-pk"])[: MOST_OF_A_KIND + 1])
    if not first:
        return None
    url = f"{_address(model, 'changelist')}?{urlencode({'q': question})}"
    shown = [_record(record) for record in first[:MOST_OF_A_KIND]]
    return FoundKind(label, shown, len(first) > MOST_OF_A_KIND, url)


def _related(model_admin: Any) -> tuple[str, ...]:
    related = model_admin.list_select_related
    return tuple(related) if not isinstance(related, bool) else ()


def _record(record: Any) -> FoundRecord:
    if isinstance(record, Report):
        about = record.inspection or record.visit
        return FoundRecord(f"{record}: {about or 'without a draft'}", address_of(record), _status(about))
    if isinstance(record, ReportProblem):
        about = record.report.inspection or record.report.visit
        state = "Closed" if record.closed_at else record.get_severity_display()
        url = f"{address_of(record.report)}#problem-{record.pk}"
        return FoundRecord(f"{about or record.report}: {record}", url, state)
    url = _address(record, "change", record.pk)
    return FoundRecord(str(record), url, _status(record))


def _address(model: Any, page: str, *key: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=key)


def _status(record: Any) -> str:
    return record.get_status_display() if isinstance(record, Inspection | Visit) else ""
