"""Addresses and short names of the councils, inspections and judgements in the statistics."""

from inspections.dates import address_date
from inspections.frameworks.definitions import Framework
from inspections.statistics.standings import CouncilRow, InspectionRow
from inspections.wording.words import MONTHS


def council_url(council: CouncilRow) -> str:
    return f"/councils/{council.slug}/"


def scorecard_url(inspection: InspectionRow) -> str:
    """The address of a scorecard: by the day of publication or, if that isn't known, by when it was inspected."""
    return f"/councils/{inspection.council}/{address_date(inspection.published_on, inspection.inspected_from)}/"


def short_date(inspection: InspectionRow) -> str:
    """`25 Jan 2012` or, if the day of publication isn't known, when it was inspected with a star: `Jun 2010*`."""
    known = inspection.published_on or inspection.inspected_from
    month = MONTHS[known.month - 1][:3] if known.month else None
    words = " ".join(str(part) for part in (known.day, month, known.year) if part)
    return f"{words}*" if inspection.dated_by_month else words


def version(framework: Framework) -> str:
    """The part of a framework's name that tells it from others of its programme: `2010` of SLAC 2010."""
    return framework.short_name.rpartition(" ")[2]
