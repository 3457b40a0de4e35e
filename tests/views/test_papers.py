"""The committee paper as a page: the contents of the cabinet paper of 2012, correctly, and other inspections."""

from dataclasses import astuple
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from inspections.dates import PartialDate
from inspections.frameworks.loader import framework, programme
from inspections.models import Inspection
from inspections.record.control_totals import reports_of_the_cabinet_paper
from inspections.record.current import CurrentRecord
from inspections.statistics.changes import compare_with_previous
from inspections.statistics.ranking import Place, Ranking
from inspections.statistics.standings import State
from inspections.wording.cautions import CAUTIONS
from inspections.wording.comparisons import (
    dated_by_month_sentence,
    frameworks_sentence,
    full_records_sentence,
    inspected_sentence,
    own_report_sentence,
    place_sentence,
)
from inspections.wording.national import reports_by_day_sentence
from inspections.wording.papers.background import (
    came_out_sentence,
    evidence_words,
    framework_sentence,
    inspectors_sentence,
    no_earlier_sentence,
    on_site_sentence,
    outcome_dated,
    purpose_sentence,
)
from inspections.wording.papers.comparison import (
    SET_AGAINST,
    later_report_sentence,
    measure_sentence,
    neighbours_sentence,
    not_compared_sentence,
    partial_records_sentence,
    ranked_caption,
)
from inspections.wording.papers.follow_up import FROM_THE_REPORT, improvements_sentence, request_to_note
from inspections.wording.papers.judgements import (
    changes_sentence,
    direction_words,
    grade_counts_sentence,
    not_on_record_sentence,
)
from inspections.wording.provenance import DATASET, DATASET_URL
from inspections.wording.reports import licence_words, place_in_report
from inspections.wording.results import PROVENANCE, key_sentences, state_words
from inspections.wording.words import capital
from tests.builders.expected import place_against, place_of, ranking_of, record_of, records_on
from tests.builders.pages import captioned_table, gzipped, spaced, words

KB = 1024
DURHAM = "/papers/county-durham/2012-01-25/2012-01-05/"
BY_KEY_JUDGEMENTS = f"{DURHAM}?measure=key-outstanding"
SAFEGUARDING = [
    ["Overall effectiveness", "Outstanding"],
    ["Capacity for improvement", "Outstanding"],
    ["Safeguarding outcomes for children and young people"],
    ["Children and young people are safe and feel safe", "Outstanding"],
    ["Quality of provision", "Good"],
    ["The contribution of health agencies to keeping children and young people safe", "Good"],
    ["Leadership and management"],
    ["Ambition and prioritisation", "Outstanding"],
    ["Leadership and management", "Outstanding"],
    ["Performance management and quality assurance", "Outstanding"],
    ["Partnership working", "Outstanding"],
    ["Equality and diversity", "Outstanding"],
]
LOOKED_AFTER = [
    ["Overall effectiveness", "Good"],
    ["Capacity for improvement", "Outstanding"],
    ["How good are outcomes for looked after children and care leavers?"],
    ["Being healthy", "Good"],
    ["Staying safe", "Good"],
    ["Enjoying and achieving", "Good"],
    ["Making a positive contribution, including user engagement", "Outstanding"],
    ["Economic well-being", "Adequate"],
    ["Quality of provision", "Good"],
    ["Leadership and management"],
    ["Ambition and prioritisation", "Outstanding"],
    ["Leadership and management", "Outstanding"],
    ["Performance management and quality assurance", "Outstanding"],
    ["Equality and diversity", "Good"],
]


def ranking_of_2012() -> Ranking:
    return ranking_of("slac", date(2012, 1, 5))


def place_of_2012() -> Place:
    """County Durham by its report of 25 January 2012, set against the ranking of 5 January."""
    return place_against("county-durham", ranking_of_2012(), date(2012, 1, 25))


