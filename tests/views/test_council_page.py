"""The page of one council through the years and among others, and its files."""

import csv
import io
from datetime import date
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from lxml.html import fromstring

from dashboard.charts.timeline import GAP, LANE
from dashboard.values.palette import GRADES
from inspections.frameworks.loader import programme
from inspections.models import Council, Grade, NeighbourSet, StatisticalNeighbour
from inspections.statistics.changes import tally
from inspections.statistics.spans import spans
from inspections.statistics.standings import State
from inspections.wording.headlines import council_headline, improvement_sentences
from inspections.wording.history import (
    missed_programme_sentence,
    missing_judgements_sentence,
    no_day_sentence,
    not_yet_inspected_sentence,
    scales_sentence,
    span_sentence,
    spans_sentence,
    tally_sentence,
)
from inspections.wording.results import STATES, change_words, state_words
from inspections.wording.words import capital
from tests.builders.expected import changes_of, records_on
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import addresses, ids, tables, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
FOUR = ("leaders", "help_and_protection", "children_in_care", "care_leavers")
SVG = "{http://www.w3.org/2000/svg}"


def inspect(council: Council, year: int, framework: str, grade: str, *codes: str, **fields):
    grades = {f"whole.{code}": grade for code in codes or FOUR}
    days = {"inspected_from": f"{year}-02-01", "published_on": date(year, 5, 1)}
    return make_inspection(council, framework=framework, grades=grades, **days | fields)


def make_neighbours(council: Council, *others: Council, code="2025-05", name="May 2025", closeness="close") -> None:
    found = NeighbourSet.objects.create(code=code, name=name)
    for rank, other in enumerate(others, 1):
        StatisticalNeighbour.objects.create(
            neighbour_set=found, council=council, neighbour=other, rank=rank, closeness=closeness
        )


class TestYears:
    def test_what_improved_is_said_with_its_base_and_judgement_by_judgement(self, client):
        council = make_council()
        inspect(council, 2019, "ilacs-2018", "requires_improvement", "leaders", "help_and_protection")
        inspect(council, 2024, "ilacs-2023", "good", "leaders", "help_and_protection")
        page = client.get("/councils/testshire/")
        assert tally_sentence(tally(changes_of("testshire"))) in words(page)
        row = ["Impact of leaders", "GGood", "Improved by one grade from requires improvement"]
        assert any(row in rows for rows in tables(page))

    def test_the_years_before_another_programme_are_said_to_be_no_comparison(self, client):
        council = make_council()
        slac = {"safeguarding.overall_effectiveness": "good"}
        make_inspection(
            council, framework="slac-2010", inspected_from="2012-01-01", grades=slac, published_on=date(2012, 3, 1)
        )
        inspect(council, 2024, "ilacs-2023", "good")
        page = words(client.get("/councils/testshire/"))
        found = spans(records_on("testshire"))
        assert [(span.first.framework.programme, len(span.records)) for span in found] == [("slac", 1), ("ilacs", 1)]
        assert spans_sentence(found) in page
        assert scales_sentence(found) in page
        before = [change for change in changes_of("testshire") if change.before]
        assert capital(change_words(before[0])) in page

    def test_the_reason_of_a_break_is_a_click_away(self, client):
        council = make_council()
        inspect(council, 2019, "ilacs-2018", "good", "leaders")
        inspect(council, 2024, "ilacs-2023", "good", "leaders")
        html = client.get("/councils/testshire/").content.decode()
        assert "New version, ILACS 2023 after ILACS 2018: some judgements differ" in html
        assert "/frameworks/ilacs-2018/" in addresses(html)

    def test_one_inspection_has_no_table_of_changes(self, client):
        inspect(make_council(), 2024, "ilacs-2023", "good")
        page = words(client.get("/councils/testshire/"))
        assert "Since the inspection before" not in page
        (span,) = spans(records_on("testshire"))
        assert span_sentence(span) in page

    def test_a_predecessors_grades_are_no_change_of_the_council(self, client):
        new = make_council("new-shire", valid_from=date(2023, 4, 1))
        old = make_council("old-shire", valid_to=date(2023, 3, 31), same_area_as=new)
        old.successors.add(new)
        inspect(old, 2019, "ilacs-2018", "inadequate", "leaders")
        inspect(new, 2024, "ilacs-2023", "good", "leaders")
        page = words(client.get("/councils/new-shire/"))
        assert "Old Shire (to 2023), same area" in page
        assert "improved" not in page.partition("All inspections on record")[0].replace("Has it improved?", "")

    def test_what_is_not_on_record_is_listed(self, client):
        make_inspection(
            make_council(),
            framework="slac-2010",
            inspected_from="2011-06",
            published_on=None,
            grades={"safeguarding.overall_effectiveness": "good"},
        )
        page = words(client.get("/councils/testshire/")).partition("What is not on record:")[2]
        inspection = "SLAC 2010, inspected June 2011"
        assert missing_judgements_sentence(inspection, 9, 10) in page
        assert no_day_sentence(inspection, date(2011, 9, 30)) in page
        assert missed_programme_sentence(programme("sif")) in page
        assert not_yet_inspected_sentence(programme("ilacs")) in page


