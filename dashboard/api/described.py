"""The addresses that have files, as the page for people lists them."""

from dataclasses import dataclass

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from dashboard.values.columns import PageColumn
from dashboard.values.tables import Table

from .addresses import addresses
from .resources import RESOURCES, Resource


@dataclass(frozen=True)
class DescribedResource:
    """A resource with its addresses before their endings, and an address that answers."""

    resource: Resource
    paths: tuple[str, ...]
    example: str


def described_resources() -> list[DescribedResource]:
    """Everything that the site's addresses hold, in the order of RESOURCES."""
    found = addresses()
    described = []
    for resource in RESOURCES:
        forms = [address for address in found if address.resource == resource]
        paths = dict.fromkeys(address.path.removesuffix(f".{address.ending}") for address in forms)
        if forms:
            described.append(DescribedResource(resource, tuple(paths), forms[0].example_with_query))
    return described


class AddressesTable(Table):
    """A row for each resource."""

    what = PageColumn("What", accessor="resource__title", css="wide")
    address = PageColumn("Address", css="wide")
    endings = PageColumn("Endings", css="wide")
    example = PageColumn("Example", css="wide", linkify=lambda record: record.example)

    class Meta:
        attrs = {"class": "stack"}

    def __init__(self, described: list[DescribedResource]) -> None:
        super().__init__(described, caption="What can be asked for, with the part of the address before its ending")

    def render_address(self, record: DescribedResource) -> SafeString:
        """The addresses, each on a line."""
        return format_html_join(SafeString("<br>"), "<code>{}</code>", ((path,) for path in record.paths))

    def render_endings(self, record: DescribedResource) -> str:
        return " ".join(f".{ending}" for ending in record.resource.endings)
