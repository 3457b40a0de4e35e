"""One judgement of the national page, region by region."""

from dataclasses import dataclass
from functools import cached_property

from dashboard.selections.group import CouncilGroup
from dashboard.selections.judgement import JudgementSelection
from dashboard.selections.programme import ProgrammeSelection
from inspections.statistics.comparable import shares_under
from inspections.statistics.shares import Shares
from inspections.statistics.standings import CouncilsAsAt
from inspections.wording.frameworks import judgement_name
from inspections.wording.groups import region_name
from inspections.wording.judgements import regions_finding
from inspections.wording.national import highest_and_lowest, judged_sentence, sample_sentence
from inspections.wording.words import capital, date_words

from .distributions import DistributionRow, by_region
from .groups import answer_phrase


@dataclass(frozen=True)
class NationalRegions:
    """The councils counted, by region, on the judgement selected. `group` says which they are, empty for all."""

    selection: ProgrammeSelection
    councils_as_at: CouncilsAsAt
    group: str

    @cached_property
    def in_words(self) -> str:
        """The judgement's name, with the service if the programme has several."""
        return judgement_name(*self.selection.judged)

    @cached_property
    def shares(self) -> Shares:
        """The shares of all councils counted."""
        of, judgement = self.selection.judged
        return shares_under(self.councils_as_at, of, judgement.id)

    @property
    def sample(self) -> str:
        """That the councils graded are no fair sample, or empty."""
        return sample_sentence(self.shares)

    @cached_property
    def rows(self) -> tuple[DistributionRow, ...]:
        """A row for each region that has any of the councils, on the judgement selected."""
        of, judgement = self.selection.judged
        lists = JudgementSelection(self.selection.moment, of, judgement, evidence=self.selection.evidence)
        return tuple(
            DistributionRow(
                region,
                shares_under(part, of, judgement.id),
                lists.url(group=CouncilGroup(region, type=self.selection.group.type)),
            )
            for region, part in by_region(self.councils_as_at)
            if part.standings or not self.group
        )

    @property
    def is_told(self) -> bool:
        """Whether it counts region by region: all councils, or those of a type that several regions have."""
        group = self.selection.group
        return not (group.region or group.neighbours_of or group.own_list) and len(self.rows) > 1

    @property
    def title(self) -> str:
        return regions_finding([(row.label, row.shares) for row in self.rows])

    @property
    def by_share(self) -> list[DistributionRow]:
        """The regions in order of share, those with too few councils for one last."""
        return sorted(self.rows, key=lambda row: (row.percent is None, -row.share, row.label))

    @property
    def all_row(self) -> DistributionRow:
        """The row of all councils counted, beside those of the regions."""
        return DistributionRow(self.group or "England", self.shares, "")

    @property
    def sentence(self) -> str:
        """What `words` says, and that the councils graded are no fair sample if they aren't."""
        return " ".join(filter(None, (self.words, self.sample)))

    @property
    def words(self) -> str:
        """The share in England or in the group, and the regions with the highest and the lowest, in sentences."""
        extremes = highest_and_lowest([(region_name(row.label), row.shares) for row in self.rows])
        among = f" {self.councils_as_at.group}" if self.group else ""
        judged = judged_sentence(self.shares, *self.selection.judged, self.selection.day, among)
        every = f"{capital(judged)}." if self.group else f"In England, {judged}."
        return " ".join(filter(None, (every, extremes)))

    @property
    def caption(self) -> str:
        day, phrase = date_words(self.selection.day), answer_phrase(self.selection.group)
        where = f" {phrase}" if phrase else ""
        return f"{self.in_words}: how many councils{where} hold each grade, region by region, as at {day}"
