"""The ranking as its readers see it."""

import json
from datetime import date

import pytest
from django.utils import timezone
from lxml.html import fromstring

from inspections import actions
from inspections.models import Council, NeighbourSet, StatisticalNeighbour
from inspections.statistics.standings import State
from inspections.wording.cautions import CAUTIONS
from inspections.wording.comparisons import (
    count_sentence,
    counts_sentence,
    dated_by_month_sentence,
    fair_mixture_sentence,
    frameworks_sentence,
    full_records_sentence,
    highest_sentence,
    not_ranked_words,
    place_sentence,
    provenance_sentence,
)
from inspections.wording.rankings import base_sentence, few_ranked_sentence, ranking_answer, short_place
from inspections.wording.results import STATES, state_words
from inspections.wording.words import capital
from tests.builders.expected import measure_of, not_ranked, place_against, place_of, ranking_of
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.forms import fields_of
from tests.builders.pages import address_of, addresses, gzipped, ids, markup, row_element, row_of, table, words
from tests.builders.rows import key_four

FOUR = ("whole.leaders", "whole.help_and_protection", "whole.children_in_care", "whole.care_leavers")


def four(outstanding: int) -> dict[str, str]:
    """Grades of the four judgements by which ILACS ranks, so many of them outstanding, the others good."""
    return {judgement: "outstanding" if n < outstanding else "good" for n, judgement in enumerate(FOUR)}


def inspected(slug: str, outstanding: int, *, published_on: date = date(2024, 1, 25), **council) -> Council:
    """A council with one ILACS inspection."""
    made = make_council(slug, **council)
    make_inspection(made, grades=four(outstanding), published_on=published_on)
    return made


def ranked(response) -> list[list[str]]:
    """The rows of the list itself."""
    return table(response, 0)


def strip_of(response) -> dict[str, str]:
    """Where the parts of the strip of counts lead, by their accessible names."""
    return {link.get("aria-label"): link.get("href") for link in fromstring(response.content).xpath("//svg//a")}


