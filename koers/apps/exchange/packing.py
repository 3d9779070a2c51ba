"""Writing a copy: one zip, streamed, from one moment of the database."""

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Model

import koers
from koers.apps.exchange.contents import SECRET_UNTIL, fields, label, models, of_the_rooms, rows, streams
from koers.apps.exchange.numbers import last, tables_at
from koers.apps.exchange.plain import line
from koers.apps.exchange.tables import TABLES
from koers.apps.ledger import clock
from koers.apps.ledger.models import Stream, StreamModel
from koers.apps.notices.models import Letterbox
from koers.apps.people.models import Organisation, Person
from koers.domain.copies import FORMAT, VERSION

#: Hears which file is being written, and how many rows of it there are so far.
Tell = Callable[[str, int], object]
#: Zips know no dates before 1980; with one date for all, the same rows make the same file.
NO_DATE = (1980, 1, 1, 0, 0, 0)
OFTEN = 500
BOX = re.compile(r"box_[a-z_]+_\d{1,18}\Z")


def pack(
    organisation: Organisation, file: Path, *, addresses: bool = False, tell: Tell | None = None
) -> None:
    """Write everything of an organisation. The file appears when it is complete, for its owner only.

    With `addresses` the addresses that people confirmed come along, so that their accounts open again.
    """
    beside = file.with_name(f".{file.name}.part")
    beside.unlink(missing_ok=True)
    beside.touch(mode=0o600)
    try:
        with one_moment(), zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            _write(archive, organisation, addresses, tell or _nobody)
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


def _nobody(name: str, count: int) -> None:
    """Tells nobody."""


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read within is all from one moment, and no writer waits for it."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            # Django's own transactions here are a writer's, for whom everybody else waits.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")


def _write(archive: zipfile.ZipFile, organisation: Organisation, addresses: bool, tell: Tell) -> None:
    within, files = streams(organisation), {}
    for model in models():
        name = f"data/{label(model)}.jsonl"
        files[name] = _file(archive, name, _lines(model, within, addresses), tell)
    for title, table in TABLES.items():
        name = f"tables/{title}.csv"
        files[name] = _file(archive, name, table.lines(within), tell)
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "koers": koers.__version__,
        "made": clock.now(),
        "organisation": {"number": organisation.pk, "name": organisation.name},
        "addresses": addresses,
        "files": files,
        "heads": _heads(within),
        "tables": tables_at(),
        "last_numbers": {label(model): last(model) for model in of_the_rooms()},
        "open_boxes": open_boxes(within),
    }
    text = json.dumps(json.loads(line(manifest)), ensure_ascii=False, sort_keys=True, indent=1)
    _file(archive, "manifest.json", [text.encode()], tell)


def _file(archive: zipfile.ZipFile, name: str, lines: Iterable[bytes], tell: Tell) -> dict[str, Any]:
    """One file of the zip; what the manifest says of it."""
    seen, count = hashlib.sha256(), 0
    info = zipfile.ZipInfo(name, NO_DATE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    with archive.open(info, "w", force_zip64=True) as out:
        for count, text in enumerate(lines, start=1):
            seen.update(text)
            out.write(text)
            if count % OFTEN == 0:
                tell(name, count)
    tell(name, count)
    return {"lines": count, "sha256": seen.hexdigest()}


def _lines(model: type[Model], within: list[int], addresses: bool) -> Iterator[bytes]:
    names = [field.attname for field in fields(model)]
    known = _confirmed() if addresses and model is Person else frozenset()
    secret = SECRET_UNTIL.get(label(model), {})
    for values in rows(model, within).values_list(*names).iterator(chunk_size=500):
        row = dict(zip(names, values, strict=True))
        if model is Person and row["id"] not in known:
            row["email"] = None
        for field, until in secret.items():
            if row[until] is None:
                row[field] = ""
        yield line(row)


def _confirmed() -> frozenset[int]:
    """Who confirmed the address of their account."""
    found = Letterbox.objects.filter(confirmed=F("person__email"))
    return frozenset(found.values_list("person_id", flat=True))


def _heads(within: list[int]) -> dict[str, Any]:
    found = Stream.objects.filter(pk__in=within).order_by("pk")
    return {str(one.pk): [one.head, one.sealed, one.seal] for one in found}


def open_boxes(within: list[int]) -> list[str]:
    """The ballot boxes that stand open. What lies in them stays where it is."""
    there = {name.removeprefix("box_") for name in connection.introspection.table_names() if BOX.match(name)}
    return boxes_among(there, within)


def boxes_among(names: set[str], within: list[int]) -> list[str]:
    """Of these boxes the ones that belong to something of these streams."""
    numbers = {int(name.rpartition("_")[2]) for name in names}
    owners = numbers | {number // 100 for number in numbers}  # the last two digits may be a sitting
    things = (
        one
        for model in models()
        if issubclass(model, StreamModel)
        for one in rows(model, within).filter(pk__in=owners)
    )
    return sorted(names & {name for one in things for name in one.boxes()})
