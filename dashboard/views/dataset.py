"""The whole public record as a ZIP archive."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.dataset.archive import archive_name, archive_of
from dashboard.exports import disposition
from dashboard.selections.moment import moment_of


@require_safe
def dataset(request: HttpRequest, ending: str) -> HttpResponse:
    """`/data/inspections.zip`: the archive of the latest edition, or of `?edition=`."""
    edition = moment_of(request, day_in_path=True).record.edition
    headers = {"Content-Disposition": disposition(archive_name(edition), ending)}
    return HttpResponse(archive_of(edition), content_type="application/zip", headers=headers)
