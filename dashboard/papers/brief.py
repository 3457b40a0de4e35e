"""The brief for a meeting with Ofsted or of scrutiny: where a council stands, in two pages.

It is a short paper on the council's latest inspection, as at a day, made from the same facts as a committee paper.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.presenters.improvements import by_timescale
from dashboard.presenters.visits import visits_since
from dashboard.values.columns import CellText, ColumnKind, FileColumn, WordsColumn, result_cell
from dashboard.values.documents import Block, Fact, Paper, Paragraph, Section, TableBlock, numbered, paragraphs
from inspections.dates import PartialDate
from inspections.models import AreaForImprovement, Visit
from inspections.statistics.changes import JudgementChange
from inspections.statistics.standings import InspectionRecord
from inspections.wording.papers.brief import (
    FROM_ONE_INSPECTION,
    age_sentence,
    brief_title,
    no_improvements_sentence,
    visits_since_sentence,
)
from inspections.wording.papers.follow_up import FROM_THE_REPORT, permanence_sentence
from inspections.wording.papers.judgements import changes_sentence, direction_words, grade_counts_sentence
from inspections.wording.results import NOT_ON_RECORD, key_sentences
from inspections.wording.visits import days_on_site
from inspections.wording.words import council_in_text, date_words

from .comparison import columns_of, headings_of, picture
from .facts import PaperFacts
from .tables import PaperTable

EMPTY_ROWS = 3


def brief(facts: PaperFacts, visits: Sequence[Visit]) -> Paper:
    """The brief. `visits` are all of the council by the day, the latest first."""
    title = brief_title(facts.name)
    inspected = facts.inspection.inspected
    sections = [
        Section("grades", "Where the council stands", _grades(facts)),
        Section("visits", "Visits since", _visits(facts, visits_since(visits, inspected), inspected)),
        Section("improvements", "Areas for improvement", _improvements(facts)),
        Section("picture", facts.peers.heading if facts.peers else "", picture(facts)),
        Section("sources", "Source", paragraphs(permanence_sentence(facts.day, facts.edition, facts.permanent))),
    ]
    return Paper(
        file_name=f"brief-{facts.selection.slug}-{facts.day}",
        title=title,
        short_title=title,
        subject=f"{title}, as at {date_words(facts.day)}",
        permanent=facts.permanent,
        day=facts.day,
        facts=(
            Fact("As at", date_words(facts.day)),
            Fact("Latest inspection", f"{facts.framework.short_name}, {facts.dated}"),
            Fact("For", "[meeting, and its day]"),
        ),
        sections=numbered(sections),
        notes=tuple(facts.notes.texts),
    )


def _grades(facts: PaperFacts) -> tuple[Block, ...]:
    """The key judgements in a sentence, their age, what changed, and every judgement with since when it stands."""
    record = facts.record
    key = key_sentences(record)
    age = age_sentence(facts.inspection.published_on, facts.inspection.inspected, facts.day)
    grades: tuple[Block, ...] = (Paragraph(key, facts.notes.first(facts.report), quotable=True),) if key else ()
    changed = " ".join(filter(None, (grade_counts_sentence(record), changes_sentence(facts.changes))))
    return (*grades, *paragraphs(age, changed, FROM_ONE_INSPECTION), TableBlock(StandingGradesTable(facts)))


def _visits(facts: PaperFacts, since: Sequence[Visit], inspected: PartialDate) -> tuple[Block, ...]:
    said = paragraphs(visits_since_sentence(len(since), inspected, facts.day))
    return (*said, TableBlock(BriefVisitsTable(facts, since))) if since else said


def _improvements(facts: PaperFacts) -> tuple[Block, ...]:
    """Every area for improvement with an empty column for its progress."""
    rows = [FollowedArea(number, *item) for number, item in enumerate(_areas(facts), start=1)]
    if rows:
        return (TableBlock(BriefAreasTable(facts, rows)),)
    empty = [FollowedArea(number, FROM_THE_REPORT) for number in range(1, EMPTY_ROWS + 1)]
    return (Paragraph(no_improvements_sentence(), to_complete=True), TableBlock(BriefAreasTable(facts, empty)))


def _areas(facts: PaperFacts) -> Iterator[tuple[str, str, str]]:
    """The words of each area, whom it is for, and until when."""
    areas: Sequence[AreaForImprovement] = facts.evidence.improvements
    for timescale in by_timescale(areas, facts.inspection.published_on):
        until = timescale.name if any(area.timescale for area in timescale.items) else ""
        due = date_words(timescale.due) if timescale.due else until
        for area in timescale.items:
            yield area.text or FROM_THE_REPORT, area.addressee, due


class StandingGradesTable(PaperTable):
    """Every judgement, or the key ones of many, with its grade, since when Ofsted has given it, and the change."""

    judgement = WordsColumn("Judgement", width=6.2)
    grade = WordsColumn("Grade", width=3.4)
    since = WordsColumn("Since the report of", width=3.0)
    change = WordsColumn("At the last inspection", width=3.4)

    class Meta:
        row_attrs = {"class": lambda record: "part" if record.judgement.part_of else ""}

    def __init__(self, facts: PaperFacts) -> None:
        self.record = facts.record
        programme = facts.framework.programme
        self.records = [record for record in facts.history.records.values() if record.framework.programme == programme]
        shown = columns_of(facts)
        # In full, unless judgements of several services have one name.
        full = Counter(judgement.name for judgement in shown)
        pairs = zip(shown, headings_of(facts), strict=True)
        self.names = {one.id: one.name if full[one.name] == 1 else short for one, short in pairs}
        changes = [change for change in facts.changes if change.judgement.id in self.names]
        super().__init__(
            facts, "judgements", changes, title=f"Latest grades of {council_in_text(facts.name)}, {facts.dated}"
        )

    def words_judgement(self, record: JudgementChange) -> CellText:
        return CellText(self.names[record.judgement.id])

    def words_grade(self, record: JudgementChange) -> CellText:
        return result_cell(self.record.result(record.judgement.id))

    def words_since(self, record: JudgementChange) -> str:
        return standing_since(self.record, self.records, record.judgement.id)

    def words_change(self, record: JudgementChange) -> str:
        return direction_words(record)


def standing_since(latest: InspectionRecord, records: Sequence[InspectionRecord], judgement: str) -> str:
    """When the report came out with which the grade began that every report since has given; "" without a grade."""
    grade, since = latest.result(judgement).grade, latest.inspection
    if grade is None:
        return ""
    earlier = [record for record in records if record.inspection.counts_from < since.counts_from]
    for record in sorted(earlier, key=lambda record: record.inspection.counts_from, reverse=True):
        if record.result(judgement).grade != grade:
            break
        since = record.inspection
    return date_words(since.published_on) if since.published_on else date_words(since.inspected_from)


class BriefVisitsTable(PaperTable):
    """The visits since the inspection."""

    visited = WordsColumn("Visit", accessor="visited_from", width=4.6)
    theme = WordsColumn("Theme", width=7.4)
    priority = WordsColumn("Areas for priority action", accessor="has_priority_action", width=4.0)

    def __init__(self, facts: PaperFacts, visits: Sequence[Visit]) -> None:
        super().__init__(facts, "visits", visits, title=f"Visits to {council_in_text(facts.name)} since the inspection")

    def words_visited(self, record: Visit) -> CellText:
        return CellText(days_on_site(record.first_day, record.visited_to), below=record.get_kind_display())

    def words_theme(self, record: Visit) -> str:
        return record.theme or NOT_ON_RECORD

    def words_priority(self, record: Visit) -> str:
        known = {None: NOT_ON_RECORD, True: "yes", False: "none"}
        return known[record.has_priority_action]


class FollowedArea(NamedTuple):
    """An area for improvement in the brief. Its progress is for the officer to write."""

    number: int
    area_for_improvement: str
    addressee: str = ""
    due: str = ""
    progress: str = ""


class BriefAreasTable(PaperTable):
    """Areas for improvement with an empty column for their progress."""

    number = FileColumn("Number", kind=ColumnKind.NUMBER)
    area_for_improvement = WordsColumn("Area for improvement", width=8.4)
    addressee = FileColumn("For", meaning="Whom the report names; empty where it names nobody.")
    due = WordsColumn("Due", width=3.0)
    progress = WordsColumn("Progress", width=4.6)

    def __init__(self, facts: PaperFacts, rows: Sequence[FollowedArea]) -> None:
        widths = None if any(row.due for row in rows) else {"area_for_improvement": 9.6, "progress": 6.4}
        title = f"Areas for improvement from the report, {facts.dated}"
        super().__init__(facts, "improvements", rows, title=title, widths=widths)

    def words_area_for_improvement(self, record: FollowedArea) -> CellText:
        below = f"for {record.addressee}" if record.addressee else ""
        return CellText(f"{record.number}. {record.area_for_improvement}", below=below)

    def value_area_for_improvement(self, record: FollowedArea) -> str:
        return record.area_for_improvement
