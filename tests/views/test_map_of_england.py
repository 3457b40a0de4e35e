"""The map on all real data: every council of every day has its tile, and list, file and picture say the same."""

import csv
import io
import re
from collections import Counter
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

from inspections.statistics.standings import State
from inspections.wording.results import PROVENANCE, STATES
from tests.builders.pages import gzipped, tables, tile_names, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]
KB = 1024
OVERALL = "whole.overall_effectiveness"


def rows_of_file(client, address):
    return list(csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))


@pytest.mark.parametrize(
    "address",
    [
        "/map/ilacs/",
        "/map/ilacs/?council=county-durham",
        "/map/slac/2012-01-25/",
        "/map/slac/2012-01-25/?region=North+East",
    ],
)
def test_it_keeps_within_its_budget(client, address):
    with CaptureQueriesContext(connection) as asked:
        response = client.get(address)
    assert len(asked) <= 10
    assert gzipped(response) <= 15 * KB


@pytest.mark.parametrize(("day", "number"), [("2012-01-05", 152), ("2020-01-01", 151), ("2026-09-01", 153)])
def test_every_council_in_being_has_a_tile_and_a_row(client, day, number):
    page = client.get(f"/map/ilacs/{day}/")
    assert len(tile_names(page)) == number
    assert sum(len(row) == 3 for rows in tables(page) for row in rows[1:]) == number


def test_a_tile_is_named_after_council_grade_and_date_and_leads_to_the_council(client):
    page = client.get("/map/ilacs/")
    assert "County Durham: outstanding, published 13 May 2025" in tile_names(page)
    assert '<a class=o href=/councils/county-durham/ aria-label="County Durham: outs' in page.content.decode()


def test_list_file_legend_and_title_count_the_same(client):
    page = client.get("/map/ilacs/")
    found = Counter(row[OVERALL] for row in rows_of_file(client, "/map/ilacs.csv"))
    assert sum(found.values()) == 153
    legend = [
        " ".join(item.text_content().split()) for item in fromstring(page.content).xpath("//ul[@class='counted']/li")
    ]
    for grade in ("Outstanding", "Good", "Requires improvement", "Inadequate"):
        assert f"{grade[0]} {grade} {found[grade]}" in legend
    good = found["Good"] + found["Outstanding"]
    base = 153 - found[STATES[State.NO_OVERALL]]
    assert f"{good} of {base} councils (75%) are good or outstanding" in words(page)


def test_it_says_where_there_is_no_overall_judgement_since_april_2026(client):
    page = client.get("/map/ilacs/")
    assert f"Trafford: {STATES[State.NO_OVERALL]}, published 3 August 2026" in tile_names(page)
    assert "No overall grade 11" in words(page)
    assert f"The other 11: {STATES[State.NO_OVERALL]}." in words(page)


def test_regions_stand_in_order_of_share_and_the_small_last(client):
    page = fromstring(client.get("/map/ilacs/").content)
    names = [row.text_content().split("\n")[0] for row in page.xpath("//details[@class='strip']/summary/span[1]")]
    assert names[0] == "Yorkshire and The Humber"
    assert names[-2:] == ["North West", "East Midlands"]
    assert "%" not in page.xpath("//details[@class='strip']/summary")[-1].text_content()


def test_the_year_is_told_on_the_same_councils(client):
    page = words(client.get("/map/ilacs/"))
    assert re.search(r"In a year \d+ councils went up, \w+ down; 10 are no longer graded", page)
    assert "Of the 142 graded on both days: " in page


def test_a_share_of_an_unfair_sample_says_so(client):
    assert "Not a fair sample" in words(client.get("/map/slac/2010-06-30/"))


def test_a_grade_from_elsewhere_says_so(client):
    page = client.get("/map/slac/2012-01-25/")
    assert f"Lincolnshire: outstanding, {PROVENANCE['later_report']}, inspected June 2010" in tile_names(page)
    assert "<b>O†</b>" in page.content.decode()
    assert f"Outstanding, {PROVENANCE['later_report']}O†" in {
        cell for rows in tables(page) for row in rows for cell in row
    }


def test_a_region_shows_its_own_and_leaves_the_others_in_their_places(client):
    page = client.get("/map/ilacs/?region=North+East&council=county-durham")
    assert len(tile_names(page)) == 12
    assert page.content.decode().count("<span class=outside aria-hidden=true>") == 153 - 12
    assert "9 of 10 councils in the North East (90%) are good or outstanding." in words(page)
    assert "A tile without a letter is a council outside the group." in words(page)


def test_the_marked_council_is_marked_on_the_map_and_in_the_list(client):
    page = client.get("/map/ilacs/?council=Durham", follow=True)
    assert '<a class="o marked" href=/councils/county-durham/' in page.content.decode()
    marked = fromstring(page.content).xpath("//tr[@class='marked']//a/@href")
    assert marked[0] == "/councils/county-durham/"
    assert len(fromstring(page.content).xpath("//tr[@class='marked']")) == 1


def test_a_marked_council_that_was_not_in_being_is_said_to_be_so(client):
    page = client.get("/map/ilacs/?council=poole")
    assert "Poole (to 2019) was not in being on 1 September 2026." in words(page)


def test_the_days_beside_it_are_those_on_which_something_changed(client):
    html = client.get("/map/ilacs/2025-05-13/").content.decode()
    links = re.findall(r'<a href="/map/ilacs/([\d-]+)/" rel="(prev|next)"', html)
    assert [which for _, which in links] == ["prev", "next"]
    assert links[0][0] < "2025-05-13" < links[1][0]


def test_the_picture_holds_every_tile_and_its_words(client):
    svg = client.get("/map/ilacs.svg")
    drawn = ET.fromstring(svg.content)
    texts = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"DUR", "B&D", "IOS"} <= set(texts)
    # One for each tile, and one in the legend.
    assert texts.count("O") == 46 + 1
    assert "46 (32%) outstanding" in drawn.get("aria-label")
    assert gzipped(svg) <= 6 * KB


def test_the_interactive_form_is_what_plotly_takes(client):
    figure = client.get("/map/ilacs.plotly").json()
    drawn = go.Figure(data=figure["data"], layout=figure["layout"]).data[0]
    assert len(drawn.x) == 153
    assert "Kent: good" in " ".join(drawn.customdata)
