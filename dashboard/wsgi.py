"""The WSGI application that a server runs: `application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")

# As in manage.py.
os.umask(0o077)
django_application = get_wsgi_application()


def served_site() -> object:
    """Django's application behind finished pages, turns and the log. Imports models, so Django has to be set up."""
    from django.conf import settings

    from dashboard.serving.access import AccessLog
    from dashboard.serving.application import ServedSite
    from dashboard.serving.garbage import collect_seldom
    from dashboard.serving.state import PublicState
    from dashboard.serving.version import code_and_settings

    state = PublicState()
    site = ServedSite(
        django_application, state=state, version=code_and_settings(), most_bytes=settings.FINISHED_PAGES_BYTES
    )
    collect_seldom()
    return AccessLog(site, edition=state.edition)


application = served_site()
