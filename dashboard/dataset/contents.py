"""The rows of the data set's files: those on record, and those made for the archive."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date

from django.db.models import Count
from django.utils import timezone

from dashboard.exports.comma_separated import csv_bytes
from dashboard.presenters.editions import PLACES
from dashboard.tables.reconciliation import ReconciliationDifferencesTable, ReconciliationsTable
from dashboard.values.columns import Value
from dashboard.values.tables import Table
from inspections.frameworks.loader import all_frameworks
from inspections.models import Edition, EditionChange, InspectionVersion, VisitVersion
from inspections.reconciliation.kept import reconciliations
from inspections.record.as_of_edition import EditionRecord
from inspections.record.files.as_of_edition import inspected_from
from inspections.record.files.layouts import COUNCILS as COUNCIL_ROWS
from inspections.record.files.layouts import FileRow

from .files import (
    ALIASES,
    CORRECTIONS,
    DICTIONARY,
    DIFFERENCES,
    EDITIONS,
    FILES,
    JUDGEMENTS,
    RECONCILIATION,
    File,
    dictionary_rows,
)

Rows = Iterable[list[Value]]


def csv_files(record: Mapping[str, Iterable[FileRow]], edition: int) -> dict[str, bytes]:
    """Every CSV file by name, in the order of FILES. `record` holds the rows on record by layout."""
    results = reconciliations(EditionRecord(edition)) if edition else ()
    made: dict[str, Rows] = {
        ALIASES.name: _aliases(record[COUNCIL_ROWS.name]),
        JUDGEMENTS.name: _judgements(),
        EDITIONS.name: _editions(edition),
        CORRECTIONS.name: _corrections(edition),
        RECONCILIATION.name: ReconciliationsTable(results, date.min, "").file_rows,
        DIFFERENCES.name: ReconciliationDifferencesTable(results, date.min, "").file_rows,
        DICTIONARY.name: dictionary_rows(),
    }
    return {
        file.file_name: _content(
            file, _with_keys(file, made[file.name]) if file.name in made else _rows_on_record(file, record)
        )
        for file in FILES
    }


def _content(file: File, rows: Iterable[Mapping[str, Value]]) -> bytes:
    columns = [(column.key, column) for column in file.columns]
    return csv_bytes(Table(rows, name=file.name, title=file.about, extra_columns=columns))


def _with_keys(file: File, rows: Rows) -> Iterable[Mapping[str, Value]]:
    keys = [column.key for column in file.columns]
    return [dict(zip(keys, row, strict=True)) for row in rows]


def _rows_on_record(file: File, record: Mapping[str, Iterable[FileRow]]) -> Iterable[Mapping[str, Value]]:
    keys = [column.key for column in file.columns]
    return [{key: row[key] for key in keys} for row in record.get(file.layout, ())]


def _aliases(councils: Iterable[FileRow]) -> Rows:
    return [[council["slug"], name] for council in councils for name in council["aliases"].split("|") if name]


def _judgements() -> Rows:
    return [
        [
            framework.code,
            judgement.service,
            judgement.code,
            judgement.name,
            framework.service(judgement.service).group(judgement.group).name if judgement.group else "",
            judgement.order,
            "1" if judgement.key else "0",
        ]
        for framework in all_frameworks()
        for judgement in framework.judgements
    ]


def _editions(latest: int) -> Rows:
    editions = Edition.objects.filter(number__lte=latest).order_by("number")
    counted = editions.annotate(
        inspections=Count("changes__inspection", distinct=True), visits=Count("changes__visit", distinct=True)
    )
    return [
        [
            edition.number,
            timezone.localdate(edition.made_at),
            edition.kind,
            edition.inspections,
            edition.visits,
            edition.reason,
        ]
        for edition in counted
    ]


def _corrections(latest: int) -> Rows:
    kinds = [Edition.Kind.CORRECT, Edition.Kind.WITHDRAW]
    corrections = EditionChange.objects.filter(edition__number__lte=latest, edition__kind__in=kinds)
    changes = corrections.select_related("edition").order_by("edition__number", "pk")
    inspections = _inspections(latest, {change.inspection_id for change in changes})
    visits = _visits(latest, {change.visit_id for change in changes})
    return [
        [
            change.edition.number,
            *(visits.get(change.visit_id) or (*inspections.get(change.inspection_id, ("", "", "")), None)),
            change.field,
            change.before,
            change.after,
        ]
        for change in changes
        # The site doesn't list corrections of the place in a report either.
        if change.field.rpartition(": ")[2] not in PLACES
    ]


def _inspections(latest: int, keys: AbstractSet[int | None]) -> dict[int | None, tuple[str, str, str]]:
    """Council, framework and first day of inspections by key, in their latest version up to the edition."""
    versions = InspectionVersion.objects.filter(first_edition__lte=latest, inspection__in=keys - {None})
    rows = versions.order_by("first_edition").values_list("inspection", "council__slug", "framework", "facts")
    return {key: (council, framework, str(inspected_from(facts))) for key, council, framework, facts in rows}


def _visits(latest: int, keys: AbstractSet[int | None]) -> dict[int | None, tuple[str, str, str, date]]:
    """Council and first day of visits by key, in their latest version up to the edition, without an inspection's."""
    versions = VisitVersion.objects.filter(first_edition__lte=latest, visit__in=keys - {None})
    rows = versions.order_by("first_edition").values_list("visit", "council__slug", "visited_from")
    return {key: (council, "", "", visited_from) for key, council, visited_from in rows}
