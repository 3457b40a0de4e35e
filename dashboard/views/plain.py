"""Pages without data: about the site, accessibility, robots.txt."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

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
def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: robots may read everything public. Names the sitemap."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def icon(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001 (a view takes its request)
    """`/favicon.ico`, `/apple-touch-icon.png`: leads to the icon, for what looks there without reading a page."""
    return redirect(static(name))
