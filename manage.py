#!/usr/bin/env python
"""Django's command line."""

import os
import sys

if __name__ == "__main__":
    # The database and the reports are for this site's own user alone.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
