"""Reading a copy that anybody may have made: nothing of it is believed before it is looked at.

Nothing is written to disk under a name from the zip; every file is read as a stream and counted on the way.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from django.db.models import Model

from koers.apps.exchange.contents import label, models
from koers.apps.exchange.numbers import same_tables
from koers.apps.exchange.plain import parsed
from koers.apps.exchange.tables import TABLES
from koers.domain import copies
from koers.domain.copies import Unfit
from koers.domain.zips import BrokenZip, Zip

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What the copy says of itself, with its shape checked."""

    organisation: str
    files: dict[str, dict[str, Any]]
    heads: dict[int, tuple[int, int, str]]
    last_numbers: dict[str, int]
    open_boxes: list[str]

    @classmethod
    def of(cls, text: bytes) -> Self:
        """From its file."""
        try:
            said = parsed(text)
            if said["format"] != copies.FORMAT:
                raise Unfit("not_a_copy", MANIFEST)
            if said["version"] != copies.VERSION:
                raise Unfit("version", MANIFEST, found=str(said["version"])[:20], known=copies.VERSION)
            if not same_tables(said["tables"]):
                raise Unfit("tables", MANIFEST, koers=str(said["koers"])[:20])
            return cls(
                _typed(said["organisation"]["name"], str),
                {_typed(name, str): _listed(one) for name, one in said["files"].items()},
                {int(pk): _head(head) for pk, head in said["heads"].items()},
                {name: _number(last) for name, last in said["last_numbers"].items()},
                [_typed(name, str) for name in said["open_boxes"]],
            )
        except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as wrong:
            raise Unfit("manifest", MANIFEST) from wrong


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(kind)
    return value


def _number(value: Any) -> int:
    if not 0 <= _typed(value, int) <= 2**53:
        raise ValueError(value)
    return int(value)


def _listed(one: Any) -> dict[str, Any]:
    return {"lines": _number(one["lines"]), "sha256": _typed(one["sha256"], str)}


def _head(head: Any) -> tuple[int, int, str]:
    last, sealed, seal = head
    return _number(last), _number(sealed), _typed(seal, str)


def expected() -> dict[str, type[Model] | None]:
    """The files that a copy has, and of which model."""
    data: dict[str, type[Model] | None] = {f"data/{label(model)}.jsonl": model for model in models()}
    return data | {f"tables/{title}.csv": None for title in TABLES}


class Archive:
    """A copy, open for reading. Making one checks the zip, its names and its sizes; `check()` every byte."""

    def __init__(self, file: Path) -> None:
        try:
            self._zip = Zip(file)
        except BrokenZip as wrong:
            raise Unfit("not_a_zip") from wrong
        self.sizes = self._looked_at()
        if MANIFEST not in self.sizes:
            raise Unfit("missing", MANIFEST)
        if self.sizes[MANIFEST] > copies.LARGEST_MANIFEST:
            raise Unfit("too_large", MANIFEST)
        self.manifest = Manifest.of(b"".join(self._chunks(MANIFEST)))
        self._compare_names()

    def _looked_at(self) -> dict[str, int]:
        """How large every file becomes, when none is of a kind that does harm."""
        sizes: dict[str, int] = {}
        known = expected().keys() | {MANIFEST}
        for one in self._zip.entries:
            if one.filename not in known:
                raise Unfit("unknown_file", one.filename[:80])
            if one.filename in sizes:
                raise Unfit("twice", one.filename)
            if one.file_size > max(copies.HARMLESS, one.compress_size * copies.MOST_TIMES_LARGER):
                raise Unfit("too_large", one.filename)
            sizes[one.filename] = one.file_size
        if sum(sizes.values()) > copies.LARGEST_UNPACKED:
            raise Unfit("too_large")
        return sizes

    def _compare_names(self) -> None:
        """The zip holds what the manifest lists, and that is what a copy of this version holds."""
        for name in expected():
            if name not in self.sizes or name not in self.manifest.files:
                raise Unfit("missing", name)
        for name in self.manifest.files:
            if name not in self.sizes:
                raise Unfit("missing", name[:80])

    def check(self) -> Iterator[tuple[str, int]]:
        """Compare every file with its hash: each name and how many bytes it has."""
        for name, said in self.manifest.files.items():
            seen = hashlib.sha256()
            for chunk in self._chunks(name):
                seen.update(chunk)
            if seen.hexdigest() != said["sha256"]:
                raise Unfit("hash", name)
            yield name, self.sizes[name]

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            left = self.sizes[name]
            for chunk in self._zip.chunks(name):
                left -= len(chunk)
                if left < 0:
                    raise Unfit("too_large", name)
                yield chunk
        except BrokenZip as wrong:
            raise Unfit("damaged", name) from wrong

    def rows(self, name: str) -> Iterator[tuple[int, Any]]:
        """Every line of a file, with its number."""
        try:
            number = 0
            for number, line in enumerate(self._zip.lines(name, copies.LARGEST_LINE), start=1):
                if not line.endswith(b"\n"):
                    raise Unfit("line", name, number)
                yield number, _read(line, name, number)
        except BrokenZip as wrong:
            raise Unfit("damaged", name) from wrong
        if number != self.manifest.files[name]["lines"]:
            raise Unfit("lines", name, number, said=self.manifest.files[name]["lines"])


def _read(line: bytes, name: str, number: int) -> Any:
    try:
        return parsed(line)
    except (ValueError, RecursionError) as wrong:
        raise Unfit("line", name, number) from wrong
