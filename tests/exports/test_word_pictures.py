"""Pictures in Word files: with their source beside them, and missed rather than waited for without end."""

import pytest

from dashboard.caching import CURRENT, NOT_TO_BE_KEPT
from dashboard.pictures import png
from dashboard.pictures.rasteriser import NotDrawnError, TooSlowError
from tests.builders.word import found, office_errors, part, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
FILES = ("/papers/county-durham/2025-05-13.docx", "/briefs/county-durham.docx", "/ranking/ilacs.docx")


@pytest.fixture(autouse=True)
def nothing_kept(settings, tmp_path):
    settings.DATA_DIR = tmp_path


@pytest.fixture(params=[TooSlowError(), NotDrawnError("its process was stopped by SIGKILL")], ids=["slow", "broken"])
def undrawn(request, monkeypatch) -> None:
    """Nothing can be drawn."""

    def refuse(*_: object) -> bytes:
        raise request.param

    monkeypatch.setattr(png, "rasterise", refuse)


def under(body, style: str) -> list[str]:
    return [words_of(one) for one in found(body, f".//w:p[w:pPr/w:pStyle/@w:val='{style}']")]


@pytest.mark.parametrize("address", FILES)
def test_the_source_stands_under_the_caption(client, address):
    body = part(client.get(address).content, "word/document.xml")
    assert len(found(body, ".//w:drawing")) == len(under(body, "FigureSource")) == 1
    (source,) = under(body, "FigureSource")
    assert source.startswith("Source: Ofsted’s reports, as at ")
    assert "http://testserver/" in source


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("address", FILES)
def test_a_file_comes_without_a_picture_that_cannot_be_drawn_and_says_how_to_get_it(client, address):
    answer = client.get(address)
    body = part(answer.content, "word/document.xml")
    assert found(body, ".//w:drawing") == []
    (instead,) = under(body, "Figure")
    assert instead.startswith(
        "[The picture is missing, because it could not be drawn in time.] Download this file again"
    )
    picture = instead.rpartition(" ")[2]
    assert picture.startswith("http://testserver/")
    assert client.get(picture.replace(".png", ".svg")).headers["Content-Type"] == "image/svg+xml"
    assert under(body, "FigureCaption")
    assert office_errors(answer.content) == []


@pytest.mark.usefixtures("undrawn")
def test_a_file_without_its_picture_is_not_kept(client):
    assert client.get(FILES[0]).headers["Cache-Control"] == NOT_TO_BE_KEPT


def test_a_whole_file_is_kept(client):
    assert client.get(FILES[0]).headers["Cache-Control"] == CURRENT


@pytest.mark.usefixtures("undrawn")
def test_the_next_file_has_its_picture_again(client, monkeypatch):
    assert client.get(FILES[0]).status_code == 200
    monkeypatch.undo()
    assert found(part(client.get(FILES[0]).content, "word/document.xml"), ".//w:drawing")


def test_a_slide_is_its_picture_so_without_it_there_is_none(client, monkeypatch):
    def refuse(*_: object) -> bytes:
        raise TooSlowError

    monkeypatch.setattr(png, "rasterise", refuse)
    answer = client.get("/ranking/ilacs.pptx", headers={"Accept": "text/html"})
    assert answer.status_code == 503
    assert "Try again" in answer.content.decode()


def test_the_picture_is_that_of_any_edition_day_and_name_of_the_site(client, settings, monkeypatch):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    assert client.get(FILES[0]).status_code == 200

    def refuse(*_: object) -> bytes:
        raise AssertionError("it was drawn before")

    monkeypatch.setattr(png, "rasterise", refuse)
    for address in (f"{FILES[0]}?edition=1", FILES[0]):
        assert client.get(address, headers={"Host": "other.example"}).status_code == 200
