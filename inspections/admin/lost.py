"""Pages for what can't be saved or shown: they say what happened, give entries back, and lead on.

A form is lost when somebody else published or deleted the record, when the session ended, or when the page's token was
renewed by signing in again. Passwords are never given back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from inspections.models import Inspection, Visit

from .entries import labelled

# Part of the names of fields that are never given back.
SECRET = ("password", "csrfmiddlewaretoken", "code", "secret")
NOT_TYPED = ("_FORMS", "-id", "-inspection", "-council", "opened_version", "seen_version", "opened_at")
START_PAGE = "The start page"


@dataclass(frozen=True)
class LeadOn:
    """A link of such a page."""

    url: str
    words: str


def lost(
    request: HttpRequest, title: str, words: str, leads: Iterable[LeadOn] = (), *, status: int, again: str = ""
) -> HttpResponse:
    """The page. `again` is the label of a button that sends the entries once more to where they were sent."""
    entries = _entries(request)
    context = {
        "site_header": admin.site.site_header,
        "site_title": admin.site.site_title,
        "title": title,
        "words": words,
        "leads": [*leads, LeadOn(reverse("admin:index"), START_PAGE)],
        "entries": entries,
        "typed": labelled(request, [entry for entry in entries if entry[1].strip() and not _is_hidden(entry[0])]),
        "again": again if entries else "",
        "had_files": request.content_type == "multipart/form-data",
    }
    if request.user.is_authenticated:
        context |= admin.site.each_context(request)
        context["title"] = title
    get_token(request)
    return render(request, "admin/lost.html", context, status=status)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Something was sent after the session had ended."""
    return lost(
        request,
        "You have been signed out",
        "Nothing has been saved yet. Sign in in another tab, then come back to this one and send your entries again.",
        [LeadOn(reverse("admin:login"), "Sign in (in another tab)")],
        status=403,
        again="Send my entries again",
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  as Django calls it
    """A form came without the token that shows where it is from. Entries are given back only to this site's own forms.

    Signing in renews the token, so forms that were open before lack the new one.
    """
    if not _is_from_here(request):
        return lost(request, "This was not sent from this site", "So nothing was saved.", status=403)
    if request.path in (reverse("admin:login"), reverse("account_login")):
        lead = [LeadOn(request.get_full_path(), "Sign in")]
        return lost(request, "Sign in once more", "This page had been open for long.", lead, status=403)
    if not request.user.is_authenticated:
        return signed_out(request)
    return lost(
        request,
        "Send your entries once more",
        "You have signed in since you opened the form, so it was not saved yet. Your entries are all here.",
        status=403,
        again="Save my entries",
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 in the staff side: what a signed-in person may not do."""
    message = str(exception or "")
    words = message or (
        "Your account has no right to this. Loaders load reports and work on drafts; publishers publish, correct and "
        "withdraw. Whoever looks after the accounts can add you to a group."
    )
    found = _inspection_at(request)
    if found is not None and found.status != Inspection.Status.DRAFT and request.method == "POST":
        words = f"{_published_words(found)} Only publishers can change it now. Your entries are below."
    leads = [LeadOn(change_url(found), f"See {found}")] if found is not None else []
    return lost(request, "You may not do this", words, leads, status=403)


def gone(request: HttpRequest, pk: object, model: type[Inspection | Visit] = Inspection) -> HttpResponse:
    """An inspection or a visit that isn't there any more: published into another, or deleted."""
    what = "visit" if model is Visit else "inspection"
    known = model.history.filter(id=pk) if str(pk).isdecimal() and len(str(pk)) < 10 else model.history.none()
    last = known.select_related("history_user").order_by("-history_date", "-history_id").first()
    if last is None:
        return lost(request, f"There is no such {what}", "Check the address.", status=404)
    who = last.history_user or "the site itself"
    when = date_format(timezone.localtime(last.history_date), "j F Y, H:i")
    into = model.objects.filter(pk=last.replaces_id).select_related("council").first()
    if into is not None and into.status != Inspection.Status.DRAFT:
        words = f"{who} published this draft on {when}, into the {what} that was on record."
        return lost(
            request, "This draft has been published", words, [LeadOn(change_url(into), f"Open {into}")], status=404
        )
    words = f"{who} deleted it on {when}."
    return lost(request, "This draft has been deleted", words, status=404)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001  as Django calls it
    """404 in the staff side."""
    words = "Nothing is at this address of the staff side: it may have been published, withdrawn or deleted meanwhile."
    return lost(request, "Nothing is at this address", words, status=404)


def _inspection_at(request: HttpRequest) -> Inspection | None:
    match = request.resolver_match
    if match is None or "inspections_inspection" not in (match.url_name or ""):
        return None
    pk = str(match.kwargs.get("object_id") or match.kwargs.get("pk") or "")
    return Inspection.objects.filter(pk=pk).select_related("council").first() if pk.isdecimal() else None


def _published_words(inspection: Inspection) -> str:
    if inspection.status == Inspection.Status.WITHDRAWN or inspection.published_at is None:
        return "It has been withdrawn."
    when = date_format(timezone.localtime(inspection.published_at), "j F Y, H:i")
    return f"{inspection.published_by} published it on {when}."


def change_url(record: Inspection | Visit) -> str:
    """The admin's page of an inspection or a visit."""
    name = "visit" if isinstance(record, Visit) else "inspection"
    return reverse(f"admin:inspections_{name}_change", args=[record.pk])


def _entries(request: HttpRequest) -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not any(secret in name for secret in SECRET)
        for value in map(str, values)
    ]


def _is_hidden(name: str) -> bool:
    return name.startswith("_") or name.endswith(NOT_TYPED)


def _is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of this site's own pages sent the request."""
    sent_from = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    return sent_from.netloc == request.get_host() and (sent_from.scheme == "https" or not settings.HTTPS)
