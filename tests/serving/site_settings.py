"""The settings of a site that a test serves: without https, with static files of its own."""

from dashboard.settings import *  # noqa: F403
from dashboard.settings import DATA_DIR, STORAGES

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = DATA_DIR / "static"
