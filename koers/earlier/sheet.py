"""A sheet out of a CSV file. Its encoding, and what stands between its cells, are found by themselves."""

import csv
import io
import re
from collections.abc import Iterator

from koers.domain.earlier.saying import MOST_COLUMNS, MOST_ROWS, Sheet
from koers.domain.refusals import Refused
from koers.reports.encodings import decoded

#: Of one cell, in characters.
LARGEST_CELL = 100_000
_PARTS = ",;\t|"
_QUOTED = re.compile(r'"[^"]*"')
#: The line with which a spreadsheet is told what stands between cells.
_SAYS_PART = re.compile(r"sep=(.)\r?\n", re.I)


def read(name: str, data: bytes) -> Sheet:
    """The head of a sheet and its rows.

    Raises
    ------
    Refused
        At field "file": no text, no rows, a quotation mark that isn't closed, or more than fits.
    """
    text = decoded(data)
    if text is None:
        raise Refused("not_a_sheet", "file", place=name)
    said = _SAYS_PART.match(text)
    body = text[said.end() :] if said else text
    above = 1 if said else 0
    table = csv.reader(io.StringIO(body, newline=""), delimiter=said[1] if said else _part(body), strict=True)
    try:
        header = next((row for row in table if any(map(str.strip, row))), [])
        begins, rows = table.line_num + 1 + above, _rows(name, table, len(header))
    except csv.Error:
        raise Refused("sheet_broken", "file", place=name, line=max(table.line_num, 1) + above) from None
    if len(header) > MOST_COLUMNS:
        raise Refused("too_many_columns", "file", place=name, limit=MOST_COLUMNS)
    if not any(any(row) for row in rows):
        raise Refused("sheet_empty", "file", place=name)
    return Sheet(name, tuple(cell.strip()[:80] for cell in header), rows, begins)


def _rows(name: str, table: Iterator[list[str]], columns: int) -> tuple[tuple[str, ...], ...]:
    rows: list[tuple[str, ...]] = []
    for row in table:
        if len(rows) >= MOST_ROWS:
            raise Refused("too_many_rows", "file", place=name, limit=MOST_ROWS)
        if any(len(cell) > LARGEST_CELL for cell in row):
            raise csv.Error("a cell that is too large")
        rows.append(tuple(row[:columns]))
    return tuple(rows)


def _part(text: str) -> str:
    """What stands most often between the words of the head."""
    head = _QUOTED.sub("", text.lstrip("\r\n").partition("\n")[0])
    return max(_PARTS, key=head.count)
