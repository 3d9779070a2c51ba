"""Health: is the database reachable, and does every process still show signs of life."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from koers.apps.notices import queries
from koers.serving import heartbeats


def report() -> dict[str, Any]:
    """What `/health` and `koers health` say; `ok` is false when anything is wrong."""
    ages = heartbeats.ages()
    try:
        database = _database_answers()
        return {
            "ok": database and all(age < heartbeats.LATE for age in ages.values()),
            "database": database,
            "heartbeats": ages,
            "mail": mail() if database else None,
        }
    finally:
        connection.close()


def mail() -> dict[str, Any]:
    """Mail that doesn't get through is for somebody to look at; Koers itself runs on, so `ok` stays."""
    trouble = queries.in_trouble().count()
    return {"on": bool(settings.LETTERS_LEAD_TO), "waiting": queries.how_many_wait(), "trouble": trouble}


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


async def reply(send: Callable[[Any], Awaitable[None]]) -> None:
    """The bare route: 200 when all is well, 503 otherwise."""
    found = await asyncio.to_thread(report)
    headers = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
    await send(
        {"type": "http.response.start", "status": 200 if found["ok"] else 503, "headers": headers},
    )
    await send({"type": "http.response.body", "body": json.dumps(found).encode()})
