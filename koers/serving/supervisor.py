"""Keeps the processes of an installation running: starts them, starts one again that died, stops them all."""

import logging
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from koers.serving import heartbeats, parent

LOOK = 0.2
STOPS_WITHIN = 6.0
# A child that dies at once, every time, is started less and less often, at least every ten seconds.
FIRST_WAIT, LONGEST_WAIT = 0.25, 10.0
LIVED = 30.0

log = logging.getLogger(__name__)


@dataclass
class Child:
    """A process that should run: `python -m koers ARGUMENTS`."""

    name: str
    arguments: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    wait: float = FIRST_WAIT
    again: float = field(default=0.0)

    def start(self) -> None:
        """Start it now."""
        heartbeats.forget(self.name)
        self.process = subprocess.Popen(  # noqa: S603 - our own Python, with arguments that are ours
            [sys.executable, "-m", "koers", *self.arguments],
            stdin=subprocess.DEVNULL,
            env=parent.told(),
        )
        self.since = time.monotonic()

    def keep(self) -> None:
        """Start it again when it died and its wait is over."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.again:
                self.start()
        elif (code := self.process.poll()) is not None:
            log.warning("%s stopped by itself (exit %s), and is started again", self.name, code)
            self.wait = FIRST_WAIT if now - self.since > LIVED else min(self.wait * 2, LONGEST_WAIT)
            self.process, self.again = None, now + self.wait

    def renew(self) -> None:
        """Stop it and start it at once."""
        if self.process:
            self.process.terminate()
            self.stop(time.monotonic() + STOPS_WITHIN)
        self.start()

    def stop(self, until: float) -> None:
        """Wait for its end, and end it when it takes too long."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        heartbeats.forget(self.name)


def supervise(children: Sequence[Child], meanwhile: Callable[[], object]) -> None:
    """Keep the children running until SIGTERM or SIGINT. `meanwhile` is called a few times a second."""
    over = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: over.set())
    try:
        while not over.is_set():
            for child in children:
                child.keep()
            meanwhile()
            over.wait(LOOK)
    finally:
        _stop(children)


def _stop(children: Sequence[Child]) -> None:
    for child in children:
        if child.process and child.process.poll() is None:
            child.process.terminate()
    until = time.monotonic() + STOPS_WITHIN
    for child in children:
        child.stop(until)
