"""What a paper is asked for, what a report brings to it, and the council's latest paper."""

from datetime import date

import pytest
from django.utils import timezone
from lxml import html

from inspections import actions
from inspections.models import AreaForImprovement, Inspection, Report, ReportParagraph
from inspections.wording.papers.follow_up import CHOOSE_PARAGRAPHS
from inspections.wording.papers.judgements import (
    service_not_judged_sentence,
)
from inspections.wording.reports import licence_words
from tests.builders.factories import make_council, make_inspection, make_user, make_visit
from tests.builders.pages import captioned_table, spaced, words
from tests.builders.word import part, words_of


@pytest.fixture
def inspected() -> Inspection:
    found = make_inspection(
        make_council("testshire"),
        grades={
            "whole.overall_effectiveness": "good",
            "whole.leaders": "good",
            "whole.help_and_protection": "requires_improvement",
            "whole.children_in_care": "outstanding",
            "whole.care_leavers": "good",
        },
    )
    actions.correct(found, by=make_user(), reason="A test.", fields={"note": "Corrected."})
    return found


PAPER = "/papers/testshire/2024-01-25/"
LEADERS = "Leaders know their families well, and they have made sure that every child is heard in good time."


def add_report(inspection: Inspection) -> Report:
    return Report.objects.create(
        inspection=inspection,
        name="r.pdf",
        sha256="0",
        kind="pdf",
        reader_version="1",
        reading={},
        uploaded_by=make_user(),
        read_at=timezone.now(),
    )


def add_paragraphs(inspection: Inspection) -> None:
    """A report with four paragraphs: under no judgement, under leaders twice, and an unnumbered one."""
    found = [
        ("", 1, "About the inspection."),
        ("leaders", 12, LEADERS),
        ("leaders", 13, "They act on what they hear."),
        ("care_leavers", None, "Care leavers are well supported."),
    ]
    report = add_report(inspection)
    ReportParagraph.objects.bulk_create(
        ReportParagraph(report=report, order=order, number=number, page=9, service="whole", judgement=code, text=text)
        for order, (code, number, text) in enumerate(found, 1)
    )


