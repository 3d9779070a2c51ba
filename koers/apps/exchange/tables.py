"""The tables that people want in a spreadsheet, beside everything: for reading, not for taking in."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from koers.apps.exchange.contents import rows

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Table:
    """One sheet: of which model, and a column per path."""

    model: str
    columns: dict[str, str]

    def lines(self, within: list[int]) -> Iterator[bytes]:
        """The header, and a line per row."""
        yield "\ufeff".encode() + _line(list(self.columns))  # or a spreadsheet reads é as two characters
        found: QuerySet[Any] = rows(apps.get_model(self.model), within)
        for values in found.values_list(*self.columns.values()).iterator(chunk_size=2000):
            yield _line(list(values))


TABLES: dict[str, Table] = {
    "members": Table(
        "people.member",
        {
            "team": "team__name", "seat": "number", "name": "name", "role": "role",
            "facilitator": "facilitator", "guardian": "guardian", "sat_down": "sat_down", "left": "left",
        },
    ),
    "decisions": Table(
        "decisions.decision",
        {
            "team": "team__name", "number": "number", "title": "title", "text": "text", "method": "method",
            "owner": "owner__name", "priority": "priority", "sealed": "sealed", "decided": "decided",
            "in_force": "in_force", "ends": "ends", "review_on": "review_on", "change": "change",
            "replaces": "replaces__number",
        },
    ),
    "actions": Table(
        "actions.action",
        {
            "team": "team__name", "text": "text", "owner": "owner__name", "agreed": "agreed", "due": "due",
            "outcome": "outcome", "effect": "effect", "word": "word", "reported": "reported",
        },
    ),
    "roles": Table(
        "roles.role",
        {
            "team": "team__name", "name": "name", "purpose": "purpose", "decides_about": "domains",
            "sees_to": "accountabilities", "version": "version", "began": "began", "ended": "ended",
        },
    ),
    "role_holders": Table(
        "roles.term",
        {
            "team": "role__team__name", "role": "role__name", "name": "name", "first": "first",
            "last": "last", "ended": "ended",
        },
    ),
    "scan_rounds": Table(
        "scans.round",
        {
            "team": "team__name", "round": "number", "series": "series", "mode": "mode", "opened": "opened",
            "closed": "closed", "answered": "answered", "chosen": "chosen", "middles": "middles",
        },
    ),
    "scan_figures": Table(
        "scans.tally",
        {"team": "round__team__name", "round": "round__number", "item": "item", "counts": "counts"},
    ),
}  # fmt: skip


def _line(values: list[Any]) -> bytes:
    out = StringIO()
    csv.writer(out).writerow([_cell(value) for value in values])
    return out.getvalue().encode()


def _cell(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