@pytest.mark.django_db
class TestRanks:
    def test_equal_counts_share_the_rank(self, client):
        for slug, outstanding in (("testshire", 4), ("sampleshire", 4), ("mockshire", 1)):
            inspected(slug, outstanding)
        rows = ranked(client.get("/ranking/ilacs/"))
        assert [row[:3] for row in rows[1:]] == [
            ["1=", "Sampleshire", "4 of 4"],
            ["1=", "Testshire", "4 of 4"],
            ["3", "Mockshire", "1 of 4"],
        ]

    def test_joint_is_said_in_words_for_the_marked_council(self, client):
        inspected("testshire", 4)
        inspected("sampleshire", 4)
        inspected("mockshire", 1)
        for number in range(7):
            inspected(f"council-{number}", 0)
        page = words(client.get("/ranking/ilacs/2024-06-01/?council=testshire"))
        assert place_sentence(place_of("testshire", ranking_of("ilacs", date(2024, 6, 1)))) in page

    def test_from_fewer_than_ten_councils_no_place_is_named(self, client):
        inspected("testshire", 4)
        inspected("sampleshire", 1)
        page = words(client.get("/ranking/ilacs/2024-06-01/?council=testshire"))
        assert "From fewer than ten councils no place is named." in page
        assert "highest" not in page.partition("Ranked by")[0].replace("highest count", "")

    def test_a_council_without_all_grades_is_listed_apart_with_the_reason(self, client):
        inspected("testshire", 2)
        make_inspection(make_council("sampleshire"), grades={"whole.leaders": "outstanding"})
        page = client.get("/ranking/ilacs/")
        assert [row[1] for row in ranked(page)[1:]] == ["Testshire"]
        assert "Not ranked: 1" in words(page)
        reason = not_ranked_words(not_ranked("sampleshire", ranking_of("ilacs")))
        assert f"{capital(reason)}: 1" in words(page)
        assert "/councils/sampleshire/" in addresses(page)

    def test_the_answer_says_how_many_have_every_grade_out_of_how_many(self, client):
        for slug, outstanding in (("testshire", 4), ("sampleshire", 4), ("mockshire", 1)):
            inspected(slug, outstanding)
        page = client.get("/ranking/ilacs/")
        assert ranking_answer(ranking_of("ilacs")).words in words(page)
        assert "Ranked: 3 of 3 councils" in words(page)
        assert address_of(page, "How it is counted *") == "#how"
        assert "how" in ids(page)

    def test_another_measure_counts_other_grades(self, client):
        inspected("testshire", 0)
        assert row_of(client.get("/ranking/ilacs/"), "Testshire")[2] == "0 of 4"
        assert row_of(client.get("/ranking/ilacs/?measure=four-good-or-better"), "Testshire")[2] == "4 of 4"

    def test_the_highest_count_is_a_sentence_to_quote_with_all_its_councils(self, client):
        for slug, outstanding in (("testshire", 4), ("sampleshire", 4), ("mockshire", 1)):
            inspected(slug, outstanding)
        for number in range(7):
            inspected(f"council-{number}", 0)
        page = words(client.get("/ranking/ilacs/2024-06-01/"))
        ranking = ranking_of("ilacs", date(2024, 6, 1))
        source = "Source: Ofsted’s reports; http://testserver/ranking/ilacs/2024-06-01/"
        assert f"{highest_sentence(ranking)} {full_records_sentence(ranking)} {source}" in page

    def test_every_count_leads_to_its_first_row(self, client):
        for slug, outstanding in (("testshire", 4), ("sampleshire", 4), ("mockshire", 1)):
            inspected(slug, outstanding)
        page = client.get("/ranking/ilacs/")
        assert strip_of(page) == {
            "2 councils with 4 of 4: go to the first": "#count-4",
            "1 council with 1 of 4: go to the first": "#count-1",
        }
        named = {name: row_element(page, name).get("id") for name in ("Sampleshire", "Testshire", "Mockshire")}
        assert named == {"Sampleshire": "count-4", "Testshire": None, "Mockshire": "count-1"}

    def test_counts_lead_to_the_ranks_from_rows_in_another_order(self, client):
        inspected("testshire", 4)
        page = client.get("/ranking/ilacs/?sort=council")
        assert list(strip_of(page).values()) == ["/ranking/ilacs/#count-4"]
        assert "count-4" not in ids(page)

    def test_regions_stand_in_the_order_of_the_share_with_the_highest_count(self, client):
        for number in range(6):
            inspected(f"north-{number}", 4 if number < 2 else 0, region="North East")
        for number in range(4):
            inspected(f"south-{number}", 4 if number < 3 else 1, region="South West")
        page = client.get("/ranking/ilacs/")
        assert table(page, 1)[1:] == [
            ["South West", "3", "0", "0", "1", "0", "4"],
            ["North East", "2", "0", "0", "0", "4", "6"],
        ]
        assert address_of(page, "North East") == "/ranking/ilacs/?region=North+East"

    def test_fewer_than_ten_councils_are_not_set_out_by_region(self, client):
        inspected("testshire", 4, region="North East")
        inspected("sampleshire", 4, region="South West")
        assert "Councils by region" not in words(client.get("/ranking/ilacs/"))

    def test_the_marked_councils_row_is_marked_and_led_to(self, client):
        inspected("testshire", 4)
        inspected("sampleshire", 1)
        page = client.get("/ranking/ilacs/?council=sampleshire")
        assert address_of(page, "Its row") == "#row"
        row = row_element(page, "Sampleshire")
        assert row.get("class") == "marked"
        assert row.xpath("th//@id") == ["row"]

    def test_a_marked_council_that_is_not_ranked_is_led_to_among_the_others(self, client):
        inspected("testshire", 4)
        make_council("sampleshire")
        page = client.get("/ranking/ilacs/?council=sampleshire")
        assert address_of(page, "Its row") == "#row"
        assert '<li id="row" class="marked"><a href="/councils/sampleshire/">' in markup(page)

    def test_the_marked_councils_place_comes_before_the_list_with_its_neighbours_and_region(self, client):
        centre = inspected("testshire", 4, region="London")
        neighbours = NeighbourSet.objects.create(code="2025-05", name="May 2025")
        StatisticalNeighbour.objects.create(
            neighbour_set=neighbours, council=centre, neighbour=inspected("sampleshire", 1), rank=1, closeness="close"
        )
        page = client.get("/ranking/ilacs/?council=testshire")
        place = short_place(place_of("testshire", ranking_of("ilacs")))
        assert f"Testshire {place}." in words(page).partition("Rank by")[0]
        assert address_of(page, "Its region") == "/ranking/ilacs/?region=London&council=testshire"
        assert address_of(page, "Its neighbours").startswith("/ranking/ilacs/?neighbours-of=testshire&set=2025-05")

    def test_the_field_for_the_marked_council_holds_its_name(self, client):
        inspected("testshire", 4)
        html = markup(client.get("/ranking/ilacs/?council=testshire&neighbours-of=testshire"))
        assert fields_of(html)["council"] == "Testshire"
        assert fields_of(html)["neighbours-of"] == "Testshire"

    def test_a_grade_is_said_in_words_to_a_screen_reader(self, client):
        inspected("testshire", 1)
        row = row_element(client.get("/ranking/ilacs/"), "Testshire")
        said = [(cell.text_content(), cell.get("aria-label")) for cell in row.xpath("td[@aria-label]")]
        assert said[:2] == [("O", "Outstanding"), ("G", "Good")]

    def test_the_table_sorts_by_the_address(self, client):
        inspected("testshire", 4, region="London")
        inspected("mockshire", 1, region="East Midlands")
        assert [row[1] for row in ranked(client.get("/ranking/ilacs/?sort=region"))[1:]] == ["Mockshire", "Testshire"]
        assert [row[1] for row in ranked(client.get("/ranking/ilacs/?sort=-region"))[1:]] == ["Testshire", "Mockshire"]


