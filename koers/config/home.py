"""Where an installation keeps its own things: the database file, the secret key."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """The folder of this installation, made when missing. `KOERS_HOME` moves it."""
    folder = Path(os.environ.get("KOERS_HOME", ROOT / "var"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def secret_key() -> str:
    """One secret per installation, written once with owner-only rights."""
    if given := os.environ.get("KOERS_SECRET_KEY"):
        return given
    file = home() / "secret"
    try:
        # O_EXCL: two processes that start together must not each write their own secret.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text()
    with os.fdopen(handle, "w") as out:
        secret = secrets.token_urlsafe(48)
        out.write(secret)
    return secret


def database() -> dict[str, Any]:
    """`KOERS_DATABASE` is a PostgreSQL address or a path of an SQLite file; SQLite in `home()` without it."""
    address = os.environ.get("KOERS_DATABASE", "")
    if address.startswith(("postgres://", "postgresql://")):
        return _postgresql(address)
    return _sqlite(Path(address) if address else home() / "koers.sqlite3")


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": {
            # IMMEDIATE decides correctness: a deferred transaction that turns into a writer fails at once
            # with "database is locked", whatever the timeout says.
            "transaction_mode": "IMMEDIATE",
            "timeout": 15,
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA secure_delete=ON;PRAGMA foreign_keys=ON"
            ),
        },
        # A thread keeps its connection: opening the file and saying the four pragmas costs more than a query.
        "CONN_MAX_AGE": 60,
        # A file, also in tests: an in-memory database has no second connection to race against.
        "TEST": {"NAME": str(file.with_suffix(".test.sqlite3"))},
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
