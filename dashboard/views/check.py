"""Whether a claim about Ofsted's grades is right, then and now."""

from dataclasses import replace
from typing import Any, Never

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.utils import timezone

from dashboard.addresses import PageRequest
from dashboard.presenters.check import between
from dashboard.presenters.context_line import ContextLine, NamedLink, programme_words
from dashboard.presenters.ruling import notes_on, ruled
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.claim import (
    LONGEST_SENTENCE,
    ClaimSelection,
    query_of_sentence,
    read_claim,
    sentence_read,
)
from dashboard.selections.moment import Moment, moment_of
from dashboard.values.page import Page
from inspections.names import typed_name
from inspections.record.current import CurrentRecord
from inspections.record.status import Basis, reports_after
from inspections.statistics.claim_text import ClaimText
from inspections.wording.cautions import neighbours_caution
from inspections.wording.words import date_words

EXAMPLES = (
    "Durham is joint best of 92 as at 5 January 2012",
    "Durham is joint 18th of 151, with three of the four judgements outstanding",
    "North Tyneside is one of only five councils outstanding in all areas as at 1 February 2025",
    "South Tyneside is one of 25 of 161 councils good or better in all six judgements under SIF as at 31 March 2018",
    "Derby is the only council in the region outstanding for care leavers",
    "Durham improved from requires improvement in 2019 to good in 2022",
    "A third of councils are good overall",
)
NO_CLAIM = (
    "The sentence claims nothing that can be checked: no grade, place, number or change. Write it with one, or fill in "
    "the parts."
)


@page_view(is_shared=False)
def check(request: PageRequest) -> Shown | RedirectTo:
    """`/check/?council=…&measure=…&claim=…`: a claim checked as at its day and as at today."""
    moment = moment_of(request, day_in_path=True)
    form_page = Page("Check a claim", request.site, "/check/", "/check/", moment.day)
    sentence = " ".join(request.GET.get("sentence", "").split())
    query, understood = request.GET, None
    try:
        if sentence:
            understood = sentence_read(sentence, moment)
            query = query_of_sentence(query, moment, understood)
        elif "claim" not in query:
            return Shown(form_page, "check.html", lambda: _form(query, moment, sentence, understood))
        asked = read_claim(query, moment) if "claim" in query else _refuse(NO_CLAIM)
    except (BadRequest, Http404) as error:
        message = str(error)
        return Shown(
            form_page,
            "check.html",
            lambda: _form(query, moment, sentence, understood, message),
            error=BadRequest(message),
        )
    if not asked.is_canonical(request):
        return RedirectTo(asked.url())
    return Shown(_page(request.site, asked), "check.html", lambda: _checked(asked, understood))


def _refuse(message: str) -> Never:
    raise BadRequest(message)


def _checked(asked: ClaimSelection, understood: ClaimText | None) -> dict[str, Any]:
    record = asked.moment.record
    council = record.council(asked.council) if asked.council else None
    then, ruling = ruled(asked, council, understood)
    today = Moment(CurrentRecord(), timezone.localdate())
    is_past = asked.day != today.day or asked.moment.edition is not None
    now = None
    if is_past and not ruling.depends:
        now, _ = ruled(replace(asked, moment=today, span=""), council, understood)
    basis = Basis(councils=asked.group.slugs(record), programme=asked.programme)
    reports = reports_after(basis, asked.day, today.day)
    own = tuple(reports.filter(council__slug=council.slug)) if council else ()
    return {
        "fields": asked.fields,
        "notes": notes_on(asked, understood),
        "sentence": asked.sentence,
        "left": understood.left if understood else (),
        "without_sentence": asked.url(sentence=""),
        "line": ContextLine(
            day=asked.day,
            today=today.day,
            facts=(programme_words(asked.programme), then.facts),
            council=NamedLink(council.display_name, council.get_absolute_url()) if council else None,
            mine=council.slug if council else "",
        ),
        "some_councils": bool(asked.group),
        "of_shares_or_changes": asked.is_of_share or asked.is_of_history or bool(asked.span),
        "council_name": typed_name(council.slug, council.short_name, council.valid_to, asked.day) if council else "",
        "asked": asked,
        "ruling": ruling,
        "then": then,
        "now": now,
        "between": between(then, now, reports.count(), own) if now else None,
        "neighbours_caution": neighbours_caution(asked.group.neighbour_set_name) if asked.group.neighbours_of else "",
        "council": council,
        "today": today.day,
        "day": asked.day,
    }


def _page(site: str, asked: ClaimSelection) -> Page:
    basis = Basis(programme=asked.programme, day=asked.day)
    return Page.of(asked, site, f"A claim checked as at {date_words(asked.day)}", basis=basis)


def _form(
    query: QueryDict, moment: Moment, sentence: str, understood: ClaimText | None, error: str = ""
) -> dict[str, Any]:
    """The form with what was typed into it, right or wrong."""
    fields = ClaimSelection(moment).typed(query)
    some_councils = any(fields[name].value for name in ("region", "type", "neighbours-of"))
    return {
        "fields": fields,
        "some_councils": some_councils,
        "error": error,
        "council_name": fields["council"].value,
        "sentence": sentence[: LONGEST_SENTENCE * 2],
        "left": understood.left if understood else (),
        "notes": dict.fromkeys(fields, ""),
        "examples": EXAMPLES,
    }
