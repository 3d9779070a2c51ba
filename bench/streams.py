"""How fast open pages hear of news: `python -m bench.streams [PAGES]`, on a server of its own.

Times are from the commit to the arrival at each page.
"""

import asyncio
import os
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from koers.serving.web import allow_open
from tests.server import WEB, Server, running

NEWS = 20
EVERY = 1.0


def prepared(home: Path) -> tuple[str, int]:
    """A pass for the streams of a new team, and the number of its stream."""
    os.environ |= {"KOERS_HOME": str(home), "KOERS_DATABASE": str(home / "koers.sqlite3")}
    from koers import cli

    cli.start()
    from koers.serving import preparation
    from koers.web.live import Pass
    from tests import cast

    preparation.migrate()
    chair = (table := cast.de_linde()).chair("Joost")
    head = table.chair("Joost").team.stream.head
    return Pass(chair.stream_id, chair.pk, int(chair.person_id or 0), "/", head).token(), chair.stream_id


def happens(stream: int) -> float:
    """Something happens at the table; when it was committed."""
    from django.db import connection

    from koers.apps.ledger.turn import turn
    from koers.domain.seats import system

    with turn(system(stream), "close_round") as t:
        t.record("round:1")
    connection.close()
    return time.monotonic()


async def page(server: Server, token: str, arrived: list[float], opened: asyncio.Semaphore) -> None:
    """One open page, for as long as the measurement lasts."""
    where = urlsplit(server.url)
    async with opened:
        reader, writer = await asyncio.open_connection(where.hostname, where.port)
        writer.write(f"GET /live/{token} HTTP/1.1\r\nHost: bench\r\n\r\n".encode())
        await reader.readuntil(b"retry")
    while line := await reader.readline():
        if line.startswith(b"data:"):
            arrived.append(time.monotonic())


async def measure(server: Server, token: str, stream: int, pages: int) -> None:
    """Open all pages, let things happen, and say how long each took to arrive."""
    arrived: list[float] = []
    begun, opened = time.monotonic(), asyncio.Semaphore(200)
    tasks = [asyncio.create_task(page(server, token, arrived, opened)) for _ in range(pages)]
    while opened.locked() or time.monotonic() - begun < 0.5:
        await asyncio.sleep(0.05)
    connected = time.monotonic() - begun
    await asyncio.sleep(2)
    delays = []
    for _ in range(NEWS):
        arrived.clear()
        committed = await asyncio.to_thread(happens, stream)
        await asyncio.sleep(EVERY)
        delays += [moment - committed for moment in arrived]
    _say(server, pages, connected, delays)
    for task in tasks:
        task.cancel()


def _say(server: Server, pages: int, connected: float, delays: list[float]) -> None:
    delays.sort()
    family = psutil.Process(server.process.pid).children(recursive=True)
    memory = sum(process.memory_info().rss for process in family) / 1e6
    heard = f"{len(delays)} of {pages * NEWS} heard"
    middle, late = (1000 * delays[int(len(delays) * share)] for share in (0.5, 0.99))
    print(f"{pages} pages open in {connected:.1f} s, {memory:.0f} MB")
    print(f"{heard}: p50 {middle:.0f} ms, p99 {late:.0f} ms")


def main(pages: int) -> None:
    """Measure with this many pages."""
    allow_open(pages + 100)
    with tempfile.TemporaryDirectory(prefix="koers-bench-") as folder:
        home = Path(folder)
        token, stream = prepared(home)
        with running(home, WEB) as server:
            asyncio.run(measure(server, token, stream, pages))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
