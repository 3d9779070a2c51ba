"""A ballot box: answers without names while a round is open.

A box is a table of its own with explicitly random keys, so that no row order, time stamp or foreign key
says who put what in. The key comes from a secret that only the answerer's browser holds, so the same
person's second answer replaces the first. Each answer lays all of them in another order, and emptying a box
shuffles what was in it and drops the table; `secure_delete` (SQLite) and the dropped file (PostgreSQL) take
the pages along, and what SQLite's log still held of them is cut off after the commit.
"""

import hashlib
import hmac
import json
import logging
import re
import secrets
from typing import Any

from django.db import OperationalError, ProgrammingError, connection, transaction

from koers.domain.refusals import Refused

log = logging.getLogger(__name__)

# How many rows are laid anew at each answer. All of a team's; of a hall's so many that nobody stands alone.
MIXED = 50

_NAME = re.compile(r"[a-z_]+_\d+\Z")


class Gone(LookupError):
    """The box was emptied since its round was read: read that again."""


def slot(secret: str, box: str) -> int:
    """Where this secret's answer lies in this box: a positive 63-bit number that says nothing else."""
    digest = hmac.new(secret.encode(), box.encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8]) >> 1


def make(box: str) -> None:
    """A new, empty box. Inside the turn that opens the round."""
    _run(f"CREATE TABLE {_table(box)} (slot BIGINT PRIMARY KEY, content TEXT NOT NULL)")


@transaction.atomic(savepoint=False)
def put(box: str, secret: str, content: dict[str, Any], most: int | None = None) -> bool:
    """Put an answer in, in place of an earlier one with the same secret. True when it was the first.

    Refused when it would be one more than `most`: whoever sits down on a freed seat has a fresh secret, and
    what was answered there before can't be found any more.
    """
    key = slot(secret, box)
    text = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    _one_by_one(box)
    first = held(box, secret) is None
    if first and most is not None and count(box) >= most:
        raise Refused("box_full")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_table(box)} (slot, content) VALUES (%s, %s) "  # noqa: S608
            "ON CONFLICT (slot) DO UPDATE SET content = excluded.content",
            [key, text],
        )
    _mix(box)
    return first


def _mix(box: str) -> None:
    """Lay the rows anew, in random order: a backup copies them as they lie, and that was as they came in."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT slot, content FROM {_table(box)} ORDER BY random() LIMIT {MIXED}")  # noqa: S608
        rows = cursor.fetchall()
        cursor.executemany(f"DELETE FROM {_table(box)} WHERE slot = %s", [row[:1] for row in rows])  # noqa: S608
        cursor.executemany(f"INSERT INTO {_table(box)} (slot, content) VALUES (%s, %s)", rows)  # noqa: S608


def held(box: str, secret: str) -> dict[str, Any] | None:
    """What this secret put in, to show it to its owner again."""
    row = _row(box, f"SELECT content FROM {_table(box)} WHERE slot = %s", slot(secret, box))  # noqa: S608
    return json.loads(row[0]) if row else None


def count(box: str) -> int:
    """How many answers are in it."""
    row = _row(box, f"SELECT count(*) FROM {_table(box)}")  # noqa: S608
    return int(row[0])


def empty(box: str) -> list[dict[str, Any]]:
    """Everything that was in it, in random order; the box is gone afterwards. Inside the closing turn."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT content FROM {_table(box)} ORDER BY slot")  # noqa: S608
        contents = [json.loads(row[0]) for row in cursor.fetchall()]
    secrets.SystemRandom().shuffle(contents)
    _run(f"DROP TABLE {_table(box)}")
    transaction.on_commit(_cut_log)
    return contents


def _table(box: str) -> str:
    if not _NAME.match(box):
        raise ValueError(f"not a box: {box}")
    return f"box_{box}"


def _row(box: str, sql: str, *values: Any) -> Any:
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()
    except (OperationalError, ProgrammingError) as error:
        if connection.in_atomic_block or _table(box) in connection.introspection.table_names():
            raise
        raise Gone(box) from error


def _one_by_one(box: str) -> None:
    # Two at once on PostgreSQL don't count each other's row, and would lay the same rows anew. SQLite has one
    # writer anyway.
    if connection.vendor == "postgresql":
        _run(f"LOCK TABLE {_table(box)} IN SHARE ROW EXCLUSIVE MODE")


def _cut_log() -> None:
    # `secure_delete` wipes the database file; the pages of before lie in the write-ahead log until it is cut.
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            if cursor.fetchone()[0]:
                log.warning("somebody was reading: the log of a closed round is cut at the next closing")


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
