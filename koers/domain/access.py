"""Doors for programs: what a token may do, and which addresses may hear what was done.

A token acts for one seat and never does more than that seat: its scopes only take away. A webhook hears
codes, never texts; where it goes is looked at anew each time.
"""

import base64
import hashlib
import hmac
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from koers.domain import rules, tables
from koers.domain.refusals import Refused

NAME_LIMIT = 80
ADDRESS_LIMIT = 500
#: Nothing opens a door for ever.
LONGEST = timedelta(days=366)
MOST_TOKENS = 20
MOST_WEBHOOKS = 10
#: What begins a secret of ours: whoever searches files for secrets finds it by this.
PREFIX = "koers_"
#: What others can't see on a page, programs don't hear of either: a draft is its writer's own.
UNTOLD = frozenset({"draft_proposal", "edit_draft", "take_ballot", "make_token", "withdraw_token"})
#: How long to wait before the next try, in seconds; after the last one it is given up, three days later.
PAUSES = (10, 60, 300, 1800, 7200, 21600, 64800, 86400, 86400)
SCHEMES = {"https": 443, "http": 80}
_NAT64 = IPv6Address("64:ff9b::")


def token_name(typed: str) -> str:
    """What a token is called: whoever withdraws one later must know which."""
    name = tables.tidy(typed)
    if not name:
        raise Refused("token_nameless", "name")
    if len(name) > NAME_LIMIT:
        raise Refused("too_long", "name", limit=NAME_LIMIT, length=len(name))
    return name


def scopes(chosen: Collection[str]) -> list[str]:
    """The chosen scopes, in order. All may read: whoever does something sees what came of it."""
    if not set(chosen) <= set(rules.SCOPES):
        raise Refused("scopes_unknown", "scopes")
    return [scope for scope in rules.SCOPES if scope == "read" or scope in chosen]


def until(day: date | None, today: date) -> date:
    """The last day a token works."""
    if day is None or not today <= day <= today + LONGEST:
        raise Refused("until_unfit", "until", first=today, last=today + LONGEST)
    return day


# --- who hears


def deeds(chosen: Iterable[str]) -> list[str]:
    """The deeds a webhook hears of, in the order of the table."""
    wanted = set(chosen)
    if not wanted or not wanted <= set(tellable()):
        raise Refused("deeds_missing", "deeds")
    return [deed for deed in tellable() if deed in wanted]


def tellable() -> list[str]:
    """Every deed of a team that a webhook can hear of."""
    outside = {"person", "founder", "guest"}
    return [deed for deed, who in rules.WHO.items() if deed not in UNTOLD and not who <= outside]


def address(typed: str, *, private: bool) -> str:
    """An address that may be written to: with a name, without a password, and encrypted.

    `private`: this installation allows addresses of its own network, also without encryption.
    """
    tidied = typed.strip()
    if len(tidied) > ADDRESS_LIMIT:
        raise Refused("too_long", "url", limit=ADDRESS_LIMIT, length=len(tidied))
    try:
        parts = urlsplit(tidied)
        port = parts.port
    except ValueError:
        raise Refused("address_unfit", "url") from None
    fits = parts.hostname and parts.username is None and not parts.fragment and tidied.isascii()
    if not fits or parts.scheme not in SCHEMES or port == 0 or any(c <= " " or c == "\x7f" for c in tidied):
        raise Refused("address_unfit", "url")
    if parts.scheme != "https" and not private:
        raise Refused("address_open", "url")
    return tidied


def is_public(ip: str) -> bool:
    """Whether this is an address of the open internet: no machine of ours or of our own network.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) is looked at itself.
    """
    found = ip_address(ip.partition("%")[0])
    inner = _inside(found) if isinstance(found, IPv6Address) else []
    return all(map(_is_open, (found, *inner)))


def _is_open(ip: IPv4Address | IPv6Address) -> bool:
    site = isinstance(ip, IPv6Address) and ip.is_site_local
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or site)


def _inside(found: IPv6Address) -> list[IPv4Address]:
    inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
    if int(found) >> 32 == int(_NAT64) >> 32:
        inner.append(IPv4Address(int(found) & 0xFFFFFFFF))
    return [one for one in inner if one is not None]


def pause(tries: int) -> timedelta | None:
    """How long after so many tries the next one is; None when it is given up."""
    return timedelta(seconds=PAUSES[tries - 1]) if tries <= len(PAUSES) else None


def signature(secret: str, name: str, timestamp: int, body: bytes) -> str:
    """The header by which a receiver knows that we wrote this, as Standard Webhooks has it.

    HMAC-SHA256 over name, moment and body; `secret` is "whsec_" and base64.
    """
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{name}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
