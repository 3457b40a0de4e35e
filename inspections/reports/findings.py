"""What the reader hands back: a Reading, or a Refusal. Both cross a process border as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Literal

from inspections.dates import PartialDate
from inspections.reports.document import PageBox

# Raise this when a change to the reader can change what it finds in a report.
READER_VERSION = 2

Severity = Literal["error", "warning", "note"]
Source = Literal["record", "table", "heading", "sentence"]
Agreement = Literal["agree", "silent", "contradict"]
Timescale = Literal["immediately", "within_three_months", "within_six_months"]


class ProblemKind(Enum):
    """Everything that can be doubtful about a reading: its code, how grave it is, and what to do."""

    severity: Severity
    advice: str

    def __new__(cls, code: str, severity: Severity, advice: str) -> ProblemKind:
        member = object.__new__(cls)
        member._value_ = code
        member.severity, member.advice = severity, advice
        return member

    COUNCIL_UNKNOWN = "council_unknown", "error", "Choose the council. Add the name in the report to its other names."
    COUNCIL_DOUBTFUL = (
        "council_doubtful",
        "error",
        "Check the council: the first page names more than one.",
    )
    FRAMEWORK_UNKNOWN = "framework_unknown", "error", "Choose the framework the inspection was made under."
    FRAMEWORK_DOUBTFUL = "framework_doubtful", "warning", "Check the framework: not every sign in the report agrees."
    INSPECTION_DATES_MISSING = "inspection_dates_missing", "error", "Type the first and last day of the inspection."
    INSPECTION_DATES_DOUBTFUL = (
        "inspection_dates_doubtful",
        "warning",
        "Check the days on site in the report.",
    )
    PUBLICATION_DATE_MISSING = (
        "publication_date_missing",
        "error",
        "Type the day the report was published: Ofsted's page for the council gives it.",
    )
    PUBLICATION_DATE_DOUBTFUL = "publication_date_doubtful", "warning", "Check the date of publication."
    LEAD_INSPECTOR_MISSING = "lead_inspector_missing", "note", "Type the lead inspector's name if the report gives it."
    RECORD_MISSING = "record_missing", "error", "No table of judgements was found. Type the grades from the report."
    RECORD_INCOMPLETE = "record_incomplete", "error", "Rows of the table were not read: check every grade against it."
    JUDGEMENT_UNREAD = "judgement_unread", "error", "Type the grade from the report."
    JUDGEMENT_TWICE = "judgement_twice", "error", "The report gives this judgement twice. Choose one."
    JUDGEMENT_UNKNOWN = "judgement_unknown", "warning", "This row has a grade, but is no judgement of the framework."
    JUDGEMENT_MISPLACED = "judgement_misplaced", "error", "The row is out of order. Check which service it belongs to."
    LABEL_UNUSUAL = "label_unusual", "warning", "The row is not in the framework's words. Check the judgement."
    GRADE_UNCLEAR = "grade_unclear", "error", "Read the grade in the report and type it."
    GRADE_OFF_SCALE = "grade_off_scale", "error", "The scale of the framework has no such grade. Check both."
    GRADES_CONTRADICT = (
        "grades_contradict",
        "error",
        "Two places give different grades. Choose the right one.",
    )
    GRADE_FROM_BODY = "grade_from_body", "warning", "This grade stands outside the table of judgements. Check it."
    GROUP_GRADED = "group_graded", "note", "A group of judgements has a grade of its own. Keep it or leave it out."
    LIMITING_RULE_BROKEN = (
        "limiting_rule_broken",
        "error",
        "The framework rules these grades out together.",
    )
    PAGE_WITHOUT_TEXT = (
        "page_without_text",
        "warning",
        "This page is a picture or blank: look at it.",
    )
    PARAGRAPH_MISSING = "paragraph_missing", "warning", "A number is skipped. Look for the paragraph in the report."
    PARAGRAPH_TWICE = "paragraph_twice", "warning", "Two paragraphs have this number. Check them in the report."
    PARAGRAPH_DISPLACED = "paragraph_displaced", "note", "The number stands inside the paragraph. Nothing to do."
    IMPROVEMENTS_MISSING = (
        "improvements_missing",
        "warning",
        "No area for improvement was found. Look for them.",
    )
    IMPROVEMENT_UNTIMED = "improvement_untimed", "warning", "Other areas for improvement have a timescale. Choose one."
    IMPROVEMENT_CUT_SHORT = "improvement_cut_short", "warning", "The text may be cut short. Read it in the report."
    TIMESCALE_INHERITED = (
        "timescale_inherited",
        "note",
        "The timescale is that of the list above: check it.",
    )
    FIGURE_UNCLEAR = "figure_unclear", "warning", "Read the figure in the report and type it."
    FIGURES_CONTRADICT = "figures_contradict", "warning", "The report gives two figures for this. Choose one."
    VISIT_KIND_DOUBTFUL = (
        "visit_kind_doubtful",
        "error",
        "Check whether it was a focused visit or a monitoring visit.",
    )
    VISIT_DAYS_MISSING = "visit_days_missing", "error", "Type the first and last day of the visit."
    VISIT_DAYS_DOUBTFUL = "visit_days_doubtful", "warning", "Check the first and last day of the visit."
    THEME_MISSING = "theme_missing", "warning", "Type what the inspectors looked at."
    THEME_DOUBTFUL = "theme_doubtful", "warning", "Choose the theme: the letter names more than one of Ofsted's lists."
    THEME_NOT_LISTED = "theme_not_listed", "note", "Ofsted's lists have no such theme: the letter's words are kept."
    PRIORITY_ACTION_DOUBTFUL = (
        "priority_action_doubtful",
        "warning",
        "Check whether the letter sets areas for priority action.",
    )
    LETTER_CUT_SHORT = "letter_cut_short", "warning", "The letter has no ending: look whether pages of it are missing."
    LEAD_INSPECTOR_DOUBTFUL = "lead_inspector_doubtful", "warning", "Check the inspectors' names."
    STEP_FAILED = "step_failed", "error", "Part of the report could not be read. Fill in what is missing by hand."


@dataclass(frozen=True)
class Problem:
    """One doubtful thing, and where. `judgement` is an id, `service.code`; `paragraph` a printed number."""

    kind: ProblemKind
    detail: str
    page: int | None = None
    line: int | None = None
    paragraph: str | None = None
    judgement: str | None = None

    @property
    def severity(self) -> Severity:
        """An error keeps a report from being published."""
        return self.kind.severity


class RefusalKind(Enum):
    """Why a file can't be read, with one sentence on what it is and what to do."""

    message: str

    def __new__(cls, code: str, message: str) -> RefusalKind:
        member = object.__new__(cls)
        member._value_ = code
        member.message = message
        return member

    EMPTY = "empty", "This file is empty: download the report again."
    WEB_PAGE = (
        "web_page",
        "This is a web page saved under a report's name: open it, and download the report that it links to.",
    )
    SCAN = "scan", "This PDF holds pictures of pages and no text: run text recognition over it, or type the grades."
    ENCRYPTED = "encrypted", "This PDF is locked with a password: save a copy without one, and load that."
    TRUNCATED = "truncated", "This PDF is damaged or only part of it was downloaded: download the report again."
    TOO_LARGE = "too_large", "This file is far larger than any inspection report: check that it is the right one."
    NOT_TEXT = "not_text", "This file is neither a PDF nor plain text: load the report as Ofsted publishes it."
    NOT_A_REPORT = "not_a_report", "This does not look like an Ofsted inspection report of children's services."
    BOARD_REVIEW = (
        "board_review",
        "This is a review of a safeguarding board alone, with no judgement on the council: load the council's report.",
    )
    CABINET_PAPER = (
        "cabinet_paper",
        "This is a council's own paper about an inspection: load the report that Ofsted published.",
    )
    JOINT_INSPECTION = (
        "joint_inspection",
        "This is a joint targeted area inspection (JTAI) of several services together, not an inspection of the "
        "council's children's services: load the report or letter of one.",
    )
    SEND_INSPECTION = (
        "send_inspection",
        "This is an area SEND inspection, of support for children with special educational needs and disabilities, not "
        "an inspection of the council's children's services: load the report or letter of one.",
    )
    OTHER_VISIT = (
        "other_visit",
        "This names a visit by inspectors, but has neither the title nor the first sentence of a letter on a focused "
        "or monitoring visit: load the letter as Ofsted publishes it.",
    )
    TOO_SLOW = "too_slow", "Reading this file took too long and was stopped: it may be damaged, so download it again."
    NO_ANSWER = (
        "no_answer",
        "The reader gave no answer in two minutes: the machine may be busy and the file in order, so load it later.",
    )
    UNREADABLE = "unreadable", "This file made the reader stop: it may be damaged, so download it again."


