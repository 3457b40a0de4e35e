"""The front of a report: dates in every form, inspectors, and the council by any of its names."""

from datetime import date

import pytest

from inspections.names import CouncilNames
from inspections.reports.councils import find_council
from inspections.reports.extract import load_text
from inspections.reports.findings import Reading
from inspections.reports.header import periods, read_header
from inspections.reports.pipeline import read_report
from tests.builders.register import fixture_councils
from tests.builders.reports import ILACS_2023, REGISTER, ilacs_text, slac_text

GOOD = ("Good",) * 5


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("28 November 2011 – 13 December 2011", [("2011-11-28", "2011-12-13")]),
        ("9 – 20 May 2011", [("2011-05-09", "2011-05-20")]),
        ("9 \t– 20\tMay 2011", [("2011-05-09", "2011-05-20")]),
        ("9-20 May 2011", [("2011-05-09", "2011-05-20")]),
        ("9 — 20 May 2011", [("2011-05-09", "2011-05-20")]),
        ("13 to 24 September 2010", [("2010-09-13", "2010-09-24")]),
        ("23 January – 3 February 2012", [("2012-01-23", "2012-02-03")]),
        ("22 February 2016–18 March 2016", [("2016-02-22", "2016-03-18")]),
        ("28 November 2011 13 December 2011", [("2011-11-28", "2011-12-13")]),
        ("10 December – 4 January 2013", [("2012-12-10", "2013-01-04")]),
        ("1st to 12th Sept 2014", [("2014-09-01", "2014-09-12")]),
        ("28 July 2016", [("2016-07-28", "2016-07-28")]),
        (
            "5 to 9 December 2022 and 14 to 15 February 2023",
            [("2022-12-05", "2022-12-09"), ("2023-02-14", "2023-02-15")],
        ),
        (
            "8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019",
            [("2019-07-08", "2019-07-12"), ("2019-08-07", "2019-08-08")],
        ),
        ("16 to 20 May 2022 and 6 June 2022", [("2022-05-16", "2022-05-20"), ("2022-06-06", "2022-06-06")]),
        ("1/06/2015 – 25/06/2015", [("2015-06-01", "2015-06-25")]),
        ("01/06/2015 to 25/06/2015", [("2015-06-01", "2015-06-25")]),
        ("13/13/2015 to 25/13/2015", []),
        ("in the spring", []),
        ("30 to 31 February 2012", []),
    ],
)
def test_days_on_site_in_every_form(text: str, days: list[tuple[str, str]]) -> None:
    assert [(str(period.first), str(period.last)) for period in periods(text)] == days


def test_a_second_period_on_site_moves_the_last_day_and_is_kept() -> None:
    reading = read_report(
        ilacs_text(ILACS_2023, GOOD, dates="5 to 9 December 2023 and 14 to 15 February 2024").encode(), REGISTER
    )
    assert isinstance(reading, Reading)
    assert (str(reading.inspected_from), str(reading.inspected_to)) == ("2023-12-05", "2024-02-15")
    assert [str(period.first) for period in reading.other_periods] == ["2024-02-14"]


@pytest.mark.parametrize(
    ("front", "names"),
    [
        ("Lead inspector: Ann Example HMI", ("Ann Example",)),
        ("Lead inspector: Ann Example\nHer Majesty’s Inspector\nJudgement Grade", ("Ann Example",)),
        (
            "Lead inspectors: Ann Example, His Majesty’s Inspector, and Bo Specimen-Jones,\nHis Majesty’s Inspector",
            ("Ann Example", "Bo Specimen-Jones"),
        ),
        ("Reporting inspector Ann B Example HMI\nAge group: All", ("Ann B Example",)),
        ("Inspection dates: 2 to 6 June 2025\nJudgement Grade", ()),
        ("Some prose.\nLead inspector: Dick O’Model\nDeputy lead inspector: Bo Specimen", ("Dick O’Model",)),
    ],
)
def test_lead_inspectors_by_name_without_rank(front: str, names: tuple[str, ...]) -> None:
    assert read_header(load_text(front)).lead_inspectors == names


def test_labels_that_run_together_on_a_line_are_parted() -> None:
    text = (
        "Inspection dates: 9 – 20 May 2011 Reporting inspector Ann Example HMI\nAge group:AllPublished:27 June 2011\n"
    )
    header = read_header(load_text(text))
    assert (header.published_on, header.lead_inspectors) == (date(2011, 6, 27), ("Ann Example",))


def test_the_year_of_publication_is_not_that_of_the_copyright_line() -> None:
    assert read_header(load_text(slac_text())).published_on == date(2011, 6, 27)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Inspection of Testshire local authority children’s services", "testshire"),
        ("Testshire County Council", "testshire"),
        ("Inspection of North Testshire local authority children’s services", "north-testshire"),
        ("London Borough of Sampleton & Trial", "sampleton-and-trial"),
        ("Royal Borough of Sampleton and Trial", "sampleton-and-trial"),
        ("Inspection of Testshire Children and Families Trust", "testshire"),
        ("TESTSHIRE", "testshire"),
    ],
)
def test_the_council_by_each_of_its_names(title: str, slug: str) -> None:
    assert find_council([title], REGISTER, date(2023, 5, 1)).slugs == (slug,)


@pytest.mark.parametrize(("day", "slug"), [(date(2019, 3, 31), "old-borough"), (date(2019, 4, 1), "new-borough")])
def test_of_two_councils_with_one_name_the_one_in_being_is_meant(day: date, slug: str) -> None:
    assert find_council(["Mockford"], REGISTER, day).slugs == (slug,)


def test_without_a_date_two_councils_with_one_name_are_no_answer() -> None:
    assert set(find_council(["Mockford"], REGISTER, None).slugs) == {"old-borough", "new-borough"}


def test_a_name_inside_a_word_is_no_name() -> None:
    register = [CouncilNames("mock", ("Mock",)), CouncilNames("mockshire", ("Mockshire",))]
    assert find_council(["Inspection of Mockshire"], register, None).slugs == ("mockshire",)


def test_a_name_that_only_says_what_kind_of_council_it_is_names_none() -> None:
    register = [CouncilNames("hull", ("Hull", "City of")), CouncilNames("york", ("City of York", "York"))]
    assert find_council(["City of York Council"], register, None).slugs == ("york",)
    assert find_council(["City of Nowhere Council"], register, None).slugs == ()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Inspection of Stoke on Trent local authority children’s services", "stoke-on-trent"),
        ("Southend on Sea Borough Council", "southend-on-sea"),
        ("Bournemouth, Christchurch & Poole", "bournemouth-christchurch-and-poole"),
        ("Inspection of Hull children’s services", "kingston-upon-hull"),
        ("Newcastle children’s services", "newcastle-upon-tyne"),
        ("East Riding", "east-riding-of-yorkshire"),
        ("Saint Helens Council", "st-helens"),
        ("Durham", "county-durham"),
        ("Royal Borough of Kingston-on-Thames", "kingston-upon-thames"),
        ("North Northants Council", "north-northamptonshire"),
    ],
)
def test_the_reader_knows_the_names_that_people_write(title, slug):
    found = find_council([title], fixture_councils(), date(2023, 5, 1))
    assert found.slugs == (slug,)
    assert found.as_printed in title


def test_the_reader_knows_a_name_as_of_the_day():
    assert find_council(["Northants"], fixture_councils(), date(2019, 8, 1)).slugs == (
        "northamptonshire-county-council",
    )
    assert find_council(["Northants"], fixture_councils(), date(2023, 5, 1)).slugs == ()