@pytest.mark.django_db
@pytest.mark.usefixtures("today", "inspected")
class TestChoices:
    def test_the_form_leads_to_the_one_address_of_what_was_chosen(self, client):
        asked = f"{PAPER}?as-at=2024-03-01&measure=four-outstanding&region=&type=&neighbours-of=&parts=summary&parts=purpose"
        answer = client.get(asked)
        assert answer.status_code == 302
        assert answer["Location"] == (
            "/papers/testshire/2024-01-25/2024-03-01/?measure=four-outstanding&parts=purpose.summary"
        )

    def test_its_own_day_spelled_out_and_all_parts_are_left_out_of_the_address(self, client):
        assert client.get(f"{PAPER}2024-01-25/")["Location"] == PAPER

    def test_what_is_for_the_officer_to_write_is_marked(self, client):
        page = html.fromstring(client.get(PAPER).content)
        marked = [one.text_content() for one in page.xpath("//article//mark")]
        assert "[committee, and day of the meeting]" in marked
        assert all(words.startswith("[") and words.endswith("]") for words in marked)

    def test_only_the_parts_asked_for_are_written(self, client):
        page = client.get(f"{PAPER}?parts=purpose.implications")
        assert [one.text for one in html.fromstring(page.content).xpath("//article/h2")][:2] == [
            "Purpose of the report",
            "Appendix: implications",
        ]
        assert [row[0] for row in captioned_table(page, "Implications")][:2] == ["Finance", "Staffing"]

    def test_implications_are_the_appendix_unless_left_out(self, client):
        headings = [one.text for one in html.fromstring(client.get(PAPER).content).xpath("//article/h2")]
        assert headings[-1 - ("Notes" in headings)] == "Appendix: implications"
        assert "Appendix: implications" not in words(client.get(f"{PAPER}?parts=purpose"))

    def test_the_page_folds_what_is_filled_in_elsewhere_unless_it_is_all_there_is(self, client):
        folded = html.fromstring(client.get(PAPER).content).xpath("//article/details/preceding-sibling::h2[1]/@id")
        assert folded == ["counting", "implications", "notes"]
        alone = html.fromstring(client.get(f"{PAPER}?parts=purpose.implications").content)
        assert alone.xpath("//article/details/preceding-sibling::h2[1]/@id") == ["notes"]

    def test_the_table_of_the_picture_is_no_part_unless_asked_for(self, client):
        named = "Councils in the South East: grades and reports"
        assert named not in words(client.get(PAPER))
        assert named in words(client.get(f"{PAPER}?parts=picture.peers"))

    @pytest.mark.parametrize(
        ("query", "status", "said"),
        [
            ("?parts=poem", 400, "There is no part “poem”. Known here: purpose,"),
            ("?region=Atlantis", 400, "There is no region “Atlantis”"),
            ("?measure=points", 400, "There is no measure “points”"),
            ("?neighbours-of=atlantis", 400, "No council is called “atlantis”"),
            ("2031-01-01/", 404, "has not come yet"),
            ("?edition=99", 404, "There is no edition 99"),
        ],
    )
    def test_what_does_not_exist_is_refused_with_what_is_known(self, client, query, status, said):
        answer = client.get(f"{PAPER}{query}")
        assert answer.status_code == status
        assert said in words(answer)

    def test_an_inspection_that_is_not_on_record_leads_to_those_that_are(self, client):
        answer = client.get("/papers/testshire/2023-01-01/")
        assert answer.status_code == 404
        assert "No inspection of Testshire published 1 January 2023 is on record here." in words(answer)

    def test_a_draft_has_no_paper(self, client):
        make_inspection(published_on=date(2025, 2, 2), published=False)
        assert client.get("/papers/testshire/2025-02-02/").status_code == 404

    def test_its_tables_can_be_had_as_files(self, client):
        rows = client.get(f"{PAPER[:-1]}.json").json()["rows"]
        assert rows[0]["judgement"] == "The impact of leaders on social work practice with children and families"
        assert client.get(f"{PAPER[:-1]}.csv?table=improvements").status_code == 200

    def test_its_picture_can_be_had_and_framed(self, client):
        assert client.get(f"{PAPER[:-1]}.svg").content.startswith(b"<svg")
        assert "Councils in the South East" in client.get(f"/embed{PAPER}").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
