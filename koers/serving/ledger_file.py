"""The ledger as a file: one line of JSON with the heads of all streams, then one per entry, in order."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from koers.apps.ledger import sealer


class Unreadable(Exception):
    """A line that isn't part of an export, with its number."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def export(file: Path) -> int:
    """Write the ledger; how many entries."""
    heads, count = sealer.heads(), 0
    with file.open("w", encoding="utf-8") as out:
        out.write(json.dumps({"heads": heads}) + "\n")
        for row in sealer.rows():
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def read(file: Path) -> tuple[dict[int, tuple[int, int, str]], Iterator[dict[str, Any]]]:
    """The heads and the entries of an export."""
    lines = _lines(file)
    first = next(lines, {})
    if not isinstance(first.get("heads"), dict):
        raise Unreadable(1)
    heads = {int(stream): (head, sealed, seal) for stream, (head, sealed, seal) in first["heads"].items()}
    return heads, lines


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as text:
        for number, line in enumerate(text, start=1):
            try:
                row = json.loads(line)
                if number > 1:
                    row["seq"], row["stream"], row["hash"] = int(row["seq"]), int(row["stream"]), row["hash"]
            except (ValueError, KeyError, TypeError) as wrong:
                raise Unreadable(number) from wrong
            yield row
