"""A table as one value: what each of its columns says on the page, in files, in plain words and in Word."""

from typing import NamedTuple

import pytest

from dashboard.values.columns import (
    CellText,
    Column,
    ColumnKind,
    FileColumn,
    GradeColumn,
    PageColumn,
    PartialDayColumn,
    ToPeople,
    WordsColumn,
    graded,
)
from dashboard.values.tables import Form, Table
from inspections.dates import PartialDate
from inspections.frameworks.loader import framework
from inspections.statistics.standings import Result, State
from tests.builders.tables import cells_of, element_of, table_of

SCALE = framework("slac-2010").scale
GOOD = Result("safeguarding.leadership", State.GRADED, SCALE.grade("good"), "report")
DERIVED = Result("safeguarding.leadership", State.GRADED, SCALE.grade("adequate"), "derived")
UNKNOWN = Result("safeguarding.leadership", State.NOT_ON_RECORD)


class Named(NamedTuple):
    """A record of the tables below."""

    name: str
    number: int
    result: Result = GOOD
    part_of: str = ""


class CouncilNumbers(Table):
    """A declaration that uses everything."""

    heads_row = "name"

    code = FileColumn("Code", to_people=ToPeople.NEVER, accessor="name")
    name = Column("Council", linkify=lambda record: f"/{record.name}/", width=5)
    number = Column("Number", kind=ColumnKind.NUMBER, width=2)
    grade = GradeColumn("Grade", accessor="result", width=4)
    note = PageColumn("Note", css="wide", narrow="Note: ")

    class Meta:
        attrs = {"class": "stack"}
        row_attrs = {"class": lambda record: "part" if record.part_of else ""}

    def value_code(self, value: str) -> str:
        return value.lower()

    def words_number(self, value: int) -> str:
        return f"{value} of 9"

    def render_note(self, record: Named) -> str:
        return f"<{record.name}>"


def numbers(*records: Named, **options: object) -> CouncilNumbers:
    return CouncilNumbers(records, title="A test", **options)


class TestDeclaration:
    def test_one_column_cannot_be_declared_twice(self):
        with pytest.raises(TypeError, match="The column “name” is declared twice"):

            class Twice(Table):
                name = Column("Council")
                name = Column("Name")  # noqa: PIE794

    def test_two_columns_cannot_be_declared_with_one_key(self):
        with pytest.raises(TypeError, match="Two columns of OneKey have the key name"):

            class OneKey(Table):
                name = Column("Council")
                council = FileColumn("Council", key="name")

    def test_a_column_of_the_page_alone_may_have_the_key_of_one_of_files(self):
        class PageAndFile(Table):
            type = PageColumn("Type")
            type_of_council = FileColumn("Type of council", key="type")

        assert [column.heading for column in PageAndFile.declared_columns()] == ["Type of council"]

    def test_a_column_made_from_data_cannot_have_the_key_of_another(self):
        with pytest.raises(TypeError, match="Two columns of CouncilNumbers have the key number"):
            numbers(extra_columns=[("number", Column("Number"))])

    def test_a_fact_cannot_have_the_key_of_a_column(self):
        with pytest.raises(TypeError, match="Two columns of CouncilNumbers have the key number"):
            numbers(about={"number": 3})

    def test_a_fact_added_later_cannot_either(self):
        with pytest.raises(TypeError, match="have the key number"):
            numbers().with_facts({"number": 3})


class TestFiles:
    def test_files_have_the_columns_that_are_not_of_the_page_alone(self):
        table = numbers(Named("Testshire", 3))
        assert table.keys == ["code", "name", "number", "grade"]
        assert table.file_rows == [["testshire", "Testshire", 3, "Good"]]

    def test_facts_are_added_behind_the_others(self):
        table = numbers(about={"as_at": 1}).with_facts({"edition": 2})
        assert list(table.about) == ["as_at", "edition"]

    def test_what_is_not_known_is_the_columns_default(self):
        assert table_of([Column("A", key="a"), Column("B", key="b", default="")], [None, None]).file_rows == [
            [None, ""]
        ]

    def test_a_grade_has_its_label_and_a_missing_one_its_words(self):
        table = table_of([column for _, column in graded("overall", "Overall")][:1], [GOOD], [UNKNOWN])
        assert table.file_rows == [["Good"], ["not on record here"]]


