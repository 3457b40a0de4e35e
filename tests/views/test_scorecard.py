"""The scorecard of one inspection as its readers see it."""

from datetime import date

import pytest
from lxml.html import fromstring

from dashboard.presenters.improvements import months_after
from inspections.models import AreaForImprovement, Grade, StatedFigure
from inspections.statistics.standings import State
from inspections.wording.comparisons import place_sentence
from inspections.wording.figures import figure_words
from inspections.wording.headlines import areas_title, change_in_short
from inspections.wording.reports import licence_words
from inspections.wording.results import PROVENANCE, STATES, change_words, key_sentences
from inspections.wording.words import capital
from tests.builders.expected import changes_of, place_of, ranking_of, records_on
from tests.builders.factories import make_council, make_inspection, make_report_on
from tests.builders.pages import addresses, row_of, table, words

SLAC = {"framework": "slac-2010", "inspected_from": "2011-11-28", "published_on": date(2012, 1, 25)}
SG_OVERALL, SG_CAPACITY = "safeguarding.overall_effectiveness", "safeguarding.capacity_for_improvement"
LAC_OVERALL, LAC_CAPACITY = "looked_after.overall_effectiveness", "looked_after.capacity_for_improvement"
FOUR = {SG_OVERALL: "outstanding", SG_CAPACITY: "outstanding", LAC_OVERALL: "good", LAC_CAPACITY: "outstanding"}
ADDRESS = "/councils/testshire/2012-01-25/"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


class TestGrades:
    def test_every_judgement_stands_under_its_sub_heading_in_ofsteds_order(self, client):
        make_inspection(**SLAC, grades=FOUR)
        rows = [row[0] for row in table(client.get(ADDRESS))]
        assert rows == [
            "Judgement",
            "Overall effectiveness",
            "Capacity for improvement",
            "Safeguarding outcomes for children and young people",
            "Children and young people are safe and feel safe",
            "Quality of provision",
            "The contribution of health agencies to keeping children and young people safe",
            "Leadership and management",
            "Ambition and prioritisation",
            "Leadership and management",
            "Performance management and quality assurance",
            "Partnership working",
            "Equality and diversity",
        ]

    def test_the_four_key_judgements_are_said_in_a_sentence(self, client):
        make_inspection(**SLAC, grades=FOUR)
        (record,) = records_on("testshire")
        assert key_sentences(record) in words(client.get(ADDRESS))

    def test_a_grade_not_on_record_is_said_to_be_so(self, client):
        make_inspection(**SLAC, grades=FOUR)
        response = client.get(ADDRESS)
        assert row_of(response, "Partnership working")[1] == f"?{STATES[State.NOT_ON_RECORD]}"
        assert "8 of 10 judgements are not on record here." in words(response)

    def test_not_judged_is_a_state_of_its_own(self, client):
        make_inspection(**SLAC, grades={SG_OVERALL: "not_judged"})
        assert row_of(client.get(ADDRESS), "Overall effectiveness")[1] == f"n{STATES[State.NOT_JUDGED]}"

    def test_adequate_is_never_requires_improvement(self, client):
        make_inspection(**SLAC, grades={SG_OVERALL: "adequate"})
        page = words(client.get(ADDRESS))
        assert "Adequate" in page
        assert "requires improvement" not in page.lower()

    def test_a_service_without_any_grade_has_no_table(self, client):
        make_inspection(**SLAC, grades={LAC_OVERALL: "good"})
        response = client.get(ADDRESS)
        assert "Safeguarding No grade for this part: not on record here." in words(response)
        assert table(response)[1][:2] == ["Overall effectiveness", "GGood"]

    def test_a_grade_of_weaker_provenance_is_marked_with_its_reasoning(self, client):
        inspection = make_inspection(**SLAC, grades=FOUR)
        reasoning = {"provenance": Grade.Provenance.DERIVED, "note": "three of four are outstanding"}
        inspection.grades.filter(judgement="capacity_for_improvement", service="safeguarding").update(**reasoning)
        row = row_of(client.get(ADDRESS), "Capacity for improvement")
        assert row[1] == f"O‡Outstanding {PROVENANCE['derived']}"
        assert "Three of four are outstanding" in row[3]

    def test_why_ofsted_judged_no_board_is_said(self, client):
        inspection = make_inspection(
            framework="sif-2013",
            inspected_from="2017-03-06",
            published_on=date(2017, 6, 13),
            grades={"whole.overall_effectiveness": "good", "lscb.lscb_effectiveness": "not_judged"},
        )
        inspection.grades.filter(grade="not_judged").update(note="the report has no review of the board")
        for page in (inspection.get_absolute_url(), inspection.get_absolute_url().replace("councils", "papers")):
            assert "the report has no review of the board" in words(client.get(page)), page

    def test_a_grade_stated_in_a_later_report_is_marked(self, client):
        inspection = make_inspection(**SLAC, grades=FOUR)
        inspection.grades.update(provenance=Grade.Provenance.LATER_REPORT)
        assert PROVENANCE["later_report"] in row_of(client.get(ADDRESS), "Overall effectiveness")[1]

    def test_the_paragraphs_of_a_judgement_are_named(self, client):
        inspection = make_inspection(**SLAC, grades=FOUR)
        inspection.grades.filter(service="safeguarding").update(paragraph_first=14, paragraph_last=21)
        row = row_of(client.get(ADDRESS), "Overall effectiveness")
        assert "¶ 14–21" in row[3]
        assert "Paragraphs 14 to 21" in row[3]


