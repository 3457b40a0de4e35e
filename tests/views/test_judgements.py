"""The page of a judgement as its readers see it, and its files."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inspections.models import Council
from inspections.statistics.shares import shares
from inspections.statistics.standings import State
from inspections.wording.judgements import best_grade_finding
from inspections.wording.national import shares_sentence
from inspections.wording.results import PROVENANCE, STATES
from tests.builders.expected import councils_as_at
from tests.builders.factories import make_council, make_inspection
from tests.builders.forms import fields_of
from tests.builders.pages import addresses, csv_rows, gzipped, table, without_edition, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
LEAVERS = "whole.care_leavers"
PAGE = "/judgements/ilacs-2023/care_leavers/"
SAFE = "/judgements/slac-2010/staying_safe/"


@pytest.fixture
def three():
    """Outstanding in the North East, good and requiring improvement in the South West."""
    for slug, grade, region in (
        ("northshire", "outstanding", Council.Region.NORTH_EAST),
        ("westshire", "good", Council.Region.SOUTH_WEST),
        ("eastshire", "requires_improvement", Council.Region.SOUTH_WEST),
    ):
        make_inspection(make_council(slug, region=region), grades={LEAVERS: grade})


class TestAddresses:
    def test_a_code_that_two_services_have_is_said_with_its_service(self, client):
        answer = client.get("/judgements/slac-2010/overall_effectiveness/")
        assert answer.status_code == 404
        assert "SLAC 2010 has more than one judgement “overall_effectiveness”: say of which service." in words(answer)
        assert "/judgements/slac-2010/safeguarding.overall_effectiveness/" in addresses(answer)

    def test_each_judgement_has_one_address(self, client):
        answer = client.get("/judgements/ilacs-2023/whole.care_leavers/?grade=good")
        assert answer["Location"] == f"{PAGE}?grade=good"

    def test_a_forgotten_last_slash_is_no_ending(self, client):
        answer = client.get("/judgements/slac-2010/safeguarding.overall_effectiveness")
        assert answer["Location"] == "/judgements/slac-2010/safeguarding.overall_effectiveness/"

    def test_a_code_with_a_point_has_files_too(self, client):
        answer = client.get("/judgements/slac-2010/safeguarding.overall_effectiveness.csv")
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/csv")

    @pytest.mark.parametrize("address", ["/judgements/unknown/care_leavers/", "/judgements/ilacs-2023/unknown/"])
    def test_what_is_unknown_names_what_is_known(self, client, address):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "ilacs-2023" in answer.content.decode()


class TestCouncils:
    def test_the_best_grade_comes_first_and_those_without_one_last(self, client, three):
        make_council("farshire")
        rows = table(client.get(PAGE))[1:]
        assert rows[0][:5] == ["O Outstanding 1 of 3", "Northshire", "North East", "ILACS 2023", "25 Jan 2024"]
        assert [row[:2] for row in rows[1:4]] == [
            ["G Good 1 of 3", "Westshire"],
            ["R Requires improvement 1 of 3", "Eastshire"],
            ["I Inadequate 0 of 3", "None"],
        ]
        assert rows[4][:2] == ["No grade", f"Farshire {STATES[State.NO_REPORT_YET]}"]

    def test_how_many_are_outstanding_is_the_title_of_the_list(self, client, three):
        assert best_grade_finding(shares(councils_as_at("ilacs"), LEAVERS).shares[0]) in words(client.get(PAGE))

    def test_outstanding_in_one_region(self, client, three):
        answer = client.get(f"{PAGE}?region=North+East&grade=outstanding")
        assert "1 of 1 council in the North East graded outstanding" in words(answer)
        assert [row[1] for row in table(answer)[1:]] == ["Northshire"]
        none = client.get(f"{PAGE}?region=South+West&grade=outstanding")
        assert "0 of 2 councils in the South West graded outstanding" in words(none)
        assert table(none)[1:] == []

    def test_a_number_has_its_base(self, client, three):
        found = shares(councils_as_at("ilacs"), LEAVERS)
        assert (found.good_or_better, found.base) == (2, 3)
        page = words(client.get(PAGE))
        assert shares_sentence(found, " in England") in page
        assert f"As at 1 September 2026, {shares_sentence(found, ' in England', 'care leavers')}." in page

    def test_a_day_shows_what_had_been_published_by_then(self, client, three):
        answer = client.get(f"{PAGE}?as-at=2024-01-24")
        found = shares(councils_as_at("ilacs", date(2024, 1, 24)), LEAVERS)
        assert f"As at 24 January 2024, {shares_sentence(found, ' in England', 'care leavers')}." in words(answer)
        assert f"3 councils: {STATES[State.NO_REPORT_YET]}." in words(answer)

    def test_a_grade_that_is_not_from_the_report_says_so(self, client):
        make_inspection(
            framework="slac-2010",
            inspected_from="2011-06",
            published_on=None,
            grades={"looked_after.staying_safe": "good"},
        ).grades.update(provenance="later_report")
        assert table(client.get(SAFE))[2][1] == f"Testshire {PROVENANCE['later_report']}"

    @pytest.mark.parametrize("query", ["grade=adequate", "region=Atlantis", "neighbours-of=Nowhere", "set=1"])
    def test_a_filter_that_does_not_exist_is_refused(self, client, query):
        assert client.get(f"{PAGE}?{query}").status_code == 400


class TestComparisons:
    def test_what_compares_is_said_with_the_reason(self, client):
        rows = {tuple(row[1:3]): row[3] for row in table(client.get("/judgements/ilacs-2026/care_leavers/"), 2)}
        assert rows["ILACS 2023", "Yes: the same thing"] == "Same name, same scale."
        assert rows["ILACS 2018", "In part only"].startswith("The earlier judgement covered children in care")
        assert ("SIF", "No") in rows

    def test_a_grade_under_another_version_counts_where_it_was_the_same_thing(self, client):
        make_inspection(make_council("northshire"), grades={LEAVERS: "good"})
        later = {"framework": "ilacs-2026", "inspected_from": "2026-05-05", "published_on": date(2026, 6, 20)}
        make_inspection(make_council("westshire"), grades={LEAVERS: "good"}, **later)
        answer = words(client.get("/judgements/ilacs-2026/care_leavers/"))
        assert "2 of 2 councils in England are good or outstanding" in answer
        assert "Grades under ILACS 2023 and ILACS 2026 are counted together" in answer

    def test_the_same_name_for_another_thing_is_not_counted(self, client):
        grades = {"safeguarding.leadership_and_management": "good"}
        make_inspection(
            framework="slac-2009", inspected_from="2010-02-01", published_on=date(2010, 3, 1), grades=grades
        )
        old, new = (f"/judgements/slac-{year}/safeguarding.leadership_and_management/" for year in (2009, 2010))
        assert "1 of 1 council in England is good or outstanding" in words(client.get(old))
        assert "No council in England has a grade on record" in words(client.get(new))


class TestCouncil:
    """A council is marked, and set against a group that the form names in one field."""

    def asked(self, client, **query):
        return client.get("/judgements/", {"judgement": "ilacs-2023/care_leavers", **query}, follow=True)

    def form_of(self, page):
        """What its form sends if nothing is changed."""
        return fields_of(re.search(r'<form class="controls tight.*?</form>', page.content.decode(), re.DOTALL)[0])

    def test_its_region_is_the_group(self, client, three):
        answer = self.asked(client, council="Westshire", among="its-region")
        assert answer.redirect_chain[-1][0] == f"{PAGE}?council=westshire&region=South+West"
        assert "Westshire is good; the one other council in the South West requires improvement" in words(answer)

    def test_another_region_is_a_group_too(self, client, three):
        answer = self.asked(client, council="Westshire", among="North East")
        assert "Westshire is good; the one other council in the North East is outstanding" in words(answer)
        assert 'class="marked"' not in answer.content.decode()

    def test_all_of_england_is_a_group(self, client, three):
        answer = self.asked(client, council="Westshire", among="england")
        assert answer.redirect_chain[-1][0] == f"{PAGE}?council=westshire"
        assert "Westshire is good; of the two other councils none is, one is outstanding and one requires" in words(
            answer
        )

    def test_the_field_keeps_the_name_that_was_typed(self, client, three):
        answer = self.asked(client, council="Westshire", among="its-region")
        assert 'name="council" value="Westshire"' in " ".join(answer.content.decode().split())

    @pytest.mark.parametrize("among", ["neighbours", "its-region"])
    def test_without_a_council_all_are_shown(self, client, three, among):
        assert self.asked(client, among=among).redirect_chain[-1][0] == PAGE

    def test_an_own_list_is_a_group_that_the_form_takes(self, client, three):
        address = f"{PAGE}?list=northshire&list=eastshire"
        answer = client.get(address)
        assert "1 of 2 councils in a list of 2 councils is good or outstanding" in words(answer)
        assert {row["council"] for row in csv_rows(client.get(address.replace("/?", ".csv?")))} == {
            "northshire",
            "eastshire",
        }
        typed = self.asked(client, among="england", list="northshire;eastshire", council="northshire")
        assert typed.redirect_chain[-1][0] == f"{PAGE}?council=northshire&list=northshire&list=eastshire"
        assert self.form_of(typed)["list"] == "Northshire; Eastshire"
        assert "More: in use" in words(typed)

    def test_a_region_narrows_a_list_and_a_type(self, client, three):
        Council.objects.filter(slug="westshire").update(type=Council.Type.LONDON_BOROUGH)
        listed = self.asked(client, among="South West", list="eastshire;northshire")
        assert listed.redirect_chain[-1][0] == f"{PAGE}?region=South+West&list=eastshire&list=northshire"
        typed = self.asked(client, among="South West", type="london_borough")
        address = f"{PAGE}?region=South+West&type=london_borough"
        assert typed.redirect_chain[-1][0] == address
        assert [row["council"] for row in csv_rows(client.get(address.replace("/?", ".csv?")))] == ["westshire"]
        assert "Care leavers: South West; London borough" in words(typed)

    def test_what_the_form_was_asked_for_it_asks_for_again(self, client, three):
        for query in ("type=unitary", "list=northshire", "region=South+West&type=county", "grade=good&list=eastshire"):
            form = self.form_of(client.get(f"{PAGE}?{query}"))
            assert self.asked(client, **form).redirect_chain[-1][0] == f"{PAGE}?{query}"

    def test_a_group_without_councils_says_so(self, client, three):
        assert "No council is in this group on" in words(client.get(f"{PAGE}?region=London"))
        assert "No council is in this group on" not in words(client.get(f"{PAGE}?region=South+West&grade=inadequate"))

    def test_neighbours_within_a_region_stay_in_the_form(self, client, three):
        address = f"{PAGE}?region=London&neighbours-of=westshire"
        page = client.get(address)
        assert "London; Westshire and its statistical neighbours" in words(page)
        assert self.asked(client, **self.form_of(page)).redirect_chain[-1][0] == address

    def test_an_unknown_judgement_names_those_that_are_known(self, client):
        answer = client.get("/judgements/?judgement=ilacs-2023/unknown")
        assert answer.status_code == 404
        assert PAGE in addresses(answer)


@pytest.mark.usefixtures("real_data")
class TestRealData:
    def test_neighbours_of_a_council_on_care_leavers(self, client):
        asked = {"judgement": "ilacs-2026/care_leavers", "council": "durham", "among": "neighbours"}
        answer = client.get("/judgements/", asked, follow=True)
        address = answer.redirect_chain[-1][0]
        assert address.partition("&")[0] == "/judgements/ilacs-2026/care_leavers/?neighbours-of=county-durham"
        assert (
            "County Durham is outstanding; of its ten neighbours two are, five are good, two require improvement and "
            "one is inadequate"
        ) in words(answer)
        assert "Outstanding too: Darlington and South Tyneside" in words(answer)
        assert '<tr class="marked" id="row">' in answer.content.decode()
        assert len(table(answer)) == 12
        assert "47 of 151, 31%" in words(answer)

    @pytest.mark.parametrize("narrowed", ["type=unitary", "region=North+East", "list=county-durham&list=darlington"])
    def test_some_of_its_neighbours_are_not_called_its_neighbours(self, client, narrowed):
        page = words(client.get(f"{PAGE}?{narrowed}&neighbours-of=county-durham", follow=True))
        assert "County Durham is outstanding" in page
        assert "other councils in" in page or "one other council in" in page
        assert "of its" not in page
        assert "County Durham and its neighbours" not in page

    def test_its_list_is_the_heatmaps_column(self, client):
        listed = {row["council"]: row["whole.care_leavers"] for row in csv_rows(client.get(PAGE.rstrip("/") + ".csv"))}
        shown = {row["council"]: row["whole.care_leavers"] for row in csv_rows(client.get("/heatmap/ilacs.csv"))}
        assert listed == shown

    @pytest.mark.parametrize("address", [PAGE, SAFE, "/judgements/sif-2013/adoption/?region=London"])
    def test_it_keeps_within_its_budget(self, client, address):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert len(queries) <= 6
        assert gzipped(answer) <= 10.25 * 1024

    def test_an_edition_shows_the_same(self, client):
        now, then = (client.get(f"/judgements/sif-2013/adoption.csv{query}") for query in ("", "?edition=1"))
        assert without_edition(then.content.decode()) == without_edition(now.content.decode())
