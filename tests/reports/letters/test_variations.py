"""Letters as they vary: other titles, wordings and headings are read, and what is in doubt is a problem."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from inspections.reports.findings import Problem
from inspections.reports.letters.findings import LetterReading, VisitTheme
from inspections.reports.pipeline import read_report
from tests.builders.letters import FINDINGS, MadeLetter, letter_text
from tests.builders.reports import REGISTER

LETTER = MadeLetter()
WHO = "His Majesty’s Inspectors for this visit were Ann Example and Ben Trial-Run."
WHEN = "This letter summarises the findings of the focused visit to Testshire children’s services on {}. "
PRIORITY = ("Areas for priority action", ("• The timeliness of visits.", "• The oversight of risk."))


def read(**changes: object) -> LetterReading:
    result = read_report(letter_text(replace(LETTER, **changes)).encode(), REGISTER)  # type: ignore[arg-type]
    assert isinstance(result, LetterReading)
    return result


def problem(reading: LetterReading, kind: str) -> Problem:
    (found,) = [found for found in reading.problems if found.kind.name == kind]
    return found


@pytest.mark.parametrize(
    ("title", "council"),
    [
        ("Focused visit to Testshire County Council children’s services", "testshire"),
        ("Focused visit to Testshire’s children’s services", "testshire"),
        ("Focused visit to children’s services in Testshire", "testshire"),
        ("FOCUSED VISIT TO TESTSHIRE CHILDREN'S SERVICES", "testshire"),
        ("Ofsted focussed visit to Testshire local authority children’s\nservices", "testshire"),
        ("Testshire children’s services", "testshire"),
        ("Focused visit to Nowhere children’s services", "testshire"),
    ],
)
def test_the_council_and_kind_are_told_by_any_title(title: str, council: str) -> None:
    reading = read(title=title)

    assert (reading.visit, reading.council) == ("focused_visit", council)


def test_a_title_and_a_sentence_that_name_different_councils_are_in_doubt() -> None:
    reading = read(title="Focused visit to Mockford children’s services")

    assert reading.council is None
    assert problem(reading, "COUNCIL_DOUBTFUL").detail == "It may be: new-borough, testshire"


def test_a_council_that_is_nowhere_named_is_unknown() -> None:
    summary = WHEN.format("23 and 24 April 2024").replace("Testshire ", "") + WHO
    reading = read(title="Focused visit to Nowhere children’s services", summary=summary)

    assert reading.council is None
    assert problem(reading, "COUNCIL_UNKNOWN").severity == "error"


def test_a_title_and_a_sentence_that_name_different_kinds_are_in_doubt() -> None:
    reading = read(title="Monitoring visit to Testshire children’s services")

    assert problem(reading, "VISIT_KIND_DOUBTFUL").severity == "error"


@pytest.mark.parametrize(
    ("printed", "first", "last", "doubt"),
    [
        ("23 April 2024", date(2024, 4, 23), date(2024, 4, 23), "only one day"),
        ("23 and 24 April", date(2024, 4, 23), date(2024, 4, 24), "has no year"),
        ("23 and 24 April 2024, after one on 3 March 2022", date(2024, 4, 23), date(2024, 4, 24), "3 March 2022"),
        ("23 and 24 April 2014", date(2014, 4, 23), date(2014, 4, 24), "The letter is of 2024-05-24"),
        ("23 and 24 June 2024", date(2024, 6, 23), date(2024, 6, 24), "The letter is of 2024-05-24"),
    ],
)
def test_days_in_doubt_are_read_and_flagged(printed: str, first: date, last: date, doubt: str) -> None:
    reading = read(summary=WHEN.format(printed) + WHO)

    assert (reading.visited_from, reading.visited_to) == (first, last)
    assert doubt in problem(reading, "VISIT_DAYS_DOUBTFUL").detail


@pytest.mark.parametrize("printed", ["24 and 23 April 2024", "23 April and 24 May 2024", "31 April 2024", "two days"])
def test_days_that_cannot_be_are_missing(printed: str) -> None:
    reading = read(summary=WHEN.format(printed) + WHO)

    assert (reading.visited_from, reading.visited_to) == (None, None)
    assert problem(reading, "VISIT_DAYS_MISSING").severity == "error"


def test_the_day_of_an_earlier_inspection_is_not_the_visits() -> None:
    reading = read(summary=WHEN.format("two days") + WHO, focus=("The last inspection was on 5 March 2023.",))

    assert reading.visited_from is None


@pytest.mark.parametrize(
    ("summary", "names", "lead"),
    [
        (
            "The inspectors were Ann Example, HMI, and Ben Trial-Run, HMI.",
            ("Ann Example", "Ben Trial-Run"),
            "Ann Example",
        ),
        ("The inspector was Ann Example HMI.", ("Ann Example",), "Ann Example"),
        (
            "The visit was carried out by two of Her Majesty’s Inspectors, Ann Example and Ben Trial-Run.",
            ("Ann Example", "Ben Trial-Run"),
            "Ann Example",
        ),
        (
            "The visit was carried out by Ann Example (HMI) and Ben O’Trial (Ofsted Inspector).",
            ("Ann Example", "Ben O’Trial"),
            "Ann Example",
        ),
        (
            "The inspectors were Ann Example, Ben Trial and Cy Run, all of whom are Her Majesty’s Inspectors.",
            ("Ann Example", "Ben Trial", "Cy Run"),
            "Ann Example",
        ),
        (
            "His Majesty’s Inspectors for this visit were lead inspector Ben Trial and team inspectors Ann Example and "
            "Cy Run.",
            ("Ben Trial", "Ann Example", "Cy Run"),
            "Ben Trial",
        ),
        (
            "HMI Ann Example and HMI Ben Trial-Run carried out this visit.",
            ("Ann Example", "Ben Trial-Run"),
            "Ann Example",
        ),
    ],
)
def test_the_inspectors_are_read_in_any_wording(summary: str, names: tuple[str, ...], lead: str) -> None:
    reading = read(summary=WHEN.format("23 and 24 April 2024") + summary)

    assert (reading.inspectors, reading.lead_inspectors) == (names, (lead,))


@pytest.mark.parametrize(
    ("who", "signature", "doubt"),
    [
        ("The inspectors were Ben Trial HMI and Cy Run HMI.", ("Ann Example",), "Ann Example signed the letter"),
        ("The inspectors were Ann Example HMI and Ben.", ("Ann Example",), "“Ben” was not read as a name"),
        ("The lead inspector was Ben Trial.", ("Ann Example",), "Ben Trial is called lead inspector"),
        ("", ("Ann Example",), "Only the signature, Ann Example, names an inspector"),
    ],
)
def test_inspectors_in_doubt_are_flagged(who: str, signature: Sequence[str], doubt: str) -> None:
    reading = read(summary=WHEN.format("23 and 24 April 2024") + who, signature=signature)

    assert doubt in problem(reading, "LEAD_INSPECTOR_DOUBTFUL").detail


def test_a_letter_without_names_has_no_lead_inspector() -> None:
    reading = read(summary=WHEN.format("23 and 24 April 2024"), signature=())

    assert reading.lead_inspectors == ()
    assert problem(reading, "LEAD_INSPECTOR_MISSING")


@pytest.mark.parametrize(
    ("focus", "theme"),
    [
        (("Inspectors looked at the local authority’s arrangements for the ‘front door’.",), VisitTheme.FRONT_DOOR),
        (("This visit looked at the front door, including assessments of children in need.",), VisitTheme.FRONT_DOOR),
        (
            ("Inspectors looked at the arrangements for children in need or subject to a protection plan.",),
            VisitTheme.IN_NEED_OR_ON_A_PLAN,
        ),
        (("Inspectors reviewed services for children looked after.",), VisitTheme.CHILDREN_IN_CARE),
        (("The focus of this visit was children in care.",), VisitTheme.CHILDREN_IN_CARE),
        (("Inspectors focused on achieving permanence for children in care.",), VisitTheme.ACHIEVING_PERMANENCE),
        (("Inspectors considered the arrangements for vulnerable adolescents.",), VisitTheme.VULNERABLE_ADOLESCENTS),
        (
            ("Inspectors considered a range of evidence about care leavers.", "Inspectors looked at the front door."),
            VisitTheme.FRONT_DOOR,
        ),
        (
            (
                "Inspectors reviewed the progress made in the following areas:",
                "• care leavers’ plans",
                "• care leavers.",
            ),
            VisitTheme.CARE_LEAVERS,
        ),
    ],
)
def test_a_theme_of_ofsteds_lists_has_its_words(focus: Sequence[str], theme: VisitTheme) -> None:
    reading = read(focus=focus)

    assert (reading.theme, reading.theme_code) == (theme.words, theme)
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("focus", "printed"),
    [
        (
            "Inspectors looked at the local authority’s arrangements for the protection of vulnerable children from "
            "extra-familial risk.",
            "the protection of vulnerable children from extra-familial risk",
        ),
        (
            "Inspectors looked at practice with children in need of help and protection.",
            "children in need of help and protection",
        ),
        ("Inspectors looked at quality assurance.", "quality assurance"),
    ],
)
def test_a_theme_that_is_in_no_list_is_kept_as_printed(focus: str, printed: str) -> None:
    reading = read(focus=(focus,))

    assert (reading.theme, reading.theme_code) == (printed, None)
    assert problem(reading, "THEME_NOT_LISTED").severity == "note"


@pytest.mark.parametrize(
    "focus",
    [
        ("Inspectors looked at the arrangements for children in care and care leavers.",),
        ("Inspectors looked at children in care, with a focus on:", "• permanence planning", "• health."),
        ("Inspectors looked at children in care.", "They considered the protection of vulnerable adolescents."),
        ("Inspectors looked at care-experienced people, specifically care leavers with needs.",),
        ("Inspectors reviewed the progress made in the following areas:", "• care leavers’ plans", "• supervision."),
    ],
)
def test_two_themes_or_one_in_the_details_alone_are_no_theme_of_the_lists(focus: Sequence[str]) -> None:
    reading = read(focus=focus)

    assert reading.theme_code is None
    assert problem(reading, "THEME_DOUBTFUL").severity == "warning"


def test_a_letter_that_does_not_say_what_they_looked_at_has_no_theme() -> None:
    reading = read(focus=("Inspectors looked at a range of evidence, including care leavers’ records.",))

    assert (reading.theme, reading.theme_evidence) == ("", None)
    assert problem(reading, "THEME_MISSING")


@pytest.mark.parametrize(
    "heading",
    ["Areas for priority action", "Area for priority action:", "AREAS FOR PRIORITY ACTION", "Priority actions1"],
)
def test_areas_for_priority_action_are_read(heading: str) -> None:
    reading = read(sections=(LETTER.sections[0], (heading, PRIORITY[1]), *LETTER.sections[1:]))

    assert reading.has_priority_action is True
    assert [point.text for point in reading.priority_actions] == ["The timeliness of visits.", "The oversight of risk."]
    assert len(reading.improvements) == 2


def test_priority_action_that_only_the_text_names_is_not_decided() -> None:
    closing = ("We have notified the Department for Education of the area for priority action.", *LETTER.closing)
    reading = read(closing=closing)

    assert reading.has_priority_action is None
    assert "We have notified" in problem(reading, "PRIORITY_ACTION_DOUBTFUL").detail


@pytest.mark.parametrize(
    "heading",
    [
        "What needs to improve in this area of social work practice:",
        "What needs to improve",
        "Areas for improvement",
        "Areas for improvement:",
        "Areas for improvement2",
        "Areas for development",
    ],
)
def test_the_list_of_what_needs_to_improve_is_found_by_any_heading(heading: str) -> None:
    points = ("Inspectors found these:", "• The quality of plans.", "• The size of caseloads.")
    reading = read(sections=(LETTER.sections[0], (heading, points), LETTER.sections[2]))

    assert [point.text for point in reading.improvements] == ["The quality of plans.", "The size of caseloads."]
    assert reading.problems == ()


def test_words_after_a_list_are_no_part_of_it() -> None:
    reading = read(sections=LETTER.sections[:2])

    assert len(reading.improvements) == 2
    assert reading.paragraphs[-1].text == LETTER.closing[0]


def test_a_point_that_breaks_off_is_flagged() -> None:
    sections = (LETTER.sections[0], ("What needs to improve", ("• The quality of",)), ("Main findings", FINDINGS))

    assert problem(read(sections=sections), "IMPROVEMENT_CUT_SHORT")


def test_a_letter_without_a_list_needs_nobody_for_that() -> None:
    assert read(sections=(LETTER.sections[0], LETTER.sections[2])).problems == ()


def test_a_letter_without_its_ending_may_be_cut_short() -> None:
    reading = read(closing=(), signature=())

    assert problem(reading, "LETTER_CUT_SHORT").severity == "warning"


def test_a_letter_without_a_date_says_so() -> None:
    reading = read(date="")

    assert reading.published_on is None
    assert problem(reading, "PUBLICATION_DATE_MISSING")


@pytest.mark.parametrize(
    "printed",
    ["24th May 2024", "Friday 24 May 2024", "Date: 24 May 2024", "24/05/2024", "Our reference TT/1\t24 May 2024"],
)
def test_the_letters_own_date_is_read_in_any_form(printed: str) -> None:
    reading = read(date=printed)

    assert reading.published_on == date(2024, 5, 24)
    assert reading.problems == ()


def test_the_day_on_which_it_will_be_published_goes_before_the_letters_own() -> None:
    closing = ("Ofsted will publish this letter on its website on 31 May 2024.", "Yours sincerely")
    reading = read(closing=closing)

    assert reading.published_on == date(2024, 5, 31)
    assert "2024-05-24" in problem(reading, "PUBLICATION_DATE_DOUBTFUL").detail
