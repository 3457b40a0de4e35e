"""The national page of a group of councils: every kind of group, its numbers, its lists and what it leaves out."""

import re
from datetime import date

import pytest
from lxml.html import fromstring

from inspections.models import Council
from inspections.wording.absences import not_counted_sentence
from tests.builders.factories import make_council, make_inspection
from tests.builders.forms import fields_of
from tests.builders.pages import addresses, csv_rows, gzipped, markup, tables, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
KB = 1024
OVERALL, LEADERS = "whole.overall_effectiveness", "whole.leaders"
FIVE = "list=county-durham&list=halton&list=kent&list=leeds&list=trafford"
NORTH_EAST, SOUTH_WEST = Council.Region.NORTH_EAST, Council.Region.SOUTH_WEST


@pytest.fixture
def four():
    """Outstanding and good in the North East, inadequate in the South West; the fourth has never been inspected."""
    for slug, region, grade in (
        ("northshire", NORTH_EAST, "outstanding"),
        ("eastshire", NORTH_EAST, "good"),
        ("westshire", SOUTH_WEST, "inadequate"),
    ):
        council = make_council(slug, region=region, type=Council.Type.UNITARY)
        make_inspection(council, published_on=date(2024, 1, 25), grades={OVERALL: grade})
    make_council("southshire", region=SOUTH_WEST, type=Council.Type.UNITARY)


@pytest.mark.usefixtures("four")
class TestGroups:
    @pytest.mark.parametrize(
        ("query", "said"),
        [
            ("region=North+East", "2 of 2 councils in the North East"),
            ("region=South+West", "0 of 1 council in the South West"),
            ("list=northshire&list=westshire", "1 of 2 councils of this group"),
            ("list=westshire&list=southshire", "0 of 1 council of this group"),
            ("type=unitary&region=North+East", "2 of 2 councils of this group"),
        ],
    )
    def test_its_first_sentence_counts_its_councils_alone_and_england_stands_beside(self, client, query, said):
        page = words(client.get(f"/national/ilacs/?{query}", follow=True))
        assert said in page
        assert "In England 2 of 3 are." in page

    def test_it_is_named_in_heading_files_and_pictures(self, client):
        address = "/national/ilacs{}?list=northshire&list=westshire"
        assert "ILACS grades: A list of 2 councils" in words(client.get(address.format("/")))
        about = client.get(address.format(".json")).json()["about"]
        assert about["councils"] == "A list of 2 councils"
        for chart in ("grades", "over-time"):
            picture = client.get(address.format(".svg") + f"&chart={chart}").content.decode()
            assert "in a list of 2 councils" in picture

    def test_a_council_without_an_inspection_is_counted_apart_with_the_reason(self, client):
        assert "The other council: " in words(client.get("/national/ilacs/?list=westshire&list=southshire"))

    def test_a_group_without_any_inspection_says_so(self, client):
        page = words(client.get("/national/ilacs/?list=southshire"))
        assert "No grade of a council of this group under this programme is on record here" in page

    def test_a_group_whose_reports_have_no_overall_grade_says_why(self, client):
        make_inspection(make_council("newshire"), framework="ilacs-2026", grades={LEADERS: "good"})
        page = words(client.get("/national/ilacs/?list=newshire"))
        assert (
            "No council of this group has an overall grade. 1 council: no overall judgement since April 2026." in page
        )

    def test_a_council_not_in_being_is_named_as_not_counted(self, client):
        make_council("oldshire", valid_to=date(2023, 3, 31))
        page = words(client.get("/national/ilacs/?list=oldshire&list=westshire"))
        assert not_counted_sentence(["Oldshire"], date(2026, 9, 1)) in page
        assert "0 of 1 council of this group" in page

    def test_a_small_group_has_a_letter_for_each_council_and_no_share(self, client):
        answer = client.get("/national/ilacs/?list=northshire&list=westshire")
        letters = fromstring(answer.content).xpath("//*[@class='letters']")[0]
        assert letters.text_content() == "OI"
        assert "(50%)" not in words(answer)

    def test_each_number_leads_to_the_list_of_the_group(self, client):
        html = client.get("/national/ilacs/?list=northshire&list=westshire").content.decode()
        links = [one for one in addresses(html) if "grade=" in one]
        assert links
        assert all("list=northshire&list=westshire" in one.replace("&amp;", "&") for one in links)

    def test_an_unknown_council_is_refused_with_those_near(self, client):
        answer = client.get("/national/ilacs/?list=Westshir")
        assert answer.status_code == 400
        assert "Westshire" in words(answer)

    def test_more_than_thirty_are_refused(self, client):
        answer = client.get("/national/ilacs/?" + "&".join(f"list=nowhere-{n}" for n in range(31)))
        assert answer.status_code == 400
        assert "takes at most 30 names, not 31: leave out 1." in words(answer)

    def test_the_group_has_one_address(self, client):
        answer = client.get("/national/ilacs/?list=Westshire%3B+northshire&region=")
        assert answer["Location"] == "/national/ilacs/?list=westshire&list=northshire"

    def test_its_day_is_that_of_the_path(self, client):
        address = "/national/ilacs/{}/?list=westshire"
        assert "0 of 1 council of this group" in words(client.get(address.format("2024-01-25")))
        assert "No grade of a council of this group" in words(client.get(address.format("2024-01-24")))


