"""Databases beside the one of the tests: for a server that is killed, for a restore elsewhere."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from django.db import connection

PREFIXES = ("postgres://", "postgresql://")


@contextmanager
def fresh_database(folder: Path) -> Iterator[str]:
    """The address of an empty database of the kind this run is about: a file in `folder`, or PostgreSQL's."""
    given = os.environ.get("KOERS_DATABASE", "")
    if not given.startswith(PREFIXES):
        yield str(folder / "koers.sqlite3")
        return
    import psycopg

    name = f"koers_{secrets.token_hex(6)}"
    with psycopg.connect(given, autocommit=True) as line:
        line.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        finally:
            line.execute(f"DROP DATABASE {name} WITH (FORCE)")


def database_of_tests() -> str:
    """The address of the database that the tests write to, for another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return name
    given = urlsplit(os.environ["KOERS_DATABASE"])
    return urlunsplit(given._replace(path=f"/{quote(name)}"))
