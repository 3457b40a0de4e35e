"""Text that could be taken for a grade, a council or a date by mistake is doubted or left out."""

import io
from datetime import date

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from inspections.names import CouncilNames
from inspections.reports.findings import GradeFinding, Problem, Reading, Refusal, RefusalKind
from inspections.reports.header import periods
from inspections.reports.pipeline import read_report
from tests.builders.reports import (
    ILACS_2023,
    PROSE,
    REGISTER,
    SLAC_2010,
    TableLayout,
    ilacs_pdf,
    ilacs_text,
    sif_text,
    slac_text,
    table_pdf,
)

FIVE = ("Good", "Inadequate", "Good", "Outstanding", "Inadequate")
SLAC_FRONT = (
    "Inspection of safeguarding and looked after children services",
    "Testshire",
    "Inspection dates: 9 – 20 May 2011",
    "Reporting inspector: Ann Example HMI",
    "Published: 27 June 2011",
    "Record of main findings:",
)
HEALTH = "safeguarding.health_agencies"
OVERALL = "whole.overall_effectiveness"
BOARD = "lscb.lscb_effectiveness"


def read(data: bytes | str, register: tuple[CouncilNames, ...] = REGISTER) -> Reading:
    result = read_report(data.encode() if isinstance(data, str) else data, register)
    assert isinstance(result, Reading)
    return result


def finding(reading: Reading, judgement_id: str) -> GradeFinding:
    found = reading.grade(judgement_id)
    assert found is not None
    return found


def problems_of(reading: Reading, kind: str) -> list[Problem]:
    return [problem for problem in reading.problems if problem.kind.name == kind]


def test_where_a_second_column_of_grades_differs_the_row_is_doubtful() -> None:
    earlier = ("Good", "Good", "Inadequate", "Good", "Good")
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=True)
    canvas.drawString(72, 780, "Inspection of Testshire local authority children’s services")
    canvas.drawString(72, 760, "Inspection dates: 11 to 22 May 2024")
    canvas.setFont("Helvetica", 9)
    for number, row in enumerate(zip(ILACS_2023, FIVE, earlier, strict=True)):
        for left, text in zip((72, 390, 480), row, strict=True):
            canvas.drawString(left, 730 - 20 * number, text)
    canvas.save()
    reading = read(target.getvalue())
    doubtful = {problem.judgement for problem in problems_of(reading, "GRADE_UNCLEAR")}
    assert finding(reading, "whole.leaders").grade == "good"
    assert len(doubtful) == 4
    assert {found.id for found in reading.grades if found.grade is None} == doubtful


@pytest.mark.parametrize("width", [60, 90, 130])
@pytest.mark.parametrize("printed", ["Not adequate", "Good with outstanding features", "Adequate at best"])
def test_a_grade_with_other_words_in_its_cell_is_doubtful(printed: str, width: float) -> None:
    rows = [(label, printed if label.startswith("The contribution") else grade) for label, grade in SLAC_2010]
    reading = read(table_pdf(SLAC_FRONT, rows, TableLayout(300, width, padding=4)))
    assert finding(reading, HEALTH).grade is None
    assert HEALTH in {problem.judgement for problem in problems_of(reading, "GRADE_UNCLEAR")}


def test_a_grade_under_the_columns_head_with_a_word_before_it_is_doubtful() -> None:
    rows = [("Judgement", "Grade"), (ILACS_2023[0], "Not outstanding"), *[(label, "Good") for label in ILACS_2023[1:]]]
    front = ["Inspection of Testshire local authority children’s services", "Inspection dates: 11 to 22 May 2024"]
    for order in ("rows", "columns"):
        reading = read(table_pdf(front, rows, TableLayout(330, 66, order=order)))
        assert finding(reading, "whole.leaders").grade is None


@pytest.mark.parametrize(
    "row",
    [
        "\tNot\n{}\toutstanding",
        "\tGood with\n{}\toutstanding\n\tfeatures",
        "{} Not\noutstanding",
    ],
)
def test_a_texts_grade_with_other_words_in_its_row_is_doubtful(row: str) -> None:
    text = ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024")
    first, second = ILACS_2023[3].split(" care ")
    printed = (
        row.replace("\t", f"{first}\t", 1).format(f"care {second}") if row[0] == "\t" else row.format(ILACS_2023[3])
    )
    reading = read(text.replace(f"{ILACS_2023[3]}\tOutstanding", printed))
    assert finding(reading, "whole.care_leavers").grade is None