class TestReports:
    def test_key_findings_are_quoted_exactly_with_their_paragraph(self, client, inspected):
        report = add_report(inspected)
        text = "Leaders <know> their “families” & act."
        ReportParagraph.objects.create(
            report=report, order=1, number=12, service="whole", judgement="overall_effectiveness", text=text
        )
        page = client.get(f"{PAPER}?parts=findings")
        quoted = html.fromstring(page.content).xpath("//blockquote")[0]
        assert spaced(quoted.find("p")) == f"“{text}”"
        assert (
            spaced(quoted.find("footer")) == "Ofsted’s report on Testshire, published on 25 January 2024, paragraph 12"
        )
        assert licence_words("ilacs") in words(page)

    def test_paragraphs_are_offered_by_judgement_with_their_first_words(self, client, inspected):
        add_paragraphs(inspected)
        form = html.fromstring(client.get(PAPER).content).xpath("//form[.//input[@name='paragraphs']]")[0]
        offered = [
            (spaced(one), box.get("value"))
            for one in form.xpath(".//details//label")
            for box in one.xpath("input[@name='paragraphs']")
        ]
        assert offered[0] == ("1 About the inspection.", "1")
        assert ("12 Leaders know their families well, and they have made sure that every …", "12") in offered
        assert ("page 9 Care leavers are well supported.", "passage-4") in offered
        assert spaced(form.xpath(".//details/summary")[0]) == "From the rest of the report"

    def test_chosen_paragraphs_are_quoted_exactly_and_in_the_order_of_the_report(self, client, inspected):
        add_paragraphs(inspected)
        asked = client.get(f"{PAPER}?paragraphs=passage-4%2C+12&paragraphs=1&parts=findings")
        assert asked["Location"] == f"{PAPER}?parts=findings&paragraphs=1.12.passage-4"
        page = html.fromstring(client.get(asked["Location"]).content)
        quoted = [(spaced(one.find("p")), spaced(one.find("footer"))) for one in page.xpath("//article//blockquote")]
        report = "Ofsted’s report on Testshire, published on 25 January 2024"
        assert quoted == [
            ("“About the inspection.”", f"{report}, paragraph 1"),
            (f"“{LEADERS}”", f"{report}, paragraph 12"),
            ("“Care leavers are well supported.”", f"{report}, page 9"),
        ]
        assert [one.get("value") for one in page.xpath("//input[@name='paragraphs' and @checked]")] == [
            "1",
            "12",
            "passage-4",
        ]

    def test_long_paragraphs_are_whole_on_the_page_and_only_look_folded(self, client, inspected):
        report, long = add_report(inspected), "Leaders know their families well. " * 9
        for number, text in ((1, long.strip()), (2, "Leaders act.")):
            ReportParagraph.objects.create(report=report, order=number, number=number, service="whole", text=text)
        page = html.fromstring(client.get(f"{PAPER}?parts=findings&paragraphs=1.2").content)
        quoted = [(spaced(one.find("p")), bool(one.findall("details"))) for one in page.xpath("//article//blockquote")]
        assert quoted == [(f"“{long.strip()}”", True), ("“Leaders act.”", False)]

    def test_a_long_table_of_areas_holds_every_row_and_only_looks_folded(self, client, inspected):
        for order in range(1, 8):
            AreaForImprovement.objects.create(inspection=inspected, order=order, service="whole", text=f"Area {order}")
        page = html.fromstring(client.get(f"{PAPER}?parts=improvements").content)
        (placed,) = page.xpath("//article//div[details/summary[text()='All 7 rows']]")
        assert len(placed.xpath(".//tbody/tr")) == 7

    def test_every_judgement_that_is_shown_is_quoted_where_none_is_chosen(self, client, inspected):
        add_paragraphs(inspected)
        quoted = html.fromstring(client.get(f"{PAPER}?parts=findings").content).xpath("//blockquote/p")
        assert [spaced(one) for one in quoted] == [f"“{LEADERS}”", "“Care leavers are well supported.”"]

    @pytest.mark.parametrize(("chosen", "said"), [("99", "has no paragraph “99”"), ("x", "has no paragraph “x”")])
    def test_a_paragraph_that_the_report_lacks_is_refused(self, client, inspected, chosen, said):
        add_paragraphs(inspected)
        answer = client.get(f"{PAPER}?paragraphs={chosen}")
        assert (answer.status_code, said in words(answer)) == (400, True)

    def test_without_the_report_nothing_can_be_chosen(self, client, inspected):
        answer = client.get(f"{PAPER}?paragraphs=12")
        assert answer.status_code == 400
        assert "The text of this report is not loaded" in words(answer)
        assert 'name="paragraphs"' not in client.get(PAPER).content.decode()

    def test_a_report_that_is_loaded_is_never_said_to_be_missing(self, client, inspected):
        ReportParagraph.objects.create(report=add_report(inspected), order=1, number=1, text="About the inspection.")
        said = words(client.get(f"{PAPER}?parts=findings"))
        assert "not on record" not in said
        assert CHOOSE_PARAGRAPHS in said

    def test_areas_for_improvement_are_listed_word_for_word(self, client, inspected):
        AreaForImprovement.objects.create(
            inspection=inspected, service="whole", order=1, timescale="within_three_months", text="Hear every child."
        )
        rows = captioned_table(client.get(f"{PAPER}?parts=improvements"), "Areas for improvement")
        assert rows == [["1. Hear every child.", "Within three months", "25 April 2024", "", ""]]

    def test_an_area_names_whom_it_is_for_on_the_page_and_in_every_file(self, client, inspected):
        for order, addressee in enumerate(["Testshire NHS Trust", "", "Testshire NHS Trust"], 1):
            AreaForImprovement.objects.create(
                inspection=inspected, service="whole", order=order, addressee=addressee, text=f"Area {order}"
            )
        page = client.get(f"{PAPER}?parts=improvements")
        assert "The report lists 3 areas for improvement. Two of them are addressed to Testshire NHS Trust." in words(
            page
        )
        rows = captioned_table(page, "Areas for improvement")
        assert rows[0] == ["1. Area 1 for Testshire NHS Trust", "", ""]
        files = [f"{PAPER[:-1]}.json?table=improvements", "/councils/testshire/2024-01-25.json?table=areas"]
        for address in files:
            addressees = [row["addressee"] for row in client.get(address).json()["rows"]]
            assert addressees == ["Testshire NHS Trust", "", "Testshire NHS Trust"], address
        for address in (f"{PAPER[:-1]}.docx?parts=improvements", "/councils/testshire/2024-01-25.docx"):
            assert words_of(part(client.get(address).content, "word/document.xml")).count("Testshire NHS Trust") >= 2

    def test_a_reinspection_of_one_service_leaves_the_other_alone(self, client):
        make_inspection(
            make_council("sampleshire"),
            framework="slac-2010",
            inspected_from="2012-02-06",
            published_on=date(2012, 3, 9),
            grades={"safeguarding.overall_effectiveness": "good", "safeguarding.capacity_for_improvement": "good"},
        )
        said = words(client.get("/papers/sampleshire/2012-03-09/"))
        assert service_not_judged_sentence("Services for looked after children") in said

    def test_names_with_signs_stay_whole(self, client):
        council = make_council("odd", short_name="Tyne & “Wear” <North>")
        make_inspection(council)
        page = client.get("/papers/odd/2024-01-25/")
        assert "Tyne & “Wear” <North>: outcome of Ofsted’s inspection" in words(page)


