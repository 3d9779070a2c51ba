"""Rounds to attack: phones that sit down, answer in random order, pause and think again, over HTTP."""

import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.urls import reverse

from koers.apps.people import secrets as codes
from koers.apps.people.models import Organisation
from koers.apps.scans import commands
from koers.apps.scans.models import Round
from koers.domain import scans
from koers.web.views.join import slug
from tests import cast, rounds
from tests.cast import Table

CSRF = secrets.token_hex(16)
THINKS_AGAIN = 0.3
SKIPS = 0.2


@dataclass
class Phone:
    """Somebody's browser."""

    url: str
    name: str
    member: int
    cookies: dict[str, str] = field(default_factory=dict)
    #: What this person gave last: the dots, and a why that stands nowhere else.
    scores: dict[str, int] = field(default_factory=dict)
    mark: str = ""

    def post(self, path: str, **form: Any) -> None:
        """Send a form."""
        line = HTTPConnection(urlsplit(self.url).netloc, timeout=30)
        cookies = "; ".join(f"{name}={value}" for name, value in {**self.cookies, "csrftoken": CSRF}.items())
        headers = {"Cookie": cookies, "X-CSRFToken": CSRF}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        line.request("POST", path, urlencode(form), headers | kind)
        reply = line.getresponse()
        said = reply.read()
        line.close()
        if reply.status != 302:
            raise RuntimeError(f"{path}: {reply.status} {said[:500]!r}")
        for one in reply.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(one).items()}

    @property
    def secret(self) -> str:
        """The ballot that only this browser has."""
        return self.cookies[f"ballot_{self.member}"]

    def think(self, chance: random.Random) -> dict[str, str]:
        """A fresh answer, as a form."""
        self.scores = {s: min(5, max(1, round(chance.gauss(3, 1)))) for s in scans.FIVE}
        self.mark = f"omdat {chance.getrandbits(64):016x}"
        form = {f"score-{s}": str(score) for s, score in self.scores.items()}
        return form | {"why-structure": self.mark}


#: How an answer goes in. Over HTTP, unless something leaky is tried out.
Give = Callable[[Phone, Round, dict[str, str]], None]


def over_http(phone: Phone, scan: Round, form: dict[str, str]) -> None:
    """As a browser does."""
    phone.post(reverse("scan_answer", args=[scan.team.key, scan.number]), **form)


@dataclass
class Played:
    """A round that is over."""

    scan: Round
    phones: list[Phone]
    target: Phone

    @property
    def answered(self) -> list[Phone]:
        """Who took part."""
        return [phone for phone in self.phones if phone.mark]


def play(
    url: str,
    home: Organisation,
    size: int,
    chance: random.Random,
    copy: Callable[[Round, list[Phone]], None],
    give: Give = over_http,
    come_in_late: bool = False,
) -> Played:
    """One round of a new team. `copy` is called once while it is open.

    With `come_in_late` everybody sits down when the round is open already, and answers at once.
    """
    table = cast.set_table(home, "MT", tuple(f"Persoon {n:02}" for n in range(size)))
    phones = [Phone(url, name, table.chair(name).pk) for name in table.names]
    address = _door(table)
    if not come_in_late:
        for phone in chance.sample(phones, size):
            phone.post(address, seat=phone.member, name=phone.name)
    scan = rounds.opened(table)
    steps = _order(phones, chance)
    moment = chance.randint(1, len(steps) - 1)
    for n, phone in enumerate(steps):
        if n == moment:
            copy(scan, phones)
        if not phone.cookies:
            phone.post(address, seat=phone.member, name=phone.name)
        time.sleep(chance.uniform(0, 0.004))
        give(phone, scan, phone.think(chance))
    if rounds.now(scan).stage == "answering":
        commands.close_round(table.facilitator, scan.pk)
    scan = rounds.now(scan)
    return Played(scan, phones, chance.choice([phone for phone in phones if phone.mark]))


def _door(table: Table) -> str:
    return reverse("join_seat", args=[slug(codes.join_code(str(cast.door(table).pk)))])


def _order(phones: list[Phone], chance: random.Random) -> list[Phone]:
    """Who answers when. Above six one may skip it, and some think again before the last has answered."""
    steps = chance.sample(phones, len(phones))
    if len(phones) > scans.CONFIDENTIAL_FROM and chance.random() < SKIPS:
        steps.pop()
    for phone in steps[:-1]:
        if chance.random() < THINKS_AGAIN:
            steps.insert(chance.randint(steps.index(phone) + 1, len(steps) - 1), phone)
    return steps
