"""Which later edition made a cell of a table differ: by the council and the judgement that the cell is about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from dashboard.values.columns import Value
from inspections.frameworks.loader import framework, programme
from inspections.models import Edition, EditionChange, Inspection
from inspections.record.status import Basis, LaterEdition, status_of
from inspections.statistics.comparable import counterpart
from inspections.wording.words import sentence

# Columns that count other councils too, so that a change of any of them shows.
OF_MANY = {"rank", "joint", "spread"}
OF_MANY_PREFIX = "councils_"


@dataclass(frozen=True)
class Cause:
    """The edition by which something came to differ, and why it was made; `edition` None where it may be several."""

    edition: Edition | None
    words: str


@dataclass(frozen=True)
class Causes:
    """The later editions that may have changed a page's table, the latest first.

    `own` are the slugs of the councils that the page is about, empty if its table is about many. `truncated` says
    whether there are more editions than these.
    """

    editions: Sequence[LaterEdition]
    own: Collection[str] = ()
    truncated: bool = False

    def of(self, row: Mapping[str, Value], column: str = "") -> Cause:
        """The edition that changed a cell, or the whole row if no column is given."""
        column = column.removesuffix(".provenance").removesuffix(".evidence")
        judgement = _judgement(row, column)
        council = self._council(row, column)
        own = self._matching(council, judgement)
        if council and column not in OF_MANY and not column.startswith(OF_MANY_PREFIX):
            return _caused(own[0]) if own else self._by_others([])
        matching = self._matching("", judgement)
        if len(matching) != 1 or self.truncated:
            return self._by_others(matching)
        cause = _caused(matching[0])
        return (
            cause if own or not council else replace(cause, words=f"follows from what changed of others: {cause.words}")
        )

    def _council(self, row: Mapping[str, Value], column: str) -> str:
        """The slug of the council that a cell is about, or "" if it is about many."""
        if "council" in row:
            return str(row["council"])
        changed = {
            record.council.slug
            for later in self.editions
            for change in later.changes
            if (record := change.inspection or change.visit)
        }
        if column in changed:
            return column
        return next(iter(self.own)) if len(self.own) == 1 else ""

    def _matching(self, council: str, judgement: str) -> list[LaterEdition]:
        return [
            later for later in self.editions if any(_concerns(change, council, judgement) for change in later.changes)
        ]

    def _by_others(self, matching: Sequence[LaterEdition]) -> Cause:
        if not self.editions:
            return Cause(None, "follows from a report of a later day")
        if not matching:
            return Cause(None, "follows from what changed of others")
        numbers = [str(later.edition.number) for later in reversed(matching)]
        if self.truncated:
            return Cause(None, f"one of editions {', '.join(numbers)} or an earlier one")
        return Cause(None, f"one of editions {', '.join(numbers)}")


def causes_of(basis: Basis, edition: int) -> Causes:
    """The editions later than `edition` that may have changed the table of a page that rests on `basis`.

    A page about one inspection or one council counts others too, so all editions of its programme are asked for.
    """
    inspections = basis.inspections or basis.about
    own: set[str] = set(basis.councils or ()) if basis.councils and len(basis.councils) == 1 else set()
    wide = basis
    if inspections:
        about = Inspection.objects.filter(pk__in=inspections).select_related("council")
        own = {inspection.council.slug for inspection in about}
        programmes = {inspection.framework_definition.programme for inspection in about}
        of = programme(programmes.pop()) if len(programmes) == 1 else None
        wide = Basis(programme=basis.programme or of, day=basis.day)
    status = status_of(edition, wide)
    return Causes(status.later, own, truncated=status.number > len(status.later))


def _judgement(row: Mapping[str, Value], column: str) -> str:
    """The id of the judgement that a cell is about, or "" if it is about none or many."""
    if "." in column:
        return column
    judgement = str(row.get("judgement") or "")
    if "." in judgement or not judgement:
        return judgement
    return f"{row['service']}.{judgement}" if row.get("service") else ""


def _concerns(change: EditionChange, council: str, judgement: str) -> bool:
    """Whether a change may show in a cell about this council and this judgement; empty for any."""
    if change.visit is not None:
        return not judgement and (not council or change.visit.council.slug == council)
    if change.inspection is None:
        # The name of a council stands in the field; all that a file added is one change, which may be of any.
        return not council or council in change.field or not change.before
    if council and change.inspection.council.slug != council:
        return False
    changed = change.field.partition(":")[0]
    return not judgement or "." not in changed or changed in _same_thing(judgement, change.inspection.framework)


def _same_thing(judgement: str, code: str) -> set[str]:
    """The judgement's id, and its ids in the framework with this code where it was the same thing."""
    members = programme(framework(code).programme).frameworks
    same = {counterpart(member.code, code, judgement) for member in members if member.has(judgement)}
    return {judgement, *filter(None, same)}


def _caused(later: LaterEdition) -> Cause:
    kind = later.edition.get_kind_display().lower()
    return Cause(later.edition, f"{kind}: {sentence(later.edition.reason)}" if later.edition.reason else kind)