@dataclass(frozen=True)
class Refusal:
    """A file that can't be read."""

    kind: RefusalKind

    @property
    def message(self) -> str:
        """One sentence on what the file is and what to do."""
        return self.kind.message

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`."""
        return {"refusal": self.kind.name}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Refusal:
        """The reverse of `to_json`. Raises KeyError or ValueError for anything else."""
        return cls(RefusalKind[data["refusal"]])


@dataclass(frozen=True)
class GradeFinding:
    """A judgement as found. `grade` is a code of the scale, `not_judged`, or None if it was not read.

    `quoted_line` is the line the grade was read from, `box` its place on the page. `body_grade` is what the judgement's
    heading or first sentence says, `body_quote` its words, and `agreement` compares the two. `first_paragraph` and
    `last_paragraph` are the numbered paragraphs it is based on; `ranges_derived` is true if no heading of its own marks
    them.
    """

    service: str
    judgement: str
    grade: str | None
    source: Source | None = None
    quoted_line: str = ""
    page: int | None = None
    line: int | None = None
    box: PageBox | None = None
    body_grade: str | None = None
    body_quote: str = ""
    body_page: int | None = None
    body_line: int | None = None
    agreement: Agreement = "silent"
    first_paragraph: int | None = None
    last_paragraph: int | None = None
    ranges_derived: bool = False

    @property
    def id(self) -> str:
        return f"{self.service}.{self.judgement}"


@dataclass(frozen=True)
class ParagraphFinding:
    """A paragraph of the report. `order` counts from 1 through the report; `judgement` is a code."""

    label: str
    number: int | None
    page: int
    order: int
    text: str
    line: int = 0
    service: str | None = None
    judgement: str | None = None
    displaced: bool = False
    unnumbered: bool = False


@dataclass(frozen=True)
class Improvement:
    """An area for improvement or a recommendation. `order` counts from 1 through the report."""

    text: str
    order: int
    page: int
    line: int
    service: str | None = None
    timescale: Timescale | None = None
    timescale_inherited: bool = False
    addressee: str | None = None


@dataclass(frozen=True)
class Figure:
    """A figure as the report states it. `part` names a share of the whole, such as one age band's."""

    kind: str
    value: float
    page: int
    line: int
    quoted_line: str
    qualifier: str | None = None
    age_band: str | None = None
    paragraph: str | None = None
    part: str | None = None


@dataclass(frozen=True)
class Period:
    """A period of days on site."""

    first: PartialDate
    last: PartialDate


@dataclass(frozen=True)
class Reading:
    """Everything found in one report. `framework` and `council` are None if they could not be recognised.

    `pages` is the text page by page.
    """

    kind: str
    framework: str | None
    framework_evidence: str = ""
    framework_page: int | None = None
    council: str | None = None
    council_as_printed: str = ""
    inspected_from: PartialDate | None = None
    inspected_to: PartialDate | None = None
    other_periods: tuple[Period, ...] = ()
    published_on: date | None = None
    lead_inspectors: tuple[str, ...] = ()
    grades: tuple[GradeFinding, ...] = ()
    paragraphs: tuple[ParagraphFinding, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    figures: tuple[Figure, ...] = ()
    problems: tuple[Problem, ...] = ()
    pages: tuple[str, ...] = ()
    sha256: str = ""
    reader_version: int = READER_VERSION

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the report from being published."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def grade(self, judgement_id: str) -> GradeFinding | None:
        return next((finding for finding in self.grades if finding.id == judgement_id), None)

    def to_json(self) -> dict[str, Any]:
        """Plain values for `json.dumps`, with dates as text."""
        data = dict(vars(self))
        for name in ("inspected_from", "inspected_to", "published_on"):
            value = getattr(self, name)
            data[name] = None if value is None else str(value)
        data["other_periods"] = [[str(period.first), str(period.last)] for period in self.other_periods]
        for name in ("paragraphs", "improvements", "figures"):
            data[name] = [dict(vars(finding)) for finding in getattr(self, name)]
        data["grades"] = [{**vars(finding), "box": finding.box and dict(vars(finding.box))} for finding in self.grades]
        data["problems"] = [{**vars(problem), "kind": problem.kind.name} for problem in self.problems]
        return data

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reading:
        """The reverse of `to_json`. Raises KeyError, TypeError or ValueError for anything else."""
        values = dict(data)
        for name in ("inspected_from", "inspected_to"):
            values[name] = PartialDate.parse(values[name]) if values[name] is not None else None
        values["published_on"] = date.fromisoformat(values["published_on"]) if values["published_on"] else None
        values["other_periods"] = tuple(
            Period(PartialDate.parse(first), PartialDate.parse(last)) for first, last in values["other_periods"]
        )
        values["lead_inspectors"], values["pages"] = tuple(values["lead_inspectors"]), tuple(values["pages"])
        values["grades"] = tuple(
            GradeFinding(**{**row, "box": PageBox(**row["box"]) if row["box"] else None}) for row in values["grades"]
        )
        values["paragraphs"] = tuple(ParagraphFinding(**row) for row in values["paragraphs"])
        values["improvements"] = tuple(Improvement(**row) for row in values["improvements"])
        values["figures"] = tuple(Figure(**row) for row in values["figures"])
        values["problems"] = tuple(Problem(**{**row, "kind": ProblemKind[row["kind"]]}) for row in values["problems"])
        return cls(**values)
