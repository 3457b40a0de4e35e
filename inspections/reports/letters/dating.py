"""The day on which a letter was published, and the days of the visit, with what makes them doubtful."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inspections.reports.document import TextLine
from inspections.reports.findings import Problem, ProblemKind
from inspections.reports.letters.days import PrintedDays, find_days
from inspections.reports.letters.findings import LetterEvidence
from inspections.reports.letters.sentences import LetterSentence

# A longer visit, or a letter published later after it, is more likely a slip.
LONGEST_VISIT = timedelta(days=21)
LONGEST_TO_PUBLICATION = timedelta(days=200)
# The sentence that says what the letter is about.
SUMMARISES = re.compile(r"\bthis letter\b.*\bvisit\b|\bfindings of (?:a|an|the|our)\b.*\bvisit\b", re.IGNORECASE)
_TOOK_PLACE = re.compile(
    r"\bvisit(?:ed)?\b.*\b(?:took place|was (?:carried out|conducted|undertaken)|on site)\b|\binspectors visited\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\b(?:will|to)\s+(?:be\s+)?publish", re.IGNORECASE)


@dataclass(frozen=True)
class PublicationDay:
    """The day of publication: the one the letter says it will be published on, or else its own date."""

    day: date | None = None
    evidence: LetterEvidence | None = None
    others: tuple[date, ...] = ()

    @classmethod
    def of(
        cls, head: Sequence[TextLine], first_page: Sequence[TextLine], everything: Sequence[LetterSentence]
    ) -> "PublicationDay":
        dated: list[tuple[date, LetterEvidence]] = []
        for sentence in everything:
            if _PUBLISHED.search(sentence.text) and "letter" in sentence.text.lower():
                dated += [(days.days[0], sentence.evidence()) for days in find_days(sentence.text) if days.year_printed]
        # In some files the letter's date comes after its title.
        for lines in (head, first_page):
            own = [(day, line) for line in lines if (day := _own_date(line)) is not None]
            dated += [(day, LetterEvidence(line.text, line.page, line.number, line.box)) for day, line in own]
            if own:
                break
        if not dated:
            return cls()
        others = tuple(dict.fromkeys(day for day, _ in dated if day != dated[0][0]))
        return cls(*dated[0], others)

    def problems(self) -> Iterator[Problem]:
        if self.day is None:
            yield Problem(ProblemKind.PUBLICATION_DATE_MISSING, "The letter has no date.", 1)
        elif self.others and self.evidence:
            detail = f"Read as {self.day}, but the letter also gives {', '.join(map(str, self.others))}"
            yield Problem(ProblemKind.PUBLICATION_DATE_DOUBTFUL, detail, self.evidence.page, self.evidence.line)


def _own_date(line: TextLine) -> date | None:
    """The day if the line, or a piece of it that is set apart, is a date."""
    days = (_whole_date(text) for text in (line.text, *(span.text for span in line.spans)))
    return next((day for day in days if day is not None), None)


def _whole_date(text: str) -> date | None:
    """The day if the line is a date and nothing else."""
    bare = re.sub(r"^(?:date|dated|published)\s*:?\s*", "", text, flags=re.IGNORECASE)
    found = find_days(bare)
    whole = len(found) == 1 and found[0].year_printed and len(found[0].days) == 1 and found[0].text == bare.strip()
    return found[0].days[0] if whole else None


@dataclass(frozen=True)
class VisitDays:
    """The first and last day of the visit, with the sentence they are from. `doubt` says what may be wrong."""

    first: date | None = None
    last: date | None = None
    sentence: LetterSentence | None = None
    doubt: str = ""

    @classmethod
    def of(cls, opening: Sequence[LetterSentence], published: date | None) -> "VisitDays":
        for pattern in (SUMMARISES, _TOOK_PLACE):
            for sentence in opening:
                found = find_days(sentence.text, published) if pattern.search(sentence.text) else []
                if found:
                    return cls._from(found, sentence)
        return cls()

    @classmethod
    def _from(cls, found: Sequence[PrintedDays], sentence: LetterSentence) -> "VisitDays":
        days = found[0]
        if not days.ascend or days.days[-1] - days.days[0] > LONGEST_VISIT:
            return cls(sentence=sentence, doubt=f"“{days.text}” can't be the days of a visit")
        doubt = ""
        if len(found) > 1:
            doubt = f"“{days.text}” was taken, but the sentence also has “{found[1].text}”"
        elif not days.year_printed:
            doubt = f"“{days.text}” has no year: the last one before the letter's date was taken"
        elif len(days.days) == 1:
            doubt = f"The letter gives only one day, “{days.text}”, and most visits take two"
        return cls(days.days[0], days.days[-1], sentence, doubt)

    def problems(self, published: date | None) -> Iterator[Problem]:
        page, line = (self.sentence.line.page, self.sentence.line.number) if self.sentence else (1, None)
        if self.first is None or self.last is None:
            detail = self.doubt or "No sentence says on which days the visit was made."
            yield Problem(ProblemKind.VISIT_DAYS_MISSING, detail, page, line)
            return
        if self.doubt:
            yield Problem(ProblemKind.VISIT_DAYS_DOUBTFUL, self.doubt, page, line)
        if published is not None and not timedelta() <= published - self.last <= LONGEST_TO_PUBLICATION:
            detail = f"The letter is of {published}, the last day of the visit {self.last}"
            yield Problem(ProblemKind.VISIT_DAYS_DOUBTFUL, detail, page, line)