@pytest.mark.usefixtures("four")
class TestPartsOfEnglandAlone:
    def test_a_region_has_no_regions_and_no_totals_of_ofsted(self, client):
        answer = client.get("/national/ilacs.csv?table=totals&region=North+East")
        assert answer.status_code == 400
        assert "Known here: judgements, over-time." in words(answer)
        assert client.get("/national/ilacs.svg?chart=regions&region=North+East").status_code == 400

    def test_a_type_is_counted_region_by_region(self, client):
        rows = csv_rows(client.get("/national/ilacs.csv?table=regions&type=unitary"))
        assert [(row["region"], row["graded"], row["in_being"]) for row in rows] == [
            ("Unitary authority", "3", "4"),
            ("North East", "2", "2"),
            ("South West", "1", "2"),
        ]
        assert "region=North+East&type=unitary" in markup(client.get("/national/ilacs/?type=unitary")).replace(
            "&amp;", "&"
        )


@pytest.mark.usefixtures("four")
class TestLinks:
    def test_ranking_heatmap_and_map_of_the_same_councils_are_one_click_away(self, client):
        links = addresses(client.get("/national/ilacs/?region=North+East&council=northshire"))
        for page in ("ranking", "heatmap", "map"):
            assert f"/{page}/ilacs/?region=North+East&council=northshire" in links
            assert "/national/ilacs/?region=North+East&council=northshire" in addresses(
                client.get(f"/{page}/ilacs/?region=North+East&council=northshire")
            )

    def test_another_programme_keeps_the_group(self, client):
        answer = client.get("/national/?programme=sif&list=northshire&list=westshire")
        assert answer["Location"] == "/national/sif/?list=northshire&list=westshire"

    def test_all_councils_are_one_click_away(self, client):
        assert "/national/ilacs/" in addresses(client.get("/national/ilacs/?region=North+East"))

    def test_a_marked_council_has_its_grade_and_its_region(self, client):
        answer = client.get("/national/ilacs/?council=northshire")
        assert "Northshire is outstanding." in words(answer)
        assert "/national/ilacs/?region=North+East&council=northshire" in addresses(answer)
        outside = client.get("/national/ilacs/?region=South+West&council=northshire")
        assert "Northshire is not among the councils shown here." in words(outside)

    def test_the_form_keeps_the_group_and_the_judgement(self, client):
        html = markup(client.get("/national/ilacs/?list=northshire&judgement=whole.leaders"))
        fields = fields_of(html)
        assert fields["list"] == "Northshire"
        assert fields["judgement"] == "whole.leaders"


