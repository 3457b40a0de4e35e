"""Abolishing a council in one step: the councils that take over, a look at what follows, and calling it off."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminDateWidget
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from inspections import actions, clock
from inspections.models import Council, StatisticalNeighbour
from inspections.signing_in.confirming import confirm_identity
from inspections.wording.words import date_words, listed

from .draft_page import public_page
from .publishing import PublicReasonForm
from .rights import signed_in

NEW_COUNCILS = 4
keepers_only = permission_required(("inspections.add_council", "inspections.change_council"), raise_exception=True)


class ReorganisationForm(PublicReasonForm):
    """When a council gives way, to which existing councils, and what they take over."""

    first_day = forms.DateField(
        label="The new councils take over on",
        widget=AdminDateWidget,
        help_text="The council’s last day is the day before.",
    )
    existing = forms.ModelMultipleChoiceField(
        Council.objects.none(),
        label="Councils in the register that take over a part",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    same_area = forms.BooleanField(
        label="One council takes over exactly the same area",
        help_text="Then the inspections show on its page too, with a mark. Otherwise a new council starts without any.",
        required=False,
    )
    copy_neighbours = forms.BooleanField(
        label="New councils take over its statistical neighbours",
        help_text="Until the DfE publishes theirs. Pages name the set as taken over.",
        required=False,
        initial=True,
    )
    field_order = ("first_day", "existing", "same_area", "copy_neighbours", "reason")

    def __init__(self, *args: Any, council: Council) -> None:
        super().__init__(*args)
        existing = cast("forms.ModelMultipleChoiceField", self.fields["existing"])
        goes_on = Q(valid_to__isnull=True) | Q(valid_to__gte=timezone.localdate())
        existing.queryset = Council.objects.filter(goes_on, region=council.region).exclude(pk=council.pk)


class NewCouncilForm(forms.ModelForm):
    """A council that begins on the day. An empty row is no council."""

    class Meta:
        model = Council
        fields = ("short_name", "official_name", "type", "dfe_la_code", "gss_current")
        labels = {"short_name": "Usual name", "official_name": "Official name"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].initial = Council.Type.UNITARY
        for name, size in (("short_name", 20), ("official_name", 30), ("dfe_la_code", 4), ("gss_current", 10)):
            self.fields[name].widget.attrs["size"] = size


NewCouncilFormSet = forms.formset_factory(NewCouncilForm, extra=NEW_COUNCILS, max_num=NEW_COUNCILS)


@dataclass(frozen=True)
class PreviewedPage:
    """A public page as it would be read on a day."""

    label: str
    address: str
    day: date


@dataclass(frozen=True)
class Consequences:
    """What would follow, in sentences, with the pages on which it can be seen."""

    sentences: list[str]
    pages: list[PreviewedPage]


@keepers_only
def reorganise(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask what becomes of a council, show what follows, and save all of it at once."""
    council = get_object_or_404(Council, pk=pk)
    posted = request.POST or None
    form, rows = ReorganisationForm(posted, council=council), NewCouncilFormSet(posted, prefix="new")
    consequences = None
    if request.method == "POST" and all([form.is_valid(), rows.is_valid()]):
        is_preview = "_save" not in request.POST
        if not is_preview:
            confirm_identity(request)
        try:
            with actions.in_turn():
                edition = _save(council, form, rows, request)
                if not is_preview:
                    messages.success(request, f"{council} is to give way ({edition}). It can be called off until then.")
                    return HttpResponseRedirect(_change_url(council))
                consequences = _consequences(council, form.cleaned_data["first_day"])
                asked = request.POST.get("_page", "")
                page = _page(request, consequences.pages[int(asked)]) if _is_index(asked, consequences.pages) else None
                transaction.set_rollback(True)
            if page is not None:
                return page
        except actions.ActionRefusedError as refusal:
            form.add_error(None, str(refusal))
    context = {
        **admin.site.each_context(request),
        "title": f"Abolish {council}?",
        "council": council,
        "change_url": _change_url(council),
        "form": form,
        "rows": rows,
        "media": form.media,
        "consequences": consequences,
    }
    return TemplateResponse(request, "admin/reorganise.html", context)


