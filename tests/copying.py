"""Copies for the tests: made of a small story, read as plain data, and spoiled in one place."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection

from koers.apps.exchange import packing
from koers.apps.exchange.commands import making
from koers.apps.exchange.contents import of_the_rooms
from koers.apps.people.models import Organisation

Files = dict[str, bytes]


def made(
    organisation: Organisation, folder: Path, name: str = "copy.zip", *, addresses: bool = False
) -> Path:
    """A copy of this organisation, everything sealed and read."""
    making.up_to_date(organisation)
    packing.pack(organisation, folder / name, addresses=addresses)
    return folder / name


def files(copy: Path) -> Files:
    """What is in it, by name."""
    with zipfile.ZipFile(copy) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest(copy: Path) -> dict[str, Any]:
    """What it says of itself."""
    return dict(json.loads(files(copy)["manifest.json"]))


def rows(copy: Path, label: str) -> list[dict[str, Any]]:
    """The rows of one model."""
    return [json.loads(line) for line in files(copy)[f"data/{label}.jsonl"].splitlines()]


def written(content: Mapping[str, bytes], file: Path, *, honest: bool = True) -> Path:
    """A zip of these files; an honest one has the hashes and lengths of what is in it."""
    content = dict(content)
    if honest:
        said = json.loads(content["manifest.json"])
        for name, one in said["files"].items():
            if name in content:
                one["sha256"] = hashlib.sha256(content[name]).hexdigest()
                one["lines"] = content[name].count(b"\n")
        content["manifest.json"] = json.dumps(said).encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return file


def changed(copy: Path, label: str, change: Callable[[list[dict[str, Any]]], object], file: Path) -> Path:
    """The same copy with other rows of one model, and everything else of it in order."""
    found = rows(copy, label)
    change(found)
    text = b"".join(json.dumps(row).encode() + b"\n" for row in found)
    return written({**files(copy), f"data/{label}.jsonl": text}, file)


def emptied() -> None:
    """An installation as it is before anybody came: no row in any table of ours, no number given yet."""
    tables = [model._meta.db_table for model in of_the_rooms()]
    boxes = [name for name in connection.introspection.table_names() if name.startswith("box_")]
    flush = connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=True)
    connection.check_constraints()  # PostgreSQL empties no table while something still waits to be checked
    with connection.cursor() as cursor:
        for sql in (*(f"DROP TABLE {connection.ops.quote_name(box)}" for box in boxes), *flush):
            cursor.execute(sql)
