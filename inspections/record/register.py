"""The register of councils by their names."""

from collections.abc import Iterable
from datetime import date

from inspections.models import Council
from inspections.names import CouncilNames, CouncilRegister
from inspections.wording.councils import name_taken

NAMES = ("short_name", "official_name", "ofsted_name")


def council_register() -> CouncilRegister:
    """Every council with all of its names, as they are today."""
    columns = ("slug", "valid_from", "valid_to", *NAMES, "aliases__name")
    rows = Council.objects.order_by("short_name", "slug", "aliases__id").values_list(*columns)
    councils: dict[str, tuple[date | None, date | None, list[str | None]]] = {}
    for slug, valid_from, valid_to, *names, alias in rows:
        councils.setdefault(slug, (valid_from, valid_to, names))[2].append(alias)
    return CouncilRegister(
        council_names(slug, names, valid_from, valid_to) for slug, (valid_from, valid_to, names) in councils.items()
    )


def council_names(
    slug: str, names: Iterable[str | None], valid_from: date | None, valid_to: date | None
) -> CouncilNames:
    """A council with its names, each once and without empty ones."""
    return CouncilNames(slug, tuple(dict.fromkeys(filter(None, names))), valid_from, valid_to)


def names_taken(council: Council, names: Iterable[str]) -> dict[str, str]:
    """The names that another council has on a day on which this one exists, with a message for each."""
    names = tuple(filter(None, names))
    register, named = council_register(), CouncilNames(council.slug, names, council.valid_from, council.valid_to)
    others = {name: register.others_named(name, named) for name in names}
    return {name: name_taken(name, bearers[0]) for name, bearers in others.items() if bearers}