@pytest.mark.django_db
class TestChart:
    @pytest.fixture(autouse=True)
    def councils(self):
        for slug, outstanding in (("testshire", 4), ("sampleshire", 4), ("mockshire", 1)):
            inspected(slug, outstanding)

    def test_its_finding_gives_every_count_and_the_marked_councils(self, client):
        picture = client.get("/ranking/ilacs.svg?council=testshire").content.decode()
        assert f"{counts_sentence(ranking_of('ilacs'))} {count_sentence('Testshire', 4, 2)}" in picture

    def test_its_title_is_the_answer(self, client):
        picture = client.get("/ranking/ilacs.svg").content.decode()
        assert f"<title>ILACS: {ranking_answer(ranking_of('ilacs')).words}" in picture

    def test_its_picture_points_the_marked_council_out(self, client):
        assert "with Testshire" in client.get("/ranking/ilacs.svg?council=testshire").content.decode()
        assert "Testshire" not in client.get("/ranking/ilacs.svg").content.decode()

    def test_its_numbers_are_in_a_file(self, client):
        assert client.get("/ranking/ilacs.csv?table=counts").content.decode().splitlines()[1].startswith("4,4,2,3,")

    def test_there_is_none_where_no_council_is_ranked(self, client):
        assert strip_of(client.get("/ranking/ilacs/2020-01-01/")) == {}
        assert client.get("/ranking/ilacs/2020-01-01.svg").status_code == 404


@pytest.mark.django_db
class TestDay:
    def test_a_report_published_later_is_not_counted(self, client):
        inspected("testshire", 4, published_on=date(2024, 1, 25))
        page = words(client.get("/ranking/ilacs/2024-01-24/"))
        assert "As at 24 January 2024" in page
        assert "Ranked: 0 of 1 council" in page
        assert "Ranked: 1 of 1 council" in words(client.get("/ranking/ilacs/2024-01-25/"))

    def test_a_day_before_the_first_report_has_an_empty_ranking_that_says_so(self, client):
        inspected("testshire", 4)
        page = client.get("/ranking/slac/2009-04-01/")
        assert page.status_code == 200
        ranking = ranking_of("slac", date(2009, 4, 1))
        assert base_sentence(ranking) in words(page)
        assert ranking_answer(ranking).words in words(page)

    def test_the_page_without_a_day_is_as_at_today_and_links_to_its_day(self, client):
        make_council()
        today = timezone.localdate()
        assert f"/ranking/ilacs/{today}/" in addresses(client.get("/ranking/ilacs/"))

    def test_the_forms_day_becomes_part_of_the_path(self, client):
        make_council()
        answer = client.get("/ranking/slac/?as-at=2012-01-05&region=&measure=key-outstanding&council=Testshire")
        assert answer.status_code == 302
        assert answer.url == "/ranking/slac/2012-01-05/?measure=key-outstanding&council=testshire"

    def test_a_report_that_came_out_later_is_set_against_the_list(self, client):
        make_inspection(
            make_council("leadshire"),
            framework="slac-2010",
            inspected_from="2011-01-10",
            published_on=date(2011, 3, 1),
            grades=key_four("oogo"),
        )
        make_inspection(
            make_council("testshire"),
            framework="slac-2010",
            inspected_from="2011-11-28",
            published_on=date(2012, 1, 25),
            grades=key_four("oogo"),
        )
        page = words(client.get("/ranking/slac/2012-01-05/?council=testshire"))
        ranking = ranking_of("slac", date(2012, 1, 5))
        assert f"Testshire is not ranked: {not_ranked_words(not_ranked('testshire', ranking))}." in page
        assert "Set against this list: a report that came out later" in page
        assert place_sentence(place_against("testshire", ranking)) in page