class TestComparison:
    def test_how_many_councils_held_each_grade_with_their_base(self, client):
        make_inspection(**SLAC, grades=FOUR)
        make_inspection(make_council("sampleshire"), **SLAC, grades={SG_OVERALL: "inadequate"})
        row = row_of(client.get(ADDRESS), "Overall effectiveness")
        # A letter for each council, the numbers for screen readers, and how many have the same grade.
        assert row[2] == "OI 1 outstanding, 0 good, 0 adequate, 1 inadequate, of 2 1 of 2"

    def test_how_many_were_dated_by_the_month_is_said(self, client):
        make_inspection(**SLAC, grades=FOUR)
        month = {"framework": "slac-2010", "inspected_from": "2011-06", "published_on": None}
        make_inspection(make_council("sampleshire"), **month, grades={SG_OVERALL: "good"})
        assert "For 1 of 2 inspections the day of publication is not on record here" in words(client.get(ADDRESS))

    def test_a_report_of_a_later_day_is_not_counted(self, client):
        make_inspection(**SLAC, grades=FOUR)
        later = SLAC | {"published_on": date(2012, 1, 26)}
        make_inspection(make_council("sampleshire"), **later, grades={SG_OVERALL: "inadequate"})
        assert row_of(client.get(ADDRESS), "Overall effectiveness")[2].endswith("1 of 1")

    def test_the_same_words_for_another_thing_are_not_counted_together(self, client):
        make_inspection(**SLAC, grades=FOUR | {"safeguarding.leadership_and_management": "good"})
        first_version = {"framework": "slac-2009", "inspected_from": "2010-03-01", "published_on": date(2010, 4, 9)}
        grades = {SG_OVERALL: "good", "safeguarding.leadership_and_management": "good"}
        make_inspection(make_council("sampleshire"), **first_version, grades=grades)
        rows = {row[0]: row for row in table(client.get(ADDRESS)) if len(row) > 2}
        assert rows["Overall effectiveness"][2].endswith("of 2")
        assert rows["Leadership and management"][2].endswith("1 of 1")

    def test_a_service_inspected_under_another_version_is_not_counted_with_this_one(self, client):
        leadership = "safeguarding.leadership_and_management"
        make_inspection(**SLAC, grades=FOUR | {leadership: "good"})
        two = make_council("sampleshire")
        first = {"framework": "slac-2009", "inspected_from": "2010-03-01", "published_on": date(2010, 4, 9)}
        make_inspection(two, **first, grades={leadership: "good", LAC_OVERALL: "good"})
        again = SLAC | {"published_on": date(2012, 1, 5)}
        make_inspection(two, **again, grades={LAC_OVERALL: "good"})
        rows = {row[0]: row for row in table(client.get(ADDRESS)) if len(row) > 2}
        assert rows["Leadership and management"][2].endswith("1 of 1")

    def test_a_council_says_that_it_is_counted(self, client):
        make_inspection(**SLAC, grades=FOUR)
        assert "Testshire is counted wherever it has a grade." in words(client.get(ADDRESS))

    def test_change_within_a_programme_has_a_direction(self, client):
        council = make_council()
        make_inspection(council, inspected_from="2021-06-01", published_on=date(2021, 7, 20), framework="ilacs-2023")
        make_inspection(council, grades={"whole.overall_effectiveness": "outstanding"})
        (change,) = (one for one in changes_of("testshire") if one.judgement.code == "overall_effectiveness")
        name = f"Overall effectiveness {change_in_short(change)}"
        assert capital(change_words(change)) in row_of(client.get("/councils/testshire/2024-01-25/"), name)[3]

    def test_change_across_programmes_has_none(self, client):
        council = make_council()
        make_inspection(council, framework="sif-2013", inspected_from="2016-02-01", published_on=date(2016, 5, 16))
        make_inspection(council)
        (change,) = (one for one in changes_of("testshire") if one.judgement.code == "overall_effectiveness")
        name = f"Overall effectiveness {change_in_short(change)}"
        assert capital(change_words(change)) in row_of(client.get("/councils/testshire/2024-01-25/"), name)[3]

    def test_a_first_inspection_has_no_column_of_changes(self, client):
        make_inspection(**SLAC, grades=FOUR)
        response = client.get(ADDRESS)
        assert table(response)[0] == ["Judgement", "Grade", "All councils on record", "In the report"]
        assert "No earlier inspection of the council is on record." in words(response)

    def test_its_place_as_at_the_day_of_publication(self, client):
        make_inspection(**SLAC, grades=FOUR)
        make_inspection(make_council("sampleshire"), **SLAC, grades=dict.fromkeys(FOUR, "adequate"))
        place = place_of("testshire", ranking_of("slac", date(2012, 1, 25)))
        assert (place.count, place.of, place.base) == (3, 4, 2)
        assert place_sentence(place) in words(client.get(ADDRESS))

    def test_its_place_is_by_the_count_that_most_have_on_record(self, client):
        make_inspection(**SLAC, grades=FOUR)
        overall = {f"{service}.overall_effectiveness": "good" for service in ("safeguarding", "looked_after")}
        make_inspection(make_council("sampleshire"), **SLAC, grades=overall)
        said = words(client.get(ADDRESS))
        for measure in ("overall-outstanding", "overall-good-or-better", "key-outstanding"):
            ranking = ranking_of("slac", date(2012, 1, 25), measure=measure)
            assert place_sentence(place_of("testshire", ranking)) in said, measure

    def test_the_inspections_before_and_after_are_linked(self, client):
        council = make_council()
        make_inspection(council, framework="sif-2013", inspected_from="2016-02-01", published_on=date(2016, 5, 16))
        make_inspection(council, **SLAC, grades=FOUR)
        page = client.get(ADDRESS).content.decode()
        assert "/councils/testshire/2016-05-16/" in addresses(page, rel="next")
        assert not addresses(page, rel="prev")


