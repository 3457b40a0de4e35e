"""The list of councils and the page of one, as their readers see them."""

from datetime import date

import pytest

from dashboard.tables.councils import NO_INSPECTION
from inspections.models import Council, CouncilAlias, NeighbourSet, StatisticalNeighbour
from inspections.statistics.standings import State
from inspections.wording.comparisons import measure_words, place_sentence
from inspections.wording.results import STATES
from tests.builders.expected import measure_of, place_of, ranking_of
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import address_of, addresses, letters_of, row_of, table, words

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("today")]

OVERALL = "whole.overall_effectiveness"


def listed(response, number=0) -> list[str]:
    """The councils of the list in its order."""
    return [row[0] for row in table(response, number)[1:]]


@pytest.mark.django_db
class TestSearch:
    @pytest.fixture(autouse=True)
    def councils(self):
        testshire = make_council("testshire")
        CouncilAlias.objects.create(council=testshire, name="Royal County of Testshire")
        make_council("east-sample", short_name="Sample & Mockton", region=Council.Region.LONDON)
        make_council("saint-elfs", short_name="St Élf’s", type=Council.Type.UNITARY)

    @pytest.mark.parametrize("q", ["royal", "ROYAL COUNTY", "tests county"])
    def test_search_by_part_of_an_alias_finds_the_council(self, client, q):
        assert listed(client.get("/councils/", {"q": q})) == ["Testshire"]

    def test_a_misspelt_name_is_answered_with_names_near_to_it(self, client):
        said = words(client.get("/councils/?q=Testhsire"))
        assert "No council fits. Did you mean Testshire?" in said

    def test_a_name_near_to_none_is_answered_without_names(self, client):
        assert "Did you mean" not in words(client.get("/councils/?q=Qqqq"))

    def test_what_no_keyboard_types_is_left_out(self, client):
        assert "named like" not in words(client.get("/councils/", {"q": "\0"}))

    @pytest.mark.parametrize("q", ["sample and mock", "Sample & Mock"])
    def test_ampersand_and_and_are_the_same(self, client, q):
        assert listed(client.get("/councils/", {"q": q})) == ["Sample & Mockton"]

    def test_accents_and_apostrophes_do_not_matter(self, client):
        assert listed(client.get("/councils/", {"q": "elf"})) == ["St Élf’s"]
        assert client.get("/councils/", {"q": "st elfs"})["Location"] == "/councils/saint-elfs/"

    def test_a_name_that_one_council_bears_leads_to_it(self, client):
        assert client.get("/councils/", {"q": "royal county of testshire"})["Location"] == "/councils/testshire/"

    def test_a_name_of_an_abolished_council_alone_leads_to_it(self, client):
        make_council("old-shire", short_name="Oldshire", valid_to=date(2019, 3, 31))
        assert client.get("/councils/", {"q": "Oldshire"})["Location"] == "/councils/old-shire/"

    def test_a_name_of_an_abolished_council_and_a_part_of_others_offers_all_of_them(self, client):
        make_council("old-shire", short_name="Oldshire", valid_to=date(2019, 3, 31))
        make_council("north-oldshire", short_name="North Oldshire", valid_from=date(2019, 4, 1))
        page = client.get("/councils/", {"q": "oldshire"})
        assert listed(page) == ["North Oldshire"]
        assert "Oldshire (to 2019) existed until 31 March 2019." in words(page)

    def test_a_shared_name_leads_to_the_council_of_the_day(self, client):
        make_council("old-shire", short_name="Oldshire", valid_to=date(2019, 3, 31))
        make_council("oldshire", short_name="Oldshire", valid_from=date(2019, 4, 1))
        assert client.get("/councils/", {"q": "Oldshire"})["Location"] == "/councils/oldshire/"
        answer = client.get("/councils/", {"q": "Oldshire", "as-at": "2012-01-05"})
        assert answer["Location"] == "/councils/old-shire/?as-at=2012-01-05"

    def test_a_name_with_a_filter_stays_on_the_list(self, client):
        assert client.get("/councils/", {"q": "testshire", "type": "county"}).status_code == 200

    def test_how_many_are_shown_of_how_many_is_said(self, client):
        assert "1 of today’s 3 councils: in London, with their latest grades" in words(
            client.get("/councils/", {"region": "London"})
        )

    def test_nothing_found_says_what_to_do(self, client):
        page = words(client.get("/councils/", {"q": "nowhere"}))
        assert "0 of today’s 3 councils: named like “nowhere”" in page
        assert "Try fewer letters of the name" in page

    def test_nothing_found_offers_the_same_search_among_abolished_councils(self, client):
        make_council("old-shire", valid_to=date(2019, 3, 31))
        page = client.get("/councils/", {"q": "old"}).content.decode()
        assert "/councils/?q=old&abolished=1" in addresses(page)

    def test_the_form_keeps_what_was_asked_for(self, client):
        page = client.get("/councils/", {"q": "<b>", "region": "London"}).content.decode()
        assert 'value="&lt;b&gt;"' in page
        assert "<option selected>London</option>" in page

    @pytest.mark.parametrize(
        ("name", "value", "known"),
        [
            ("region", "Atlantis", "East Midlands"),
            ("type", "hamlet", "london_borough"),
            ("grade", "superb", "requires_improvement"),
            ("sort", "points", "-published"),
            ("abolished", "yes", "1"),
        ],
    )
    def test_an_unknown_value_is_refused_and_the_known_ones_named(self, client, name, value, known):
        response = client.get("/councils/", {name: value})
        assert response.status_code == 400
        assert f"There is no {name} “{value}”." in words(response)
        assert known in words(response)


