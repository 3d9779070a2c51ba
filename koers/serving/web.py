"""The web server of one process: granian, that speaks ASGI to `koers.config.asgi`."""

import resource

from granian.constants import HTTPModes, Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from koers.serving import parent

STREAMS = 20_000


def run(host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    parent.end_with()
    allow_open(STREAMS + 1000)
    Server(
        "koers.config.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        websockets=False,
        # Every open stream counts as a request that is being answered; at the usual limit of a thousand the
        # pages of everybody else would wait.
        backpressure=STREAMS,
        backlog=4096,
        log_level=LogLevels.warning,
        # Streams are ended when the signal comes; whoever is still there after three seconds hangs.
        workers_kill_timeout=3,
        respawn_failed_workers=True,
    ).serve()


def allow_open(files: int) -> None:
    """Let this process and its children hold so many connections, as far as the system permits."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    ceiling = files if hard == resource.RLIM_INFINITY else min(files, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, ceiling), hard))
