"""The words of sentences about grades: judgements, grades, kinds of council, and words that claim nothing."""

import re
from collections.abc import Mapping
from functools import cache

from inspections.frameworks.definitions import Programme

from .claim_shares import Than
from .comparable import things_judged

JUDGEMENTS = r"(?:(?:sub[ -]?)?judge?ments?|areas?(?! for improvement)|categor(?:y|ies)|grades?|ratings?)"
KINDS = r"(?:(?:key|main|summary|graded|inspection|ofsted|sub)[ -]?)"
COUNCILS = (
    r"(?:(?:english |top[ -]tier )?(?:(?:local )?authorit(?:y|ies)|councils?|LAs?|departments|"
    r"children's services(?: departments| authorities)?)|reports|inspections)"
)
REGIONS = (
    r"(?:(?:north|south)[ -](?:east|west)(?:ern)?|(?:east|west) midlands|yorkshire (?:and|&) (?:the )?humber(?:side)?|"
    r"east of england|london(?! boroughs?\b))"
)
TYPES = {
    "county": r"(?:count(?:y|ies)(?: councils?| authorit(?:y|ies))?)",
    "london_borough": r"(?:london boroughs?(?: councils?)?)",
    "metropolitan_district": r"(?:metropolitan (?:districts?|boroughs?|councils?|authorit(?:y|ies))(?: councils?)?)",
    "unitary": r"(?:unitar(?:y|ies)(?: councils?| authorit(?:y|ies))?)",
}
SOME_COUNCILS = rf"(?:{'|'.join([COUNCILS, *TYPES.values()])})"
# The longer before the shorter that it contains.
GRADE_WORDS = {
    "good-or-better": (
        r"(?:at least good|good or (?:better|above|outstanding|higher)|outstanding or good|good and above|"
        r"good[/-]outstanding|good\+)"
    ),
    "requires-improvement": r"(?:requir(?:es?|ing) improvement(?: to be good)?)",
    "outstanding": r"outstanding",
    "inadequate": r"inadequate",
    "adequate": r"adequate",
    "good": r"good",
}
GRADE = "|".join(GRADE_WORDS.values())
THAN = {
    Than.MORE: r"(?:(?:well |just |slightly |far )?(?:more than|over|above)|in excess of|upwards of)",
    Than.AT_LEAST: r"(?:at least|no fewer than|no less than|not fewer than|a minimum of)",
    Than.FEWER: r"(?:(?:well |just |slightly |far )?(?:fewer than|less than|under|below))",
    Than.AT_MOST: r"(?:at most|up to|no more than|not more than|a maximum of)",
    Than.NEARLY: r"(?:(?:very )?nearly|almost|just short of|close to)",
    Than.ABOUT: r"(?:about|around|roughly|approximately|some|circa|approx\.?)",
}
REGION_WORDS: Mapping[str, str] = {
    "Yorkshire and The Humber": r"yorkshire (?:and|&) (?:the )?humber(?:side)?",
    "East of England": r"east of england|eastern region",
}
# Judgements as people call them; the names of the frameworks' files come first.
_ALSO_CALLED = {
    "leadership": r"(?:the )?(?:impact of )?(?:leaders(?:hip)?(?: and management)?)",
    "help_and_protection": r"(?:(?:children (?:who need|in need of) )?help and protection|child protection)",
    "children_in_care": (
        r"(?:(?:services for )?(?:children in (?:its |our |their )?care|looked[ -]after children|"
        r"children looked after))"
    ),
    "care_leavers": r"(?:care[ -]leavers?)",
    "adoption": r"(?:adoption(?: performance| services?)?)",
}
SERVICE = r"(?:safeguarding|looked[ -]after(?: children)?|children in care)"
_SERVICES = {"safeguarding": r"(?:safeguarding)", "looked_after": r"(?:looked[ -]after(?: children)?|children in care)"}
# Words that claim nothing. What may turn a claim round ("not", "never", "except") is not among them.
_FILLER = frozenset(
    """
    a about am an and announce announced are area as at authorities authority be been being by comes confirm
    confirmed congratulations council council's councils country counts county currently delighted department during
    england english find finds for found framework from full get gets getting given giving got grade graded grades
    grading had has have having holds how in inspected inspection inspections inspector inspectors is it it's its
    judged judgement judgements judges judgment judgments la local making national nationally news now of official
    officially ofsted ofsted's on or our ours out place placed places pleased position proud published rank ranked
    ranking ranks rate rated rates rating ratings received receives report reported reports result results says see
    service services so stand standing stands table than thank thanks that the their them there these they this
    those to today us very was we were what when where which who whole whose with within
    """.split()  # noqa: SIM905
)
SERVICES_FOR_CHILDREN = (
    r"\b(?:(?:its|their|our|the) )?(?:children's (?:social (?:care|work) )?services?|children's social care|"
    r"services for children(?: and families)?|children and famil(?:y|ies) services?)(?! (?:departments?|authorities)\b)"
)
LATEST_INSPECTION = (
    r"\b(?:in|at|by|from|after) (?:its|our|their|the) (?:latest|most recent|last) (?:ofsted )?(?:full )?"
    r"(?:inspection|report)\b"
)