class TestEvidence:
    def test_areas_for_improvement_by_timescale_with_due_days(self, client):
        inspection = make_inspection(**SLAC, grades=FOUR)
        for order, timescale in enumerate(("immediately", "within_three_months", "within_three_months"), start=1):
            AreaForImprovement.objects.create(
                inspection=inspection, service="safeguarding", order=order, timescale=timescale
            )
        AreaForImprovement.objects.create(
            inspection=inspection, service="safeguarding", order=4, timescale="within_six_months", text="Do it."
        )
        page = words(client.get(ADDRESS))
        assert areas_title(4, 1, has_timescales=True) in page
        assert "Immediately by 25 January 2012, 1 area" in page
        assert "Within three months by 25 April 2012, 2 areas" in page
        assert "2 areas: the wording is not loaded" in page
        assert "Within six months by 25 July 2012, 1 area Safeguarding services Do it." in page

    def test_areas_without_a_timescale_have_no_due_day(self, client):
        inspection = make_inspection(**SLAC, grades=FOUR)
        AreaForImprovement.objects.create(inspection=inspection, service="looked_after", order=1, text="Do it.")
        page = words(client.get(ADDRESS))
        assert areas_title(1, 0, has_timescales=False) in page
        assert "No timescale given no day to count from, 1 area Services for looked after children Do it." in page

    def test_for_whom_an_area_is_stands_beside_it(self, client):
        inspection = make_inspection(**SLAC, grades=FOUR)
        AreaForImprovement.objects.create(
            inspection=inspection, service="looked_after", order=1, timescale="immediately", addressee="Testshire Trust"
        )
        assert "1 area for Testshire Trust: the wording is not loaded" in words(client.get(ADDRESS))

    def test_figures_are_shown_as_stated(self, client):
        inspection = make_inspection(**SLAC, grades=FOUR)
        StatedFigure.objects.create(
            inspection=inspection,
            order=1,
            kind="population_of_children",
            value=71906,
            qualifier="approximately",
            age_band="0-17",
            paragraph=4,
        )
        stated = f"approximately 71,906 {figure_words('population_of_children', '0-17')} paragraph 4"
        assert stated in words(client.get(ADDRESS))

    @pytest.mark.parametrize(("page", "place"), [(8, "page 8"), (None, "–")])
    def test_a_figure_outside_the_numbered_paragraphs_is_placed_by_its_page(self, client, page, place):
        inspection = make_inspection(**SLAC, grades=FOUR)
        StatedFigure.objects.create(inspection=inspection, order=1, kind="schools", value=12, page=page)
        response = client.get(ADDRESS)
        assert f"12 Schools {place}" in words(response)
        assert ("– stands where the place in the report is not on record." in words(response)) == (place == "–")

    def test_a_loaded_report_shows_the_paragraphs_of_each_judgement_word_for_word(self, client):
        inspection = make_inspection(**SLAC, grades=FOUR)
        make_report_on(inspection, {14: "overall_effectiveness", 15: ""})
        page = words(client.get(ADDRESS))
        assert "14. Said 14 <i>." in row_of(client.get(ADDRESS), "Overall effectiveness")[3]
        assert "Word for word from Ofsted’s report on Testshire, published 25 January 2012." in page
        assert licence_words("slac") in page

    def test_paragraphs_under_no_judgement_stand_by_themselves(self, client):
        make_report_on(make_inspection(**SLAC, grades=FOUR), {1: "", 14: "overall_effectiveness"})
        _, _, others = words(client.get(ADDRESS)).partition("Numbered paragraphs under no judgement")
        assert "Said 1 <i>." in others
        assert "Said 14" not in others

    def test_paragraphs_without_a_heading_are_found_by_the_grades_range(self, client):
        inspection = make_inspection(**SLAC, grades={SG_OVERALL: "good"})
        inspection.grades.update(paragraph_first=15, paragraph_last=16)
        make_report_on(inspection, {14: "", 15: "", 16: "", 17: ""})
        own, _, _ = words(client.get(ADDRESS)).partition("Numbered paragraphs under no judgement")
        assert [number for number in (14, 15, 16, 17) if f"Said {number}" in own] == [15, 16]

    def test_no_paragraph_stands_twice(self, client):
        first_version = {"framework": "slac-2009", "inspected_from": "2010-03-01", "published_on": date(2010, 4, 9)}
        part, whole = "safeguarding.service_responsiveness", "safeguarding.quality_of_provision"
        inspection = make_inspection(**first_version, grades={part: "good", whole: "adequate"})
        inspection.grades.filter(judgement="service_responsiveness").update(paragraph_first=26, paragraph_last=27)
        make_report_on(inspection, dict.fromkeys((26, 27, 28), "quality_of_provision"))
        page = words(client.get("/councils/testshire/2010-04-09/"))
        heading = page.index("Quality of provision: more")
        part = page.index("Service responsiveness: ¶ 26–27")
        assert heading < page.index("Said 28") < part < page.index("Said 26") < page.index("Said 27")
        assert page.count("Said 2") == 3

    def test_a_paragraph_can_be_linked_to_by_its_number(self, client):
        inspection = make_inspection(**SLAC, grades=FOUR)
        make_report_on(inspection, {14: "overall_effectiveness"})
        page = client.get(ADDRESS).content.decode()
        assert page.count('id="paragraph-14"') == 1
        (paragraph,) = fromstring(page).xpath("//*[@id='paragraph-14']")
        assert paragraph.xpath("ancestor::details/@id") == ["safeguarding.overall_effectiveness"]

    def test_of_two_files_of_a_report_the_later_is_quoted(self, client):
        inspection = make_inspection(**SLAC, grades=FOUR)
        make_report_on(inspection, {14: "overall_effectiveness"})
        make_report_on(inspection, {19: "overall_effectiveness"})
        page = words(client.get(ADDRESS))
        assert "Said 19" in page
        assert "Said 14" not in page


