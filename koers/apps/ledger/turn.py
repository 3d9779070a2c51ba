"""A turn: one deed by one seat on one stream, in one transaction, leaving an entry.

The stream's row is the lock, so ledger order equals commit order and a reader that remembers one number
misses nothing. The clock is read once, after the lock, and never runs back.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar, cast

from django.db import transaction

from koers.apps.ledger import clock, pulse
from koers.apps.ledger.models import Entry, Link, Salt, Stream, StreamModel
from koers.apps.ledger.writing import writing
from koers.domain import rules
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat

M = TypeVar("M", bound=StreamModel)


class Turn:
    """What a command may do while it holds the stream. Made by `turn()` only."""

    def __init__(self, seat: Seat, deed: str, stream: Stream, key: str | None) -> None:
        self.seat, self.deed, self.stream, self.key = seat, deed, stream, key
        now = clock.now()
        self.now: datetime = max(now, stream.latest) if stream.latest else now
        self.entries: list[Entry] = []
        self.before: Entry | None = self._repeat()

    def take(self, model: type[M], pk: int | str, deed: str | None = None) -> M:
        """The object of this stream, locked and allowed for this deed.

        Raises `NotHere` when this stream doesn't have it, and whatever `model.allow` refuses.
        """
        thing = model.objects.select_for_update().filter(stream=self.stream, pk=pk).first()
        if thing is None:
            raise NotHere
        thing.allow(deed or self.deed, self.now)
        return cast(M, thing)

    def place(self, thing: M) -> M:
        """A new object, put on this stream."""
        thing.stream = self.stream
        thing.save()
        return thing

    def link(self, kind: str, source: StreamModel, target: StreamModel) -> None:
        """Lineage from one thing to another."""
        Link.objects.create(stream=self.stream, kind=kind, source=source.code, target=target.code)

    def record(
        self,
        subject: StreamModel | str,
        *,
        private: dict[str, str] | None = None,
        at: datetime | None = None,
        **data: Any,
    ) -> Entry:
        """Write down what was done.

        Parameters
        ----------
        subject : StreamModel or str
            What it was done to.
        private : dict, optional
            Names and reasons. Only their salted hashes enter the chain, so that a person can be erased.
        at : datetime, optional
            When it held, if not now: a window that closed before anybody came to close it.
        **data
            Codes, ids and figures; never sentences, never a confidential choice.
        """
        entry = self._append(subject, data, private or {}, at)
        self.entries.append(entry)
        return entry

    def already(self, entry: Entry) -> Entry:
        """The same submit once more: nothing is written, the first entry stands."""
        self.before = entry
        return entry

    def _repeat(self) -> Entry | None:
        if self.key is None:
            return None
        return Entry.objects.filter(stream=self.stream, key=self.key, actor=self.seat.code).first()

    def _append(
        self, subject: StreamModel | str, data: dict[str, Any], private: dict[str, str], at: datetime | None
    ) -> Entry:
        salts = {field: secrets.token_hex(16) for field in private}
        for field, value in private.items():
            data[f"{field}#"] = private_hash(salts[field], value)
        if self.seat.token:
            data["by"] = self.seat.token  # a program did it, for this seat
        self.stream.head += 1
        self.stream.latest = self.now
        entry = Entry.objects.create(
            stream=self.stream,
            seq=self.stream.head,
            deed=self.deed,
            actor=self.seat.code,
            subject=subject if isinstance(subject, str) else subject.code,
            data=data,
            at=at or self.now,
            key=None if self.entries else self.key,
        )
        Salt.objects.bulk_create(Salt(entry=entry, field=field, salt=salt) for field, salt in salts.items())
        return entry


@contextmanager
def turn(seat: Seat, deed: str, *, on: int | None = None, key: str | None = None) -> Iterator[Turn]:
    """Do one deed.

    Parameters
    ----------
    seat : Seat
        Who does it.
    deed : str
        What is done, a name of `domain/rules.py`.
    on : int, optional
        The stream's id; the seat's own without it.
    key : str, optional
        The form's own key. A second submit with the same key finds the first entry as `t.before`.

    Raises
    ------
    Refused
        When the permission table or the thing's own rules don't allow it. Nothing is changed.
    RuntimeError
        When the turn recorded nothing and isn't a repeat: a change without an entry is rolled back.
    """
    rules.check(seat, deed)
    with writing():
        stream = Stream.objects.select_for_update().filter(pk=on or seat.stream or 0).first()
        if stream is None:
            raise NotHere
        t = Turn(seat, deed, stream, key)
        yield t
        if not t.entries and t.before is None:
            raise RuntimeError(f"turn {deed} recorded nothing")
        if t.entries:
            stream.save(update_fields=["head", "latest"])
            transaction.on_commit(lambda: pulse.beat(stream.pk, stream.head))


def open_stream(kind: str, parent: Stream | None = None) -> Stream:
    """A new, empty stream. Only inside a turn, or for the very first one of an organisation."""
    return Stream.objects.create(kind=kind, parent=parent)


def private_hash(salt: str, value: str) -> str:
    """SHA-256 of a private field with its own salt, in hex."""
    return hashlib.sha256(f"{salt}:{value}".encode()).hexdigest()
