"""The pulse: a hint, within this process, that a stream has news. May be lost; nothing relies on it.

Screens that miss a beat see the news at the watcher's next look. Several processes on PostgreSQL pass the
beat on with NOTIFY (`web/live.py`).
"""

import logging
from collections.abc import Callable

Listener = Callable[[int, int], object]
_listeners: list[Listener] = []
log = logging.getLogger(__name__)


def beat(stream: int, seq: int = 0) -> None:
    """Tell every listener of this process that the stream has news: entry `seq`, or 0 for an answer.

    What was written is committed by now: a listener that fails is logged, and takes nobody's reply away.
    """
    for listener in _listeners.copy():
        try:
            listener(stream, seq)
        except Exception:
            log.exception("a listener failed on stream %s, entry %s", stream, seq)


def listen(listener: Listener) -> Callable[[], None]:
    """Hear every beat from now on; the answer ends it."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)
