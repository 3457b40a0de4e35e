"""The results of a search: councils by name, and paragraphs of reports with the words marked."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.presenters.councils import CouncilLine, council_lines
from dashboard.presenters.paragraphs import anchor_of
from dashboard.selections.search import SearchSelection, judgements_known, services_known
from inspections.frameworks.loader import all_programmes, framework, programme
from inspections.models import Council, Grade, Inspection, ReportParagraph, Visit
from inspections.names import CouncilNames, CouncilRegister, fold, typed_name
from inspections.search.hits import Hit
from inspections.search.index import LETTERS, SearchResults
from inspections.search.marks import Excerpt, excerpt
from inspections.search.words import STOP_WORDS, WORD, stem
from inspections.statistics.standings import InspectionRecord
from inspections.wording.reports import place_in_report
from inspections.wording.search import found_sentence, scope_words
from inspections.wording.words import listed

PAGES_AROUND = 2
COUNCILS_SHOWN, MOST_IN_FACET = 10, 8
WITHIN_WORDS, NOT_NAMED = 3, 4


@dataclass(frozen=True)
class CouncilsFound:
    """The councils that match a question by name: `meant` have exactly that name.

    `more` is the number not shown. `near` are spelt like the question, if no name matches. `within` is a search of one
    council's reports, if the question holds the council's name beside other words.
    """

    meant: tuple[CouncilLine, ...] = ()
    others: tuple[CouncilLine, ...] = ()
    more: int = 0
    near: tuple[CouncilNames, ...] = ()
    within: tuple[CouncilNames, SearchSelection] | None = None


@dataclass(frozen=True)
class Passage:
    """A paragraph that matches the question, with its judgement and the code of its grade, both possibly empty.

    `record` is the inspection of its report or the visit of its letter.
    """

    record: Inspection | Visit
    paragraph: ReportParagraph
    excerpt: Excerpt
    judgement: str
    grade: str
    is_first_of_number: bool

    @property
    def inspection(self) -> Inspection | None:
        return self.record if isinstance(self.record, Inspection) else None

    @property
    def visit(self) -> Visit | None:
        return self.record if isinstance(self.record, Visit) else None

    @property
    def kind(self) -> str:
        """The framework of its report, or the kind of visit: `ILACS 2023`, `Focused visit`."""
        if isinstance(self.record, Visit):
            return self.record.get_kind_display()
        return self.record.framework_definition.short_name

    @property
    def licence(self) -> tuple[str, str]:
        """The code of the programme that decides the licence, and what to call its reports or letters."""
        if isinstance(self.record, Visit):
            return "ilacs", "Letters on visits"
        of = programme(self.record.framework_definition.programme)
        return of.code, of.short_name

    @property
    def place(self) -> str:
        """Its place in the report."""
        return place_in_report(self.paragraph.number, self.paragraph.page)

    @property
    def url(self) -> str:
        """Its address on the scorecard or the page of the visit."""
        number = self.paragraph.number if self.is_first_of_number else None
        return f"{self.record.get_absolute_url()}#{anchor_of(number, self.paragraph.order)}"


@dataclass(frozen=True)
class PageLink:
    """A link to a page of the results; `number` 0 is a gap."""

    number: int
    url: str
    is_here: bool


@dataclass(frozen=True)
class FacetValue:
    """A part of the paragraphs found: its words, how many they are, and the address of these alone."""

    words: str
    number: int
    url: str


@dataclass(frozen=True)
class Facet:
    """The paragraphs found by one property. `more` values are not shown; `all_url` takes the choice back."""

    title: str
    values: tuple[FacetValue, ...]
    more: int
    all_url: str


def councils_found(
    councils: Sequence[Council],
    register: CouncilRegister,
    day: date,
    latest: Callable[[], Mapping[str, InspectionRecord]],
    selection: SearchSelection,
) -> CouncilsFound:
    """The councils that match a question; none if it is narrowed to some paragraphs.

    `latest` reads the latest inspection of each council by the council's slug. Few questions need it.
    """
    if not fold(selection.q) or selection.is_narrowed or selection.page > 1:
        return CouncilsFound()
    bearers = register.named(selection.q)
    ranks = {council.pk: _rank(selection.q, register.by_slug[council.slug], bearers) for council in councils}
    # Hull is not Solihull: letters within words count only if no word begins with them.
    last = WITHIN_WORDS if min(ranks.values(), default=NOT_NAMED) < WITHIN_WORDS else NOT_NAMED
    named = [council for council in councils if ranks[council.pk] < last]
    named.sort(key=lambda council: (ranks[council.pk], not council.in_being(day), council.short_name))
    shown = named[:COUNCILS_SHOWN]
    lines = council_lines(shown, latest() if shown else {})
    return CouncilsFound(
        meant=tuple(line for line in lines if ranks[line.council.pk] == 0),
        others=tuple(line for line in lines if ranks[line.council.pk] > 0),
        more=len(named) - len(lines),
        near=() if named else tuple(register.spelt_like(selection.q, day)),
        within=None if named else _named_within(register, day, selection),
    )


def _rank(q: str, council: CouncilNames, bearers: Collection[CouncilNames]) -> int:
    """0 for a whole name, 1 for whole words of one, 2 for beginnings of words, 3 for letters within words."""
    if council in bearers:
        return 0
    words = fold(q).split()
    parts = [name.split() for name in council.folded]
    if any(set(words) <= set(name) for name in parts):
        return 1
    if any(all(any(part.startswith(word) for part in name) for word in words) for name in parts):
        return 2
    return WITHIN_WORDS if council.holds(q) else NOT_NAMED


def names_to_type(register: CouncilRegister, day: date) -> list[list[str]]:
    """Each name of each council as it can be typed, with the usual name if it is another one.

    An abolished council is typed by its code, since its names may mean another today.
    """
    names: list[list[str]] = []
    for council in register.councils:
        if council.valid_to and council.valid_to < day:
            names.append([council.slug, council.display_name])
            continue
        usual, *others = council.names
        names += [[usual], *([other, usual] for other in others if usual.casefold() not in other.casefold())]
    return sorted(names)


def facets_of(results: SearchResults, selection: SearchSelection) -> tuple[Facet, ...]:
    """The paragraphs found by programme and by council, the most first, each with a link that narrows to it."""
    records = [results.records[hit.report] for hit in results.hits]
    councils = {record.council.slug: record.council.display_name for record in records}
    by_programme = Counter(
        LETTERS if isinstance(record, Visit) else record.framework_definition.programme for record in records
    )
    by_council = Counter(record.council.slug for record in records)
    programmes = tuple(
        FacetValue(_programme_name(code), number, selection.url(framework=code, page=1))
        for code, number in by_programme.most_common()
    )
    of_councils = tuple(
        FacetValue(councils[slug], number, selection.url(council=slug, page=1))
        for slug, number in by_council.most_common(MOST_IN_FACET)
    )
    return (
        Facet("Programme", programmes, 0, selection.url(framework="", page=1) if selection.framework else ""),
        Facet(
            "Council",
            of_councils,
            max(0, len(by_council) - MOST_IN_FACET),
            selection.url(council="", page=1) if selection.council else "",
        ),
    )


def _programme_name(code: str) -> str:
    return "Letters on visits" if code == LETTERS else programme(code).short_name


def name_in_form(councils: Sequence[Council], slug: str, day: date) -> str:
    """A council in the form: its usual name, or its slug if it was abolished and the name may mean another today."""
    council = next((council for council in councils if council.slug == slug), None)
    return typed_name(slug, council.short_name, council.valid_to, day) if council else slug


def searched_words(selection: SearchSelection, council_name: str) -> str:
    """The paragraphs that are searched, in words; empty for all."""
    whole = next((programme_ for programme_ in all_programmes() if programme_.code == selection.framework), None)
    is_version = selection.framework and not whole and selection.framework != LETTERS
    version = framework(selection.framework) if is_version else whole
    of_judgement = judgements_known().get(selection.judgement)
    parts = [services_known()[selection.service]] if selection.service else []
    return scope_words(
        council=council_name,
        framework=version.short_name if version else "",
        letters=selection.framework == LETTERS,
        published_from=selection.published_from,
        published_to=selection.published_to,
        parts=[*parts, of_judgement.name] if of_judgement else parts,
        grade=Grade.Value(selection.grade).label.lower() if selection.grade else "",
    )


def _named_within(
    register: CouncilRegister, day: date, selection: SearchSelection
) -> tuple[CouncilNames, SearchSelection] | None:
    """The council with the longest name inside the question, and a search of its reports for the other words."""
    words = selection.q.split()
    stretches = [(first, last) for first in range(len(words)) for last in range(first + 1, len(words) + 1)]
    for first, last in sorted(stretches, key=lambda stretch: stretch[0] - stretch[1]):
        council = register.resolve(" ".join(words[first:last]), day)
        rest = " ".join([*words[:first], *words[last:]])
        if council and _says_something(rest):
            return council, replace(selection, q=_without_joints(rest), council=council.slug)
    return None


def _says_something(text: str) -> bool:
    return any(fold(word) not in STOP_WORDS for word in WORD.findall(text))


def _without_joints(text: str) -> str:
    """`corporate parenting in` is `corporate parenting`."""
    words = text.split()
    while words and words[-1].casefold() in STOP_WORDS:
        words.pop()
    while words and words[0].casefold() in STOP_WORDS:
        words.pop(0)
    return " ".join(words)


def passages(
    shown: Sequence[Hit],
    results: SearchResults,
    paragraphs: Mapping[tuple[int, int], tuple[ReportParagraph, bool]],
    grades: Mapping[tuple[int, str], str],
    selection: SearchSelection,
) -> list[Passage]:
    """The passages of these hits. `grades` are by the inspection's key and the judgement's id."""
    lines = []
    for hit in shown:
        if (hit.report, hit.order) not in paragraphs:
            continue
        paragraph, is_first_of_number = paragraphs[hit.report, hit.order]
        record = results.records[hit.report]
        id_ = f"{paragraph.service}.{paragraph.judgement}"
        of = record.framework_definition if isinstance(record, Inspection) else None
        lines.append(
            Passage(
                record=record,
                paragraph=paragraph,
                excerpt=excerpt(paragraph.text, selection.question),
                judgement=of.judgement(id_).name if of and of.has(id_) else "",
                grade=grades.get((record.pk, id_), "") if of else "",
                is_first_of_number=is_first_of_number,
            )
        )
    return lines


def page_links(selection: SearchSelection, last: int) -> list[PageLink]:
    """Links to the first page, the last, and the pages around this one."""
    here = selection.page
    numbers = sorted({1, last, *range(max(1, here - PAGES_AROUND), min(last, here + PAGES_AROUND) + 1)})
    links, before = [], 0
    for number in numbers:
        if number > before + 1:
            links.append(PageLink(0, "", is_here=False))
        links.append(PageLink(number, selection.url(page=number), is_here=number == here))
        before = number
    return links


def found_words(results: SearchResults) -> str:
    """`12 paragraphs in 3 of the 140 reports searched.`"""
    reports = len({hit.report for hit in results.hits})
    return found_sentence(len(results.hits), reports, len(results.records))


def missing_words(results: SearchResults, selection: SearchSelection) -> str:
    """The words of the question that none of the reports searched has; empty if all are found."""
    asked = {word for term in selection.question.terms for word in term}
    words = dict.fromkeys(
        f"“{word}”" for word in WORD.findall(selection.q) if stem(word) in results.missing_stems & asked
    )
    return listed(list(words))