class TestPage:
    def test_it_has_the_columns_that_are_not_of_files_alone(self):
        assert cells_of(numbers(Named("Testshire", 3))) == [
            ["Council", "Number", "Grade", "Note"],
            ["Testshire", "3 of 9", "GGood", "Note: <Testshire>"],
        ]

    def test_a_grade_from_elsewhere_says_so(self):
        row = cells_of(numbers(Named("Testshire", 3, DERIVED)))[1]
        assert row[2] == "AAdequate derived, not read from a report"

    def test_a_name_leads_to_its_page(self):
        (link,) = element_of(numbers(Named("Testshire", 3))).iter("a")
        assert (link.get("href"), link.text) == ("/Testshire/", "Testshire")

    def test_every_column_and_every_row_has_its_heading(self):
        table = element_of(numbers(Named("Testshire", 3)))
        assert {cell.get("scope") for cell in table.findall(".//thead//th")} == {"col"}
        assert [(cell.text_content(), cell.get("scope")) for cell in table.findall(".//tbody//th")] == [
            ("Testshire", "row")
        ]

    def test_a_table_that_becomes_blocks_on_a_phone_writes_out_its_roles(self):
        table = element_of(numbers(Named("Testshire", 3)))
        roles = {"table", "rowgroup", "row", "columnheader", "rowheader", "cell"}
        assert {
            one.get("role") for one in table.iter() if one.tag in {"table", "thead", "tbody", "tr", "th", "td"}
        } == roles

    def test_a_table_that_stays_one_does_not(self):
        assert not element_of(table_of([Column("A", key="a")], ["x"])).xpath(".//@role")

    def test_a_row_says_what_it_is(self):
        table = element_of(numbers(Named("Testshire", 3, part_of="all"), Named("Mockshire", 3)))
        assert [row.get("class") for row in table.findall(".//tbody/tr")] == ["part", None]

    def test_what_is_said_of_nothing_stands_in_an_empty_table(self):
        assert cells_of(numbers(empty_text="None yet."))[1:] == [["None yet."]]

    def test_columns_stand_in_the_pages_order(self):
        table = numbers(Named("Testshire", 3))
        table.page_order = ("number", "name")
        assert cells_of(table) == [["Number", "Council"], ["3 of 9", "Testshire"]]


class ByRegion(CouncilNumbers):
    """The same under sub-headings."""

    def headings_of(self, record: Named) -> list[str]:
        return [record.part_of, "few" if record.number < 3 else ""]


def test_a_table_without_a_meta_of_its_own_has_that_of_the_one_above_it():
    assert element_of(ByRegion([Named("Testshire", 3, part_of="all")])).get("class") == "stack"


class TestSubHeadings:
    RECORDS = (
        Named("Testshire", 1, part_of="North"),
        Named("Mockshire", 2, part_of="North"),
        Named("Sampleshire", 3, part_of="North"),
        Named("Exampleshire", 4, part_of="South"),
    )

    def test_each_stands_above_the_first_of_its_rows(self):
        rows = [row[0] for row in cells_of(ByRegion(self.RECORDS))[1:]]
        assert rows == ["North", "few", "Testshire", "Mockshire", "Sampleshire", "South", "Exampleshire"]

    def test_what_stands_under_none_is_set_apart(self):
        bodies = element_of(ByRegion(self.RECORDS)).findall("tbody")
        assert [body.get("class") for body in bodies] == [None, "apart", None]

    def test_they_stand_in_word_too(self):
        rows = list(ByRegion(self.RECORDS).word_rows())
        assert [row.cells[0].words for row in rows if row.is_heading] == ["North", "few", "South"]

    def test_files_have_none(self):
        assert len(ByRegion(self.RECORDS).file_rows) == 4


