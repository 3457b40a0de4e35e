"""The heatmap as its readers see it."""

from datetime import date, timedelta
from random import Random
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from lxml.html import fromstring

from dashboard.charts.heatmap_chart import heatmap_chart
from dashboard.presenters.heatmaps import heatmap_page
from dashboard.selections.moment import Moment
from dashboard.selections.programme import ProgrammeSelection
from inspections.frameworks.loader import framework, programme
from inspections.record.current import CurrentRecord
from inspections.statistics.standings import State
from inspections.wording.heatmaps import best_and_worst_sentence
from inspections.wording.results import PROVENANCE, STATES
from tests.builders.factories import make_council, make_inspection, make_user
from tests.builders.pages import address_of, gzipped, letters_of, row_of, table, words
from tests.builders.rows import key_four

DAY = date(2024, 6, 1)
LEADERS = "whole.leaders"


def councils_of(page) -> list[str]:
    """The councils of its rows, in their order."""
    return [name.text_content() for name in fromstring(page.content).xpath("//tbody[last()]/tr/th[@scope='row']")]


def cells_of(page, council: str) -> dict[str, str]:
    """The cells of a council by the names of the judgements, in the order of the columns."""
    root = fromstring(page.content)
    wide = root.xpath("//thead/tr[1]/th[contains(@class, 'v')]")
    headings = [next(iter(one.xpath("span[1]")), one) for one in (*wide, *root.xpath("//thead/tr[2]/th"))]
    return dict(zip([one.text_content() for one in headings], row_of(page, council)[1:], strict=False))


@pytest.mark.django_db
class TestCells:
    def test_a_cell_holds_the_grades_letter_and_its_colour(self, client):
        make_inspection(make_council("testshire"), grades={LEADERS: "requires_improvement"})
        page = client.get("/heatmap/ilacs/")
        assert ("R", "r", "Requires improvement") in letters_of(page, "Testshire")
        assert "Requires improvement" in words(page)

    def test_a_cell_says_in_words_what_its_mark_stands_for(self, client):
        inspection = make_inspection(make_council("testshire"), grades={LEADERS: "good", "whole.care_leavers": "good"})
        inspection.grades.filter(judgement="care_leavers").update(provenance="later_report")
        shown = letters_of(client.get("/heatmap/ilacs/"), "Testshire")
        assert ("G", "g", "Good") in shown
        assert ("G†", "g", f"Good, {PROVENANCE['later_report']}") in shown
        assert ("?", "x", STATES[State.NOT_ON_RECORD]) in shown

    def test_every_state_without_a_grade_has_a_mark_of_its_own(self, client):
        make_inspection(
            make_council("testshire"),
            grades={LEADERS: "not_judged", "whole.care_leavers": "good"},
            framework="ilacs-2023",
        )
        make_inspection(
            make_council("sampleshire"),
            grades={LEADERS: "good"},
            framework="ilacs-2018",
            published_on=date(2019, 5, 1),
            inspected_from="2019-03-01",
        )
        make_inspection(make_council("newshire"), grades={LEADERS: "good"}, framework="ilacs-2023")
        page = client.get("/heatmap/ilacs/2024-06-01/")
        assert cells_of(page, "Testshire")["Impact of leaders"] == "n"
        assert cells_of(page, "Testshire")["Help and protection"] == "?"
        assert cells_of(page, "Sampleshire")["Children in care"] == "–"
        assert f"n {STATES[State.NOT_JUDGED]}" in words(page)
        assert f"? {STATES[State.NOT_ON_RECORD]}" in words(page)
        assert f"– {STATES[State.NO_SUCH_JUDGEMENT]}" in words(page)

    def test_a_framework_without_an_overall_judgement_says_so(self, client):
        make_inspection(make_council("testshire"), framework="ilacs-2023")
        make_inspection(make_council("sampleshire"), framework="ilacs-2023")
        make_inspection(
            make_council("mockshire"),
            framework="ilacs-2026",
            inspected_from="2024-04-20",
            published_on=date(2024, 6, 1),
            grades={LEADERS: "good"},
        )
        assert cells_of(client.get("/heatmap/ilacs/"), "Mockshire")["Overall effectiveness"] == "×"

    def test_a_council_without_an_inspection_says_so_in_words(self, client):
        make_council("testshire")
        assert row_of(client.get("/heatmap/ilacs/"), "Testshire") == ["Testshire", STATES[State.NO_REPORT_YET]]

    def test_no_cell_is_blank(self, client):
        make_inspection(
            make_council("testshire"),
            framework="slac-2009",
            grades=key_four("oo-n"),
            inspected_from="2010-05",
            published_on=None,
        )
        make_inspection(
            make_council("sampleshire"),
            framework="slac-2010",
            grades=key_four("gggg"),
            inspected_from="2011-05-02",
            published_on=date(2011, 6, 1),
        )
        rows = table(client.get("/heatmap/slac/2012-01-05/"))
        assert all(cell for row in rows for cell in row)

    def test_a_grade_of_another_framework_stands_only_where_the_judgements_compare(self, client):
        grades = {"safeguarding.partnerships": "good", "safeguarding.leadership_and_management": "outstanding"}
        make_inspection(
            make_council("testshire"),
            framework="slac-2009",
            grades=grades,
            inspected_from="2010-05-01",
            published_on=date(2010, 6, 1),
        )
        for slug in ("sampleshire", "mockshire"):
            make_inspection(
                make_council(slug),
                framework="slac-2010",
                grades=key_four("gggg"),
                inspected_from="2011-05-02",
                published_on=date(2011, 6, 1),
            )
        page = client.get("/heatmap/slac/2012-01-05/")
        # Both services have a judgement of this name; the one of the first has its cell first.
        cells = row_of(page, "Testshire")
        assert cells_of(page, "Testshire")["Partnership working"] == "G"
        assert cells[1 + list(cells_of(page, "Testshire")).index("Leadership and management")] == "–"

    def test_a_grade_from_a_later_report_is_marked(self, client):
        make_inspection(make_council("testshire"), grades={LEADERS: "good"}).grades.update(provenance="later_report")
        assert "G†" in row_of(client.get("/heatmap/ilacs/"), "Testshire")

    def test_names_are_escaped(self, client):
        make_inspection(make_council("testshire", short_name="<b>Test & shire"))
        assert "&lt;b&gt;Test &amp; shire" in client.get("/heatmap/ilacs/").content.decode()


