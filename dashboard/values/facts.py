"""Facts about a table, which its files state: as at when, of how many, from where, under which licence."""

from collections.abc import Mapping

from .columns import Value

LICENCE = (
    "Grades and dates are facts from Ofsted’s published reports and may be used freely. Reports under ILACS (since "
    "2018): Open Government Licence v3; earlier reports: Crown copyright, for non-commercial use. Council names: "
    "mySociety, CC BY 4.0. Codes and regions: ONS and DfE, Open Government Licence v3."
)
ABOUT = {
    "programme": "Programme",
    "measure": "Councils rank by",
    "rank_by": "Councils rank by",
    "columns_of": "Judgements are those of",
    "councils": "Councils",
    "council": "Council",
    "framework": "Framework",
    "as_at": "As at",
    "edition": "Edition of the data",
    "standing": "What has become of this edition",
    "published_on": "Report published",
    "inspected_from": "Inspected from",
    "councils_counted_as_at": "Councils counted as at",
    "ranked": "Councils ranked",
    "inspections_on_record": "Councils with an inspection on record",
    "in_being": "Councils in being",
    "councils_in_being": "Councils in being",
    "judged_under": "Framework",
    "as_of_edition": "Edition of the data",
    "report": "Report",
    "source": "Address",
    "licence": "Licence",
}


def facts(address: str, about: Mapping[str, Value]) -> dict[str, Value]:
    """Facts about a table, then the address of its file and the licence."""
    return {**about, **source_facts(address)}


def source_facts(address: str) -> dict[str, Value]:
    """Where a table is from."""
    return {"source": address, "licence": LICENCE}


def about_words(key: str) -> str:
    """What a fact about a table is called for people."""
    return ABOUT.get(key) or key.replace("_", " ").capitalize()
