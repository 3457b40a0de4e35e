"""What a paper says first: its purpose, the inspection, who made it and under which framework."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from inspections.dates import PartialDate
from inspections.frameworks.definitions import Framework, Scale, ScaleGrade
from inspections.wording.figures import figure_words
from inspections.wording.frameworks import in_force_words
from inspections.wording.results import NOT_ON_RECORD
from inspections.wording.words import (
    council_in_text,
    date_range,
    date_words,
    listed,
    lower_first,
    number_words,
    plural,
)

Periods = Sequence[tuple[PartialDate, PartialDate | None]]

INSPECTORS = {
    "inspectors_hmi": ("of Her Majesty’s Inspectors", "of Her Majesty’s Inspectors"),
    "inspectors_additional": ("additional inspector", "additional inspectors"),
    "inspectors_cqc": ("inspector of the Care Quality Commission", "inspectors of the Care Quality Commission"),
}
_TEAM = re.compile(r"The inspection team (?:consisted of|comprised|was made up of)[^.]*\.")
EVIDENCE_LEAD = "Of the evidence that inspectors saw, these numbers are on record:"
SCALE_LEAD = "Ofsted made all judgements on a scale of four grades."


def inspection_words(framework: Framework) -> str:
    """The kind of inspection inside a sentence: `inspection of looked after children services`."""
    name = framework.name.partition(",")[0]
    return lower_first(name) if name.startswith("Inspection") else f"inspection under the {lower_first(name)}"


def on_site_words(periods: Periods) -> str:
    """When inspectors were on site: `from 28 November to 13 December 2011`, `in June 2010`."""
    return listed([_period_words(first, last) for first, last in periods])


def _period_words(first: PartialDate, last: PartialDate | None) -> str:
    if last is None or last == first:
        return f"{'on' if first.is_exact else 'in'} {date_words(first)}"
    return f"from {date_range(first, last)}"


def outcome_dated(published_on: date | None, periods: Periods) -> str:
    """`published on 25 January 2012`, or `inspected in June 2010` if the day of publication is not known."""
    if published_on:
        return f"published on {date_words(published_on)}"
    first, last = periods[0]
    month = " (month not known)" if last is None and len(periods) == 1 and first.known_to == "year" else ""
    return f"inspected {on_site_words(periods)}{month}"


def purpose_sentence(framework: Framework, council: str, dated: str) -> str:
    """What the paper is for.

    "This report gives members the outcome of Ofsted’s inspection of … in Testshire, published on 25 January 2012."
    """
    where = council_in_text(council)
    return f"This report gives members the outcome of Ofsted’s {inspection_words(framework)} in {where}, {dated}."


def on_site_sentence(council: str, periods: Periods) -> str:
    """When inspectors were in the council, or what a date known only to the month may mean.

    "Inspectors were in Testshire from 28 November to 13 December 2011."
    """
    first, _ = periods[0]
    if first.is_exact:
        return f"Inspectors were in {council_in_text(council)} {on_site_words(periods)}."
    return (
        f"The inspection is dated {date_words(first)} here, which may be when inspectors were there or when they "
        "reported."
    )


def came_out_sentence(published_on: date | None, counts_from: date) -> str:
    """When the report was published, or from when it counts if that day is not on record."""
    if published_on:
        return f"Ofsted published its report on {date_words(published_on)}."
    return (
        f"The day on which its report was published is {NOT_ON_RECORD}; in comparisons it counts as published from "
        f"{date_words(counts_from)}."
    )


def framework_sentence(framework: Framework) -> str:
    """Under which framework the inspection was made.

    "The framework was SLAC 2010 (Ofsted’s reference 100069), with inspections known from November 2010 to July 2012."
    """
    reference = f" (Ofsted’s reference {framework.ofsted_reference})" if framework.ofsted_reference else ""
    legal = f" Its legal basis: {framework.legal_basis}." if framework.legal_basis else ""
    return f"The framework was {framework.short_name}{reference}, with {in_force_words(framework)}.{legal}"


def inspectors_sentence(numbers: Mapping[str, int], places: Sequence[str], lead: str) -> str:
    """How many inspectors of which body the team was, where the report says so, and who led.

    `numbers` are by kind. "The inspection team was four of Her Majesty’s Inspectors and one inspector of the
    Care Quality Commission (paragraph 1 of the report). The lead inspector was A. N. Other."
    """
    who = f"The lead inspector was {lead}." if lead else f"The lead inspector is {NOT_ON_RECORD}."
    named = [
        f"{number_words(numbers[kind])} {plural(numbers[kind], *words)}"
        for kind, words in INSPECTORS.items()
        if numbers.get(kind)
    ]
    if not named:
        return who
    where = f" ({listed(places)} of the report)" if places else ""
    return f"The inspection team was {listed(named)}{where}. {who}"


def team_in_report(paragraph: str) -> str:
    """The sentence of a report on its inspection team, word for word, or "" if the paragraph has none."""
    found = _TEAM.search(paragraph)
    return found[0] if found else ""


def team_quotation(sentence: str, place: str, lead: str) -> str:
    """What the report says of the inspection team, and who led it.

    "In the words of the report, “The inspection team consisted of …” (paragraph 1). The lead inspector was …"
    """
    return f"In the words of the report, “{sentence}” ({place}). {inspectors_sentence({}, [], lead)}"


def evidence_words(kind: str, part: str, qualifier: str, value: int, place: str) -> str:
    """`Case files looked at: more than 120 (paragraph 2 of the report)`."""
    number = f"{qualifier} {value:,}" if qualifier else f"{value:,}"
    where = f" ({place} of the report)" if place else ""
    return f"{figure_words(kind, part)}: {number}{where}"


def earlier_sentence(framework: Framework, published_on: date | None, inspected: PartialDate, grades: str) -> str:
    """The inspection before this one, with its key grades as sentences.

    "The inspection before this one, under LAC 2013, was reported on 1 May 2014. Overall effectiveness was …"
    """
    when = f"was reported on {date_words(published_on)}" if published_on else f"was of {date_words(inspected)}"
    return f"The inspection before this one, under {framework.short_name}, {when}. {grades}".strip()


def no_earlier_sentence(council: str, begun: date | None) -> str:
    """That no earlier inspection is on record, and when the council began if it is a new one."""
    came = (
        f" It came into being on {date_words(begun)}; inspections of the councils before it are on their own pages."
        if begun
        else ""
    )
    return f"No earlier inspection of {council_in_text(council)} is on record here.{came}"


def scale_sentence(scale: Scale) -> str:
    """The grades of a scale, the best first, for reports that print neither numbers nor meanings."""
    return f"Ofsted made all judgements on a scale of four grades: {listed([g.in_text for g in scale.grades])}."


def other_scale_sentence(before: ScaleGrade, now: ScaleGrade) -> str:
    """That the third grade had another name at the inspection before."""
    return (
        f"The third grade of the inspection before was “{before.in_text}”, which is not the same as “{now.in_text}”. "
        "This paper does not compare one with the other."
    )
