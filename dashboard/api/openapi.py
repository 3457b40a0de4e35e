"""The API's description in OpenAPI 3.1."""

import re
from collections.abc import Sequence
from typing import Any

from dashboard.addresses import CSV_METADATA
from dashboard.exports.csv_metadata import MEDIA_TYPE as CSVW
from dashboard.exports.json_text import VERSION
from dashboard.selections.parameters import Parameter
from dashboard.values.columns import Column, ColumnKind
from dashboard.values.facts import LICENCE
from dashboard.values.feed import ATOM, ATOM_TYPE
from dashboard.values.formats import FORMATS

from .addresses import Address, addresses
from .resources import RESOURCES, Resource

MEDIA_TYPES = {
    **{ending: known.media_type.partition(";")[0] for ending, known in FORMATS.items()},
    CSV_METADATA: CSVW,
    "svg": "image/svg+xml",
    "png": "image/png",
    "plotly": "application/json",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "zip": "application/zip",
    ATOM: ATOM_TYPE,
}
TYPES: dict[ColumnKind, dict[str, Any]] = {
    ColumnKind.TEXT: {"type": ["string", "null"]},
    ColumnKind.NUMBER: {"type": ["integer", "null"]},
    ColumnKind.DAY: {"type": ["string", "null"], "format": "date"},
    ColumnKind.YES_OR_NO: {"type": ["boolean", "null"]},
    ColumnKind.NUMBER_OR_WORDS: {"type": ["integer", "string", "null"]},
}
ABOUT = (
    "Every table and every chart of the site can be had as a file at its page’s own address: an ending takes the place "
    "of the last slash. No key is needed, and scripts of any site may read the files. " + LICENCE
)
ANY_VALUE = {"type": ["string", "integer", "boolean", "null"]}


def document(site: str) -> dict[str, Any]:
    """The whole description. `site` is this site's address without the last slash."""
    parameters: dict[str, Any] = {}
    paths = {address.path: {"get": _operation(address, parameters)} for address in addresses()}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Children’s services inspections", "version": VERSION, "description": ABOUT},
        "servers": [{"url": site}],
        "tags": [{"name": resource.title, "description": resource.about} for resource in RESOURCES],
        "paths": paths,
        "components": {
            "schemas": {
                "Table": _table(()),
                **{_schema_name(resource): _table(resource.columns) for resource in RESOURCES if resource.columns},
                "Figure": FIGURE,
                "Error": ERROR,
            },
            "parameters": parameters,
            "responses": RESPONSES,
        },
    }


def _operation(address: Address, parameters: dict[str, Any]) -> dict[str, Any]:
    """What is answered at the address. `parameters` are those described so far, by the names that refer to them."""
    content = {MEDIA_TYPES[address.ending]: {"schema": _schema(address)}}
    names = "_".join(place.name for place in address.places)
    return {
        "operationId": re.sub(r"\W+|__", "_", f"{address.resource.name}_{names}_{address.ending}"),
        "tags": [address.resource.title],
        "summary": f"{address.resource.title} as .{address.ending}",
        "description": address.resource.about,
        "parameters": [
            *(_reference(place, "path", address.resource, parameters) for place in address.places),
            *(_reference(parameter, "query", address.resource, parameters) for parameter in address.query),
        ],
        "responses": {
            "200": {"description": address.resource.about, "content": content},
            "400": {"$ref": "#/components/responses/NotUnderstood"},
            "404": {"$ref": "#/components/responses/NotOnRecord"},
            "410": {"$ref": "#/components/responses/Withdrawn"},
            **({"503": {"$ref": "#/components/responses/Busy"}} if address.ending in COSTLY else {}),
        },
    }


def _reference(parameter: Parameter, where: str, resource: Resource, parameters: dict[str, Any]) -> dict[str, Any]:
    """A reference to the parameter, which is described once. Its name has the resource's where others mean another."""
    described = _parameter(parameter, where)
    for name in (parameter.name, f"{resource.name}.{parameter.name}"):
        if parameters.setdefault(name, described) == described:
            return {"$ref": f"#/components/parameters/{name}"}
    return described


