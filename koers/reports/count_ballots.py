"""Ballots out of a sheet: the header names the options, each row is one ballot, each cell a rank or a score.

An empty cell or "No opinion" is no opinion. Anything else that doesn't belong is *bad*: it is named by row
and column as a spreadsheet shows them, and what it may have meant is not guessed.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from koers.engine.methods.ballots import NO_OPINION, Ballots
from koers.reports.sheet import Row, SheetError, key, label, letter, read_rows

SILENT = ("", "no opinion", "geen mening")
# "4" and "4,0" are a four. Only the ten digits: \d knows hundreds more.
_WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")


@dataclass(frozen=True, slots=True)
class Cells:
    """What belongs in a cell: whole numbers from the lowest; up to the highest, if there is one."""

    lowest: int
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that isn't what it should be; of a row that is too long, the row as a whole."""

    row: int
    column: str
    letter: str
    found: str
    #: "cell", "header" or "longer"
    why: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Everything in a sheet."""

    ballots: Ballots
    #: Per ballot, its row in a spreadsheet.
    rows: tuple[int, ...]
    bad: tuple[Bad, ...]


def read_ballots(file: Path, cells: Cells) -> Cast:
    """The ballots in a CSV or XLSX file.

    A line without anything at all is no ballot. A row of empty cells is: a blank one.

    Raises
    ------
    SheetError
        When the file can't be read, or its header doesn't name two options or more, each once.
    """
    filled = [(number, row) for number, row in enumerate(read_rows(file, ()), start=1) if row]
    start = next((place for place, (_, row) in enumerate(filled) if any(map(str.strip, row))), None)
    if start is None:
        raise SheetError("no_options")
    columns, rows = _columns(filled[start][1]), filled[start + 1 :]
    if not rows:
        raise SheetError("no_ballots")
    bad = tuple(wrong for number, row in rows for wrong in _wrong(number, row, columns, cells))
    values = [[_value(_cell(row, place), cells) for place in columns] for _, row in rows]
    ballots = Ballots(tuple(columns.values()), np.array([_known(row) for row in values], dtype=np.int64))
    return Cast(ballots, tuple(number for number, _ in rows), bad)


def _columns(header: Row) -> dict[int, str]:
    """The place of every column that has a name, and that name."""
    columns = {place: label(cell) for place, cell in enumerate(header) if label(cell)}
    seen: dict[str, int] = {}
    for place, name in columns.items():
        if key(name) in seen:
            raise SheetError("option_twice", column=name, one=letter(seen[key(name)]), other=letter(place))
        seen[key(name)] = place
    if len(columns) < 2:
        raise SheetError("no_options")
    return columns


def _wrong(number: int, row: Row, columns: dict[int, str], cells: Cells) -> list[Bad]:
    width = max(columns) + 1
    if any(map(str.strip, row[width:])):
        return [Bad(number, "", "", str(len(row)), "longer")]
    return [
        Bad(number, columns.get(place, ""), letter(place), label(cell)[:40], why)
        for place, cell in enumerate(row[:width])
        if (why := _why(cell, place in columns, cells))
    ]


def _why(cell: str, named: bool, cells: Cells) -> str:
    if not named:
        return "header" if cell.strip() else ""
    return "cell" if _value(cell, cells) is None else ""


def _cell(row: Row, place: int) -> str:
    # Spreadsheets leave empty cells at the end of a row away.
    return row[place] if place < len(row) else ""


def _value(cell: str, cells: Cells) -> int | None:
    """The rank or score, `NO_OPINION`, or None when it is neither."""
    said = label(cell).casefold()
    if said in SILENT:
        return NO_OPINION
    found = _WHOLE.fullmatch(said)
    value = int(found[1]) if found else -1
    fits = value >= cells.lowest and (cells.highest is None or value <= cells.highest)
    return value if fits else None


def _known(row: list[int | None]) -> list[int]:
    """Bad cells have been named already; nothing is counted while there are any."""
    return [NO_OPINION if value is None else value for value in row]
