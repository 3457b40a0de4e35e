"""Whether a claim about a council is right, then and now."""

from dataclasses import replace
from typing import Any, Never

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.utils import timezone

from dashboard.addresses import PageRequest
from dashboard.presenters.check import between, checked, notes_on
from dashboard.presenters.context_line import ContextLine, NamedLink, programme_words
from dashboard.presenters.marked import standing_after
from dashboard.respond import RedirectTo, Shown, page_view
from dashboard.selections.claim import ClaimSelection, query_of_sentence, read_claim, sentence_read
from dashboard.selections.moment import Moment, moment_of
from dashboard.values.page import Page
from inspections.names import typed_name
from inspections.record.current import CurrentRecord
from inspections.record.status import Basis, reports_after
from inspections.wording.cautions import neighbours_caution
from inspections.wording.claims import claim_sentence, ranked_words
from inspections.wording.words import date_words

EXAMPLES = (
    "Durham is joint best of 92 as at 5 January 2012",
    "Durham is joint 18th of 151, with three of the four judgements outstanding",
    "North Tyneside is one of only five councils outstanding in all areas as at 1 February 2025",
    "South Tyneside is one of 25 of 161 councils good or better in all six judgements under SIF as at 31 March 2018",
)
NO_PLACE = "The sentence claims no place or number that can be checked. Write it with one, or fill in the parts."


@page_view(is_shared=False)
def check(request: PageRequest) -> Shown | RedirectTo:
    """`/check/?council=…&measure=…&claim=…`: a claim checked as at its day and as at today."""
    moment = moment_of(request, day_in_path=True)
    form_page = Page("Check a claim", request.site, "/check/", "/check/", moment.day)
    sentence = request.GET.get("sentence", "")
    query = query_of_sentence(request.GET, moment) if sentence else request.GET
    if "claim" not in query and not sentence:
        return Shown(form_page, "check.html", lambda: _form(query, moment))
    try:
        asked = read_claim(query, moment) if "claim" in query else _refuse(NO_PLACE)
    except (BadRequest, Http404) as error:
        message = str(error)
        return Shown(form_page, "check.html", lambda: _form(query, moment, message), error=BadRequest(message))
    if not asked.is_canonical(request):
        return RedirectTo(asked.url())
    return Shown(_page(request.site, asked), "check.html", lambda: _checked(asked))


def _refuse(message: str) -> Never:
    raise BadRequest(message)


def _checked(asked: ClaimSelection) -> dict[str, Any]:
    ranking, claim, record = asked.compared, asked.claim, asked.moment.record
    council = record.council(asked.council)
    assert council is not None
    then = checked(ranking, claim, council, standing_after(ranking, council, record))
    today = Moment(CurrentRecord(), timezone.localdate())
    now = checked(replace(ranking, moment=today), claim, council, None)
    basis = Basis(councils=asked.group.slugs(record), programme=ranking.programme)
    reports = reports_after(basis, asked.day, today.day)
    own = tuple(reports.filter(council__slug=council.slug))
    is_past = asked.day != today.day or asked.moment.edition is not None
    return {
        "fields": asked.fields,
        "notes": notes_on(asked),
        "sentence": asked.sentence,
        "left": asked.understood.left if asked.understood else (),
        "line": ContextLine(
            day=asked.day,
            today=today.day,
            facts=(programme_words(ranking.programme), ranked_words(then.ranking)),
            council=NamedLink(council.display_name, council.get_absolute_url()),
            mine=council.slug,
        ),
        "some_councils": bool(asked.group),
        "council_name": typed_name(council.slug, council.short_name, council.valid_to, asked.day),
        "asked": asked,
        "claimed": claim_sentence(claim, council.display_name, then.ranking),
        "then": then,
        "now": now if is_past else None,
        "between": between(then, now, reports.count(), own) if is_past else None,
        "neighbours_caution": neighbours_caution(asked.group.neighbour_set_name) if asked.group.neighbours_of else "",
        "council": council,
        "today": today.day,
        "day": asked.day,
    }


def _page(site: str, asked: ClaimSelection) -> Page:
    basis = Basis(programme=asked.compared.programme, day=asked.day)
    return Page.of(asked, site, f"A claim checked as at {date_words(asked.day)}", basis=basis)


def _form(query: QueryDict, moment: Moment, error: str = "") -> dict[str, Any]:
    """The form with what was typed into it, right or wrong."""
    fields = ClaimSelection(moment).typed(query)
    some_councils = any(fields[name].value for name in ("region", "type", "neighbours-of"))
    sentence = query.get("sentence", "")
    return {
        "fields": fields,
        "some_councils": some_councils,
        "error": error,
        "council_name": fields["council"].value,
        "sentence": sentence,
        "left": sentence_read(sentence, moment).left if sentence else (),
        "notes": dict.fromkeys(fields, ""),
        "examples": EXAMPLES,
    }
