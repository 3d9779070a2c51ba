"""Answers out of a sheet, one row per person. A cell is empty, a whole step of the scale, or *bad*.

A bad cell is named by its row and column as a spreadsheet shows them; what it may have meant is not guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from koers.domain.scans import HIGHEST_STEP, LOWEST_STEP
from koers.reports.sheet import Row, SheetError, key, label, letter, read_rows

# "4", "4,0" and "4.00" are a four; "4,5" and "4 (mostly)" aren't. Only the ten digits: \d knows hundreds
# more.
_STEP = re.compile(r"([0-9]{1,9})(?:[.,]0+)?")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that was asked for, and where it stands."""

    place: int
    name: str


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that isn't what it should be; of a row with more cells than the header, the row as a whole."""

    row: int
    column: str
    letter: str
    found: str
    #: "step", "team" or "longer"
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """One row: a step per question, None where nothing was filled in."""

    team: str | None
    steps: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """All rows of a sheet, and the cells that can't be taken as they stand."""

    items: tuple[str, ...]
    people: tuple[Person, ...]
    bad: tuple[Bad, ...]


def read_answers(file: Path, items: Sequence[str], team: str | None = None) -> Answers:
    """The answers in these columns, per person.

    Parameters
    ----------
    items
        Headers of the columns with answers, 1 to 5.
    team
        Header of the column that says which team somebody is in; one team when not given.

    Raises
    ------
    SheetError
        When the file can't be read, or a column isn't there exactly once.
    """
    wanted = [*items, team] if team is not None else [*items]
    if len({key(name) for name in wanted}) < len(wanted):
        raise SheetError("column_twice")
    filled = enumerate(read_rows(file, wanted), start=1)
    (_, header), *rows = [(row, cells) for row, cells in filled if any(map(str.strip, cells))] or [(1, [])]
    columns = [Column(_place(header, name), label(name)) for name in wanted]
    return _taken(columns[: len(items)], columns[len(items) :], len(header), rows)


def _place(header: Row, name: str) -> int:
    """The place of a column: by its exact name, else by the only one that differs in capitals alone."""
    for spelled in (label, key):
        places = [place for place, cell in enumerate(header) if spelled(cell) == spelled(name)]
        if len(places) == 1:
            return places[0]
        if places:
            raise SheetError("column_ambiguous", column=label(name))
    here = [label(cell) for cell in header if label(cell)]
    raise SheetError("column_missing", column=label(name), columns=here)


def _taken(items: list[Column], team: list[Column], width: int, rows: list[tuple[int, Row]]) -> Answers:
    people, bad = [], []
    for number, row in rows:
        if wrong := _wrong_row(team, width, number, row):
            bad.append(wrong)
            continue
        bad += [wrong for column in items if (wrong := _wrong_step(column, number, row))]
        steps = tuple(_step(_cell(row, column)) for column in items)
        people.append(Person(label(_cell(row, team[0])) if team else None, steps))
    return Answers(tuple(column.name for column in items), tuple(people), tuple(bad))


def _wrong_row(team: list[Column], width: int, number: int, row: Row) -> Bad | None:
    """Why this row can't be anybody's: so many cells that they may have shifted, or no team."""
    if any(map(str.strip, row[width:])):
        return Bad(number, "", "", str(len(row)), "longer")
    if team and not label(_cell(row, team[0])):
        return Bad(number, team[0].name, letter(team[0].place), "", "team")
    return None


def _wrong_step(column: Column, number: int, row: Row) -> Bad | None:
    found = _cell(row, column)
    if not found.strip() or _step(found) is not None:
        return None
    return Bad(number, column.name, letter(column.place), label(found)[:40], "step")


def _cell(row: Row, column: Column) -> str:
    # Spreadsheets leave empty cells at the end of a row away.
    return row[column.place] if column.place < len(row) else ""


def _step(text: str) -> int | None:
    found = _STEP.fullmatch(text.strip())
    return int(found[1]) if found and LOWEST_STEP <= int(found[1]) <= HIGHEST_STEP else None
