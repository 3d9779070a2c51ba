"""What the adversary holds of one round, as numbers: whatever could order its answers, or its people.

An answer is known by its why, a person by what is stored of them. Every column of every row that names a
person counts, and so does every place in every file where an answer or a person is found.
"""

import json
import re
import subprocess
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection

from bench.attacks.playing import Phone, Played
from koers.apps.ledger import box
from koers.apps.scans.models import Round
from koers.serving import backup

Row = dict[str, Any]
#: Per name of a trace: what it says of each, something that can be sorted.
Traces = dict[str, dict[Any, Any]]


@dataclass
class Evidence:
    """Of one round. Answers by their mark, people by the number of their chair."""

    answers: Traces = field(default_factory=lambda: defaultdict(dict))
    people: Traces = field(default_factory=lambda: defaultdict(dict))
    #: Answers whose slot can be made from something stored about somebody.
    opened: dict[int, str] = field(default_factory=dict)
    #: What lay in the box at the copy: its slots, and who was known by what.
    slots: dict[int, str] = field(default_factory=dict)


class Adversary:
    """Somebody with the database, its files, its log and the server's log."""

    def __init__(self, log: Path | None = None) -> None:
        self.log, self.log_from = log, 0
        self.wal_from = ""
        self.seen = Evidence()

    def begin(self) -> None:
        """A new round. Only what is written from here on is searched: before it nothing can be of it."""
        self.seen = Evidence()
        self.log_from = self.log.stat().st_size if self.log else 0
        if connection.vendor == "postgresql":
            self.wal_from = str(_value("SELECT pg_current_wal_lsn()"))

    def copy(self, scan: Round, phones: list[Phone]) -> None:
        """The one copy while the round is open: a backup, and every row with its hidden columns."""
        for place, row in enumerate(_rows(f"box_{scan.box}")):
            mark = json.loads(row["content"])["whys"]["structure"]
            self.seen.slots[int(row["slot"])] = mark
            _note(self.seen.answers, "copy", mark, row | {"place": place})
        _search(self.seen, "copy", _backup(), phones, self.seen.slots.values())
        self._people("copy", scan, phones)

    def after(self, played: Played) -> Evidence:
        """Everything that is stored when the round is over."""
        for row in _rows("scans_why", f"round_id = {played.scan.pk}"):
            _note(self.seen.answers, "why", row["text"], row)
        self._people("after", played.scan, played.phones)
        marks = [phone.mark for phone in played.answered]
        for name, found in self._files():
            _search(self.seen, name, found, played.phones, marks)
        return self.seen

    def _people(self, when: str, scan: Round, phones: list[Phone]) -> None:
        for phone in phones:
            for table, row in _about(phone, scan):
                _note(self.seen.people, f"{when} {table}", phone.member, row)
                self._try_slots(phone, scan, row)

    def _try_slots(self, phone: Phone, scan: Round, row: Row) -> None:
        # The key of a slot is a secret. Is it, or is it something that stands in the database?
        for value in row.values():
            for secret in {str(value), f"{phone.member}", phone.name}:
                if (slot := box.slot(secret, scan.box)) in self.seen.slots:
                    self.seen.opened[phone.member] = self.seen.slots[slot]

    def _files(self) -> Iterator[tuple[str, bytes]]:
        if self.log:
            with self.log.open("rb") as log:
                log.seek(self.log_from)
                yield "log", log.read()
        if connection.vendor == "sqlite":
            file = Path(str(connection.settings_dict["NAME"]))
            yield "file", _read(file)
            wal = file.with_name(f"{file.name}-wal")
            yield "write-ahead log", _read(wal) if wal.exists() else b""
        else:
            yield from _postgresql_files(self.wal_from)


