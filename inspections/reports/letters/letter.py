"""Reads a letter on a visit: every step in order, with a problem for whatever is doubtful."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from inspections.names import CouncilNames
from inspections.reports.check import page_problems
from inspections.reports.councils import CouncilMatch, find_council, rivals
from inspections.reports.document import Document, TextLine
from inspections.reports.findings import Problem, ProblemKind
from inspections.reports.letters.dating import SUMMARISES, PublicationDay, VisitDays
from inspections.reports.letters.findings import LetterPoint, LetterReading
from inspections.reports.letters.people import Inspectors, find_inspectors, signed_by
from inspections.reports.letters.sections import LetterSection, body_lines, paragraphs, points, sections
from inspections.reports.letters.sentences import LetterSentence, sentences
from inspections.reports.letters.themes import ThemeRead, find_theme
from inspections.reports.letters.title import LetterTitle

COUNCIL_LINES = 300
Found = TypeVar("Found")
_POSSESSIVE = re.compile(r"[’'‘`]s?\s+(?=(?:children|services)\b)", re.IGNORECASE)
_PRIORITY = re.compile(r"\bpriority actions?\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:no|not|any)\b[^.]{0,40}$", re.IGNORECASE)
_TO_IMPROVE = re.compile(
    r"^\W{0,3}(?:what needs? to (?:be )?improved?|areas? for (?:improvement|development))\b", re.IGNORECASE
)
_BREAKS_OFF = re.compile(r"(?:,|-|\b(?:and|or|of|the|to|a|an|in|for|with|by|that|which|their|from))$")


def read_letter(
    document: Document, title: LetterTitle, register: Sequence[CouncilNames], sha256: str = ""
) -> LetterReading:
    """Everything found in a letter. `title` is what `find_title` found in it."""
    body, closing = body_lines(document, title)
    parts = sections(body)
    opening = [sentence for part in parts if part.kind in {"opening", "areas"} for sentence in sentences(part.lines)]
    everything = [sentence for part in parts for sentence in sentences(part.lines)]
    published = PublicationDay.of(list(document.lines)[: title.after], document.pages[0].body, everything)
    days = VisitDays.of(opening, published.day)
    council = _council(document, title, opening, register, days.first or published.day)
    steps = _Steps()
    inspectors = steps.take("inspectors", lambda: find_inspectors(opening)) or Inspectors()
    signatory = steps.take("signature", lambda: signed_by(closing))
    leads = _leads(inspectors, signatory)
    theme = steps.take("theme", lambda: find_theme(opening))
    actions = steps.take("areas for priority action", lambda: points(parts, "priority")) or []
    improvements = steps.take("list of what needs to improve", lambda: points(parts, "improvements")) or []
    made_paragraphs = steps.take("paragraphs", lambda: paragraphs(parts)) or []
    has_action = _has_priority_action(parts, everything, actions)
    problems = [
        *_title_problems(title),
        *_council_problems(council),
        *days.problems(published.day),
        *published.problems(),
        *_people_problems(inspectors, signatory, leads),
        *_theme_problems(theme),
        *_list_problems(parts, improvements, actions, has_action, everything),
        *_ending_problems(document, closing),
        *page_problems(document),
        *steps.problems,
    ]
    return LetterReading(
        kind=document.kind,
        visit=title.visit,
        title=title.evidence,
        council=council.slugs[0] if len(council.slugs) == 1 else None,
        council_as_printed=council.as_printed,
        visited_from=days.first,
        visited_to=days.last,
        visited_evidence=days.sentence.evidence() if days.sentence else None,
        published_on=published.day,
        published_evidence=published.evidence,
        theme=(theme.code.words if theme.code else theme.printed) if theme else "",
        theme_code=theme.code if theme else None,
        theme_evidence=theme.sentence.evidence() if theme else None,
        lead_inspectors=leads,
        inspectors=inspectors.names,
        inspectors_evidence=inspectors.sentence.evidence() if inspectors.sentence else None,
        has_priority_action=has_action,
        priority_actions=tuple(actions),
        improvements=tuple(improvements),
        paragraphs=tuple(made_paragraphs),
        problems=tuple(problems),
        pages=tuple("\n".join(line.text for line in page.lines) for page in document.pages),
        sha256=sha256,
    )


class _Steps:
    """Steps of the reading; one that fails leaves a problem and not the others."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def take(self, name: str, step: Callable[[], Found]) -> Found | None:
        try:
            return step()
        except Exception as error:
            self.problems.append(Problem(ProblemKind.STEP_FAILED, f"Reading the {name}: {type(error).__name__}"))
            return None


def _council(
    document: Document,
    title: LetterTitle,
    opening: Sequence[LetterSentence],
    register: Sequence[CouncilNames],
    day: date | None,
) -> CouncilMatch:
    """The council in the title, or else in the first sentence, with any other that the first sentence names instead."""
    named = _POSSESSIVE.sub(" ", title.evidence.quote)
    summary = next((_POSSESSIVE.sub(" ", s.text) for s in opening if SUMMARISES.search(s.text)), "")
    match = find_council([named, summary], register, day)
    if len(match.slugs) != 1:
        return match
    second = find_council([summary], register, day)
    others = second.slugs if second.slugs and match.slugs[0] not in second.slugs else ()
    text = " ".join(line.text for line in islice(document.lines, COUNCIL_LINES))
    more = rivals(match.as_printed, text, register, day)
    slugs = tuple(dict.fromkeys((*match.slugs, *others, *more)))
    return CouncilMatch(slugs, match.as_printed, match.before)


