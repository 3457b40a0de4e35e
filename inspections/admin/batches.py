"""Publishing several drafts as one edition, after a look at what each would change."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from inspections import actions
from inspections.models import Inspection
from inspections.record.worded_changes import WordedChanges

from .publishing import publishers_only
from .rights import signed_in
from .work import and_the_next

MOST_AT_ONCE = 100


@publishers_only
def publish_several(request: HttpRequest) -> HttpResponse:
    """Show what publishing the chosen drafts would change. On confirmation publish them as one edition."""
    chosen = [pair.partition(":") for pair in request.POST.getlist("draft")]
    versions = {int(key): version for key, _, version in chosen if key.isdecimal() and len(key) < 10}
    drafts = list(
        Inspection.objects.filter(pk__in=versions, status=Inspection.Status.DRAFT)
        .select_related("council", "replaces__council")
        .order_by("created_at", "pk")[:MOST_AT_ONCE]
    )
    if not drafts:
        messages.info(request, "Choose at least one draft that is ready.")
        return HttpResponseRedirect(reverse("admin:index"))
    by = signed_in(request)
    if "confirmed" in request.POST:
        seen = [draft for draft in drafts if versions[draft.pk] == str(draft.lock_version)]
        batch = actions.publish_batch(seen, by=by, reason="")
        for draft, refusal in batch.refused:
            messages.warning(request, f"{draft} stays a draft: {refusal}")
        for draft in drafts:
            if draft not in seen:
                messages.warning(request, f"{draft} stays a draft: it has been changed since you looked.")
        if batch.edition:
            number = len(batch.published)
            done = f"{number} draft{'s are' if number > 1 else ' is'} published ({batch.edition})."
            messages.success(request, and_the_next(done, by))
        return HttpResponseRedirect(reverse("admin:index"))
    previews = [(draft, actions.preview(draft, by=by)) for draft in drafts]
    in_words = WordedChanges()
    context = {
        **admin.site.each_context(request),
        "title": f"Publish {len(drafts)} drafts?" if len(drafts) > 1 else "Publish 1 draft?",
        "previews": [
            (draft, each, [in_words(one.record, one) for one in each.changes if one.field != "inspection"])
            for draft, each in previews
        ],
        "can_publish": any(not each.refusal and not each.corrects for _, each in previews),
    }
    return TemplateResponse(request, "admin/publish_several.html", context)
