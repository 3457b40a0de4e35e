"""The table of a heatmap on its page: councils × judgements, with the number of each grade at the head of a column."""

from collections.abc import Iterator, Sequence
from html import escape

from django.utils.safestring import SafeString

from dashboard.presenters.heatmaps import ColumnCounts, Heatmap, HeatmapRow
from inspections.wording.frameworks import judgement_name
from inspections.wording.results import state_words
from inspections.wording.words import counted, date_words

from .heat import council_link, headings, heat_cell, heat_table, report_link, short_heading, sub_heading, upright


def heatmap_table(heatmap: Heatmap) -> SafeString:
    """A row for each council, a column for each judgement. Regions are sub-headings if the rows are in that order.

    The columns that most councils have on record come first and are wide; the others are narrow.
    """
    day = date_words(heatmap.selection.day)
    caption = f"Grades by council and judgement, {heatmap.selection.programme.short_name}, as at {day}"
    css_class = "heat whole with-narrow" if heatmap.narrow else "heat whole"
    return heat_table(
        css_class,
        "heat-caption",
        caption,
        _head(heatmap),
        (*_counts(heatmap), *_rows(heatmap)),
        columns=("named", *("wide" for _ in heatmap.wide), *("thin" for _ in heatmap.narrow), *_classes(heatmap)),
        hides_caption=True,
    )


def _head(heatmap: Heatmap) -> str:
    """The names of the judgements, with their services above the narrow ones if there are several."""
    tall = " rowspan=2" if heatmap.narrow else ""
    wide = [heatmap.columns[n] for n in heatmap.wide]
    services = {column.service for column in heatmap.columns}
    if len(services) > 1:
        named = [judgement_name(heatmap.framework, column, short=True, services=services) for column in wide]
        names = headings(*named, attributes=f" class=v{tall}")
    else:
        names = "".join(short_heading(column, tall) for column in wide)
    council = headings("Council", attributes=tall)
    after = headings(*_trailing(heatmap), attributes=tall)
    if not heatmap.narrow:
        return f"<tr>{council}{names}{after}"
    spans = "".join(f"<th scope=colgroup colspan={span}>{escape(name)}" for name, span in heatmap.spans)
    narrow = upright(heatmap.columns[n].short_name for n in heatmap.narrow)
    return f"<tr>{council}{names}{spans}{after}<tr>{narrow}"


def _trailing(heatmap: Heatmap) -> tuple[str, ...]:
    """The headings of the columns after the judgements."""
    shown = (("Rank", True), ("Region", heatmap.shows_region), ("Version", heatmap.is_mixed), ("Published", True))
    return tuple(heading for heading, is_shown in shown if is_shown)


def _classes(heatmap: Heatmap) -> list[str]:
    return [heading.lower() for heading in _trailing(heatmap)]


def _counts(heatmap: Heatmap) -> Iterator[str]:
    """The legend: for each grade the number of councils that hold it, column by column, and those without a grade."""
    if not heatmap.counts:
        return
    columns = [
        *((heatmap.counts[n], True) for n in heatmap.wide),
        *((heatmap.counts[n], False) for n in heatmap.narrow),
    ]
    grades = heatmap.framework.scale.grades
    notes = "".join(f"<br>{escape(f'{mark} {words}')}" for mark, words in heatmap.states)
    beside = (
        f"<td class=of colspan={len(_trailing(heatmap))} rowspan={len(grades) + 1}>"
        f"Of {counted(len(heatmap.rows), 'council')}{notes}"
    )
    for grade in grades:
        cells = "".join(_count(column, column.grades[grade], is_wide=is_wide) for column, is_wide in columns)
        letter = grade.letter
        yield f"<tr><th scope=row><b class='cell {letter.lower()}'>{letter}</b> {escape(grade.label)}{cells}{beside}"
        beside = ""
    cells = "".join(f"<td><span>{column.ungraded}</span>" for column, _ in columns)
    yield f"<tr><th scope=row><b class='cell x'>–</b> No grade{cells}<tbody>"


def _count(column: ColumnCounts, number: int, *, is_wide: bool) -> str:
    share = 100 * number / (column.base + column.ungraded)
    bar = f"<svg aria-hidden=true><rect width={share:.3g}% height=16 /></svg>" if number and is_wide else ""
    return f"<td>{bar}<span>{number}</span>"


def _rows(heatmap: Heatmap) -> Iterator[str]:
    width = 1 + len(heatmap.columns) + len(_trailing(heatmap))
    starts = _service_starts(heatmap)
    region = None
    for row in heatmap.rows:
        if heatmap.selection.order == "region" and row.council.region != region:
            region = row.council.region
            yield sub_heading(region, width)
        yield _row(heatmap, row, width, starts)


def _service_starts(heatmap: Heatmap) -> frozenset[int]:
    """The narrow columns at which a service begins. A gap is drawn before them."""
    services = [heatmap.columns[n].service for n in heatmap.narrow]
    begins = zip(heatmap.narrow, services, (None, *services), strict=False)
    return frozenset(n for n, service, before in begins if service != before)


def _row(heatmap: Heatmap, row: HeatmapRow, width: int, starts: frozenset[int]) -> str:
    css_class = " class=marked" if row.marked else " class=first" if row.is_first_of_rank else ""
    start = f"<tr{css_class}><th scope=row{' id=row' if row.marked else ''}>{council_link(row.council)}"
    if row.inspection is None:
        return f"{start}<td class=none colspan={width - 1}>{escape(state_words(row.results[0].state))}"
    order: Sequence[int] = (*heatmap.wide, *heatmap.narrow)
    cells = "".join(heat_cell(row.results[n], starts_service=n in starts) for n in order)
    region = f"<td>{escape(row.council.region)}" if heatmap.shows_region else ""
    version = f"<td>{escape(row.versions)}" if heatmap.is_mixed else ""
    return f"{start}{cells}<td>{row.rank}{region}{version}<td>{report_link(row.inspection)}"
