"""A backup is one file: the database as it stood at one moment, and the secret that belongs to it.

Made while others write. Whoever has the file has everything: it is written for its owner only.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

import koers
from koers.config import home
from koers.domain.zips import BrokenZip, Zip

#: Of the two small files in a backup, in bytes.
LARGEST_WORDS = 10_000


class Impossible(Exception):
    """A backup or restore that can't be done here: a code, and what the database's own tool said."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


def backup(file: Path) -> None:
    """Write a backup. The file appears when it is complete."""
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".koers-backup-") as folder:
        dump, packed = Path(folder) / "database", Path(folder) / "packed"
        _DUMP[connection.vendor](dump)
        about = {"koers": koers.__version__, "database": connection.vendor, "at": str(timezone.now())}
        packed.touch(mode=0o600)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("about.json", json.dumps(about))
            archive.writestr("secret", settings.SECRET_KEY)
            archive.write(dump, "database")
        with packed.open("rb") as written:
            os.fsync(written.fileno())
        packed.replace(file)


def restore(file: Path) -> None:
    """Put a backup in place of nothing: into a home, or a PostgreSQL database, that is still empty."""
    with tempfile.TemporaryDirectory(dir=home.home()) as folder:
        dump = Path(folder) / "database"
        database, secret = _unpack(file, dump)
        if database != connection.vendor:
            raise Impossible("other_database", database)
        _RESTORE[connection.vendor](dump)
        _keep_secret(secret)


def _unpack(file: Path, dump: Path) -> tuple[str, str]:
    """Write the database of a backup to `dump`: of which kind it is, and the secret beside it."""
    try:
        packed = Zip(file)
        database = str(json.loads(packed.start("about.json", LARGEST_WORDS))["database"])
        secret = packed.start("secret", LARGEST_WORDS).decode()
        with dump.open("wb") as out:
            for chunk in packed.chunks("database"):
                out.write(chunk)
    except (BrokenZip, ValueError, KeyError, TypeError) as wrong:
        raise Impossible("damaged") from wrong
    return database, secret


def _keep_secret(secret: str) -> None:
    if os.environ.get("KOERS_SECRET_KEY"):
        return
    file = home.home() / "secret"
    file.touch(mode=0o600)
    file.write_text(secret)


def _dump_sqlite(dump: Path) -> None:
    connection.ensure_connection()
    # SQLite's own online backup: one consistent moment, and in WAL mode no writer waits for it.
    with closing(sqlite3.connect(dump)) as copy:
        connection.connection.backup(copy)


def _restore_sqlite(dump: Path) -> None:
    connection.close()
    place = Path(connection.settings_dict["NAME"])
    if place.exists():
        raise Impossible("not_empty", str(place))
    with closing(sqlite3.connect(dump)) as copy:
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise Impossible("damaged")
    with dump.open("rb") as written:
        os.fsync(written.fileno())
    dump.replace(place)


def _dump_postgresql(dump: Path) -> None:
    _tool("pg_dump", "--format=custom", f"--file={dump}")


def _restore_postgresql(dump: Path) -> None:
    if connection.introspection.table_names():
        raise Impossible("not_empty", str(connection.settings_dict["NAME"]))
    connection.close()
    _tool("pg_restore", "--exit-on-error", "--no-owner", "--single-transaction", str(dump))


def _tool(name: str, *arguments: str) -> None:
    path = shutil.which(name)
    if path is None:
        raise Impossible("no_tool", name)
    target = [] if name == "pg_dump" else [f"--dbname={connection.settings_dict['NAME']}"]
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own tool, with arguments that are ours
        [path, *target, *arguments], env=os.environ | _where(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Impossible("tool_failed", done.stderr.strip())


def _where() -> dict[str, str]:
    """The database, for PostgreSQL's tools. On a command line everybody would see the password."""
    here = connection.settings_dict
    names = {
        "PGDATABASE": "NAME",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGHOST": "HOST",
        "PGPORT": "PORT",
    }
    return {name: str(here[key]) for name, key in names.items() if here[key]}


_DUMP = {"sqlite": _dump_sqlite, "postgresql": _dump_postgresql}
_RESTORE = {"sqlite": _restore_sqlite, "postgresql": _restore_postgresql}
