"""A sheet as rows of text: CSV however it was saved, or XLSX. Nothing is guessed about what a cell means."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from koers.domain.zips import Zip
from koers.reports.encodings import decoded

DELIMITERS = (",", ";", "\t", "|")
#: An XLSX is a zip: this much may come out of it, so that a small file can't fill the memory.
LARGEST_UNPACKED = 300_000_000

Row = list[str]


class SheetError(Exception):
    """The file as a whole can't be read. Carries a code and facts for the sentence."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


def label(text: str) -> str:
    """A name as it may be shown: one line, no control characters that could steer a terminal."""
    kept = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def key(name: str) -> str:
    """What two spellings of one header have in common."""
    return label(name).casefold()


def letter(place: int) -> str:
    """The name that a spreadsheet gives the column at this place, from 0: A to Z, then AA."""
    letters, left = "", place + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def read_rows(file: Path, wanted: Sequence[str]) -> list[Row]:
    """All rows, empty ones too, so that the place in the list plus one is the row in a spreadsheet.

    Parameters
    ----------
    wanted
        Headers that must be there: they tell which delimiter a CSV uses and which sheet of an XLSX is meant.

    Raises
    ------
    SheetError
        When the file can't be read.
    """
    try:
        data = file.read_bytes()
    except OSError as refused:
        raise SheetError("no_file", file=str(file)) from refused
    if data.startswith(b"PK\x03\x04"):
        return _xlsx(data, wanted)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError("old_excel")
    return _csv(_text(data), wanted)


def _text(data: bytes) -> str:
    text = decoded(data)
    if text is None:
        raise SheetError("not_text")
    return text


def _csv(text: str, wanted: Sequence[str]) -> list[Row]:
    # A first line such as "sep=;" is how Excel is told; it doesn't count it as a row either.
    if told := re.match(r"sep=(.)\r?\n?", text):
        return _parsed(text[told.end() :], told[1])
    return _parsed(text, max(DELIMITERS, key=lambda delimiter: _fits(text, delimiter, wanted)))


def _fits(text: str, delimiter: str, wanted: Sequence[str]) -> tuple[int, int]:
    """How many of the wanted columns stand in the first row, cut like this, and how many columns it has."""
    try:
        header = next((row for row in _reader(text, delimiter) if any(row)), [])
    except csv.Error:
        return 0, 0
    here = {key(cell) for cell in header}
    return sum(key(name) in here for name in wanted), len(header)


def _reader(text: str, delimiter: str) -> Iterator[Row]:
    # Strict: a quotation mark that nobody closed would else swallow the rest of the file without a word.
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _parsed(text: str, delimiter: str) -> list[Row]:
    rows: list[Row] = []
    try:
        for row in _reader(text, delimiter):
            rows.append(row)  # noqa: PERF402  a list made at once would forget how far it came
    except csv.Error as wrong:
        raise SheetError("broken_quotes", row=len(rows) + 1) from wrong
    return rows


def _xlsx(data: bytes, wanted: Sequence[str]) -> list[Row]:
    """The first sheet that has all the columns; when none has, the first one."""
    sheets = _workbook(data)
    names = {key(name) for name in wanted}

    def complete(rows: list[Row]) -> bool:
        header = next((row for row in rows if any(cell.strip() for cell in row)), [])
        return names <= {key(cell) for cell in header}

    return _squared(next(filter(complete, sheets), sheets[0] if sheets else []))


def _squared(rows: list[Row]) -> list[Row]:
    """All rows as wide as the widest: in XLSX a note beside the table can't have shifted anything."""
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _workbook(data: bytes) -> list[list[Row]]:
    from openpyxl import load_workbook  # here: a CSV needn't wait for it

    def sheets(*, results: bool) -> list[list[tuple[Any, ...]]]:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=results)
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # some programs write a size that hides rows
        return [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]

    try:
        if sum(part.file_size for part in Zip(data).entries) > LARGEST_UNPACKED:
            raise SheetError("too_large")
        results, formulas = sheets(results=True), sheets(results=False)
    except SheetError:
        raise
    except Exception as broken:  # a damaged file breaks openpyxl, its zip or its XML, each in its own way
        raise SheetError("broken_excel") from broken
    return [
        [[_shown(*cell) for cell in zip(*pair, strict=True)] for pair in zip(*sheet, strict=True)]
        for sheet in zip(results, formulas, strict=True)
    ]


def _shown(result: Any, formula: Any) -> str:
    """A cell as text. A formula that was never worked out is its own text: a bad cell, not an empty one."""
    value = formula if result is None else result
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
