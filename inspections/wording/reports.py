"""Reports as sources: their licence, and places in them."""

LICENCES = {
    "ilacs": "Crown copyright, Open Government Licence v3.",
    "slac": (
        "Crown copyright: may be reproduced for non-commercial purposes, unaltered, with source and date of "
        "publication."
    ),
}
EARLIER_LICENCE = (
    "Crown copyright: may be reproduced for non-commercial educational purposes, unaltered, with source and date of "
    "publication."
)


def licence_words(programme: str) -> str:
    """The terms under which a programme's reports may be quoted."""
    return LICENCES.get(programme, EARLIER_LICENCE)


def place_in_report(paragraph: int | None, page: int | None) -> str:
    """`paragraph 12`, `page 3`, or "" if neither is known."""
    if paragraph:
        return f"paragraph {paragraph}"
    return f"page {page}" if page else ""


def paragraphs_words(first: int, last: int | None) -> str:
    """`paragraph 12`, `paragraphs 12 to 15`."""
    return f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"