class TestWord:
    def test_it_has_the_columns_with_a_width(self):
        table = numbers(Named("Testshire", 3, DERIVED, part_of="all"))
        assert [(bound.column.heading, width) for bound, width in table.word_columns] == [
            ("Council", 5),
            ("Number", 2),
            ("Grade", 4),
        ]
        (row,) = table.word_rows()
        assert row.cells == (
            CellText("Testshire"),
            CellText("3 of 9"),
            CellText("Adequate", "adequate", "derived, not read from a report"),
        )
        assert row.css == "part"

    def test_a_state_stands_in_words(self):
        (row,) = numbers(Named("Testshire", 3, UNKNOWN)).word_rows()
        assert row.cells[2] == CellText("Not on record here", "state")

    def test_widths_choose_columns_in_another_order(self):
        table = numbers(Named("Testshire", 3), widths={"number": 4, "code": 2})
        assert [row.cells for row in table.word_rows()] == [(CellText("3 of 9"), CellText("testshire"))]

    def test_a_cell_that_reaches_takes_the_place_of_those_behind_it(self):
        columns = [WordsColumn(name, key=name, width=2) for name in ("a", "b", "c")]
        table = table_of(columns, [CellText("x"), CellText("none", reaches=True), CellText("none")])
        assert [[cell.words for cell in row.cells] for row in table.word_rows()] == [["x", "none"]]
        assert cells_of(table, Form.PAPER)[1] == ["x", "none"]
        assert [cell.get("colspan") for cell in element_of(table, Form.PAPER).iter("td")] == ["2"]
        assert table.file_rows == [["x", "none", "none"]]


class TestPlain:
    """The values of files as people read them, behind a chart or in another site's frame."""

    def shown(self, columns: list[Column], *rows: list[object]) -> list[list[str]]:
        return cells_of(table_of(columns, *rows), Form.PLAIN)

    def test_a_column_for_programs_is_left_out(self):
        columns = [FileColumn("Code", key="council", to_people=ToPeople.NEVER), FileColumn("Council", key="name")]
        assert self.shown(columns, ["testshire", "Testshire"]) == [["Council"], ["Testshire"]]

    def test_a_column_for_some_rows_is_left_out_where_there_are_none(self):
        columns = [
            FileColumn("Council", key="name"),
            FileColumn("Reason", key="reason", to_people=ToPeople.WHERE_ANY),
        ]
        assert self.shown(columns, ["Testshire", ""]) == [["Council"], ["Testshire"]]
        assert self.shown(columns, ["Testshire", "none"])[0] == ["Council", "Reason"]

    def test_a_grade_from_the_report_stands_alone(self):
        columns = [column for _, column in graded("overall", "Overall")]
        assert self.shown(columns, [GOOD, GOOD]) == [["Overall"], ["Good"]]

    def test_a_grade_from_elsewhere_says_so_beside_it(self):
        columns = [column for _, column in graded("overall", "Overall")]
        assert self.shown(columns, [DERIVED, DERIVED])[1] == ["Adequate derived, not read from a report"]

    def test_a_grade_of_a_paper_keeps_what_stands_below_it(self):
        cell = CellText("Good", "good", "SLAC 2010")
        assert self.shown([WordsColumn("A", key="a")], [cell])[1] == ["Good SLAC 2010"]
        assert self.shown([WordsColumn("A", key="a")], [CellText("Testshire", below="not counted")])[1] == [
            "Testshire (not counted)"
        ]

    def test_the_month_of_an_inspection_is_in_words(self):
        assert self.shown([PartialDayColumn("From", key="from")], [PartialDate.parse("2010-06")])[1] == ["June 2010"]

    def test_codes_days_numbers_and_truths_are_in_words(self):
        columns = [
            FileColumn("Framework", key="framework", words={"slac-2010": "SLAC 2010"}),
            FileColumn("Joint", key="joint", kind=ColumnKind.YES_OR_NO),
            FileColumn("Number", key="number", kind=ColumnKind.NUMBER),
        ]
        assert self.shown(columns, ["slac-2010", True, 12345])[1] == ["SLAC 2010", "yes", "12,345"]
