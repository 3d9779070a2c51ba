"""Live: an open page hears *that* its stream has news, and asks again with its own rights and language.

A bare ASGI route: an open stream costs no thread, no middleware and no database connection. Whoever holds a
pass may listen; the page got one, signed and short-lived, and renews it (`views/live.py`).
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import parse_qs

from django.core import signing
from django.http import HttpRequest

from koers.web.watcher import Sight, Watcher

PASS_LIVES = 600
HEARTBEAT = 15
_SALT = "koers.live"


@dataclass(frozen=True)
class Pass:
    """Who may listen to which stream, from which page, and what that page had already seen."""

    stream: int
    member: int
    person: int
    path: str
    seen: int

    def token(self) -> str:
        """Signed, for in the page and in the stream's address."""
        return signing.dumps(asdict(self), salt=_SALT, compress=True)


def read_pass(token: str, lives: int | None = PASS_LIVES) -> Pass | None:
    """The pass this token is, unless it is forged or older than `lives` seconds."""
    try:
        return Pass(**signing.loads(token, salt=_SALT, max_age=lives))
    except (signing.BadSignature, TypeError):  # a TypeError is a pass of another version of Koers
        return None


def live_token(request: HttpRequest) -> str:
    """The token for `<body data-live>` of a team's page; nothing for a page without a member."""
    member = getattr(request, "member", None)
    if member is None:
        return ""
    stream = member.team.stream
    return Pass(stream.pk, member.pk, member.person_id, request.path, stream.head).token()


class Listener:
    """One open stream of one page."""

    def __init__(self, held: Pass, seen: int) -> None:
        self.held, self.seen = held, seen
        self.ended: str | None = None
        self._news = asyncio.Event()

    def hear(self, head: int, nudged: bool) -> None:
        """The stream stands at `head`; nudged means news that has no entry, an answer for example."""
        if nudged or head != self.seen:
            self.seen = head
            self._news.set()

    def end(self, why: str) -> None:
        """Say goodbye: "seat" when the seat ended, "pass" when the pass did, "" to be called back."""
        self.ended = why
        self._news.set()

    async def events(self) -> AsyncIterator[str]:
        """What goes over the line. Ends with the pass, so that who signed out stops hearing."""
        loop = asyncio.get_running_loop()
        until = loop.time() + PASS_LIVES
        yield "retry: 2000\n\n"
        while self.ended is None:
            try:
                await asyncio.wait_for(self._news.wait(), HEARTBEAT)
            except TimeoutError:
                yield ":\n\n"
            if loop.time() > until:
                self.end("pass")
            elif self._news.is_set() and self.ended is None:
                self._news.clear()
                yield f'id: {self.seen}\ndata: {{"seq": {self.seen}}}\n\n'
        if self.ended:
            yield f"event: over\ndata: {self.ended}\n\n"


class Hub:
    """Everybody who listens in this process. Lives on the event loop; the watcher tells it what is new."""

    def __init__(self) -> None:
        self.listeners: dict[int, set[Listener]] = defaultdict(set)
        self.watcher: Watcher | None = None
        self.closed = False

    def open(self) -> None:
        """Start watching, from the running event loop."""
        loop = asyncio.get_running_loop()
        self.watcher = Watcher(lambda sight: loop.call_soon_threadsafe(self.tell, sight))
        self.watcher.start()

    def close(self) -> None:
        """End every stream: the server can't stop while one is open. Browsers call back by themselves."""
        self.closed = True
        if self.watcher:
            self.watcher.stop()
        for listener in [one for group in self.listeners.values() for one in group]:
            listener.end("")

    def join(self, listener: Listener) -> None:
        """Listen from now on; the next look tells what was missed."""
        stream = listener.held.stream
        self.listeners[stream].add(listener)
        if self.watcher:
            self.watcher.watch(stream)

    def leave(self, listener: Listener) -> None:
        """The page is gone."""
        stream = listener.held.stream
        self.listeners[stream].discard(listener)
        if not self.listeners[stream]:
            del self.listeners[stream]
            if self.watcher:
                self.watcher.forget(stream)

    def tell(self, sight: Sight) -> None:
        """Pass on what the watcher saw."""
        for stream, head in sight.heads.items():
            for listener in list(self.listeners.get(stream, ())):
                if (listener.held.member, listener.held.person) in sight.seated:
                    listener.hear(head, stream in sight.nudged)
                else:
                    listener.end("seat")


hub = Hub()

Message = MutableMapping[str, Any]


async def stream(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """`/live/<token>`: server-sent events until the page, the pass, the seat or the server ends."""
    held = read_pass(scope["path"].removeprefix("/live/"))
    if held is None or hub.closed:
        await _refuse(send, 503 if hub.closed else 403)
        return
    listener = Listener(held, _seen(scope, held))
    hub.join(listener)
    leaving = asyncio.create_task(_until_gone(receive, listener))
    try:
        await _pour(listener, send)
    finally:
        hub.leave(listener)
        leaving.cancel()


async def _pour(listener: Listener, send: Callable[[Message], Awaitable[None]]) -> None:
    headers = [
        (b"content-type", b"text/event-stream"),
        (b"cache-control", b"no-store"),
        # A proxy that keeps events back until its buffer is full would make a live page a slow one.
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    async for event in listener.events():
        await send({"type": "http.response.body", "body": event.encode(), "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _until_gone(receive: Callable[[], Awaitable[Message]], listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end("")


async def _refuse(send: Callable[[Message], Awaitable[None]], status: int) -> None:
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def _seen(scope: Message, held: Pass) -> int:
    """How far this page has read: what the browser resumes from, what a page says, or its pass."""
    headers = dict(scope["headers"])
    query = scope["query_string"]
    told = (
        headers.get(b"last-event-id", b"").decode()
        or parse_qs(query.decode() if isinstance(query, bytes) else query).get("seen", [""])[0]
    )
    return int(told) if told.isascii() and told.isdigit() and len(told) < 19 else held.seen