@pytest.mark.django_db
class TestList:
    def test_latest_grades_as_letters_and_their_date(self, client):
        grades = {OVERALL: "requires_improvement", "whole.leaders": "good"}
        make_inspection(published_on=date(2024, 1, 25), grades=grades)
        page = client.get("/councils/")
        assert row_of(page, "Testshire") == [
            "Testshire",
            *"RG???",
            "25 Jan 2024",
            "ILACS 2023",
            "South East",
            "County council",
        ]
        assert ("R", "r", "Requires improvement") in letters_of(page, "Testshire")
        assert address_of(page, "25 Jan 2024") == "/councils/testshire/2024-01-25/"

    def test_a_report_without_an_overall_grade_shows_the_others(self, client):
        new = {"framework": "ilacs-2026", "inspected_from": "2026-05-05", "published_on": date(2026, 6, 20)}
        make_inspection(make_council("testshire"), grades={"whole.leaders": "good"}, **new)
        page = client.get("/councils/")
        assert letters_of(page, "Testshire")[:2] == [("×", "x", STATES[State.NO_OVERALL]), ("G", "g", "Good")]
        assert f"× {STATES[State.NO_OVERALL]}." in words(page)

    def test_a_framework_of_two_services_shows_each_under_its_theme(self, client):
        grades = {"safeguarding.overall_effectiveness": "adequate", "looked_after.overall_effectiveness": "good"}
        make_inspection(framework="slac-2010", inspected_from="2011-06", published_on=None, grades=grades)
        row = table(client.get("/councils/"))[1]
        assert (row[1], row[3], row[4]) == ("–", "A", "G")
        assert row[6:8] == ["Jun 2011*", "SLAC 2010"]

    def test_a_council_without_an_inspection_says_so_across_its_row(self, client):
        make_council()
        assert row_of(client.get("/councils/"), "Testshire")[1] == NO_INSPECTION

    def test_filter_by_grade(self, client):
        make_inspection(make_council("testshire"), grades={OVERALL: "good"})
        make_inspection(make_council("sampleshire"), grades={OVERALL: "inadequate"})
        make_council("mockshire")
        assert listed(client.get("/councils/?grade=inadequate")) == ["Sampleshire"]

    def test_filter_by_no_overall_judgement(self, client):
        make_inspection(make_council("testshire"), grades={OVERALL: "good"})
        new = {"framework": "ilacs-2026", "inspected_from": "2026-05-05", "published_on": date(2026, 6, 20)}
        make_inspection(make_council("sampleshire"), grades={"whole.leaders": "good"}, **new)
        assert listed(client.get("/councils/?grade=no-overall")) == ["Sampleshire"]

    def test_sorting_by_date_turns_round_with_a_minus(self, client):
        make_inspection(make_council("early"), published_on=date(2023, 12, 25))
        make_inspection(make_council("late"), published_on=date(2025, 1, 25))
        assert listed(client.get("/councils/?sort=published")) == ["Early", "Late"]
        assert listed(client.get("/councils/?sort=-published")) == ["Late", "Early"]

    def test_the_first_click_on_published_shows_the_newest_first(self, client):
        make_inspection()
        assert address_of(client.get("/councils/"), "Published") == "?sort=-published"
        assert address_of(client.get("/councils/?sort=-published"), "Published") == "?sort=published"

    def test_sorting_keeps_the_filters(self, client):
        make_council("testshire", region=Council.Region.LONDON)
        heading = address_of(client.get("/councils/?region=London&sort=-published"), "Published")
        assert heading == "?region=London&sort=published"

    def test_sorting_holds_councils_without_an_inspection(self, client):
        make_council("nothing")
        make_inspection(make_council("something"))
        assert set(listed(client.get("/councils/?sort=-published"))) == {"Nothing", "Something"}
        assert listed(client.get("/councils/?sort=overall")) == ["Something", "Nothing"]

    def test_the_sorted_column_says_so(self, client):
        make_council()
        assert 'aria-sort="descending"' in client.get("/councils/?sort=-region").content.decode()

    def test_abolished_councils_only_where_asked_for(self, client):
        make_council("testshire")
        make_council("old-shire", valid_to=date(2019, 3, 31))
        assert listed(client.get("/councils/")) == ["Testshire"]
        assert listed(client.get("/councils/?abolished=1")) == ["Old Shire (to 2019)", "Testshire"]


