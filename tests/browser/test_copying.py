"""What the copy buttons put on the clipboard: tables for Word, paragraphs with their source."""

from datetime import date

import pytest

from inspections.wording.results import PROVENANCE
from tests.builders.factories import make_council, make_inspection, make_report_on
from tests.builders.rows import key_four

ADDRESS = "/councils/testshire/2012-01-25/"
# A busy browser may take note of the copy only while it is read. Then the reading begins anew, a few times.
READ = """async (kind) => {
    for (let again = 5; ; again--) {
        try {
            const [item] = await navigator.clipboard.read();
            return await (await item.getType(kind)).text();
        } catch (error) {
            if (!again || error.name !== "InvalidStateError") throw error;
        }
    }
}"""


@pytest.fixture
def scorecard(page):
    """The page of an inspection whose report is loaded, with the clipboard at hand."""
    inspection = make_inspection(
        make_council("testshire"),
        framework="slac-2010",
        inspected_from="2011-11-28",
        published_on=date(2012, 1, 25),
        grades=key_four("oogo"),
    )
    inspection.grades.filter(service="safeguarding").update(paragraph_first=14, paragraph_last=14)
    make_report_on(inspection, {14: "overall_effectiveness", 15: "capacity_for_improvement"})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(ADDRESS)
    return page


def copied(page, button: str, kind: str = "text/plain") -> str:
    page.get_by_role("button", name=button).first.click()
    page.get_by_text("Copied").first.wait_for()
    return page.evaluate(READ, kind)


def test_the_grades_are_copied_as_rows_of_judgement_and_grade(scorecard):
    lines = copied(scorecard, "Copy the grades for Word").splitlines()
    assert lines[0] == "Testshire, Safeguarding services: grades by Ofsted, SLAC 2010, published 25 January 2012"
    assert lines[1:5] == [
        "Judgement\tGrade",
        "Overall effectiveness\tOutstanding",
        "Capacity for improvement\tOutstanding",
        "Safeguarding outcomes for children and young people",
    ]
    assert lines[5] == "Children and young people are safe and feel safe\tnot on record here"
    assert lines[-1].startswith("Source: ")
    assert lines[-1].endswith(ADDRESS)


def test_the_copied_table_is_clean_html_with_a_caption_and_a_row_of_headings(scorecard):
    html = copied(scorecard, "Copy the grades for Word", "text/html")
    assert "<caption>Testshire, Safeguarding services" in html
    assert "<thead><tr><th" in html
    assert 'colspan="2"' in html
    for left_out in ("<svg", "<span", "class=", "aria-hidden", "paragraph 14"):
        assert left_out not in html


def test_the_whole_table_has_every_column_and_where_the_grade_is_explained(scorecard):
    lines = copied(scorecard, "Copy the table").splitlines()
    assert lines[1] == "Judgement\tGrade\tAll councils on record\tIn the report"
    assert lines[2].startswith("Overall effectiveness\tOutstanding\t1 outstanding, 0 good")
    assert lines[2].endswith("\tparagraph 14")


def test_the_sentence_of_the_key_judgements_is_copied_with_its_source(scorecard):
    scorecard.locator(".quotable p:has-text('Overall effectiveness of safeguarding') + button").click()
    scorecard.get_by_text("Copied").first.wait_for()
    text = scorecard.evaluate(READ, "text/plain")
    assert text.startswith("Overall effectiveness of safeguarding services was graded outstanding and")
    assert text.endswith("revised version, Testshire, published 25 January 2012)")


def test_a_paragraph_is_copied_word_for_word_with_its_source(scorecard):
    scorecard.locator("[id='safeguarding.overall_effectiveness'] > summary").click()
    assert copied(scorecard, "Copy paragraph 14 with its source") == (
        "“Said 14 <i>.” (Ofsted, Inspection of safeguarding and looked after children services, revised version, "
        "Testshire, published 25 January 2012, paragraph 14)"
    )


def test_a_link_to_a_paragraph_opens_the_part_it_stands_in(scorecard):
    paragraph = scorecard.locator("#paragraph-14")
    assert not paragraph.is_visible()
    scorecard.evaluate("location.hash = 'paragraph-14'")
    paragraph.wait_for(state="visible")
    assert not scorecard.locator("#paragraph-15").is_visible()


def test_a_copied_comparison_has_no_links_to_take_councils_out_and_says_what_its_signs_mean(scorecard):
    make_inspection(
        make_council("sampleshire"), framework="slac-2010", inspected_from="2012-01-09", published_on=date(2012, 2, 25)
    )
    address = "/compare/?council=testshire&council=sampleshire&programme=slac"
    scorecard.goto(address)
    lines = copied(scorecard, "Copy the table").splitlines()
    assert not [line for line in lines if "Remove" in line]
    assert f"† {PROVENANCE['later_report']}." in lines[-2]
    assert "council=testshire&council=sampleshire" in lines[-1]


def test_a_grade_that_heads_several_rows_is_copied_into_each(page, real_data):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/judgements/ilacs-2026/care_leavers/?neighbours-of=county-durham")
    page.get_by_role("group", name="The councils").get_by_role("button", name="Copy").click()
    page.get_by_text("Copied").first.wait_for()
    lines = [line.split("\t") for line in page.evaluate("navigator.clipboard.readText()").splitlines()]
    rows = {line[1]: line[0] for line in lines if len(line) > 4}
    assert rows["County Durham"] == rows["Darlington"] == "Outstanding 2 of 10"
    assert rows["Halton"] == "Inadequate 1 of 10"


def test_a_folded_table_has_its_button_beside_it(page):
    council = make_council("testshire")
    for year in (2011, 2012):
        days = {"inspected_from": f"{year - 1}-11-28", "published_on": date(year, 1, 25)}
        make_inspection(council, framework="slac-2010", grades=key_four("oogo"), **days)
    page.goto("/councils/testshire/")
    earlier = page.locator(
        "details", has=page.locator("table", has_text="Grades, SLAC 2010, published 25 January 2011")
    )
    assert earlier.get_by_role("button", name="Copy the table", include_hidden=True).count() == 1
    assert page.locator(".actions").get_by_role("button", name="Copy the table", include_hidden=True).count() == 0
