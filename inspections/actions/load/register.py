"""Writes councils and their statistical neighbours."""

from typing import Any

from inspections.actions.saving import BATCH
from inspections.models import Council, CouncilAlias, NeighbourSet, StatisticalNeighbour
from inspections.record.files.cells import to_day
from inspections.record.files.current import Key
from inspections.record.files.layouts import COUNCILS, NEIGHBOURS, FileRow

from .plan import ChangedRow
from .work import Work, set_fields

_COUNCIL_TEXTS = (
    "official_name",
    "short_name",
    "ofsted_name",
    "dfe_la_code",
    "gss_2012",
    "gss_current",
    "gss_last",
    "region",
    "region_gss",
    "type",
    "london",
    "bs6879",
    "ofsted_urn",
    "note",
)
_COUNCIL_REST = ("valid_from", "valid_to", "same_area_as")


def write_councils(work: Work) -> None:
    """Write councils with their aliases and successors."""
    work.councils = {council.slug: council for council in Council.objects.all()}
    added, changed = work.plan.added[COUNCILS.name], work.plan.changed[COUNCILS.name]
    rows = [*added, *(change.row for change in changed)]
    if not rows:
        return
    new = [Council(slug=row["slug"], **_council_fields(row)) for row in added]
    Council.objects.bulk_create(new, batch_size=BATCH)
    work.councils |= {council.slug: council for council in new}
    for change in changed:
        set_fields(work.councils[change.row["slug"]], _council_fields(change.row))
        for column in change.columns:
            work.note(None, f"{change.row['slug']}: {column}", change.before[column], change.row[column])
    # References between councils can be set only when all of them exist. Their history is written after that, so that
    # it begins with the complete record.
    for row in rows:
        work.councils[row["slug"]].same_area_as = work.councils.get(row["same_area_as"])
    Council.objects.bulk_update([work.councils[row["slug"]] for row in rows if row["same_area_as"]], ["same_area_as"])
    Council.history.bulk_history_create(new, batch_size=BATCH, default_user=work.by, default_change_reason=work.reason)
    work.update((work.councils[change.row["slug"]] for change in changed), (*_COUNCIL_TEXTS, *_COUNCIL_REST))
    _write_aliases_and_successors(work, rows)
    work.note_added(COUNCILS.name)


def _write_aliases_and_successors(work: Work, rows: list[FileRow]) -> None:
    through = Council.successors.through
    councils = [work.councils[row["slug"]] for row in rows]
    CouncilAlias.objects.filter(council__in=councils).delete()
    through.objects.filter(from_council__in=councils).delete()
    CouncilAlias.objects.bulk_create(
        CouncilAlias(council=council, name=name)
        for council, row in zip(councils, rows, strict=True)
        for name in _parts(row["aliases"])
    )
    through.objects.bulk_create(
        through(from_council=council, to_council=work.councils[slug])
        for council, row in zip(councils, rows, strict=True)
        for slug in _parts(row["replaced_by"])
    )


def write_neighbours(work: Work) -> None:
    """Write statistical neighbours and the sets that they belong to."""
    added, changed = work.plan.added[NEIGHBOURS.name], work.plan.changed[NEIGHBOURS.name]
    if not added and not changed:
        return
    sets = {neighbour_set.code: neighbour_set for neighbour_set in NeighbourSet.objects.all()}
    for code in sorted({row["model"] for row in added} - set(sets)):
        sets[code] = NeighbourSet.objects.create(code=code, name=_month(code))

    def neighbour(row: FileRow, pk: int | None = None) -> StatisticalNeighbour:
        return StatisticalNeighbour(
            pk=pk,
            neighbour_set=sets[row["model"]],
            council=work.councils[row["slug"]],
            neighbour=work.councils[row["neighbour_slug"]],
            rank=int(row["rank"]),
            closeness=row["closeness"],
            superseded=row["superseded"] == "1",
        )

    # Neighbours may swap ranks, so all old rows are deleted before the new ones are added.
    old = _neighbour_keys(changed)
    StatisticalNeighbour.objects.filter(pk__in=old.values()).delete()
    StatisticalNeighbour.objects.bulk_create(
        [neighbour(change.row, old[change.row.key]) for change in changed], batch_size=BATCH
    )
    StatisticalNeighbour.objects.bulk_create([neighbour(row) for row in added], batch_size=BATCH)
    for change in changed:
        work.note(None, f"neighbours of {change.row['slug']}, {change.row['model']}", *_before_and_after(change))
    work.note_added(NEIGHBOURS.name)


def _council_fields(row: FileRow) -> dict[str, Any]:
    texts = {name: row[name] for name in _COUNCIL_TEXTS}
    return texts | {"valid_from": to_day(row["valid_from"]), "valid_to": to_day(row["valid_to"])}


def _parts(text: str) -> list[str]:
    return text.split("|") if text else []


def _month(code: str) -> str:
    return f"{to_day(f'{code}-01'):%B %Y}"


def _neighbour_keys(changed: list[ChangedRow]) -> dict[Key, int]:
    """Primary keys of the changed rows, by the rows' own keys."""
    if not changed:
        return {}
    neighbours = StatisticalNeighbour.objects.filter(council__slug__in={change.row["slug"] for change in changed})
    keys: dict[Key, int] = {
        (code, slug, str(rank)): pk
        for pk, code, slug, rank in neighbours.values_list("pk", "neighbour_set__code", "council__slug", "rank")
    }
    return {change.row.key: keys[change.row.key] for change in changed}


def _before_and_after(change: ChangedRow) -> tuple[str, str]:
    before, after = (
        f"{row['rank']}: {row['neighbour_slug']}, {row['closeness']}" for row in (change.before, change.row)
    )
    return before, after
