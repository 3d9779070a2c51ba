"""Writing to an address that somebody filled in, without being led to a machine of our own.

The name is looked up once, every address behind it must be public, and the connection goes to the address
that was looked at: a name that points elsewhere a moment later changes nothing. No redirect is followed, of
the reply only its status is read, and everything together takes a few seconds at most.
"""

import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from urllib.parse import urlsplit

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import TimeoutError as HTTPTimeout

from koers.domain import access

#: Seconds: for each step of it, and for everything together.
STEP, WHOLE = 4.0, 8.0


class Unreached(Exception):
    """It didn't get there; the code says why, and holds nothing that the other side said."""


@dataclass(frozen=True)
class Target:
    """Where it goes: a name, and the address that was found behind it."""

    scheme: str
    host: str
    ip: str
    port: int
    path: str

    @property
    def named(self) -> str:
        """What the receiver is called, as its `Host`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == access.SCHEMES[self.scheme] else f"{host}:{self.port}"


def target(url: str, *, private: bool) -> Target:
    """Look the name up. Refused when any address behind it isn't on the open internet."""
    parts = urlsplit(url)
    host, scheme = parts.hostname or "", parts.scheme
    port = parts.port or access.SCHEMES[scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreached("no_such_name") from None
    ips = [str(address[0]) for *_kind, address in found]
    if not private and not all(access.is_public(ip) for ip in ips):
        raise Unreached("not_public")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(scheme, host, ips[0], port, path)


def post(to: Target, body: bytes, headers: dict[str, str], trusted: ssl.SSLContext | None = None) -> int:
    """Send it; the status of the reply."""
    connection = _connection(to, trusted)
    # A receiver that drips its reply would hold the worker for ever: after this it is cut off.
    late = threading.Timer(WHOLE, _cut, (connection,))
    late.daemon = True
    late.start()
    try:
        connection.request(
            "POST", to.path, body=body, headers={"Host": to.named, **headers}, preload_content=False
        )
        return int(connection.getresponse().status)
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        raise Unreached(_why(error)) from None
    finally:
        late.cancel()
        connection.close()


def _connection(to: Target, trusted: ssl.SSLContext | None) -> HTTPConnection:
    if to.scheme == "http":
        return HTTPConnection(to.ip, to.port, timeout=STEP)
    return HTTPSConnection(
        to.ip,
        to.port,
        timeout=STEP,
        server_hostname=to.host,
        ssl_context=trusted or ssl.create_default_context(),
    )


def _cut(connection: HTTPConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLError) or isinstance(error.__cause__, ssl.SSLError):
        return "tls"
    late = isinstance(error, TimeoutError | HTTPTimeout) and not isinstance(error, NewConnectionError)
    return "timeout" if late else "unreachable"
