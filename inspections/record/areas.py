"""What reports and letters say needs to improve, area by area, word for word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from inspections.dates import PartialDate
from inspections.models import Inspection, Visit
from inspections.wording.visits import theme_code

AreaKind = Literal["report", "letter", "priority"]
_KIND_IN_LETTER: Mapping[str, AreaKind] = {"improvement": "letter", "priority_action": "priority"}


@dataclass(frozen=True, slots=True)
class AreaOnRecord:
    """An area for improvement of a report, or a point of a letter under what needs to improve or priority action.

    `theme` is the theme of a visit in Ofsted's words, or the service of a report that judged several, and `topic` its
    code. `number` is its
    place among those of its service or kind. `paragraph` and `page` are as printed, None where they are not known.
    `url` is an address of this site and `source_url` Ofsted's, empty where it is not known.
    """

    kind: AreaKind
    council: str
    council_name: str
    counts_from: date
    published_on: date | None
    began: PartialDate
    framework: str
    theme: str
    topic: str
    number: int
    text: str
    timescale: str
    addressee: str
    page: int | None
    paragraph: int | None
    url: str
    source_url: str

    @property
    def sequence(self) -> tuple[int, str, str, str, int]:
        """Sort key: the latest report or letter first, each in its own order."""
        return (-self.counts_from.toordinal(), self.url, self.kind, self.theme, self.number)


def area_of_report(inspection: Inspection, values: Mapping[str, Any]) -> AreaOnRecord:
    """From an inspection with its council, and the fields of an area that are not empty."""
    framework = inspection.framework_definition
    several = len(framework.services) > 1
    service = next((one for one in framework.services if one.code == values["service"]), None)
    return AreaOnRecord(
        kind="report",
        council=inspection.council.slug,
        council_name=inspection.council.display_name,
        counts_from=inspection.counts_from,
        published_on=inspection.published_on,
        began=inspection.inspected,
        framework=inspection.framework,
        theme=service.name if several and service else "",
        topic=service.code if several and service else "",
        number=values["order"],
        text=values["text"],
        timescale=values.get("timescale", ""),
        addressee=values.get("addressee", ""),
        page=values.get("page"),
        paragraph=None,
        url=f"{inspection.get_absolute_url()}#areas",
        source_url=inspection.report_url,
    )


def area_of_letter(visit: Visit, values: Mapping[str, Any]) -> AreaOnRecord:
    """From a visit with its council, and the fields of a point of its letter that are not empty."""
    return AreaOnRecord(
        kind=_KIND_IN_LETTER[values["kind"]],
        council=visit.council.slug,
        council_name=visit.council.display_name,
        counts_from=visit.public_from,
        published_on=visit.published_on,
        began=PartialDate.of(visit.first_day),
        framework="",
        theme=visit.theme,
        topic=theme_code(visit.theme),
        number=values["order"],
        text=values["text"],
        timescale="",
        addressee="",
        page=values.get("page"),
        paragraph=values.get("paragraph"),
        url=visit.get_absolute_url(),
        source_url=visit.letter_url,
    )