class TestAnswer:
    def test_the_headline_says_the_overall_grade_and_since_when(self, client):
        council = make_council()
        inspect(council, 2019, "ilacs-2018", "requires_improvement", "overall_effectiveness")
        inspect(council, 2022, "ilacs-2018", "good", "overall_effectiveness")
        inspect(council, 2025, "ilacs-2023", "good", "overall_effectiveness")
        page = words(client.get("/councils/testshire/"))
        assert council_headline(records_on("testshire")[::-1]) in page
        assert "Good overall since May 2022, up from requires improvement in 2019." in page

    def test_the_latest_grades_say_what_changed_and_lead_to_their_evidence(self, client):
        council = make_council()
        inspect(council, 2022, "ilacs-2018", "good", "leaders", "children_in_care_and_care_leavers")
        inspect(council, 2025, "ilacs-2023", "outstanding", "leaders", "care_leavers")
        response = client.get("/councils/testshire/")
        assert "Impact of leaders Outstanding Up from good in 2022" in words(response)
        assert "Care leavers Outstanding Not graded apart in 2022" in words(response)
        assert "/councils/testshire/2025-05-01/#whole.leaders" in addresses(response)

    def test_a_grade_of_another_source_is_marked_and_the_mark_explained(self, client):
        make_inspection(make_council(), grades={"whole.leaders": "good"})
        Grade.objects.update(provenance=Grade.Provenance.LATER_REPORT)
        page = words(client.get("/councils/testshire/"))
        assert "G† Impact of leaders Good, as stated in a later Ofsted report" in page
        assert "† as stated in a later Ofsted report" in page

    def test_whether_it_has_improved_is_one_plain_line(self, client):
        council = make_council()
        make_inspection(council, framework="sif-2013", inspected_from="2015-01-12", published_on=date(2015, 3, 2))
        inspect(council, 2019, "ilacs-2018", "good", "leaders")
        inspect(council, 2024, "ilacs-2023", "outstanding", "leaders")
        response = client.get("/councils/testshire/")
        assert " ".join(improvement_sentences(spans(records_on("testshire")))) in words(response)
        assert {"has-it-improved", "changes"} <= set(ids(response))

    def test_an_inspection_before_the_latest_is_folded_and_none_lost(self, client):
        council = make_council()
        make_inspection(council, framework="sif-2013", inspected_from="2015-01-12", published_on=date(2015, 3, 2))
        inspect(council, 2024, "ilacs-2023", "good")
        html = client.get("/councils/testshire/").content.decode()
        assert "SIF, published 2 March 2015" in html
        assert "/councils/testshire/2015-03-02/" in addresses(html)


class TestTimeline:
    def test_the_picture_has_a_mark_for_each_theme_and_a_break_between_programmes(self, client):
        council = make_council()
        inspect(council, 2015, "sif-2013", "requires_improvement", "leadership")
        inspect(council, 2024, "ilacs-2023", "outstanding", "leaders")
        root = ET.fromstring(client.get("/councils/testshire.svg").content)
        found = [element.text for element in root.iter(f"{SVG}text")]
        assert {"Leadership", "R", "O", "2015", "SIF", "2024", "ILACS"} <= set(found)
        assert any(line.get("stroke-dasharray") for line in root.iter(f"{SVG}line"))

    def test_a_judgement_on_two_themes_is_one_band_across_both(self, client):
        council = make_council()
        inspect(council, 2019, "ilacs-2018", "good", "children_in_care_and_care_leavers")
        inspect(council, 2024, "ilacs-2023", "good", "children_in_care", "care_leavers")
        root = ET.fromstring(client.get("/councils/testshire.svg").content)
        bands = [
            float(rect.get("height")) for rect in root.iter(f"{SVG}rect") if rect.get("fill") == GRADES["good"].fill
        ]
        assert sorted(bands)[-3:] == [LANE, LANE, 2 * LANE + GAP]
        assert "A band across two rows is one judgement on both." in words(client.get("/councils/testshire/"))

    def test_two_judgements_of_one_theme_do_not_hide_each_other(self, client):
        grades = {
            "safeguarding.leadership_and_management": "good",
            "looked_after.leadership_and_management": "outstanding",
        }
        make_inspection(
            make_council(),
            framework="slac-2010",
            inspected_from="2012-01-01",
            published_on=date(2012, 3, 1),
            grades=grades,
        )
        svg = client.get("/councils/testshire.svg").content.decode()
        assert ">G</text>" in svg
        assert ">O</text>" in svg
        figure = client.get("/councils/testshire.plotly").json()
        go.Figure(data=figure["data"], layout=figure["layout"], skip_invalid=False)
        assert "G/O" in figure["data"][0]["text"]
        assert any(
            "Looked after children: Leadership and management: outstanding" in words
            for words in figure["data"][0]["customdata"]
        )

    def test_an_abolished_council_without_grades_has_no_picture(self, client):
        make_council()
        assert client.get("/councils/testshire.svg").status_code == 404

    def test_reckoned_days_are_marked(self, client):
        make_inspection(
            make_council(),
            framework="slac-2010",
            inspected_from="2011-06",
            published_on=None,
            grades={"safeguarding.overall_effectiveness": "good"},
        )
        assert ">2011*</text>" in client.get("/councils/testshire.svg").content.decode()


