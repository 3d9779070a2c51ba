"""The web server of one process: granian, that speaks ASGI to `koers.config.asgi`."""

from granian.constants import HTTPModes, Interfaces, Loops
from granian.log import LogLevels
from granian.server import Server

from koers.serving import parent


def run(host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT."""
    parent.end_with()
    Server(
        "koers.config.asgi:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.warning,
        # Streams are ended when the signal comes; whoever is still there after three seconds hangs.
        workers_kill_timeout=3,
        respawn_failed_workers=True,
    ).serve()
