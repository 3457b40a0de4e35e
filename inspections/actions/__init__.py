"""The only functions that change what is public. Each is atomic, records who did it, and makes an edition.

Drafts may be edited freely.
"""

from .batches import PublishedBatch, publish_batch
from .changes import CORRECTABLE_FIELDS, CORRECTABLE_FIELDS_OF_VISITS, clear_places
from .corrections import correct, restore, withdraw
from .councils import described, record_council, remember_name
from .drafts import close_problem, new_draft, new_visit_draft, save_draft, save_drafts, settle_kinds
from .editions import ActionRefusedError, RecordChange, in_turn
from .load.records import load_records
from .merging import merge
from .previews import as_published, preview
from .publishing import publish
from .reorganising import call_off, reorganise
from .second_person import ANOTHER_PUBLISHES, read_drafts

__all__ = [
    "ANOTHER_PUBLISHES",
    "CORRECTABLE_FIELDS",
    "CORRECTABLE_FIELDS_OF_VISITS",
    "ActionRefusedError",
    "PublishedBatch",
    "RecordChange",
    "as_published",
    "call_off",
    "clear_places",
    "close_problem",
    "correct",
    "described",
    "in_turn",
    "load_records",
    "merge",
    "new_draft",
    "new_visit_draft",
    "preview",
    "publish",
    "publish_batch",
    "read_drafts",
    "record_council",
    "remember_name",
    "reorganise",
    "restore",
    "save_draft",
    "save_drafts",
    "settle_kinds",
    "withdraw",
]
