"""The colours of grades: an ordered scale that survives greyscale, and text that can be read on it."""

import re
from itertools import pairwise

import pytest
from django.conf import settings

from dashboard.values.palette import GRADES, contrast, lightness
from inspections.frameworks.loader import all_frameworks

BETWEEN_STEPS = 18
READABLE = 4.5


@pytest.fixture(scope="module")
def sheet() -> str:
    return (settings.BASE_DIR / "static" / "css" / "site.css").read_text()


def test_every_grade_of_every_scale_has_a_colour():
    assert {grade.code for framework in all_frameworks() for grade in framework.scale.grades} == set(GRADES)


@pytest.mark.parametrize("scale", dict.fromkeys(one.scale for one in all_frameworks()), ids=lambda scale: scale.code)
def test_each_grade_is_clearly_lighter_than_the_better_one(scale):
    steps = [lightness(GRADES[grade.code].fill) for grade in scale.grades]
    assert all(lighter - darker >= BETWEEN_STEPS for darker, lighter in pairwise(steps))


@pytest.mark.parametrize("code", GRADES)
def test_text_on_a_colour_can_be_read(code):
    assert contrast(GRADES[code].fill, GRADES[code].text) >= READABLE


@pytest.mark.parametrize("code", GRADES)
def test_the_style_sheet_has_the_same_colours(sheet, code):
    names = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheet))
    assert (names[code], names[f"on-{code}"]) == (GRADES[code].fill, GRADES[code].text)


@pytest.mark.parametrize("code", GRADES)
def test_the_style_sheet_names_the_colours_of_a_grade_once(sheet, code):
    assert len(re.findall(rf"--{code}: #", sheet)) == 1
    assert len(re.findall(rf"var\(--{code}\);", sheet.replace("--button: var(--outstanding);", ""))) == 1


def test_contrast_and_lightness_know_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert lightness("#ffffff") == pytest.approx(100)
    assert lightness("#000000") == 0