@cache
def judgement_patterns(programme: Programme) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Patterns for what a programme judged, each with the judgements (ids) it may name, the longest first."""
    named: dict[str, set[str]] = {}
    for framework, judgement in things_judged(programme):
        services = len({other.service for other in framework.judgements if other.code == judgement.code})
        service = framework.service(judgement.service)
        for name in {judgement.name, judgement.short_name, *judgement.wordings}:
            spelt = _spelt(name)
            named.setdefault(spelt, set()).add(judgement.id)
            if services > 1:
                words = _SERVICES[service.code]
                named.setdefault(rf"{spelt} (?:of|for|in) {words}(?: services)?", set()).add(judgement.id)
                named.setdefault(rf"{words}(?: services)?(?:'s?)? {spelt}", set()).add(judgement.id)
        if judgement.theme in _ALSO_CALLED and service.code not in _SERVICES:
            named.setdefault(_ALSO_CALLED[judgement.theme], set()).add(judgement.id)
        if judgement.code == "overall_effectiveness" and service.code in _SERVICES:
            named.setdefault(rf"{_SERVICES[service.code]}(?: services)?", set()).add(judgement.id)
        elif judgement.code == "overall_effectiveness":
            named.setdefault(r"overall", set()).add(judgement.id)
    begin, end = (
        r"(?:\b(?:for|on|in|of)(?: the)? )?(?:\bits |\btheir |\bour )?(?<![\w-])",
        rf"(?! boards?)(?: services?)?(?: {JUDGEMENTS})?(?![\w-])",
    )
    ordered = sorted(named.items(), key=lambda item: -len(item[0]))
    return tuple((f"{begin}(?:{spelt}){end}", tuple(sorted(ids))) for spelt, ids in ordered)


def _spelt(name: str) -> str:
    """A pattern for a name, whatever its apostrophes and spaces are."""
    return re.escape(name.lower().replace("’", "'")).replace(r"\ ", " ")


def left_over(text: str) -> tuple[str, ...]:
    """The runs of words that were not understood, without those that claim nothing."""
    runs = (re.findall(r"[\w'%£$&+<>=-]+", part) for part in text.split("|"))
    kept = ([word for word in run if word.lower().strip("'-") not in {*_FILLER, ""}] for run in runs)
    return tuple(" ".join(run) for run in kept if run)


def than_pattern() -> str:
    """How a number is meant, as a group `than` before it."""
    return rf"(?:(?P<than>{'|'.join(THAN.values())}) )?(?:(?:only|just|exactly|a total of) )?"


def than_of(words: str | None) -> Than | None:
    """The meaning of such words."""
    if not words:
        return None
    return next(than for than, pattern in THAN.items() if re.fullmatch(pattern, words, re.IGNORECASE))