@pytest.mark.django_db
@pytest.mark.usefixtures("today", "real_data")
class TestDurham2012:
    """What the paper of 29 February 2012 holds that comes from data, part by part."""

    def test_purpose_and_background_have_the_programme_the_days_and_who_inspected(self, client):
        said = words(client.get(DURHAM))
        published, begun, ended = date(2012, 1, 25), PartialDate(2011, 11, 28), PartialDate(2011, 12, 13)
        dated = outcome_dated(published, [(begun, ended)])
        assert purpose_sentence(framework("slac-2010"), "County Durham", dated) in said
        assert programme("slac").rule in said
        assert on_site_sentence("County Durham", [(begun, ended)]) in said
        assert came_out_sentence(published, published) in said
        assert inspectors_sentence({"inspectors_hmi": 4, "inspectors_cqc": 1}, [], "").partition(".")[0] in said
        assert framework_sentence(framework("slac-2010")) in said
        assert evidence_words("case_files", "", "", 58, place_in_report(2, None)) in said

    def test_the_scale_is_that_of_the_framework_in_force_then(self, client):
        assert captioned_table(client.get(DURHAM), "The scale of SLAC 2010") == [
            ["Outstanding", "1", "A service that significantly exceeds minimum requirements"],
            ["Good", "2", "A service that exceeds minimum requirements"],
            ["Adequate", "3", "A service that only meets minimum requirements"],
            ["Inadequate", "4", "A service that does not meet minimum requirements"],
        ]

    def test_the_four_key_judgements_are_one_sentence_and_the_tables_are_whole(self, client):
        page = client.get(DURHAM)
        assert key_sentences(record_of("county-durham", date(2012, 1, 25))) in words(page)
        assert captioned_table(page, "Safeguarding services") == SAFEGUARDING
        assert captioned_table(page, "Services for looked after children") == LOOKED_AFTER

    def test_the_comparison_names_the_tie_and_says_what_it_rests_on(self, client):
        said = words(client.get(BY_KEY_JUDGEMENTS))
        ranking, place = ranking_of_2012(), place_of_2012()
        assert (place.count, place.of, place.base, place.higher) == (3, 4, 4, 0)
        assert [council.name for council in place.level_with] == ["Lincolnshire"]
        assert (ranking.inspected, ranking.in_being) == (73, 152)
        for sentence in (
            place_sentence(place),
            inspected_sentence(ranking),
            full_records_sentence(ranking),
            partial_records_sentence(ranking),
            frameworks_sentence(ranking),
            dated_by_month_sentence(ranking),
        ):
            assert sentence
            assert sentence in said

    def test_a_count_of_which_more_is_on_record_is_given_beside_it(self, client):
        assert "councils ranked as at 5 January 2012" in words(client.get(DURHAM))

    def test_the_councils_ranked_are_listed_with_its_own_set_apart(self, client):
        rows = captioned_table(client.get(BY_KEY_JUDGEMENTS), ranked_caption(4, ranking_of_2012(), same_count=False))
        assert [row[0] for row in rows[:4]] == ["Lincolnshire", "Birmingham", "Derby", "Stockton-on-Tees"]
        own = [
            f"County Durham {SET_AGAINST}",
            "Joint highest",
            "3 of 4",
            "SLAC 2010",
            "25 January 2012",
        ]
        assert rows[4] == own

    def test_the_region_is_pictured_for_no_set_of_neighbours_is_so_old(self, client):
        page = client.get(DURHAM)
        assert "Councils in the North East: grades as at 5 January 2012" in page.content.decode()
        assert "statistical neighbours in the set" not in words(page)
        rows = captioned_table(client.get(f"{DURHAM}?parts=picture.peers"), "Councils in the North East")
        assert rows[0][:3] == ["County Durham", "25 January 2012 SLAC 2010", "Outstanding"]
        assert ["Sunderland", capital(state_words(State.NO_REPORT_YET))] in rows

    def test_the_areas_for_improvement_have_days_and_columns_to_fill(self, client):
        page = client.get(DURHAM)
        numbers = {"Safeguarding services": 5, "Services for looked after children": 10}
        assert improvements_sentence(numbers) in words(page)
        rows = captioned_table(page, "Areas for improvement: services for looked after children")
        assert rows[0] == [f"1. {FROM_THE_REPORT}", "Immediately", "25 January 2012", "", ""]
        assert [row[2] for row in rows[-5:]] == ["25 July 2012"] * 5

    def test_the_summary_repeats_the_comparison_word_for_word(self, client):
        said = words(client.get(BY_KEY_JUDGEMENTS))
        assert said.count(place_sentence(place_of_2012())) == 2

    def test_councils_are_compared_by_what_most_have_on_record_and_the_key_judgements_stand_beside_it(self, client):
        said = words(client.get(DURHAM))
        ranking = ranking_of("slac", date(2012, 1, 5), measure="overall-outstanding")
        place = place_against("county-durham", ranking, date(2012, 1, 25))
        assert (place.count, place.base) == (1, 73)
        assert said.count(place_sentence(place)) == 2
        assert place_sentence(place_of_2012(), says_if_counted=False) in said
        assert said.count(own_report_sentence(place)) == 2

    def test_a_place_is_the_first_thing_that_the_comparison_says(self, client):
        page = html.fromstring(client.get(DURHAM).content)
        first = page.xpath("//article/h2[@id='comparison']/following-sibling::p[1]/span")[0]
        assert spaced(first).startswith("Set against the 73 councils ranked as at 5 January 2012")
        after = spaced(page.xpath("//article/h2[@id='counting']/following-sibling::details[1]/p[1]/span")[0])
        assert after == measure_sentence(ranking_of("slac", date(2012, 1, 5), measure="overall-outstanding"))

    def test_it_says_that_more_reports_had_been_published_by_the_day_than_are_on_record(self, client):
        counted = reports_of_the_cabinet_paper(CurrentRecord().records())
        sentence = reports_by_day_sentence(*astuple(counted))
        assert sentence in words(client.get(DURHAM))
        assert sentence not in words(client.get("/papers/county-durham/2012-01-25/"))

    def test_caution_recommendation_and_sources_stand_at_the_end(self, client):
        said = words(client.get(DURHAM))
        assert CAUTIONS["grade"] in said
        assert request_to_note("County Durham", outcome_dated(date(2012, 1, 25), [])) in said
        assert licence_words("slac") in said
        assert "/papers/county-durham/2012-01-25/2012-01-05/?edition=1" in said

    def test_as_at_its_own_day_it_is_counted(self, client):
        said = words(client.get("/papers/county-durham/2012-01-25/"))
        place = place_of("county-durham", ranking_of("slac", date(2012, 1, 25)))
        assert place.counted
        assert place_sentence(place, says_if_counted=False) in said
        assert own_report_sentence(place_of_2012()) not in said


