"""The base of selections, tried with a page that has a parameter of each kind."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.template import Context, Template
from django.test import RequestFactory

from dashboard.addresses import PageRequest
from dashboard.selections.base import Selection
from dashboard.selections.group import ALL_COUNCILS, GROUP, CouncilGroup
from dashboard.selections.moment import AS_AT, EDITION, Moment
from dashboard.selections.parameters import Parameter

from .record import TODAY, TwoCouncils

SORT = Parameter("sort", "By which column.", "choice", choices={"name": "", "-name": "", "grade": ""})
COLOUR = Parameter("colour", "Which colour.", "filter", "Colour", {"Warm": {"red": "Red"}, "Cold": {"blue": "Blue"}})


@dataclass(frozen=True)
class PaintSelection(Selection):
    q: str = ""
    colour: str = ""
    sort: str = "name"
    also: tuple[str, ...] = ()
    layers: tuple[str, ...] = ("base",)
    glossy: bool = False
    coats: int | None = None
    dry_by: date | None = None

    path = "/paint/"
    parameters = (
        Parameter("q", "Words.", label="Name", max_length=10),
        *GROUP,
        COLOUR,
        SORT,
        Parameter("also", "Other councils.", "council", is_list=True),
        Parameter(
            "layers",
            "Layers.",
            "choice",
            choices={"base": "Base", "top": "Top"},
            is_list=True,
            separator=".",
            default="base",
        ),
        Parameter("glossy", "Whether it shines.", "flag", "Glossy"),
        Parameter("coats", "How many coats.", "number", "Coats", numbers=range(6)),
        Parameter("dry-by", "By which day.", "day", attribute="dry_by"),
        EDITION,
        AS_AT,
    )


BLANK = PaintSelection(Moment(TwoCouncils(), TODAY))


def read(query: str, **moment) -> PaintSelection:
    return replace(BLANK, moment=replace(BLANK.moment, **moment)).read(QueryDict(query))


def is_canonical(address: str, ending: str = "", **moment) -> bool:
    return read(address.partition("?")[2], **moment).is_canonical(PageRequest.of(RequestFactory().get(address), ending))


class TestReading:
    def test_nothing_asked_for_is_the_defaults(self):
        assert read("") == BLANK
        assert BLANK.url() == "/paint/"

    def test_each_kind_becomes_a_value(self):
        found = read("q=tea&colour=blue&glossy=1&coats=0&dry-by=2024-02-29&also=sampleshire&layers=top.base")
        assert found == replace(
            BLANK,
            q="tea",
            colour="blue",
            glossy=True,
            coats=0,
            dry_by=date(2024, 2, 29),
            also=("sampleshire",),
            layers=("base", "top"),
        )

    def test_what_is_read_is_written_again(self):
        query = "q=tea&colour=blue&sort=-name&also=testshire&also=sampleshire&layers=top&glossy=1&coats=0"
        assert read(query).url() == f"/paint/?{query}"

    def test_a_member_takes_its_own_parameters(self):
        assert read("region=london&type=county").group == CouncilGroup("London", "county")

    def test_a_council_is_meant_by_any_name(self):
        assert read("neighbours-of=County+of+Testshire").group.neighbours_of == "testshire"

    def test_the_latest_set_is_written_out_with_neighbours_and_left_out_without(self):
        assert read("neighbours-of=testshire").url() == "/paint/?neighbours-of=testshire&set=2025-05"
        assert read("neighbours-of=testshire").group.neighbour_set_name == "May 2025"
        assert read("set=2021-04").url() == "/paint/"

    def test_capitals_spaces_and_length_are_forgiven(self):
        found = read("colour=BLUE&q=++two%00+++words+and+more")
        assert (found.colour, found.q) == ("blue", "two words")

    def test_of_a_repeated_parameter_the_last_value_counts(self):
        assert read("colour=red&colour=blue").colour == "blue"
        assert read("colour=red&colour=").colour == ""
        assert read("colour=nothing&colour=blue").colour == "blue"

    def test_a_repeated_list_takes_every_value_once_in_its_order_and_a_written_one_in_that_of_its_choices(self):
        assert read("also=sampleshire&also=&also=testshire&also=sampleshire").also == ("sampleshire", "testshire")
        assert read("layers=top&layers=base").layers == read("layers=top,base").layers == ("base", "top")

    @pytest.mark.parametrize(
        ("query", "message"),
        [
            ("colour=green", "There is no colour “green”. Known here: red, blue."),
            ("region=Atlantis", "There is no region “Atlantis”. Known here: East Midlands, "),
            ("set=1999&neighbours-of=testshire", "There is no set “1999”. Known here: 2025-05, 2021-04."),
            ("layers=base.gold", "There is no layer “gold”. Known here: base, top."),
            ("glossy=yes", "There is no glossy “yes”. Known here: 1."),
            ("coats=6", "“Coats” is a whole number from 0 to 5, not “6”."),
            ("coats=²", "“Coats” is a whole number from 0 to 5, not “²”."),
            ("dry-by=2024-02-30", "“dry-by” takes a day as year, month and day: dry-by=2012-01-25."),
            ("also=Testshir", "No council is called “Testshir”. Names near to it: Testshire."),
        ],
    )
    def test_a_wrong_value_is_refused_with_what_is_known(self, query, message):
        with pytest.raises(BadRequest) as refused:
            read(query)
        assert str(refused.value).startswith(message)


class TestAddress:
    def test_changes_make_another_address(self):
        assert read("colour=blue&region=London").url(group=ALL_COUNCILS, q="a b") == "/paint/?q=a+b&colour=blue"

    def test_the_moment_is_part_of_it(self):
        assert read("", edition=3, as_at=date(2020, 1, 2)).url() == "/paint/?edition=3&as-at=2020-01-02"

    def test_another_day_is_another_address(self):
        assert read("colour=red", as_at=date(2020, 1, 2)).url_as_at(date(2021, 1, 2)).endswith("&as-at=2021-01-02")

    def test_the_permanent_one_names_edition_and_day(self):
        assert read("colour=red").permanent_url() == "/paint/?colour=red&edition=7&as-at=2026-09-01"

    @pytest.mark.parametrize(
        "address",
        [
            "/paint/",
            "/paint/?colour=red&sort=grade",
            "/paint/?sort=grade&colour=red",
            "/paint/?also=testshire&also=sampleshire",
            "/paint/?colour=red&table=colours&width-cm=8",
        ],
    )
    def test_one_that_says_what_counts_and_no_more_stays(self, address):
        assert is_canonical(address)

    @pytest.mark.parametrize(
        "query",
        [
            "colour=",
            "sort=name",
            "layers=base",
            "unknown=1",
            "colour=RED",
            "colour=red&colour=red",
            "sort=grade&sort=name",
            "also=testshire&also=testshire",
            "also=County+of+Testshire",
            "layers=top&layers=base",
            "layers=top.base",
            "set=2025-05",
            "coats=03",
            "q=+tea",
        ],
    )
    def test_every_other_way_to_ask_leads_to_it(self, query):
        assert not is_canonical(f"/paint/?{query}")
        there = read(query).url()
        assert is_canonical(there)
        assert read(there.partition("?")[2]) == read(query)

    def test_the_order_within_a_list_counts(self):
        assert read("also=testshire&also=sampleshire").url() != read("also=sampleshire&also=testshire").url()

    def test_another_path_to_the_same_page_is_not_it(self):
        assert not is_canonical("/colours/")
        assert is_canonical("/paint.csv", "csv")


class TestGroup:
    def test_all_councils_are_no_group(self):
        assert not ALL_COUNCILS
        assert ALL_COUNCILS.slugs(TwoCouncils()) is None

    def test_neighbours_are_the_council_with_them(self):
        assert CouncilGroup(neighbours_of="testshire").slugs(TwoCouncils()) == {"testshire", "sampleshire"}

    def test_conditions_narrow_each_other(self):
        assert CouncilGroup(region="London", neighbours_of="sampleshire").slugs(TwoCouncils()) == {"sampleshire"}
        assert CouncilGroup(region="South East").slugs(TwoCouncils()) == frozenset()


class TestForm:
    def drawn(self, selection: Selection, tag: str) -> str:
        html = Template("{% load forms %}{% " + tag + " %}").render(Context({"fields": selection.fields}))
        return " ".join(html.replace("\n", " ").split()).replace("> <", "><")

    def test_a_choice_has_its_groups_and_marks_what_is_chosen(self):
        assert self.drawn(read("colour=blue"), 'field fields "colour"') == (
            '<div><label for="colour">Colour</label><select id="colour" name="colour"><option value="">All</option>'
            '<optgroup label="Warm"><option value="red">Red</option></optgroup>'
            '<optgroup label="Cold"><option value="blue" selected>Blue</option></optgroup></select></div>'
        )

    def test_the_default_is_chosen_where_nothing_is_asked_for(self):
        assert '<option value="2025-05" selected>' in self.drawn(read("neighbours-of=testshire"), 'field fields "set"')

    def test_words_of_the_page_take_the_place_of_the_usual_ones(self):
        html = self.drawn(read("region=London"), 'field fields "region" label="Where" empty_label="England" value=""')
        assert ">Where</label>" in html
        assert '<option value="">England</option>' in html
        assert "selected" not in html

    def test_what_was_typed_is_shown_as_text(self):
        assert 'value="&lt;b&gt;"' in self.drawn(read("q=<b>"), 'field fields "q"')

    def test_boxes_are_ticked(self):
        assert 'value="1" checked>Glossy' in self.drawn(read("glossy=1"), 'field fields "glossy"')
        boxes = self.drawn(read("layers=top"), 'field fields "layers"')
        assert 'value="base">Base' in boxes
        assert 'value="top" checked>Top' in boxes

    def test_a_day_of_the_record_is_not_offered_after_the_last_that_is_known(self):
        assert 'value="2020-01-02" max="2026-09-01"' in self.drawn(
            read("", as_at=date(2020, 1, 2)), 'field fields "as-at"'
        )
        assert "max=" not in self.drawn(read(""), 'field fields "dry-by"')

    def test_what_is_kept_without_being_shown_is_hidden(self):
        found = self.drawn(read("sort=grade&colour=red", edition=3), 'hidden fields "edition" "as-at" "sort" "layers"')
        assert found == '<input type="hidden" name="edition" value="3"><input type="hidden" name="sort" value="grade">'
