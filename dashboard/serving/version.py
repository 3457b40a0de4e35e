"""A digest of the code and the settings: what a page depends on beside its address, the record and the day."""

import hashlib
from pathlib import Path

from django.conf import settings

from dashboard import settings as own_settings

FOLDERS = ("dashboard", "inspections", "templates")
ENDINGS = {".py", ".html", ".toml", ".txt", ".xml", ".json"}


def code_and_settings() -> str:
    """The digest, which is another after a deployment or with another setting."""
    root = Path(settings.BASE_DIR)
    digest = hashlib.sha256()
    paths = [path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in ENDINGS]
    # Pages name static files by their content.
    paths += [root / "requirements.txt", *Path(settings.STATIC_ROOT).glob("staticfiles.json")]
    for path in sorted(paths):
        digest.update(f"{path.relative_to(root) if path.is_relative_to(root) else path.name}\0".encode())
        digest.update(path.read_bytes())
    # Those of other packages change with their versions.
    ours = [name for name in vars(own_settings) if name.isupper()]
    for name in sorted(ours):
        digest.update(f"{name}={getattr(settings, name)!r}\0".encode())
    return digest.hexdigest()