@pytest.mark.django_db
class TestGroups:
    def test_a_region_is_ranked_within_itself_and_says_so(self, client):
        inspected("testshire", 4, region="London")
        inspected("mockshire", 1, region="East Midlands")
        page = client.get("/ranking/ilacs/?region=East+Midlands")
        assert [row[:2] for row in ranked(page)[1:]] == [["1", "Mockshire"]]
        assert "Ranks count within this group only." in words(page)
        assert ranking_answer(ranking_of("ilacs", among=["mockshire"])).words in words(page)
        assert "ILACS ranking: East Midlands" in words(page)

    def test_the_sentence_to_quote_names_the_group(self, client):
        inspected("testshire", 4, region="London")
        page = words(client.get("/ranking/ilacs/2024-06-01/?region=London&council=testshire"))
        ranking = ranking_of("ilacs", date(2024, 6, 1), among=["testshire"], group="in London")
        assert place_sentence(place_of("testshire", ranking)) in page

    def test_the_neighbours_of_a_council_are_ranked_with_it_and_the_set_is_named(self, client):
        centre, near, _far = inspected("testshire", 1), inspected("sampleshire", 2), inspected("mockshire", 4)
        found = NeighbourSet.objects.create(code="2025-05", name="May 2025")
        StatisticalNeighbour.objects.create(
            neighbour_set=found, council=centre, neighbour=near, rank=1, closeness="close"
        )
        page = client.get("/ranking/ilacs/?neighbours-of=testshire&set=2025-05")
        assert [row[1] for row in ranked(page)[1:]] == ["Sampleshire", "Testshire"]
        assert "Testshire and its statistical neighbours in the set of May 2025" in words(page)

    def test_a_marked_council_outside_the_group_is_said_to_be_outside(self, client):
        inspected("testshire", 4, region="London")
        page = words(client.get("/ranking/ilacs/2024-06-01/?region=East+Midlands&council=testshire"))
        assert "Testshire is not among the councils shown here." in page

    def test_a_marked_council_not_in_being_on_the_day_is_said_so(self, client):
        make_council("testshire", valid_from=date(2020, 4, 1))
        page = words(client.get("/ranking/ilacs/2019-06-01/?council=testshire"))
        assert "Testshire was not in being on 1 June 2019." in page


@pytest.mark.django_db
class TestHonesty:
    def test_mixed_frameworks_are_named_with_why_it_is_fair(self, client):
        for slug, framework, day in (
            ("testshire", "slac-2009", date(2010, 5, 4)),
            ("sampleshire", "slac-2010", date(2011, 5, 4)),
        ):
            make_inspection(
                make_council(slug),
                framework=framework,
                inspected_from=f"{day:%Y-%m}-01",
                published_on=day,
                grades=key_four("oogg"),
            )
        page = client.get("/ranking/slac/2012-01-05/")
        ranking = ranking_of("slac", date(2012, 1, 5))
        assert f"{frameworks_sentence(ranking)} {fair_mixture_sentence(ranking)}" in words(page)
        assert row_of(page, "Testshire")[-2:] == ["2009", "4 May 2010"]

    def test_a_grade_from_a_later_report_and_a_month_only_date_are_marked(self, client):
        made = make_inspection(
            make_council("testshire"),
            framework="slac-2010",
            inspected_from="2011-03",
            published_on=None,
            grades=key_four("oogg"),
        )
        made.grades.update(provenance="later_report")
        page = client.get("/ranking/slac/2012-01-05/")
        assert row_of(page, "Testshire")[3:7] == ["O†", "O†", "G†", "G†"]
        assert row_of(page, "Testshire")[-1] == "Mar 2011*"
        ranking = ranking_of("slac", date(2012, 1, 5))
        assert dated_by_month_sentence(ranking) in words(page)
        assert provenance_sentence(ranking) in words(page)

    def test_good_grades_are_said_to_be_no_guarantee(self, client):
        assert CAUTIONS["grade"] in words(client.get("/ranking/ilacs/"))

    @pytest.mark.parametrize("ending", ["/", ".csv", ".json"])
    def test_a_draft_is_nowhere_on_the_page_or_in_its_files(self, client, ending):
        make_inspection(make_council("testshire"), grades=four(4), published=False)
        answer = client.get(f"/ranking/ilacs/2024-06-01{ending}")
        assert answer.status_code == 200
        assert state_words(State.NO_REPORT_YET) in answer.content.decode().lower()
        assert b"2024-01-25" not in answer.content
        assert b"Jan 2024" not in answer.content

    def test_a_withdrawn_inspection_is_counted_no_more(self, client):
        made = make_inspection(make_council("testshire"), grades=four(4))
        assert "Ranked: 1 of 1 council" in words(client.get("/ranking/ilacs/"))
        actions.withdraw(made, by=make_user(), reason="Loaded by mistake.")
        assert "Ranked: 0 of 1 council" in words(client.get("/ranking/ilacs/"))


