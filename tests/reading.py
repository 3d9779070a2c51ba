"""Reading what a page says, without a browser."""

from collections.abc import Callable
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from koers.apps.decisions.models import Process
from koers.apps.people.models import Person

#: The browser of a person, or of nobody; and of somebody at the table of De Linde, by name.
ClientOf = Callable[[Person | None], Client]
At = Callable[[str], Client]


def said(reply: Any) -> str:
    """The page on one line, as it was written and not as it was escaped."""
    return " ".join(unescape(reply.content.decode()).split())


def address(process: Process, name: str = "proposal", *more: object) -> str:
    """Where something of this process stands."""
    return reverse(name, args=[process.team.key, process.number, *more])


def shown(client: Client, process: Process, name: str = "proposal") -> str:
    """What stands on a page of this process."""
    reply = client.get(address(process, name))
    assert reply.status_code == 200
    return said(reply)
