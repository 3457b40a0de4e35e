"""The pages of frameworks as their readers see them."""

import re

import pytest

from inspections.frameworks.loader import all_frameworks
from tests.builders.factories import make_council, make_inspection
from tests.builders.pages import addresses, table, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def test_the_list_says_when_each_was_in_force_and_how_much_is_on_record(client):
    make_inspection(framework="ilacs-2023")
    make_inspection(framework="ilacs-2018", inspected_from="2019-01-07", published=False)
    rows = {row[0].partition(":")[0]: row[1:] for row in table(client.get("/frameworks/"))}
    assert rows["ILACS 2023"] == [
        "Inspections known from January 2023 to March 2026",
        "Outstanding, good, requires improvement, inadequate",
        "Judgements 5",
        "Inspections 1",
    ]
    assert rows["ILACS 2018"][-1] == "Inspections 0"
    assert rows["ILACS 2026"][0] == "Inspections known since April 2026"


@pytest.mark.parametrize("code", [framework.code for framework in all_frameworks()])
def test_every_judgement_stands_in_ofsteds_order_with_its_page(client, code):
    answer = client.get(f"/frameworks/{code}/")
    html = answer.content.decode()
    framework = next(known for known in all_frameworks() if known.code == code)
    places = [html.index(f">{judgement.name}</a>") for judgement in framework.services[0].judgements]
    assert places == sorted(places)
    listed = re.findall(rf'<li(?: class="part")?>\s*<a href="/judgements/{code}/', html)
    assert len(listed) == len(framework.judgements)


def test_the_scale_keeps_its_own_word_for_the_third_grade(client):
    old, new = words(client.get("/frameworks/slac-2010/")), words(client.get("/frameworks/ilacs-2023/"))
    assert "outstanding, good, adequate, inadequate" in old
    assert "Requires improvement" not in old
    assert "Adequate" not in new


def test_what_makes_the_overall_judgement_inadequate(client):
    inadequate = {"whole.overall_effectiveness": "inadequate", "whole.children_in_care": "inadequate"}
    make_inspection(make_council("mockshire"), grades=inadequate)
    make_inspection(make_council("exampleham"), grades={"whole.overall_effectiveness": "good"})
    page = words(client.get("/frameworks/ilacs-2023/"))
    rule = "“Help and protection”, “Children in care” or “Care leavers” was"
    assert f"inspections on record here “Overall effectiveness” was inadequate wherever {rule}" in page
    assert "There is no overall judgement" in words(client.get("/frameworks/ilacs-2026/"))


def test_a_rule_that_did_not_hold_once_is_not_told(client):
    make_inspection(make_council("mockshire"), grades={"whole.overall_effectiveness": "inadequate"})
    assert "was inadequate wherever" not in words(client.get("/frameworks/ilacs-2023/"))


def test_what_compares_with_what_has_its_reason(client):
    rows = [row[:4] for row in table(client.get("/frameworks/ilacs-2023/"))]
    assert [
        "Overall effectiveness",
        "ILACS 2018: overall effectiveness",
        "Yes, with care",
        "Same name, same scale; the earlier one rests on one judgement for children in care and care leavers together",
    ] in rows


def test_an_unknown_framework_names_those_there_are(client):
    answer = client.get("/frameworks/unknown/")
    assert answer.status_code == 404
    assert "/frameworks/sif-2013/" in addresses(answer)
