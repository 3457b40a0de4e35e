"""The page of one judgement: what it is, what compares with it, and every council's grade on it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from dashboard.addresses import with_parameters
from dashboard.selections.group import ALL_COUNCILS
from dashboard.selections.judgement import (
    AMONG,
    ENGLAND,
    GOOD_OR_BETTER,
    GRADED,
    NOT_GRADED,
    JudgementSelection,
    judgement_code,
    judgement_url,
)
from dashboard.selections.parameters import Choices
from inspections.frameworks.definitions import Framework, Judgement
from inspections.frameworks.loader import all_frameworks, programme
from inspections.models import Council
from inspections.statistics.comparable import result_under, results_under, shares_under
from inspections.statistics.shares import GOOD_OR_BETTER as GOOD_GRADES
from inspections.statistics.shares import Share, Shares
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, InspectionRow, Result
from inspections.wording.distributions import ungraded_sentence
from inspections.wording.frameworks import judgement_name
from inspections.wording.groups import neighbours_words, region_name
from inspections.wording.judgements import (
    answer_sentence,
    best_grade_finding,
    group_of_others,
    quote_sentences,
    regions_finding,
    same_grade_finding,
)
from inspections.wording.national import highest_and_lowest, judged_sentence, sample_sentence, shares_sentence
from inspections.wording.words import capital, counted, date_words

from .distributions import DistributionRow, by_region
from .evidence import WeakEvidence, weak_evidence
from .groups import all_label, centre_name, group_heading, group_phrase
from .links import council_url, scorecard_url, short_date

# Longer lists stand without the dots of larger groups beside them.
LONGEST_WITH_DOTS = 40
FAIRNESS = {
    "fair": "Yes: the same thing",
    "flagged": "Yes, with care",
    "partial": "In part only",
    "none": "No",
}


class JudgementRow(NamedTuple):
    """A council of the list, and its result on the judgement."""

    council: CouncilRow
    result: Result

    @property
    def url(self) -> str:
        return council_url(self.council)

    @property
    def inspection(self) -> InspectionRow | None:
        """The inspection with the grade, if any."""
        return self.result.inspection

    @property
    def scorecard(self) -> str:
        """The address of the inspection's scorecard, or empty."""
        return scorecard_url(self.inspection) if self.inspection else ""

    @property
    def published(self) -> str:
        """When its report was published."""
        return short_date(self.inspection) if self.inspection else ""

    @property
    def version(self) -> str:
        """The framework of the inspection, or empty."""
        return self.result.framework.short_name if self.result.framework else ""


@dataclass(frozen=True)
class Dots:
    """The councils of one group with one grade, as dots beside the list. `members` are slugs of the councils listed."""

    title: str
    share: Share
    members: Collection[str]
    marked: str = ""

    @property
    def words(self) -> str:
        """`of 151, 31%`."""
        percent = "" if self.share.percent is None else f", {self.share.percent}%"
        return f"of {self.share.base:,}{percent}"

    @property
    def dots(self) -> list[str]:
        """A class for each council: the marked one first, then those listed, then the others, which have none."""
        slugs = [council.slug for council in self.share.councils]
        kinds = ["self" if slug == self.marked else "near" if slug in self.members else "" for slug in slugs]
        return sorted(kinds, key=("self", "near", "").index)


@dataclass(frozen=True)
class Band:
    """The councils listed with one grade, or without any, as one block of the list."""

    label: str
    rows: tuple[JudgementRow, ...]
    words: str = ""
    letter: str = ""
    code: str = ""
    beside: tuple[Dots, ...] = ()

    @property
    def height(self) -> int:
        """The number of rows that it reaches over."""
        return max(1, len(self.rows))


@dataclass(frozen=True)
class Compared:
    """A judgement of another framework, and how fairly this one compares with it."""

    framework: Framework
    judgement: Judgement
    fairness: str
    why: str

    @property
    def url(self) -> str:
        return judgement_url(self.framework, self.judgement)

    @property
    def words(self) -> str:
        """Whether the two compare, in words."""
        return FAIRNESS[self.fairness]


