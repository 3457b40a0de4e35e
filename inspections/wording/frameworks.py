"""When a framework was in force and how its overall judgement is decided, in words."""

from collections.abc import Collection

from inspections.frameworks.definitions import Framework, Judgement

from .words import date_words, listed, lower_first


def in_force_words(framework: Framework) -> str:
    """`inspections known from November 2010 to July 2012`; `inspections known since April 2026`.

    The dates are those of the first and the last inspection known, not those in which Ofsted's framework was in force.
    """
    begun = date_words(framework.in_force_from)
    if framework.in_force_to is None:
        return f"inspections known since {begun}"
    return f"inspections known from {begun} to {date_words(framework.in_force_to)}"


def judgement_name(
    framework: Framework, judgement: Judgement, *, short: bool = False, services: Collection[str] = ()
) -> str:
    """`Safeguarding: capacity for improvement`, or only the judgement if there is one service.

    `services` are the services shown together, by default all of the framework's.
    """
    name = judgement.short_name if short else judgement.name
    if len(services or framework.services) == 1:
        return name
    return f"{framework.service(judgement.service).short_name}: {lower_first(name)}"


def judgement_label(framework: Framework, judgement: Judgement) -> str:
    """`Capacity for improvement (safeguarding)`, for headings that have a colon of their own."""
    if len(framework.services) == 1:
        return judgement.short_name
    return f"{judgement.short_name} ({lower_first(framework.service(judgement.service).short_name)})"


def overall_sentences(framework: Framework, inspections: int) -> tuple[str, ...]:
    """How the overall judgement came out in the `inspections` on record, or that the framework has none.

    "In all 310 inspections on record here “Overall effectiveness” was inadequate wherever …" Empty if the rule did not
    hold in all of them, so that their number is 0.
    """
    if framework.no_overall:
        return ("There is no overall judgement: each judgement stands by itself.",)
    rule = framework.overall_rule
    if rule is None:
        return ()
    if not inspections:
        return ()
    name = _quoted(framework, rule.judgement)
    found = f"{name} was inadequate wherever {_any_of(framework, rule.inadequate_where)} was"
    if rule.may_be_inadequate_where:
        others = _any_of(framework, rule.may_be_inadequate_where)
        found += f"; where {others} was inadequate it may have been; nothing else made it so"
    return (f"In all {inspections:,} inspections on record here {found}.",)


def _any_of(framework: Framework, judgements: tuple[str, ...]) -> str:
    return listed([_quoted(framework, id_) for id_ in judgements], "or")


def _quoted(framework: Framework, judgement_id: str) -> str:
    return f"“{framework.judgement(judgement_id).short_name}”"