@pytest.mark.django_db
class TestTable:
    def test_services_stand_over_their_judgements(self, client):
        make_inspection(
            make_council("testshire"),
            framework="slac-2010",
            grades=key_four("oogo"),
            inspected_from="2011-11-28",
            published_on=date(2012, 1, 25),
        )
        services = fromstring(client.get("/heatmap/slac/").content).xpath("//th[@scope='colgroup']")
        assert [(one.text_content().strip(), one.get("colspan")) for one in services] == [
            ("Safeguarding", "8"),
            ("Looked after children", "10"),
        ]

    def test_what_most_councils_have_on_record_stands_first(self, client):
        make_inspection(
            make_council("testshire"),
            framework="slac-2010",
            grades=key_four("oogo"),
            inspected_from="2011-11-28",
            published_on=date(2012, 1, 25),
        )
        page = client.get("/heatmap/slac/")
        assert list(cells_of(page, "Testshire"))[:4] == [
            "Safeguarding: overall effectiveness",
            "Safeguarding: capacity for improvement",
            "Looked after children: overall effectiveness",
            "Looked after children: capacity for improvement",
        ]
        assert row_of(page, "Testshire")[1:5] == ["O", "O", "G", "O"]

    def test_the_legend_counts_the_grades_of_each_column(self, client):
        for slug, grade in (("testshire", "outstanding"), ("sampleshire", "good"), ("mockshire", "good")):
            make_inspection(make_council(slug), grades={LEADERS: grade})
        make_council("aardshire")
        page = client.get("/heatmap/ilacs/")
        assert cells_of(page, "O Outstanding")["Impact of leaders"] == "1"
        assert cells_of(page, "G Good")["Impact of leaders"] == "2"
        assert cells_of(page, "– No grade")["Impact of leaders"] == "1"
        assert cells_of(page, "– No grade")["Care leavers"] == "4"
        assert "Of 4 councils" in words(page)

    def test_the_answer_says_on_which_judgement_most_and_fewest_have_the_best_grade(self, client):
        for slug, care in (("testshire", "outstanding"), ("sampleshire", "good")):
            make_inspection(make_council(slug), grades={LEADERS: "outstanding", "whole.care_leavers": care})
        page = words(client.get("/heatmap/ilacs/"))
        columns = [("Impact of leaders", 2, 2), ("Care leavers", 1, 2)]
        assert best_and_worst_sentence(columns, framework("ilacs-2023").scale.grades[0]) in page

    def test_rows_have_headings_and_the_table_a_caption_and_a_region_to_scroll(self, client):
        make_inspection(make_council("testshire"))
        page = fromstring(client.get("/heatmap/ilacs/2024-06-01/").content)
        assert page.xpath("//th[@scope='row'][a/@href='/councils/testshire/']/a/text()") == ["Testshire"]
        (caption,) = page.xpath("//caption[@id='heat-caption']/text()")
        assert caption == "Grades by council and judgement, ILACS, as at 1 June 2024"
        assert page.xpath("//*[@role='region'][@aria-labelledby='heat-caption'][@tabindex='0']//table")

    @pytest.mark.parametrize(
        ("order", "names"),
        [
            ("rank", ["Testshire", "Mockshire", "Sampleshire"]),
            ("name", ["Mockshire", "Sampleshire", "Testshire"]),
            ("region", ["Mockshire", "Testshire", "Sampleshire"]),
            ("similarity", ["Testshire", "Mockshire", "Sampleshire"]),
        ],
    )
    def test_rows_stand_in_the_order_asked_for(self, client, order, names):
        for slug, grade, region in (
            ("testshire", "outstanding", "London"),
            ("mockshire", "good", "East Midlands"),
            ("sampleshire", "inadequate", "South West"),
        ):
            make_inspection(make_council(slug, region=region), grades={"whole.overall_effectiveness": grade})
        page = client.get(f"/heatmap/ilacs/?order={order}&measure=overall-outstanding", follow=True)
        assert [name for name in councils_of(page) if name in names] == names

    def test_one_row_can_be_marked(self, client):
        make_inspection(make_council("testshire"))
        make_inspection(make_council("sampleshire"))
        page = fromstring(client.get("/heatmap/ilacs/?council=testshire").content)
        assert page.xpath("//tr[@class='marked']/th[@id='row']/a/@href") == ["/councils/testshire/"]

    def test_the_marked_row_is_a_link_away_and_a_council_that_is_not_shown_said_to_be_so(self, client):
        make_inspection(make_council("testshire", region="London"))
        page = client.get("/heatmap/ilacs/?council=testshire")
        assert address_of(page, "Go to the row of Testshire") == "#row"
        page = client.get("/heatmap/ilacs/?council=testshire&region=South+West")
        assert "Testshire is not among the councils shown here." in words(page)

    def test_by_similarity_like_councils_stand_together_and_the_page_says_how(self, client):
        for slug, letters in (("alphashire", "oo"), ("betashire", "ii"), ("gammashire", "og"), ("deltashire", "ia")):
            grades = {"o": "outstanding", "g": "good", "a": "requires_improvement", "i": "inadequate"}
            found = dict(zip((LEADERS, "whole.help_and_protection"), map(grades.get, letters), strict=True))
            make_inspection(make_council(slug), grades=found)
        make_council("aardshire")
        page = client.get("/heatmap/ilacs/?order=similarity")
        assert councils_of(page) == ["Alphashire", "Gammashire", "Deltashire", "Betashire", "Aardshire"]
        assert "each is put where it adds least to the differences between neighbouring rows" in words(page)

    def test_by_rank_the_inspected_come_before_those_without_an_inspection(self, client):
        make_council("aardshire")
        make_inspection(make_council("testshire"), grades={LEADERS: "good"})
        assert councils_of(client.get("/heatmap/ilacs/")) == ["Testshire", "Aardshire"]

    def test_one_framework_shows_its_own_tree_and_councils_alone(self, client):
        make_inspection(
            make_council("testshire"),
            framework="ilacs-2018",
            inspected_from="2019-03-01",
            published_on=date(2019, 5, 1),
        )
        make_inspection(make_council("sampleshire"), framework="ilacs-2023")
        page = client.get("/heatmap/ilacs/?framework=ilacs-2018")
        assert councils_of(page) == ["Testshire"]
        assert "Children in care and care leavers" in words(page)
        assert "1 of 2 inspections counted" in words(page)

    def test_a_group_is_shown_alone(self, client):
        make_inspection(make_council("testshire", region="London"))
        make_inspection(make_council("sampleshire", region="South West"))
        page = client.get("/heatmap/ilacs/?region=London")
        assert councils_of(page) == ["Testshire"]
        assert "within this group only" in words(page)

    def test_a_draft_is_nowhere(self, client):
        make_inspection(make_council("testshire"), grades={LEADERS: "outstanding"}, published=False)
        page = client.get("/heatmap/ilacs/")
        assert row_of(page, "Testshire") == ["Testshire", STATES[State.NO_REPORT_YET]]
        assert "25 Jan 2024" not in words(page)


