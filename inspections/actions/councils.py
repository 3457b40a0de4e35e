"""Changes of the register of councils. Pages show its names, dates and regions, so each change makes an edition."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from simple_history.utils import update_change_reason

from inspections.models import Council, CouncilAlias, Edition
from inspections.record.register import names_taken

from .editions import RecordChange, in_turn, record_edition, refuse_unless


def described(council: Council) -> dict[str, str]:
    """What the register says about a council now, as text by field name."""
    council = Council.objects.get(pk=council.pk)
    fields = [field for field in Council._meta.concrete_fields if field.name != "id"]
    values = {field.name: str(getattr(council, field.name) or "") for field in fields}
    values["aliases"] = "|".join(council.aliases.values_list("name", flat=True))
    values["successors"] = "|".join(council.successors.order_by("slug").values_list("slug", flat=True))
    return values


def record_council(council: Council, *, by: User, before: Mapping[str, str], reason: str = "") -> Edition | None:
    """Make the edition for a council that has just been saved. None if nothing differs.

    `before` is the result of `described` before the change, empty for a new council. Call this in the transaction that
    saves. Raises ActionRefusedError if something public changes without a reason.
    """
    with in_turn():
        after = described(council)
        if not before:
            return record_edition(
                kind=Edition.Kind.LOAD, by=by, changes=[RecordChange(None, council.slug, "", str(council))]
            )
        changes = register_changes(council.slug, before, after)
        if not changes:
            return None
        refuse_unless(
            bool(reason.strip()), "A correction needs a reason: it is shown in the public list of corrections."
        )
        update_change_reason(council, reason)
        return record_edition(kind=Edition.Kind.CORRECT, by=by, changes=changes, reason=reason)


def remember_name(council: Council, name: str, *, by: User, reason: str) -> Edition | None:
    """Add a name by which reports call a council, as an edition. None if the council is known by it.

    Raises ActionRefusedError if another council of the same days has the name.
    """
    with in_turn():
        taken = names_taken(council, [name])
        refuse_unless(not taken, " ".join(taken.values()))
        before = described(council)
        CouncilAlias.objects.get_or_create(council=council, name=name)
        return record_council(council, by=by, before=before, reason=reason)


def register_changes(slug: str, before: Mapping[str, str], after: Mapping[str, str]) -> list[RecordChange]:
    """What differs between two results of `described`."""
    return [
        RecordChange(None, f"{slug}: {name}", before[name], text)
        for name, text in after.items()
        if before[name] != text
    ]
