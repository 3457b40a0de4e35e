"""The front of a report: days on site, day of publication and lead inspectors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspections.reports.document import Document, TextLine

FRONT_LINES = 60
# Labels on a report's front. Each ends the field before it.
_LABELS = re.compile(
    r"(?P<dates>inspection dates?|dates? of inspection)"
    r"|(?P<published>(?:report )?published(?: on)?|publication date|date of publication)"
    r"|(?P<inspector>(?:lead|reporting) inspectors?)"
    r"|(?P<other>age group|judgement\s+grade|© ?crown|website|the overall judge?ment|children['’]s services in|contents"
    r"|deputy lead|team inspector|quality assurance|previous inspection|unique reference)",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_DAY = r"(\d{{1,2}})(?:\s*(?:st|nd|rd|th)\b)?"
_MONTH = r"\s*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?"
_FULL = re.compile(_DAY.format() + _MONTH + r"\s*(\d{{4}})".format(), re.IGNORECASE)
_RANGE = re.compile(
    _DAY.format() + rf"(?:{_MONTH}(?:\s*(\d{{4}}))?)?"
    r"\s*(?:[–—−‒─‐‑-]+|to|until|and|\s)\s*" + _DAY.format() + _MONTH + r"(?:\s*(\d{4}))?",
    re.IGNORECASE,
)
_SLASHES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,?", re.IGNORECASE)
_ROLE = re.compile(
    r"[,(]?\s*\b(?:senior\s+)?(?:(?:her|his)\s+majesty['’]?s\s+inspectors?|HMIs?|OI|ofsted inspector)\b\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DaysOnSite:
    """A first and a last day on site."""

    first: date
    last: date


@dataclass(frozen=True)
class Header:
    """What the front of a report says. Fields are empty or None if it doesn't say.

    `dates_unread` is the text of the days on site if it has a number that belongs to none of the `periods`.
    """

    periods: tuple[DaysOnSite, ...] = ()
    dates_as_printed: str = ""
    dates_line: TextLine | None = None
    dates_unread: str = ""
    published_on: date | None = None
    published_line: TextLine | None = None
    lead_inspectors: tuple[str, ...] = ()


def read_header(document: Document) -> Header:
    """The dates and inspectors on the front. Inspectors may also come from the list of the team."""
    lines = tuple(document.lines)
    fields = _fields(lines[:FRONT_LINES])
    dates, dates_line = fields.get("dates", ("", None))
    published, published_line = fields.get("published", ("", None))
    inspectors = fields.get("inspector", ("", None))[0]
    if not inspectors:
        team = next((i for i, line in enumerate(lines) if line.text.lower().startswith("lead inspector")), len(lines))
        inspectors = _fields(lines[team : team + 3]).get("inspector", ("", None))[0]
    day = _FULL.search(_spelt_out(published))
    days, rest = _periods(dates)
    return Header(
        periods=days,
        dates_as_printed=dates,
        dates_line=dates_line,
        dates_unread=dates if re.search(r"\d", rest) else "",
        published_on=_date(day[1], day[2], day[3]) if day else None,
        published_line=published_line,
        lead_inspectors=_names(inspectors),
    )


def _fields(lines: Sequence[TextLine]) -> dict[str, tuple[str, TextLine]]:
    """The text after each label, up to the next label or the second line without one. The first of each counts."""
    fields: dict[str, tuple[str, TextLine]] = {}
    for index, line in enumerate(lines):
        for match in _LABELS.finditer(line.text):
            name = match.lastgroup or "other"
            if name == "other" or name in fields or not _opens(line.text, match.start()):
                continue
            text = " ".join(other.text for other in lines[index : index + 3])[match.end() :]
            following = next((m.start() for m in _LABELS.finditer(text) if _opens(text, m.start())), len(text))
            fields[name] = (text[:following].strip(" :\t"), line)
    return fields


def _opens(text: str, start: int) -> bool:
    """Whether a label starts here, and not in mid-sentence after lower-case words."""
    return start == 0 or text[start].isupper()


def periods(text: str) -> tuple[DaysOnSite, ...]:
    """The periods in a text such as “9 – 20 May 2011”. A single day is a period of one day."""
    return _periods(text)[0]


def _periods(text: str) -> tuple[tuple[DaysOnSite, ...], str]:
    """The periods, and the text between and after them."""
    text = _WEEKDAY.sub(" ", _spelt_out(text))
    periods: list[DaysOnSite] = []
    rest = ""
    position = 0
    years = re.findall(r"\d{4}", text)
    while position < len(text):
        match = _RANGE.search(text, position)
        full = _FULL.search(text, position)
        if match is None or (full is not None and full.start() < match.start()):
            if full is None:
                break
            day = _date(full[1], full[2], full[3])
            if day:
                periods.append(DaysOnSite(day, day))
            rest += text[position : full.start() if day else full.end()]
            position = full.end()
            continue
        rest += text[position : match.start()]
        position = match.end()
        end_year = match[6] or (years[-1] if years else "")
        last = _date(match[4], match[5], end_year)
        first = _date(match[1], match[2] or match[5], match[3] or end_year)
        if first and last and first > last and not match[3]:
            first = _date(match[1], match[2] or match[5], str(last.year - 1))
        if first and last:
            periods.append(DaysOnSite(first, last))
        else:
            rest += match[0]
    return tuple(periods), rest + text[position:]


def _spelt_out(text: str) -> str:
    """The text with months in words in dates such as “1/06/2015”."""
    months = {number: name for name, number in _MONTHS.items()}
    return _SLASHES.sub(lambda match: f"{match[1]} {months.get(int(match[2]), match[2])} {match[3]}", text)


def _date(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), _MONTHS[month[:3].lower()], int(day))
    except (KeyError, ValueError):
        return None


def _names(text: str) -> tuple[str, ...]:
    """The people named, without their ranks, up to the first words that are not a name."""
    parts = re.split(r"\s*[,;]\s*(?:and\s+)?|\s+(?:and|&)\s+", _ROLE.sub(",", text))
    names = []
    for part in parts:
        name = part.strip(" .:-–")
        if not name:
            continue
        if not re.fullmatch(r"(?:[A-Z][\w.'’-]*\s*){2,5}", name):
            break
        names.append(name)
    return tuple(names)