class TestAddress:
    def test_an_unknown_day_of_publication_has_an_address_by_the_inspection(self, client):
        make_inspection(framework="slac-2009", inspected_from="2010-06", published_on=None, grades=FOUR)
        page = words(client.get("/councils/testshire/inspected-2010-06/"))
        assert "Testshire, June 2010" in page
        assert "counted here as published from 30 September 2010" in page

    def test_a_day_without_an_inspection_names_those_that_are(self, client):
        make_inspection(**SLAC, grades=FOUR)
        response = client.get("/councils/testshire/2012-01-26/")
        assert response.status_code == 404
        page = words(response)
        assert "No inspection of Testshire published 26 January 2012 is on record here." in page
        assert "SLAC 2010, published 25 January 2012" in page

    def test_a_day_that_does_not_exist_is_said_not_to(self, client):
        make_inspection(**SLAC, grades=FOUR)
        response = client.get("/councils/testshire/2012-02-30/")
        assert response.status_code == 404
        assert "“2012-02-30” is not a day that exists." in words(response)

    def test_a_day_of_an_unknown_council_names_the_nearest(self, client):
        make_inspection(**SLAC, grades=FOUR)
        response = client.get("/councils/testshite/2012-01-25/")
        assert response.status_code == 404
        assert "/councils/testshire/" in addresses(response)


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2012, 1, 25), 3, date(2012, 4, 25)),
        (date(2011, 11, 30), 3, date(2012, 2, 29)),
        (date(2012, 8, 31), 6, date(2013, 2, 28)),
        (date(2012, 12, 1), 0, date(2012, 12, 1)),
        (date(2012, 6, 30), 6, date(2012, 12, 30)),
    ],
)
def test_months_after_keeps_the_day_or_the_months_end(day, months, due):
    assert months_after(day, months) == due
