"""What the words mean, for pages and papers."""

from inspections.statistics.standings import State

from .results import STATES
from .words import capital

GLOSSARY = {
    "Council": "an English local authority responsible for children’s services",
    "Programme": "a family of inspections within which councils are compared",
    "Framework": "one version of a programme, with its own judgements and scale",
    "Judgement": "one thing that is judged, such as being healthy; several make up a report’s record",
    "Grade": (
        "the result: outstanding, good, adequate (to 2013) or requires improvement (since), inadequate. Adequate and "
        "requires improvement are two grades, never one word for the other"
    ),
    "Area for improvement": "a recommendation in a report, with its timescale where the report gives one",
    "Service": (
        "the part of a framework that a judgement belongs to; reports of 2009 to 2012 judge safeguarding and services "
        "for looked after children apart"
    ),
    "Edition": "the state of the data here after one change by staff, numbered and dated",
    "Derived": "a grade that no report states, but that follows from what others say; the reasoning stands beside it",
    capital(STATES[State.NOT_JUDGED]): "Ofsted says in the report that it gave no grade",
    capital(STATES[State.NO_SUCH_JUDGEMENT]): "what was judged then did not include it separately",
    capital(STATES[State.NO_OVERALL]): "Ofsted gives none any more",
    capital(STATES[State.NOT_ON_RECORD]): "the grade exists or may exist, but has not been loaded here",
    capital(STATES[State.NEVER_INSPECTED]): "the council was not in being while the programme ran",
    "As at a day": "what had been published on or before that day, the latest for each council and service",
    "Key judgement": (
        "of 2009 to 2012: overall effectiveness and capacity for improvement, of safeguarding and of services for "
        "looked after children"
    ),
}
