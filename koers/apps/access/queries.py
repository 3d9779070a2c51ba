"""Reading the doors for programs."""

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet

from koers.apps.access.models import Delivery, Token, Webhook
from koers.apps.ledger.models import Entry
from koers.apps.people import queries as people
from koers.apps.people import secrets
from koers.apps.people.models import Member
from koers.domain import access
from koers.domain.refusals import NotHere
from koers.domain.seats import Seat


def tokens_of(seat: Seat) -> QuerySet[Token]:
    """One's own tokens for this table that weren't withdrawn, latest first."""
    mine = Token.objects.for_seat(seat).filter(person=seat.person, withdrawn=None)
    return mine.select_related("member", "person").order_by("-pk")


def tokens_at(chairs: Iterable[Member], person: int) -> QuerySet[Token]:
    """Somebody's tokens for all of their tables that weren't withdrawn, latest first."""
    mine = Token.objects.filter(member__in=[chair.pk for chair in chairs], person=person, withdrawn=None)
    return mine.select_related("member__team", "person").order_by("-pk")


def token(secret: str) -> Token | None:
    """The token that this secret is of, whether it still works or not."""
    found = Token.objects.filter(hash=secrets.hashed(secret))
    return found.select_related("member__team__stream", "member__team__organisation", "person").first()


def seat_of(token: Token) -> Seat:
    """The seat that a program acts from: somebody's own, less what the token wasn't made for."""
    seat = people.seat_of(token.member)
    return replace(seat, token=token.code, scopes=frozenset(token.scopes))


def webhooks(seat: Seat) -> QuerySet[Webhook]:
    """The addresses that hear of this team now."""
    return Webhook.objects.for_seat(seat).filter(ended=None).order_by("pk")


def webhook(seat: Seat, pk: int) -> Webhook:
    """One of them. `NotHere` for whoever doesn't belong to the team."""
    found = webhooks(seat).filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def latest(seat: Seat, webhook: Webhook, most: int) -> QuerySet[Delivery]:
    """What went to it lately, the newest first."""
    mine = Delivery.objects.filter(webhook=webhook, webhook__stream=seat.stream)
    return mine.select_related("entry").order_by("-pk")[:most]


def told(seat: Seat) -> QuerySet[Entry]:
    """The team's ledger, as far as programs and everybody at the table may know of it."""
    return Entry.objects.filter(stream=seat.stream or 0).exclude(deed__in=access.UNTOLD)
