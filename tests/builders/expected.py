"""What the record says, as the statistics have it: for tests that a page says the same, in the words of `wording`."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from inspections.frameworks.definitions import Measure
from inspections.frameworks.loader import programme
from inspections.record.current import CurrentRecord
from inspections.statistics.changes import JudgementChange, compare_with_previous
from inspections.statistics.ranking import NotRanked, Place, Ranking, place, rank, set_against
from inspections.statistics.standings import CouncilsAsAt, InspectionRecord
from tests.builders.database import TODAY


def councils_as_at(code: str, day: date = TODAY, among: Collection[str] | None = None, group: str = "") -> CouncilsAsAt:
    """The councils as at the day: all, or those among these slugs, which `group` says in words."""
    slugs = None if among is None else frozenset(among)
    return replace(CurrentRecord().programme_as_at(programme(code), day, slugs), group=group)


def measure_of(code: str, name: str = "") -> Measure:
    """A measure of the programme: the first unless it is named."""
    return next(measure for measure in programme(code).measures if name in ("", measure.code))


def ranking_of(
    code: str, day: date = TODAY, *, measure: str = "", among: Collection[str] | None = None, group: str = ""
) -> Ranking:
    return rank(councils_as_at(code, day, among, group), measure_of(code, measure))


def place_of(slug: str, ranking: Ranking) -> Place:
    """The place of a council that is ranked."""
    found = place(ranking, slug)
    assert isinstance(found, Place)
    return found


def not_ranked(slug: str, ranking: Ranking) -> NotRanked:
    """Why a council is not ranked."""
    found = place(ranking, slug)
    assert isinstance(found, NotRanked)
    return found


def place_against(slug: str, ranking: Ranking, later: date = TODAY) -> Place:
    """The place of a council by the report it had on the later day, set against a ranking that does not count it."""
    own = councils_as_at(ranking.programme.code, later).standings[slug]
    found = set_against(ranking, own)
    assert isinstance(found, Place)
    return found


def records_on(slug: str) -> list[InspectionRecord]:
    """A council's published inspections with their grades, latest first."""
    return list(CurrentRecord().history_of(slug).records.values())


def record_of(slug: str, day: date) -> InspectionRecord:
    """The council's inspection that counts from the day."""
    return next(record for record in records_on(slug) if record.inspection.counts_from == day)


def changes_of(slug: str) -> list[JudgementChange]:
    """What changed for the council from the inspection before to the latest."""
    latest, *earlier = records_on(slug)
    return list(compare_with_previous(latest, earlier))
