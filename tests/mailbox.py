"""A real mail server on this machine, that keeps what it gets: for tests."""

import email
import email.policy
import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

from aiosmtpd.controller import Controller
from django.utils import timezone

from koers.apps.ledger import clock, readers
from koers.apps.notices import commands
from koers.apps.notices.models import Letterbox
from koers.apps.people import commands as people
from koers.apps.people.models import Person
from koers.apps.people.queries import seat_of_person
from koers.web.channels.mail import sending
from tests.cast import Table
from tests.server import free_port

ZONE = ZoneInfo("Europe/Amsterdam")
PASSWORD = "drie woorden samen"


class Mailbox:
    """Catches mail. Can be down, and can refuse an address."""

    def __init__(self) -> None:
        self.port = free_port()
        self.caught: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.refuses = ""
        self.running: Controller | None = None

    async def handle_RCPT(  # noqa: N802 - the server calls it by this name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Take an address, or refuse it."""
        if address == self.refuses:
            return f"550 no such user: {address}"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a letter."""
        self.raw.append(envelope.content)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.caught.append(message)
        return "250 OK"

    def up(self) -> None:
        """Begin to answer."""
        self.running = Controller(self, hostname="127.0.0.1", port=self.port)
        self.running.start()

    def down(self) -> None:
        """No longer answer."""
        if self.running:
            self.running.stop()
            self.running = None

    def to(self, address: str) -> list[EmailMessage]:
        """What came for somebody, in order."""
        return [one for one in self.caught if address in str(one["To"])]


def text(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    return letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def html(letter: EmailMessage) -> str:
    """The same as HTML."""
    return letter.get_body(("html",)).get_content()  # type: ignore[union-attr]


def links(letter: EmailMessage, under: str) -> list[str]:
    """The paths in a letter that begin with this one, each once."""
    return list(dict.fromkeys(re.findall(rf"https?://[^/\s]+({re.escape(under)}\S*)", text(letter))))


def monday(days: int = 0, hour: int = 8, minute: int = 31) -> datetime:
    """A moment on the Monday after today, or some days later."""
    today = timezone.localdate()
    day = today + timedelta(days=7 - today.weekday() + days)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def address_of(table: Table, name: str) -> str:
    """Somebody adds an address to their name, and confirms it."""
    person = table.chair(name).person
    address = f"{name.lower()}@linde.example"
    people.open_account(seat_of_person(person), address, PASSWORD)
    commands.confirm_address(Person.objects.get(pk=person.pk), address)
    Letterbox.objects.filter(person=person).update(asked=address)
    return address


def send_at(moment: datetime) -> None:
    """What the worker does at this moment."""
    readers.asks.catch_up_all()
    with clock.at(moment):
        sending.send_due()
