"""Where a council comes among others, in cells of its page."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.council_places import CountColumn, Neighbours
from dashboard.values.grade_tags import letter_tag

from .heat import headings


def place_cells(columns: Iterable[CountColumn], own_name: str) -> SafeString:
    """A cell for each count: the number of councils, and a dot or a name for each."""
    return mark_safe("".join([_place_cell(column, own_name) for column in columns]))  # noqa: S308 (escaped)


def _place_cell(column: CountColumn, own_name: str) -> str:
    own = f"<i>{escape(own_name)}</i>" if column.is_own else ""
    others = "".join([f"<i>{escape(name)}</i>" for name in column.names]) or "<i></i>" * column.others
    start = "<td class=own>" if column.is_own else "<td>"
    return f"{start}<b>{column.number}</b> <span class=crowd>{own}{others}</span>"


def against_table(neighbours: Neighbours) -> SafeString:
    """How many neighbours have a higher, the same and a lower grade than the council, judgement by judgement."""
    head = headings("Judgement") + headings("Higher", "Same", "Lower", attributes=" class=number")
    rows = "".join(
        f"<tr><th scope=row>{letter_tag(against.own)} {escape(line.judgement.short_name)}"
        f"<td class=number>{against.higher}<td class=number>{against.same}<td class=number>{against.lower}"
        for line, against in neighbours.beside
    )
    return mark_safe(  # noqa: S308 (escaped)
        "<table class=against><caption class=vh>How many neighbours have a higher, the same and a lower grade</caption>"
        f"<thead><tr>{head}<tbody>{rows}</table>"
    )
