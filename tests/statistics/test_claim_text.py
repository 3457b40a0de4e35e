"""Sentences about a council's place, as people write them, and what is understood of each."""

from datetime import date
from fractions import Fraction

import pytest

from inspections.names import CouncilNames, CouncilRegister
from inspections.statistics.claim_numbers import fraction_of, number_of
from inspections.statistics.claim_text import Register, read_claim_text

TODAY = date(2026, 11, 26)
NAMES = CouncilRegister(
    [
        CouncilNames("county-durham", ("County Durham", "Durham County Council", "Durham")),
        CouncilNames("bournemouth", ("Bournemouth",), valid_to=date(2019, 3, 31)),
        CouncilNames(
            "bournemouth-christchurch-and-poole",
            ("Bournemouth, Christchurch and Poole", "BCP", "Bournemouth"),
            valid_from=date(2019, 4, 1),
        ),
        CouncilNames("south-tyneside", ("South Tyneside",)),
        CouncilNames("north-tyneside", ("North Tyneside",)),
        CouncilNames("reading", ("Reading",)),
        CouncilNames("isle-of-wight", ("Isle of Wight",)),
    ]
)
REGIONS = ("North East", "London", "Yorkshire and The Humber")


def read(text):
    return read_claim_text(text, Register(NAMES, REGIONS, TODAY))


def values(text):
    return {name: part.value for name, part in read(text).parts.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Durham is joint best of 92 as at 5 January 2012",
            {"council": "county-durham", "claim": "joint-highest", "of": "92", "as-at": "2012-01-05"},
        ),
        (
            "Durham County Council was joint highest, with three of the four key summary judgements outstanding",
            {
                "council": "county-durham",
                "claim": "joint-highest",
                "count": "3",
                "measure": "ilacs.four-outstanding",
            },
        ),
        (
            "As at 25 January 2012 Durham had 3 of 4 key judgements outstanding",
            {
                "council": "county-durham",
                "claim": "count",
                "count": "3",
                "measure": "slac.key-outstanding",
                "as-at": "2012-01-25",
            },
        ),
        (
            "Durham is joint 18th of 151 with four judgements counted, as at today",
            {"council": "county-durham", "claim": "joint-rank", "number": "18", "of": "151", "as-at": ""},
        ),
        (
            "South Tyneside is one of 25 of 161 councils good or better in all categories as at 31/03/2018",
            {
                "council": "south-tyneside",
                "claim": "one-of",
                "number": "25",
                "of": "161",
                "count": "4",
                "measure": "ilacs.four-good-or-better",
                "as-at": "2018-03-31",
            },
        ),
        (
            "North Tyneside is one of only five outstanding in all areas",
            {
                "council": "north-tyneside",
                "claim": "one-of",
                "number": "5",
                "count": "4",
                "measure": "ilacs.four-outstanding",
            },
        ),
        ("North Tyneside is in the top ten nationally", {"council": "north-tyneside", "claim": "top", "number": "10"}),
        ("Reading is in the top 15 per cent", {"council": "reading", "claim": "top-percent", "number": "15"}),
        (
            "The Isle of Wight is third of 12 in the North East",
            {
                "council": "isle-of-wight",
                "claim": "rank",
                "number": "3",
                "of": "12",
                "region": "North East",
            },
        ),
        (
            "Durham is the best of its statistical neighbours under ILACS",
            {
                "council": "county-durham",
                "claim": "highest",
                "neighbours-of": "county-durham",
                "measure": "ilacs.four-outstanding",
            },
        ),
        (
            "Durham is the only council outstanding overall",
            {
                "council": "county-durham",
                "claim": "one-of",
                "number": "1",
                "measure": "ilacs.overall-outstanding",
                "count": "1",
            },
        ),
        (
            "On 1st Feb 2016 Bournemouth was second under SIF with all six judgements good or better",
            {
                "council": "bournemouth",
                "claim": "rank",
                "number": "2",
                "count": "6",
                "measure": "sif.all-good-or-better",
                "as-at": "2016-02-01",
            },
        ),
        ("Bournemouth is joint first", {"council": "bournemouth-christchurch-and-poole", "claim": "joint-highest"}),
    ],
)
def test_what_a_sentence_says(text, expected):
    assert values(text) == expected


def test_each_part_has_the_words_that_say_it():
    parts = read("Durham is joint best of 92 as at 5 January 2012").parts
    assert {name: part.words for name, part in parts.items()} == {
        "council": "Durham",
        "claim": "joint best",
        "of": "of 92",
        "as-at": "as at 5 January 2012",
    }


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Durham is joint best of 92 as at 5 January 2012", ()),
        ("Durham is joint best for adoption", ("adoption",)),
        ("Durham is not joint best", ("not",)),
        ("Durham is joint best since 2012", ("since 2012",)),
        ("Durham and Reading are joint best", ("Reading",)),
        ("Durham is joint best as at 31 February 2012", ("31 February 2012",)),
    ],
)
def test_what_is_not_understood_is_named(text, left):
    assert read(text).left == left


def test_a_word_with_a_capital_is_a_council_before_others():
    assert values("For those reading this: Durham is joint best")["council"] == "county-durham"


def test_a_sentence_without_a_council_or_a_place_has_neither():
    assert values("Nowhere is a fine town") == {}


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("3", 3),
        ("three", 3),
        ("3rd", 3),
        ("third", 3),
        ("Twelve", 12),
        ("forty-six", 46),
        ("twenty-first", 21),
        ("a hundred and fifty-two", 152),
        ("1,024", 1024),
        ("a dozen", 12),
    ],
)
def test_numbers_may_be_written_in_words(words, number):
    assert number_of(words) == number


@pytest.mark.parametrize(
    ("words", "fraction"),
    [
        ("half", (1, 2)),
        ("a third", (1, 3)),
        ("three quarters", (3, 4)),
        ("One in five", (1, 5)),
        ("9 out of 10", (9, 10)),
    ],
)
def test_shares_may_be_written_in_words(words, fraction):
    assert fraction_of(words) == Fraction(*fraction)
