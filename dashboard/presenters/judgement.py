"""The page of one judgement: what it is, what compares with it, and every council's grade on it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.addresses import with_parameters
from dashboard.selections.group import ALL_COUNCILS
from dashboard.selections.judgement import GOOD_OR_BETTER, GRADED, NOT_GRADED, JudgementSelection, judgement_url
from inspections.frameworks.definitions import Framework, Judgement
from inspections.frameworks.loader import all_frameworks
from inspections.statistics.comparable import result_under, shares_under
from inspections.statistics.shares import GOOD_OR_BETTER as GOOD_GRADES
from inspections.statistics.shares import Shares
from inspections.statistics.standings import CouncilRow, CouncilsAsAt, InspectionRow, Result
from inspections.wording.distributions import ungraded_sentence
from inspections.wording.frameworks import judgement_name
from inspections.wording.groups import neighbours_words, region_name
from inspections.wording.national import highest_and_lowest, shares_sentence
from inspections.wording.words import counted, date_words

from .distributions import DistributionRow, by_region
from .evidence import WeakEvidence, weak_evidence
from .groups import centre_name
from .links import council_url, scorecard_url, short_date

FAIRNESS = {
    "fair": "Yes: the same thing",
    "flagged": "Yes, with care",
    "partial": "In part only",
    "none": "No",
}


@dataclass(frozen=True)
class JudgementRow:
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
    """The content of the page. `councils_as_at` holds the councils selected, `england` all in being."""

    selection: JudgementSelection
    england: CouncilsAsAt
    councils_as_at: CouncilsAsAt

    @cached_property
    def shares(self) -> Shares:
        """The number of selected councils with each grade."""
        return shares_under(self.councils_as_at, self.selection.framework, self.selection.judgement.id)

    @property
    def weak(self) -> WeakEvidence | None:
        """How many of the selected councils have a weakly evidenced grade; None where none has."""
        return weak_evidence(self.selection, self.councils_as_at)

    @property
    def title(self) -> str:
        """The judgement's name, with its service if the framework has several."""
        return judgement_name(self.selection.framework, self.selection.judgement)

    @property
    def address(self) -> str:
        """The page's address without a query, for its form."""
        return judgement_url(self.selection.framework, self.selection.judgement)

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
        rows = [
            JudgementRow(standing.council, result_under(standing, judgement.id, of))
            for standing in self.councils_as_at.standings.values()
        ]
        matching = [row for row in rows if _matches(row.result, self.selection.grade)]
        return tuple(sorted(matching, key=_best_first))

    @property
    def sentence(self) -> str:
        """The number of councils that are good or outstanding, as at the day, in a sentence."""
        day = date_words(self.selection.day)
        where = f" {self.councils_as_at.group or 'in England'}"
        return f"As at {day}, {shares_sentence(self.shares, where)}."

    @property
    def others(self) -> str:
        """Why the other selected councils have no grade."""
        return ungraded_sentence(self.shares)

    @property
    def outstanding(self) -> list[CouncilRow]:
        """The selected councils that are outstanding, by name."""
        return sorted(self.shares.shares[0].councils, key=lambda council: council.name)

    @property
    def listed(self) -> str:
        """The caption of the list: `12 of 153 councils in London graded outstanding`."""
        grade = self.selection.grades.get(self.selection.grade, "")
        total = len(self.councils_as_at.standings)
        words = f"{len(self.rows)} of {counted(total, 'council')}" if grade else counted(total, "council")
        return " ".join(filter(None, (words, self.councils_as_at.group, grade)))

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

    @property
    def regions_sentence(self) -> str:
        """The share in England, and the regions with the highest and the lowest, in sentences."""
        england, *regions = self.regions
        extremes = highest_and_lowest([(region_name(row.label), row.shares) for row in regions])
        return " ".join(filter(None, (f"In England, {shares_sentence(england.shares)}.", extremes)))

    @property
    def regions_caption(self) -> str:
        """The caption of the table of regions."""
        day = date_words(self.selection.day)
        return f"{self.title}: how many councils hold each grade, region by region, as at {day}"

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """Judgements of other frameworks of the programme, and of other programmes on the same theme, newest first."""
        return tuple(compared_with(self.selection.framework, self.selection.judgement))

    @property
    def mixes(self) -> list[str]:
        """The names of the frameworks whose grades are counted."""
        counted = {row.version for row in self.rows if row.result.grade}
        return [framework.short_name for framework in all_frameworks() if framework.short_name in counted]


def narrowed(england: CouncilsAsAt, selection: JudgementSelection, neighbours: Collection[str]) -> CouncilsAsAt:
    """The selected councils, and the group in words. `neighbours` are slugs of the council's neighbours."""
    region, centre = selection.group.region, selection.group.neighbours_of
    standings = {
        slug: standing
        for slug, standing in england.standings.items()
        if region in ("", standing.council.region) and (not centre or slug == centre or slug in neighbours)
    }
    of = neighbours_words(centre_name(selection.group, england), selection.group.neighbour_set_name)
    words = (f"in {region_name(region)}" if region else "", f"among {of}" if centre else "")
    return replace(england, standings=standings, group=" ".join(filter(None, words)))


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


def _matches(result: Result, selected: str) -> bool:
    grade = result.grade.code if result.grade else ""
    groups = {"": True, GRADED: bool(grade), NOT_GRADED: not grade, GOOD_OR_BETTER: grade in GOOD_GRADES}
    return groups.get(selected, grade == selected)


def _best_first(row: JudgementRow) -> tuple[int, str, str]:
    """Sort key: by grade, then councils without a grade by the reason, then by name."""
    rank = row.result.grade.rank if row.result.grade else 9
    return (rank, "" if row.result.grade else row.result.state.value, row.council.name.casefold())
