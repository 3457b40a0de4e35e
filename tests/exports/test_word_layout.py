"""Word files as they lie on paper: what stays together, what is said once, and what each kind of file holds."""

from datetime import date
from itertools import pairwise

import pytest
from django.utils import timezone
from lxml import etree

from dashboard.values.svg import Drawing
from inspections.models import Edition
from tests.builders.word import found, office_errors, opened, part, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
PAPER = "/papers/county-durham/2025-05-13.docx"
RANKING = "/ranking/slac/2012-01-05.docx?council=county-durham"
COMPARISON = "/compare.docx?council=county-durham&council=bournemouth-christchurch-and-poole&as-at=2026-01-01"


def body_of(client, address: str) -> etree._Element:
    answer = client.get(address)
    assert answer.status_code == 200
    return part(answer.content, "word/document.xml")


def headings(body: etree._Element) -> list[str]:
    return [words_of(one) for one in found(body, ".//w:p[w:pPr/w:pStyle/@w:val='Heading1']")]


def paragraphs(body: etree._Element) -> list[str]:
    return [words_of(one) for one in found(body, ".//w:p[w:pPr/w:pStyle/@w:val='NumberedParagraph']")]


def table(body: etree._Element, place: int) -> list[list[str]]:
    rows = found(body, f"(.//w:tbl)[{place}]/w:tr")
    return [[words_of(cell) for cell in found(row, "w:tc")] for row in rows]


def stays_with_next(paragraph: etree._Element) -> bool:
    return bool(found(paragraph, "w:pPr/w:keepNext"))


@pytest.mark.parametrize(
    "address",
    [
        PAPER,
        "/papers/county-durham/2012-01-25/2012-01-05.docx",
        "/papers/lincolnshire/inspected-2010-06.docx",
        RANKING,
        "/ranking/ilacs/2026-01-01.docx?measure=four-outstanding&not-ranked=1",
        COMPARISON,
        "/councils/county-durham/2012-01-25.docx",
    ],
)
def test_the_validator_of_office_formats_finds_nothing(client, address):
    assert office_errors(client.get(address).content) == []


class TestPages:
    @pytest.mark.parametrize("address", [PAPER, "/papers/county-durham/2012-01-25.docx"])
    def test_a_table_of_judgements_stays_whole(self, client, address):
        captions = found(body_of(client, address), ".//w:p[w:pPr/w:pStyle/@w:val='Caption']")
        tables = [one.getnext() for one in captions if "every judgement" in words_of(one)]
        assert tables
        for one in tables:
            *rows, _ = found(one, "w:tr")
            assert all(stays_with_next(row[-1].find(".//{*}p")) or found(row, "w:trPr/w:tblHeader") for row in rows)

    def test_a_long_table_begins_and_ends_with_two_rows_on_a_page(self, client):
        body = body_of(client, "/ranking/ilacs/2026-01-01.docx")
        rows = found(body, "(.//w:tbl)[1]/w:tr")
        kept = [stays_with_next(row.find(".//{*}tc/{*}p")) for row in rows[1:]]
        assert len(kept) > 100
        assert [place for place, stays in enumerate(kept) if stays] == [0, len(kept) - 2]

    def test_what_leads_into_a_list_a_table_or_a_quotation_stays_with_it(self, client):
        blocks = found(body_of(client, PAPER), "w:body/*")
        led = [
            before
            for before, after in pairwise(blocks)
            if found(before, "w:pPr/w:pStyle[@w:val='NumberedParagraph']")
            and found(after, "w:pPr/w:pStyle[@w:val='ListBullet' or @w:val='Caption' or @w:val='Quote']")
        ]
        assert len(led) > 4
        assert all(map(stays_with_next, led))

    def test_the_contents_have_page_numbers_that_word_fills_in(self, client):
        body = body_of(client, PAPER)
        entries = found(body, ".//w:p[w:pPr/w:pStyle/@w:val='TOC1']")
        assert len(entries) == len(headings(body))
        assert all("PAGEREF _Toc" in "".join(found(one, ".//w:instrText/text()")) for one in entries)
        assert found(entries[0], ".//w:fldChar/@w:dirty") == ["true"]

    def test_a_short_paper_has_no_contents(self, client):
        assert found(body_of(client, COMPARISON), ".//w:p[w:pPr/w:pStyle/@w:val='TOC1']") == []

    def test_it_was_made_on_the_day_of_its_edition(self, client):
        properties = opened(client.get(PAPER).content).core_properties
        edition = timezone.localdate(Edition.objects.latest("number").made_at)
        assert (properties.created.date(), properties.modified.date()) == (edition, edition)
        assert properties.created.date() != date(2025, 5, 13)