@keepers_only
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason. On confirmation let the council go on."""
    council = get_object_or_404(Council, pk=pk)
    form = PublicReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        confirm_identity(request)
        try:
            edition = actions.call_off(council, by=signed_in(request), reason=form.cleaned_data["reason"])
        except actions.ActionRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The reorganisation of {council} is called off ({edition}).")
            return HttpResponseRedirect(_change_url(council))
    context = {
        **admin.site.each_context(request),
        "title": f"Call off the reorganisation of {council}?",
        "council": council,
        "change_url": _change_url(council),
        "successors": council.successors.all(),
        "form": form,
    }
    return TemplateResponse(request, "admin/call_off.html", context)


def _save(council: Council, form: forms.Form, rows: Any, request: HttpRequest) -> Any:
    answers, first_day = form.cleaned_data, form.cleaned_data["first_day"]
    new = [row.save(commit=False) for row in rows if row.has_changed()]
    for one in new:
        one.region, one.region_gss, one.london = council.region, council.region_gss, council.london
        one.slug = _free_slug(one.short_name, first_day)
    return actions.reorganise(
        council,
        by=signed_in(request),
        first_day=first_day,
        new=new,
        existing=list(answers["existing"]),
        same_area=answers["same_area"],
        copy_neighbours=answers["copy_neighbours"],
        reason=answers["reason"],
    )


def _free_slug(name: str, first_day: date) -> str:
    """`east-surrey`, or with the year if another council has had that."""
    slug = slugify(name)
    return f"{slug}-{first_day.year}" if Council.objects.filter(slug=slug).exists() else slug


def _consequences(council: Council, first_day: date) -> Consequences:
    """What follows, asked of the record in the middle of the transaction that would save it."""
    council = Council.objects.get(pk=council.pk)
    last_day = first_day - timedelta(days=1)
    successors = list(council.successors.all())
    return Consequences(
        list(_sentences(council, successors, first_day)),
        [
            PreviewedPage(f"{council}, today", council.get_absolute_url(), timezone.localdate()),
            *(PreviewedPage(f"{one}, today", one.get_absolute_url(), timezone.localdate()) for one in successors),
            PreviewedPage(f"{council}, from {date_words(first_day)}", council.get_absolute_url(), first_day),
            *(
                PreviewedPage(f"{one}, from {date_words(first_day)}", one.get_absolute_url(), first_day)
                for one in successors
            ),
            *(
                PreviewedPage(f"{name}, {words} {date_words(day)}", address, day)
                for name, address in (("Ranking", "/ranking/ilacs/"), ("Map", "/map/ilacs/"))
                for words, day in (("on", last_day), ("from", first_day))
            ),
        ],
    )


def _sentences(council: Council, successors: list[Council], first_day: date) -> Iterator[str]:
    last_day, day = first_day - timedelta(days=1), date_words(first_day)
    names = listed([str(one) for one in successors])
    number = [Council.objects.in_being(one).count() for one in (last_day, first_day)]
    yield f"Until {date_words(last_day)} {council} keeps its name. Its page says that its area goes to {names}."
    yield f"From {day} the register has {number[1]} councils. On {date_words(last_day)} it has {number[0]}."
    inspections = [
        f"{one.framework_definition.short_name} of {date_words(one.inspected)}"
        for one in council.inspections.published().latest_first()
    ]
    if inspections and council.same_area_as:
        yield f"Its inspections ({listed(inspections)}) show on the page of {council.same_area_as} too, with a mark."
    elif inspections:
        yield f"Its inspections ({listed(inspections)}) stay with {council}: they are told on the pages of {names}."
    yield (
        f"Rankings, heatmaps, maps and national figures from {day} on have {names} in its place; those as at a day "
        "before are as they were, and so are papers and claims about its inspections."
    )
    neighbours = StatisticalNeighbour.objects.filter(neighbour=council, superseded=False)
    latest_set = neighbours.order_by("-neighbour_set__code").values_list("neighbour_set", flat=True).first()
    having = [str(one.council) for one in neighbours.filter(neighbour_set=latest_set).select_related("council")]
    if having:
        of = listed(having)
        yield f"It is among the statistical neighbours of {of}: from {day} on their pages name it as gone."
    for one in successors:
        taken_over = one.neighbours.select_related("neighbour_set").first()
        if taken_over is None:
            yield f"{one} has no statistical neighbours."
        else:
            yield f"{one} has the statistical neighbours of the set {taken_over.neighbour_set}."
    yield f"On the map from {day} on, {names} stand where {council} stood, or as near as there is a free place."


def _is_index(text: str, pages: list[PreviewedPage]) -> bool:
    return text.isdecimal() and len(text) < 3 and int(text) < len(pages)


def _page(request: HttpRequest, page: PreviewedPage) -> HttpResponse:
    """The public page, as it will be read on its day."""
    with clock.on_day(page.day) if page.day != timezone.localdate() else nullcontext():
        response = public_page(request, page.address)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _change_url(council: Council) -> str:
    return reverse("admin:inspections_council_change", args=[council.pk])
