"""Copies as files: where they lie, and the worker's part in making and removing them."""

import logging
import threading
from pathlib import Path

from django.db import connection

from koers.apps.exchange import commands
from koers.apps.exchange.models import Copy
from koers.config import home

log = logging.getLogger(__name__)
_at_work = threading.Lock()


def folder() -> Path:
    """Where the files lie, for their owner only. Several machines share it, or make copies on one of them."""
    place = home.home() / "copies"
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def make_due() -> None:
    """Make what every team agreed to, beside everything else that the worker does."""
    if _at_work.acquire(blocking=False):
        threading.Thread(target=_make, name="copies", daemon=True).start()


def _make(*, close: bool = True) -> None:
    try:
        for copy in commands.to_make():
            commands.make_copy(copy, folder())
    except Exception:
        log.exception("a copy couldn't be made; it is tried again")
    finally:
        if close:
            connection.close()
        _at_work.release()


def remove_over() -> None:
    """Take away the files of copies that are over."""
    commands.end_all_over()
    if lying := list(folder().glob("copy-*.zip")):
        over = {copy.file for copy in Copy.objects.filter(ended__isnull=False)}
        for file in lying:
            if file.name in over:
                file.unlink(missing_ok=True)
