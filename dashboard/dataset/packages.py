"""Two descriptions of the data set's files for programs: a data package (Frictionless) and CSV on the Web."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.exports.csv_metadata import CONTEXT, DIALECT, OPEN_GOVERNMENT_LICENCE, columns_described, true_and_false
from dashboard.values.columns import Column, ColumnKind
from dashboard.values.facts import LICENCE
from inspections.wording.words import date_words

from .files import COUNCILS, FILES, File

DATA_PACKAGE, CSV_METADATA = "datapackage.json", "csv-metadata.json"
NAME, TITLE = "childrens-services-inspections", "Ofsted’s inspections of English councils’ children’s services"
DESCRIPTION = (
    "Every published inspection of English councils’ children’s services on record since 2009, with its grades, where "
    "each comes from, visits, areas for improvement and corrections: an unofficial compilation of facts from Ofsted’s "
    f"published reports. {LICENCE}"
)
KEYWORDS = ["Ofsted", "children’s services", "children’s social care", "inspection", "local authority", "England"]
TYPES = {
    ColumnKind.NUMBER: "integer",
    ColumnKind.DAY: "date",
    ColumnKind.YES_OR_NO: "boolean",
    ColumnKind.TEXT: "string",
    ColumnKind.NUMBER_OR_WORDS: "string",
}


def descriptions(edition: int, made_on: date | None, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Both descriptions by name. `files` are the contents of the CSV files by name."""
    return {
        DATA_PACKAGE: _json(_data_package(edition, made_on, files)),
        CSV_METADATA: _json(_csv_metadata()),
    }


def with_addresses(data_package: bytes, folder: str, edition: int) -> bytes:
    """A data package of the archive as one of the files at the addresses under `folder`."""
    package = json.loads(data_package)
    for resource in package["resources"]:
        resource["path"] = f"{folder}{resource['path']}?edition={edition}"
    return _json(package)


def schema_org(site: str, archive_url: str, edition: int, made_on: date | None) -> dict[str, Any]:
    """The data set as search engines look for it: schema.org's Dataset."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": TITLE,
        "description": DESCRIPTION,
        "url": f"{site}/data/",
        "version": str(edition),
        **({"dateModified": made_on.isoformat()} if made_on else {}),
        "license": OPEN_GOVERNMENT_LICENCE,
        "isAccessibleForFree": True,
        "keywords": KEYWORDS,
        "temporalCoverage": "2009-04-01/..",
        "spatialCoverage": {"@type": "Place", "name": "England"},
        "creator": {"@type": "Organization", "name": "Children’s services inspections", "url": f"{site}/"},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": "Everything on record, as CSV files",
                "encodingFormat": "application/zip",
                "contentUrl": f"{site}{archive_url}",
            },
            {
                "@type": "DataDownload",
                "name": "The files by themselves, as a data package",
                "encodingFormat": "application/json",
                "contentUrl": f"{site}/data/{DATA_PACKAGE}",
            },
        ],
    }


def _data_package(edition: int, made_on: date | None, files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": f"{edition}.0.0",
        **({"created": f"{made_on}T00:00:00Z"} if made_on else {}),
        "keywords": KEYWORDS,
        "licenses": [{"name": "OGL-UK-3.0", "title": "Open Government Licence v3", "path": OPEN_GOVERNMENT_LICENCE}],
        "sources": [
            {"title": f"Ofsted’s published reports{_until(made_on)}", "path": "https://reports.ofsted.gov.uk/"}
        ],
        "resources": [_resource(file, files[file.file_name]) for file in FILES],
    }


def _until(made_on: date | None) -> str:
    return f", as on record on {date_words(made_on)}" if made_on else ""


def _resource(file: File, content: bytes) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": file.name,
        "path": file.file_name,
        "description": file.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in file.columns],
            "missingValues": [""],
            **({"primaryKey": ["slug"]} if file is COUNCILS else {}),
            **_foreign_keys(file),
        },
    }


def _foreign_keys(file: File) -> dict[str, Any]:
    if not any(column.key == "council" for column in file.columns):
        return {}
    return {"foreignKeys": [{"fields": ["council"], "reference": {"resource": COUNCILS.name, "fields": ["slug"]}}]}


def _field(column: Column) -> dict[str, Any]:
    yes, no = true_and_false(column)
    return {
        "name": column.key,
        "title": column.heading,
        "type": TYPES[column.kind],
        **({"description": column.meaning} if column.meaning else {}),
        **({"trueValues": [yes], "falseValues": [no]} if column.kind == ColumnKind.YES_OR_NO else {}),
    }


def _csv_metadata() -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "dc:title": TITLE,
        "dc:license": OPEN_GOVERNMENT_LICENCE,
        "dialect": DIALECT,
        "tables": [
            {
                "url": file.file_name,
                "dc:description": file.about,
                "tableSchema": {"columns": columns_described(file.columns)},
            }
            for file in FILES
        ],
    }


def _json(described: Mapping[str, Any]) -> bytes:
    return json.dumps(described, ensure_ascii=False, indent=1).encode()
