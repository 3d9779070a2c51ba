"""Decisions and actions in a Markdown table: | Actie | Wie | Wanneer |."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from koers.domain.minutes.found import ACTION, DECISION, SAID, Item
from koers.domain.minutes.sentences import Line, bare

_HEADS = {
    ACTION: re.compile(
        r"acties?|actiepunt(?:en)?|taak|taken|actions?|action items?|tasks?|to ?do", re.IGNORECASE
    ),
    DECISION: re.compile(r"besluit(?:en)?|decisions?", re.IGNORECASE),
    "owner": re.compile(
        r"wie|eigenaar|door|verantwoordelijke?|who|owner|responsible|assignee", re.IGNORECASE
    ),
    "due": re.compile(r"wanneer|datum|deadline|uiterlijk|gereed|when|due(?: date)?|date|by", re.IGNORECASE),
}
_RULE = re.compile(r"[\s|:\-]*")


def is_row(line: Line) -> bool:
    """Whether a line is a row of a table."""
    return line.text.lstrip().startswith("|")


def items(lines: Sequence[Line]) -> Iterator[Item]:
    """What stands in the tables of a text. A table without a column for actions or decisions has none."""
    for in_table, rows in groupby(lines, key=is_row):
        if in_table:
            yield from _of_table(list(rows))


def _of_table(rows: Sequence[Line]) -> Iterator[Item]:
    heads = {
        name: place
        for place, cell in enumerate(_cells(rows[0]))
        for name in _HEADS
        if _HEADS[name].fullmatch(cell)
    }
    kind = next((one for one in (ACTION, DECISION) if one in heads), "")
    for row in rows[1:] if kind else ():
        cells = _cells(row)
        if not _RULE.fullmatch(row.text) and len(cells) > heads[kind] and (said := cells[heads[kind]]):
            owner, due = (_cell(cells, heads.get(name)) for name in ("owner", "due"))
            yield Item(kind, said, row.start, row.end, SAID, owner, due)


def _cells(row: Line) -> list[str]:
    return [bare(cell) for cell in row.text.strip().strip("|").split("|")]


def _cell(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""
