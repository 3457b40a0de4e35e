"""The only functions that change what is public. Each is atomic, records who did it, and makes an edition.

Drafts may be edited freely.
"""

from .changes import CORRECTABLE_FIELDS
from .corrections import correct, withdraw
from .councils import described, record_council
from .drafts import close_problem, create_draft
from .editions import ActionRefusedError, RecordChange, in_turn
from .load.records import load_records
from .publishing import publish

__all__ = [
    "CORRECTABLE_FIELDS",
    "ActionRefusedError",
    "RecordChange",
    "close_problem",
    "correct",
    "create_draft",
    "described",
    "in_turn",
    "load_records",
    "publish",
    "record_council",
    "withdraw",
]
