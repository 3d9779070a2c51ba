"""One process: live streams and health on bare routes, every page through Django as WSGI in a few threads.

Under ASGI Django's own middleware costs 7 to 13 times as much per request (docs/adr/0001).
"""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware

from koers.config.wsgi import application as pages
from koers.serving import health, heartbeats, parent
from koers.web import live

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

THREADS = int(os.environ.get("KOERS_THREADS", "8"))
_pages = WSGIMiddleware(pages, workers=THREADS)  # type: ignore[arg-type]


async def application(scope: Message, receive: Receive, send: Send) -> None:
    """Every connection of this process."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"].startswith("/live/"):
        await live.stream(scope, receive, send)
    elif scope["path"] == "/health":
        await health.reply(send)
    else:
        await _page(scope, receive, send)


async def _page(scope: Message, receive: Receive, send: Send) -> None:
    # The server's receive and send answer with a future; a2wsgi needs coroutines, or every request with a
    # body fails.
    async def take() -> Message:
        return await receive()

    async def give(message: Message) -> None:
        await send(message)

    await _pages(scope, take, give)  # type: ignore[arg-type]


async def _lifespan(receive: Receive, send: Send) -> None:
    await receive()
    _end_streams_on_signal()
    parent.end_with()
    live.hub.open()
    beating = asyncio.create_task(heartbeats.keep("web"))
    await send({"type": "lifespan.startup.complete"})
    await receive()
    live.hub.close()
    beating.cancel()
    await send({"type": "lifespan.shutdown.complete"})


def _end_streams_on_signal() -> None:
    # The server tells us of its shutdown only when every connection is gone, and a stream never goes. A
    # handler of our own runs beside the loop's: asyncio hears signals through its wake-up descriptor.
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: loop.call_soon_threadsafe(live.hub.close))