def _leads(inspectors: Inspectors, signatory: str | None) -> tuple[str, ...]:
    """The lead inspector: the one the letter calls so, or else the one who signed it."""
    if inspectors.lead:
        return (inspectors.lead,)
    if signatory:
        return (signatory,)
    return inspectors.names if len(inspectors.names) == 1 else ()


def _has_priority_action(
    parts: Sequence[LetterSection], everything: Sequence[LetterSentence], actions: Sequence[LetterPoint]
) -> bool | None:
    """Whether the letter sets areas for priority action: by their heading, or None if only other words name them."""
    if any(part.kind == "priority" for part in parts):
        return True if actions and not _NONE.search(actions[0].text.partition("priority action")[0][-60:]) else None
    if any(_PRIORITY.search(sentence.text) for sentence in everything):
        return None
    return False if any(part.kind == "findings" for part in parts) else None


def _title_problems(title: LetterTitle) -> Iterator[Problem]:
    if title.other_kind:
        detail = f"“{title.evidence.quote}”, but the first sentence names the other kind of visit"
        yield Problem(ProblemKind.VISIT_KIND_DOUBTFUL, detail, title.evidence.page, title.evidence.line)


def _council_problems(council: CouncilMatch) -> Iterator[Problem]:
    if not council.slugs:
        yield Problem(ProblemKind.COUNCIL_UNKNOWN, "The title names no council of the register.", 1)
    elif len(council.slugs) > 1:
        yield Problem(ProblemKind.COUNCIL_DOUBTFUL, f"It may be: {', '.join(council.slugs)}", 1)


def _people_problems(inspectors: Inspectors, signatory: str | None, leads: Sequence[str]) -> Iterator[Problem]:
    sentence = inspectors.sentence
    page, line = (sentence.line.page, sentence.line.number) if sentence else (None, None)
    if inspectors.unread:
        detail = f"“{inspectors.unread}” was not read as a name"
        yield Problem(ProblemKind.LEAD_INSPECTOR_DOUBTFUL, detail, page, line)
    if not inspectors.names and signatory:
        yield Problem(ProblemKind.LEAD_INSPECTOR_DOUBTFUL, f"Only the signature, {signatory}, names an inspector")
    if not leads:
        yield Problem(ProblemKind.LEAD_INSPECTOR_MISSING, "No lead inspector is named.", page, line)
    elif inspectors.names and not set(leads) <= set(inspectors.names):
        detail = f"{', '.join(leads)} signed the letter, which names {', '.join(inspectors.names)}"
        yield Problem(ProblemKind.LEAD_INSPECTOR_DOUBTFUL, detail, page, line)
    elif inspectors.lead and signatory and signatory != inspectors.lead:
        detail = f"{inspectors.lead} is called lead inspector, {signatory} signed the letter"
        yield Problem(ProblemKind.LEAD_INSPECTOR_DOUBTFUL, detail, page, line)


def _ending_problems(document: Document, closing: Sequence[TextLine]) -> Iterator[Problem]:
    if not closing:
        yield Problem(ProblemKind.LETTER_CUT_SHORT, "No “Yours sincerely” stands at its end.", len(document.pages))


def _theme_problems(theme: ThemeRead | None) -> Iterator[Problem]:
    if theme is None or not theme.printed:
        yield Problem(ProblemKind.THEME_MISSING, "No sentence says what the inspectors looked at.", 1)
        return
    page, line = theme.sentence.line.page, theme.sentence.line.number
    named = (*theme.named, *theme.others)
    if theme.code is None and named:
        detail = f"“{theme.printed}”; the letter names: {', '.join(other.words for other in named)}"
        yield Problem(ProblemKind.THEME_DOUBTFUL, detail, page, line)
    elif theme.code is None:
        yield Problem(ProblemKind.THEME_NOT_LISTED, f"“{theme.printed}”", page, line)


def _list_problems(
    parts: Sequence[LetterSection],
    improvements: Sequence[LetterPoint],
    actions: Sequence[LetterPoint],
    has_action: bool | None,
    everything: Sequence[LetterSentence],
) -> Iterator[Problem]:
    if has_action is None:
        mention = next((s for s in everything if _PRIORITY.search(s.text)), None)
        page, line = (mention.line.page, mention.line.number) if mention else (None, None)
        detail = f"“{mention.text}”" if mention else "No heading of the letter was recognised."
        yield Problem(ProblemKind.PRIORITY_ACTION_DOUBTFUL, detail, page, line)
    for part in parts:
        if part.kind == "improvements" and not part.lines:
            place = part.line
            yield Problem(ProblemKind.IMPROVEMENTS_MISSING, f"Under “{part.heading}”", place.page, place.number)
    unread = next((line for part in parts for line in part.lines if _TO_IMPROVE.match(line.text)), None)
    if unread is not None and not improvements:
        detail = f"“{unread.text}” was not read as a heading."
        yield Problem(ProblemKind.IMPROVEMENTS_MISSING, detail, unread.page, unread.number)
    for point in (*improvements, *actions):
        if _BREAKS_OFF.search(point.text):
            yield Problem(ProblemKind.IMPROVEMENT_CUT_SHORT, f"“{point.text[-60:]}”", point.page, point.line)
