"""The WSGI application that a server runs: `application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")

django_application = get_wsgi_application()


def served_site() -> object:
    """Django's application behind finished pages and turns. Imports models, so Django has to be set up."""
    from django.conf import settings

    from dashboard.serving.application import ServedSite
    from dashboard.serving.state import PublicState
    from dashboard.serving.version import code_and_settings

    return ServedSite(
        django_application,
        state=PublicState(),
        version=code_and_settings(),
        most_bytes=settings.FINISHED_PAGES_BYTES,
    )


application = served_site()
