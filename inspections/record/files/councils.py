"""The register of councils as rows, from the models of now or of an edition."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from inspections.models import Council

from .cells import to_flag, to_text
from .layouts import COUNCILS, FileRow

REGISTER_DAYS = {"in_register_2012": date(2012, 1, 5), "in_register_2026": date(2026, 1, 1)}


def council_rows(
    councils: Mapping[int, Council], aliases: Mapping[int, Iterable[str]], successors: Mapping[int, Iterable[int]]
) -> list[FileRow]:
    """A row for each council, in the order given. Everything is by the council's key."""
    predecessors = defaultdict(list)
    for old, replaced_by in successors.items():
        for new in replaced_by:
            predecessors[new].append(old)

    def slugs(keys: Iterable[int]) -> str:
        by_code = sorted((councils[key] for key in keys), key=lambda council: (council.gss_last, council.slug))
        return "|".join(council.slug for council in by_code)

    rows = []
    for key, council in councils.items():
        if council.is_called_off:
            continue
        cells = {name: to_text(getattr(council, name, "")) for name in COUNCILS.columns}
        cells |= {name: to_flag(council.in_being(day)) for name, day in REGISTER_DAYS.items()}
        cells["aliases"] = "|".join(aliases.get(key, ()))
        cells["replaced_by"] = slugs(successors.get(key, ()))
        cells["predecessors"] = slugs(predecessors[key])
        cells["same_area_as"] = councils[council.same_area_as_id].slug if council.same_area_as_id else ""
        rows.append(FileRow(COUNCILS, cells))
    return rows
