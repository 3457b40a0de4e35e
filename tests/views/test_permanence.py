"""What a page of an older edition says of itself, and what has changed since."""

import re
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from dashboard.caching import CURRENT
from inspections import actions
from inspections.models import Council, Edition, Inspection
from inspections.wording.words import date_words
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import addresses, table, words
from tests.builders.rows import key_four
from tests.builders.word import found, office_errors, part, words_of

pytestmark = pytest.mark.django_db
RANKING = "/ranking/slac/2012-06-01/"
KEPT = f"{RANKING}?council=testshire&edition=2"
LAC_CAPACITY = "looked_after.capacity_for_improvement"


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def testshire(user) -> Inspection:
    """Testshire and Sampleshire, joint highest in SLAC, with editions 1 and 2; and councils without an inspection."""
    for slug in ("sampleshire", "testshire", "newshire"):
        make_council(slug)
    return [publish(user, slug, date(2012, 1, 25), "oogo") for slug in ("sampleshire", "testshire")][-1]


def standing_of(content: bytes) -> list[str]:
    """The lines of a Word file that say what has become of its edition."""
    body = part(content, "word/document.xml")
    return [words_of(one) for one in found(body, ".//w:p[w:pPr/w:pStyle/@w:val='Standing']")]


def svg_text(svg: str) -> str:
    """The words drawn, in order, with lines joined by a space."""
    return " ".join(unescape(words) for words in re.findall(r"<text [^>]*>([^<]*)</text>", svg))


def publish(user, slug: str, day: date, letters: str) -> Inspection:
    draft = make_inspection(
        Council.objects.get(slug=slug),
        framework="slac-2010",
        inspected_from="2011-11-28",
        published_on=day,
        grades=key_four(letters),
        published=False,
    )
    return actions.publish(draft, by=user)


def correct(inspection, user, grade="good"):
    actions.correct(inspection, by=user, reason="A row was misread", grades={LAC_CAPACITY: {"grade": grade}})


def publish_another(user):
    publish(user, "newshire", date(2012, 3, 1), "gggg")


