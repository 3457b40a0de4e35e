"""The whole public record: as a ZIP archive, and its files by themselves with a description for programs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.addresses import PageRequest, site_of
from dashboard.dataset.archive import archive_name, archive_of
from dashboard.dataset.files import FILES
from dashboard.dataset.packages import DATA_PACKAGE, with_addresses
from dashboard.errors import NotOnRecordError
from dashboard.exports import disposition
from dashboard.exports.archives import file_in
from dashboard.selections.moment import moment_of
from dashboard.values.formats import FORMATS


@require_safe
def dataset(request: HttpRequest, ending: str) -> HttpResponse:
    """`/data/inspections.zip`: the archive of the latest edition, or of `?edition=`."""
    moment = moment_of(request, day_in_path=True)
    if not PageRequest.of(request).is_at(url := moment.url(request.path)):
        return redirect(url)
    edition = moment.record.edition
    headers = {"Content-Disposition": disposition(archive_name(edition), ending)}
    return HttpResponse(archive_of(edition), content_type="application/zip", headers=headers)


@require_safe
def data_package(request: HttpRequest, ending: str) -> HttpResponse:  # noqa: ARG001 (an address with an ending)
    """`/data/datapackage.json`: the files of the latest edition, or of `?edition=`, as a Frictionless data package."""
    moment = moment_of(request, day_in_path=True)
    edition = moment.record.edition
    folder = f"{site_of(request)}{reverse('dataset-files')}"
    described = with_addresses(file_in(archive_of(edition), DATA_PACKAGE), folder, edition)
    return HttpResponse(described, content_type="application/json")


@require_safe
def dataset_file(request: HttpRequest, name: str, ending: str) -> HttpResponse:
    """`/data/files/<name>.csv`: one file of the archive of the latest edition, or of `?edition=`."""
    if name not in {file.name for file in FILES} or ending != "csv":
        instead = [(reverse("dataset-file", args=[file.name, "csv"]), file.about) for file in FILES]
        raise NotOnRecordError(f"The data set has no file “{name}.{ending}”.", instead)
    edition = moment_of(request, day_in_path=True).record.edition
    headers = {"Content-Disposition": disposition(name, ending)}
    content = file_in(archive_of(edition), f"{name}.{ending}")
    return HttpResponse(content, content_type=FORMATS[ending].media_type, headers=headers)


@require_safe
def dataset_files(_request: HttpRequest) -> HttpResponse:
    """`/data/files/`: leads to the list of files."""
    return redirect("/data/#dictionary")
