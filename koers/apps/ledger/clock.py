"""The clock of turns. Read once per turn; only the demo and tests ever set it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, tzinfo

from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _set.get() or timezone.now()


def zone() -> tzinfo:
    """Where this installation's teams are: their days begin at its midnight."""
    return timezone.get_default_timezone()


def day(moment: datetime) -> date:
    """The calendar day of a moment, as the team has it on the wall."""
    return moment.astimezone(zone()).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at this moment: to tell a story that happened earlier."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