@pytest.mark.django_db
class TestChart:
    def chart(self, code: str = "ilacs", **selection):
        asked = ProgrammeSelection(Moment(CurrentRecord(), DAY), "heatmap", programme(code), **selection)
        page = heatmap_page(asked, asked.moment.record.programme_as_at(asked.programme, DAY))
        return heatmap_chart(page, "https://example.org/", table=lambda _source: None)

    def test_the_cells_of_its_interactive_form_say_what_the_table_says(self):
        make_inspection(make_council("testshire"), grades={LEADERS: "outstanding"})
        trace = self.chart().interactive("heatmap")["data"][0]
        said = dict(zip(trace["x"], zip(trace["customdata"][0], trace["text"][0], strict=True), strict=True))
        assert list(trace["y"]) == ["Testshire"]
        assert said["Impact of leaders"] == ("Outstanding", "O")
        assert said["Care leavers"] == ("Not on record here", "?")

    def test_it_travels_without_template_colour_bar_or_upload(self):
        make_inspection(make_council("testshire"))
        figure = self.chart().interactive("heatmap")
        assert figure["data"][0]["showscale"] is False
        assert figure["config"]["displaylogo"] is False
        assert figure["config"]["displayModeBar"] is False
        assert "template" not in figure["layout"]

    def test_plotly_accepts_it(self):
        make_inspection(make_council("testshire"), grades={LEADERS: "outstanding"})
        figure = self.chart().interactive("heatmap")
        go.Figure(data=figure["data"], layout=figure["layout"], skip_invalid=False)

    def test_its_columns_have_names_of_their_own(self):
        make_inspection(
            make_council("testshire"),
            framework="slac-2010",
            grades=key_four("oogo"),
            inspected_from="2011-11-28",
            published_on=date(2012, 1, 25),
        )
        figure = self.chart("slac").interactive("heatmap")
        assert len(set(figure["data"][0]["x"])) == len(framework("slac-2010").expected_judgements)

    def test_its_picture_has_title_letters_legend_and_source_in_it(self, client):
        make_inspection(make_council("testshire"), grades={LEADERS: "outstanding"})
        answer = client.get(f"/heatmap/ilacs/{DAY}.svg")
        assert answer["Content-Type"] == "image/svg+xml"
        said = ET.fromstring(answer.content).itertext()
        shown = " ".join(said)
        assert "ILACS grades as at" in shown
        for expected in (
            "Testshire",
            "Impact of leaders",
            " O ",
            "Outstanding",
            STATES[State.NOT_ON_RECORD],
            "http://testserver/",
        ):
            assert expected in shown

    def test_the_interactive_form_is_at_an_address_of_its_own(self, client):
        make_inspection(make_council("testshire"))
        figure = client.get("/heatmap/ilacs.plotly").json()
        assert figure["data"][0]["y"] == ["Testshire"]
        assert client.get("/councils.plotly").status_code == 404


