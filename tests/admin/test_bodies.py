"""What staff may send: files only where they are uploaded, by those signed in, and no more than fits."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inspections.models import Inspection
from tests.builders.forms import change_url, opened, words

pytestmark = pytest.mark.django_db
UPLOAD, LOAD, SIGN_IN = "/admin/upload-reports/", "/admin/load-grades/", "/admin/login/"


class UnreadUpload:
    """A body that fails the test when it is read."""

    def read(self, *_size: int) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def sent_unread(client: Client, address: str, length: int = 300_000_000) -> Any:
    kind = "multipart/form-data; boundary=x"
    extra = {"CONTENT_LENGTH": str(length), "wsgi.input": UnreadUpload()}
    return client.generic("POST", address, b"unread", kind, **extra)


@pytest.mark.parametrize("address", [SIGN_IN, "/admin/", "/admin/inspections/council/add/", "/admin/nothing/"])
def test_files_are_refused_unread_where_none_are_uploaded(as_loader: Client, address: str):
    response = sent_unread(as_loader, address)
    assert response.status_code == 415
    assert "No files can be sent to this page" in words(response.content.decode())


@pytest.mark.parametrize("address", [UPLOAD, LOAD])
def test_nobody_uploads_who_is_not_signed_in(client: Client, address: str):
    response = sent_unread(client, address)
    assert (response.status_code, response["Location"]) == (302, f"{SIGN_IN}?next={address}")


@pytest.mark.parametrize("address", [UPLOAD, LOAD])
def test_too_much_at_once_is_refused_unread(as_loader: Client, settings: Any, address: str):
    settings.REPORT_UPLOAD_MAX_BYTES = 1000
    response = sent_unread(as_loader, address, length=5001)
    assert response.status_code == 413
    assert "none was taken. Send fewer at a time." in words(response.content.decode())


def test_a_file_is_cut_while_it_arrives(as_loader: Client, settings: Any, monkeypatch: Any):
    settings.REPORT_UPLOAD_MAX_BYTES = 200_000
    sizes: list[int] = []
    monkeypatch.setattr("inspections.admin.uploading.UploadForm.is_valid", lambda form: note_sizes(form, sizes))
    as_loader.post(UPLOAD, {"files": [SimpleUploadedFile("big.pdf", b"%PDF" + b" " * 900_000)]})
    assert sizes == [200_001]


def note_sizes(form: Any, sizes: list[int]) -> bool:
    """Notes what arrived, and ends there."""
    for file in form.files.getlist("files"):
        file.seek(0)
        sizes.append(len(file.read()))
    return False


def test_the_long_form_takes_many_fields(as_loader: Client, draft: Inspection):
    many = {**opened(as_loader, draft), **{f"unknown-{n}": "1" for n in range(5000)}}
    assert as_loader.post(change_url(draft), many).status_code == 302


def test_the_long_form_has_an_end(as_loader: Client, draft: Inspection):
    response = as_loader.post(change_url(draft), {f"unknown-{n}": "1" for n in range(10_001)})
    assert response.status_code == 400
    assert "so nothing was saved" in words(response.content.decode())


@pytest.mark.parametrize("address", [SIGN_IN, "/admin/inspections/council/add/"])
def test_no_other_form_takes_many_fields(as_loader: Client, address: str):
    response = as_loader.post(address, {f"unknown-{n}": "1" for n in range(1001)})
    assert response.status_code == 400
    assert "More was sent at once than this site takes" in words(response.content.decode())