class TestBanner:
    def test_a_page_of_today_says_nothing_of_editions_and_asks_nothing(self, client, testshire):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(RANKING)
        assert "About this edition" not in answer.content.decode()
        assert not any("editionchange" in query["sql"].lower() for query in asked.captured_queries)

    @pytest.mark.parametrize(
        "page",
        [
            KEPT,
            "/heatmap/slac/?edition=2",
            "/map/slac/?edition=2",
            "/national/slac/?edition=2",
            "/councils/?edition=2",
            "/councils/testshire/?edition=2",
            "/councils/testshire/2012-01-25/?edition=2",
            "/compare/?council=testshire&programme=slac&edition=2",
            "/judgements/slac-2010/safeguarding.overall_effectiveness/?edition=2",
            "/?edition=2",
            "/data/?edition=2",
            "/frameworks/?edition=2",
        ],
    )
    def test_every_page_of_an_edition_says_so_and_is_not_for_search_engines(self, client, testshire, page):
        answer = client.get(page, follow=True)
        assert "Edition 2, made on" in words(answer)
        assert "current. Nothing on record of" in words(answer)
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
        assert f'<link rel="canonical" href="http://testserver{page.partition("?")[0]}">' in answer.content.decode()

    def test_a_correction_is_told_with_what_became_what_and_why(self, client, testshire, user):
        correct(testshire, user)
        said = words(client.get(KEPT))
        assert "superseded by a correction" in said
        assert "correction: A row was misread." in said
        assert "Looked after children: capacity for improvement: Outstanding → Good" in said
        assert f"{RANKING}?council=testshire" in addresses(client.get(KEPT))

    def test_new_reports_are_no_corrections(self, client, testshire, user):
        publish_another(user)
        said = words(client.get(KEPT))
        assert "superseded by new reports" in said
        assert "has been corrected; more has been added since" in said

    def test_what_changed_of_others_leaves_a_group_current(self, client, testshire, user):
        correct(testshire, user)
        answer = client.get("/councils/sampleshire/2012-01-25/?edition=2")
        assert "current. Nothing on record of this inspection has changed since." in words(answer)

    def test_a_withdrawn_scorecard_says_not_to_quote_it(self, client, testshire, user):
        actions.withdraw(testshire, by=user, reason="Another council’s report")
        said = words(client.get("/councils/testshire/2012-01-25/?edition=2"))
        assert "withdrawn. The inspection was withdrawn on" in said
        assert "Another council’s report. Its grades should not be quoted any more." in said

    def test_what_is_gone_leads_to_the_edition_that_still_shows_it(self, client, testshire, user):
        actions.withdraw(testshire, by=user, reason="Another council’s report")
        answer = client.get("/councils/testshire/2012-01-25/")
        assert answer.status_code == 410
        assert "was withdrawn on" in words(answer)
        assert "Another council’s report." in words(answer)
        assert "/councils/testshire/2012-01-25/?edition=2" in addresses(answer)

    def test_before_it_was_published_a_withdrawn_inspection_is_not_spoken_of(self, client, testshire, user):
        actions.withdraw(testshire, by=user, reason="Another council’s report")
        assert "withdrawn" not in words(client.get("/councils/testshire/2012-01-25/?edition=1"))

    def test_files_of_an_edition_say_what_has_become_of_it(self, client, testshire, user):
        correct(testshire, user)
        assert client.get(f"{RANKING[:-1]}.json?edition=2").json()["about"]["standing"] == "superseded by a correction"
        text = client.get(f"{RANKING[:-1]}.csv?edition=2").content.decode("utf-8-sig")
        assert text.splitlines()[0].endswith(",edition,standing")
        assert text.splitlines()[1].endswith(",2,superseded by a correction")
        assert "standing" not in client.get(f"{RANKING[:-1]}.json").json()["about"]

    def test_a_paper_of_an_edition_says_what_has_become_of_it_in_its_first_line(self, client, testshire, user):
        asked = "/papers/testshire/2012-01-25.docx?edition=2"
        before = client.get(asked).content
        assert standing_of(before) == []
        actions.withdraw(testshire, by=user, reason="Loaded twice under two dates")
        answer = client.get(asked)
        day = date_words(timezone.localdate())
        assert standing_of(answer.content) == [
            f"Edition 2 of the data: withdrawn on {day}. Loaded twice under two dates."
        ]
        first, second = found(part(answer.content, "word/document.xml"), "w:body/w:p")[:2]
        assert [found(one, "w:pPr/w:pStyle/@w:val") for one in (first, second)] == [["Title"], ["Standing"]]
        assert office_errors(answer.content) == []
        assert client.get(f"{asked}&as-cited=1").content == before

    @pytest.mark.parametrize(
        "address", [f"{RANKING[:-1]}.svg?chart=counts&edition=2", "/councils/testshire/2012-01-25.svg?edition=2"]
    )
    def test_a_picture_of_an_edition_says_it_in_its_source(self, client, testshire, user, address):
        before = client.get(address).content
        correct(testshire, user)
        said = client.get(address).content.decode()
        assert "Edition 2 of the data: superseded by a correction. Source: Ofsted’s reports" in svg_text(said)
        assert client.get(f"{address}&as-cited=1").content == before

    @pytest.mark.parametrize("ending", ["svg", "json", "csv", "docx"])
    def test_programs_read_it_in_the_headers_of_every_file(self, client, testshire, user, ending):
        address = f"{RANKING[:-1]}.{ending}?edition=2"
        assert "Edition-Status" not in client.get(address)
        correct(testshire, user)
        answer = client.get(address)
        assert answer["Edition-Status"] == "2; superseded by a correction"
        assert f'<http://testserver{RANKING}>; rel="latest-version"' in answer["Link"]
        assert "Edition-Status" not in client.get(f"{address}&as-cited=1")
        assert answer["Cache-Control"] == CURRENT

    @pytest.mark.parametrize("ending", ["csv", "xlsx", "ods"])
    def test_a_table_as_cited_has_the_bytes_that_it_had(self, client, testshire, user, ending):
        address = f"{RANKING[:-1]}.{ending}?edition=2"
        before = client.get(address).content
        correct(testshire, user)
        assert client.get(address).content != before
        assert client.get(f"{address}&as-cited=1").content == before

    def test_a_spreadsheet_was_made_on_the_day_of_its_edition(self, client, testshire):
        Edition.objects.filter(number=2).update(made_at=datetime(2026, 3, 4, 12, tzinfo=UTC))
        for address in (f"{RANKING[:-1]}.xlsx", f"{RANKING[:-1]}.xlsx?edition=2"):
            made = load_workbook(BytesIO(client.get(address).content)).properties
            assert (made.created.date(), made.modified.date()) == (date(2026, 3, 4), date(2026, 3, 4))

    def test_the_description_of_a_table_as_cited_says_what_the_table_says(self, client, testshire, user):
        address = f"{RANKING[:-1]}.csv-metadata.json?edition=2"
        before = client.get(address).json()["notes"]
        correct(testshire, user)
        assert client.get(address).json()["notes"] != before
        assert client.get(f"{address}&as-cited=1").json()["notes"] == before

    def test_the_pictures_of_a_page_of_today_are_kept_and_those_of_an_edition_say_it(self, client, testshire, user):
        correct(testshire, user)
        assert "&amp;as-cited=1" in client.get("/papers/testshire/2012-01-25/").content.decode()
        assert "as-cited" not in client.get("/papers/testshire/2012-01-25/?edition=2").content.decode()

    def test_as_cited_is_yes_or_nothing(self, client, testshire):
        assert client.get(f"{RANKING[:-1]}.csv?edition=2&as-cited=2").status_code == 400

    def test_a_frame_says_it_in_a_line(self, client, testshire, user):
        correct(testshire, user)
        said = words(client.get(f"/embed{KEPT}&table=ranking"))
        assert "Edition 2, made on" in said
        assert "superseded by a correction" in said


