"""What a page says on the browser's console is a mistake, unless it is about the network."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

# A refused form is a 4xx and a lost line is no mistake of the page; both are said on the console.
NETWORK = "Failed to load resource"


@pytest.fixture
def context(context: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """A browser of its own for somebody. A broken script or security policy fails the test."""
    said: list[str] = []

    def hear(message: Any) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(NETWORK):
            said.append(f"{message.page and message.page.url}: {message.text}")

    def new(*arguments: Any, **options: Any) -> Any:
        one = context(*arguments, **options)
        one.set_default_timeout(15_000)
        one.on("console", hear)
        one.on("weberror", lambda error: said.append(str(error.error)))
        return one

    yield new
    assert not said
