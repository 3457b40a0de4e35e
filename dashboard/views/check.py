"""Whether a sentence about a council holds: then and now."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404
from django.utils import timezone

from dashboard.addresses import PageRequest
from dashboard.presenters.check import between, checked
from dashboard.presenters.links import typed_name
from dashboard.presenters.marked import standing_after
from dashboard.respond import Shown, page_view
from dashboard.selections.claim import KINDS, MEASURES, OF_GROUP, ClaimSelection, read_claim
from dashboard.selections.moment import Moment, moment_of
from dashboard.values.page import Page
from inspections.frameworks.loader import all_programmes
from inspections.models import Council
from inspections.record.current import CurrentRecord
from inspections.record.status import Basis, reports_after
from inspections.wording.cautions import neighbours_caution
from inspections.wording.claims import claim_sentence
from inspections.wording.words import date_words

TYPED = (*OF_GROUP, "measure", "claim", "number", "count", "of", "edition")


@page_view(is_shared=False)
def check(request: PageRequest) -> Shown:
    """`/check/?council=…&measure=…&claim=…`: a claim as at its day, as far as it is on record, and as at today."""
    moment = moment_of(request, day_in_path=True)
    sets = moment.record.neighbour_sets()
    form = _form(request, sets)
    if "claim" not in request.GET:
        return Shown(_form_page(request.site, moment), "check.html", lambda: form)
    try:
        asked = read_claim(request.GET, moment, sets)
    except (BadRequest, Http404) as error:
        context = {**form, "error": str(error)}
        return Shown(_form_page(request.site, moment), "check.html", lambda: context, error=BadRequest(str(error)))
    return Shown(_page(request.site, asked, moment), "check.html", lambda: form | _checked(asked, moment))


def _checked(asked: ClaimSelection, moment: Moment) -> dict[str, Any]:
    selection, claim, record = asked.selection, asked.claim, moment.record
    council = record.council(selection.council)
    assert council is not None
    then = checked(selection, claim, council, record, standing_after(selection, council, record))
    today = replace(selection, today=timezone.localdate(), day_asked=None, edition=None)
    now = checked(today, claim, council, CurrentRecord(), None)
    basis = Basis(councils=selection.slugs(record), programme=selection.programme)
    reports = reports_after(basis, selection.day, today.day)
    own = tuple(reports.filter(council__slug=council.slug))
    is_past = selection.day != today.day or selection.edition is not None
    return {
        "asked": asked,
        "claimed": claim_sentence(claim, council.display_name, then.ranking),
        "then": then,
        "now": now if is_past else None,
        "between": between(then, now, reports.count(), own) if is_past else None,
        "neighbours_caution": neighbours_caution(selection.neighbour_set_name) if selection.neighbours_of else "",
        "council": council,
        "council_name": typed_name(council.slug, council.short_name, council.valid_to),
        "today": today.day,
        "day": selection.day,
    }


def _page(site: str, asked: ClaimSelection, moment: Moment) -> Page:
    selection = asked.selection
    permanent = {"as-at": str(selection.day), "edition": str(moment.record.edition or "")}
    return Page(
        title=f"A claim checked as at {date_words(selection.day)}",
        site=site,
        url=asked.url(),
        permanent=asked.url(**permanent),
        day=selection.day,
        edition=moment.edition,
        basis=Basis(programme=selection.programme, day=selection.day),
    )


def _form_page(site: str, moment: Moment) -> Page:
    """The form with nothing checked."""
    return Page("Check a claim", site, "/check/", "/check/", moment.day)


def _form(request: PageRequest, sets: dict[str, str]) -> dict[str, Any]:
    """What the form offers and what was typed into it, which is shown again also where it is wrong."""
    return {
        "typed": {name.replace("-", "_"): request.GET.get(name, "") for name in TYPED},
        "kinds": [(kind.value, words) for kind, words in KINDS.items()],
        "measures": [
            (one.name, [(code, m.name) for code, (of, m) in MEASURES.items() if of == one]) for one in all_programmes()
        ],
        "first_measure": f"{all_programmes()[-1].code}.{all_programmes()[-1].measures[0].code}",
        "regions": Council.Region.values,
        "types": Council.Type.choices,
        "neighbour_sets": sets,
        "latest_day": timezone.localdate(),
    }
