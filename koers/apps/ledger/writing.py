"""A transaction that writes. On SQLite these wait in line, within this process, before they ask for the file.

There one writes at a time anyway. But who finds the file taken only looks again later, in no order: with
eight at once the unlucky one can wait until it fails. A lock of our own lets nobody wait that long.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection, transaction

# Reentrant: a turn within a turn is one transaction and must not wait for itself.
_line = threading.RLock()


@contextmanager
def writing() -> Iterator[None]:
    """One transaction, alone in this process on SQLite."""
    with _line if connection.vendor == "sqlite" else nullcontext(), transaction.atomic():
        yield
