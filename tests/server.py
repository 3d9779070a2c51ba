"""A real Koers in processes of its own: for browser tests and for tests that kill it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

STARTS_WITHIN = 90


@dataclass
class Server:
    """A running server, and where it keeps its things."""

    url: str
    home: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """What it has printed so far."""
        return (self.home / "log").read_text()

    def stop(self) -> int:
        """Stop it as an operator would; its exit code."""
        self.process.terminate()
        return self.process.wait(10)

    def kill(self) -> None:
        """End it and its children at once, with nothing finished."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(home: Path, arguments: list[str], **environment: str) -> Iterator[Server]:
    """`python ARGUMENTS --port …` with its own home, once it answers on /health."""
    port = free_port()
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments, "--port", str(port)],
            env=os.environ | {"KOERS_HOME": str(home), "PYTHONUNBUFFERED": "1"} | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    server = Server(f"http://127.0.0.1:{port}", home, process)
    try:
        _wait(server)
        yield server
    finally:
        if process.poll() is None:
            server.stop()


def _wait(server: Server) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with urlopen(f"{server.url}/health"):
                return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    server.process.kill()
    raise RuntimeError(f"the server didn't start:\n{server.log}")


WEB = ["-m", "koers", "web", "--host", "127.0.0.1"]
SERVE = ["-m", "koers", "serve", "--no-open"]