class TestSaidOnce:
    def test_a_picture_has_its_title_in_its_caption_alone(self, client, monkeypatch):
        drawn = []
        original = Drawing.paragraph

        def seen(self, x, y, words, *args, **kwargs):
            drawn.append(words)
            return original(self, x, y, words, *args, **kwargs)

        monkeypatch.setattr(Drawing, "paragraph", seen)
        body = body_of(client, PAPER)
        (caption,) = found(body, ".//w:p[w:pPr/w:pStyle/@w:val='FigureCaption']")
        title = "County Durham and its statistical neighbours: grades as at 13 May 2025"
        assert words_of(caption) == f"Figure 1: {title}"
        assert title not in drawn

    def test_a_note_below_a_table_has_the_letter_of_its_rows(self, client):
        body = body_of(client, PAPER)
        changes = {row[0]: row[-1] for row in table(body, 1)}
        assert changes["Overall effectiveness"] == "Improved by one grade (b)"
        assert changes["The experiences and progress of care leavers"] == "Not directly comparable (a)"
        (note,) = (words_of(one) for one in found(body, ".//w:p[w:pPr/w:pStyle/@w:val='TableNote']")[:1])
        assert note.startswith("(a) The earlier judgement covered children in care and care leavers together. (b) Same")


class TestRanking:
    def test_the_council_asked_for_is_said_and_marked(self, client):
        body = body_of(client, "/ranking/slac/2012-01-05.docx?council=derby")
        assert any("Derby had" in one for one in paragraphs(body))
        rows = found(body, "(.//w:tbl)[1]/w:tr")
        (own,) = (row for row in rows if words_of(found(row, "w:tc")[0]) == "Derby")
        assert found(own, ".//w:rStyle[@w:val='Strong']")

    def test_a_report_after_the_day_is_set_against_the_list(self, client):
        assert any(one.startswith("Set against the 73 councils") for one in paragraphs(body_of(client, RANKING)))

    def test_each_council_has_its_grades_with_marks_that_are_explained(self, client):
        body = body_of(client, RANKING)
        rows = table(body, 1)
        assert rows[0][3:5] == ["Safeguarding: overall effectiveness", "Looked after children: overall effectiveness"]
        assert rows[1] == ["Lincolnshire", "1", "1 of 2", "Outstanding†", "Good†", "SLAC 2009", "Inspected June 2010"]
        (note,) = found(body, ".//w:p[w:pPr/w:pStyle/@w:val='TableNote']")
        assert "†: as stated in a later Ofsted report" in words_of(note)

    def test_many_grades_are_letters_under_upright_headings(self, client):
        body = body_of(client, "/ranking/ilacs/2026-01-01.docx?measure=four-outstanding")
        assert table(body, 1)[1][3:7] == ["O"] * 4
        assert len(found(body, "(.//w:tbl)[1]/w:tr[1]//w:textDirection")) == 4
        assert "O: outstanding; G: good;" in words_of(body)

    def test_those_not_ranked_are_listed_only_if_asked_for(self, client):
        assert "Not ranked" not in headings(body_of(client, RANKING))
        assert "Not ranked" in headings(body_of(client, f"{RANKING}&not-ranked=1"))
        page = client.get("/ranking/slac/2012-01-05/?council=county-durham").content.decode()
        assert 'href="/ranking/slac/2012-01-05.docx?council=county-durham&amp;not-ranked=1"' in page


class TestComparison:
    def test_it_has_the_days_and_frameworks_of_the_inspections(self, client):
        assert table(body_of(client, COMPARISON), 1) == [
            ["Council", "Framework", "Report published"],
            ["County Durham", "ILACS 2023", "13 May 2025"],
            ["Bournemouth, Christchurch and Poole", "ILACS 2023", "29 January 2025"],
        ]

    def test_few_councils_have_their_names_whole_and_their_grades_in_words(self, client):
        svg = client.get(COMPARISON.replace(".docx", ".svg")).content.decode()
        assert "rotate" not in svg
        assert "…" not in svg
        assert ">Outstanding</text>" in svg
        assert ">Bournemouth, Christchurch and Poole</text>" in svg