def test_a_list_of_what_was_judged_before_is_no_part_of_the_table() -> None:
    text = ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024").replace("Overall effectiveness\tInadequate\n", "")
    earlier = "The judgements at the previous inspection were:\nOverall effectiveness: Good\nLeaders: Good.\n"
    found = read(text.replace(PROSE, earlier + PROSE)).grade(OVERALL)
    assert found is None or found.grade is None


@pytest.mark.parametrize("order", ["rows", "columns", "grades first", "backwards"])
def test_a_long_record_is_read_in_whatever_order_its_cells_are_written(order: str) -> None:
    layout = TableLayout(300, 90, order=order, padding=2)  # type: ignore[arg-type]
    reading = read(table_pdf(SLAC_FRONT, list(SLAC_2010), layout))
    assert [found.grade for found in reading.grades] == [grade.lower() for _, grade in SLAC_2010 if grade]
    assert not reading.errors


def test_a_text_with_each_cell_on_its_own_line_is_read_though_a_group_has_a_judgements_name() -> None:
    text = slac_text(SLAC_2010).replace("\t", "\n")
    assert [found.grade for found in read(text).grades] == [grade.lower() for _, grade in SLAC_2010 if grade]


@pytest.mark.parametrize(
    "sentence",
    [
        "Children’s services in Testshire are good",
        "The overall judgement is that children’s services are good.2",
        "The overall judgement is good",
        "Services for children in Testshire are good",
        "Children’s services in St. Testshire are good",
        "Children’s social care services in the Royal Borough of Testshire and Sampleton upon Trial are good",
    ],
)
def test_the_overall_judgement_of_a_single_inspection_stands_in_a_sentence(sentence: str) -> None:
    reading = read(sif_text(["Good"] * 5, sentence))
    assert finding(reading, OVERALL).grade == "good"
    assert OVERALL not in {problem.judgement for problem in reading.problems}


def test_the_middle_of_another_sentence_is_not_the_overall_judgement() -> None:
    text = (
        sif_text(["Good"] * 5, "Testshire") + "Partners say that the response of\nchildren’s services is outstanding.\n"
    )
    assert finding(read(text), OVERALL).grade is None


def test_a_sentence_does_not_go_on_over_the_rows_of_the_table() -> None:
    text = sif_text(["Good"] * 5, "Children’s services in Testshire").replace("Contents", "The plan is good.\nContents")
    assert finding(read(text), OVERALL).grade is None


def test_an_overall_judgement_below_the_table_is_to_be_checked() -> None:
    text = sif_text(["Good"] * 5, "") + "This local authority is good because:\n"
    reading = read(text)
    assert finding(reading, OVERALL).grade == "good"
    assert [problem.judgement for problem in problems_of(reading, "GRADE_FROM_BODY")] == [OVERALL]


def test_the_text_of_an_ilacs_report_does_not_stand_in_for_its_lost_row() -> None:
    text = ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024").replace("Overall effectiveness\tInadequate\n", "")
    reading = read(text.replace(PROSE, "Services for children in Testshire are good. " + PROSE))
    found = reading.grade(OVERALL)
    flagged = {problem.judgement for problem in reading.problems}
    assert found is None or OVERALL in flagged
    assert problems_of(reading, "FRAMEWORK_DOUBTFUL") or OVERALL in flagged


@pytest.mark.parametrize("heading", ["{} is: Good", "{} is\ngood", "{} is good", "{}: good", "{} are: good"])
def test_a_verb_may_lead_from_a_heading_to_its_grade(heading: str) -> None:
    text = (
        ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024")
        + heading.format(ILACS_2023[2])
        + "\n1. Children wait.\n"
    )
    assert finding(read(text), "whole.children_in_care").agreement == "agree"


def test_a_graded_judgement_is_read_over_the_end_of_a_line() -> None:
    stated = (
        "The graded judgement about the experience and progress of care\nleavers is that it is requires improvement\n"
    )
    found = finding(
        read(sif_text(["Good", "Good", "Good", "Requires improvement", "Good"]) + stated), "whole.care_leavers"
    )
    assert found.agreement == "agree"


def test_a_board_that_the_title_names_is_looked_for() -> None:
    text = sif_text(["Good"] * 5).replace("The Local Safeguarding Children Board is good\n", "")
    assert BOARD in {problem.judgement for problem in problems_of(read(text), "JUDGEMENT_UNREAD")}


