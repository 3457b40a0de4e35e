"""Pages about the same thing show the same numbers, on all real data."""

import csv
import io
import re
from collections import Counter

import pytest
from lxml.html import fromstring

from tests.builders.pages import table, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today", "real_data")]


def test_each_number_of_the_home_pages_map_is_as_long_as_the_list_it_leads_to(client):
    legend = fromstring(client.get("/").content).xpath("//ul[@class='counted']/li")
    assert len(legend) == 5
    for item in legend[:4]:
        number = item.xpath("b[last()]")[0].text_content()
        listed = client.get(item.xpath("a/@href")[0].replace("/?", ".csv?")).content.decode()
        assert len(list(csv.DictReader(io.StringIO(listed.lstrip("\ufeff"))))) == int(number)


def test_a_scorecard_counts_the_grades_that_the_heatmap_of_its_day_shows(client):
    text = client.get("/heatmap/slac/2012-01-25.csv").content.decode("utf-8-sig")
    counted = Counter(row["safeguarding.overall_effectiveness"] for row in csv.DictReader(io.StringIO(text)))
    in_words = table(client.get("/councils/county-durham/2012-01-25/"))[1][2]
    found = {grade.capitalize(): int(number) for number, grade in re.findall(r"(\d+) (\w+),", in_words)}
    assert found == {grade: counted[grade] for grade in ("Outstanding", "Good", "Adequate", "Inadequate")}


@pytest.mark.parametrize("slug", ["county-durham", "derby", "stockton-on-tees", "lancashire", "sandwell"])
def test_a_council_page_and_its_ranking_give_one_place(client, slug):
    page = words(client.get(f"/councils/{slug}/"))
    sentence = re.search(r"In England (As at [^:]+: [^.]+\.)", page)[1]
    assert sentence in words(client.get(f"/ranking/ilacs/?council={slug}"))


@pytest.mark.parametrize("page", ["/ranking/slac/", "/heatmap/cp-2012/", "/map/cp-2012/", "/councils/?abolished=1"])
def test_a_link_to_an_inspection_published_in_a_span_of_months_leads_to_its_scorecard(client, page):
    of_spans = re.findall(r'href="?(/councils/[^"> ]*inspected-[^"> ]*-to-[^"> ]*)', client.get(page).content.decode())
    assert of_spans
    assert client.get(of_spans[0]).status_code == 200
