"""The settings of a site to which faults are done: its clock is put on by a file, and passwords are checked quickly."""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from tests.serving.site_settings import *  # noqa: F403

# Seconds by which the clock of every process of the site is ahead.
CLOCK_FILE = Path(os.environ["CLOCK_FILE"])
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_really, _really_now = time.time, timezone.now


def _ahead() -> float:
    return float(CLOCK_FILE.read_text())


def _time() -> float:
    return _really() + _ahead()


def _now() -> datetime:
    return _really_now() + timedelta(seconds=_ahead())


time.time = _time
timezone.now = _now
