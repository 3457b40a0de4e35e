"""What the words mean, for pages and papers."""

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
    "Derived": (
        "a grade that no report states to us, but that follows from what others say; the reasoning stands beside it"
    ),
    "Not judged": "Ofsted says in the report that it gave no grade",
    "No separate judgement": "the framework of that inspection has no such judgement",
    "No overall judgement": "since April 2026 Ofsted gives none",
    "Not on record here": "the grade exists or may exist, but has not been loaded here",
    "Not inspected": "no inspection of the council under that programme",
    "As at a day": "what had been published on or before that day, the latest for each council and service",
    "Key judgement": (
        "of 2009 to 2012: overall effectiveness and capacity for improvement, of safeguarding and of services for "
        "looked after children"
    ),
}