def _postgresql_files(since: str) -> Iterator[tuple[str, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
    data = Path(str(_value("SHOW data_directory")))
    segment = str(_value(f"SELECT pg_walfile_name('{since}')"))
    offset = int(_value(f"SELECT file_offset FROM pg_walfile_name_offset('{since}')"))
    later = sorted(f for f in (data / "pg_wal").iterdir() if f.is_file() and f.name >= segment)
    # A segment is filled up with nothing.
    yield "write-ahead log", b"".join(f.read_bytes() for f in later)[offset:].rstrip(b"\0")
    own = data / "base" / str(_value("SELECT oid FROM pg_database WHERE datname = current_database()"))
    yield "file", b"".join(f.read_bytes() for f in sorted(own.iterdir()) if f.is_file())


def _backup() -> bytes:
    """The product's own backup. PostgreSQL's is the rows in the order they lie in, which we have already."""
    if connection.vendor != "sqlite":
        return b""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "backup"
        backup.backup(file)
        return zipfile.ZipFile(file).read("database")


# --- rows


def _value(sql: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def _rows(table: str, where: str = "1 = 1") -> list[Row]:
    """Rows with their hidden columns, in the order in which they lie."""
    hidden = "rowid AS hidden" if connection.vendor == "sqlite" else "ctid::text AS ctid, xmin::text AS xmin"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {hidden}, * FROM {table} WHERE {where}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


def _about(phone: Phone, scan: Round) -> Iterator[tuple[str, Row]]:
    """Every row that names this person."""
    chair = _rows("people_member", f"id = {phone.member}")[0]
    yield "chair", chair
    if chair["person_id"]:
        yield from (("person", row) for row in _rows("people_person", f"id = {chair['person_id']}"))
    if session := phone.cookies.get("koers"):
        yield from (("session", row) for row in _rows("django_session", f"session_key = '{session}'"))
    code = f"'member:{phone.member}'"
    entries = _rows("ledger_entry", f"stream_id = {scan.stream_id} AND {code} IN (actor, subject)")
    for row in entries:
        yield f"entry {row['deed']}", row
        yield from (("salt", salt) for salt in _rows("ledger_salt", f"entry_id = {row['id']}"))
    yield from (("ask", row) for row in _rows("ledger_ask", f"member = {phone.member}"))


def _note(traces: Traces, source: str, whose: Any, row: Row) -> None:
    for column, value in row.items():
        if value is not None and not isinstance(value, dict | list | bool):
            traces[f"{source}: {column}"][whose] = _sortable(value)


def _sortable(value: Any) -> tuple[int, Any]:
    text = str(value)
    if numbers := re.fullmatch(r"\((\d+),(\d+)\)", text):
        return 0, int(numbers[1]) * 1000 + int(numbers[2])
    return (0, int(text)) if re.fullmatch(r"-?\d{1,19}", text) else (1, text)


# --- bytes


def _read(file: Path) -> bytes:
    """A file of the database. Another process reads it: closing it here would drop SQLite's locks."""
    return subprocess.run(["cat", file], check=True, capture_output=True).stdout


def _search(seen: Evidence, source: str, stored: bytes, phones: list[Phone], marks: Iterable[str]) -> None:
    """Where in a file an answer or a person is found, first and last."""
    _places(seen.answers, source, stored, rb"omdat [0-9a-f]{16}", {mark.encode(): mark for mark in marks})
    chairs = {f"member:{phone.member}".encode(): phone.member for phone in phones}
    _places(seen.people, f"{source} chair", stored, rb"member:\d+", chairs)
    for phone in phones:
        if phone.cookies:
            key = phone.cookies["koers"]
            _places(seen.people, f"{source} session", stored, key.encode(), {key.encode(): phone.member})


def _places(traces: Traces, source: str, stored: bytes, like: bytes, whose: dict[bytes, Any]) -> None:
    for found in re.finditer(like, stored):
        if (who := whose.get(found[0])) is not None:
            traces[f"{source}: first byte"].setdefault(who, (0, found.start()))
            traces[f"{source}: last byte"][who] = (0, found.start())
