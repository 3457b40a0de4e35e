"""What servers are given: finished pages everywhere but in development."""

import warnings
from importlib import import_module

import pytest
from django.core.servers.basehttp import get_internal_wsgi_application

from dashboard.serving.access import AccessLog
from dashboard.serving.application import ServedSite
from dashboard.serving.version import code_and_settings


@pytest.fixture(scope="module")
def wsgi():
    """The module that servers import. Static files need not have been collected."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "No directory at")
        return import_module("dashboard.wsgi")


def test_a_server_gets_finished_pages_and_logs_each_request(wsgi):
    assert isinstance(wsgi.application, AccessLog)
    assert isinstance(wsgi.application._application, ServedSite)


def test_the_development_server_shows_each_change_at_once(wsgi):
    assert get_internal_wsgi_application() is wsgi.django_application


def test_another_setting_is_another_version(settings):
    before = code_and_settings()
    assert code_and_settings() == before
    settings.CONTACT_EMAIL = "someone@testshire.example"
    assert code_and_settings() != before
