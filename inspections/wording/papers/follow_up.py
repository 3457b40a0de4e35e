"""What a paper says last: what the report asks for, what members decide, and the sources.

Text in square brackets is for the officer to complete.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from inspections.frameworks.definitions import Framework, Judgement, Programme
from inspections.wording.results import NOT_ON_RECORD
from inspections.wording.words import (
    capital,
    council_in_text,
    counted,
    date_words,
    listed,
    lower_first,
    number_words,
    plural,
)

from .background import inspection_words

_INSPECTED = re.compile("^, inspected (in|on|from) ")
FROM_THE_REPORT = "[Copy the wording from the report]"
COMPLETE_FINDINGS = "[Keep the findings that matter to members, and add others.]"
QUOTE_FINDINGS = (
    "[Quote here the findings that matter to members, word for word and with the report’s paragraph numbers. The text "
    f"of the report is {NOT_ON_RECORD}.]"
)
CHOOSE_PARAGRAPHS = "[Choose the paragraphs to quote: they are listed beside the parts of this paper.]"
OTHER_PARAGRAPHS = "From the rest of the report"
FINDINGS_LEAD = "The report explains its key judgements in these paragraphs:"
NO_IMPROVEMENTS = f"[The report’s areas for improvement are {NOT_ON_RECORD}. Copy them into the table.]"
RISKS_LEAD = "Grades are evidence, and they have limits:"
REQUESTS_LEAD = "[The committee] is asked to:"
REQUESTS = ("[agree the action plan for the areas for improvement;]", "[ask for a report on progress by a day.]")
SOURCES_LEAD = "The grades, dates and figures in this report are from Ofsted’s published reports, by way of:"
OTHER_SOURCES = (
    "Names of councils: mySociety, CC BY 4.0. Codes, regions and statistical neighbours: ONS and Department for "
    "Education, Open Government Licence v3."
)


def judgement_in_text(framework: Framework, judgement: Judgement) -> str:
    """`safeguarding services, capacity for improvement`, or only the judgement if there is one service."""
    name = lower_first(judgement.name)
    if len(framework.services) == 1:
        return name
    return f"{lower_first(framework.service(judgement.service).name)}, {name}"


def quotation_source(council: str, dated: str, place: str) -> str:
    """Where a quotation stands: `Ofsted’s report on Kent, published on 25 January 2012, paragraph 79`."""
    return ", ".join(filter(None, (f"Ofsted’s report on {council_in_text(council)}, {dated}", place)))


def improvements_sentence(by_service: Mapping[str, int]) -> str:
    """How many areas for improvement a report lists: "15: 5 under safeguarding and 10 under …"."""
    total = sum(by_service.values())
    words = f"The report lists {counted(total, 'area')} for improvement"
    if len(by_service) < 2:
        return f"{words}."
    parts = [f"{number} under {lower_first(name)}" for name, number in by_service.items() if number]
    return f"{words}: {listed(parts)}."


def addressees_sentence(by_addressee: Mapping[str, int]) -> str:
    """How many areas are not for the council, or "": "Three of them are addressed to County Durham … Trust."."""
    parts = [f"{number_words(number)} to {addressee}" for addressee, number in by_addressee.items()]
    if not parts:
        return ""
    first, *others = parts
    number = sum(by_addressee.values())
    words = listed([first.replace(" to ", f" of them {plural(number, 'is', 'are')} addressed to ", 1), *others])
    return f"{capital(words)}."


def action_plan_sentences(published_on: date | None) -> str:
    """How the columns of the action plan are meant. `published_on` is None if no due days are shown."""
    due = f"Due days are counted from publication on {date_words(published_on)}. " if published_on else ""
    return (
        f"{due}The number of areas is no score: reports with better grades can list more. “Owner” and “Progress” are "
        "left for the council’s action plan."
    )


def risks_to_add(council: str) -> str:
    """Asks for the council's own risks."""
    return f"[Add the risks that {council_in_text(council)} sees, and what is done about them.]"


def request_to_note(council: str, dated: str) -> str:
    """`note the outcome of Ofsted’s inspection of Kent, published on 25 January 2012;`, `… of Kent of June 2010;`."""
    when = _INSPECTED.sub(" of ", f", {dated}")
    return f"note the outcome of Ofsted’s inspection of {council_in_text(council)}{when};"


def report_source(framework: Framework, council: str, dated: str) -> str:
    """The report as a source: `Ofsted, inspection of …, Testshire, published on 25 January 2012.`."""
    return f"Ofsted, {inspection_words(framework)}, {council}, {dated}."


def later_report_source(council: str) -> str:
    """A later report as the source of an inspection's grades."""
    return f"Ofsted, a later report on {council_in_text(council)}, which states grades of this inspection."


def stated_elsewhere_words(judgements: Sequence[str], origin: str, document: str) -> str:
    """Grades that another document states: `Safeguarding, overall effectiveness: as stated in a later …: Ofsted, …`."""
    return f"{capital('; '.join(judgements))}: {origin}. {document}"


def ranking_source(programme: Programme, day: date, edition: int, address: str) -> str:
    """The ranking behind the comparison as a source."""
    return (
        f"Children’s services inspections, {programme.short_name} ranking as at {date_words(day)}, from Ofsted’s "
        f"reports, edition {edition} of the data. {address}"
    )


def permanence_sentence(day: date, edition: int, address: str) -> str:
    """Where the paper can be found as it is."""
    return f"This report as at {date_words(day)}, from edition {edition} of the data, will stay at: {address}"