class TestRealData:
    @pytest.fixture(autouse=True)
    def everything(self, real_data, db):
        """All fixtures."""

    def test_slac_says_how_few_inspections_have_all_four_key_judgements(self, client):
        page = words(client.get("/ranking/slac/2012-01-05/?measure=key-outstanding"))
        ranking = ranking_of("slac", date(2012, 1, 5))
        assert (ranking.base, ranking.inspected, ranking.in_being) == (4, 73, 152)
        assert base_sentence(ranking) in page
        assert few_ranked_sentence(ranking) in page

    def test_neighbours_of_a_council_not_yet_in_being_are_said_to_be_those_of_a_council_not_counted(self, client):
        address = "/ranking/sif/2015-06-21/?neighbours-of=bournemouth-christchurch-and-poole&set=2025-05"
        page = words(client.get(address))
        assert "Bournemouth, Christchurch and Poole (in being from 1 April 2019, not counted here)" in page
        assert "bournemouth-christchurch-and-poole and its" not in page

    @pytest.mark.parametrize(
        ("address", "measure"),
        [
            ("slac/2012-01-05", "overall-outstanding"),
            ("ilacs/2019-12-31", "overall-outstanding"),
            ("ilacs", "four-outstanding"),
            ("cp-2012", "overall-outstanding"),
        ],
    )
    def test_councils_rank_by_the_count_that_most_have_on_record_unless_asked_otherwise(self, client, address, measure):
        page = client.get(f"/ranking/{address}/")
        code = address.partition("/")[0]
        assert f"{measure_of(code, measure).name}, as at" in words(page)
        assert f'value="{measure}" selected' in page.content.decode()

    def test_county_durham_is_set_against_the_list_of_5_january_2012(self, client):
        page = words(client.get("/ranking/slac/2012-01-05/?measure=key-outstanding&council=county-durham"))
        place = place_against("county-durham", ranking_of("slac", date(2012, 1, 5)), date(2012, 1, 25))
        assert (place.count, place.base, place.rank, place.counted) == (3, 4, 1, False)
        assert [council.name for council in place.level_with] == ["Lincolnshire"]
        assert place_sentence(place) in page

    @pytest.mark.parametrize("page", ["ranking", "heatmap"])
    def test_before_a_programmes_first_report_every_council_is_there_with_its_state(self, client, page):
        answer = client.get(f"/{page}/lac-2013/2013-07-31/")
        assert STATES[State.NOT_ON_RECORD] in words(answer).lower()
        file = json.loads(client.get(f"/{page}/lac-2013/2013-07-31.json").content)
        assert file["about"]["in_being"] == len(file["rows"]) == 152
        states = {row["looked_after.overall_effectiveness"] for row in file["rows"]}
        assert states == {STATES[State.NOT_ON_RECORD], STATES[State.NO_REPORT_YET]}

    @pytest.mark.parametrize("programme", ["slac", "cp-2012", "lac-2013", "sif", "ilacs"])
    def test_every_programme_takes_at_most_five_queries(self, client, django_assert_max_num_queries, programme):
        with django_assert_max_num_queries(5):
            assert client.get(f"/ranking/{programme}/").status_code == 200

    def test_the_ranking_of_all_councils_is_small(self, client):
        assert gzipped(client.get("/ranking/ilacs/")) <= 9.25 * 1024
