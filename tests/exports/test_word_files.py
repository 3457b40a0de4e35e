"""Word files: what the page says, valid, accessible, the same bytes each time."""

import posixpath
from io import BytesIO
from itertools import pairwise
from zipfile import ZipFile

import pytest
from lxml import etree, html

from dashboard.values.palette import GRADES
from inspections.wording.results import PROVENANCE
from tests.builders.pages import spaced
from tests.builders.word import NAMES, W, found, opened, out_of_order, part, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
PAPERS = (
    "/papers/county-durham/2012-01-25/2012-01-05",
    "/papers/county-durham/2025-05-13",
    "/papers/somerset/2026-06-17",
    "/papers/lincolnshire/inspected-2010-06",
)
KB = 1024
TEXT_WIDTH = 9071


@pytest.fixture(params=PAPERS)
def address(request) -> str:
    return request.param


@pytest.fixture
def content(client, address) -> bytes:
    answer = client.get(f"{address}.docx")
    assert answer.status_code == 200
    return answer.content


@pytest.fixture
def body(content) -> etree._Element:
    return part(content, "word/document.xml")


def styled(body, style: str) -> list[etree._Element]:
    return found(body, f".//w:p[w:pPr/w:pStyle/@w:val='{style}']")


class TestSameAsThePage:
    def test_headings_and_numbered_paragraphs(self, client, address, body):
        page = html.fromstring(client.get(f"{address}/").content)
        headings = [spaced(one) for one in page.xpath("//article/h2[not(@id='notes')]")]
        assert [words_of(one) for one in styled(body, "Heading1")] == headings
        said = [spaced(one.find("span")) for one in page.xpath("//p[contains(@class, 'numbered')]")]
        assert [words_of(one) for one in styled(body, "NumberedParagraph")] == said

    def test_lists(self, client, address, body):
        page = html.fromstring(client.get(f"{address}/").content)
        assert [words_of(one) for one in styled(body, "ListBullet")] == [
            spaced(one) for one in page.xpath("//article/ul/li | //article/details/ul/li")
        ]

    def test_tables_cell_by_cell(self, client, address, body):
        page = html.fromstring(client.get(f"{address}/").content)
        shown = [
            [[spaced(cell) for cell in row.xpath("th|td")] for row in table.xpath(".//tr")]
            for table in page.xpath("//table[contains(@class, 'of-paper')]")
        ]
        written = [
            [[words_of(cell) for cell in found(row, "w:tc")] for row in found(table, "w:tr")]
            for table in found(body, ".//w:tbl")
        ]
        assert written == shown

    def test_captions_and_notes(self, client, address, content, body):
        page = html.fromstring(client.get(f"{address}/").content)
        assert [words_of(one) for one in styled(body, "Caption")] == [
            spaced(one) for one in page.xpath("//table[contains(@class, 'of-paper')]/caption")
        ]
        notes = found(part(content, "word/footnotes.xml"), "w:footnote[@w:id > 0]")
        assert [words_of(one) for one in notes] == [spaced(one) for one in page.xpath("//ol/li")]