@dataclass(frozen=True)
class JudgementPage:
    """The content of the page. `councils_as_at` holds the councils selected, `england` today's councils.

    `council` is the one to mark, if any; it need not be one of those selected.
    """

    selection: JudgementSelection
    england: CouncilsAsAt
    councils_as_at: CouncilsAsAt
    council: Council | None = None

    def _shares(self, councils_as_at: CouncilsAsAt) -> Shares:
        return shares_under(councils_as_at, self.selection.framework, self.selection.judgement.id)

    @cached_property
    def shares(self) -> Shares:
        """The number of selected councils with each grade."""
        return self._shares(self.councils_as_at)

    @cached_property
    def in_england(self) -> Shares:
        """The number of all councils with each grade."""
        return self._shares(self.england)

    @cached_property
    def others(self) -> Shares:
        """The number of selected councils with each grade, without the one marked."""
        marked = self.selection.marked
        if not marked:
            return self.shares
        standings = {slug: one for slug, one in self.councils_as_at.standings.items() if slug != marked}
        return self._shares(replace(self.councils_as_at, standings=standings))

    @property
    def weak(self) -> WeakEvidence | None:
        """How many of the selected councils have a weakly evidenced grade; None where none has."""
        return weak_evidence(self.selection, self.councils_as_at)

    @property
    def title(self) -> str:
        """The judgement's name, with its service if the framework has several."""
        return judgement_name(self.selection.framework, self.selection.judgement)

    @property
    def short_title(self) -> str:
        """The same with the judgement's short name."""
        return judgement_name(self.selection.framework, self.selection.judgement, short=True)

    @property
    def subject(self) -> str:
        """The judgement's short name, and whom the page compares: `Care leavers: County Durham and its neighbours`."""
        name = self.short_title
        marked = self.council_name
        group = self.councils_as_at.group
        if self.other_group:
            return f"{name}: {'; '.join(filter(None, (marked, self.other_group)))}"
        if self.is_its_neighbours:
            return f"{name}: {marked} and its neighbours"
        return f"{name}: {' '.join(filter(None, (marked, group)))}" if marked or group else name

    @property
    def other_group(self) -> str:
        """The name of a group that rests on a type or an own list; empty for any other."""
        return group_heading(self.selection.group, self.england) if self.selection.is_other_group else ""

    @property
    def is_its_neighbours(self) -> bool:
        """Whether the group is the marked council with all of its neighbours."""
        group, marked = self.selection.group, self.selection.marked
        is_narrowed = self.selection.is_other_group or self.selection.is_two_groups
        return bool(marked) and group.neighbours_of == marked and not is_narrowed

    @property
    def groups(self) -> Choices:
        """The choices of `among`. All councils are those of a type or an own list, if one is chosen beside it."""
        of = replace(self.selection.group, region="", neighbours_of="")
        return {**AMONG.choices, ENGLAND: all_label(of, self.england)}

    @property
    def is_empty_group(self) -> bool:
        """Whether a group is asked for in which no council was on the day."""
        return bool(self.selection.group) and not self.councils_as_at.standings

    @property
    def two_groups(self) -> str:
        """The choice of `among` that keeps neighbours within a region; empty for any other group."""
        return group_heading(self.selection.group, self.england) if self.selection.is_two_groups else ""

    @property
    def council_name(self) -> str:
        """The marked council's name, with its last year if it was abolished; empty without one."""
        return self.council.display_name if self.council else ""

    @cached_property
    def own(self) -> Result | None:
        """The marked council's result; None without one, or if it was not in being on the day."""
        standing = self.england.standings.get(self.selection.marked)
        return result_under(standing, self.selection.judgement.id, self.selection.framework) if standing else None

    @property
    def who(self) -> str:
        """The others of the group with their number: `its ten neighbours`."""
        return group_of_others("neighbours" if self.is_its_neighbours else self.councils_as_at.group, self.others)

    @property
    def answer(self) -> str:
        """The sentence that answers, without its day: the council among the others, or how many are good or better."""
        if self.own and self.council:
            return answer_sentence(self.council.short_name, self.own, self.others, self.who)
        return capital(shares_sentence(self.shares, f" {self.councils_as_at.group or 'in England'}"))

    @property
    def quote(self) -> str:
        """The same as a sentence for a paper, with its day."""
        day = date_words(self.selection.day)
        if self.own and self.council:
            return quote_sentences(
                self.council.short_name,
                self.own,
                self.others,
                self.who.replace("neighbour", "statistical neighbour", 1),
                judgement=self.short_title,
                programme=programme(self.selection.framework.programme).short_name,
                day=day,
            )
        where = f" {self.councils_as_at.group or 'in England'}"
        return f"As at {day}, {self._judged(self.shares, where)}."

    def _judged(self, shares: Shares, where: str = "") -> str:
        of, judgement = self.selection.framework, self.selection.judgement
        return judged_sentence(shares, of, judgement, self.selection.day, where)

    @property
    def finding(self) -> str:
        """The title of the list."""
        if self.own and self.council:
            return same_grade_finding(self.own, self.others, self.short_title)
        return best_grade_finding(self.shares.shares[0])

    @property
    def sample(self) -> str:
        """That the shares describe no fair sample; empty if they do."""
        return sample_sentence(self.shares)

    @property
    def address(self) -> str:
        """The page's address without a query, for its form."""
        return judgement_url(self.selection.framework, self.selection.judgement)

    @property
    def code(self) -> str:
        """The judgement as the form sends it."""
        return judgement_code(self.selection.framework, self.selection.judgement)

    @property
    def dated_by_month(self) -> bool:
        """Whether the day on which a report was published is unknown for any council listed."""
        return any(row.inspection and row.inspection.dated_by_month for row in self.rows)

    @property
    def everyone(self) -> str:
        """The address of the page with all councils and grades."""
        return self.selection.url(group=ALL_COUNCILS, grade="")

    @property
    def part_of(self) -> Judgement | None:
        """The judgement that this is a part of, if any."""
        of, judgement = self.selection.framework, self.selection.judgement
        return of.judgement(f"{judgement.service}.{judgement.part_of}") if judgement.part_of else None

    @property
    def heading(self) -> str:
        """The sub-heading above it in the report, or empty."""
        of, judgement = self.selection.framework, self.selection.judgement
        return of.service(judgement.service).group(judgement.group).name if judgement.group else ""

    @cached_property
    def rows(self) -> tuple[JudgementRow, ...]:
        """The selected councils with the selected grade: the best first, then by name."""
        of, judgement = self.selection.framework, self.selection.judgement
        results = results_under(self.councils_as_at, of, judgement.id)
        rows: Iterable[JudgementRow] = map(JudgementRow, self.councils_as_at.councils, results)
        if self.selection.grade:
            rows = [row for row in rows if _matches(row.result, self.selection.grade)]
        return tuple(sorted(rows, key=_best_first))

    @property
    def is_short(self) -> bool:
        """Whether the list is short enough for the dots of larger groups beside it."""
        return bool(self.selection.group) and len(self.rows) <= LONGEST_WITH_DOTS

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """The list in blocks: each grade of the scale, the best first, then the councils without one."""
        bands = [self._band(place, share) for place, share in enumerate(self.others.shares)]
        shown = [band for band in bands if band.rows or not self.selection.grade]
        ungraded = self._rows_by_grade.get("")
        return (*shown, Band("No grade", ungraded)) if ungraded else tuple(shown)

    @cached_property
    def _rows_by_grade(self) -> Mapping[str, tuple[JudgementRow, ...]]:
        """The rows by the code of their grade, empty for those without one. They are in the order of grades."""
        return {code: tuple(rows) for code, rows in groupby(self.rows, key=lambda row: _grade_code(row.result))}

    def _band(self, place: int, share: Share) -> Band:
        grade = share.grade
        rows = self._rows_by_grade.get(grade.code, ())
        groups = self.dotted_groups if self.is_short else ()
        members, marked = self.councils_as_at.standings.keys(), self.selection.marked
        beside = tuple(Dots(title, shares.shares[place], members, marked) for title, shares in groups)
        return Band(grade.label, rows, f"{share.count} of {share.base:,}", grade.letter, grade.code, beside)

    @cached_property
    def dotted_groups(self) -> tuple[tuple[str, Shares], ...]:
        """The larger groups beside a short list: the marked council's region, unless it is the list, and England."""
        marked = self.england.standings.get(self.selection.marked)
        region = marked.council.region if marked and not self.selection.group.region else ""
        standings = {
            slug: standing for slug, standing in self.england.standings.items() if standing.council.region == region
        }
        of_region = [(region, self._shares(replace(self.england, standings=standings)))] if region else []
        return (*of_region, ("England", self.in_england))

    @property
    def ungraded_words(self) -> str:
        """Why the other selected councils have no grade."""
        return ungraded_sentence(self.shares)

    @property
    def listed(self) -> str:
        """The caption of the list: `12 of 153 councils in London graded outstanding`."""
        grade = self.selection.grades.get(self.selection.grade, "")
        total = len(self.councils_as_at.standings)
        words = f"{len(self.rows)} of {counted(total, 'council')}" if grade else counted(total, "council")
        return " ".join(filter(None, (words, self.councils_as_at.group, grade)))

    @property
    def list_title(self) -> str:
        """The title of the list, with its day."""
        return f"{self.title}, as at {date_words(self.selection.day)}: {self.listed}"

    @cached_property
    def regions(self) -> tuple[DistributionRow, ...]:
        """A row for England and for each region."""
        of, id_ = self.selection.framework, self.selection.judgement.id
        lists = self.everyone
        england = DistributionRow("England", shares_under(self.england, of, id_), lists)
        return (
            england,
            *(
                DistributionRow(region, shares_under(part, of, id_), with_parameters(lists, {"region": region}))
                for region, part in by_region(self.england)
            ),
        )

    @cached_property
    def regions_finding(self) -> str:
        """The regions with the highest and the lowest share, as a title."""
        return regions_finding([(row.label, row.shares) for row in self.regions[1:]])

    @cached_property
    def regions_by_share(self) -> list[DistributionRow]:
        """The regions in order of share, those with too few councils for one last."""
        return sorted(self.regions[1:], key=lambda row: (row.percent is None, -_share(row.shares), row.label))

    @cached_property
    def regions_sentence(self) -> str:
        """The share in England, and the regions with the highest and the lowest, in sentences."""
        england, *regions = self.regions
        extremes = highest_and_lowest([(region_name(row.label), row.shares) for row in regions])
        return " ".join(filter(None, (f"In England, {self._judged(england.shares)}.", extremes)))

    @property
    def regions_caption(self) -> str:
        """The caption of the table of regions."""
        day = date_words(self.selection.day)
        return f"{self.title}: how many councils hold each grade, region by region, as at {day}"

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """Judgements of other frameworks of the programme, and of other programmes on the same theme, newest first."""
        return tuple(compared_with(self.selection.framework, self.selection.judgement))

    @cached_property
    def mixes(self) -> list[str]:
        """The names of the frameworks whose grades are counted."""
        counted = {row.version for row in self.rows if row.result.grade}
        return [framework.short_name for framework in all_frameworks() if framework.short_name in counted]


