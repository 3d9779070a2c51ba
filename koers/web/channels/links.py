"""Links in letters: signed, so that the database holds none of them.

A link to one thing lives seven days, and ends with the chair, with the account, and when somebody withdraws
all their links. A link that stops letters lives on: old letters must be stoppable too.
"""

from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from koers.apps.ledger import clock
from koers.apps.notices.models import Letterbox
from koers.apps.people.models import Member, Person
from koers.domain.refusals import NotHere

LIVES = timedelta(days=7)


@dataclass(frozen=True)
class Item:
    """One thing, asked of one chair, in a letter to one person."""

    person: int
    member: int
    deed: str
    subject: int
    nonce: str
    until: int

    def token(self) -> str:
        """As it stands in an address."""
        return _signed("item", list(astuple(self)))

    def is_over(self, now: datetime) -> bool:
        """Too old, or withdrawn by its person."""
        box = Letterbox.objects.filter(person=self.person, nonce=self.nonce)
        return now.timestamp() >= self.until or not box.exists()


def item(box: Letterbox, member: int, deed: str, subject: int) -> Item:
    """A link from now on."""
    until = int((clock.now() + LIVES).timestamp())
    return Item(box.person_id, member, deed, subject, box.nonce, until)


def read_item(token: str) -> Item:
    """What a link is of. `NotHere` when we didn't make it."""
    return Item(*_read("item", token))


def stop(person: Person, ask: int | None = None) -> str:
    """The token that ends the letters about one ask, or all of them."""
    return _signed("stop", [person.pk, ask])


def read_stop(token: str) -> tuple[Person, int | None]:
    """Whose letters end, and about which ask."""
    pk, ask = _read("stop", token)
    return _person(pk), ask


def confirmation(person: Person) -> str:
    """The token that shows that somebody reads what is sent to this address."""
    return _signed("confirm", [person.pk, person.email])


def read_confirmation(token: str) -> tuple[Person, str]:
    """Who confirms which address."""
    pk, address = _read("confirm", token)
    return _person(pk), address


def log(person: Person, member: int) -> str:
    """The token of one's own feed of the decisions of one team."""
    return _signed("log", [person.pk, member, _nonce(person.pk)])


def read_log(token: str) -> Member:
    """At which chair somebody reads the feed. `NotHere` when they left it, or withdrew all their links."""
    pk, member, nonce = _read("log", token)
    chairs = Member.objects.select_related("team__stream").filter(pk=member, person=pk, left=None)
    chair = chairs.first()
    if chair is None or nonce != _nonce(pk):
        raise NotHere
    return chair


def _nonce(person: int) -> str:
    """What ends all links of somebody when it changes; nothing as long as they had none."""
    return Letterbox.objects.filter(person=person).values_list("nonce", flat=True).first() or ""


def absolute(name: str, *args: Any) -> str:
    """A full address, for outside."""
    return settings.LETTERS_LEAD_TO + reverse(name, args=args)


def _person(pk: int) -> Person:
    found = Person.objects.filter(pk=pk, is_active=True).first()
    if found is None:
        raise NotHere
    return found


def _signed(kind: str, facts: list[Any]) -> str:
    return signing.dumps(facts, salt=f"koers.letter.{kind}", compress=True)


def _read(kind: str, token: str) -> list[Any]:
    try:
        facts: list[Any] = signing.loads(token, salt=f"koers.letter.{kind}")
    except signing.BadSignature:
        raise NotHere from None
    return facts
