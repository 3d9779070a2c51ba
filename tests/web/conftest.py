"""What the tests of pages can ask for, beside what every test can (tests/conftest.py)."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import translation

from tests.cast import Table
from tests.reading import At, ClientOf


@pytest.fixture
def dutch() -> Iterator[None]:
    """Everything outside a request is said in Dutch too."""
    with translation.override("nl"):
        yield


@pytest.fixture
def at(linde: Table, client_of: ClientOf) -> At:
    """The browser of somebody at the table, or of Bram beside it, in Dutch."""

    def signed_in(name: str) -> Client:
        client = client_of(linde.helper.person if name == "Bram" else linde.chair(name).person)
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "nl"
        return client

    return signed_in
