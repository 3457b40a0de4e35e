"""The whole public record as a ZIP archive."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from dashboard.addresses import PageRequest
from dashboard.dataset.archive import archive_name, archive_of
from dashboard.exports import disposition
from dashboard.selections.moment import moment_of


@require_safe
def dataset(request: HttpRequest, ending: str) -> HttpResponse:
    """`/data/inspections.zip`: the archive of the latest edition, or of `?edition=`."""
    moment = moment_of(request, day_in_path=True)
    if not PageRequest.of(request).is_at(url := moment.url(request.path)):
        return redirect(url)
    edition = moment.record.edition
    headers = {"Content-Disposition": disposition(archive_name(edition), ending)}
    return HttpResponse(archive_of(edition), content_type="application/zip", headers=headers)
