"""The national page: the number of councils with each grade, by judgement, by region and over time.

It counts all councils or a group, which stands beside England's numbers then. Ofsted publishes totals of England alone,
so a group has none to be held against.

A number counts one thing judged, over the versions of a programme under which it was the same thing. What only has the
same name is counted apart. Map, heatmap and a judgement's page follow the same rule, so each number is as long as the
list that it links to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.selections.programme import ProgrammeSelection
from inspections.frameworks.definitions import Framework, Judgement
from inspections.models import Council
from inspections.statistics.comparable import result_under, results_under, shares_under
from inspections.statistics.same_councils import on_the_same_councils, year_before
from inspections.statistics.shares import Shares
from inspections.statistics.standings import CouncilsAsAt
from inspections.statistics.trends import services_judged_overall
from inspections.wording.absences import not_counted_sentence, not_in_being_sentence, not_shown_sentence
from inspections.wording.distributions import ungraded_sentence
from inspections.wording.judgements import own_grade_words
from inspections.wording.national import (
    best_and_worst_title,
    in_england_sentence,
    judged_sentence,
    no_grade_sentence,
    same_councils_sentence,
    same_councils_words,
    sample_sentence,
    shares_sentence,
    without_overall_sentence,
)
from inspections.wording.provenance import origins_sentence
from inspections.wording.words import capital, council_in_text, date_words, lower_first, n_of

from .distributions import DistributionRow
from .evidence import WeakEvidence, weak_evidence
from .groups import answer_phrase, group_heading, group_phrase
from .judgement_rows import judgement_rows
from .national_regions import NationalRegions
from .over_time import NationalHistory, OverTime, national_history
from .totals import OfstedTotals


@dataclass(frozen=True)
class NationalPage:
    """The content of the page. `judgements` has a row for each thing judged, in the order of the selection.

    `councils_as_at` are the councils counted, of which `group` says in words which, empty for all. `slugs` are those of
    the group, in being or not, None for all.
    """

    selection: ProgrammeSelection
    councils_as_at: CouncilsAsAt
    judgements: tuple[DistributionRow, ...]
    group: str = ""
    slugs: frozenset[str] | None = None

    @cached_property
    def england(self) -> CouncilsAsAt:
        """All councils, beside which a group stands."""
        return self.selection.programme_as_at(self.selection.programme) if self.group else self.councils_as_at

    @property
    def where(self) -> str:
        """What follows "councils" in the sentences of a group's own page: ` in the North East`, ` of this group`."""
        phrase = answer_phrase(self.selection.group)
        return f" {phrase}" if phrase else ""

    @property
    def among(self) -> str:
        """The same where the page doesn't say what the group is: in a picture, or in a file."""
        return f" {self.councils_as_at.group}" if self.councils_as_at.group else ""

    @cached_property
    def a_year_ago(self) -> CouncilsAsAt:
        """All councils a year before."""
        selection = self.selection
        moment = replace(selection.moment, as_at=year_before(selection.day))
        return replace(selection, moment=moment).programme_as_at(selection.programme)

    @cached_property
    def overall(self) -> tuple[Framework, Judgement]:
        """The judgement that the page begins with: the programme's first key judgement."""
        return next(iter(self.selection.judgements.values()))

    @property
    def answer(self) -> str:
        """The number of councils that are good or outstanding on the first key judgement, and which councils count."""
        of, judgement = self.overall
        shares = self._overall_shares
        if shares.base:
            return f"{capital(judged_sentence(shares, of, judgement, self.selection.day, self.where))}{self._service}."
        return no_grade_sentence(self.where, ungraded_sentence(shares)) if self.rows else ""

    @cached_property
    def _overall_shares(self) -> Shares:
        of, judgement = self.overall
        return shares_under(self.councils_as_at, of, judgement.id)

    @property
    def _service(self) -> str:
        """` for safeguarding`, if the programme judged several services overall."""
        of, judgement = self.overall
        several = len(services_judged_overall(self.selection.programme)) > 1
        return f" for {lower_first(of.service(judgement.service).short_name)}" if several else ""

    @property
    def beside(self) -> str:
        """How many councils of England are good or better on it, in a sentence; empty if the page counts them all."""
        of, judgement = self.overall
        return in_england_sentence(shares_under(self.england, of, judgement.id)) if self.group else ""

    @property
    def not_counted(self) -> str:
        """Which councils of an own list were not in being on the day, in a sentence, or empty."""
        day, own_list = self.selection.day, self.selection.group.own_list
        names = self.selection.moment.record.names.by_slug if own_list else {}
        own = (names[slug] for slug in own_list)
        return not_counted_sentence([one.names[0] for one in own if not one.is_in_being(day)], day)

    def marked_words(self, council: Council) -> str:
        """The marked council's grade on the first key judgement, or why it is not counted, in a sentence."""
        standing = self.councils_as_at.standings.get(council.slug)
        if standing is None:
            name = council.display_name
            is_there = council.in_being(self.selection.day)
            return not_shown_sentence(name) if is_there else not_in_being_sentence(name, self.selection.day)
        of, judgement = self.overall
        words = own_grade_words(council_in_text(standing.council.name), result_under(standing, judgement.id, of))
        return f"{capital(words)}{self._service}."

    @property
    def same_councils(self) -> str:
        """How many of the same councils were a year ago, and whether those graded are a fair sample."""
        of, judgement = self.overall
        shares = self._overall_shares
        same = on_the_same_councils(self.a_year_ago, self.councils_as_at, of, judgement.id)
        change = same_councils_sentence(same, shares.base) if same.has_news else ""
        sentences = (change, sample_sentence(shares))
        return " ".join(filter(None, sentences)) if shares.base else ""

    @cached_property
    def years_on(self) -> Mapping[str, str]:
        """For each judgement in the table what it was a year ago on the same councils, by its list's address."""
        found = {
            row.lists: on_the_same_councils(self.a_year_ago, self.councils_as_at, of, judgement.id)
            for (of, judgement), row in zip(self.selection.judgements.values(), self.judgements, strict=True)
            if row in self.drawn
        }
        has_news = any(same.has_news for same in found.values())
        return {lists: same_councils_words(same, short=True) for lists, same in found.items()} if has_news else {}

    @cached_property
    def beside_rows(self) -> Mapping[str, str]:
        """For each judgement in a group's table the number in England, by its list's address."""
        if not self.group:
            return {}
        shares = {
            row.lists: shares_under(self.england, of, judgement.id)
            for (of, judgement), row in zip(self.selection.judgements.values(), self.judgements, strict=True)
        }
        return {lists: n_of(one.good_or_better, one.base) for lists, one in shares.items() if one.base}

    @property
    def judgements_title(self) -> str:
        """Which judgement is graded best and which least well, as a title."""
        shares = [(row.short_label, row.shares) for row in self.drawn if row.has_bar]
        title = best_and_worst_title(shares)
        return title if title and len(shares) > 2 else "Judgement by judgement"

    @cached_property
    def _history(self) -> NationalHistory:
        return national_history(self.selection.moment.record, self.selection.day)

    @cached_property
    def totals(self) -> OfstedTotals:
        """Ofsted's totals against the record of all councils."""
        return OfstedTotals(self.selection.programme, self.selection.day, self._history)

    @cached_property
    def by_region(self) -> NationalRegions:
        return NationalRegions(self.selection, self.councils_as_at, self.group)

    @cached_property
    def over_time(self) -> OverTime:
        return OverTime(self.selection.programme, self._history.trends_of(self.slugs), bool(self.group))

    @cached_property
    def weak(self) -> WeakEvidence | None:
        """How many councils have a weakly evidenced grade; None where none has."""
        return weak_evidence(self.selection, self.councils_as_at)

    @cached_property
    def origins(self) -> str:
        """How many of the grades on all judgements were not read from the report itself; empty where all were."""
        judged = self.selection.judgements.values()
        return origins_sentence(
            result for of, judgement in judged for result in results_under(self.councils_as_at, of, judgement.id)
        )

    @property
    def rows(self) -> list[DistributionRow]:
        """The judgements with any grade on record."""
        return [row for row in self.judgements if row.shares.base]

    @property
    def few(self) -> list[DistributionRow]:
        """The judgements on record with too few graded councils for a bar and, in a group, for a row of letters."""
        return [replace(row, note="", heading="") for row in self.rows if row not in self.drawn]

    @property
    def never(self) -> list[str]:
        """The names of the judgements without a grade on record."""
        return [row.short_label for row in self.judgements if not row.shares.base]

    @property
    def grades_sentence(self) -> str:
        """The number of good or outstanding councils on each judgement in the chart, in sentences."""
        parts = [f"{row.short_label}: {shares_sentence(row.shares)}" for row in self.drawn]
        return f"{'; '.join(parts)}."

    @property
    def caption(self) -> str:
        return f"How many councils{self.where} hold each grade, judgement by judgement, as at {self._day}"

    @property
    def _day(self) -> str:
        return date_words(self.selection.day)

    @property
    def drawn(self) -> list[DistributionRow]:
        """The judgements with enough graded councils for a bar.

        A group may be smaller than that. Then a row has a letter for each council, if at least half as many have a
        grade as on the judgement with the most.
        """
        most = max((row.shares.base for row in self.judgements), default=0)
        return [row for row in self.rows if row.has_bar or (self.group and 2 * row.shares.base >= most)]

    @property
    def without_overall(self) -> list[str]:
        """A sentence for each framework in the lines that has no overall judgement."""
        return [
            without_overall_sentence(member, trend.programme)
            for trend in self.over_time.drawn
            for member in trend.programme.frameworks
            if member.no_overall and member.in_force_from.earliest <= self.selection.day
        ]

    @property
    def ranking(self) -> str:
        return self.selection.url(page="ranking")

    @property
    def heatmap(self) -> str:
        return self.selection.url(page="heatmap")

    @property
    def map(self) -> str:
        return self.selection.url(page="map")

    @property
    def dated_by_month(self) -> str:
        """How many inspections are dated by month, in a sentence, or empty."""
        estimated, base = (
            sum(row.dated_by_month for row in self.councils_as_at.inspections),
            len(self.councils_as_at.inspections),
        )
        return n_of(estimated, base, "inspections" if base > 1 else "inspection") if estimated else ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The judgements with any grade on record, as (key, words) for the form."""
        keys = zip(self.selection.judgements, self.judgements, strict=True)
        return [(key, row.short_label) for key, row in keys if row.shares.base]


def national_page(
    selection: ProgrammeSelection, councils_as_at: CouncilsAsAt, slugs: frozenset[str] | None = None
) -> NationalPage:
    """Present a programme's councils as at a day: those of a group, whose slugs are given, or all."""
    councils_as_at = councils_as_at.of_group(group_phrase(selection.group, councils_as_at))
    rows = judgement_rows(selection, councils_as_at)
    return NationalPage(selection, councils_as_at, rows, group_heading(selection.group, councils_as_at), slugs)
