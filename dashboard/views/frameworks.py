"""The list of frameworks, and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from dashboard.addresses import PageRequest
from dashboard.presenters.edition_banner import banner_without_files
from dashboard.presenters.frameworks import framework_lists, framework_page
from dashboard.selections.judgement import known_framework
from dashboard.selections.moment import moment_of
from dashboard.tables.frameworks import FrameworksTable, VersionsTable


@require_safe
def frameworks(request: HttpRequest) -> HttpResponse:
    """`/frameworks/`: every framework, by programme."""
    moment = moment_of(request)
    if not PageRequest.of(request).is_at(url := moment.url("/frameworks/")):
        return redirect(url)
    found = framework_lists(moment.record.counts())
    lists = [(programme, FrameworksTable(programme, lines)) for programme, lines in found]
    context = {"lists": lists, "today": moment.day, "banner": banner_without_files(request, moment)}
    return render(request, "frameworks.html", context)


@require_safe
def framework(request: HttpRequest, code: str) -> HttpResponse:
    """`/frameworks/<code>/`: what was judged, on which scale, when, and what compares with what."""
    found = known_framework(code)
    moment = moment_of(request)
    if not PageRequest.of(request).is_at(url := moment.url(f"/frameworks/{code}/")):
        return redirect(url)
    page = framework_page(found, moment.record)
    context = {
        "page": page,
        "framework": found,
        "compared": VersionsTable(page),
        "today": moment.day,
        "banner": banner_without_files(request, moment),
    }
    return render(request, "framework.html", context)
