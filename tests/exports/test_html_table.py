"""Tables for people: names instead of codes, grades with their origin below, no column that says nothing."""

from lxml import html

from dashboard.exports.html_table import data_table
from dashboard.values.table import COUNCIL, INSPECTED_FROM, Column, DataFile, ToPeople, graded


def shown(columns, *rows) -> list[list[str]]:
    """The table's cells as somebody reads them, its headings first."""
    table = html.fromstring(data_table(DataFile("test", {}, columns, rows, title="A test")))
    return [[cell.text_content() for cell in row.iter("th", "td")] for row in table.iter("tr")]


def test_a_council_has_its_name_without_its_code():
    assert shown(COUNCIL, ["testshire", "Testshire"]) == [["Council"], ["Testshire"]]


def test_a_table_whose_councils_have_no_code_keeps_them():
    column = Column("council", "Council")
    assert shown([column], ["Testshire"]) == [["Council"], ["Testshire"]]


def test_a_grade_from_the_report_stands_alone():
    assert shown(graded("overall", "Overall"), ["Good", "report"], ["Good", "report"])[1:] == [["Good"], ["Good"]]


def test_a_grade_from_elsewhere_says_so_below():
    columns = (COUNCIL[1], *graded("overall", "Overall"))
    rows = shown(columns, ["Testshire", "Adequate", "later_report"])
    assert rows == [["Council", "Overall"], ["Testshire", "Adequate as stated in a later Ofsted report"]]


def test_a_grade_of_a_paper_keeps_what_stands_below_it():
    table = data_table(DataFile("test", {}, [Column("a", "A"), Column("b", "B")], [["x", "Good (SLAC 2010)"]]))
    assert '<span class="grade good">Good</span> <small>SLAC 2010</small>' in table


def test_a_column_for_some_rows_is_left_out_where_there_are_none():
    reason = Column("reason", "Reason", to_people=ToPeople.WHERE_ANY)
    assert shown([COUNCIL[1], reason], ["Testshire", ""]) == [["Council"], ["Testshire"]]
    assert shown([COUNCIL[1], reason], ["Testshire", "none"])[0] == ["Council", "Reason"]


def test_the_month_of_an_inspection_is_in_words():
    assert shown([COUNCIL[1], INSPECTED_FROM], ["Testshire", "2010-06"])[1] == ["Testshire", "June 2010"]
