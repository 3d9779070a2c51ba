"""This machine in the room's network: its address, and whether a phone gets here."""

import ipaddress
import socket

from koers.config import home

# Somewhere outside, then inside each private range: the system names the interface it would use. Nothing is
# sent: connecting a datagram socket only looks up the route.
_TOWARDS = ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254", "169.254.255.254")


def address() -> str | None:
    """The address other devices in this network know this machine by."""
    return next(filter(None, map(_address_towards, _TOWARDS)), None)


def _address_towards(target: str) -> str | None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((target, 9))
        except OSError:
            return None
        found = str(probe.getsockname()[0])
    return None if ipaddress.ip_address(found).is_loopback else found


def came_from_outside(client: str) -> bool:
    """Whether a request was made by another device than this machine."""
    try:
        ip = ipaddress.ip_address(client)
    except ValueError:
        return False
    return not ip.is_loopback and client != address()


def reached(client: str) -> None:
    """Remember that a device got here."""
    (home.home() / "reached").write_text(client)


def who_reached() -> str | None:
    """The device that got here since `koers serve --lan` began, if any."""
    file = home.home() / "reached"
    return file.read_text() if file.exists() else None


def forget_who_reached() -> None:
    """Begin looking anew."""
    (home.home() / "reached").unlink(missing_ok=True)
