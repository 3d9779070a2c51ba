"""Which kind of list a file is, and what it says: a sheet, what Loomio gives, or a zip with one of these."""

from pathlib import Path

from koers.domain.earlier.saying import Found
from koers.domain.refusals import Refused
from koers.earlier import loomio, sheet
from koers.registers.reading import unpacked

LARGEST_SHEET = 5_000_000
LARGEST_UPLOAD = 20_000_000
LARGEST_UNPACKED = 60_000_000
ENDINGS = frozenset((".csv", ".tsv", ".txt", ".json"))


def read(name: str, data: bytes) -> Found:
    """What an uploaded file says.

    Raises
    ------
    Refused
        At field "file", when it is too large, broken (with its place), or of a kind we don't know.
    """
    if len(data) > LARGEST_UPLOAD:
        raise Refused("earlier_too_large", "file", place=name, limit=LARGEST_UPLOAD // 1000)
    if not data.startswith(b"PK"):
        return _one(name, data)
    every = unpacked(name, data, ENDINGS, LARGEST_UNPACKED)
    inside = [(one, content) for one, content in every if not one.startswith("__MACOSX/")]
    if len(inside) != 1:
        raise Refused("not_one_inside", "file", place=name, count=len(inside))
    return _one(*inside[0])


def _one(name: str, data: bytes) -> Found:
    short = Path(name).name[:120]
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return Found("loomio", short, earlier=loomio.read(short, data))
    if len(data) > LARGEST_SHEET:
        raise Refused("earlier_too_large", "file", place=short, limit=LARGEST_SHEET // 1000)
    return Found("csv", short, sheet.read(short, data))
