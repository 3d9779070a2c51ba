"""A sign of life of each process of this installation: a small file that it touches every two seconds."""

import asyncio
import time
from pathlib import Path

from koers.config import home

EVERY = 2.0
LATE = 15.0


def _file(name: str) -> Path:
    folder = home.home() / "beats"
    folder.mkdir(exist_ok=True)
    return folder / name


def beat(name: str) -> None:
    """This process is alive now."""
    _file(name).touch()


async def keep(name: str) -> None:
    """Beat for as long as the event loop runs: a loop that hangs goes silent."""
    while True:
        beat(name)
        await asyncio.sleep(EVERY)


def forget(name: str) -> None:
    """The process was stopped on purpose."""
    _file(name).unlink(missing_ok=True)


def ages() -> dict[str, float]:
    """Seconds since each process's last beat."""
    now = time.time()
    files = sorted(_file("web").parent.iterdir())
    return {file.name: round(max(0.0, now - file.stat().st_mtime), 1) for file in files}
