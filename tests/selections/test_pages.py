"""What each page is asked for: the ways to one address, and what its parameters decide together."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict

from dashboard.errors import NotOnRecordError
from dashboard.selections.claim import ClaimSelection, check_url, read_claim
from dashboard.selections.compare import CompareSelection
from dashboard.selections.councils import CouncilListSelection
from dashboard.selections.group import CouncilGroup
from dashboard.selections.judgement import judgement_asked_for
from dashboard.selections.moment import Moment
from dashboard.selections.paper import PARTS, PaperSelection, read_paper_selection
from dashboard.selections.programme import ProgrammeSelection, read_programme_selection
from dashboard.selections.search import SearchSelection
from inspections.frameworks.loader import all_programmes, programme
from inspections.models import Council, Inspection
from inspections.statistics.ranking import fullest_measure
from tests.builders.rows import world_of

from .record import TODAY, TwoCouncils

NOW = Moment(TwoCouncils(), TODAY)


def ranking(query: str = "", code: str = "slac", day: str | None = None, page: str = "ranking") -> ProgrammeSelection:
    return read_programme_selection(page, code, day, QueryDict(query), NOW)


class TestProgramme:
    def test_a_measure_asked_for_is_kept_and_else_it_is_the_fullest(self):
        world = world_of([])
        world.council("Testshire")
        councils = world.as_at(TODAY)
        assert ranking().measure_of(councils) == fullest_measure(councils)
        for measure in programme("slac").measures:
            asked = ranking(f"measure={measure.code}")
            assert asked.measure_of(councils) == measure
            assert asked.url() == f"/ranking/slac/?measure={measure.code}"

    def test_a_measure_is_one_of_the_programmes_own(self):
        with pytest.raises(BadRequest, match=r"There is no measure “key-outstanding”\. Known here: four-outstanding,"):
            ranking("measure=key-outstanding", "ilacs")

    def test_the_day_of_the_form_takes_the_place_of_the_paths(self):
        assert ranking("as-at=2012-01-05", day="2011-01-01").url() == "/ranking/slac/2012-01-05/"
        assert ranking(day="2011-01-01").day == date(2011, 1, 1)

    @pytest.mark.parametrize("day", ["yesterday", "2012-01", "2012-02-30", "2100-01-01"])
    def test_what_is_no_day_leads_to_today(self, day):
        with pytest.raises(NotOnRecordError) as refused:
            ranking(day=day)
        assert refused.value.instead[0][0] == "/ranking/slac/"

    def test_a_day_to_come_is_told_from_one_after_the_edition(self):
        with pytest.raises(NotOnRecordError, match="has not come yet"):
            ranking(day="2100-01-01")
        with pytest.raises(NotOnRecordError, match="later than the edition asked for: the next was made on 1 May 2020"):
            replace(NOW, today=date(2020, 5, 1)).on("2020-05-02", ())

    def test_an_unknown_programme_leads_to_those_there_are(self):
        with pytest.raises(NotOnRecordError, match="There is no programme “cia”") as refused:
            ranking(code="cia", page="map")
        assert ("/map/ilacs/", programme("ilacs").name) in refused.value.instead

    def test_another_page_takes_along_what_it_has_too(self):
        asked = ranking("measure=key-good-or-better&region=London&council=testshire&sort=-council", day="2012-01-05")
        assert asked.url(page="heatmap") == (
            "/heatmap/slac/2012-01-05/?measure=key-good-or-better&region=London&council=testshire"
        )
        assert asked.url(page="national") == "/national/slac/2012-01-05/?region=London&council=testshire"

    def test_another_programme_keeps_the_councils_and_not_the_day(self):
        asked = ranking("measure=key-good-or-better&region=London&council=testshire", day="2012-01-05")
        assert asked.of_programme(programme("ilacs")).url() == "/ranking/ilacs/?region=London&council=testshire"

    @pytest.mark.parametrize("page", ["map", "national"])
    def test_the_map_and_the_national_page_open_with_overall_effectiveness(self, page):
        assert ranking(code="ilacs", page=page).judged[1].id == "whole.overall_effectiveness"
        assert ranking("judgement=whole.overall_effectiveness", "ilacs", page=page).url() == f"/{page}/ilacs/"
        assert ranking("judgement=whole.leaders", "ilacs", page=page).url() != f"/{page}/ilacs/"

    def test_a_heatmap_can_be_of_one_version(self):
        asked = ranking("framework=slac-2009", page="heatmap")
        assert asked.framework is not None
        assert asked.framework.code == "slac-2009"
        assert ranking(page="heatmap").framework is None


class TestJudgement:
    def test_it_is_named_by_its_code_alone_where_that_is_enough(self):
        assert judgement_asked_for("ilacs-2023", "whole.care_leavers", NOW).url() == (
            "/judgements/ilacs-2023/care_leavers/"
        )
        assert judgement_asked_for("slac-2010", "safeguarding.overall_effectiveness", NOW).url() == (
            "/judgements/slac-2010/safeguarding.overall_effectiveness/"
        )

    @pytest.mark.parametrize(
        ("framework", "code", "message"),
        [
            ("ilacs-1999", "leaders", "There is no framework “ilacs-1999”."),
            ("ilacs-2023", "wealth", "ILACS 2023 has no judgement “wealth”."),
            ("slac-2010", "overall_effectiveness", "more than one judgement “overall_effectiveness”: say of which"),
        ],
    )
    def test_what_it_cannot_be_is_refused(self, framework, code, message):
        with pytest.raises(NotOnRecordError, match=message):
            judgement_asked_for(framework, code, NOW)

    def test_its_grades_are_those_of_its_scale(self):
        asked = judgement_asked_for("slac-2010", "safeguarding.overall_effectiveness", NOW)
        assert asked.read(QueryDict("grade=adequate")).grade == "adequate"
        with pytest.raises(BadRequest, match="There is no grade “requires_improvement”"):
            asked.read(QueryDict("grade=requires_improvement"))


class TestCompare:
    def read(self, query: str) -> CompareSelection:
        return CompareSelection(NOW).read(QueryDict(query))

    def test_a_name_to_add_becomes_a_council(self):
        asked = self.read("council=testshire&add=County+of+Sampleshire")
        assert asked.url() == "/compare/?council=testshire&council=sampleshire"

    def test_a_name_that_no_council_bears_is_kept(self):
        assert self.read("add=Nowhere").sought == "Nowhere"
        assert self.read("add=Nowhere").url() == "/compare/?add=Nowhere"

    def test_more_than_ten_are_refused(self):
        with pytest.raises(BadRequest, match="At most 10 councils can be compared at once; 11 were asked for"):
            replace(CompareSelection(NOW), councils=tuple(map(str, range(11)))).completed()

    def test_neighbours_take_the_place_of_a_region(self):
        assert self.read("region=London&neighbours-of=testshire").url() == (
            "/compare/?neighbours-of=testshire&set=2025-05"
        )

    def test_todays_programme_goes_without_saying(self):
        assert self.read(f"programme={all_programmes()[-1].code}").url() == "/compare/"
        assert self.read("programme=sif").programme == programme("sif")


class TestSearch:
    def test_a_judgement_says_the_service_by_itself(self):
        asked = SearchSelection(NOW).read(QueryDict("q=a&service=whole&judgement=safeguarding.overall_effectiveness"))
        assert asked.url() == "/search/?q=a&judgement=safeguarding.overall_effectiveness"

    @pytest.mark.parametrize("query", ["edition=1", "as-at=2012-01-01"])
    def test_it_is_never_of_another_moment(self, query):
        with pytest.raises(BadRequest, match="A search is always of what is published here today"):
            SearchSelection(NOW).read(QueryDict(query))


class TestCouncils:
    def test_a_name_alone_is_told_from_a_name_among_filters(self):
        asked = CouncilListSelection(NOW)
        assert asked.read(QueryDict("q=test")).is_search_alone
        assert not asked.read(QueryDict("q=test&region=London")).is_search_alone
        assert not asked.read(QueryDict("region=London")).is_search_alone


class TestPaper:
    inspection = Inspection(
        council=Council(slug="testshire"),
        framework="slac-2010",
        inspected_from=date(2011, 11, 28),
        published_on=date(2012, 1, 25),
        counts_from=date(2012, 1, 25),
    )

    def read(self, query: str = "", day: str | None = None) -> PaperSelection:
        return read_paper_selection(self.inspection, day, QueryDict(query), NOW)

    def test_the_day_of_its_report_goes_without_saying(self):
        assert self.read().day == date(2012, 1, 25)
        assert (
            self.read(day="2012-01-25").url() == self.read("as-at=2012-01-25").url() == "/papers/testshire/2012-01-25/"
        )
        assert self.read("as-at=2012-01-05").url() == "/papers/testshire/2012-01-25/2012-01-05/"

    def test_its_permanent_address_names_the_edition(self):
        assert self.read("parts=summary,purpose").permanent_url() == (
            "/papers/testshire/2012-01-25/?parts=purpose.summary&edition=7"
        )

    def test_no_part_is_the_usual_parts(self):
        assert self.read("parts=").parts == self.read().parts
        assert set(PARTS) - set(self.read().parts) == {"peers"}
        assert self.read("parts=" + ".".join(PARTS)).parts == tuple(PARTS)

    def test_it_rests_on_a_ranking_in_which_the_council_is_marked(self):
        assert self.read("region=London").compared.url() == "/ranking/slac/2012-01-25/?region=London&council=testshire"


class TestClaim:
    def read(self, query: str) -> ClaimSelection:
        return read_claim(QueryDict(query), NOW)

    def test_measure_and_claim_are_always_written_out(self):
        newest = all_programmes()[-1]
        assert self.read("council=testshire&count=4&number=3").url() == (
            f"/check/?council=testshire&measure={newest.code}.{newest.measures[0].code}&claim=count&count=4"
        )

    def test_it_leads_to_the_ranking_in_which_it_is_made(self):
        asked = self.read("council=testshire&measure=slac.key-outstanding&claim=highest&as-at=2012-01-05&region=London")
        assert asked.compared.url() == (
            "/ranking/slac/2012-01-05/?measure=key-outstanding&region=London&council=testshire"
        )

    def test_a_ranking_leads_to_the_form_with_what_it_was_asked_for(self):
        asked = ranking("measure=key-good-or-better&neighbours-of=testshire", day="2012-01-05")
        assert check_url(asked, asked.programme.measure("key-good-or-better")) == (
            "/check/?measure=slac.key-good-or-better&as-at=2012-01-05&neighbours-of=testshire&set=2025-05"
        )

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("claim=highest", "Say which council"),
            ("council=testshire&measure=slac.key-outstanding", "Say how many of the 4 judgements"),
            ("council=testshire&measure=slac.key-outstanding&count=5", "whole number from 0 to 4, not “5”"),
            ("council=testshire&claim=top", "Say in the top how many it is said to be"),
            ("council=testshire&claim=top-percent&number=101", "A percentage is at most 100"),
        ],
    )
    def test_what_is_missing_or_out_of_range_is_said(self, query, message):
        with pytest.raises(BadRequest, match=message):
            self.read(query)

    def test_what_is_wrong_with_the_day_is_said(self):
        with pytest.raises(Http404, match="yesterday"):
            self.read("council=testshire&claim=highest&as-at=yesterday")

    def test_the_form_shows_what_was_typed_also_where_it_is_wrong(self):
        fields = ClaimSelection(NOW).typed(QueryDict("council=Nowhere&number=many&claim="))
        assert (fields["council"].value, fields["number"].value, fields["claim"].value) == ("Nowhere", "many", "count")


def test_groups_are_told_apart_by_their_set():
    assert (
        CouncilGroup(neighbours_of="testshire", neighbour_set="2021-04").completed(NOW).neighbour_set_name
        == "April 2021"
    )
