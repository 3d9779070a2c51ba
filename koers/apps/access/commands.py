"""Deeds about doors for programs."""

import base64
import hashlib
import hmac
import secrets as chance
from collections.abc import Collection
from datetime import date

from django.conf import settings

from koers.apps.access import queries
from koers.apps.access.models import Token, Webhook
from koers.apps.ledger import clock
from koers.apps.ledger.turn import turn
from koers.apps.people import secrets
from koers.apps.people.models import Team
from koers.domain import access
from koers.domain.refusals import NotHere, Refused
from koers.domain.seats import Seat


def make_token(
    seat: Seat, name: str, scopes: Collection[str], until: date | None, key: str | None = None
) -> tuple[Token, str]:
    """A token for this seat, and its secret, which is shown once and nowhere kept.

    Asked for twice with the same key the first one stands, and its secret is "": it was shown already.
    """
    with turn(seat, "make_token", key=key) as t:
        if t.before:
            return Token.objects.for_seat(seat).get(pk=t.before.subject.split(":")[1]), ""
        name, last = access.token_name(name), access.until(until, clock.day(t.now))
        chosen = access.scopes(scopes)
        if queries.tokens_of(seat).count() >= access.MOST_TOKENS:
            raise Refused("too_many_tokens", limit=access.MOST_TOKENS)
        secret = access.PREFIX + secrets.fresh()
        token = t.place(
            Token(
                member_id=seat.chair,
                person_id=seat.someone,
                name=name,
                hash=secrets.hashed(secret),
                scopes=chosen,
                made=t.now,
                until=last,
            )
        )
        t.record(token, scopes=chosen, until=last.isoformat())
    return token, secret


def withdraw_token(seat: Seat, pk: int) -> None:
    """A token of one's own opens nothing from now on."""
    with turn(seat, "withdraw_token") as t:
        token = t.take(Token, pk)
        if token.person_id != seat.person:
            raise NotHere
        token.withdrawn = t.now
        token.save(update_fields=["withdrawn"])
        t.record(token)


def add_webhook(seat: Seat, team: Team, url: str, deeds: Collection[str], key: str | None = None) -> Webhook:
    """Tell this address what is done from now on."""
    with turn(seat, "add_webhook", key=key) as t:
        if t.before:
            return Webhook.objects.for_seat(seat).get(pk=t.before.subject.split(":")[1])
        url, chosen = access.address(url, private=settings.WEBHOOKS_PRIVATE), access.deeds(deeds)
        if queries.webhooks(seat).count() >= access.MOST_WEBHOOKS:
            raise Refused("too_many_webhooks", limit=access.MOST_WEBHOOKS)
        webhook = t.place(
            Webhook(
                team=team,
                url=url,
                deeds=chosen,
                nonce=chance.token_urlsafe(32),
                by_id=seat.chair,
                made=t.now,
                seq=t.stream.head,
            )
        )
        t.record(webhook, deeds=chosen)
    return webhook


def signing_secret(webhook: Webhook) -> str:
    """What its letters are signed with. Derived, so that it can be shown again and isn't in the database."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"webhook:{webhook.nonce}".encode(), hashlib.sha256)
    return "whsec_" + base64.b64encode(made.digest()).decode()


def try_webhook(seat: Seat, pk: int) -> None:
    """Send it something, to see whether it arrives."""
    with turn(seat, "try_webhook") as t:
        t.record(t.take(Webhook, pk))


def end_webhook(seat: Seat, pk: int) -> None:
    """It hears nothing any more, also not what still waited."""
    with turn(seat, "end_webhook") as t:
        webhook = t.take(Webhook, pk)
        webhook.ended = t.now
        webhook.save(update_fields=["ended"])
        webhook.deliveries.filter(stage="waiting").update(stage="dropped")
        t.record(webhook)
