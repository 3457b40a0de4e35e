"""A row for each judgement of a programme: how many councils have each grade on it."""

from dashboard.selections.judgement import JudgementSelection
from dashboard.selections.programme import ProgrammeSelection
from inspections.frameworks.definitions import Framework, Judgement, Programme
from inspections.statistics.comparable import shares_under
from inspections.statistics.standings import CouncilsAsAt
from inspections.wording.distributions import ungraded_sentence
from inspections.wording.frameworks import judgement_name

from .distributions import DistributionRow


def judgement_rows(selection: ProgrammeSelection, councils_as_at: CouncilsAsAt) -> tuple[DistributionRow, ...]:
    """A row for each judgement of the programme, with or without grades on record."""
    return tuple(
        _judgement_row(councils_as_at, of, judgement, _list_of(selection, of, judgement))
        for of, judgement in selection.judgements.values()
    )


def _list_of(selection: ProgrammeSelection, of: Framework, judgement: Judgement) -> str:
    group, evidence = selection.group, selection.evidence
    return JudgementSelection(selection.moment, of, judgement, group=group, evidence=evidence).url()


def _judgement_row(councils_as_at: CouncilsAsAt, of: Framework, judgement: Judgement, lists: str) -> DistributionRow:
    shares = shares_under(councils_as_at, of, judgement.id)
    return DistributionRow(
        label=judgement.name,
        shares=shares,
        lists=lists,
        url=lists,
        heading=_heading(of, judgement, councils_as_at.programme),
        short_label=judgement_name(of, judgement, short=True),
        note=ungraded_sentence(shares),
        framework=of.code,
        judgement=judgement.id,
    )


def _heading(of: Framework, judgement: Judgement, programme: Programme) -> str:
    """The heading above a service's judgements, with the framework if only an older one has them."""
    service = of.service(judgement.service).name if len(of.services) > 1 else ""
    older = of.short_name if service and of != programme.frameworks[-1] else ""
    return ", ".join(filter(None, (service, f"judgements of {older} alone" if older else "")))