class TestValid:
    def test_it_opens(self, content):
        document = opened(content)
        assert document.core_properties.author == "Children’s services inspections"
        assert document.core_properties.language == "en-GB"
        assert "outcome of Ofsted’s inspection" in document.core_properties.title

    def test_elements_stand_in_the_order_of_the_schema(self, content):
        names = ["document", "styles", "numbering", "settings", "footnotes", "header1", "footer1"]
        assert [wrong for name in names for wrong in out_of_order(part(content, f"word/{name}.xml"))] == []

    def test_every_part_has_a_type_and_every_relationship_a_target(self, content):
        with ZipFile(BytesIO(content)) as package:
            names = set(package.namelist())
            types = etree.fromstring(package.read("[Content_Types].xml"))
            for name in names:
                if name.endswith(".rels"):
                    folder = posixpath.dirname(posixpath.dirname(name))
                    for one in etree.fromstring(package.read(name)):
                        if one.get("TargetMode") != "External":
                            assert posixpath.normpath(posixpath.join("/", folder, one.get("Target")))[1:] in names
        known = {one.get("PartName") for one in types} | {f".{one.get('Extension')}" for one in types}
        assert all(f"/{name}" in known or f".{name.rpartition('.')[2]}" in known for name in names)

    def test_links_notes_bookmarks_and_styles_lead_somewhere(self, content, body):
        with ZipFile(BytesIO(content)) as package:
            related = {one.get("Id") for one in etree.fromstring(package.read("word/_rels/document.xml.rels"))}
        assert set(found(body, ".//@r:id | .//@r:embed")) <= related
        notes = set(found(part(content, "word/footnotes.xml"), "w:footnote/@w:id"))
        assert set(found(body, ".//w:footnoteReference/@w:id")) == notes - {"-1", "0"}
        anchors = set(found(body, ".//w:bookmarkStart/@w:name"))
        assert set(found(body, ".//w:hyperlink/@w:anchor")) <= anchors
        styles = set(found(part(content, "word/styles.xml"), "w:style/@w:styleId"))
        assert set(found(body, ".//w:pStyle/@w:val | .//w:rStyle/@w:val | .//w:tblStyle/@w:val")) <= styles

    def test_fields_are_closed_and_the_contents_alone_are_made_anew(self, content, body):
        depth = 0
        for kind in found(body, ".//w:fldChar/@w:fldCharType"):
            depth += {"begin": 1, "separate": 0, "end": -1}[kind]
            assert depth in {0, 1, 2}
        assert depth == 0
        assert len(found(body, ".//w:fldChar[@w:dirty]")) == 1
        assert found(part(content, "word/settings.xml"), ".//w:updateFields") == []

    def test_there_is_no_macro(self, content):
        with ZipFile(BytesIO(content)) as package:
            assert not [name for name in package.namelist() if "vba" in name.lower() or name.endswith(".bin")]


