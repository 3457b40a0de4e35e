"""The colours of grades: an ordered scale that survives greyscale, and text that can be read on it."""

import re
from itertools import pairwise

import pytest
from django.conf import settings

from dashboard.values import theme
from dashboard.values.palette import DARK_GRADES, GRADES, contrast, lightness
from inspections.frameworks.loader import all_frameworks

BETWEEN_STEPS = 18
READABLE, VISIBLE = 4.5, 3
# What protanopia, deuteranopia and tritanopia leave of red, green and blue (Viénot 1999, Brettel 1997 in one plane).
SEEN = {
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
    "tritanopia": ((1, 0.1446, -0.1446), (0, 0.8592, 0.1408), (0, 0.8592, 0.1408)),
}


@pytest.fixture(scope="module")
def sheet() -> str:
    return (settings.BASE_DIR / "static" / "css" / "site.css").read_text()


def test_every_grade_of_every_scale_has_a_colour():
    assert {grade.code for framework in all_frameworks() for grade in framework.scale.grades} == set(GRADES)


def steps(scale, grades) -> list[float]:
    return [lightness(grades[grade.code].fill) for grade in scale.grades]


SCALES = pytest.mark.parametrize(
    "scale", dict.fromkeys(one.scale for one in all_frameworks()), ids=lambda scale: scale.code
)


@SCALES
def test_each_grade_is_clearly_lighter_than_the_better_one(scale):
    assert all(lighter - darker >= BETWEEN_STEPS for darker, lighter in pairwise(steps(scale, GRADES)))


@SCALES
def test_each_grade_is_clearly_darker_than_the_better_one_on_a_dark_page(scale):
    assert all(lighter - darker >= BETWEEN_STEPS for lighter, darker in pairwise(steps(scale, DARK_GRADES)))


def seen(colour: str, kind: str) -> str:
    """The colour as somebody with a kind of colour blindness sees it."""
    linear = [(int(colour[n : n + 2], 16) / 255) ** 2.2 for n in (1, 3, 5)]
    mixed = [sum(share * channel for share, channel in zip(row, linear, strict=True)) for row in SEEN[kind]]
    return "#" + "".join(f"{round(255 * min(max(value, 0), 1) ** (1 / 2.2)):02x}" for value in mixed)


@SCALES
@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("grades", [GRADES, DARK_GRADES], ids=["light", "dark"])
def test_the_order_survives_colour_blindness(scale, kind, grades):
    found = [lightness(seen(grades[grade.code].fill, kind)) for grade in scale.grades]
    found = found if grades is GRADES else found[::-1]
    assert all(lighter - darker >= BETWEEN_STEPS * 0.75 for darker, lighter in pairwise(found))


@pytest.mark.parametrize("grades", [GRADES, DARK_GRADES], ids=["light", "dark"])
@pytest.mark.parametrize("code", GRADES)
def test_text_on_a_colour_can_be_read(code, grades):
    assert contrast(grades[code].fill, grades[code].text) >= READABLE


@pytest.mark.parametrize(
    ("colour", "ground"), [(GRADES["inadequate"], "#ffffff"), (DARK_GRADES["inadequate"], "#0f1618")]
)
def test_the_palest_grade_has_an_edge_that_is_seen(colour, ground):
    assert contrast(colour.edge, ground) >= VISIBLE


@pytest.mark.parametrize("code", GRADES)
def test_the_style_sheet_has_the_same_colours(sheet, code):
    light, dark, *_ = sheet.split("@media")
    for part, grades in ((light, GRADES), (dark, DARK_GRADES)):
        names = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", part))
        assert (names[code], names[f"on-{code}"]) == (grades[code].fill, grades[code].text)


@pytest.mark.parametrize("code", GRADES)
def test_the_style_sheet_names_the_colours_of_a_grade_once_for_light_and_once_for_dark(sheet, code):
    assert len(re.findall(rf"--{code}: #", sheet)) == 2
    assert len(re.findall(rf"var\(--{code}\)", sheet)) == 1


def test_a_drawing_for_a_dark_page_has_text_that_can_be_read():
    light = f'<rect fill="{theme.GROUND}"/><text fill="{theme.INK}"/><text fill="{theme.QUIET}"/>'
    ground, *inks = re.findall("#[0-9a-f]{6}", theme.darkened(light))
    assert all(contrast(ground, ink) >= READABLE for ink in inks)
    for code, colour in GRADES.items():
        fill, text = (theme.darkened(one) for one in (colour.fill, colour.text))
        assert contrast(fill, text) >= READABLE, code


def test_a_colour_without_a_dark_counterpart_is_refused():
    with pytest.raises(KeyError):
        theme.darkened("#123456")


def test_contrast_and_lightness_know_black_and_white():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert lightness("#ffffff") == pytest.approx(100)
    assert lightness("#000000") == 0
