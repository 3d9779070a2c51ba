"""What a page says on the browser's console is a mistake, unless it is about the network."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests import server
from tests.databases import database_of_tests

# A refused form is a 4xx and a lost line is no mistake of the page; both are said on the console.
NETWORK = "Failed to load resource"
# A page that is left while it was being shown says so: nothing was lost.
LEFT = "Transition was aborted"


def _mistake(error: str) -> list[str]:
    return [] if error.startswith(LEFT) else [error]


@pytest.fixture
def context(context: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """A browser of its own for somebody. A broken script or security policy fails the test."""
    said: list[str] = []

    def hear(message: Any) -> None:
        if message.type in ("error", "warning") and not message.text.startswith((NETWORK, LEFT)):
            said.append(f"{message.page and message.page.url}: {message.text}")

    def new(*arguments: Any, **options: Any) -> Any:
        one = context(*arguments, **options)
        one.set_default_timeout(15_000)
        one.on("console", hear)
        one.on("weberror", lambda error: said.extend(_mistake(str(error.error))))
        return one

    yield new
    assert not said


@pytest.fixture(scope="module")
def moved_server(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[server.Server]:
    """A server that believes what a file says about the time."""
    home: Path = tmp_path_factory.mktemp("moved")
    (home / "clock").write_text("0")
    with django_db_blocker.unblock():
        database = database_of_tests()
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.moved_clock",
        "KOERS_TEST_CLOCK": str(home / "clock"),
        "KOERS_DATABASE": database,
        "KOERS_SECRET_KEY": settings.SECRET_KEY,
    }
    with server.running(home, server.WEB, **environment) as running:
        yield running