@pytest.mark.django_db
class TestCouncil:
    def test_a_council_without_inspections_says_so_without_saying_there_was_none(self, client):
        make_council()
        page = words(client.get("/councils/testshire/"))
        assert "No inspection of Testshire is on record here. That does not mean that there was none" in page

    def test_a_new_framework_is_marked_on_the_time_line(self, client):
        council = make_council()
        make_inspection(council, framework="sif-2013", inspected_from="2015-01-12", published_on=date(2015, 3, 2))
        make_inspection(council)
        page = words(client.get("/councils/testshire/"))
        assert "New framework, ILACS 2023 after SIF: not directly comparable" in page

    def test_a_new_version_is_another_mark(self, client):
        council = make_council()
        make_inspection(council, framework="ilacs-2018", inspected_from="2019-01-12", published_on=date(2019, 3, 2))
        make_inspection(council)
        page = words(client.get("/councils/testshire/"))
        assert "New version, ILACS 2023 after ILACS 2018: some judgements differ" in page
        assert "not directly comparable" not in page

    def test_its_place_is_said_in_england_and_in_its_region(self, client):
        four = ("leaders", "help_and_protection", "children_in_care", "care_leavers")
        grades = {f"whole.{code}": "outstanding" for code in four}
        make_inspection(make_council("testshire"), grades=grades)
        make_inspection(make_council("sampleshire", region=Council.Region.LONDON), grades=grades)
        lower = grades | {"whole.leaders": "good"}
        for number in range(8):
            make_inspection(make_council(f"mockshire-{number}"), grades=lower)
        page = words(client.get("/councils/testshire/"))
        assert place_sentence(place_of("testshire", ranking_of("ilacs"))) in page
        assert measure_words(4, measure_of("ilacs", "four-good-or-better")) in page
        region = page.partition("In its region, the South East")[2]
        assert "From fewer than ten councils no place is named. Testshire is one of the 9." in region

    def test_history_stays_with_the_council_that_was_inspected(self, client):
        old, new = make_council("old-shire", valid_to=date(2019, 3, 31)), make_council("new-shire")
        old.successors.add(new)
        make_inspection(old, framework="sif-2013", inspected_from="2015-01-12", published_on=date(2015, 3, 2))
        page = words(client.get("/councils/new-shire/"))
        assert "Before it came Old Shire (to 2019)" in page
        assert "2 March 2015" not in page

    def test_the_same_area_shows_through_with_a_mark(self, client):
        new = make_council("new-shire")
        old = make_council("old-shire", valid_to=date(2019, 3, 31), same_area_as=new)
        old.successors.add(new)
        make_inspection(old, framework="sif-2013", inspected_from="2015-01-12", published_on=date(2015, 3, 2))
        assert (
            "No inspection of its own yet. The grades below are of Old Shire (to 2019), whose area was the same."
            in words(client.get("/councils/new-shire/"))
        )

    def test_an_abolished_council_has_no_place_today(self, client):
        make_inspection(
            make_council("old-shire", valid_to=date(2019, 3, 31)),
            framework="sif-2013",
            inspected_from="2015-01-12",
            published_on=date(2015, 3, 2),
        )
        page = words(client.get("/councils/old-shire/"))
        assert "This council was abolished on 31 March 2019." in page
        assert "a dot is a council" not in page

    def test_neighbours_of_both_sets_are_named_with_grade_and_date(self, client):
        testshire, sampleshire = make_council("testshire"), make_council("sampleshire")
        make_inspection(sampleshire, published_on=date(2024, 1, 25), grades={OVERALL: "good"})
        for code, name in (("2021-04", "April 2021"), ("2025-05", "May 2025")):
            found = NeighbourSet.objects.create(code=code, name=name)
            StatisticalNeighbour.objects.create(
                neighbour_set=found, council=testshire, neighbour=sampleshire, rank=1, closeness="close"
            )
        response = client.get("/councils/testshire/")
        assert row_of(response, "Sampleshire") == ["Sampleshire", "G", "25 Jan 2024", "Close"]
        assert "Closest first, set of May 2025" in words(response)
        assert "Neighbours, set of April 2021" in words(response)

    def test_a_neighbour_never_inspected_is_said_to_be_so(self, client):
        testshire, sampleshire = make_council("testshire"), make_council("sampleshire")
        make_inspection(testshire)
        StatisticalNeighbour.objects.create(
            neighbour_set=NeighbourSet.objects.create(code="2025-05", name="May 2025"),
            council=testshire,
            neighbour=sampleshire,
            rank=1,
            closeness="close",
        )
        row = row_of(client.get("/councils/testshire/"), "Sampleshire")
        assert row == ["Sampleshire", STATES[State.NO_REPORT_YET], "Close"]
