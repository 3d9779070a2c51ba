"""What must be true before the first page: tables up to date, static files collected."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from koers.config import home

#: The last development version that made its tables step by step (docs/adr/0009-tables-in-one-go.md).
STEP_BY_STEP = "409b2a5"


class Halfway(Exception):
    """A development version made these tables, and hadn't taken all of its steps yet."""

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


def pending() -> list[str]:
    """The migrations that this database doesn't have yet, oldest first; `Halfway` when it can't go on."""
    _check_whole()
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]


def migrate() -> None:
    """Bring the tables up to date; `Halfway` when they can't be."""
    _check_whole()
    call_command("migrate", interactive=False, verbosity=0)


def _check_whole() -> None:
    taken = MigrationRecorder(connection).applied_migrations()
    for migration in MigrationLoader(None).replacements.values():
        steps = [step in taken for step in migration.replaces]
        if any(steps) and not all(steps):
            raise Halfway(" ".join(migration.replaces[steps.index(False)]))


def collect() -> None:
    """Collect the static files, named by their content and compressed, when one changed."""
    if not settings.COLLECTED:
        return
    stamp = home.home() / "static" / "stamp"
    now = _fingerprint()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(now)


def _fingerprint() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            seen.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return seen.hexdigest()