@pytest.mark.django_db
def test_a_full_heatmap_of_152_councils_and_22_judgements_is_small(client, django_assert_max_num_queries):
    grades = Random(22)
    by = make_user()
    judgements = [judgement.id for judgement in framework("slac-2010").expected_judgements]
    for number in range(152):
        make_inspection(
            make_council(f"council-{number}"),
            framework="slac-2010",
            inspected_from="2011-05-02",
            published_on=date(2011, 6, 1) + timedelta(days=grades.randrange(300)),
            grades={id_: grades.choice(["outstanding", "good", "adequate", "inadequate"]) for id_ in judgements},
            by=by,
        )
    with django_assert_max_num_queries(5):
        page = client.get("/heatmap/slac/")
    assert len(councils_of(page)) == 152
    assert gzipped(page) <= 12_000


class TestRealData:
    @pytest.fixture(autouse=True)
    def everything(self, real_data, db):
        """All fixtures."""

    @pytest.mark.parametrize("programme_code", ["slac", "cp-2012", "lac-2013", "sif", "ilacs"])
    def test_every_programme_takes_at_most_five_queries(self, client, django_assert_max_num_queries, programme_code):
        with django_assert_max_num_queries(5):
            assert client.get(f"/heatmap/{programme_code}/").status_code == 200

    @pytest.mark.parametrize("address", ["/heatmap/slac/", "/heatmap/slac/?order=region", "/heatmap/ilacs/"])
    def test_the_heatmap_of_all_councils_is_small(self, client, address):
        assert gzipped(client.get(address)) <= 12_000

    def test_county_durham_has_all_22_judgements_of_its_report(self, client):
        row = row_of(client.get("/heatmap/slac/2012-01-25/"), "County Durham")
        assert "".join(row[1:23]) == "OGOOGGOOOOOOGGGOAGOOOG"