def test_neighbours_none_of_which_was_inspected_are_listed_with_that(client):
    make_neighbours(make_council(), make_council("sampleshire"))
    rows = [row for table in tables(client.get("/councils/testshire/")) for row in table]
    assert ["Sampleshire", state_words(State.NO_REPORT_YET), "Close"] in rows


class TestAmongOthers:
    @pytest.fixture(autouse=True)
    def councils(self):
        own, near, far = make_council(), make_council("sampleshire"), make_council("mockshire")
        inspect(own, 2024, "ilacs-2023", "good")
        inspect(near, 2024, "ilacs-2023", "outstanding")
        inspect(far, 2022, "ilacs-2018", "good", "leaders", "children_in_care_and_care_leavers")
        make_neighbours(own, near, far)

    def test_how_it_compares_on_care_leavers_is_one_sentence(self, client):
        page = words(client.get("/councils/testshire/"))
        assert (
            "Care leavers: good. Of 1 neighbour with a grade on it, 1 has a higher one, none the same and none a lower "
            f"one; 1 other: {STATES[State.NO_SUCH_JUDGEMENT]}."
        ) in page

    def test_every_council_with_a_count_is_in_its_column(self, client):
        html = fromstring(client.get("/councils/testshire/").content)
        england, *_ = html.xpath("//table[contains(@class, 'strips')]/tbody/tr")
        numbers = [cell.findtext("b") for cell in england.xpath("td[b]")]
        # By good or better, as the council has no outstanding grade: two ranked, both with all four.
        assert numbers == ["2", "0", "0", "0", "0"]
        (own,) = england.xpath("td[@class='own']")
        assert [dot.text for dot in own.iter("i")] == ["Testshire", "Sampleshire"]

    def test_its_place_is_said_in_every_group_with_a_link_to_the_list(self, client):
        html = client.get("/councils/testshire/").content.decode()
        for query in ("region=South+East", "type=county", "neighbours-of=testshire"):
            assert f'href="/ranking/ilacs/?{query}' in html
        page = words(client.get("/councils/testshire/"))
        assert "in the group of Testshire and its statistical neighbours in the set of May 2025" in page
        assert "in the group of county councils" in page

    def test_links_stay_at_the_day_asked_for(self, client):
        html = client.get("/councils/testshire/?as-at=2025-01-01").content.decode()
        assert "/ranking/ilacs/2025-01-01/?council=testshire" in addresses(html)
        compared = [address for address in addresses(html) if address.startswith("/compare/?neighbours-of")]
        assert all("as-at=2025-01-01" in address for address in compared)
        assert compared

    def test_where_no_neighbour_is_close_that_is_said(self, client):
        StatisticalNeighbour.objects.update(closeness="not_close")
        assert "None of them is close" in words(client.get("/councils/testshire/"))

    def test_a_council_in_no_set_is_told_so(self, client):
        page = words(client.get("/councils/mockshire/"))
        assert "No set of statistical neighbours on record here has this council in it." in page

    def test_it_leads_to_comparisons(self, client):
        html = client.get("/councils/testshire/").content.decode()
        assert "/compare/?neighbours-of=testshire&amp;set=2025-05" in html
        assert "/compare/?council=testshire&amp;region=South+East" in html


class TestFiles:
    @pytest.fixture(autouse=True)
    def inspected(self):
        council = make_council()
        inspect(council, 2019, "ilacs-2018", "good", "leaders")
        inspect(council, 2024, "ilacs-2023", "outstanding", "leaders")
        other = make_council("sampleshire")
        inspect(other, 2024, "ilacs-2023", "inadequate", "leaders")
        make_neighbours(council, other)

    def rows(self, client, query=""):
        text = client.get(f"/councils/testshire.csv{query}").content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    def test_every_judgement_of_every_inspection(self, client):
        found = [(row["framework"], row["grade"]) for row in self.rows(client) if row["judgement"] == "leaders"]
        assert found == [("ilacs-2018", "Good"), ("ilacs-2023", "Outstanding")]

    def test_a_grade_not_on_record_is_no_blank(self, client):
        assert {row["grade"] for row in self.rows(client)} == {"Good", "Outstanding", STATES[State.NOT_ON_RECORD]}

    def test_changes(self, client):
        row = self.rows(client, "?table=changes")[0]
        assert (row["grade"], row["before"], row["direction"]) == ("Outstanding", "good", "improved")

    def test_neighbours(self, client):
        own, other = self.rows(client, "?table=neighbours-2025-05")
        assert (own["council"], other["council"], other["likeness"]) == ("testshire", "sampleshire", "Close")
        assert other["ilacs-2026.whole.leaders"] == "Inadequate"

    def test_another_table_is_refused_with_those_there_are(self, client):
        response = client.get("/councils/testshire.csv?table=grades")
        assert response.status_code == 400
        assert "inspections, timeline, changes, neighbours-2025-05" in words(response)
