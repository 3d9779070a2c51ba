"""A text as sentences, each with the place it was taken from, so that a page can mark it there.

Bullets, heading marks and bold marks are gone from what a sentence says; nothing else is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BULLET = re.compile(r"[\s>#*+•–—-]*(?:\d+[.)]\s+)?(?:\[[ xX]\]\s*)?")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_END = re.compile(r"[.!?][*_]{0,2}(\s+)(?=[*_]{0,2}[A-ZÀ-ÖØ-Þ0-9\"'‘“(])")
#: After these a point ends no sentence.
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:cie|bijv|bv|nr|dhr|mevr|mw|drs?|mr|mrs|ms|ir|prof|blz|resp|incl|excl|ca|vs|st|[A-Z])\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\s.\-|]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, `text[start:end]`, and what its beginning says of it."""

    start: int
    end: int
    text: str
    #: How far it stands from the margin.
    indent: int
    heading: bool
    bullet: bool
    #: "" without a box to tick, else "open" or "ticked".
    box: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, from `start` to `end` in the text, without marks of layout."""

    start: int
    end: int
    text: str


def lines(text: str) -> Iterator[Line]:
    """Every line, also the empty ones."""
    start = 0
    for row in text.splitlines(keepends=True):
        bare = row.rstrip()
        yield _line(start, bare)
        start += len(row)


def _line(start: int, row: str) -> Line:
    mark = re.match(r"[\s>]*(?:[*+•–—-]|\d+[.)])\s+(\[[ xX]\])?", row)
    box = (mark.group(1) or "") if mark else ""
    ticked = {"": "", "[ ]": "open"}.get(box, "ticked")
    indent = len(row) - len(row.lstrip())
    return Line(start, start + len(row), row, indent, bool(_HEADING.match(row)), mark is not None, ticked)


def sentences(text: str) -> list[Sentence]:
    """All sentences of a text in their own order."""
    return [one for line in lines(text) for one in of_line(line)]


def of_line(line: Line) -> Iterator[Sentence]:
    """The sentences of one line; a long paragraph is one line."""
    found = _BULLET.match(line.text)
    begin = found.end() if found else 0
    for end in [*_ends(line.text, begin), len(line.text)]:
        if _WORD.search(said := bare(line.text[begin:end])):
            left = len(line.text[begin:end]) - len(line.text[begin:end].lstrip())
            yield Sentence(line.start + begin + left, line.start + end, said)
        begin = end


def _ends(row: str, begin: int) -> Iterator[int]:
    for found in _END.finditer(row, begin):
        if not _SHORTENED.search(row, max(begin, found.start() - 8), found.start() + 1):
            yield found.start(1)


def bare(piece: str) -> str:
    """A piece of a line as it is read."""
    return piece.replace("**", "").replace("__", "").strip()
