"""The editions of Ofsted's statistics that the record is held against in public."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder

from inspections.models import OfficialOutcomes
from inspections.record.current import Record
from inspections.record.kept import kept_by_edition

from .comparing import Reconciliation, RecordIndex, compare_all
from .outcomes import Outcome, Outcomes

DAYS = ("inspected_from", "published_on")


def keep(outcomes: Outcomes, file_name: str) -> None:
    """Keep an edition, in the place of one with the same day."""
    values = json.loads(json.dumps([asdict(outcome) for outcome in outcomes.outcomes], cls=DjangoJSONEncoder))
    defaults = {"published_by": outcomes.published_by, "file_name": file_name, "outcomes": values}
    OfficialOutcomes.objects.update_or_create(as_at=outcomes.as_at, defaults=defaults)


def keep_shipped() -> None:
    """Keep the editions in `fixtures/official`, unless the site has any."""
    if OfficialOutcomes.objects.exists():
        return
    for path in sorted((settings.BASE_DIR / "fixtures" / "official").glob("*.json")):
        OfficialOutcomes.objects.create(**json.loads(path.read_text(encoding="utf-8")))


def export_kept(as_at: date, folder: Path) -> Path:
    """Write a kept edition in the form of `fixtures/official`."""
    edition = OfficialOutcomes.objects.get(as_at=as_at)
    path = folder / f"{as_at}.json"
    about = {"as_at": str(as_at), "published_by": str(edition.published_by), "file_name": edition.file_name}
    lines = ",\n".join(json.dumps(outcome, ensure_ascii=False) for outcome in edition.outcomes)
    path.write_text(f'{json.dumps(about)[:-1]}, "outcomes": [\n{lines}\n]}}\n', encoding="utf-8")
    return path


def reconciliations(record: Record) -> tuple[Reconciliation, ...]:
    """Every kept edition compared with the record, the latest first."""
    # An edition of the statistics can be read again without one of the record.
    return _compared(record, tuple(OfficialOutcomes.objects.values_list("as_at", "read_at")))


@kept_by_edition
def _compared(record: Record, _read: tuple[tuple[date, datetime], ...]) -> tuple[Reconciliation, ...]:
    editions = [
        Outcomes(edition.as_at, edition.published_by, tuple(_outcome(values) for values in edition.outcomes))
        for edition in OfficialOutcomes.objects.all()
    ]
    if not editions:
        return ()
    return tuple(compare_all(editions, RecordIndex(record.names, record.inspections(), record.records())))


def _outcome(values: dict[str, Any]) -> Outcome:
    days = {name: date.fromisoformat(values[name]) if values[name] else None for name in DAYS}
    return Outcome(**values | days)
