"""A child whose supervisor was killed ends by itself; else it holds the port of its successor."""

import os
import signal
import threading
import time


def end_with() -> None:
    """From now on end this process, as if it got SIGTERM, a second after its parent died."""
    # Asked here and not when this module is loaded: a forked process has another parent than its model.
    threading.Thread(target=_watch, args=(os.getppid(),), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
