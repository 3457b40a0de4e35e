"""Names of councils: what people write, and the one council that it means on a day."""

from datetime import date, timedelta

import pytest

from inspections.names import CouncilNames, CouncilRegister, fold, says_which
from inspections.wording.councils import no_council_meant
from tests.builders.register import fixture_councils

TODAY = date(2026, 9, 1)
REGISTER = CouncilRegister(fixture_councils())
DAYS_OF_CHANGE = sorted(
    {date(2009, 3, 31), TODAY}
    | {day for council in fixture_councils() for day in (council.valid_from, council.valid_to) if day}
    | {council.valid_to + timedelta(1) for council in fixture_councils() if council.valid_to}
)


def meant(text: str, day: date = TODAY) -> str | None:
    found = REGISTER.resolve(text, day)
    return found.slug if found else None


def near(text: str, day: date = TODAY) -> list[str]:
    return [council.slug for council in REGISTER.near(text, day)]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Stoke on Trent", "stoke-on-trent"),
        ("STOKE-ON-TRENT CITY COUNCIL", "stoke-on-trent"),
        ("Stoke", "stoke-on-trent"),
        ("Southend on Sea", "southend-on-sea"),
        ("Southend City Council", "southend-on-sea"),
        ("Bournemouth, Christchurch & Poole", "bournemouth-christchurch-and-poole"),
        ("BCP", "bournemouth-christchurch-and-poole"),
        ("Hull", "kingston-upon-hull"),
        ("the City of Hull", "kingston-upon-hull"),
        ("Kingston on Hull", "kingston-upon-hull"),
        ("Kingston", "kingston-upon-thames"),
        ("Newcastle", "newcastle-upon-tyne"),
        ("Newcastle-on-Tyne", "newcastle-upon-tyne"),
        ("East Riding", "east-riding-of-yorkshire"),
        ("Northants", "northamptonshire-county-council"),
        ("Durham", "county-durham"),
        ("Co. Durham", "county-durham"),
        ("Saint Helens", "st-helens"),
        ("St. Helens Council", "st-helens"),
        ("LB Barking & Dagenham", "barking-and-dagenham"),
        ("London Borough of Richmond", "richmond-upon-thames"),
        ("Wigan MBC", "wigan"),
        ("Kirklees Metropolitan Borough Council", "kirklees"),
        ("Cornwall County Council", "cornwall"),
        ("B&NES", "bath-and-north-east-somerset"),
        ("Telford & the Wrekin", "telford-and-wrekin"),
        ("City of London", "city-of-london"),
        ("Corporation of London", "city-of-london"),
        ("  king’s  LYNN ", None),
        ("London", None),
        ("Beds", None),
        ("City of", None),
        ("Council", None),
        ("a\0b", None),
        ("", None),
    ],
)
def test_a_name_as_people_write_it_means_its_council(text, slug):
    assert meant(text) == slug


@pytest.mark.parametrize("text", ["Derby County Council", "Newcastle Borough Council", "Durham City Council"])
def test_a_name_with_the_wrong_kind_of_council_is_not_guessed(text):
    assert meant(text) is None


@pytest.mark.parametrize(
    ("text", "day", "slug"),
    [
        ("Dorset", date(2019, 3, 31), "dorset-county-council"),
        ("Dorset", date(2019, 4, 1), "dorset"),
        ("Bournemouth", date(2019, 3, 31), "bournemouth"),
        ("Bournemouth", date(2019, 4, 1), "bournemouth-christchurch-and-poole"),
        ("Bucks", date(2020, 3, 31), "buckinghamshire-county-council"),
        ("Bucks", date(2020, 4, 1), "buckinghamshire"),
        ("North Yorks", date(2023, 3, 31), "north-yorkshire-county-council"),
        ("North Yorks", date(2023, 4, 1), "north-yorkshire"),
        ("Dorset County Council", date(2019, 4, 1), "dorset-county-council"),
        ("dorset", date(2012, 1, 5), "dorset"),
        ("Cumbria", date(2023, 4, 1), "cumbria-county-council"),
        ("Cumberland", date(2012, 1, 5), "cumberland"),
    ],
)
def test_of_councils_that_share_a_name_the_one_of_that_day_is_meant(text, day, slug):
    assert meant(text, day) == slug


def test_where_none_of_them_exists_on_the_day_the_last_is_meant():
    old = CouncilNames("old", ("Mock",), valid_to=date(2010, 3, 31))
    later = CouncilNames("later", ("Mock",), valid_from=date(2010, 4, 1), valid_to=date(2015, 3, 31))
    assert CouncilRegister([later, old]).resolve("Mock", TODAY) == later


@pytest.mark.parametrize("day", DAYS_OF_CHANGE, ids=str)
def test_no_name_of_the_register_means_two_councils_on_one_day(day):
    in_being = [council for council in fixture_councils() if council.is_in_being(day)]
    for council in in_being:
        for name in council.names:
            assert REGISTER.meant_by(name, day) == (council,), name


def test_every_slug_and_every_name_is_told_from_those_of_others():
    for council in fixture_councils():
        assert meant(council.slug) == council.slug
        for name in council.names:
            assert says_which(name), name
            assert REGISTER.others_named(name, council) == [], name


def test_a_name_of_several_councils_of_one_day_means_none_and_says_which():
    register = CouncilRegister([CouncilNames("east", ("East", "Mock")), CouncilNames("west", ("West", "Mock"))])
    assert register.resolve("Mock", TODAY) is None
    assert no_council_meant("Mock", register, TODAY) == "More than one council is called “Mock”: East and West."
    assert register.others_named("MOCK council", register.by_slug["east"]) == [register.by_slug["west"]]


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Stoke on Trnt", ["stoke-on-trent"]),
        ("Sufolk", ["suffolk"]),
        ("middlesborough", ["middlesbrough"]),
        ("wrekin", ["telford-and-wrekin"]),
        ("Derby County Council", ["derby", "derbyshire"]),
        ("Newcastle Borough Council", ["newcastle-upon-tyne"]),
        ("london", ["city-of-london"]),
        ("Borough of Atlantis", []),
        ("&", []),
    ],
)
def test_names_near_to_a_wrong_one(text, slugs):
    assert near(text) == slugs


def test_near_names_are_few_and_those_in_being_come_first():
    found = near("north")
    assert len(found) == 5
    assert near("Dorst", date(2012, 1, 5)) == ["dorset-county-council", "dorset"]
    assert near("Dorst") == ["dorset", "dorset-county-council"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Sufolk", "No council is called “Sufolk”. Names near to it: Suffolk."),
        ("Dorst", "No council is called “Dorst”. Names near to it: Dorset and Dorset (to 2019)."),
        ("Atlantis", "No council is called “Atlantis”. The list of councils has all their names."),
    ],
)
def test_a_wrong_name_is_answered_with_those_near_to_it(text, said):
    assert no_council_meant(text, REGISTER, TODAY) == said


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Stoke-on-Trent", "STOKE ON TRENT"),
        ("Brighton & Hove", "brighton and hove"),
        ("St. Helens", "Saint Helens"),
        ("King’s Lynn", "Kings Lynn"),
        ("Newcastle upon Tyne", "newcastle-on-tyne"),
        ("Tÿne", "tyne"),
    ],
)
def test_names_that_fold_alike(one, other):
    assert fold(one) == fold(other)
