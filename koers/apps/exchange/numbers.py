"""The numbers of rows: which was the last, and going on after it. And how far the tables are."""

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Max, Model

from koers.apps.exchange.contents import models, of_the_rooms


def last(model: type[Model]) -> int:
    """The highest number that this model's rows have."""
    return int(model._base_manager.aggregate(last=Max("pk"))["last"] or 0)


@cache
def tables_at() -> dict[str, str]:
    """Per room the last change of its tables: a copy is read with the tables it was written with."""
    rooms = {model._meta.app_label for model in models()}
    return {room: name for room, name in MigrationLoader(None).graph.leaf_nodes() if room in rooms}


def same_tables(said: dict[str, str]) -> bool:
    """Whether these are our tables: made in one go, or by the steps that were folded into it."""
    ours = tables_at()
    folded = MigrationLoader(None).replacements
    last = {room: {name} for room, name in ours.items()}
    for room, name in folded.keys() & set(ours.items()):
        last[room].add(folded[room, name].replaces[-1][1])
    return said.keys() == last.keys() and all(said[room] in names for room, names in last.items())


def go_on_after(numbers: dict[str, int]) -> None:
    """Give no number again that the copy's ledger may speak of. Per model the last one where it came from."""
    for model in of_the_rooms():
        after = max(numbers.get(model._meta.label_lower, 0), last(model))
        if after:
            _SET[connection.vendor](model._meta.db_table, after)


def _sqlite(table: str, after: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, after])


def _postgresql(table: str, after: int) -> None:
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [name, after])


_SET = {"sqlite": _sqlite, "postgresql": _postgresql}