@pytest.mark.django_db
@pytest.mark.usefixtures("today", "real_data")
class TestOtherInspections:
    def test_durham_2025_has_the_change_since_2022_and_its_neighbours_of_the_day(self, client):
        page = client.get("/papers/county-durham/2025-05-13/")
        rows = {row[0]: row[1:] for row in captioned_table(page, "Children’s services: every judgement")}
        now, *earlier = records_on("county-durham")
        changes = {change.judgement.name: change for change in compare_with_previous(now, earlier)}
        assert rows["Overall effectiveness"][:2] == ["Outstanding", "Good ILACS 2018, in 2022"]
        for name in ("Overall effectiveness", "The experiences and progress of care leavers"):
            assert rows[name][2].startswith(direction_words(changes[name]))
        assert changes_sentence(list(changes.values())) in words(page)
        assert "one of the 36 of 152 councils (24%) that had" in words(page)
        assert neighbours_sentence("May 2025", is_later=False) in words(page)
        assert "one of the 2 of 11 councils (18%) in the group" in words(page)
        assert "in the group of" not in words(page)
        as_table = client.get("/papers/county-durham/2025-05-13/?parts=picture.peers")
        assert len(captioned_table(as_table, "County Durham and its statistical neighbours")) == 11

    def test_the_picture_says_every_grade_to_readers_who_cannot_see_it(self, client):
        page = html.fromstring(client.get("/papers/county-durham/2025-05-13/").content)
        (alt,) = page.xpath("//figure//img/@alt")
        assert "Overall effectiveness: outstanding for County Durham and Sunderland; good for Barnsley," in alt
        assert "no such judgement under this framework for Darlington," in alt

    def test_a_group_is_named_once_and_then_in_short(self, client):
        query = "?neighbours-of=county-durham&parts=comparison.summary"
        page = client.get(f"/papers/county-durham/2025-05-13/{query}", follow=True)
        assert words(page).count("in the group of County Durham and its statistical neighbours") == 2
        assert "%) in the group that had" in words(page)

    @pytest.mark.parametrize(
        ("address", "place"),
        [
            ("/papers/isle-of-wight/2014-11-19/", "the Isle of Wight"),
            ("/papers/city-of-london/2024-11-05/", "the City of London"),
        ],
    )
    def test_a_name_has_its_article_in_sentences(self, client, address, place):
        said = words(client.get(address))
        assert f"Inspectors were in {place} from" in said
        assert f"Ofsted’s inspection of {place}, published on" in said
        assert f" in {place.removeprefix('the ')}" not in said
        assert f", {place} had " in said

    def test_all_that_stayed_the_same_are_said_in_one_word(self, client):
        said = words(client.get("/papers/city-of-london/2024-11-05/"))
        assert "All three judgements that can be compared with the inspection before stayed the same." in said
        assert "none fell" not in said

    def test_an_earlier_paper_as_at_a_later_day_says_that_another_report_is_counted(self, client):
        said = words(client.get("/papers/county-durham/2022-07-05/2026-01-01/"))
        later, own = (record.inspection for record in records_on("county-durham")[:2])
        assert later_report_sentence("County Durham", own, later) in said

    def test_without_an_overall_judgement_the_paper_says_so(self, client):
        said = words(client.get("/papers/somerset/2026-06-17/"))
        record = records_on("somerset")[0]
        assert key_sentences(record) in said
        assert grade_counts_sentence(record) in said
        assert no_earlier_sentence("Somerset", date(2023, 4, 1)) in said

    def test_a_month_alone_is_never_made_a_day(self, client):
        said = words(client.get("/papers/lincolnshire/inspected-2010-06/"))
        assert on_site_sentence("Lincolnshire", [(PartialDate(2010, 6), None)]) in said
        assert came_out_sentence(None, date(2010, 9, 30)) in said
        assert not_on_record_sentence(record_of("lincolnshire", date(2010, 9, 30))) in said

    @pytest.mark.parametrize("address", ["/papers/county-durham/2025-05-13/", "/papers/derby/2017-06-13/"])
    def test_no_grade_has_a_number_where_reports_print_none(self, client, address):
        page = client.get(address)
        assert "Grade number" not in words(page)
        assert "on a scale of four grades: outstanding, good, requires improvement and inadequate." in words(page)

    @pytest.mark.parametrize(
        ("slug", "day", "programme_code", "counted"),
        [("brent", date(2026, 6, 17), "ilacs", "four"), ("derby", date(2017, 6, 13), "sif", "main")],
    )
    def test_a_council_good_throughout_is_described_by_what_is_good_and_the_summary_has_both_counts(
        self, client, slug, day, programme_code, counted
    ):
        said = words(client.get(f"/papers/{slug}/{day}/?parts=comparison.summary"))
        good, outstanding = (
            ranking_of(programme_code, day, measure=f"{counted}-{grades}")
            for grades in ("good-or-better", "outstanding")
        )
        assert said.count(place_sentence(place_of(slug, good))) == 2
        assert said.count(place_sentence(place_of(slug, outstanding), says_if_counted=False)) == 2

    def test_a_grade_leads_to_the_later_report_that_states_it(self, client):
        address = "https://files.ofsted.gov.uk/v1/file/50004285"
        page = client.get("/papers/lincolnshire/inspected-2010-06/")
        links = html.fromstring(page.content).xpath(f"//table//a[@href='{address}']")
        assert [link.text for link in links] == [PROVENANCE["later_report"]] * 2
        assert f"later report on the same council. {address}" in words(page)
        assert "three of the four key judgements were outstanding" in words(page)

    def test_the_research_dataset_is_a_source_of_the_grades_that_it_states(self, client):
        said = words(client.get("/papers/bedford/inspected-2012-04-to-2013-03/"))
        assert f"Overall effectiveness: {PROVENANCE['research']}. {DATASET}. {DATASET_URL}" in said

    def test_a_programme_that_came_to_four_councils_pictures_no_others(self, client):
        page = client.get("/papers/medway/2013-08-23/?parts=picture.peers")
        rows = captioned_table(page, "Councils in the South East")
        assert [row[0] for row in rows] == ["Medway", "Kent"]

    def test_a_council_without_close_neighbours_stands_among_its_region(self, client):
        page = client.get("/papers/city-of-london/2024-11-05/").content.decode()
        assert "Councils in London: grades as at" in page

    def test_the_scorecard_and_the_councils_page_lead_to_it(self, client):
        link = 'href="/papers/county-durham/2025-05-13/"'
        assert link in client.get("/councils/county-durham/2025-05-13/").content.decode()
        assert link in client.get("/councils/county-durham/").content.decode()

    def test_a_group_that_does_not_hold_the_council_gives_it_no_place(self, client):
        said = words(client.get("/papers/county-durham/2025-05-13/?type=county"))
        assert not_compared_sentence("County Durham", date(2025, 5, 13)) in said

    def test_neighbours_of_a_later_set_are_not_called_those_of_the_time(self, client):
        said = words(client.get(f"{DURHAM}?neighbours-of=county-durham&set=2025-05"))
        assert neighbours_sentence("May 2025", is_later=True) in said

    @pytest.mark.parametrize("inspection", range(0, 640, 53))
    def test_a_paper_of_every_kind_can_be_written(self, client, inspection):
        found = Inspection.objects.select_related("council").order_by("pk")[inspection]
        page = client.get(f"/papers/{found.council.slug}/{found.address_date}/")
        assert page.status_code == 200
        assert f"{found.council.display_name}: outcome of Ofsted’s inspection" in words(page)

    @pytest.mark.parametrize("address", [DURHAM, "/papers/county-durham/2025-05-13/", "/papers/hackney/2024-07-23/"])
    def test_a_page_keeps_within_its_budget(self, client, address):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        assert len(asked) <= 14
        assert page.status_code == 404 or gzipped(page) <= 14 * KB
