"""A ballot box: answers without names while a round is open.

A box is a table of its own with explicitly random keys, so that no row order, time stamp or foreign key
says who put what in. The key comes from a secret that only the answerer's browser holds, so the same
person's second answer replaces the first. Emptying a box shuffles what was in it and drops the table;
`secure_delete` (SQLite) and the dropped file (PostgreSQL) take the pages along.
"""

import hashlib
import hmac
import json
import re
import secrets
from typing import Any

from django.db import connection

_NAME = re.compile(r"[a-z_]+_\d+\Z")


def slot(secret: str, box: str) -> int:
    """Where this secret's answer lies in this box: a positive 63-bit number that says nothing else."""
    digest = hmac.new(secret.encode(), box.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8]) >> 1


def make(box: str) -> None:
    """A new, empty box. Inside the turn that opens the round."""
    _run(f"CREATE TABLE {_table(box)} (slot BIGINT PRIMARY KEY, content TEXT NOT NULL)")


def put(box: str, secret: str, content: dict[str, Any]) -> bool:
    """Put an answer in, in place of an earlier one with the same secret. True when it was the first."""
    key = slot(secret, box)
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {_table(box)} WHERE slot = %s", [key])  # noqa: S608
        first = cursor.fetchone() is None
        cursor.execute(
            f"INSERT INTO {_table(box)} (slot, content) VALUES (%s, %s) "  # noqa: S608
            "ON CONFLICT (slot) DO UPDATE SET content = excluded.content",
            [key, text],
        )
    return first


def held(box: str, secret: str) -> dict[str, Any] | None:
    """What this secret put in, to show it to its owner again."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT content FROM {_table(box)} WHERE slot = %s", [slot(secret, box)])  # noqa: S608
        row = cursor.fetchone()
    return json.loads(row[0]) if row else None


def count(box: str) -> int:
    """How many answers are in it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {_table(box)}")  # noqa: S608
        return int(cursor.fetchone()[0])


def empty(box: str) -> list[dict[str, Any]]:
    """Everything that was in it, in random order; the box is gone afterwards. Inside the closing turn."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT content FROM {_table(box)} ORDER BY slot")  # noqa: S608
        contents = [json.loads(row[0]) for row in cursor.fetchall()]
    secrets.SystemRandom().shuffle(contents)
    _run(f"DROP TABLE {_table(box)}")
    return contents


def _table(box: str) -> str:
    if not _NAME.match(box):
        raise ValueError(f"not a box: {box}")
    return f"box_{box}"


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