def narrowed(england: CouncilsAsAt, selection: JudgementSelection, slugs: Collection[str] | None) -> CouncilsAsAt:
    """The selected councils, and the group in words. `slugs` are those of the group, None for all councils."""
    if slugs is None:
        return england
    standings = {slug: standing for slug, standing in england.standings.items() if slug in slugs}
    return replace(england, standings=standings, group=_among(selection, england))


def _among(selection: JudgementSelection, england: CouncilsAsAt) -> str:
    """`among County Durham and its statistical neighbours in the set of May 2025`; other groups as everywhere."""
    group = selection.group
    if selection.is_other_group or not group.neighbours_of:
        return group_phrase(group, england)
    of = neighbours_words(centre_name(group, england), group.neighbour_set_name)
    return " ".join(filter(None, (f"in {region_name(group.region)}" if group.region else "", f"among {of}")))


def compared_with(of: Framework, judgement: Judgement) -> Iterable[Compared]:
    """The judgements that compare with this one, and those of other programmes, which never do."""
    for other in reversed(all_frameworks()):
        if other == of:
            continue
        if other.programme == of.programme:
            yield from _of_version(of, judgement, other)
        elif judgement.theme:
            why = "another programme, which judged other things in another way"
            yield from (Compared(other, j, "none", why) for j in other.judgements if j.theme == judgement.theme)


def _of_version(of: Framework, judgement: Judgement, other: Framework) -> Iterable[Compared]:
    for comparison in of.comparisons_with(other.code, judgement.id):
        yield Compared(other, other.judgement(comparison.earlier_judgement), comparison.fairness, comparison.why)
    for comparison in other.comparisons:
        if comparison.framework == of.code and comparison.earlier_judgement == judgement.id:
            yield Compared(other, other.judgement(comparison.judgement), comparison.fairness, comparison.why)


def _share(shares: Shares) -> Fraction:
    return Fraction(shares.good_or_better, shares.base or 1)


def _matches(result: Result, selected: str) -> bool:
    grade = _grade_code(result)
    groups = {GRADED: bool(grade), NOT_GRADED: not grade, GOOD_OR_BETTER: grade in GOOD_GRADES}
    return groups.get(selected, grade == selected)


def _grade_code(result: Result) -> str:
    return result.grade.code if result.grade else ""


def _best_first(row: JudgementRow) -> tuple[int, str, str]:
    """Sort key: by grade, then councils without a grade by the reason, then by name."""
    rank = row.result.grade.rank if row.result.grade else 9
    return (rank, "" if row.result.grade else row.result.state.value, row.council.name.casefold())
