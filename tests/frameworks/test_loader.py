"""What the loader reads from a folder of frameworks, and what it refuses."""

from pathlib import Path

import pytest

from inspections.frameworks.loader import load
from inspections.frameworks.toml_table import FrameworkError

SCALES = """
[[scale]]
code = "four"
name = "high, low"

[[scale.grade]]
code = "high"
rank = 1
label = "High"
letter = "H"
wordings = ["High"]

[[scale.grade]]
code = "low"
rank = 2
label = "Low"
letter = "L"
wordings = ["Low"]

[[scale]]
code = "other"
name = "yes"

[[scale.grade]]
code = "yes"
rank = 1
label = "Yes"
letter = "Y"
wordings = ["Yes"]
"""
HEAD = """
code = "{code}"
name = "Test framework {code}"
short_name = "Test {code}"
programme = "test"
in_force_from = "{begins}"
scale = "four"
"""
SERVICE = """
[[service]]
code = "whole"
name = "Children's services"
short_name = "Services"
"""
JUDGEMENT = """
[[service.judgement]]
code = "overall"
name = "Overall"
short_name = "Overall"
key = true
wordings = ["Overall"]
"""
RULE = """
[overall_rule]
service = "whole"
judgement = "overall"
inadequate_where = ["{deciding}"]
"""
COMPARISON = """
[[comparison]]
framework = "test-1"
service = "whole"
judgement = "overall"
earlier = "overall"
fairness = "fair"
why = "same name"
"""
PROGRAMMES = """
[[programme]]
code = "test"
name = "Test programme"
short_name = "Test"

[[programme.measure]]
code = "high"
name = "Judgements that are high"
noun = "judgement"
grades = ["high"]
judgements = ["whole.overall"]
"""
FIRST = HEAD.format(code="test-1", begins="2010-01") + SERVICE + JUDGEMENT
SECOND = HEAD.format(code="test-2", begins="2012-01") + SERVICE + JUDGEMENT + COMPARISON


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two frameworks of one programme that hold together."""
    write(tmp_path, "scales", SCALES)
    write(tmp_path, "programmes", PROGRAMMES)
    write(tmp_path, "test-1", FIRST)
    write(tmp_path, "test-2", SECOND)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def refusal(folder: Path) -> str:
    with pytest.raises(FrameworkError) as raised:
        load(folder)
    return str(raised.value)


def test_a_folder_that_holds_together_is_read_oldest_first(folder):
    found = load(folder)
    assert list(found.frameworks) == ["test-1", "test-2"]
    assert [member.code for member in found.programmes["test"].frameworks] == ["test-1", "test-2"]


def test_a_new_framework_is_a_file(folder):
    write(folder, "test-3", HEAD.format(code="test-3", begins="2014-01") + SERVICE + JUDGEMENT)
    assert list(load(folder).frameworks) == ["test-1", "test-2", "test-3"]


def test_a_graded_group_becomes_an_optional_judgement_before_those_under_it(folder):
    group = '[[service.group]]\ncode = "outcomes"\nname = "Outcomes"\nmay_be_graded = true\n'
    under = JUDGEMENT.replace('"overall"', '"safe"') + 'group = "outcomes"\n'
    write(folder, "test-1", HEAD.format(code="test-1", begins="2010-01") + SERVICE + group + JUDGEMENT + under)
    found = load(folder).frameworks["test-1"]
    assert [(j.code, j.order, j.optional) for j in found.judgements] == [
        ("overall", 1, False),
        ("outcomes", 2, True),
        ("safe", 3, False),
    ]
    assert [j.code for j in found.expected_judgements] == ["overall", "safe"]


def test_a_comparison_is_found_by_framework_and_judgement(folder):
    found = load(folder).frameworks["test-2"]
    assert [c.why for c in found.comparisons_with("test-1", "whole.overall")] == ["same name"]
    assert found.comparisons_with("test-1", "whole.other") == ()
    assert found.comparisons_with("test-0", "whole.overall") == ()


def test_what_a_scale_means_is_said_of_every_grade_or_of_none(folder):
    write(
        folder,
        "one",
        HEAD.format(code="one", begins="2009-04") + '[grade_meanings]\nhigh = "Well"\n' + SERVICE + JUDGEMENT,
    )
    assert "one.toml: file: grade_meanings: there should be one for each of high, low" in refusal(folder)


def test_the_rule_of_an_overall_judgement_names_judgements_by_id(folder):
    text = HEAD.format(code="test-1", begins="2010-01") + RULE.format(deciding="overall") + SERVICE + JUDGEMENT
    write(folder, "test-1", text)
    rule = load(folder).frameworks["test-1"].overall_rule
    assert (rule.judgement, rule.inadequate_where) == ("whole.overall", ("whole.overall",))


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        ("test-1", 'scale = "four"', 'scale = "five"', "scale “five” is not in scales.toml"),
        ("test-1", 'code = "test-1"', 'code = "test-9"', "“code” is test-9, but the file is named test-1"),
        ("test-1", 'scale = "four"', 'scale = "four"\ncolour = "red"', "unknown field “colour”"),
        ("test-1", "key = true", "key = true\ncolour = 1", "judgement overall: unknown field “colour”"),
        ("test-1", "key = true", 'key = "yes"', "judgement overall: “key” should be bool, not str"),
        ("test-1", 'name = "Overall"\n', "", "judgement overall: “name” is missing"),
        (
            "test-1",
            'wordings = ["Overall"]',
            "wordings = []",
            "judgement overall: “wordings” should be a list of words",
        ),
        (
            "test-1",
            'wordings = ["Overall"]',
            "wordings = [1]",
            "judgement overall: “wordings” should be a list of words",
        ),
        ("test-1", 'in_force_from = "2010-01"', "", "“in_force_from” is missing"),
        ("test-1", '"2010-01"', '"January 2010"', "“in_force_from”: “January 2010” is not a date"),
        ("test-1", '"2010-01"', '"2010-01"\nin_force_to = "2009-12"', "“in_force_to” is before “in_force_from”"),
        ("test-1", SERVICE + JUDGEMENT, "", "it has no judgement"),
        ("test-1", JUDGEMENT, JUDGEMENT * 2, "service whole: judgement “overall” stands twice"),
        ("test-1", SERVICE, SERVICE + JUDGEMENT + SERVICE, "service “whole” stands twice"),
        ("test-1", "key = true", 'group = "none"', "judgement overall: group “none” is not a group of the service"),
        ("test-1", "key = true", 'part_of = "none"', "judgement “overall” is part of “none”, which is not there"),
        (
            "test-1",
            SERVICE,
            RULE.format(deciding="none") + SERVICE,
            "overall_rule: “whole.none” is not a judgement of the framework",
        ),
        ("test-1", SERVICE, RULE.format(deciding="overall") + "colour = 1\n" + SERVICE, "overall_rule: unknown field"),
        ("test-1", 'scale = "four"', 'scale = "four"\nreport_titles = []', "“report_titles” should be a list of words"),
        ("test-1", "code =", "code", "test-1.toml: "),
        ("test-1", 'programme = "test"', 'programme = "none"', "programme “none” is not in programmes.toml"),
        ("test-2", 'framework = "test-1"', 'framework = "test-0"', "framework “test-0” is not known"),
        ("test-2", 'earlier = "overall"', 'earlier = "none"', "“whole.none” is not a judgement of test-1"),
        ("test-2", 'judgement = "overall"', 'judgement = "none"', "“whole.none” is not a judgement of test-2"),
        (
            "test-2",
            'fairness = "fair"',
            'fairness = "nice"',
            "fairness “nice” is not one of fair, flagged, partial, none",
        ),
        ("test-2", 'scale = "four"', 'scale = "other"', "the two frameworks have different scales"),
        ("scales", "rank = 2", "rank = 3", "scale four: the grades should be ranked 1, 2, 3"),
        ("scales", 'code = "low"', 'code = "high"', "scale four: grade “high” stands twice"),
        ("scales", 'letter = "L"', 'letter = "L"\nred = 1', "scale four, grade low: unknown field “red”"),
        ("programmes", 'grades = ["high"]', 'grades = ["good"]', "“good” is not a grade of the programme's scale"),
        ("programmes", '"whole.overall"', '"whole.none"', "no framework of the programme has “whole.none”"),
        ("programmes", 'code = "test"', 'code = "none"', "programme none: no framework belongs to it"),
        ("programmes", PROGRAMMES[PROGRAMMES.index("[[programme.m") :], "", "programme test: it has no measure"),
        ("programmes", 'noun = "judgement"\n', "", "programme test, measure high: “noun” is missing"),
    ],
)
def test_a_file_that_does_not_hold_together_is_refused_by_name(folder, name, old, new, expected):
    path = folder / f"{name}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    message = refusal(folder)
    assert expected in message
    assert message.startswith(f"{name}.toml: ")


def test_two_scales_in_one_programme_are_refused(folder):
    write(folder, "test-2", SECOND.replace(COMPARISON, "").replace('scale = "four"', 'scale = "other"'))
    assert refusal(folder) == "programmes.toml: programme test: its frameworks have different scales"


@pytest.mark.parametrize("name", ["scales", "programmes"])
def test_a_file_that_is_not_there_is_named(folder, name):
    (folder / f"{name}.toml").unlink()
    assert refusal(folder).startswith(f"{name}.toml: ")


def test_a_file_that_is_not_text_is_named(folder):
    (folder / "test-1.toml").write_bytes(b'name = "\xff"')
    assert refusal(folder).startswith("test-1.toml: ")


def test_a_programme_that_stands_twice_is_refused(folder):
    write(folder, "programmes", PROGRAMMES * 2)
    assert refusal(folder) == "programmes.toml: file: programme “test” stands twice"


def test_a_scale_that_stands_twice_is_refused(folder):
    write(folder, "scales", SCALES * 2)
    assert refusal(folder) == "scales.toml: file: scale “four” stands twice"


def test_a_measure_that_stands_twice_is_refused(folder):
    measure = PROGRAMMES[PROGRAMMES.index("[[programme.m") :]
    write(folder, "programmes", PROGRAMMES + measure)
    assert "measure “high” stands twice" in refusal(folder)
