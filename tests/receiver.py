"""A program of somebody else that hears of a table: a real server on this machine that keeps what it gets."""

import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Receiver:
    """Keeps every message. Says what it is told to say, at the pace it is told to."""

    def __init__(self, tls: Any = None) -> None:
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.says = 204
        self.leads_to = ""
        self.drips = 0.0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.server.daemon_threads = True
        if tls:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """End it."""
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                named = {name.lower(): value for name, value in self.headers.items()}
                receiver.heard.append((named, body))
                if receiver.drips:
                    self._drip()
                    return
                self.send_response(receiver.says)
                if receiver.leads_to:
                    self.send_header("Location", receiver.leads_to)
                self.end_headers()

            def _drip(self) -> None:
                # "Go on" again and again: a reply that never begins, and never lets a read time out.
                with suppress(OSError):
                    for _ in range(100):
                        time.sleep(receiver.drips)
                        self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                        self.wfile.flush()

            def log_message(self, *_: Any) -> None:
                pass

        return Handler
