"""Collecting static files only when one of them, or the way they are stored, has changed."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

STAMP = "collected.sha256"


def collect_if_changed() -> bool:
    """Run collectstatic unless it has been run on exactly these files; whether it was run."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    fingerprint = source_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    # Afresh, for by itself it keeps a file whose source has changed but is not newer.
    call_command("collectstatic", clear=True, interactive=False, verbosity=0)
    stamp.write_text(fingerprint)
    return True


def source_fingerprint() -> str:
    """A digest of every static file of the project and of its packages, and of how they are stored."""
    digest = hashlib.sha256(json.dumps(settings.STORAGES["staticfiles"], sort_keys=True).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            with storage.open(path) as file:
                content = hashlib.sha256(file.read()).hexdigest()
            digest.update(f"{getattr(storage, 'prefix', '')}/{path} {content}\n".encode())
    return digest.hexdigest()
