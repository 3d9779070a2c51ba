"""The watcher: one thread and one database connection per process, that sees which streams have news.

It looks at the heads of the streams that somebody listens to, three times a second, and at once when there is
a pulse. A pulse may be lost and nothing breaks: entries are seen at the next look. On PostgreSQL the pulses
of all processes come in by NOTIFY, on the same connection.
"""

import logging
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from django.db import connection

from koers.apps.ledger import pulse
from koers.apps.ledger.models import Stream
from koers.apps.people import queries

# Seconds between two looks without news, and at least between two with news: a busy stream's pages refetch
# four times a second, not once per entry.
LOOK = 0.3
PAUSE = 0.25
CHANNEL = "koers"

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sight:
    """What one look saw, of the streams that have news: heads, pulses, and who still sits there."""

    heads: dict[int, int]
    nudged: frozenset[int]
    seated: frozenset[tuple[int, int]]


class Ear(Protocol):
    """Hears pulses."""

    def wait(self, seconds: float) -> set[int]:
        """The streams that had a pulse, as soon as there is one, or none when the time is over."""

    def close(self) -> None:
        """Stop hearing."""


class Here:
    """Pulses of this process: enough on SQLite, where one process answers every page."""

    def __init__(self) -> None:
        self._beats: queue.SimpleQueue[int] = queue.SimpleQueue()
        self.close = pulse.listen(lambda stream, seq: self._beats.put(stream))

    def wait(self, seconds: float) -> set[int]:
        heard: set[int] = set()
        with suppress(queue.Empty):
            heard.add(self._beats.get(timeout=seconds))
            while True:
                heard.add(self._beats.get_nowait())
        return heard


class Everywhere:
    """Pulses of every process of the installation, on PostgreSQL."""

    def __init__(self) -> None:
        connection.ensure_connection()
        self._line: Any = connection.connection
        self._line.execute(f"LISTEN {CHANNEL}")

    def wait(self, seconds: float) -> set[int]:
        return {int(beat.payload) for beat in self._line.notifies(timeout=seconds, stop_after=1)}

    def close(self) -> None:
        """Closing the connection ends the listening."""


def spread(stream: int, seq: int) -> None:
    """Tell the other processes of a pulse: only which stream."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, str(stream)])


def spread_pulses() -> None:
    """On PostgreSQL every process passes its pulses on; called once, when the process starts."""
    if connection.vendor == "postgresql":
        pulse.listen(spread)


class Watcher(threading.Thread):
    """Looks, and tells what it saw."""

    def __init__(self, tell: Callable[[Sight], object]) -> None:
        super().__init__(name="watcher", daemon=True)
        self.tell = tell
        self._heads: dict[int, int] = {}
        self._stopped = threading.Event()

    def watch(self, stream: int) -> None:
        """Somebody listens to this stream from now on: the next look tells where it stands."""
        self._heads[stream] = -1

    def forget(self, stream: int) -> None:
        """Nobody listens to this stream any more."""
        self._heads.pop(stream, None)

    def stop(self) -> None:
        """End after the look that is going on."""
        self._stopped.set()

    def run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._watch()
            except Exception:  # whatever it is: without a watcher every open page goes stale
                log.exception("the watcher stumbled, and tries again")
                self._stopped.wait(1)
            finally:
                connection.close()

    def _watch(self) -> None:
        ear: Ear = Everywhere() if connection.vendor == "postgresql" else Here()
        try:
            while not self._stopped.is_set():
                if self.look(frozenset(ear.wait(LOOK))):
                    self._stopped.wait(PAUSE)
        finally:
            ear.close()

    def look(self, nudged: frozenset[int]) -> bool:
        """Tell about the streams that have news, if any."""
        known = dict(self._heads)
        if not known:
            return False
        heads = dict(Stream.objects.filter(pk__in=known).values_list("pk", "head"))
        fresh = {pk: head for pk, head in heads.items() if head != known[pk] or pk in nudged}
        for pk in fresh.keys() & self._heads.keys():
            self._heads[pk] = fresh[pk]
        if fresh:
            self.tell(Sight(fresh, nudged, queries.seated(fresh)))
        return bool(fresh)