class TestWhatHasChanged:
    def asked(self, client, url, **more):
        return client.get("/changes/", {"url": url, **more})

    def test_without_a_link_it_asks_for_one(self, client, testshire):
        assert "Paste the permanent link of a paper" in words(client.get("/changes/"))

    def test_what_nobody_changed_is_current(self, client, testshire):
        said = words(self.asked(client, KEPT))
        assert "Current Nothing on record of" in said
        assert "No difference." in said

    def test_a_correction_is_set_beside_what_was(self, client, testshire, user):
        correct(testshire, user)
        answer = self.asked(client, f"http://testserver{KEPT}")
        rows = [[cell.split(": ")[-1] for cell in row[:4]] for row in table(answer)]
        assert ["Testshire", "Rank", "1", "2"] in rows
        assert ["Testshire", "capacity for improvement", "Outstanding", "Good"] in rows
        assert "Edition 3, correction: A row was misread." in words(answer)
        assert "follows from what changed of others" in words(answer)
        assert "<ins>" in answer.content.decode()

    @pytest.fixture
    def two_editions(self, testshire, user):
        """Edition 3 corrects Testshire, edition 4 withdraws Sampleshire."""
        correct(testshire, user)
        sampleshire = Inspection.objects.get(council__slug="sampleshire")
        actions.withdraw(sampleshire, by=user, reason="Loaded twice")

    def causes(self, client, url) -> dict[tuple[str, str], str]:
        """The last words of each row, by the first two."""
        rows = table(self.asked(client, url))[1:]
        return {(row[0], row[1].removeprefix("Column: ")): row[4] for row in rows}

    def test_a_council_own_grade_is_credited_to_its_own_correction(self, client, two_editions):
        found = self.causes(client, "/councils/testshire/2012-01-25/?edition=2")
        own = [words for key, words in found.items() if key[1] == "Grade"]
        assert own == ["Edition 3, correction: A row was misread."]

    def test_what_other_councils_add_to_a_scorecard_is_not_credited_to_its_correction(self, client, two_editions):
        found = self.causes(client, "/councils/testshire/2012-01-25/?edition=2")
        graded = {words for key, words in found.items() if key[1] == "Councils graded"}
        assert graded == {
            "one of editions 3, 4",
            "Edition 4, follows from what changed of others: withdrawal: Loaded twice.",
        }

    def test_a_comparison_credits_each_council_to_its_own_edition(self, client, two_editions):
        url = "/compare/?council=testshire&council=sampleshire&programme=slac&as-at=2012-06-01&edition=2"
        found = self.causes(client, url)
        assert {words for key, words in found.items() if key[1] == "Testshire"} == {
            "Edition 3, correction: A row was misread."
        }
        assert {words for key, words in found.items() if key[1] == "Sampleshire"} == {
            "Edition 4, withdrawal: Loaded twice."
        }

    def test_a_national_number_names_every_edition_that_may_have_changed_it(self, client, two_editions):
        found = self.causes(client, "/national/slac/2012-06-01/?edition=2")
        capacity = {words for key, words in found.items() if "apacity" in key[0]}
        assert "one of editions 3, 4" in capacity
        overall = {words for key, words in found.items() if "verall" in key[0]}
        assert overall == {"Edition 4, withdrawal: Loaded twice."}

    def test_new_reports_stand_apart_from_corrections(self, client, testshire, user):
        kept = "/ranking/slac/2012-02-01/?edition=2"
        publish_another(user)
        said = words(self.asked(client, kept))
        assert "Current Nothing on record of" in said
        assert "follows from a report of a later day" in said
        assert "Newshire, SLAC 2010, published 1 March 2012" in said.partition("New reports since")[2]

    @pytest.mark.parametrize(
        "url",
        [
            f"{RANKING[:-1]}.csv?edition=2&table=counts",
            f"/embed{RANKING}?edition=2&table=ranking",
            f"/share{RANKING}?edition=2",
            "/heatmap/slac/2012-06-01/?edition=2",
            "/councils/testshire/?edition=2&as-at=2012-06-01",
            "/councils/testshire/2012-01-25/?edition=2",
            "/compare/?council=testshire&council=sampleshire&programme=slac&as-at=2012-06-01&edition=2",
        ],
    )
    def test_a_file_a_frame_and_every_kind_of_page_will_do(self, client, testshire, user, url):
        correct(testshire, user)
        answer = self.asked(client, url)
        assert answer.status_code == 200
        assert "Superseded by a correction" in words(answer)
        assert any("Good" in " ".join(row) and "Outstanding" in " ".join(row) for row in table(answer))

    def test_a_withdrawn_scorecard_is_told(self, client, testshire, user):
        actions.withdraw(testshire, by=user, reason="Another council’s report")
        said = words(self.asked(client, "/councils/testshire/2012-01-25/?edition=2"))
        assert "Withdrawn The inspection was withdrawn on" in said
        assert "The page is not there any more." in said

    @pytest.mark.parametrize(
        ("url", "status", "message"),
        [
            ("https://example.org/ranking/slac/?edition=1", 400, "is an address of another site"),
            (RANKING, 400, "The address names no edition"),
            ("/data/?edition=1", 400, "leads to no page whose editions"),
            ("/changes/?url=/changes/?edition=1&edition=1", 400, "leads to no page whose editions"),
            ("ranking", 400, "leads to no page"),
            ("http://[x", 400, "is not an address"),
            (f"{RANKING}?edition=99", 404, "There is no edition 99"),
            (f"{RANKING}?edition=x", 400, "is not the number of an edition"),
            ("/councils/nowhere/?edition=1", 404, "No council has the address"),
        ],
    )
    def test_what_is_no_permanent_link_is_told_above_the_form(self, client, testshire, url, status, message):
        answer = self.asked(client, url)
        assert answer.status_code == status
        assert message in words(answer)
        assert 'aria-invalid="true"' in answer.content.decode()

    def test_the_edition_can_be_given_beside_a_link_without_one(self, client, testshire, user):
        correct(testshire, user)
        assert "Superseded by a correction" in words(self.asked(client, RANKING, since="2"))

    def test_the_differences_are_a_file(self, client, testshire, user):
        correct(testshire, user)
        rows = client.get("/changes.json", {"url": KEPT}).json()["rows"]
        assert {"row": "Testshire", "column": "Rank", "then": "1", "now": "2"}.items() <= rows[1].items()
        assert rows[1]["by_edition"] == 3
