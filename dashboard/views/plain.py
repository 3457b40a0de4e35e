"""Pages without data: about the site, accessibility, privacy, robots.txt, security.txt."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.errors import NotOnRecordError

# Search results would be crawled without end.
NOT_FOR_ROBOTS = ("/admin/", "/search")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """`/about/`: what the site is, how it counts, what its words mean, and what it cannot say."""
    return render(request, "about.html", {"contact": settings.CONTACT_EMAIL})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """`/accessibility/`: the accessibility statement."""
    return render(request, "accessibility.html", {"contact": settings.CONTACT_EMAIL})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """`/privacy/`: the privacy notice."""
    return render(request, "privacy.html", {"contact": settings.CONTACT_EMAIL, "logged": settings.ACCESS_LOG})


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt` (RFC 9116): whom to tell of a weakness. Nothing is there where nobody is named."""
    if not settings.CONTACT_EMAIL:
        raise NotOnRecordError("Those who run this copy of the site have named nobody to tell of a weakness.")
    expires = timezone.localdate() + timedelta(days=180)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires:%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: robots may read everything public. Names the sitemap."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 (a view takes its request)
    """`/favicon.ico`, `/apple-touch-icon.png`: leads to the icon, for what looks there without reading a page."""
    return redirect(static(name))
