"""The national page as its readers see it, and its files."""

import re
from dataclasses import astuple
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

from inspections.models import Council
from inspections.record.control_totals import reports_of_the_cabinet_paper
from inspections.record.current import CurrentRecord
from inspections.statistics.shares import shares
from inspections.statistics.standings import State
from inspections.wording.national import highest_and_lowest, reports_by_day_sentence
from inspections.wording.results import STATES
from tests.builders.expected import councils_as_at
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import addresses, csv_rows, gzipped, table, tables, without_edition, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
OVERALL = "whole.overall_effectiveness"
KB = 1024


def make_councils(grades: str, region: str = Council.Region.NORTH_EAST, **fields) -> None:
    """A council for each letter, inspected with that grade overall."""
    names = {"o": "outstanding", "g": "good", "r": "requires_improvement", "i": "inadequate"}
    begin = Council.objects.count()
    for n, letter in enumerate(grades, start=begin):
        council = make_council(f"testshire-{n}", region=region)
        make_inspection(council, grades={OVERALL: names[letter]}, **fields)


class TestJudgements:
    def test_each_number_has_its_base_and_its_list(self, client):
        make_councils("ooggggggri")
        answer = client.get("/national/ilacs/")
        assert table(answer)[1][2:4] == ["Graded 10", "Good or outstanding 8 of 10 (80%)"]
        parts = fromstring(answer.content).xpath("//*[name()='svg'][@role='group']/*[name()='a']/@aria-label")
        assert parts == ["2 outstanding", "6 good", "1 requires improvement", "1 inadequate"]
        html = answer.content.decode()
        for grade in ("outstanding", "good", "inadequate", "graded", "good-or-better"):
            assert f"/judgements/ilacs-2023/overall_effectiveness/?grade={grade}" in addresses(html)

    def test_no_share_and_no_bar_for_fewer_than_ten(self, client):
        make_councils("oog")
        answer = client.get("/national/ilacs/")
        assert "3 of 3" in words(answer)
        assert "100%" not in words(answer)
        assert "1 judgement on which fewer than ten councils’ grades are on record" in words(answer)
        assert "svg?chart=grades" not in answer.content.decode()

    def test_councils_without_the_judgement_are_counted_apart_with_the_reason(self, client):
        make_councils("oogggggggg")
        make_inspection(
            make_council("sampleshire"),
            framework="ilacs-2026",
            inspected_from="2026-05-05",
            published_on=date(2026, 6, 20),
            grades={"whole.leaders": "good"},
        )
        assert f"The other council: {STATES[State.NO_OVERALL]}." in words(client.get("/national/ilacs/"))

    def test_without_any_record_it_says_so(self, client):
        make_council()
        answer = words(client.get("/national/ilacs/"))
        assert "No grade under this programme is on record here as at 1 September 2026." in answer
        assert "No overall grade is on record by this day." in answer


class TestRegions:
    def test_a_region_counts_its_own_councils(self, client):
        make_councils("oooooooooo", Council.Region.NORTH_EAST)
        make_councils("rrrrrrrrrg", Council.Region.SOUTH_WEST)
        answer = client.get("/national/ilacs/")
        found = {row[0]: row[-1] for rows in tables(answer) for row in rows}
        assert found["North East"] == "Good or outstanding 10 of 10 (100%)"
        assert found["South West"] == "Good or outstanding 1 of 10 (10%)"
        assert found["London"] == "Good or outstanding –"
        text = words(answer)
        regions = []
        for region in ("North East", "South West", "London"):
            slugs = list(Council.objects.filter(region=region).values_list("slug", flat=True))
            regions.append(
                (
                    f"the {region}" if region != "London" else region,
                    shares(councils_as_at("ilacs", among=slugs), OVERALL),
                )
            )
        assert highest_and_lowest(regions) in text

    def test_another_judgement_can_be_chosen(self, client):
        make_inspection(grades={"whole.care_leavers": "good"})
        answer = words(client.get("/national/ilacs/?judgement=whole.care_leavers"))
        assert "In England, 1 of 1 council is graded good or outstanding for care leavers." in answer

    def test_an_unknown_judgement_is_refused_with_those_that_are_known(self, client):
        answer = client.get("/national/ilacs/?judgement=whole.wealth")
        assert answer.status_code == 400
        assert "Known here: whole.overall_effectiveness, " in words(answer)

    def test_two_things_of_one_name_have_two_addresses(self, client):
        grades = {"safeguarding.leadership_and_management": "good"}
        make_inspection(
            framework="slac-2009", inspected_from="2010-02-01", published_on=date(2010, 3, 1), grades=grades
        )
        old = "/national/slac.csv?table=regions&judgement=slac-2009.safeguarding.leadership_and_management"
        assert csv_rows(client.get(old))[0]["graded"] == "1"
        new = "/national/slac.csv?table=regions&judgement=safeguarding.leadership_and_management"
        assert csv_rows(client.get(new))[0]["graded"] == "0"