@pytest.mark.django_db
@pytest.mark.usefixtures("today", "inspected")
class TestVisits:
    def test_visits_since_are_told_by_the_day_of_comparison(self, client):
        make_visit(theme="Front door", has_priority_action=False)
        make_visit(visited_from=date(2023, 3, 1), published_on=date(2023, 4, 1))
        said = words(client.get(f"{PAPER}2025-01-01/?parts=background"))
        assert "Ofsted made a focused visit to Testshire that began on 5 November 2024, on “Front door”" in said
        assert "1 March 2023" not in said
        assert "focused visit" not in words(client.get(f"{PAPER}2024-11-30/?parts=background"))

    def test_a_paper_as_at_the_day_of_its_report_does_not_ask_for_visits(self, client):
        make_visit(theme="Front door")
        assert "focused visit" not in words(client.get(f"{PAPER}?parts=background"))


@pytest.mark.django_db
class TestLatest:
    """`/papers/<council>/` leads to the paper on the council's latest inspection."""

    def test_it_leads_to_the_latest_inspection(self, client, today):
        council = make_council("testshire")
        make_inspection(council, inspected_from="2022-05-09", published_on=date(2022, 7, 5))
        make_inspection(council, published_on=date(2024, 1, 25))
        answer = client.get("/papers/testshire/?parts=scale")
        assert (answer.status_code, answer["Location"]) == (302, "/papers/testshire/2024-01-25/?parts=scale")

    def test_a_council_without_an_inspection_is_told_so(self, client, today):
        make_council("testshire")
        answer = client.get("/papers/testshire/")
        assert answer.status_code == 404
        assert "No inspection of Testshire is on record here" in words(answer)

    def test_an_unknown_council_is_not_found(self, client, today):
        assert client.get("/papers/nowhereshire/").status_code == 404