def test_a_board_that_the_title_does_not_name_is_not_looked_for() -> None:
    text = sif_text(["Good"] * 5).replace("The Local Safeguarding Children Board is good\n", "")
    title = "Review of the effectiveness of the Local Safeguarding Children Board1\n"
    assert read(text.replace("and\n" + title, "")).grade(BOARD) is None


@pytest.mark.parametrize(
    "line", ["The Local Safeguarding Children Board requires improvement", "The LSCB requires improvement because:"]
)
def test_the_boards_judgement_in_a_sentence(line: str) -> None:
    text = sif_text(["Good"] * 5).replace("The Local Safeguarding Children Board is good", line)
    assert finding(read(text), BOARD).grade == "requires_improvement"


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("Monday 9 to Friday 20 May 2011", date(2011, 5, 9), date(2011, 5, 20)),
        ("Monday 9 May 2011 – Friday 20 May 2011", date(2011, 5, 9), date(2011, 5, 20)),
        ("9th May to 20th May 2011", date(2011, 5, 9), date(2011, 5, 20)),
    ],
)
def test_days_with_their_names(printed: str, first: date, last: date) -> None:
    assert [(days.first, days.last) for days in periods(printed)] == [(first, last)]


@pytest.mark.parametrize("printed", ["4, 5 and 6 May 2011", "9 and 10, and 17 to 20 May 2011"])
def test_a_number_among_the_dates_that_is_no_part_of_a_date_is_told(printed: str) -> None:
    reading = read(slac_text(dates=printed))
    assert problems_of(reading, "INSPECTION_DATES_DOUBTFUL")[0].detail.startswith(f"“{printed}”")


def test_a_year_on_a_line_of_its_own_is_no_page_number() -> None:
    front = [*SLAC_FRONT[:2], "Inspection dates: 9 May 2011 –", "20 May", "2011", *SLAC_FRONT[3:]]
    reading = read(table_pdf(front, list(SLAC_2010), TableLayout()))
    assert (str(reading.inspected_from), str(reading.inspected_to)) == ("2011-05-09", "2011-05-20")


def test_a_councils_name_that_has_lost_its_beginning_is_doubtful() -> None:
    prose = "North Testshire works well with partners. Children in North Testshire are heard. "
    text = ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024").replace("Testshire", "N orth Testshire", 1)
    reading = read(text.replace(PROSE, prose + PROSE))
    assert reading.council is None
    assert "north-testshire" in problems_of(reading, "COUNCIL_DOUBTFUL")[0].detail


def test_a_councils_name_that_has_lost_its_end_is_doubtful() -> None:
    register = (*REGISTER, CouncilNames("test", ("Test City Council", "Test")))
    text = ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024").replace("Testshire", "Test shire", 1)
    reading = read(text.replace(PROSE, "Testshire has improved. Children in Testshire say so. " + PROSE), register)
    assert reading.council is None
    assert "testshire" in problems_of(reading, "COUNCIL_DOUBTFUL")[0].detail


def test_a_councils_name_after_an_unknown_word_is_doubtful() -> None:
    text = ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024").replace("of Testshire", "of Sou th Testshire")
    reading = read(text)
    assert "“th” stands before “Testshire”" in problems_of(reading, "COUNCIL_DOUBTFUL")[0].detail


@pytest.mark.parametrize(
    "name", ["the Royal Borough of Testshire", "Testshire Children’s Trust", "Together for Children Testshire"]
)
def test_a_councils_name_with_the_words_that_may_stand_with_it(name: str) -> None:
    text = ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024").replace("of Testshire", f"of {name}")
    reading = read(text)
    assert reading.council == "testshire"
    assert not problems_of(reading, "COUNCIL_DOUBTFUL")


def test_a_council_that_only_the_text_names_is_not_the_reports() -> None:
    text = ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024").replace("Testshire", "T estshire")
    reading = read(text.replace(PROSE, PROSE + " Leaders learn from Mockford."))
    assert reading.council is None
    assert problems_of(reading, "COUNCIL_UNKNOWN")


