"""Charts as values: what their pictures say, and that words fit and are safe in them."""

from datetime import date
from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from dashboard.charts.distribution import Bar, distribution_chart
from dashboard.values import theme
from dashboard.values.chart import Chart, source_line
from dashboard.values.palette import Colour
from dashboard.values.svg import Drawing, Key, document, legend
from dashboard.values.text import shortened, width_of, wrapped
from inspections.frameworks.loader import framework
from inspections.statistics.shares import Share, Shares
from inspections.statistics.standings import CouncilRow

SVG = "{http://www.w3.org/2000/svg}"
ILACS = framework("ilacs-2023")


def shares(*counts: int) -> Shares:
    """That many fictional councils for each grade, best first."""
    councils = [CouncilRow(f"testshire-{n}", f"Testshire {n}") for n in range(sum(counts))]
    parts = [tuple(councils[sum(counts[:n]) : sum(counts[: n + 1])]) for n in range(len(counts))]
    graded = zip(ILACS.scale.grades, parts, strict=True)
    return Shares("whole.leaders", tuple(Share(grade, held, sum(counts)) for grade, held in graded), {})


def chart(*bars: Bar) -> Chart:
    return distribution_chart(
        "grades",
        title="Grades <by> judgement & more",
        finding="Most are good.",
        source=source_line(date(2026, 11, 25), "https://example.org/national/ilacs/"),
        scale=ILACS.scale,
        bars=bars or (Bar("Impact of leaders", shares(3, 5, 2, 1)),),
        table=lambda: None,
    )


def texts(svg: str) -> list[str]:
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]


def test_a_picture_names_itself_and_says_what_it_finds():
    root = ET.fromstring(chart().svg())
    assert root.get("role") == "img"
    assert root.find(f"{SVG}title").text == "Grades <by> judgement & more"
    assert root.find(f"{SVG}desc").text == "Most are good."
    assert "Most are good." in root.get("aria-label")


def test_a_picture_holds_title_legend_numbers_and_source():
    found = texts(chart().svg())
    assert found[0] == "Grades <by> judgement & more"
    assert "Requires improvement" in found
    assert {"O 3", "G 5", "R 2", "I 1"} <= set(found)
    assert "Impact of leaders (11)" in found
    assert "as at 25 November 2026. https://example.org/national/ilacs/" in " ".join(found)


@pytest.mark.parametrize("width", [theme.WIDE, theme.NARROW])
def test_a_picture_is_drawn_by_attributes_on_an_opaque_ground(width):
    svg = chart().svg(width)
    assert "style" not in svg
    assert "class=" not in svg
    ground = ET.fromstring(svg).find(f"{SVG}rect")
    assert (ground.get("width"), ground.get("fill")) == (str(width), "#ffffff")


@pytest.mark.parametrize("width", [theme.WIDE, theme.NARROW])
def test_nothing_stands_outside_the_picture(width):
    root = ET.fromstring(chart(Bar("A very long judgement " * 4, shares(90, 1, 1, 60))).svg(width))
    height = float(root.get("height"))
    for text in root.iter(f"{SVG}text"):
        wide = width_of(text.text, float(text.get("font-size")), text.get("font-weight", "normal"))
        left = float(text.get("x")) - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor"), 0)
        assert left >= 0
        assert left + wide <= width
        assert 0 < float(text.get("y")) <= height
    for rect in root.iter(f"{SVG}rect"):
        assert float(rect.get("x", 0)) + float(rect.get("width")) <= width + 0.2


def test_a_part_too_small_for_letter_and_number_keeps_the_number_if_that_fits():
    found = texts(chart(Bar("Impact of leaders", shares(60, 60, 27, 4))).svg())
    assert "4" in found
    assert "I 4" not in found


def test_a_bar_without_a_graded_council_says_so():
    assert "no grade on record" in texts(chart(Bar("Care leavers", shares(0, 0, 0, 0))).svg())


def test_plotly_accepts_the_interactive_form():
    figure = chart().interactive("grades")
    go.Figure(data=figure["data"], layout=figure["layout"], skip_invalid=False)
    assert figure["config"]["toImageButtonOptions"]["filename"] == "grades"


def test_the_interactive_form_says_how_many_of_how_many():
    outstanding = chart().interactive("grades")["data"][0]
    assert outstanding["customdata"] == ["3 councils of 11"]


def test_a_legend_goes_on_in_the_next_line_where_the_first_is_full():
    drawing = Drawing(200)
    keys = tuple(Key(Colour("#fff", "#000"), mark, f"what {mark} stands for") for mark in "ABCD")
    assert legend(drawing, keys, 0, 0, 200) > legend(Drawing(900), keys, 0, 0, 900)


def test_hostile_words_stay_words():
    drawing = Drawing(100)
    drawing.text(0, 10, "<script>alert(1)</script>")
    svg = document(drawing, 'A "title"', "<b>")
    assert "<script" not in svg
    assert ET.fromstring(svg).get("aria-label") == 'A "title". <b>'


@pytest.mark.parametrize("words", ["", "one", "Bournemouth, Christchurch and Poole", "https://example.org/" + "a" * 90])
def test_wrapped_lines_fit_and_hold_every_letter(words):
    lines = wrapped(words, 80, 12)
    assert all(width_of(line, 12) <= 80 for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_a_line_too_long_is_cut_with_an_ellipsis():
    cut = shortened("Bournemouth, Christchurch and Poole", 80, 12)
    assert cut.endswith("…")
    assert width_of(cut, 12) <= 80
    assert shortened("Derby", 80, 12) == "Derby"
