"""Filters that templates use to write lists and attributes."""

import pytest
from django.template import Context, Template

LIST = '{% load labels %}{% for name in names %}{{ forloop|comma:"or" }}{{ name }}{% endfor %}'


@pytest.mark.parametrize(
    ("names", "written"),
    [(["Kent"], "Kent"), (["Kent", "Leeds"], "Kent or Leeds"), (["Hull", "Kent", "Leeds"], "Hull, Kent or Leeds")],
)
def test_comma_separates_items_and_the_word_comes_before_the_last(names, written):
    assert Template(LIST).render(Context({"names": names})) == written


def test_comma_without_a_word_separates_all_items():
    template = Template("{% load labels %}{% for name in names %}{{ forloop|comma }}{{ name }}{% endfor %}")

    assert template.render(Context({"names": ["Hull", "Kent", "Leeds"]})) == "Hull, Kent, Leeds"


def test_one_line_joins_lines_and_keeps_escaped_text():
    template = Template("{% load labels %}{% filter one_line %}\n  {{ name }},\n  in full\n{% endfilter %}")

    assert template.render(Context({"name": "Rutland & Kent"})) == "Rutland &amp; Kent, in full"