class TestAccessible:
    def test_every_picture_has_alternative_text_and_the_width_of_the_column(self, body):
        properties = body.findall(".//{*}docPr")
        assert properties
        assert all(len(one.get("descr")) > 50 for one in properties)
        assert {round(int(one.get("cx")) / 360_000) for one in body.findall(".//{*}inline/{*}extent")} == {16}

    def test_tables_have_a_header_row_that_repeats_and_rows_that_stay_whole(self, body):
        for table in found(body, ".//w:tbl"):
            rows = found(table, "w:tr")
            assert found(rows[0], "w:trPr/w:tblHeader")
            assert not [row for row in rows[1:] if found(row, "w:trPr/w:tblHeader")]
            assert all(found(row, "w:trPr/w:cantSplit") for row in rows)
            assert found(table, "w:tblPr/w:tblCaption/@w:val")[0]
            assert all(words_of(cell) for cell in found(rows[0], "w:tc"))

    def test_widths_of_cells_add_up_to_the_tables_and_fit_the_page(self, body):
        for table in found(body, ".//w:tbl"):
            width = int(found(table, "w:tblPr/w:tblW/@w:w")[0])
            assert width <= TEXT_WIDTH
            assert sum(map(int, found(table, "w:tblGrid/w:gridCol/@w:w"))) == width
            assert {sum(map(int, found(row, "w:tc/w:tcPr/w:tcW/@w:w"))) for row in found(table, "w:tr")} == {width}

    def test_headings_begin_at_one_and_skip_no_level(self, body):
        levels = [int(name[-1]) for name in found(body, ".//w:pStyle[starts-with(@w:val, 'Heading')]/@w:val")]
        assert levels[0] == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))

    def test_no_empty_paragraph_makes_space(self, body):
        outside = found(body, "w:body/w:p")
        assert [one for one in outside if not words_of(one) and one.find(".//{*}drawing") is None] == []

    def test_the_language_and_the_font_are_set_for_the_whole(self, content):
        defaults = part(content, "word/styles.xml").find(f"{{{W}}}docDefaults")
        assert found(defaults, ".//w:lang/@w:val") == ["en-GB"]
        assert found(defaults, ".//w:rFonts/@w:ascii") == ["Arial"]
        fonts = found(part(content, "word/styles.xml"), ".//w:rFonts/@*[contains(name(), 'Theme')]")
        assert fonts == []

    def test_a_grade_is_a_word_on_the_colour_that_survives_greyscale(self, body):
        shaded = {}
        for cell in found(body, ".//w:tc[w:tcPr/w:shd]"):
            text = words_of(cell)
            shaded[text.partition(" as ")[0].partition(" ILACS")[0]] = found(cell, "w:tcPr/w:shd/@w:fill")[0]
        grades = {grade: shaded[grade] for grade in ("Outstanding", "Good") if grade in shaded}
        assert grades
        assert all(fill == GRADES[grade.lower()].fill[1:].upper() for grade, fill in grades.items())

    def test_pages_are_a4_and_numbered(self, content, body):
        size = body.find(f".//{{{W}}}pgSz")
        assert (size.get(f"{{{W}}}w"), size.get(f"{{{W}}}h")) == ("11906", "16838")
        assert found(part(content, "word/footer1.xml"), ".//w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]
        assert "County Durham" in words_of(part(content, "word/header1.xml")) or "Ofsted inspection" in words_of(
            part(content, "word/header1.xml")
        )

    def test_the_contents_are_filled_in(self, body):
        entries = [words_of(one) for one in styled(body, "TOC1")]
        assert entries == [words_of(one) for one in styled(body, "Heading1")]


def test_the_same_paper_is_the_same_bytes_and_small(client, address, content):
    assert client.get(f"{address}.docx").content == content
    assert len(content) < 150 * KB


def test_the_permanent_link_is_a_link(content, body, address):
    with ZipFile(BytesIO(content)) as package:
        targets = {
            one.get("Id"): one.get("Target") for one in etree.fromstring(package.read("word/_rels/document.xml.rels"))
        }
    links = [targets[one] for one in body.xpath(".//w:hyperlink/@r:id", namespaces=NAMES)]
    assert f"http://testserver{address}/?edition=1" in links


def test_it_is_downloaded_under_a_name_that_says_what_it_is(client):
    answer = client.get("/papers/county-durham/2012-01-25/2012-01-05.docx")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert 'filename="paper-county-durham-2012-01-25-2012-01-05.docx"' in answer["Content-Disposition"]


def test_a_paper_of_one_table_ends_with_a_paragraph(client):
    content = client.get("/papers/county-durham/2025-05-13.docx?parts=implications").content
    last = found(part(content, "word/document.xml"), "w:body/*")[-2]
    assert etree.QName(last).localname == "p"
    assert words_of(last).startswith("http://testserver/papers/county-durham/2025-05-13/")


class TestOtherPages:
    """A scorecard, a ranking and a comparison as Word files: the page's own tables, valid like a paper."""

    @pytest.mark.parametrize(
        "address",
        [
            "/ranking/slac/2012-01-05.docx",
            "/ranking/lac-2013/2012-01-05.docx",
            "/councils/county-durham/2012-01-25.docx",
            "/councils/lincolnshire/inspected-2010-06.docx",
            "/compare.docx?council=county-durham&council=sunderland&as-at=2026-01-01",
        ],
    )
    def test_it_is_valid_and_its_tables_have_header_rows(self, client, address):
        content = client.get(address).content
        body = part(content, "word/document.xml")
        assert out_of_order(body) == []
        assert found(part(content, "word/footnotes.xml"), "w:footnote/@w:id") == ["-1", "0"]
        assert all(found(table, "w:tr[1]/w:trPr/w:tblHeader") for table in found(body, ".//w:tbl"))
        assert found(body, "w:body/w:p[last()]")[0].getparent()[-2].tag == f"{{{W}}}p"

    def test_a_rank_that_is_shared_says_so(self, client):
        rows = self.rows(client, "/ranking/slac/2012-01-05.docx?measure=key-outstanding")
        assert rows[1][:3] == ["Lincolnshire", "1", "3 of 4"]
        assert rows[1][-2:] == ["SLAC 2009", "Inspected June 2010"]
        assert rows[2][:3] == ["Birmingham", "2=", "0 of 4"]

    def test_a_grade_says_where_it_comes_from(self, client):
        rows = self.rows(client, "/councils/lincolnshire/inspected-2010-06.docx")
        assert ["Overall effectiveness", f"Outstanding {PROVENANCE['later_report']}"] in rows
        looked_after = self.rows(client, "/councils/lincolnshire/inspected-2010-06.docx", place=2)
        assert ["Being healthy", "Not on record here"] in looked_after

    def test_councils_stand_beside_each_other(self, client):
        rows = self.rows(client, "/compare.docx?council=county-durham&council=sunderland&as-at=2026-01-01", place=2)
        assert rows[0] == ["Judgement", "County Durham", "Sunderland"]

    @staticmethod
    def rows(client, address, place: int = 1) -> list[list[str]]:
        body = part(client.get(address).content, "word/document.xml")
        return [[words_of(cell) for cell in found(row, "w:tc")] for row in found(body, f"(.//w:tbl)[{place}]/w:tr")]