def test_an_ilacs_report_that_names_the_earlier_inspection_is_no_report_of_that() -> None:
    named = "The inspection of services for children in need of help and protection in 2016 judged them inadequate. "
    reading = read(ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024").replace(PROSE, named + PROSE))
    assert reading.framework == "ilacs-2023"


@pytest.mark.parametrize("word", ["children", "children’s"])
def test_a_title_with_and_without_the_apostrophe(word: str) -> None:
    assert (
        read(slac_text().replace("looked after children services", f"looked after {word} services")).framework
        == "slac-2010"
    )


def test_letters_joined_by_a_font_are_read_apart() -> None:
    text = ilacs_text(ILACS_2023, FIVE, dates="11‑22 May 2024").replace("ff", "ﬀ").replace("fi", "ﬁ")
    reading = read(text)
    assert [found.grade for found in reading.grades] == [grade.lower() for grade in FIVE]
    assert str(reading.inspected_to) == "2024-05-22"


@pytest.mark.parametrize("row", ["{}1\tOutstanding", "{} 1 Outstanding", "{}1 Outstanding2"])
def test_the_marks_of_footnotes_are_no_part_of_a_label(row: str) -> None:
    text = ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024")
    reading = read(text.replace(f"{ILACS_2023[3]}\tOutstanding", row.format(ILACS_2023[3])))
    assert finding(reading, "whole.care_leavers").grade == "outstanding"
    assert {problem.kind.name for problem in reading.errors} == {"PUBLICATION_DATE_MISSING"}


def test_a_letter_on_a_visit_that_names_the_inspection_is_refused() -> None:
    letter = (
        "Monitoring visit to Testshire children’s services\nInspection date: 9 May 2017\n"
        "Inspection of services for children in need of help and protection\nThe council was judged inadequate.\n"
    )
    assert read_report(letter.encode(), REGISTER) == Refusal(RefusalKind.OTHER_VISIT)


def test_a_made_report_in_good_order_has_no_error_but_for_what_it_does_not_print() -> None:
    assert not read(sif_text(["Good"] * 5)).errors
    errors = read(ilacs_pdf(ILACS_2023, ("Good",) * 5, dates="11 to 22 May 2024")).errors
    assert {problem.kind.name for problem in errors} <= {"PUBLICATION_DATE_MISSING"}


@pytest.mark.parametrize("year", [2023, 2026])
def test_ofsteds_own_slip_children_care_leavers_is_no_unusual_label(year: int) -> None:
    labels = ILACS_2023 if year == 2023 else ILACS_2023[:4]
    dates = "11 to 22 May 2024" if year == 2023 else "11 to 22 May 2026"
    text = ilacs_text(labels, ("Good", "Good", "Good", "Outstanding", "Good")[: len(labels)], dates=dates)
    reading = read(text.replace("progress of care leavers", "progress of children care leavers"))
    assert finding(reading, "whole.care_leavers").grade == "outstanding"
    assert {problem.kind.name for problem in reading.problems} == {"PUBLICATION_DATE_MISSING"}


def test_a_grade_that_stands_twice_alike_needs_nobody() -> None:
    text = ilacs_text(ILACS_2023, FIVE, dates="11 to 22 May 2024")
    row = f"{ILACS_2023[3]}\tOutstanding\n"
    reading = read(text.replace(row, row + row))
    assert finding(reading, "whole.care_leavers").grade == "outstanding"
    assert {problem.kind.name for problem in reading.problems} == {"PUBLICATION_DATE_MISSING"}


@pytest.mark.parametrize("label", ["Board (LSCB) is", "Local Safeguarding Children Board 2."])
def test_the_end_of_a_label_that_only_one_judgement_has_is_not_unusual(label: str) -> None:
    text = sif_text(["Good"] * 5).replace("The Local Safeguarding Children Board is good\n", "")
    reading = read(text.replace("\nContents", f"\n{label} Good\nContents"))
    assert finding(reading, "lscb.lscb_effectiveness").grade == "good"
    assert not [problem for problem in reading.problems if problem.kind.name == "LABEL_UNUSUAL"]


@pytest.mark.parametrize(
    ("sentence", "contradicts"),
    [
        ("Services for children in need of help and protection in Testshire are good.", False),
        ("Children’s services for children looked after are good.", False),
        ("Services for children in Testshire are good.", True),
        ("The overall effectiveness of services for children in need of help and protection is good.", True),
    ],
)
def test_a_sentence_on_one_service_says_nothing_of_the_whole(sentence: str, contradicts: bool) -> None:
    reading = read(sif_text(["Inadequate"] * 5, "Children’s services in Testshire are inadequate") + f"{sentence}\n")
    kinds = {problem.kind.name for problem in reading.problems if problem.judgement == "whole.overall_effectiveness"}
    assert ("GRADES_CONTRADICT" in kinds) == contradicts
