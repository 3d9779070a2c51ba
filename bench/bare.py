"""Koers beside two floors on the same server: a bare Django view, and a bare ASGI reply.

    python -m bench.bare --port 8000

The bare view goes through Django and the same threads, with no middleware, no template and no database. The
bare reply doesn't go through Django at all.
"""

import argparse
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path
from granian.constants import HTTPModes, Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from bench.pages import REPLY, VIEW
from koers.config.asgi import THREADS
from koers.config.asgi import application as koers

urlpatterns = [path("bare-view/", lambda request: HttpResponse("ok"))]


class BareHandler(WSGIHandler):
    """Django without middleware and with the one address above."""

    def load_middleware(self, is_async: bool = False) -> None:
        with override_settings(MIDDLEWARE=[]):
            super().load_middleware(is_async)

    def get_response(self, request: HttpRequest) -> Any:
        request.urlconf = "bench.bare"  # type: ignore[attr-defined]
        return super().get_response(request)


_bare = WSGIMiddleware(BareHandler(), workers=THREADS)  # type: ignore[arg-type]


async def application(scope: Any, receive: Any, send: Any) -> None:
    """The floors on their own addresses; everything else is Koers."""
    if scope["type"] == "http" and scope["path"] == REPLY:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})
    elif scope["type"] == "http" and scope["path"] == VIEW:
        await _view(scope, receive, send)
    else:
        await koers(scope, receive, send)


async def _view(scope: Any, receive: Any, send: Any) -> None:
    # As in koers/config/asgi.py: the server's own receive and send aren't coroutines.
    async def take() -> Any:
        return await receive()

    async def give(message: Any) -> None:
        await send(message)

    await _bare(scope, take, give)


def main() -> None:
    """Serve as `koers web` does."""
    options = argparse.ArgumentParser()
    options.add_argument("--port", type=int, required=True)
    Server(
        "bench.bare:application",
        address="127.0.0.1",
        port=options.parse_args().port,
        interface=Interfaces.ASGI,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        workers_kill_timeout=3,
    ).serve()


if __name__ == "__main__":
    main()