def _parameter(parameter: Parameter, where: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"}
    if parameter.values:
        schema["enum"] = list(parameter.values)
    if parameter.kind == "number":
        schema = {"type": "integer", "minimum": parameter.numbers[0], "maximum": parameter.numbers[-1]}
    return {
        "name": parameter.name,
        "in": where,
        "description": parameter.help,
        "schema": schema,
        **({"required": True} if where == "path" else {}),
        **({"example": parameter.example} if parameter.example else {}),
    }


def _schema(address: Address) -> dict[str, Any]:
    if address.resource.name in {"openapi", "data-package"}:
        return {"type": "object"}
    if address.ending == "plotly":
        return {"$ref": "#/components/schemas/Figure"}
    if address.ending == "json":
        name = _schema_name(address.resource) if address.resource.columns else "Table"
        return {"$ref": f"#/components/schemas/{name}"}
    # A file of bytes, or of text that is no JSON, has no schema beyond its media type.
    return {}


def _schema_name(resource: Resource) -> str:
    return f"{resource.name.capitalize()}Table"


def _table(columns: Sequence[Column]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["version", "about", "columns", "rows"],
        "properties": {
            "version": {"const": VERSION},
            "about": {
                "type": "object",
                "description": "As at when, of how many, from where, under which licence.",
                "required": ["title", "source", "licence"],
                "additionalProperties": ANY_VALUE,
            },
            "columns": {"type": "array", "items": COLUMN},
            "rows": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": [column.key for column in columns],
                    "properties": {column.key: _cell(column) for column in columns},
                    "additionalProperties": ANY_VALUE,
                },
            },
        },
    }


def _cell(column: Column) -> dict[str, Any]:
    codes = "; ".join(f"{code}: {words}" for code, words in column.words.items())
    said = " ".join(filter(None, (f"{column.heading}.", column.meaning, codes)))
    return {**TYPES[column.kind], "description": said}


COLUMN = {
    "type": "object",
    "required": ["key", "heading", "kind"],
    "properties": {
        "key": {"type": "string", "description": "The name of the column in each row. It never changes."},
        "heading": {"type": "string", "description": "The name of the column for people. It may change."},
        "kind": {"enum": [kind.value for kind in ColumnKind]},
    },
}
FIGURE = {
    "type": "object",
    "description": "An interactive chart as plotly takes it.",
    "required": ["data", "layout"],
    "properties": {"data": {"type": "array"}, "layout": {"type": "object"}, "config": {"type": "object"}},
}
ERROR = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail", "version", "error", "instead"],
    "properties": {
        "type": {"const": "about:blank"},
        "title": {"type": "string", "description": "The name of the HTTP status."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, in a sentence for people."},
        "version": {"const": VERSION},
        "error": {"type": "string", "description": "The same as `detail`."},
        "instead": {
            "type": "array",
            "description": "What can be asked for instead.",
            "items": {
                "type": "object",
                "required": ["address", "name"],
                "properties": {"address": {"type": "string"}, "name": {"type": "string"}},
            },
        },
    },
}
# Endings of files that may have to wait until others are made.
COSTLY = {"docx", "ods", "png", "pptx", "xlsx"}
_SAID = {
    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Error"}},
    "text/plain": {"schema": {"type": "string"}},
    "text/html": {"schema": {"type": "string"}},
}
RESPONSES = {
    "NotUnderstood": {
        "description": "A value in the query that does not exist or is out of range. Says what is possible.",
        "content": _SAID,
    },
    "NotOnRecord": {
        "description": "No such council, programme, inspection, day, edition or ending. Says what there is instead.",
        "content": _SAID,
    },
    "Withdrawn": {
        "description": "What was at this address was withdrawn. Says why, and which edition still shows it.",
        "content": _SAID,
    },
    "Busy": {
        "description": "More is being asked for than can be made. Come back after the seconds given.",
        "headers": {"Retry-After": {"schema": {"type": "integer"}}},
        "content": _SAID,
    },
}
