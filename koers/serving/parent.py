"""A child whose supervisor was killed ends by itself; else it holds the port of its successor."""

import os
import signal
import threading
import time

TOLD = "KOERS_PARENT"


def told() -> dict[str, str]:
    """The environment of a child: it says whose child it is.

    A child that asks for itself may ask too late: its parent died while it was starting, and it would watch
    over whoever took it in.
    """
    return os.environ | {TOLD: str(os.getpid())}


def end_with() -> None:
    """From now on end this process, as if it got SIGTERM, a second after its parent died."""
    # Asked here and not when this module is loaded: a forked process has another parent than its model. And
    # taken away, for a child of this process has another parent too.
    parent = int(os.environ.pop(TOLD, os.getppid()))
    threading.Thread(target=_watch, args=(parent,), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
