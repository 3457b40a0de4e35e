"""A council's time line on its page: a lane for each theme, drawn in per cent of the width."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from dashboard.presenters.timeline import GradeBand, ReportMark, TimeLine


def council_lanes(line: TimeLine, finding: str) -> SafeString:
    """The reports above the lanes, and a lane for visits. `finding` says for screen readers what it shows."""
    breaks = "".join([f'<line x1="{x}%" x2="{x}%" y1=-6 y2=100% />' for x in line.breaks])
    lanes = [_lane(lane.name, map(_band, lane.drawn), breaks) for lane in line.lanes]
    if line.visits:
        lanes.append(_lane("Visits", [f'<text x="{x}%" dx=-5>●</text>' for x in line.visits], breaks))
    reports = "".join(map(_report, line.reports))
    return mark_safe(  # noqa: S308 (escaped)
        f'<div class="lanes lines-{line.label_lines}" role=group aria-label="{escape(finding)}">'
        f'<div class="lane reports"><span></span><svg>{reports}</svg></div>{"".join(lanes)}</div>'
    )


def _lane(name: str, marks: Iterable[str], breaks: str) -> str:
    return f"<div class=lane><span>{escape(name)}</span><svg aria-hidden=true>{''.join(marks)}{breaks}</svg></div>"


def _band(band: GradeBand) -> str:
    rect = f'<rect class="{band.css}" x="{band.start}%" width="{band.width}%" />' if band.result.grade else ""
    words = f"<tspan class={band.room} dx=6>{escape(band.words)}</tspan>" if band.room else ""
    letter = f"<tspan class=letter>{band.mark}</tspan>"
    return f'{rect}<text class="{band.css}" x="{band.start}%" dx=8>{letter}{words}</text>'


def _report(report: ReportMark) -> str:
    programme = escape(report.programme)
    return (
        f'<a href="{report.url}" aria-label="{programme}, {report.day} {report.year}">'
        f'<line x1="{report.x}%" x2="{report.x}%" y1={report.y} y2=100% />'
        f'<text x="{report.label}%" y={report.y + 12}>'
        f"<tspan class=roomy>{report.day}</tspan> <tspan class=year>{report.year}</tspan></text>"
        f'<text class=programme x="{report.label}%" y={report.y + 27}>'
        f"<tspan class=roomy>{programme}</tspan><tspan class=brief>{report.programme_code}</tspan></text></a>"
    )
