"""`/.well-known/api-catalog` (RFC 9727): where programs find the API and the data set, as a set of links (RFC 9264).

Of the well-known addresses that programs try for data, this is the one with something to say here. `void` leads to
RDF, which this site has not. `csvm` names where descriptions of CSV files lie if not at the usual places, and they do:
at each file's address with “-metadata.json” after it.
"""

from typing import Any

from django.urls import reverse

from dashboard.exports.csv_metadata import OPEN_GOVERNMENT_LICENCE

from .files import FILES
from .packages import DATA_PACKAGE

PROFILE = "https://www.rfc-editor.org/info/rfc9727"
MEDIA_TYPE = f'application/linkset+json; profile="{PROFILE}"'


def catalog(site: str) -> dict[str, Any]:
    """The links of the catalogue itself, of the API and of the data set."""

    def link(name: str, media_type: str, *places: str, **more: str) -> dict[str, str]:
        return {"href": f"{site}{reverse(name, args=places)}", "type": media_type, **more}

    api, data = f"{site}/", f"{site}{reverse('data')}"
    return {
        "linkset": [
            {
                "anchor": f"{site}{reverse('api-catalog')}",
                "item": [
                    {"href": api, "title": "Every page as CSV, XLSX, ODS, JSON and Atom"},
                    {"href": data, "title": "The whole record as a data set"},
                ],
            },
            {
                "anchor": api,
                "service-desc": [link("openapi", "application/vnd.oai.openapi+json;version=3.1")],
                "service-doc": [link("api", "text/html")],
                "status": [{"href": f"{site}/health/ready", "type": "text/plain"}],
            },
            {
                "anchor": data,
                "describedby": [link("data-package", "application/json", title=DATA_PACKAGE)],
                "item": [
                    link("dataset", "application/zip", title="Everything on record, as CSV files"),
                    *(link("dataset-file", "text/csv", file.name, "csv", title=file.about) for file in FILES),
                ],
                "license": [{"href": OPEN_GOVERNMENT_LICENCE}],
            },
        ]
    }