class TestThroughTime:
    @pytest.fixture
    def years(self):
        """Three councils: one graded in 2020, two in 2022, one of them again in 2024."""
        councils = [make_council(slug) for slug in ("first", "second", "third")]
        for council, year, grade in zip(
            [*councils, councils[0]],
            (2020, 2022, 2022, 2024),
            ("inadequate", "good", "requires_improvement", "outstanding"),
            strict=True,
        ):
            self.inspect(council, year, grade)
        self.inspect(make_council("other"), 2019, "inadequate")

    def inspect(self, council, year, grade):
        make_inspection(
            council, inspected_from=f"{year}-01-05", published_on=date(year, 2, 25), grades={OVERALL: grade}
        )

    LIST = "list=first&list=second&list=third"

    def test_the_picture_has_the_councils_by_grade_at_the_end_of_each_year(self, client, years):
        page = client.get(f"/national/ilacs/?{self.LIST}")
        assert "ILACS: 1 of 3 good or outstanding in March 2022, 2 of 3 in March 2026" in words(page)
        hero = fromstring(page.content).xpath("//*[contains(@class, 'stacks')]")[0]
        years = [one.text_content() for one in hero.xpath("*[contains(@class, 'year')]")]
        assert sorted(years) == ["2022", "2023", "2024", "2025", "2026"]

    def test_a_small_group_has_no_line_in_per_cent(self, client, years):
        svg = client.get(f"/national/ilacs.svg?chart=over-time&{self.LIST}").content.decode()
        assert "polyline" not in svg
        assert not re.search(r"\d%", svg)

    def test_the_file_has_every_quarter_with_the_number_at_each_grade(self, client, years):
        rows = csv_rows(client.get(f"/national/ilacs.csv?table=over-time&{self.LIST}"))
        assert rows[0]["day"] == "2020-03-31"
        last = rows[-1]
        found = [last[key] for key in ("outstanding", "good", "adequate", "requires_improvement", "inadequate")]
        assert found == ["1", "1", "", "1", "0"]
        assert (last["good_or_better"], last["graded"], last["in_being"]) == ("2", "3", "3")

    def test_a_programme_that_came_to_less_than_half_has_no_columns_but_its_numbers(self, client, years):
        make_inspection(
            Council.objects.get(slug="first"),
            framework="sif-2013",
            inspected_from="2015-01-05",
            published_on=date(2015, 3, 2),
            grades={OVERALL: "good"},
        )
        page = words(client.get(f"/national/ilacs/?{self.LIST}"))
        assert "Programmes under which fewer than half of the councils had a grade" in page
        assert re.search(r"SIF: as at \d+ \w+ \d{4} 1 of 1 council was good or outstanding\.", page), page

    def test_without_columns_the_picture_says_why(self, client):
        make_council("southshire")
        make_inspection(make_council("northshire"), grades={LEADERS: "good"})
        answer = client.get("/national/ilacs.svg?chart=over-time&list=northshire")
        assert answer.status_code == 404


@pytest.mark.usefixtures("real_data")
class TestRealData:
    @pytest.mark.parametrize(
        "query", ["region=North+East", FIVE, "neighbours-of=county-durham&set=2025-05", "type=unitary"]
    )
    @pytest.mark.parametrize("programme", ["ilacs", "slac"])
    def test_it_keeps_within_its_weight(self, client, programme, query):
        assert gzipped(client.get(f"/national/{programme}/?{query}")) <= 12 * KB

    def test_every_number_is_as_long_as_the_list_it_leads_to(self, client):
        html = client.get("/national/ilacs/?type=unitary").content.decode()
        found = re.findall(r'<a href="(/judgements/[^"]+grade=[^"]+)"(?: aria-label=")?>?(\d+)', html)
        assert len(found) > 30
        for address, number in found[::7]:
            listed = csv_rows(client.get(address.replace("&amp;", "&").replace("/?", ".csv?")))
            assert len(listed) == int(number), address

    def test_an_edition_shows_the_same(self, client):
        now = csv_rows(client.get(f"/national/ilacs.csv?{FIVE}"))
        then = csv_rows(client.get(f"/national/ilacs.csv?{FIVE}&edition=1"))
        assert [row["good_or_better"] for row in now] == [row["good_or_better"] for row in then]

    def test_the_region_of_a_file_is_that_of_england(self, client):
        england = {
            row["region"]: row["good_or_better"] for row in csv_rows(client.get("/national/ilacs.csv?table=regions"))
        }
        for region in ("London", "North East"):
            own = csv_rows(client.get(f"/national/ilacs.csv?region={region.replace(' ', '+')}"))
            found = next(row for row in own if row["judgement"] == OVERALL)
            assert found["good_or_better"] == england[region]

    def test_england_and_the_year_before_stand_in_its_table(self, client):
        heading, *rows = next(one for one in tables(client.get("/national/ilacs/?region=North+East")) if len(one) > 3)
        assert heading[-2:] == ["In England", "In a year, same councils"]
        assert rows[0][-2:] == ["In England 107 of 142 (75%)", "In a year 8 to 9 of 10"]
