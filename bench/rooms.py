"""What every page of the demo and every list of the API costs: queries, and time on the server.

Part of `python -m bench.pages`. The pages are those that the browser walks (`tests/pages.py`).
"""

import re
import statistics
from collections.abc import Callable
from dataclasses import dataclass

TIMES = 7
Headers = dict[str, str]


@dataclass
class Cost:
    """One page: queries, and milliseconds on the server."""

    name: str
    queries: int
    ms: float


def costs(ask: Callable[[str, Headers], float]) -> list[Cost]:
    """Every page of the demo, the slowest on top; `ask` says how long an address took, with these headers."""
    every = _pages()
    queries = {name: _queries(address, headers) for name, (address, headers) in every.items()}
    found = []
    for name, (address, headers) in every.items():
        took = statistics.median(ask(address, headers) for _ in range(TIMES))
        found.append(Cost(name, queries[name], round(took, 2)))
    return sorted(found, key=lambda cost: -cost.ms)


def _pages() -> dict[str, tuple[str, Headers]]:
    from django.conf import settings

    from tests import api, pages
    from tests.conftest import session_cookie

    demo = pages.demo()
    name = settings.SESSION_COOKIE_NAME
    ballot = "".join(f"; {cookie}={secret}" for cookie, secret in demo.ballot.items())
    headers = {
        "nobody": {},
        "coach": {"Cookie": f"{name}={session_cookie(demo.coach)}"},
        "member": {"Cookie": f"{name}={session_cookie(demo.member.person)}{ballot}"},
    }
    program = {"Authorization": f"Bearer {api.token(demo.member)}"}
    lists = [
        re.sub(r"\{\w+\}", demo.member.team.key, one.path)
        for one in api.operations()
        if one.method == "get" and re.findall(r"\{(\w+)\}", one.path) in ([], ["team"])
    ]
    called = {path: path.rpartition("/v1")[2].replace(demo.member.team.key, "…") for path in lists}
    seen = {page.name: (page.address, headers[page.who]) for page in demo.pages}
    return seen | {f"API {name}": (path, program) for path, name in called.items()}


def _queries(address: str, headers: Headers) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        Client().get(address, headers=headers)
    return len(asked)
