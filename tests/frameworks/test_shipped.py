"""The frameworks and programmes that ship."""

from datetime import date
from itertools import pairwise

import pytest

from inspections.frameworks.loader import all_frameworks, all_programmes, framework, programme


def test_the_frameworks_that_were_used_ship_oldest_first():
    assert [found.code for found in all_frameworks()] == [
        "slac-2009",
        "slac-2010",
        "cp-2012",
        "lac-2013",
        "sif-2013",
        "ilacs-2018",
        "ilacs-2023",
        "ilacs-2026",
    ]


def test_the_programmes_ship_oldest_first():
    assert [found.code for found in all_programmes()] == ["slac", "cp-2012", "lac-2013", "sif", "ilacs"]


@pytest.mark.parametrize(
    ("code", "service", "number"),
    [
        ("slac-2009", "safeguarding", 13),
        ("slac-2009", "looked_after", 16),
        ("slac-2010", "safeguarding", 10),
        ("slac-2010", "looked_after", 12),
        ("sif-2013", "whole", 6),
        ("sif-2013", "lscb", 1),
        ("ilacs-2018", "whole", 4),
        ("ilacs-2023", "whole", 5),
        ("ilacs-2026", "whole", 4),
    ],
)
def test_each_service_has_the_judgements_that_ofsted_records(code, service, number):
    judgements = framework(code).service(service).judgements
    assert len([judgement for judgement in judgements if not judgement.optional]) == number


@pytest.mark.parametrize("code", ["slac-2009", "slac-2010"])
def test_slac_has_four_key_judgements(code):
    assert [judgement.id for judgement in framework(code).key_judgements] == list(
        programme("slac").measure("key-outstanding").judgements
    )


def test_adequate_and_requires_improvement_are_grades_of_different_scales():
    assert framework("slac-2010").scale.has("adequate")
    assert not framework("slac-2010").scale.has("requires_improvement")
    assert framework("sif-2013").scale.has("requires_improvement")
    assert not framework("sif-2013").scale.has("adequate")


def test_only_the_framework_of_2026_has_no_overall_judgement():
    assert [found.code for found in all_frameworks() if found.no_overall] == ["ilacs-2026"]
    assert not framework("ilacs-2026").has("whole.overall_effectiveness")


@pytest.mark.parametrize("code", [found.code for found in all_frameworks()])
def test_a_framework_that_ships_is_whole(code):
    found = framework(code)
    assert [judgement.order for judgement in found.judgements] == list(range(1, len(found.judgements) + 1))
    assert found in programme(found.programme).frameworks
    assert found.grade_codes()[-1] == "not_judged"
    assert len({grade.letter for grade in found.scale.grades}) == len(found.scale.grades)


@pytest.mark.parametrize("code", [found.code for found in all_programmes()])
def test_the_frameworks_of_a_programme_follow_each_other(code):
    members = programme(code).frameworks
    for earlier, later in pairwise(members):
        assert earlier.in_force_to is not None
        assert earlier.in_force_to.latest < later.in_force_from.earliest


@pytest.mark.parametrize("code", [found.code for found in all_frameworks()])
def test_a_framework_is_compared_with_earlier_ones_of_its_programme_only(code):
    found = framework(code)
    for comparison in found.comparisons:
        earlier = framework(comparison.framework)
        assert earlier.programme == found.programme
        assert earlier.in_force_from.earliest < found.in_force_from.earliest
        assert comparison.why


def test_slac_changed_version_in_november_2010():
    assert framework("slac-2010").in_force_from.earliest == date(2010, 11, 1)


@pytest.mark.parametrize("lookup", [framework, programme])
def test_an_unknown_code_is_a_key_error(lookup):
    with pytest.raises(KeyError):
        lookup("none")


def test_names_have_the_apostrophe_of_print():
    frameworks, programmes = all_frameworks(), all_programmes()
    named = [*frameworks, *programmes, *(one for framework in frameworks for one in framework.services)]
    named += [one for framework in frameworks for one in framework.judgements]
    names = [name for one in named for name in (one.name, one.short_name)]
    names += [name for found in programmes for measure in found.measures for name in (measure.name, measure.noun)]
    assert [name for name in names if "'" in name] == []
