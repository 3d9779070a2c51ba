"""`koers serve`: prepares the installation, says how to come in, and keeps its processes running."""

import os
import socket
import sys
import time
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass

import segno
import typer
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koers.apps.people import commands
from koers.config.home import ROOT
from koers.serving import lan, preparation, sentences
from koers.serving.supervisor import Child, supervise

# After this long without a phone something is in the way, usually a firewall.
PATIENCE = 60.0


@dataclass(frozen=True)
class Address:
    """Where to listen, and how others get there."""

    host: str
    port: int
    lan: bool = False

    @property
    def listen(self) -> str:
        """The interface to listen on: all of them for the room."""
        return "0.0.0.0" if self.lan else self.host  # noqa: S104 - `--lan` asks for exactly this

    @property
    def here(self) -> str:
        """The address for a browser on this machine."""
        anywhere = self.host in ("127.0.0.1", "0.0.0.0", "::")  # noqa: S104
        return f"http://{'localhost' if anywhere else self.host}:{self.port}"

    @property
    def room(self) -> str | None:
        """The address for the phones in the room."""
        found = lan.address() if self.lan else None
        return f"http://{found}:{self.port}" if found else None


def serve(address: Address, *, open_browser: bool, reload: bool = False) -> None:
    """Serve until SIGTERM or SIGINT."""
    if not _is_free(address):
        typer.echo(_taken(address.port))
        raise typer.Exit(1)
    _prepare()
    way_in = address.here + _way_in()
    if room := address.room:
        os.environ["KOERS_ADDRESS"] = room
    children = [_web(address), Child("worker", ["worker"])]
    for child in children:
        child.start()
    _tell(address, way_in)
    if open_browser and _has_screen():
        webbrowser.open(way_in)
    supervise(children, _Changes(children) if reload else _Welcome(address.lan))


def _taken(port: int) -> str:
    said = _("Port %(port)d is taken. Is Koers running already? Otherwise choose another with --port.")
    return said % {"port": port}


def _is_free(address: Address) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in address.listen else socket.AF_INET) as probe:
        # As the server itself does: a connection that is just over doesn't hold the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.listen, address.port))
        except OSError:
            return False
    return True


def _prepare() -> None:
    try:
        steps = preparation.pending()
    except preparation.Halfway as halfway:
        typer.echo(sentences.halfway(halfway.step, preparation.STEP_BY_STEP))
        raise typer.Exit(1) from None
    if steps:
        said = ngettext(
            "Preparing the database: %(n)d step …", "Preparing the database: %(n)d steps …", len(steps)
        )
        typer.echo(said % {"n": len(steps)})
        preparation.migrate()
    preparation.collect()
    if settings.DEMO:
        _fill()


def _fill() -> None:
    # Loaded only here: an installation that isn't the example never needs it.
    from koers.demo import fill

    if not fill.is_filled():
        typer.echo(_("Filling the example …"))
        fill.fill(os.environ.get("KOERS_DEMO_LANGUAGE", "nl"))


def _way_in() -> str:
    """The address that a browser should open: it signs in somebody who may start a team.

    In the example that is a newcomer, who belongs to none of its teams.
    """
    founder = commands.new_founder if settings.DEMO else commands.first_founder
    return f"/in/{commands.send_link(founder(_('Facilitator')))}/"


def _web(address: Address) -> Child:
    return Child("web", ["web", "--host", address.listen, "--port", str(address.port)])


def _tell(address: Address, way_in: str) -> None:
    typer.echo(_("Koers is at %(address)s") % {"address": address.here})
    typer.echo(_("Sign in with this link. It works once, for a day:") + f"\n  {way_in}")
    if settings.DEMO:
        typer.echo(_("Or be anybody of the example: %(address)s/demo/") % {"address": address.here})
    if address.lan:
        _tell_room(address.room)
    typer.echo(_("Stop with Ctrl+C."))


def _tell_room(room: str | None) -> None:
    if room is None:
        typer.echo(_("This machine is in no network. Connect it to the room's Wi-Fi and start again."))
        return
    typer.echo(_("For phones in this room's network: %(address)s") % {"address": room})
    typer.echo(_("Try it with your own phone. Scan this, or type %(address)s/reach/") % {"address": room})
    segno.make(f"{room}/reach/", error="m").terminal(sys.stdout, border=2, compact=True)


def _has_screen() -> bool:
    # On a server without a screen a browser in text mode would take over the terminal.
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _in_the_way() -> str:
    return _(
        "No phone has come by yet. Is it on the same Wi-Fi as this machine? A guest network often keeps "
        "devices apart. Otherwise a firewall on this machine may be in the way: let incoming connections "
        "to Python through, or share a hotspot from your phone and connect this machine to it."
    )


class _Welcome:
    """Says once that a phone got here, or what is probably in its way."""

    def __init__(self, waiting: bool) -> None:
        self.waiting, self.explained = waiting, False
        self.since = time.monotonic()
        lan.forget_who_reached()

    def __call__(self) -> None:
        if not self.waiting:
            return
        if phone := lan.who_reached():
            self.waiting = False
            typer.echo(_("A phone reached Koers, from %(phone)s. The room can join.") % {"phone": phone})
        elif not self.explained and time.monotonic() - self.since > PATIENCE:
            self.explained = True
            typer.echo(_in_the_way())


class _Changes:
    """While somebody develops: starts the processes anew when a file of the code changed."""

    def __init__(self, children: Sequence[Child]) -> None:
        self.children, self.seen = children, self.newest()

    def newest(self) -> float:
        """When the newest file was written."""
        code = (file for kind in ("py", "html", "mo") for file in (ROOT / "koers").rglob(f"*.{kind}"))
        return max(file.stat().st_mtime for file in code)

    def __call__(self) -> None:
        if (newest := self.newest()) != self.seen:
            self.seen = newest
            for child in self.children:
                child.renew()
