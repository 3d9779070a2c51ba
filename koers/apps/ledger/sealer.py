"""The sealer: chains the entries of a stream, seconds after they were written, so it costs nobody time.

hash = SHA-256 over the previous hash and the entry as canonical JSON. `verify` recomputes it, from the
database or from an export, and names the first entry that doesn't fit.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from koers.apps.ledger.models import Entry, Stream

FIELDS = ("stream", "seq", "deed", "actor", "subject", "data", "at")


def canonical(entry: dict[str, Any]) -> str:
    """The one spelling of an entry that is hashed: sorted keys, no spaces, UTC to the microsecond."""
    return json.dumps(
        {field: entry[field] for field in FIELDS}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def chained(previous: str, entry: dict[str, Any]) -> str:
    """The hash of an entry that follows the entry with hash `previous` ("" for the first), in hex."""
    return hashlib.sha256(f"{previous}\n{canonical(entry)}".encode()).hexdigest()


def as_row(entry: Entry) -> dict[str, Any]:
    """An entry as it is hashed and exported."""
    return {
        "stream": entry.stream_id,
        "seq": entry.seq,
        "deed": entry.deed,
        "actor": entry.actor,
        "subject": entry.subject,
        "data": entry.data,
        "at": entry.at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "hash": entry.hash,
    }


def seal_all() -> int:
    """Seal every stream that has unsealed entries; how many entries were sealed."""
    behind = Stream.objects.filter(head__gt=F("sealed")).values_list("pk", flat=True)
    return sum(seal(pk) for pk in list(behind))


def seal(stream_id: int, batch: int = 500) -> int:
    """Seal what this stream has ready, at most `batch` entries, so that writers never wait long."""
    with transaction.atomic():
        stream = Stream.objects.select_for_update().get(pk=stream_id)
        entries = list(stream.entries.filter(seq__gt=stream.sealed).order_by("seq")[:batch])
        for entry in entries:
            stream.seal = entry.hash = chained(stream.seal, as_row(entry))
            stream.sealed = entry.seq
        Entry.objects.bulk_update(entries, ["hash"])
        stream.save(update_fields=["sealed", "seal"])
    return len(entries)


@dataclass(frozen=True)
class Broken:
    """The first entry of a stream that doesn't fit the chain, and what is wrong with it."""

    stream: int
    seq: int
    why: str


Heads = Mapping[int, tuple[int, int, str]]


def verify(rows: Iterable[dict[str, Any]], heads: Heads) -> Iterator[Broken]:
    """Check rows in order of stream and seq, and that each stream comes as far as its head says.

    Rows after the last sealed one are checked for order only: they are seconds old.
    """
    at: dict[int, tuple[int, str]] = {}
    broken: set[int] = set()
    for row in rows:
        stream, seq = int(row["stream"]), int(row["seq"])
        last, previous = at.get(stream, (0, ""))
        at[stream] = (seq, row["hash"])
        if stream in broken:
            continue
        why = _wrong(row, seq, last, previous) or _unlike_head(row, heads.get(stream))
        if why:
            broken.add(stream)
            yield Broken(stream, seq, why)

    for stream, (head, _, _) in heads.items():
        last = at.get(stream, (0, ""))[0]
        if stream not in broken and last < head:
            yield Broken(stream, last + 1, "missing")


def _unlike_head(row: dict[str, Any], head: tuple[int, int, str] | None) -> str:
    """Whether what the stream itself says of this row's seal differs: a blanked or a rewritten chain."""
    if head is None:
        return "unknown_stream"
    _, sealed, seal = head
    if row["seq"] <= sealed and not row["hash"]:
        return "unsealed"
    return "changed" if row["seq"] == sealed and row["hash"] != seal else ""


def _wrong(row: dict[str, Any], seq: int, last: int, previous: str) -> str:
    if seq != last + 1:
        return "missing"
    if not row["hash"]:
        return ""
    if last and not previous:
        return "sealed_after_unsealed"
    return "" if chained(previous, row) == row["hash"] else "changed"


def rows() -> Iterator[dict[str, Any]]:
    """Every entry of this installation, as exported."""
    for entry in Entry.objects.order_by("stream_id", "seq").iterator(chunk_size=2000):
        yield as_row(entry)


def heads() -> dict[int, tuple[int, int, str]]:
    """Per stream its last number, how far it is sealed, and that seal: shows a tail that was cut off.

    Read before `rows`: what is written in between only makes the rows longer.
    """
    return {s.pk: (s.head, s.sealed, s.seal) for s in Stream.objects.order_by("pk")}
