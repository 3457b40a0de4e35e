"""Who changes the record."""

import pytest

from tests.builders.factories import make_user


@pytest.fixture
def staff(db):
    return make_user("clerk")