class TestDays:
    def test_a_day_shows_what_had_been_published_by_then(self, client):
        make_inspection(published_on=date(2024, 1, 25))
        assert "Graded 1" in words(client.get("/national/ilacs/2024-01-25/"))
        assert "No grade under this programme" in words(client.get("/national/ilacs/2024-01-24/"))

    def test_lists_and_other_views_are_of_the_same_day(self, client):
        make_inspection(published_on=date(2024, 1, 25))
        html = client.get("/national/ilacs/2024-02-01/").content.decode()
        assert "/judgements/ilacs-2023/overall_effectiveness/?as-at=2024-02-01&amp;grade=good" in html
        assert "/ranking/ilacs/2024-02-01/" in addresses(html)

    def test_the_forms_day_becomes_the_paths(self, client):
        answer = client.get("/national/ilacs/?as-at=2024-02-01&judgement=whole.overall_effectiveness")
        assert answer["Location"] == "/national/ilacs/2024-02-01/"

    def test_days_of_change_lead_on(self, client):
        make_inspection(published_on=date(2024, 1, 25))
        assert "/national/ilacs/2024-01-25/" in addresses(client.get("/national/ilacs/"))

    @pytest.mark.parametrize("day", ["2031-01-01", "2024-13-01", "soon"])
    def test_a_day_that_is_none_or_has_not_come_is_not_found(self, client, day):
        answer = client.get(f"/national/ilacs/{day}/")
        assert answer.status_code == 404
        assert "since 2018, as at today" in words(answer)

    def test_an_unknown_programme_names_those_there_are(self, client):
        answer = client.get("/national/unknown/")
        assert answer.status_code == 404
        assert "/national/sif/" in addresses(answer)


@pytest.mark.usefixtures("real_data")
class TestRealData:
    def test_every_number_is_as_long_as_the_list_it_leads_to(self, client):
        html = client.get("/national/ilacs/").content.decode()
        found = re.findall(r'<a href="(/judgements/[^"]+grade=[^"]+)"(?: aria-label=")?>?(\d+)', html)
        assert len(found) > 60
        for address, number in found[::7]:
            listed = csv_rows(client.get(address.replace("&amp;", "&").replace("/?", ".csv?")))
            assert len(listed) == int(number), address

    def test_programmes_are_lines_of_their_own_with_their_bases(self, client):
        rows = csv_rows(client.get("/national/ilacs.csv?table=over-time"))
        by_programme: dict[str, dict[str, dict[str, str]]] = {}
        for row in rows:
            by_programme.setdefault(row["programme"], {})[row["day"]] = row
        assert set(by_programme) == {
            "SLAC, safeguarding",
            "SLAC, looked after children",
            "Child protection 2012",
            "Looked after children 2013",
            "SIF",
            "ILACS",
        }
        last = by_programme["SIF"]["2018-09-30"]
        assert (last["good_or_better"], last["graded"], last["in_being"]) == ("57", "152", "152")
        assert max(by_programme["ILACS"]) == "2026-06-30"

    def test_the_last_point_is_what_the_page_says_of_that_day(self, client):
        rows = csv_rows(client.get("/national/sif/2017-10-31.csv?table=over-time"))
        point = next(row for row in reversed(rows) if row["programme"] == "SIF")
        assert point["day"] == "2017-10-31"
        page = words(client.get("/national/sif/2017-10-31/"))
        assert f"Good or outstanding {point['good_or_better']} of {point['graded']} (34%)" in page

    def test_ofsteds_totals_stand_beside_what_is_on_record_with_what_explains_them(self, client):
        rows = {row[0]: row[1:] for rows in tables(client.get("/national/sif/")) for row in rows}
        ofsted, here, compared = rows["SIF at 31 October 2017, good or outstanding"]
        assert (ofsted, here) == ("Ofsted 36% of 152", "Here 50 of 146 (34%)")
        assert "Shropshire and South Tyneside have no grade counted here by that day." in compared
        assert "between 33% and 37%; 36% is within that." in compared

    @pytest.mark.parametrize(
        ("address", "at_most"),
        [
            ("/national/ilacs/", 11),
            ("/national/slac/", 11),
            ("/national/sif/2017-10-31/", 11),
            ("/national/cp-2012/", 11),
            # England beside the group is read once for each edition.
            ("/national/ilacs/?region=London", 14),
            ("/national/slac/?type=unitary", 14),
            ("/national/ilacs/?neighbours-of=county-durham&set=2025-05", 16),
            ("/national/ilacs/?council=county-durham", 15),
        ],
    )
    def test_it_keeps_within_its_budget(self, client, address, at_most):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert len(queries) <= at_most
        assert gzipped(answer) <= 12 * KB

    @pytest.mark.parametrize(("chart", "at_most"), [("grades", 4), ("regions", 4), ("over-time", 7)])
    def test_a_picture_reads_every_inspection_only_where_it_shows_time(self, client, chart, at_most):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/national/ilacs.svg?chart={chart}")
        assert len(queries) <= at_most

    @pytest.mark.parametrize("chart", ["grades", "regions", "over-time"])
    def test_its_pictures_say_their_day(self, client, chart):
        svg = client.get(f"/national/ilacs.svg?chart={chart}").content.decode()
        assert "25 November 2026" not in svg
        assert "1 September 2026" in svg

    def test_an_edition_shows_the_same(self, client):
        now = client.get("/national/ilacs.csv").content.decode()
        then = client.get("/national/ilacs.csv?edition=1").content.decode()
        assert without_edition(then) == without_edition(now)
        assert urlsplit(client.get("/national/ilacs/?edition=1").context["answer"].permanent).query == "edition=1"

    @pytest.mark.parametrize(("day", "is_there"), [("2012-01-05", True), ("2012-01-04", False)])
    def test_how_many_reports_can_have_been_published_by_the_cabinet_papers_day_is_said(self, client, day, is_there):
        counted = reports_of_the_cabinet_paper(CurrentRecord().records())
        sentence = reports_by_day_sentence(*astuple(counted))
        assert (sentence in words(client.get(f"/national/slac/{day}/"))) is is_there

    def test_the_picture_through_time_says_the_day_of_its_last_point(self, client):
        picture = client.get("/national/ilacs/2026-09-01.svg?chart=over-time").content.decode()
        assert "to 30 June 2026" in picture

    def test_the_share_today_says_of_which_councils_it_is(self, client):
        page = words(client.get("/national/ilacs/"))
        assert "councils whose latest report has an overall judgement" in page
